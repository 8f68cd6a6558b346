"""The ranking as it is issued, and the receipt of a score: both say by which rules, how sure, and what proves them."""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from haidian_policing.exports.papers import Paper
from haidian_policing.sheets import facts, words
from performance.lists.receipt import receipt_of
from performance.lists.rows import groups_of
from performance.lists.workbook import bureau, edition_words, notes, ordinal, particulars, places
from performance.measures import EXCLUSIONS, MEASURES
from performance.models import Edition, Score
from performance.sets import recounted

ROUNDING = gettext_lazy(
    "Points between the goalposts, times the weight; each factor is shown rounded, the sum is made of the exact fractions and rounded once."
)


class RankingPaper(Paper):
    """An edition, group by group in the order of ranks; what is not issued yet says so across the page."""

    code, label, template = "ranking_paper", gettext_lazy("Ranking"), "ranking.typ"
    model, may = Edition, "ranking.export"

    def queryset(self, person):
        return super().queryset(person).with_rules()

    def content(self, thing, asked, person, at):
        return {
            "title": _("%(unit)s: performance ranking of police stations, %(period)s") % {"unit": bureau(), "period": thing.period},
            "subtitle": capfirst(edition_words(thing)),
            "particulars": facts([*particulars(thing, person).items(), issue(thing)]),
            "reason": f"{_('Reason for the correction')}{colon()}{thing.reason}" if thing.reason else "",
            "headings": [
                _("rank"), _("Police station"), _("score"), _("95 per cent interval"), _("last time"), _("places"),
                _("How sure the rank is"),
            ],
            "groups": [group_table(group) for group in groups_of(thing, by_rank=True)],
            "notes": [*notes(thing), f"{capfirst(_('hash of the facts'))}{colon()}{thing.fact_hash}"],
            "signatures": [_("Filled in by"), _("Checked by"), _("Person in charge (signature)")],
            "boxes": [{"who": _("Performance office (seal)"), "lines": []}],
            "watermark": "" if thing.state == "issued" else thing.get_state_display(),
            "foot": capfirst(edition_words(thing)),
            "end": thing.output_hash[:16],
        }  # fmt: skip

    def name(self, thing, asked):
        return bureau(), _("%(period)s ranking of police stations") % {"period": thing.period}, edition_words(thing)

    def count(self, content):
        return sum(len(group["rows"]) for group in content["groups"])


def colon() -> str:
    return pgettext("label", ": ")


def issue(edition: Edition) -> tuple[str, Any]:
    """When it was issued, or else computed."""
    if edition.issued_at:
        return pgettext("edition", "Issued"), day(edition.issued_at)
    return pgettext("edition", "Computed"), day(edition.computed_at)


def day(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d}"


def group_table(group: dict[str, Any]) -> dict[str, Any]:
    average = _("Average score of the group: %(points)s") % {"points": words(group["average"])}
    count = _("%(count)s stations") % {"count": len(group["rows"])}
    return {"name": group["name"], "note": f"{count} · {average}", "rows": [ranking_row(row) for row in group["rows"]]}


def ranking_row(row: dict[str, Any]) -> list[str]:
    sure = interval(row["points_low"], row["points_high"])
    return [words(value) for value in (ordinal(row), row["name"], row["points"], sure, row["previous_rank"], places(row), row["sentence"])]


def interval(low, high) -> str:
    return "-" if low is None or high is None else f"{low}–{high}"


class ReceiptPaper(Paper):
    """得分明细单 of one unit: formula with its numbers, what was left out, and to whom it may object until when."""

    code, label, template = "receipt_paper", gettext_lazy("Score receipt"), "receipt.typ"
    model, may = Score, "ranking.view"

    def queryset(self, person):
        return super().queryset(person).with_edition()

    def content(self, thing, asked, person, at):
        edition, told = thing.edition, receipt_of(thing)
        return {
            "title": _("Score receipt"),
            "subtitle": f"{thing.unit} · {edition.period} · {edition_words(edition)}",
            "frames": result(thing, told),
            "how": _("How the score comes about"),
            "headings": [
                _("measure"), _("cases"), _("rate, per cent"), _("Goalposts"), _("points"), _("weight"), _("Part of the score")
            ],
            "ranked": [measure_row(rule) for rule in told["ranked"]],
            "formula": formula(thing, told["ranked"]),
            "pass": _("Pass or fail, not ranked"),
            "pass_headings": [_("measure"), _("cases"), _("rate, per cent"), _("threshold"), _("state")],
            "baselines": [baseline_row(rule) for rule in told["baselines"]],
            "out": _("Left out of the count"),
            "out_headings": [_("measure"), _("Reason"), pgettext("left out", "Number")],
            "excluded": excluded(thing),
            "nothing_out": _("Nothing was left out."),
            "notes": [objection(edition), ROUNDING, *proof(edition)],
            "boxes": [
                {"who": _("%(unit)s (seal)") % {"unit": thing.unit}, "lines": [_("Filled in by"), _("Station chief (signature)")]},
                {"who": _("Performance office (seal)"), "lines": [_("Handled by"), _("Checked by")]},
            ],
            "watermark": "" if edition.state == "issued" else edition.get_state_display(),
            "foot": f"{thing.unit} {edition.period}",
            "end": edition.output_hash[:16],
        }  # fmt: skip

    def name(self, thing, asked):
        return str(thing.unit), str(thing.edition.period), str(self.label), edition_words(thing.edition)


