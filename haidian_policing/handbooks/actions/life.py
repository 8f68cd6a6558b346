"""The life of a version: submitted, approved by a second person, in force from its day, superseded by the next."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import DateField, F, Func, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.handbooks.choices import State
from haidian_policing.handbooks.lifecycle import BY_THE_CALENDAR, VERSION, WRITING
from haidian_policing.handbooks.models import Version, VersionEvent
from haidian_policing.handbooks.notices import tell_step
from haidian_policing.steps import Refusal, take


def own(versions, actor):
    """Those that the person had a hand in, and so cannot approve."""
    return versions.filter(pk__in=VersionEvent.objects.filter(actor=actor, verb__in=WRITING).values("subject"))


@transaction.atomic
def advance(versions, verb: str, *, actor, at: datetime, seen: str | None = None, **given):
    """Take one step for every version that may take it; whoever wrote one cannot approve it. Returns (moved, refused)."""
    refused = _barred(versions, verb, actor)
    able, today = versions.exclude(pk__in=[row.pk for row in refused]), timezone.localdate(at)
    if verb == "approve" and seen in (None, State.SUBMITTED):
        _make_room(able.reachable_by(actor, VERSION[verb].may), given["valid_from"], today)
    if verb == "discard":
        able = able.filter(is_default=False)
    changes = _changes(verb, given, actor=actor, at=at)
    moved, left = take(
        able, VERSION[verb], actor=actor, at=at, seen=seen, given=given, changes=changes, event={"note": given.get("note", "")}
    )
    if verb == "withdraw":
        _take_out(Version.objects.filter(pk__in=moved), today)
    tell_step(verb, moved, actor=actor, at=at)
    keep_the_calendar(at)
    return moved, [*refused, *left]


def _barred(versions, verb: str, actor) -> list[Refusal]:
    """Versions that may not take the step whatever their state: approved by a hand that wrote, submitted without a chapter."""
    reasons = {
        "approve": (own(versions, actor), _("You had a hand in this text; a second person has to approve it.")),
        "submit": (versions.filter(chapters=None), _("There is no text yet: write a chapter or take a file in.")),
    }
    rows, reason = reasons.get(verb, (versions.none(), ""))
    return [Refusal(pk, reason) for pk in rows.values_list("pk", flat=True)]


def _changes(verb: str, given: dict, *, actor, at: datetime) -> dict:
    if verb == "approve":
        return {"approved_by": actor, "approved_at": at, "valid": DateRange(given["valid_from"], None)}
    return {"note": given["note"]} if verb == "submit" and given.get("note") else {}


def _make_room(versions, starts: date, today: date) -> None:
    """End what is valid on the day from which the new ones are; a later one that is approved already stands in the way."""
    if starts < today:
        raise ValidationError({"valid_from": _("A text cannot come into force on a day that is past.")})
    ready = list(versions.filter(state=State.SUBMITTED).order_by("pk").select_for_update(of=("self",)))  # whoever comes second waits
    others = Version.objects.filter(handbook__in=[version.handbook_id for version in ready])
    if later := others.filter(valid__startswith__gte=starts, state=State.APPROVED).first():
        raise ValidationError(
            {"valid_from": _("%(version)s comes into force on that day or later; withdraw it first.") % {"version": later}}
        )
    _end(others.filter(valid__contains=starts), starts)


def _end(versions, day: date | None) -> None:
    versions.update(valid=Func(Func(F("valid"), function="lower"), Cast(Value(day), DateField()), function="daterange"))


def _take_out(versions, today: date) -> None:
    """A withdrawn version ends today; one that had not begun gives its days back to the one before it."""
    _end(versions.filter(valid__startswith__lte=today), today)
    for version in versions.filter(valid__startswith__gt=today):
        versions.filter(pk=version.pk).update(valid=None)
        _end(Version.objects.filter(handbook=version.handbook_id, valid__endswith=version.valid.lower), None)


@transaction.atomic
def keep_the_calendar(at: datetime) -> int:
    """What the day brings: approved versions come into force, those whose time is over are superseded. Returns how many moved."""
    today = timezone.localdate(at)
    due = {
        "supersede": Version.objects.filter(Q(valid__endswith__lte=today) | Q(valid__isempty=True), state=State.IN_FORCE),
        "take_effect": Version.objects.filter(state=State.APPROVED, valid__startswith__lte=today),
    }
    return sum(len(take(due[verb], VERSION[verb], actor=None, at=at)[0]) for verb in BY_THE_CALENDAR)
