"""The locks say what pyproject.toml says, with hashes and without the address of an index."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from haidian_policing.launcher.bootstrap import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))


def wanted(lock: str) -> list[Requirement]:
    lines = list(PROJECT["project"]["dependencies"])
    if lock == "requirements-dev.lock":
        lines += PROJECT["dependency-groups"]["dev"]
    return [Requirement(line) for line in lines]


@pytest.mark.requirement("R60")
@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_asked_for_is_locked(lock):
    locked = pins(lock)
    for requirement in wanted(lock):
        version = locked.get(canonicalize_name(requirement.name))
        assert version, f"{requirement} is not in {lock}: run the command in docs/running.md"
        assert requirement.specifier.contains(version), f"{lock} has {requirement.name} {version}, pyproject.toml wants {requirement}"


@pytest.mark.requirement("R60")
@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash_and_no_index_is_named(lock):
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in re.sub(r"(?m)^\s*#.*$", "", text)
    assert not re.search(r"(?m)^\s*-(-?index|-extra|-find|i\b|f\b)", text)
    blocks = re.split(r"(?m)^(?=[a-z0-9])", text)
    assert not [block.split()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block]


def test_the_development_lock_holds_all_of_the_other():
    locked, development = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: development.get(name) for name in locked} == locked


@pytest.mark.parametrize("lock", LOCKS)
def test_nothing_is_locked_that_nobody_asked_for(lock):
    """A direct entry in the lock whose requirement has left pyproject.toml."""
    text = (ROOT / lock).read_text("utf-8")
    direct = {
        block.split("==")[0] for block in re.split(r"(?m)^(?=[a-z0-9])", text) if re.search(r"via.*?haidian-policing", block, re.DOTALL)
    }
    assert direct <= {canonicalize_name(requirement.name) for requirement in wanted("requirements-dev.lock")}
