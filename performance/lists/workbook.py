"""The ranking as a workbook that is sent on and signed: a summary in official order and a sheet for each group."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from haidian_policing import sheets
from haidian_policing.organisation.models import Unit
from haidian_policing.sheets import Heading, OfficeSheet, Show, aside, office_workbook
from performance.lists.rows import groups_of, rules_of
from performance.models import Edition

NUMBER: dict[str, Any] = {"show": Show.NUMBER, "width": 8}
WHOLE = {"show": Show.INTEGER, "width": 6}


def workbook(edition: Edition, *, person) -> bytes:
    """The .xlsx of an edition; the same edition gives the same bytes to the same person."""
    groups = groups_of(edition, by_rank=False)
    ranked = [rule for rule in rules_of(edition) if rule["layer"] == "stretch"]
    made = [summary(edition, groups, person), *(group_sheet(edition, group, ranked, person) for group in groups)]
    moment = (edition.issued_at or edition.computed_at).replace(tzinfo=None, microsecond=0)
    return office_workbook(made, created=moment)


def file_name(edition: Edition) -> str:
    """Unit, period and edition: 海淀分局_2026年10月派出所绩效考评排名_第1版.xlsx."""
    words = _("%(period)s ranking of police stations") % {"period": edition.period}
    return sheets.file_name(bureau(), words, edition_words(edition))


def bureau() -> str:
    unit = Unit.objects.of_kind("sub_bureau").in_official_order().first()
    return str(unit) if unit else ""


def edition_words(edition: Edition) -> str:
    """第1版, 更正 第2版, or the state of what is not issued yet."""
    number = _("edition %(number)s") % {"number": edition.number}
    if edition.state == "issued":
        return f"{pgettext('edition', 'corrected')} {number}" if edition.number > 1 else number
    return f"{number}{aside(edition.get_state_display())}"


def title(edition: Edition, group: str = "") -> str:
    head = _("%(unit)s: performance ranking of police stations, %(period)s") % {"unit": bureau(), "period": edition.period}
    return "　".join(part for part in (head, group, edition_words(edition)) if part)


def particulars(edition: Edition, person) -> dict[str, str]:
    """The line under the title: period, unit, who filled it in, who checked it."""
    last = edition.period.ends - timedelta(days=1)
    return {
        _("Period counted"): f"{edition.period.starts:%Y-%m-%d}—{last:%Y-%m-%d}",
        pgettext("spreadsheet", "Unit"): pgettext("spreadsheet", "Performance office"),
        _("Filled in by"): edition.published_by.name if edition.published_by else person.name,
        _("Checked by"): edition.issued_by.name if edition.issued_by else "　　　",
    }


def summary(edition: Edition, groups: list[dict], person) -> OfficeSheet:
    """All units in official order, group by group, with what everybody asks first."""
    headings = (
        Heading(pgettext("table", "No."), Show.INTEGER, width=6),
        Heading(_("group"), width=10),
        Heading(_("Police station"), width=16),
        Heading(_("score"), Show.NUMBER, group=_("This period"), width=9),
        Heading(_("rank in group"), Show.TEXT, group=_("This period"), width=14, align="center"),
        Heading(_("rank last time"), Show.INTEGER, group=_("Against last period"), width=9, align="center"),
        Heading(_("places"), Show.TEXT, group=_("Against last period"), width=8, align="center"),
        Heading(_("score changed by"), Show.NUMBER, group=_("Against last period"), width=10),
        Heading(_("How sure the rank is"), width=38),
    )
    rows = []
    for group in groups:
        for row in group["rows"]:
            line = (
                len(rows) + 1,
                group["name"],
                row["name"],
                row["points"],
                ordinal(row),
                row["previous_rank"],
                places(row),
                row["change"],
            )
            rows.append((*line, row["sentence"]))
    scored = [row["points"] for group in groups for row in group["rows"] if row["points"] is not None]
    average = (sum(scored) / len(scored)).quantize(Decimal("0.01")) if scored else ""
    totals = (_("Average"), "", _("%(count)s stations") % {"count": len(rows)}, average, "", "", "", "", "")
    return OfficeSheet(
        name=_("Summary"),
        title=title(edition),
        headings=headings,
        rows=rows,
        particulars=particulars(edition, person),
        totals=totals,
        notes=notes(edition),
        frozen=3,
    )


def group_sheet(edition: Edition, group: dict[str, Any], ranked: list[dict], person) -> OfficeSheet:
    """One group with every ranked measure: rate and points under a common heading."""
    headings = [
        Heading(pgettext("table", "No."), Show.INTEGER, width=5),
        Heading(_("Police station"), width=12),
        Heading(_("score"), Show.NUMBER, group=_("Result"), width=8),
        Heading(_("rank"), Show.TEXT, group=_("Result"), width=9, align="center"),
        Heading(_("last time"), Show.INTEGER, group=_("Result"), width=6, align="center"),
    ]
    for rule in ranked:
        name = _("%(measure)s (weight %(weight)s)") % {"measure": rule["short"], "weight": f"{float(rule['weight']):g}"}
        headings += [Heading(_("rate %"), group=name, **NUMBER), Heading(_("points"), group=name, **NUMBER)]
    rows = [(index, *group_row(row, ranked)) for index, row in enumerate(group["rows"], start=1)]
    return OfficeSheet(
        name=group["name"],
        title=title(edition, group["name"]),
        headings=headings,
        rows=rows,
        particulars=particulars(edition, person),
        totals=group_totals(group, ranked),
        notes=[_("Rate of the group: all cases of the group together, not the mean of the rates.")],
        frozen=2,
    )


def group_row(row: dict[str, Any], ranked: list[dict]) -> list:
    cells = [row["name"], row["points"], ordinal(row), row["previous_rank"]]
    for rule in ranked:
        line = row["measures"].get(rule["code"], {})
        cells += [line.get("value"), line.get("points")]
    return cells


def group_totals(group: dict[str, Any], ranked: list[dict]) -> list:
    """The group's mean score, and its rates made of counts."""
    cells: list = [_("Group"), _("%(count)s stations") % {"count": len(group["rows"])}, group["average"], "", ""]
    for rule in ranked:
        x, n = group["totals"].get(rule["code"], ("0", 0))
        cells += [(Decimal(x) * 100 / n).quantize(Decimal("0.01")) if n else "", ""]
    return cells


