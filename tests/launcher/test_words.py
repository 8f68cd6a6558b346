"""Every message exists in both languages, asks for the same facts, and is explained in the documentation."""

import re
import string

import pytest

from haidian_policing.launcher import trouble, words
from haidian_policing.launcher.bootstrap import ROOT

TABLES = {**trouble._WORDS, **words._WORDS}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_both_languages_say_the_same(name):
    english, chinese = TABLES[name]
    assert fields(english) == fields(chinese)
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert not re.search(r"[\u4e00-\u9fff]", english)


@pytest.mark.parametrize(("language", "starts"), [("zh_CN.UTF-8", "端口"), ("en_GB.UTF-8", "Port"), ("C", "Port")])
def test_the_terminal_chooses(language, starts, monkeypatch):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", language)
    assert str(trouble.Trouble("port_taken", port=8000)).startswith(starts)


@pytest.mark.parametrize("name", sorted(trouble._WORDS))
def test_every_trouble_is_explained(name):
    assert f"`{name}`" in (ROOT / "docs" / "running.md").read_text("utf-8")
