"""The ground stands."""

import pytest

from haidian_policing.audit import sets
from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action

pytestmark = pytest.mark.django_db


def test_the_audit_chain_holds():
    for _ in range(3):
        record(Action.SIGN_IN, label="x")
    assert sets.broken_links() == []
    assert sets.holds(*sets.tail())