def result(score: Score, told: dict[str, Any]) -> list[list[tuple[str, str]]]:
    last = score.previous_rank and _("No. %(rank)s") % {"rank": score.previous_rank}
    rows = (
        [(_("Police station"), score.unit), (_("group"), told["group"])],
        [(_("score"), score.points), (_("95 per cent interval"), interval(score.points_low, score.points_high))],
        [(_("rank"), told["row"]["text"]), (_("rank last time"), last)],
        [(_("How sure the rank is"), told["row"]["sentence"])],
        [(_("Against last period"), told["row"]["movement"])],
        [(_("rule set"), score.edition.rule_set), (_("cases"), score.n)],
    )
    return [facts(row) for row in rows]


def measure_row(rule: dict[str, Any]) -> list[str]:
    line = rule["line"]
    rate = words(line.value) if line.low is None else f"{line.value}\n{line.low}–{line.high}"
    weight = plain(line.weight) if line.share == line.weight else f"{plain(line.weight)} → {plain(line.share)}"
    posts = f"{float(rule['worst']) * 100:g} → {float(rule['best']) * 100:g}"
    part = "-" if rule["part"] is None else f"{rule['part']:.2f}"
    return [named(rule), f"{plain(line.x)} / {line.n}", rate, posts, words(line.points), weight, part]


def baseline_row(rule: dict[str, Any]) -> list[str]:
    line = rule["line"]
    met = {True: pgettext("baseline", "met"), False: pgettext("baseline", "not met"), None: "-"}[line.is_met]
    return [named(rule), f"{plain(line.x)} / {line.n}", words(line.value), f"{float(rule['best']) * 100:g}", met]


def plain(value: Decimal) -> str:
    """264.00 as 264, 230.20 as 230.2."""
    return f"{value.normalize():f}"


def named(rule: dict[str, Any]) -> str:
    return f"{rule['label']}\n{rule['denominator']}".strip()


def formula(score: Score, ranked: list[dict[str, Any]]) -> str:
    """得分 = 86.2 × 20 % + … = 84.10; empty where there is no score."""
    if score.points is None:
        return ""
    terms = (f"{rule['line'].points} × {plain(rule['line'].share)}%" for rule in ranked if rule["part"] is not None)
    return f"{_('score')} = {' + '.join(terms)} = {score.points}"


def excluded(score: Score) -> list[list[str]]:
    """(measure, reason, cases) of what was not counted, as of the moment when the edition was computed."""
    period, at, counts = score.edition.period, score.edition.computed_at, {}
    rows = []
    for line in score.measures.all():
        heart = MEASURES[line.measure]
        if heart.aggregate not in counts:
            counts[heart.aggregate] = recounted(heart, period, score.unit_id, at)
        sums = sorted(counts[heart.aggregate].items())
        rows += [[str(heart.label), str(EXCLUSIONS[reason]), str(found["rows"])] for reason, found in sums if reason]
    return rows


def objection(edition: Edition) -> str:
    """To whom, and until when."""
    if edition.state == "issued":
        return _("Issued on %(day)s. Objections go to the performance office in writing; a correction makes another edition.") % {
            "day": day(edition.issued_at)
        }
    return _("Objections go to the performance office in writing until the edition is issued, each with the number of the case.")


def proof(edition: Edition) -> list[str]:
    hashes = ((_("hash of the facts"), edition.fact_hash), (_("hash of the result"), edition.output_hash))
    computed = f"{pgettext('edition', 'Computed')}{colon()}{words(edition.computed_at)}"
    method = f"{_('version of the method')}{colon()}{edition.code_version}"
    return [f"{computed} · {method}", *(f"{capfirst(label)}{colon()}{value}" for label, value in hashes)]


PAPERS = RANKING_PAPER, RECEIPT_PAPER = RankingPaper(), ReceiptPaper()
