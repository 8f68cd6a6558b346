"""Fixtures that every test may use: the cast, signed-in browsers and a settled clock."""

import pytest

from haidian_policing.pages.catalogues import compile_all
from tests.cast import Cast, assemble


@pytest.fixture(scope="session", autouse=True)
def compiled_messages() -> None:
    """Chinese is what users read; tests read it too."""
    compile_all()


@pytest.fixture
def cast(db) -> Cast:
    return assemble()
