"""What a step asks for beyond its state: conditions as database expressions, for the statement that acts and the page that explains."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from whistle_reporting.choices import OPEN_STATES
from whistle_reporting.lifecycle import PART
from whistle_reporting.models import Extension, Part, PartEvent

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LATE_ENTRY_WITHIN = timedelta(hours=24)
HANDLING = tuple(verb for verb, step in PART.items() if step.may in ("ticket.handle", "ticket.dispatch", "ticket.receive"))
CONTACT_READERS = ("ticket.file", "ticket.sign_off", "ticket.receive", "ticket.dispatch", "ticket.handle", "ticket.judge")
SOLVED_OR_BACK = 2  # reworks after which an unsolved part may be closed with a verdict all the same


@dataclass(frozen=True)
class Condition:
    """`holds(actor)` is the condition on a row; `words` say why a step is refused where it does not hold."""

    holds: Callable
    words: "StrOrPromise"


def _no_part_like(**columns) -> Callable:
    return lambda actor: ~Exists(Part.objects.filter(ticket=OuterRef("pk"), state__in=OPEN_STATES, **columns))


def _somebody_elses_work(actor):
    """Nobody judges what he handled, dispatched or signed for himself."""
    return ~Exists(PartEvent.objects.filter(subject=OuterRef("pk"), verb__in=HANDLING, actor=actor))


def _not_the_asker(verb: str) -> Callable:
    return lambda actor: ~Exists(PartEvent.objects.filter(subject=OuterRef("pk"), verb=verb, actor=actor))


def _not_extended_this_round(actor):
    return ~Exists(Extension.objects.filter(part=OuterRef("pk"), round=OuterRef("round"), state="granted"))


PART_CONDITIONS = {
    "of_police": Condition(lambda actor: ~Q(kind="outside_lead"), _("The outside unit's part is only recorded.")),
    "outside": Condition(lambda actor: Q(kind="outside_lead"), _("This is for the outside unit's part.")),
    "running": Condition(lambda actor: Q(is_paused=False), _("The clock is suspended: resume it first.")),
    "paused": Condition(lambda actor: Q(is_paused=True), _("The clock is not suspended.")),
    "nothing_asked": Condition(lambda actor: Q(extension_pending=False), _("An extension is already asked for.")),
    "asked": Condition(lambda actor: Q(extension_pending=True), _("No extension is asked for.")),
    "not_extended": Condition(_not_extended_this_round, _("One extension a round: this round has had its one.")),
    "not_mine": Condition(_somebody_elses_work, _("Whoever handled a ticket does not judge it.")),
    "asked_by_another": Condition(_not_the_asker("ask_return"), _("Whoever asks for a return does not rule on it.")),
}
PART_RULES = {
    "sign_for": ("of_police",),
    "dispatch": ("of_police",),
    "report_done": ("running",),
    "verdict": ("not_mine",),
    "reopen": ("of_police", "not_mine"),
    "assess": ("of_police", "not_mine"),
    "ask_return": ("of_police",),
    "accept_return": ("asked_by_another",),
    "refuse_return": ("asked_by_another",),
    "ask_extension": ("running", "nothing_asked", "not_extended"),
    "grant_extension": ("asked",),
    "refuse_extension": ("asked",),
    "suspend": ("running",),
    "resume": ("paused",),
    "urge": ("of_police",),
    "outside_start": ("outside",),
    "outside_end": ("outside",),
}
TICKET_CONDITIONS = {
    "leader_is_another": Condition(lambda actor: ~Q(filed_by=actor), _("Whoever filed a whistle does not sign it off.")),
    "emergency": Condition(lambda actor: Q(klass="emergency"), _("Only an emergency goes by phone first.")),
    "pending": Condition(lambda actor: Q(countersign_pending=True), _("Nothing is waiting to be countersigned.")),
    "all_finished": Condition(_no_part_like(), _("A part is still open.")),
    "some_open": Condition(
        lambda actor: Exists(Part.objects.filter(ticket=OuterRef("pk"), state__in=OPEN_STATES)), _("No part is open: close it plainly.")
    ),
    "no_station_has_it": Condition(
        lambda actor: (
            ~Exists(Part.objects.filter(ticket=OuterRef("pk"), station__isnull=False).exclude(state__in=("returned", "cancelled")))
        ),
        _("A station has it: it must be returned or withdrawn first."),
    ),
}
TICKET_RULES = {
    "blow_first": ("emergency",),
    "sign_off": ("leader_is_another",),
    "countersign": ("pending", "leader_is_another"),
    "redirect": ("no_station_has_it",),
    "close": ("all_finished",),
    "close_over": ("some_open",),
}


def as_columns(conditions: dict[str, Condition], names, actor) -> dict[str, ExpressionWrapper]:
    """The named conditions as boolean annotations `rule_<name>`."""
    return {f"rule_{name}": ExpressionWrapper(conditions[name].holds(actor), output_field=BooleanField()) for name in names}


def blocked(queryset, conditions: dict[str, Condition], names, actor) -> dict[int, str]:
    """The rows that fail one of the named conditions, with the words of the first; one statement, none without names."""
    if not names:
        return {}
    rows = queryset.annotate(**as_columns(conditions, names, actor)).values_list("pk", *(f"rule_{name}" for name in names))
    failed = ((pk, next((name for name, fine in zip(names, found, strict=True) if not fine), None)) for pk, *found in rows)
    return {pk: str(conditions[name].words) for pk, name in failed if name}


def out_of_bounds(parts, verb: str, given: dict, at) -> dict[int, str]:
    """What the values filled in forbid for single parts: times before the whistle, more time than allowed, foreign handlers."""
    check = CHECKS.get(verb)
    return check(parts, given, at) if check else {}


def _times(parts, given, at):
    happened = given.get("happened_at")
    if not happened:
        return {}
    if happened > at or happened < at - LATE_ENTRY_WITHIN:
        return dict.fromkeys(parts.values_list("pk", flat=True), _("A late entry is for the last 24 hours, never for the future."))
    return dict.fromkeys(parts.filter(opened_at__gt=happened).values_list("pk", flat=True), _("That is before the whistle was blown."))


def _handlers(parts, given, at):
    """The handler holds a post in the part's station today."""
    posts = given["handler"].posts.on(timezone.localdate(at)).exclude(unit__station=None)
    outside = parts.exclude(station__in=posts.values("unit__station"))
    return dict.fromkeys(outside.values_list("pk", flat=True), _("The handler does not serve in this station."))


