"""The verbs of the grids: assigning officers, logging and judging tasks, making dues, approving catalogues."""

from grids.actions.assignments import assign, end
from grids.actions.catalogue import approve
from grids.actions.dues import make_dues, suspend
from grids.actions.logs import correct, log, send_back, verify, withdraw
from grids.actions.workload import compute_workload

__all__ = ["approve", "assign", "compute_workload", "correct", "end", "log", "make_dues", "send_back", "suspend", "verify", "withdraw"]
