"""An empty server beside the running one, for as long as a restore is tried on it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from haidian_policing.launcher import keys, places, postgres, valkey
from haidian_policing.launcher.binaries import find_postgres, find_valkey
from haidian_policing.launcher.bootstrap import ROOT

LIBPQ = {"dbname": "PGDATABASE", "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}


class Failed(RuntimeError):
    """A program ended badly; the text is what it said."""


@contextmanager
def empty_server() -> Iterator[dict[str, str]]:
    """The environment of a PostgreSQL and a Valkey with nothing in them, gone afterwards; keys are those of the running portal."""
    folder = Path(tempfile.mkdtemp(prefix="portal-drill-"))
    folder.chmod(0o711)  # the servers' own user passes through
    room, secrets = places.prepare(folder / "var"), keys.fresh()
    database, cache = postgres.Server(room, find_postgres(room.servant), secrets), valkey.Server(room, find_valkey(room.servant))
    try:
        database.start()
        cache.start()
        app, owner = (postgres.url(room.run, role, secrets[role]) for role in ("portal_app", "portal_owner"))
        yield {"DATABASE_URL": app, "DATABASE_OWNER_URL": owner, "REDIS_URL": cache.url, "PORTAL_DATA": str(room.data)}
    finally:
        for server in (cache, database):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def dump(parameters: Mapping[str, Any], snapshot: str, target: Path, *more: str) -> None:
    """Everything that a snapshot of a database (by libpq's parameters) holds, in one file; no password stands in a list of processes."""
    env = {variable: str(parameters[name]) for name, variable in LIBPQ.items() if parameters.get(name)}
    run(program("pg_dump"), "-Fc", f"--snapshot={snapshot}", *more, "-f", target, env=os.environ | env)


def restore(source: Path, address: str) -> None:
    """A dump into an empty database; whoever restores owns everything in it."""
    run(program("pg_restore"), "--exit-on-error", "--no-owner", "--no-privileges", "--no-comments", "-j", "2", "-d", address, source)


def program(name: str) -> Path:
    """A program of the PostgreSQL that the portal runs on; what only talks to a server may be run by anybody."""
    return find_postgres(None).folder / name


def portal(environment: dict[str, str], *words: str) -> str:
    """What a command of the portal says in another environment."""
    return run(
        sys.executable, "-m", "django", *words, env={**os.environ, "DJANGO_SETTINGS_MODULE": "haidian_policing.settings", **environment}
    )


def run(*command: str | Path, env: Mapping[str, str] | None = None) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, env=env, cwd=ROOT)
    if done.returncode:
        raise Failed(f"{Path(command[0]).name}: {done.stderr.strip()[-2000:]}")
    return done.stdout
