"""The migrated database that every test database is copied from: made once, kept between runs while nothing in it changes."""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from haidian_policing.launcher import postgres
from haidian_policing.launcher.servers import Servers

ROOT = Path(__file__).resolve().parent.parent
NAME = "portal_template"


def prepare(servers: Servers, given: Mapping[str, str]) -> None:
    """Make the template on an embedded server; names it in TEST_TEMPLATE, which the settings read. A server given by URL goes without."""
    if servers.postgres is None:
        return
    address = postgres.url(servers.places.run, "portal_owner", servers.secrets["portal_owner"], NAME)
    programs = servers.postgres.programs
    kept = Path(tempfile.gettempdir()) / f"portal-template-{os.geteuid()}-{programs.major}-{fingerprint()}.sql"
    _run([programs.folder / "createdb", "--maintenance-db", given["DATABASE_OWNER_URL"], NAME])
    if kept.exists() and kept.stat().st_uid == os.geteuid():
        _run([programs.folder / "psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d", address, "-f", kept])
    else:
        _migrate(address, given)
        _keep(programs.folder / "pg_dump", address, kept)
    os.environ["TEST_TEMPLATE"] = NAME


def fingerprint() -> str:
    """A digest of the migrations, of the modules that they import and of the data that they load."""
    migrations = [
        path for path in ROOT.rglob("migrations/*.py") if not {".venv", "node_modules", "var"} & set(path.relative_to(ROOT).parts)
    ]
    imported = {name for path in migrations for name in re.findall(r"^from ([\w.]+) import", path.read_text("utf-8"), re.M)}
    modules = [ROOT.joinpath(*name.split(".")).with_suffix(".py") for name in imported]
    packages = [file for name in imported for file in ROOT.joinpath(*name.split(".")).glob("*.py")]
    data = ROOT.glob("haidian_policing/workcalendar/**/*.*")
    files = sorted({path for path in (*migrations, *modules, *packages, *data) if path.is_file() and path.suffix != ".pyc"})
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in files:
        digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:20]


def _migrate(address: str, given: Mapping[str, str]) -> None:
    environment = {
        **os.environ,
        **given,
        "DATABASE_URL": address,
        "DATABASE_OWNER_URL": address,
        "DJANGO_SETTINGS_MODULE": "haidian_policing.settings",
    }
    _run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=environment, cwd=ROOT)


def _keep(pg_dump: Path, address: str, kept: Path) -> None:
    half = kept.with_suffix(f".{os.getpid()}")
    _run([pg_dump, "--no-comments", "-d", address, "-f", half])
    half.chmod(0o600)
    half.rename(kept)


def _run(command: list, **options) -> None:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **options)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}\n{done.stderr}")
