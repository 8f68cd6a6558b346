"""Pytest plugin (`-p tests.servers`): a PostgreSQL and a Valkey of the run's own, on temporary storage, before settings are read."""

import atexit
import os
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from haidian_policing.launcher import keys, places, postgres
from haidian_policing.launcher.processes import alive
from haidian_policing.launcher.servers import Servers
from haidian_policing.launcher.trouble import Trouble
from tests import template

_PREFIX = "portal-test-"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The first hook there is: called before pytest-django reads the settings. Workers of xdist inherit what it sets."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        _start()
    else:
        _choose_redis_database(int(re.sub(r"\D", "", worker)))


def _start() -> None:
    _remove_leftovers()
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    folder.chmod(0o711)  # the servers' own user passes through
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    secrets = keys.fresh()
    try:
        servers = Servers(places.prepare(folder / "var"), secrets, for_tests=True)
        given = servers.start()
    except Trouble as trouble:
        raise pytest.UsageError(str(trouble)) from trouble
    atexit.register(servers.stop)
    os.environ.update(
        given,
        PORTAL_PROFILE="test",
        PORTAL_DATA=str(folder / "var"),
        PORTAL_FIELD_KEYS=secrets["field_keys"],
        SECRET_KEY=secrets["secret_key"],
    )
    template.prepare(servers, given)
    if servers.postgres:
        os.environ["TEST_APP_URL"] = postgres.url(servers.places.run, "portal_app", secrets["portal_app"])


def _choose_redis_database(number: int) -> None:
    """Workers share the server and must not see each other's cache; Valkey has 16 databases."""
    address = os.environ["REDIS_URL"]
    if address.startswith("unix:") and "?" not in address:
        os.environ["REDIS_URL"] = f"{address}?db={1 + number % 15}"


def _remove_leftovers() -> None:
    """Folders of runs that were killed and could not tidy up; another run may remove one at the same time."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        pid = folder.name.removeprefix(_PREFIX).split("-")[0]
        with suppress(FileNotFoundError):
            if pid.isdigit() and not alive(int(pid)) and folder.lstat().st_uid == os.geteuid():
                shutil.rmtree(folder, ignore_errors=True)
