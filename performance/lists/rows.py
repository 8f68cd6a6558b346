"""Rows of the ranking, said in words: the page, the receipt and the workbook draw the same rows, so their numbers are the same."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from haidian_policing.replay import replayed
from performance.choices import Unranked
from performance.measures import MEASURES
from performance.models import Edition, RuleMeasure, Score, ScoreMeasure

NUMERALS = "零一二三四五六七八九十"
ENGLISH_TAIL = " Police Station"  # said by the head of the column
COURSE = 12
SCORE_COLUMNS = ("pk", "unit", "unit__short_name", "unit__name", "unit__name_en", *Score.FIGURES)
MEASURE_COLUMNS = ("score", *ScoreMeasure.FIGURES)


def group_name(number: int) -> str:
    """第一组 … or Group 1."""
    numeral = NUMERALS[number] if get_language() != "en" and number <= 10 else number
    return _("Group %(number)s") % {"number": numeral}


def groups_of(edition: Edition, *, by_rank: bool) -> list[dict[str, Any]]:
    """The groups of an edition in order, each with its rows, average and totals; three statements however many units."""
    return [_group(*raw) for raw in _raw_groups(edition, by_rank)]


def group_of(edition: Edition, units: set[int]) -> dict[str, Any] | None:
    """The group that holds one of these units, by rank; else the first; None of an edition without any."""
    groups = _raw_groups(edition, True)
    own = (raw for raw in groups if units & {row["unit"] for row in raw[1]})
    return _group(*raw) if (raw := next(own, next(iter(groups), None))) else None


def _raw_groups(edition: Edition, by_rank: bool) -> list[tuple[int, list[dict], dict[str, Any]]]:
    """(number, rows, summary) of each."""
    lines: dict[int, dict[str, dict]] = {}
    for line in _lines(edition=edition.pk):
        lines.setdefault(line["score"], {})[line["measure"]] = line
    groups: dict[int, list[dict]] = {}
    for row in _scores(by_rank, edition=edition.pk):
        row["measures"] = lines.get(row["pk"], {})
        groups.setdefault(row["group"], []).append(row)
    (outputs,) = _outputs(edition=edition.pk)
    summaries = {group["group"]: group for group in outputs}
    return [(number, rows, summaries.get(number, {})) for number, rows in sorted(groups.items())]


@replayed
def _outputs(*, edition: int):
    return Edition.objects.filter(pk=edition).values_list("payload__outputs__groups", flat=True)


@replayed
def _scores(by_rank: bool, *, edition: int):
    scores = Score.objects.filter(edition_id=edition)
    return (scores.by_rank() if by_rank else scores.in_official_order()).values(*SCORE_COLUMNS)


@replayed
def _lines(*, edition: int):
    return ScoreMeasure.objects.filter(score__edition_id=edition).order_by("score", "order").values(*MEASURE_COLUMNS)


def _group(number: int, rows: list[dict], summary: dict[str, Any]) -> dict[str, Any]:
    ranks = [row["rank"] for row in rows if row["rank"]]
    ties = {rank for rank in ranks if ranks.count(rank) > 1}
    band_rows(rows)
    for row in rows:
        row["tied"] = row["rank"] in ties
        row["name"] = row["unit__name_en"].removesuffix(ENGLISH_TAIL) if get_language() == "en" else row["unit__short_name"]
        row["sentence"], row["moved"], row["movement"] = sentence(row), *movement(row)
    average = summary.get("average")
    return {
        "number": number,
        "name": group_name(number),
        "rows": rows,
        "average": None if average is None else Decimal(average),
        "totals": summary.get("totals", {}),
        "funnels": summary.get("funnels", {}),
        "tau2": summary.get("tau2"),
        "cases": sum(row["n"] for row in rows),
        "ranked": len(ranks),
    }


def band_rows(rows: list[dict]) -> None:
    """Number the runs of units that cannot be told from the first of their run: `band`, None where there is no rank."""
    band, first = 0, None
    for row in sorted((row for row in rows if row["rank"]), key=lambda row: row["rank"]):
        if first is not None and row["rank_low"] > first:
            band, first = band + 1, None
        first = first or row["rank"]
        row["band"] = band
    for row in rows:
        row.setdefault("band", None)


def rank_text(row: dict[str, Any]) -> str:
    """第2名（并列）, or a dash."""
    if row["rank"] is None:
        return "-"
    text = _("No. %(rank)s") % {"rank": row["rank"]}
    return text + pgettext("rank", " (tied)") if row.get("tied") else text


def sentence(row: dict[str, Any]) -> str:
    """What everybody reads beside a rank: how far it can be told apart from others."""
    if row["rank"] is None:
        return str(Unranked(row["unranked"]).label) if row["unranked"] else "-"
    low, high = row["rank_low"], row["rank_high"]
    if low == high:
        text = _("No. %(rank)s; clearly apart from the others") % row
    else:
        text = _("No. %(rank)s; not clearly different from No. %(rank_low)s–%(rank_high)s") % row
    return text + pgettext("rank", " (tentative)") if row["is_tentative"] else text


def movement(row: dict[str, Any]) -> tuple[int | None, str]:
    """(places gained or lost, words about the change of the score)."""
    moved = row["previous_rank"] - row["rank"] if row["previous_rank"] and row["rank"] else None
    if row["change"] is None:
        return moved, _("no earlier score")
    if row["change_matters"]:
        words = _("clearly better than last time") if row["change"] > 0 else _("clearly worse than last time")
    else:
        words = _("change within normal variation")
    return moved, words


def rules_of(edition: Edition) -> list[dict[str, Any]]:
    """The lines of the edition's rule book as frozen in it, with label, column head and what was counted."""
    denominators = {line.measure: line for line in _rule_lines(rules=edition.rule_set_id)}
    english = get_language() == "en"
    lines = []
    for rule in frozen_rules(edition)["measures"]:
        measure, row = MEASURES[rule["code"]], denominators.get(rule["code"])
        counted = (row.denominator_en if english else row.denominator) if row else ""
        words = {"label": measure.label, "short": measure.short, "denominator": counted}
        lines.append(rule | words | {"source": measure.source, "better": measure.better})
    return lines


