"""Whom a step concerns and what is told to him, through the outbox so that nothing is told that was not committed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import timezone

from haidian_policing.jobs.actions import put, tell
from haidian_policing.jobs.choices import NoticeKind
from haidian_policing.jobs.models import Notice
from haidian_policing.jobs.registry import Topic
from haidian_policing.notices.actions.follows import spread
from haidian_policing.organisation.models import Post
from whistle_reporting.models import Part, Ticket
from whistle_reporting.sets import clocks

DUTY, OF_STATION = ("duty_officer", "duty_commander"), ("duty", "chief")
TASK, NEWS, WARNING = NoticeKind.TASK, NoticeKind.NEWS, NoticeKind.WARNING


@dataclass(frozen=True)
class Line:
    """To whom (handler, filer, or roles of the station or street), and the words; {number} and {place} are filled in."""

    to: str
    kind: str
    text: str
    text_en: str


PART_LINES = {
    "blow": (Line("duty", TASK, "新吹哨单 {number} 待签收：{place}", "New whistle {number} awaits receipt: {place}"),),
    "dispatch": (Line("handler", TASK, "吹哨单 {number} 派给您：{place}", "Ticket {number} is yours: {place}"),),
    "transfer": (Line("handler", TASK, "吹哨单 {number} 改派给您：{place}", "Ticket {number} was passed to you: {place}"),),
    "report_done": (Line("liaison", TASK, "吹哨单 {number} 已提交办结，请评价", "Ticket {number} is reported done: your verdict, please"),),
    "outside_end": (
        Line("liaison", TASK, "吹哨单 {number} 外单位已办结，请评价", "The outside unit finished {number}: your verdict, please"),
    ),
    "verdict": (Line("handler", NEWS, "吹哨单 {number} 已评价并结案", "Ticket {number} was judged and closed"),),
    "reopen": (Line("handler", TASK, "吹哨单 {number} 被退回重办", "Ticket {number} was reopened"),),
    "ask_return": (Line("leader", TASK, "吹哨单 {number} 申请退单，请裁定", "A return of {number} awaits your ruling"),),
    "accept_return": (Line("duty", NEWS, "吹哨单 {number} 退单已准", "The return of {number} was accepted"),),
    "refuse_return": (Line("duty", TASK, "吹哨单 {number} 退单未准，请派单", "The return of {number} was refused: dispatch it"),),
    "ask_extension": (Line("leader", TASK, "吹哨单 {number} 申请延期，请审批", "An extension of {number} awaits your decision"),),
    "grant_extension": (Line("handler", NEWS, "吹哨单 {number} 已准延期", "The extension of {number} was granted"),),
    "refuse_extension": (Line("handler", NEWS, "吹哨单 {number} 未准延期", "The extension of {number} was refused"),),
    "urge": (
        Line("handler", WARNING, "催办：吹哨单 {number}", "Urged: ticket {number}"),
        Line("duty", WARNING, "催办：吹哨单 {number}", "Urged: ticket {number}"),
    ),
    "supervise": (
        Line("handler", WARNING, "督办：吹哨单 {number}", "Supervised: ticket {number}"),
        Line("chief", WARNING, "督办：吹哨单 {number}", "Supervised: ticket {number}"),
    ),
    "cancel": (Line("duty", NEWS, "吹哨单 {number} 已由街镇撤回", "Ticket {number} was called back by the street"),),
}
TICKET_LINES = {
    "submit": (Line("leader", TASK, "吹哨单 {number} 待签发：{place}", "Whistle {number} awaits sign-off: {place}"),),
    "blow_first": (Line("leader", TASK, "应急电话哨 {number} 待补签发：{place}", "Phone whistle {number} awaits countersigning: {place}"),),
    "send_back": (Line("filer", TASK, "吹哨单 {number} 被退回补充", "Whistle {number} came back to be completed"),),
    "sign_off": (Line("filer", NEWS, "吹哨单 {number} 已签发", "Whistle {number} was signed off"),),
    "close": (Line("filer", NEWS, "吹哨单 {number} 已结案", "Ticket {number} is closed"),),
}
ROLES = {"duty": DUTY, "chief": ("chief",), "liaison": ("liaison",), "leader": ("street_leader",)}


def tell_of_parts(verb: str, events: list[int], parts: list[Part], *, at, actor=None) -> None:
    if parts:
        given = {"parts": [part.pk for part in parts], "at": at.isoformat(), "actor": actor and actor.pk}
        tell("part_step", f"part-{verb}-{min(events)}", verb=verb, **given)


def tell_of_tickets(verb: str, tickets: list[int], at, *, actor=None) -> None:
    if tickets:
        given = {"tickets": tickets, "at": at.isoformat(), "actor": actor and actor.pk}
        tell("ticket_step", f"ticket-{verb}-{min(tickets)}-{at.timestamp()}", verb=verb, **given)


def deliver_part_step(message) -> None:
    parts = list(Part.objects.filter(pk__in=message.body["parts"]).select_related("ticket"))
    _put(PART_LINES.get(message.body["verb"], ()), parts, message)
    _spread(message, [part.ticket_id for part in parts])


def deliver_ticket_step(message) -> None:
    _put(TICKET_LINES.get(message.body["verb"], ()), Ticket.objects.filter(pk__in=message.body["tickets"]), message)
    _spread(message, message.body["tickets"])


def _spread(message, tickets: list[int]) -> None:
    at = message.body.get("at", message.created_at.isoformat())
    spread("ticket", message.body["verb"], tickets, origin=message.key, at=at, actor=message.body.get("actor"))


def _put(lines: Sequence[Line], things: Iterable[Part | Ticket], message) -> None:
    """What the lines say of each part or ticket that moved, to whom it concerns; who is posted in a unit is asked once."""
    posted, notices = cache(_posted), {True: [], False: []}
    for thing in things:
        ticket = thing.ticket if isinstance(thing, Part) else thing
        words = {"number": ticket.number, "place": ticket.place[:60]}
        for line in lines:
            said = {"kind": line.kind, "text": line.text.format(**words), "text_en": line.text_en.format(**words)}
            where = {"path": f"/tickets/{ticket.pk}/", "key": f"{message.key}-{ticket.pk}-{line.to}"}
            notices[ticket.klass == "emergency"] += [
                Notice(person_id=pk, **said, **where) for pk in _people(line.to, ticket, thing, posted)
            ]
    for urgent, rows in notices.items():
        put(rows, urgent=urgent)


def _people(to: str, ticket: Ticket, thing: Any, posted: Callable[[str, int], set[int]]) -> Iterable[int]:
    if to in ("handler", "filer"):
        return filter(None, [thing.handler_id if to == "handler" else ticket.filed_by_id])
    return posted(to, thing.station_id if to in OF_STATION else thing.street_id)


def _posted(to: str, unit: int) -> set[int]:
    posts = Post.objects.on(timezone.localdate()).filter(role__in=ROLES[to], person__is_active=True)
    return set(posts.filter(**{"unit__station" if to in OF_STATION else "unit": unit}).values_list("person", flat=True))


def deliver_calendar_change(message) -> None:
    """A year was confirmed: deadlines that were provisional are counted again."""
    clocks.recount(timezone.now())


TOPICS = (
    Topic("part_step", deliver_part_step),
    Topic("ticket_step", deliver_ticket_step),
    Topic("calendar_changed", deliver_calendar_change),
)
