"""The portal's own processes: web, worker and beat."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from haidian_policing.launcher.bootstrap import ROOT
from haidian_policing.launcher.processes import spawn, stop


@dataclass
class Part:
    """One child of `up`: how it is started and how it is asked to end."""

    name: str
    command: Sequence[str]
    log: Path
    signals: Sequence[tuple[int, float]] = ((signal.SIGTERM, 5.0),)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self, env: Mapping[str, str]) -> None:
        self.process = spawn([sys.executable, "-m", *self.command], log=self.log, env=env, cwd=ROOT)

    def stop(self) -> None:
        if self.process:
            stop(self.process, *self.signals)


def web(logs: Path, port: int) -> Part:
    """granian: two workers, so that one long answer does not make everybody wait."""
    serve = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "2", "--no-ws", "--workers-kill-timeout", "3"]
    target = "haidian_policing.launcher.web:application"
    return Part("web", ["granian", *serve, "--host", "127.0.0.1", "--port", str(port), target], logs / "web.log")


def worker(logs: Path) -> Part:
    """Celery's worker: first asked to finish its task, then to put it back; the job's row in the database is the truth anyway."""
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    command = ["celery", "-A", "haidian_policing.launcher.worker:app", "worker", "--concurrency", "2", "--loglevel", "INFO", *quiet]
    return Part("worker", command, logs / "worker.log", ((signal.SIGTERM, 5.0), (signal.SIGQUIT, 3.0)))


def beat(logs: Path, data: Path) -> Part:
    """Celery's timer; it remembers its last runs in the data folder and catches up after a pause."""
    schedule = ["--schedule", os.fspath(data / "beat"), "--pidfile", ""]
    return Part("beat", ["celery", "-A", "haidian_policing.celery:app", "beat", "--loglevel", "INFO", *schedule], logs / "beat.log")
