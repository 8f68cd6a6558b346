"""A stranger's first minute: an ordinary user, a copy of the tree in a folder with spaces and Chinese letters, a bare Python."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from haidian_policing.launcher import bootstrap
from tests.launcher.household import Up, clean_environment, gone

pytestmark = pytest.mark.xdist_group("up")
_NOT_IN_A_CLONE = (".git", ".venv", "var", "node_modules", "tests", "__pycache__", ".*_cache", "*.mo", "staticfiles")
_NOBODY = 65534
_SNEAKY = "import sys; sys.modules['ensurepip'] = None"


def bare_python() -> str:
    """The system's own interpreter where it is new enough, else the one below this environment."""
    for path in ("/usr/bin/python3", "/usr/local/bin/python3"):
        asked = subprocess.run(
            [path, "-c", "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"], check=False, capture_output=True
        )
        if asked.returncode == 0:
            return path
    return str(Path(sys.base_prefix) / "bin" / "python3")


@pytest.fixture
def user() -> int | None:
    """Root lends the clone to nobody; anybody else is ordinary enough."""
    return _NOBODY if os.geteuid() == 0 else None


@pytest.fixture
def clone(folder: Path, user: int | None) -> Path:
    copy = folder / "克隆 clone"
    shutil.copytree(bootstrap.ROOT, copy, ignore=shutil.ignore_patterns(*_NOT_IN_A_CLONE))
    for name in ("home", "cache"):
        (folder / name).mkdir()
    if user:
        for path in (copy, *copy.rglob("*"), folder / "home", folder / "cache"):
            os.chown(path, user, user)
    return copy


def environment(folder: Path, **more: str) -> dict[str, str]:
    wanted = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(folder / "home"), "XDG_CACHE_HOME": str(folder / "cache"), **more}
    return {name: value for name, value in clean_environment(**wanted).items() if name not in {"VIRTUAL_ENV", "PYTHONPATH"}}


def lend_wheels(folder: Path, user: int | None) -> dict[str, str]:
    """Where this machine has fetched the packages already, the clone gets them and no network."""
    version = subprocess.run(
        [bare_python(), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], check=True, capture_output=True, text=True
    ).stdout.strip()
    wheels = bootstrap._cache() / f"wheels-python{version}"
    if not (wheels / bootstrap._digest(bootstrap._LOCK)).exists():
        return {}
    copy = folder / "cache" / "haidian-policing" / wheels.name
    shutil.copytree(wheels, copy)
    if user:
        for path in (copy, copy.parent):
            os.chown(path, user, user)
    return {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": ""}


def modes(top: Path) -> dict[Path, int]:
    return {path: stat.S_IMODE(path.lstat().st_mode) for path in (*top.parents, top, *top.iterdir())}


def test_an_ordinary_user_needs_one_command_and_then_no_network(clone, folder, user):
    up = Up(clone / "var", program=(bare_python(), "manage.py"), cwd=clone)
    before = modes(clone)
    up.start(env=environment(folder, **lend_wheels(folder, user)), user=user)
    try:
        assert up.ready, up.output
        assert up.interrupt() == 0
        assert {path: mode for path, mode in modes(clone).items() if path in before} == before
        assert not (clone / "var" / "servers").is_symlink()
        shutil.rmtree(folder / "cache")
        offline = environment(folder, PIP_NO_INDEX="1", LANG="zh_CN.UTF-8")
        assert up.start(env=offline, user=user).ready, up.output
        assert "浏览器打开" in up.output
        assert up.interrupt() == 0
        assert gone(folder)
    finally:
        up.kill()


def test_a_python_without_its_installer_is_told_apart(clone, folder, user):
    hiding = folder / "hiding"
    hiding.mkdir()
    (hiding / "sitecustomize.py").write_text(_SNEAKY)
    env = {**environment(folder), "PYTHONPATH": str(hiding), "PATH": "/nowhere"}
    up = Up(clone / "var", program=(bare_python(), "manage.py"), cwd=clone).start(env=env, user=user)
    assert up.ends() == 1
    assert "Python cannot make environments here. Install python3." in up.output


def test_packages_that_cannot_be_fetched_are_told_apart(clone, folder, user):
    env = environment(folder, PIP_NO_INDEX="1", PIP_CONFIG_FILE=os.devnull, PIP_FIND_LINKS="")
    up = Up(clone / "var", program=(bare_python(), "manage.py"), cwd=clone).start(env=env, user=user)
    assert up.ends() == 1
    assert "The packages could not be installed" in up.output
    assert "Traceback" not in up.output
