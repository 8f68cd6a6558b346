"""Fixtures that every test may use: the cast, signed-in browsers and a settled clock."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from haidian_policing.pages.catalogues import compile_all
from tests.cast import Cast, assemble
from tests.chromium import CHROMIUM, FLAGS, needed

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop runs in the thread of the test


@pytest.fixture(scope="session", autouse=True)
def compiled_messages() -> None:
    """Chinese is what users read; tests read it too."""
    compile_all()


@pytest.fixture
def cast(db) -> Cast:
    return assemble()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    needed()
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()
