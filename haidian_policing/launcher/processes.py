"""Child processes that never outlive their parent: own session, own user where wanted, killed by the kernel when the parent dies."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Servant:
    """The unprivileged user that runs the servers when the portal is started by root."""

    uid: int
    gid: int

    def may_enter(self, folder: Path) -> bool:
        """Whether this user can reach the folder; asked of the kernel, so access lists count."""
        return self._tests("-x", folder)

    def may_run(self, program: Path) -> bool:
        return self._tests("-x", program)

    def _tests(self, flag: str, path: Path) -> bool:
        asked = subprocess.run(["test", flag, str(path)], cwd="/", user=self.uid, group=self.gid, extra_groups=[], check=False)
        return asked.returncode == 0


def die_with_parent(sent: int = signal.SIGTERM) -> None:
    """Ask the kernel to send this process a signal when the thread that started it ends (Linux; elsewhere nothing)."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, sent, 0, 0, 0)


def _tie(parent: int, sent: int) -> Callable[[], None]:
    def tie() -> None:
        os.umask(0o077)
        die_with_parent(sent)
        if os.getppid() != parent:  # the parent died before the kernel was asked
            os._exit(1)

    return tie


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    servant: Servant | None = None,
    when_orphaned: int = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own whose output goes to the log file."""
    who = {"user": servant.uid, "group": servant.gid, "extra_groups": []} if servant else {}
    with log.open("ab") as out:
        return subprocess.Popen(
            [os.fspath(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=cwd or Path("/"),
            start_new_session=True,
            preexec_fn=_tie(os.getpid(), when_orphaned),
            **who,  # type: ignore[call-overload]
        )


def stop(child: subprocess.Popen[bytes], *signals: tuple[int, float]) -> int:
    """Send each signal and wait its seconds; at the end kill the whole session. Returns the exit code."""
    for sent, seconds in signals:
        if child.poll() is not None:
            break
        child.send_signal(sent)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(seconds)
    sweep(child)
    return child.wait()


def sweep(child: subprocess.Popen[bytes]) -> None:
    """Kill whatever is left in the child's session."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def alive(pid: int) -> bool:
    """Whether a process of this number exists, whoever owns it."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def wait_until(condition: Callable[[], bool], seconds: float, pause: float = 0.02) -> bool:
    """Poll a condition; True as soon as it holds, False when the time is up."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True


def tail(log: Path, lines: int = 12) -> str:
    """The last lines of a log file."""
    with contextlib.suppress(OSError):
        return "\n".join(log.read_text("utf-8", "replace").splitlines()[-lines:])
    return ""
