"""The duty roster of a station for the door, a month or the week that was asked for; and all that is held of a member, for himself."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from haidian_policing.exports.papers import Paper
from haidian_policing.imports.models import Import
from haidian_policing.organisation.models import Unit
from haidian_policing.sealing import unseal
from haidian_policing.sheets import facts
from teams import actions
from teams.forms import RosterForm
from teams.models import DutyShift, Member


class RosterPaper(Paper):
    """?month=2026-11 or ?week=2026-11-23, the week of that day; the running month where nothing can be read."""

    code, label, template = "roster_paper", gettext_lazy("Duty roster"), "roster.typ"
    model, may = Unit, "team.view"

    def queryset(self, person):
        return rostered(person)

    def content(self, thing, asked, person, at):
        first, after = span(asked)
        days = days_of(DutyShift.objects.visible_to(person).filter(station=thing), first, after)
        last = after - timedelta(days=1)
        return {
            "title": _("%(unit)s: duty roster") % {"unit": thing.name_en if get_language() == "en" else thing.name},
            "subtitle": f"{first:%Y-%m-%d} — {last:%Y-%m-%d}",
            "particulars": facts([(_("Unit"), thing), (_("Printed"), f"{timezone.localtime(at):%Y-%m-%d %H:%M} {person.name}")]),
            "headings": [pgettext("roster", "Day"), _("Shift"), _("Duty commander"), _("Duty officer"), _("On the shift")],
            "days": [day_row(row["day"], row["shifts"]) for row in days],
            "nothing": _("No shifts in this time."),
            "signatures": [_("Drawn up by"), _("Checked by"), _("Station chief (signature)")],
            "foot": str(thing),
        }

    def name(self, thing, asked):
        first, after = span(asked)
        return str(thing), str(self.label), f"{first:%Y%m%d}-{after - timedelta(days=1):%m%d}"

    def count(self, content):
        return sum(len(row["shifts"]) for row in content["days"])


def rostered(person):
    """The stations in the person's reach that have planned shifts, in official order."""
    shifts = DutyShift.objects.visible_to(person)
    return Unit.objects.filter(pk__in=shifts.order_by().values("station")).in_official_order()


def span(asked) -> tuple[date, date]:
    """First day and the day after the last."""
    form = RosterForm(asked, stations=Unit.objects.none())
    form.is_valid()
    if week := form.cleaned_data.get("week"):
        first = week - timedelta(days=week.weekday())
        return first, first + timedelta(days=7)
    first = form.cleaned_data.get("month") or timezone.localdate().replace(day=1)
    return first, next_month(first)


def next_month(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def days_of(shifts, first: date, after: date) -> list[dict]:
    """One row for each day with the shifts that begin on it."""
    starts, ends = (timezone.make_aware(datetime.combine(day, time())) for day in (first, after))
    by_day: dict[date, list[DutyShift]] = {}
    for shift in shifts.with_people().between(starts, ends):
        by_day.setdefault(timezone.localdate(shift.starts), []).append(shift)
    return [{"day": day, "shifts": found} for day, found in sorted(by_day.items())]


def day_row(day: date, shifts: list[DutyShift]) -> dict:
    return {"day": f"{day:%m-%d} {weekdays()[day.weekday()]}", "shifts": [line(shift) for shift in shifts]}


def line(shift: DutyShift) -> list[str]:
    """Hours and names of one shift."""
    hours = "–".join(f"{timezone.localtime(moment):%H:%M}" for moment in (shift.starts, shift.ends))
    crew = "、".join(person.name for person in shift.crew.all())
    return [hours, shift.commander.name, shift.duty_officer.name, crew or "-"]


def weekdays() -> tuple[str, ...]:
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


class MemberPaper(Paper):
    """All that is held of one member, for himself: his telephone in full, and through which sheets he came."""

    code, label, template = actions.FILE, gettext_lazy("What is held of a member"), "member.typ"
    model, may = Member, "person.phone"

    def queryset(self, person):
        return Member.objects.kept_by(person).select_related("team__station", "person")

    def content(self, thing, asked, person, at):
        sheets = Import.objects.filter(rows__target=thing.pk, kind="members").order_by("pk")
        return {
            "title": str(self.label),
            "subtitle": f"{thing.team} · {thing.team.station}",
            "particulars": facts([(_("Printed"), f"{timezone.localtime(at):%Y-%m-%d %H:%M} {person.name}")]),
            "frames": [[pair] for pair in facts_of(thing, unseal(thing.phone_sealed, Member.PHONE) if thing.phone_sealed else "")],
            "sheets": _("Sheets through which it came"),
            "headings": [_("File"), _("Uploaded"), _("Uploaded by")],
            "rows": [[row.name, f"{timezone.localtime(row.uploaded_at):%Y-%m-%d %H:%M}", row.uploaded_by.name] for row in sheets],
            "nothing": _("No sheet that is still kept."),
            "notes": [_("Kept as long as the member takes part. Whoever is concerned may have it put right, or erased.")],
        }


def facts_of(member: Member, phone: str) -> list[tuple[str, str]]:
    """(label, value) of every entry that a member has."""
    return facts([
        (_("Name"), member.name), (pgettext("team", "Part"), member.get_part_display()), (_("Phone"), phone), (_("Account"), member.person),
        (_("Employer"), member.employer), (_("Contract ends"), member.contract_ends), (_("Joined on"), member.joined_on),
        (_("Left on"), member.left_on), (_("Last took part"), member.took_part_on),
        (_("Under 18"), _("yes") if member.is_minor else ""), (_("Guardian or school"), member.guardian),
    ])  # fmt: skip


PAPERS = (ROSTER, MEMBER) = (RosterPaper(), MemberPaper())
