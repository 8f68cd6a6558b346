"""Starts `manage.py up` as a person would, and looks at what it leaves behind."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from haidian_policing.launcher import instance
from haidian_policing.launcher.bootstrap import ROOT

_OWN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "PORTAL_", "SECRET_KEY", "PYTEST_", "DJANGO_", "LC_", "LANG")


def clean_environment(**more: str) -> dict[str, str]:
    """This environment without what the test run put into it, in English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OWN) or name == "PORTAL_POSTGRES"}
    return {**kept, "LANG": "C.UTF-8", **more}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Up:
    """One running (or failed) `manage.py up`."""

    def __init__(self, data: Path, program: Sequence[str] = (sys.executable, "manage.py"), cwd: Path = ROOT) -> None:
        self.data, self.program, self.cwd = data, program, cwd
        self.port = free_port()
        self.output = ""
        self.process: subprocess.Popen[str] | None = None

    def start(self, *options: str, env: dict[str, str] | None = None, user: int | None = None) -> "Up":
        """Start and read until READY or the end."""
        self.output = ""
        who = {} if user is None else {"user": user, "group": user, "extra_groups": []}
        self.process = subprocess.Popen(
            [*self.program, "up", "--data", str(self.data), "--port", str(self.port), "--scale", "0.01", *options],
            cwd=self.cwd,
            env=env or clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **who,  # type: ignore[call-overload]
        )
        for line in self.process.stdout or ():
            self.output += line
            if line.strip() == "READY":
                break
        return self

    @property
    def ready(self) -> bool:
        return self.output.rstrip().endswith("READY")

    def ends(self, seconds: float = 60) -> int:
        """Wait for the end; the exit code."""
        assert self.process
        rest, _ = self.process.communicate(timeout=seconds)
        self.output += rest
        return self.process.returncode

    def interrupt(self) -> int:
        assert self.process
        self.process.send_signal(signal.SIGINT)
        return self.ends()

    def kill(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.communicate()

    @staticmethod
    def end(pid: int, sent: int) -> None:
        os.kill(pid, sent)

    def child(self, word: str) -> int:
        """The pid of the child whose command line holds the word."""
        assert self.process
        note = instance.read(self.data)
        assert note
        return next(pid for pid, _ in note.children if word in Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace"))

    def environment(self) -> dict[str, str]:
        return dict(instance.environment_of(self.data))


def left_behind(folder: Path) -> list[int]:
    """Processes that were started with the folder, work in it or know of it."""
    sought = re.compile(re.escape(os.fsencode(folder)))
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        told = b""
        for name in ("cmdline", "environ"):
            with contextlib.suppress(OSError):
                told += (process / name).read_bytes()
        with contextlib.suppress(OSError):
            told += os.fsencode((process / "cwd").readlink())
        if sought.search(told) and int(process.name) != os.getpid():
            found.append(int(process.name))
    return found


def gone(folder: Path, seconds: float = 20) -> bool:
    """Whether every process of the folder ends in time."""
    end = time.monotonic() + seconds
    while left_behind(folder):
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True
