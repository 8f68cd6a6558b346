"""Folders and processes for the launcher's tests; whatever a test leaves behind is ended and removed."""

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from haidian_policing.launcher.places import prepare
from haidian_policing.launcher.trouble import Trouble
from tests.launcher.household import Up, left_behind

_OWN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "PORTAL_DATA", "PORTAL_PROFILE", "SECRET_KEY", "PORTAL_FIELD_KEYS")


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of somebody who has set nothing."""
    for name in _OWN:
        monkeypatch.delenv(name, raising=False)


def _folder() -> Iterator[Path]:
    """A folder that an unprivileged user can enter, with a name that careless programs stumble over."""
    base = Path(tempfile.mkdtemp(prefix="portal 海淀 门户-"))
    base.chmod(0o711)
    yield base
    for pid in left_behind(base):
        os.kill(pid, signal.SIGKILL)
    servers = base / "var" / "servers"
    if servers.exists():
        with contextlib.suppress(Trouble):  # a test may have pretended that the disk is full
            shutil.rmtree(prepare(base / "var").run, ignore_errors=True)
    if servers.is_symlink():
        shutil.rmtree(servers.resolve(), ignore_errors=True)
    shutil.rmtree(base, ignore_errors=True)


folder = pytest.fixture(_folder)
shared_folder = pytest.fixture(_folder, scope="module")


@pytest.fixture
def up(shared_folder: Path) -> Iterator[Up]:
    """`manage.py up` on the module's data folder, which the first test fills."""
    started = Up(shared_folder / "var")
    yield started
    started.kill()
