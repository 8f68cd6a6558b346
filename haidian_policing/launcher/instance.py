"""One running portal per data folder: its lock, and the note by which other commands and the next start find it."""

import contextlib
import fcntl
import json
import os
import signal
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from haidian_policing.launcher.places import Places
from haidian_policing.launcher.processes import alive, wait_until
from haidian_policing.launcher.trouble import Trouble

_NOTE = "running.json"


@dataclass(frozen=True)
class Note:
    """What `up` leaves in the data folder while it runs; a process is a pid with its birth, so that a reused pid is a stranger."""

    parent: tuple[int, str]
    env: Mapping[str, str] = field(default_factory=dict)
    children: Sequence[tuple[int, str]] = ()

    def write(self, data: Path) -> None:
        """Replace the note in one step; only its owner can read it, for the addresses carry passwords."""
        handle, half = tempfile.mkstemp(dir=data, prefix=".running-")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump({"parent": self.parent, "env": dict(self.env), "children": list(self.children)}, out)
        Path(half).replace(data / _NOTE)


def read(data: Path) -> Note | None:
    """The note of the last start, which may be long over."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads((data / _NOTE).read_text("utf-8"))
        children = [(int(pid), str(born)) for pid, born in told["children"]]
        return Note((int(told["parent"][0]), str(told["parent"][1])), dict(told["env"]), children)
    return None


def environment_of(data: Path) -> Mapping[str, str]:
    """The environment of the portal that runs on this folder; empty when none does."""
    note = read(data)
    return note.env if note and lives(note.parent) else {}


def forget(data: Path) -> None:
    (data / _NOTE).unlink(missing_ok=True)


def process(pid: int) -> tuple[int, str]:
    """A process with the clock tick of its birth (Linux; elsewhere the pid has to do)."""
    with contextlib.suppress(OSError, IndexError):
        return pid, Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[19]
    return pid, ""


def lives(known: tuple[int, str]) -> bool:
    return alive(known[0]) and process(known[0]) == known


@contextlib.contextmanager
def only_one(places: Places) -> Iterator[None]:
    """Hold the folder's lock; the kernel lets go of it when this process ends, however it ends."""
    with (places.servers / "up.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Trouble("another_copy", folder=places.data, pid=lock.read().strip() or "?") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def end_old(data: Path, seconds: float = 20) -> None:
    """Processes of a start that was killed are ending by themselves; wait for them, and help those that do not."""
    note = read(data)
    left = [known for known in note.children if lives(known)] if note else []
    for sent in (signal.SIGINT, signal.SIGKILL):
        for known in filter(lives, left):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(known[0], sent) if sent == signal.SIGKILL else os.kill(known[0], sent)
        if wait_until(lambda: not any(map(lives, left)), seconds):
            return
    raise Trouble("still_running", folder=data, pids=", ".join(str(pid) for pid, _ in filter(lives, left)))
