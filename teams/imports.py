"""The roster of the community teams, up to 175,000 members in one sheet."""

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from haidian_policing.imports.kinds import ImportKind, Stored, Words, phone_sealer
from haidian_policing.organisation.imports import people, police_column, unit_column, yes_or_nothing
from haidian_policing.sheets import ROSTER, Column, Kind
from teams.choices import Part
from teams.models import Member, Team


class Members(ImportKind):
    code, label, may, model, limit = "members", gettext_lazy("Team members"), "team.manage", Member, ROSTER
    keys = ("team_id", "who")
    stored = (
        Stored("team_id", "team"),
        Stored("police_number", "person", through="police_number"),
        *(Stored(name) for name in ("part", "name", "employer", "contract_ends", "joined_on", "left_on", "phone_hash")),
        *(Stored(name) for name in ("took_part_on", "is_minor", "guardian")),
        Stored("phone_sealed", carried=True),
        Stored("phone_tail", carried=True),
    )
    notes = (gettext_lazy("A member is found again by the telephone number; where there is none, by the name within the team."),)

    def columns(self, words: Words, person) -> list[Column]:
        parts = words(Part.choices) | {part.value.upper(): part.value for part in (Part.N1, Part.N2, Part.X)}
        return [
            unit_column("station", name="station", label=_("Station"), required=False, key=False, note=_("Where two teams have one name.")),
            Column("team", _("Team"), Kind.NAME, required=True, key=True, sample="五道口社区警务团队", width=28),
            Column("part", pgettext("team", "Part"), required=True, choices=parts, sample=str(Part.N1.label), width=28),
            Column("name", _("Name"), Kind.NAME, required=True, key=True, sample="王建国"),
            police_column(people(), required=False, key=False),
            Column("phone", _("Phone"), Kind.CODE, key=True, sample="10000000000", width=16, secret=True),
            Column("employer", _("Employer"), sample="物业服务公司", width=24),
            Column("contract_ends", _("Contract ends"), Kind.DATE, sample="2027-12-31", width=14),
            Column("joined_on", _("Joined on"), Kind.DATE, required=True, sample="2026-01-01", width=14),
            Column("left_on", _("Left on"), Kind.DATE, sample="", width=14),
            Column("took_part_on", _("Last took part"), Kind.DATE, sample="2026-10-18", width=14),
            Column("is_minor", _("Under 18"), Kind.YES_NO, sample="", parse=yes_or_nothing, width=10),
            Column("guardian", _("Guardian or school"), note=_("Needed for whoever is under 18."), sample="", width=24),
        ]

    def reached(self, person):
        return Team.objects.reachable_by(person, self.may)

    def known(self, person):
        """Members of today: who left and joins again is a new one."""
        mark = Func(F("phone_hash"), Value("hex"), function="encode", output_field=TextField())
        present = Member.objects.filter(team__in=self.reached(person), left_on__isnull=True)
        return present.annotate(who=Coalesce(mark, F("name"), output_field=TextField()))

    def strangers(self, rows, person) -> int:
        return rows.exclude(data__team_id__in=list(self.reached(person).values_list("pk", flat=True))).count()

    def checker(self, person):
        teams: dict[tuple[str, str | None], list[int]] = {}
        for key, name, station in self.reached(person).order_by().values_list("pk", "name", "station__code"):
            for of in (None, station):
                teams.setdefault((name, of), []).append(key)

        exchange = phone_sealer(Member.PHONE, tail=True)

        def check(values):
            station = values.pop("station", None)
            named = teams.get((values["team"], station), ())
            if len(named) != 1:
                yield "team", _("several teams have this name; name the station") if named else _("no such team within your reach"), ""
            if (left := values.get("left_on")) and left < values["joined_on"]:
                yield "left_on", _("is before the day of joining"), ""
            if values.get("is_minor") and not values.get("guardian"):
                yield "guardian", _("is missing: whoever is under 18 takes part through a guardian or a school"), ""
            exchange(values)
            values["team_id"] = named[0] if named else None
            values["who"] = (values["phone_hash"] or "").removeprefix("\\x") or values["name"]

        return check


IMPORTS: tuple[ImportKind, ...] = (Members(),)
