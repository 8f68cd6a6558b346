"""The whistle sheet with its receipt: what the street sends and the units that report give back, signed and sealed by both."""

from operator import attrgetter
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from haidian_policing.exports.papers import Paper
from haidian_policing.sheets import aside, facts, words
from whistle_reporting.forms import answers_in_words
from whistle_reporting.lists.events import timeline
from whistle_reporting.lists.rows import in_words, masked_contact
from whistle_reporting.models import Part, Ticket
from whistle_reporting.sets import about


class WhistleSheet(Paper):
    """The contact is masked and internal notes are left out: the sheet goes from hand to hand."""

    code, label, template = "whistle_sheet", gettext_lazy("Whistle sheet and receipt"), "whistle.typ"
    model, may = Ticket, "ticket.view"

    def queryset(self, person):
        return super().queryset(person).select_related("item", "grid", "station", "street", "filed_by", "signed_off_by")

    def content(self, thing, asked, person, at):
        parts = about.parts(ticket=thing.pk)
        keys = [part.pk for part in parts]
        clocks, verdicts = about.of_parts(about.clocks(parts=keys)), about.of_parts(about.verdicts(parts=keys))
        return {
            "title": _("Whistle sheet"),
            "subtitle": _("Streets blow the whistle, departments report"),
            "particulars": facts([(_("Number"), thing.number), (_("Street"), thing.street), (_("Blown"), thing.blown_at)]),
            "frames": frames(thing),
            "receipt": _("Receipt of the report"),
            "parts": [part_frames(part, clocks[part.pk], verdicts[part.pk], at) for part in parts],
            "course": _("What was done"),
            "headings": [_("Time"), _("Step"), _("Unit"), pgettext("step", "By"), _("Note")],
            "events": [event_row(event) for event in reversed(timeline(thing, parts, inside=False))],
            "boxes": boxes(parts),
            "watermark": "" if thing.blown_at else thing.get_state_display(),
            "foot": thing.number,
            "end": f"{_('Printed')} {words(at)} {person.name}",
        }


def frames(ticket: Ticket) -> list[list[tuple[str, str]]]:
    """What is whistled for, row by row of the form."""
    asked = "".join(f"\n{label}{pgettext('label', ': ')}{value}" for label, value in answers_in_words(ticket))
    filed = f"{words(ticket.filed_by and ticket.filed_by.name)} {words(ticket.filed_at)}"
    rows = (
        [(_("Class"), ticket.get_klass_display()), (_("Item"), f"{ticket.item.code} {ticket.item}")],
        [(_("Grid"), f"{ticket.station} · {ticket.grid}"), (_("Place"), ticket.place)],
        [(_("Description"), ticket.description + asked)],
        [(_("Contact on site"), masked_contact(ticket)), (_("Source"), ticket.get_source_display())],
        [(_("Filed by"), filed), (_("Signed off by"), ticket.signed_off_by and ticket.signed_off_by.name)],
    )
    return [facts(row) for row in rows]


def part_frames(part: Part, clocks: list, verdicts: list, at) -> list[list[tuple[str, str]]]:
    """The receipt of one unit."""
    unit = part.station if part.station_id else part.outside_unit
    rows: list[list[tuple[str, Any]]] = [[(part.get_kind_display(), unit), (_("State"), part.get_state_display())]]
    if part.station_id:  # of a unit outside only its state and result are known
        rows += [
            [(_("Signed for"), part.signed_at), (_("Handler"), part.handler and part.handler.name)],
            [(_("Arrived"), part.arrived_at), (_("Reported done"), part.done_at)],
            [(_("Deadlines"), "\n".join(clock_line(clock, at) for clock in sorted(clocks, key=attrgetter("round", "due_at"))))],
        ]
    rows.append([(pgettext("ticket", "Result"), part.result)])
    for verdict in verdicts:
        answers = (verdict.get_came_display(), verdict.get_solved_display(), verdict.get_satisfied_display(), verdict.comment)
        rows.append([(_("Verdict"), " · ".join(filter(None, answers)))])
    return [facts(row) for row in rows]


def clock_line(clock, at) -> str:
    """签收时限 2026-11-23 14:05（按时）."""
    told = in_words(clock, at)
    kept = {"met": pgettext("deadline", "in time"), "missed": pgettext("deadline", "missed"), "late": pgettext("deadline", "late")}
    word = kept.get(told["state"], "")
    again = aside(f"{_('round')} {clock.round + 1}") if clock.round else ""
    return f"{told['clock']}{again} {told['due']}" + (aside(word) if word else "")


def event_row(event: dict) -> list[str]:
    when = f"{timezone.localtime(event['at']):%Y-%m-%d %H:%M}"
    marks = " ".join(str(mark) for mark in event["marks"])
    return [when, str(event["what"]), words(event["unit"]), words(event["who"]), words("\n".join(filter(None, (marks, event["note"]))))]


def boxes(parts: list[Part]) -> list[dict]:
    """The street first, then each unit of the police that reports."""
    stations = dict.fromkeys(str(part.station) for part in parts if part.station_id)
    reporting = [{"who": _("%(unit)s (seal)") % {"unit": unit}, "lines": [_("Handled by"), _("Person in charge")]} for unit in stations]
    return [{"who": _("Street (seal)"), "lines": [_("Handled by"), _("Signed off by")]}, *reporting[-2:]]


PAPERS = (WHISTLE_SHEET,) = (WhistleSheet(),)
