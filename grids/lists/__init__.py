"""The lists of grids, chiefs, task logs and suspensions."""

from grids.lists.chiefs import CHIEFS
from grids.lists.grids import GRIDS
from grids.lists.logs import QUEUE, TASK_LOGS
from grids.lists.suspensions import SUSPENSIONS

LISTS = (GRIDS, CHIEFS, TASK_LOGS, QUEUE, SUSPENSIONS)
