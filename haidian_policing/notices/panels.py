"""What notices show and count: files on a notice, receipts that wait, whether the reader follows an object."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from haidian_policing.notes.registry import Subject
from haidian_policing.notices.models import Circular, Receipt, Subscription
from haidian_policing.notices.registry import Reminder
from haidian_policing.replay import replayed


def waiting(at, people) -> dict[int, int]:
    rows = Receipt.objects.waiting() if people is None else Receipt.objects.waiting().filter(person__in=people)
    return dict(rows.order_by().values_list("person").annotate(Count("pk")))


def follows(request, kind: str, pk: int) -> bool:
    return bool(_subscribed(person=request.user.pk, kind=kind, key=pk))


@replayed
def _subscribed(*, person: int, kind: str, key: int):
    return Subscription.objects.filter(person=person, kind=kind, object_id=key).values_list("pk")


SUBJECTS = (Subject("circular", _("Notice with receipts"), Circular, "notices:circular", units=()),)
REMINDERS = (Reminder("receipts", _("Notices to confirm: %(count)s"), waiting, "notices:circular_list"),)
