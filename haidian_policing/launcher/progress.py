"""One line of progress for whatever takes longer than a moment: a bar on a terminal, a line now and then in a log."""

import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType

_WIDTH = 24
_QUIET_SECONDS = 1.0  # what is done by then says nothing but that it is done
_LOG_SECONDS = 5.0


class Progress:
    """Shows `label` with a bar (when it knows how much there is) and the seconds gone by; `count` may be asked for news."""

    def __init__(self, label: str, total: int = 0, count: Callable[[], int] | None = None) -> None:
        self.label, self.total, self.done = label, total, 0
        self._count = count
        self._started = time.monotonic()
        self._logged = self._started
        self._terminal = sys.stdout.isatty()
        self._over = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> "Progress":
        self._ticker.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        self._ticker.join()
        if kind is None:
            self.done = self.total
        sign = "✓" if kind is None else "✗"
        self._print(f"{sign} {self.label} ({time.monotonic() - self._started:.1f} s)", end="\n")

    def step(self, number: int = 1) -> None:
        """So much more is done."""
        self.done += number

    def reach(self, done: int, total: int) -> None:
        """So much of so much is done, for work that only learns on its way how much there is."""
        self.done, self.total = done, total

    def _tick(self) -> None:
        while not self._over.wait(0.2):
            now = time.monotonic()
            if now - self._started < _QUIET_SECONDS:
                continue
            if self._count:
                self.done = self._count()
            if self._terminal:
                self._print(self._line(now), end="")
            elif now - self._logged > _LOG_SECONDS:
                self._logged = now
                self._print(self._line(now), end="\n")

    def _line(self, now: float) -> str:
        seconds = f"{now - self._started:.0f} s"
        if not self.total:
            return f"· {self.label} … {seconds}"
        done = min(self.done, self.total)
        full = _WIDTH * done // self.total
        return f"· {self.label} [{'█' * full}{'░' * (_WIDTH - full)}] {done}/{self.total} {seconds}"

    def _print(self, text: str, end: str) -> None:
        start = "\r\033[K" if self._terminal else ""
        sys.stdout.write(f"{start}{text}{end}")
        sys.stdout.flush()