def ordinal(row: dict[str, Any]) -> str:
    """1, 2 (并列), or why there is no rank."""
    if row["rank"] is None:
        return _("not ranked")
    return f"{row['rank']}{pgettext('rank', ' (tied)') if row['tied'] else ''}"


def places(row: dict[str, Any]) -> str:
    """↑2, ↓1, 持平."""
    if row["moved"] is None:
        return "-"
    return _("same") if row["moved"] == 0 else f"{'↑' if row['moved'] > 0 else '↓'}{abs(row['moved'])}"


def notes(edition: Edition) -> list[str]:
    """Group, minimum volume, tie and missing-data rules, and what proves the edition."""
    rules = edition.payload["inputs"]["rules"]
    return [
        _("Rules: %(rules)s; groups: version %(groups)s. Ranked within the group by the score at two decimals; equal scores share a rank.")
        % {"rules": edition.rule_set, "groups": edition.peer_groups.number},
        _(
            "No rank below %(n)s cases, below a reliability of %(reliability)s, or in a group of fewer than %(group)s; "
            "a missing measure leaves its weight to the others down to %(weight)s %% of the weight."
        )
        % {
            "n": rules["smallest_n"],
            "reliability": rules["least_reliability"],
            "group": rules["smallest_group"],
            "weight": rules["least_weight"],
        },
        _("Check value of the result: %(hash)s") % {"hash": edition.output_hash},
    ]