def _amounts(parts, given, at):
    """Never more than what was allowed at first; a grant never more than was asked."""
    amount = given.get("amount") or 0
    too_much = parts.exclude(Exists(_disposal().filter(amount__gte=amount)))
    words = dict.fromkeys(too_much.values_list("pk", flat=True), _("No longer than the deadline was at first."))
    return words if amount > 0 else dict.fromkeys(parts.values_list("pk", flat=True), _("At least one."))


def _grants(parts, given, at):
    over = Extension.objects.filter(part__in=parts, state="asked", asked_amount__lt=given.get("amount") or 0)
    return _amounts(parts, given, at) | dict.fromkeys(over.values_list("part", flat=True), _("No more than was asked for."))


def _disposal():
    clock = Part._meta.get_field("clocks").related_model
    return clock.objects.running().filter(part=OuterRef("pk"), kind="disposal", round=OuterRef("round"))


def _verdicts(parts, given, at):
    if given.get("solved") != "no":
        return {}
    soon = parts.filter(round__lt=SOLVED_OR_BACK).exclude(kind="outside_lead")
    return dict.fromkeys(soon.values_list("pk", flat=True), _("Not solved: reopen it instead of closing it."))


CHECKS = {
    "arrive": _times,
    "report_done": _times,
    "dispatch": _handlers,
    "transfer": _handlers,
    "ask_extension": _amounts,
    "grant_extension": _grants,
    "verdict": _verdicts,
}
