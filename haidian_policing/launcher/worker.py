"""What the task worker loads: the Celery application, with pool processes that end when the worker's main process ends."""

import signal
from typing import Any

from celery.signals import worker_process_init

from haidian_policing.celery import app
from haidian_policing.launcher.processes import die_with_parent

__all__ = ["app"]


@worker_process_init.connect
def _tie(**_: Any) -> None:
    die_with_parent(signal.SIGKILL)