def frozen_rules(edition: Edition) -> dict[str, Any]:
    """The rule book that the edition was computed by; the rest of its payload stays where it is."""
    (rules,) = _rules(edition=edition.pk)
    return rules


@replayed
def _rules(*, edition: int):
    return Edition.objects.filter(pk=edition).values_list("payload__inputs__rules", flat=True)


@replayed
def _rule_lines(*, rules: int):
    return RuleMeasure.objects.filter(rule_set_id=rules)


def differences(edition: Edition, former: Edition) -> list[dict[str, Any]]:
    """Units whose score or rank is another than in the former edition, in the order of the new one."""
    before = {row["unit"]: row for row in former.payload["outputs"]["scores"]}
    names = {unit["unit"]: unit for unit in edition.payload["inputs"]["units"]}
    found = []
    for row in edition.payload["outputs"]["scores"]:
        old = before.get(row["unit"], {"rank": None, "points": None})
        if (old["rank"], old["points"]) != (row["rank"], row["points"]):
            name = names[row["unit"]]["name_en" if get_language() == "en" else "name"]
            found.append({"name": name, "group": group_name(row["group"]), "old": old, "new": row})
    return found


def summary(groups: Iterable[dict[str, Any]], own: set[int]) -> dict[str, Any]:
    """What the head of the page tells: units, those with a rank, and the rows that are the reader's, lead a group or clearly moved."""
    rows = [row for group in groups for row in group["rows"]]
    moved = sorted((row for row in rows if row["change"] is not None and row["change_matters"]), key=lambda row: row["change"])
    return {
        "units": len(rows),
        "ranked": sum(row["rank"] is not None for row in rows),
        "own": [row for row in rows if row["unit"] in own],
        "first": [row for row in rows if row["rank"] == 1],
        "better": [row for row in reversed(moved) if row["change"] > 0],
        "worse": [row for row in moved if row["change"] < 0],
    }


def courses(edition: Edition) -> dict[int, list[Decimal | None]]:
    """The scores of each unit up to this edition, the oldest first: of the published editions before it, and its own."""
    found: dict[int, list[Decimal | None]] = {}
    period = edition.period
    for unit, points in _course(COURSE, league=edition.league, kind=period.kind, starts=period.starts, edition=edition.pk):
        found.setdefault(unit, []).append(points)
    return found


@replayed
def _course(most: int, *, league: str, kind: str, starts: date, edition: int):
    editions = Edition.objects.up_to(league, kind, starts, edition).values("pk")[:most]
    scores = Score.objects.filter(edition__in=editions)
    return scores.order_by("edition__period__starts").values_list("unit", "points")
