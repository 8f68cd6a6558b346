"""Nightly tidying removes what nobody needs, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haidian_policing.audit.tasks import anchor
from haidian_policing.organisation.models import Import, Session
from haidian_policing.organisation.tasks import tidy


@pytest.mark.requirement("R44")
def test_old_sessions_and_forgotten_sheets_go_once(cast):
    now = timezone.now()
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="b" * 32, session_data="", expire_date=now + timedelta(days=1))
    for days in (1, 3):
        uploaded = now - timedelta(days=days)
        Import.objects.create(kind="people", name="x", content=b"x", sha256="", uploaded_by=cast.system_admin, uploaded_at=uploaded)
    assert (tidy(), tidy()) == (2, 0)
    assert (Session.objects.count(), Import.objects.count()) == (1, 1)


@pytest.mark.django_db
@pytest.mark.requirement("R44")
def test_anchoring_twice_says_the_same():
    assert anchor() == anchor()
