"""Publishing, issuing and correcting editions."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.jobs.actions import request_job
from haidian_policing.jobs.models import Job
from haidian_policing.steps import Refusal, take
from performance.actions.periods import open_period
from performance.choices import EditionState, PeriodKind, PeriodState
from performance.lifecycle import EDITION
from performance.models import Edition, Period
from performance.notices import announce

COMPUTE = "performance.compute"


@transaction.atomic
def advance(editions, verb: str, *, actor, at, seen: str | None = None, **given) -> tuple[dict[int, str], list[Refusal]]:
    """Take one step for every edition that may take it; whoever published an edition cannot issue it."""
    own = list(editions.filter(published_by=actor).values_list("pk", flat=True)) if verb == "issue" else []
    moved, refused = take(
        editions.exclude(pk__in=own),
        EDITION[verb],
        actor=actor,
        at=at,
        seen=seen,
        given=given,
        changes=_changes(verb, actor, at),
        event={"note": given.get("note", "")},
    )
    refused += [Refusal(pk, _("You published this edition; a second person has to issue it.")) for pk in own]
    _follow(Edition.objects.filter(pk__in=moved), verb, timezone.localdate(at))
    return moved, refused


def _changes(verb: str, actor, at) -> dict:
    if verb == "publish":
        return {"published_by": actor, "published_at": at}
    if verb == "take_back":
        return {"published_by": None, "published_at": None}
    return {"issued_by": actor, "issued_at": at} if verb == "issue" else {}


def _follow(editions, verb: str, day) -> None:
    """What a step means for the period and for those who are told."""
    if verb == "issue":
        Period.objects.filter(editions__in=editions).update(state=PeriodState.SETTLED)
    if verb in ("publish", "issue"):
        announce(editions, verb, day)


@transaction.atomic
def correct(editions, *, actor, at, note: str) -> tuple[list[Job], list[Refusal]]:
    """Begin a corrected edition of each issued one: the old one stays as it is, the new one is computed with the reason given."""
    later = Edition.objects.filter(pk__in=_overtaken(editions))
    moved, refused = advance(editions.exclude(pk__in=later), "correct", actor=actor, at=at, note=note)
    refused += [Refusal(pk, _("There is a later edition already.")) for pk in later.values_list("pk", flat=True)]
    periods = Period.objects.filter(editions__in=list(moved))
    return [ask_to_compute(period, actor=actor, reason=note) for period in periods], refused


def _overtaken(editions) -> list[int]:
    """Those of the editions after which another of the same period and league was begun."""
    newest = Edition.objects.filter(period__in=editions.values("period")).newest().values("pk")
    return list(editions.exclude(pk__in=newest).values_list("pk", flat=True))


def ask_to_compute(period: Period, *, actor, reason: str = "") -> Job:
    """Put the computation into the queue; a second request meanwhile gives the same job."""
    return request_job(COMPUTE, actor=actor, key=period.code, period=period.pk, reason=reason)


def ring_for_the_months(at) -> int:
    """What the nightly bell asks for: the month before and the one that runs, unless published or settled. Returns how many."""
    today = timezone.localdate(at)
    months = [open_period(PeriodKind.MONTH, day, at) for day in (today.replace(day=1) - timedelta(days=1), today)]
    standing = set(Edition.objects.filter(period__in=months, state=EditionState.PROVISIONAL).values_list("period", flat=True))
    due = [month for month in months if month.state != PeriodState.SETTLED and month.pk not in standing]
    return len([ask_to_compute(month, actor=None) for month in due])
