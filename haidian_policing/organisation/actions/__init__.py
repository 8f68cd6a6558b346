"""The verbs of the organisation: posts, absences, accounts, imports; and tidying up what nobody needs any more."""

from datetime import datetime, timedelta

from haidian_policing.organisation.models import Import, Session

KEPT = timedelta(days=2)


def tidy(*, at: datetime) -> int:
    """Remove sessions that have run out and sheets that were checked and never applied; returns how many rows went."""
    sessions = Session.objects.filter(expire_date__lt=at).delete()[0]
    return sessions + Import.objects.filter(applied_at=None, uploaded_at__lt=at - KEPT).delete()[0]
