"""Nightly tidying removes what nobody needs, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haidian_policing.audit.tasks import anchor
from haidian_policing.organisation.models import Session
from haidian_policing.organisation.tasks import tidy


@pytest.mark.requirement("R44")
def test_old_sessions_go_once(cast):
    now = timezone.now()
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="b" * 32, session_data="", expire_date=now + timedelta(days=1))
    assert (tidy(), tidy()) == (1, 0)
    assert Session.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.requirement("R44")
def test_anchoring_twice_says_the_same():
    assert anchor() == anchor()
