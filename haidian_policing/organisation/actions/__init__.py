"""The verbs of the organisation: posts, absences, accounts; and tidying up what nobody needs any more."""

from datetime import datetime

from haidian_policing.organisation.models import Session


def tidy(*, at: datetime) -> int:
    """Remove sessions that have run out; returns how many went."""
    return Session.objects.filter(expire_date__lt=at).delete()[0]
