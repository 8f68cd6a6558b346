"""The lists of grids, chiefs and task logs."""

from grids.lists.chiefs import CHIEFS
from grids.lists.grids import GRIDS
from grids.lists.logs import QUEUE, TASK_LOGS

LISTS = (GRIDS, CHIEFS, TASK_LOGS, QUEUE)
