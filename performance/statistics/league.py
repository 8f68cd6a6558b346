"""One league of one period: frozen inputs in, scores, ranks, intervals and funnels out; the same inputs give the same bytes.

Inputs and outputs hold only what JSON holds; published numbers are decimal text, so that no float is compared with another.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Any

from performance.statistics.funnels import proportion_funnel
from performance.statistics.intervals import Z95, wilson
from performance.statistics.ranks import RankInterval, competition, posterior_ranks
from performance.statistics.scores import CENT, composite, goalposts, proportion_variance, rounded
from performance.statistics.shrinkage import Shrunk, shrink

VERSION = "1"  # raised whenever the same inputs would give another output
FLASH, MISSING, FEW, UNSURE, SMALL = "flash", "missing", "few", "unsure", "small"


def canonical(value: Any) -> bytes:
    """JSON in one spelling: sorted keys, no blanks, UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def seed_of(*parts: str) -> int:
    """A seed that follows from what is being computed: the first eight bytes of SHA-256(period, league, rule version …)."""
    return int.from_bytes(hashlib.sha256("\n".join(parts).encode()).digest()[:8], "big")


@dataclass
class Line:
    """One unit on its way through the computation."""

    given: dict[str, Any]
    measures: list[dict[str, Any]]
    exact: Fraction | None
    variance: float
    n: int
    flag: str = ""

    @property
    def points(self) -> Any:
        return None if self.exact is None else rounded(self.exact)


def settle(inputs: dict[str, Any]) -> dict[str, Any]:
    """Score every unit and rank the groups. Inputs:

    rules: {measures: [{code, layer, better, weight, worst, best}], least_weight, smallest_n, smallest_group,
    least_reliability, firm_reliability};
    units: [{unit, group, facts: {code: [numerator in hundredths, denominator]}, previous: {rank, points, variance} or None}];
    seed: whole number; ranked: whether ranks are given at all (a flash report has none).
    """
    groups: dict[int, list[dict]] = {}
    for unit in inputs["units"]:
        groups.setdefault(unit["group"], []).append(unit)
    scores, summaries = [], []
    for number in sorted(groups):
        lines = [score_line(unit, inputs["rules"]) for unit in groups[number]]
        rows, summary = rank_group(lines, inputs["rules"], inputs["ranked"], inputs["seed"] + number)
        scores += rows
        summaries.append({"group": number, **summary})
    return {"scores": scores, "groups": summaries}


def score_line(unit: dict, rules: dict) -> Line:
    """A unit's measures and composite; a measure with nothing to count is missing, never zero."""
    measures = [measure_line(rule, *unit["facts"].get(rule["code"], (0, 0))) for rule in rules["measures"]]
    score = composite([row["exact"] for row in measures], [row["part"] for row in measures], Fraction(rules["least_weight"]))
    present = sum(row["part"] for row in measures if row["exact"] is not None)
    for row in measures:
        row["share"] = row["part"] * 100 / present if row["exact"] is not None else Fraction(0)
    variance = sum(row["variance"] * float(row["share"] / 100) ** 2 for row in measures)
    heaviest = max(measures, key=lambda row: (row["n"] > 0, row["part"], -row["n"]))
    return Line(unit, measures, score, variance, heaviest["n"])


def measure_line(rule: dict, hundredths: int, n: int) -> dict[str, Any]:
    """x/n with its interval; a ranked measure gets points and the variance of the points (delta method), a baseline passes or fails."""
    part = Fraction(rule["weight"])
    row = {"code": rule["code"], "layer": rule["layer"], "x": str(rounded(Fraction(hundredths, 100))), "n": n, "weight": str(rounded(part))}
    row |= {"value": None, "low": None, "high": None, "points": None, "met": None, "part": part, "exact": None, "variance": 0.0}
    if n == 0:
        return row
    value, (low, high) = Fraction(hundredths, 100 * n), wilson(min(hundredths / 100, n), n)
    row |= {"value": str(rounded(value * 100)), "low": f"{100 * low:.2f}", "high": f"{100 * high:.2f}"}
    worst, best = Fraction(rule["worst"]), Fraction(rule["best"])
    if rule["layer"] != "stretch":
        return row | {"met": value >= best if rule["better"] == "higher" else value <= best}
    points = goalposts(value, worst, best)
    variance = proportion_variance(hundredths / 100, n) * float(100 / abs(best - worst)) ** 2
    return row | {"points": str(rounded(points)), "exact": points, "variance": variance}


def rank_group(lines: list[Line], rules: dict, ranked: bool, seed: int) -> tuple[list[dict], dict]:
    """Ranks 1-2-2-4 of those who may be ranked, with the reason for those who may not."""
    scored = [line for line in lines if line.exact is not None]
    shrunk = shrink([float(line.exact or 0) for line in scored], [line.variance for line in scored])
    reliability = {id(line): value for line, value in zip(scored, shrunk.reliabilities, strict=True)}
    for line in lines:
        line.flag = why_not_ranked(line, rules, ranked, len(scored), reliability.get(id(line), 0.0))
    able = [line for line in lines if not line.flag]
    ranks = dict(zip(map(id, able), competition([line.points for line in able]), strict=True))
    intervals = dict(zip(map(id, able), _posterior(able, scored, shrunk, seed), strict=True))
    rows = [published(line, rules, ranks.get(id(line)), intervals.get(id(line)), reliability.get(id(line))) for line in lines]
    return rows, summarised(lines, scored, shrunk, rules)


def _posterior(able: Sequence[Line], scored: Sequence[Line], shrunk: Shrunk, seed: int) -> list[RankInterval]:
    places = [index for index, line in enumerate(scored) if not line.flag]
    if not able:
        return []
    return posterior_ranks([shrunk.values[i] for i in places], [shrunk.deviations[i] for i in places], seed)


def why_not_ranked(line: Line, rules: dict, ranked: bool, size: int, reliability: float) -> str:
    """The first reason that holds, or nothing."""
    if line.exact is None:
        return MISSING
    if not ranked:
        return FLASH
    if size < rules["smallest_group"]:
        return SMALL
    if line.n < rules["smallest_n"]:
        return FEW
    return UNSURE if reliability < float(rules["least_reliability"]) else ""


def published(line: Line, rules: dict, rank: int | None, interval: RankInterval | None, reliability: float | None) -> dict[str, Any]:
    """What stands in the edition about one unit."""
    half = Z95 * sqrt(line.variance)
    points, exact = line.points, float(line.exact or 0)
    return {
        "unit": line.given["unit"],
        "group": line.given["group"],
        "points": None if points is None else str(points),
        "points_low": None if points is None else f"{max(0.0, exact - half):.2f}",
        "points_high": None if points is None else f"{min(100.0, exact + half):.2f}",
        "variance": f"{line.variance:.6f}",
        "rank": rank,
        "rank_low": None if interval is None or rank is None else min(interval.low, rank),
        "rank_high": None if interval is None or rank is None else max(interval.high, rank),
        "top_three": None if interval is None else f"{interval.top_three:.3f}",
        "expected_rank": None if interval is None else f"{interval.expected:.2f}",
        "reliability": None if reliability is None else f"{reliability:.3f}",
        "tentative": rank is not None and reliability is not None and reliability < float(rules["firm_reliability"]),
        "n": line.n,
        "flag": line.flag,
        "measures": [_without_working(row) for row in line.measures],
        **changed(line),
    }


def _without_working(row: dict[str, Any]) -> dict[str, Any]:
    shown = {key: value for key, value in row.items() if key not in ("exact", "variance", "part")}
    return shown | {"share": str(rounded(row["share"]))}


def changed(line: Line) -> dict[str, Any]:
    """The place before, the change of points, and whether the change is more than chance (its 95 % interval leaves out zero)."""
    before = line.given.get("previous")
    if not before or before["points"] is None or line.exact is None:
        return {"previous_rank": before["rank"] if before else None, "change": None, "change_matters": None}
    change = line.points - rounded(Fraction(before["points"]))
    matters = abs(float(change)) > Z95 * sqrt(line.variance + float(before["variance"]))
    return {"previous_rank": before["rank"], "change": str(change.quantize(CENT)), "change_matters": matters}


def summarised(lines: list[Line], scored: list[Line], shrunk: Shrunk, rules: dict) -> dict[str, Any]:
    """The group as a whole: average of the scores, totals and funnel of each measure."""
    average = rounded(sum((Fraction(line.points) for line in scored), Fraction(0)) / len(scored)) if scored else None
    counts = {
        rule["code"]: [(float(Fraction(row["x"])), row["n"]) for line in lines for row in line.measures if row["code"] == rule["code"]]
        for rule in rules["measures"]
    }
    return {
        "units": len(lines),
        "average": None if average is None else str(average),
        "tau2": f"{shrunk.tau2:.4f}",
        "totals": {code: [f"{sum(x for x, _ in pairs):.2f}", sum(n for _, n in pairs)] for code, pairs in counts.items()},
        "funnels": {code: _printed(proportion_funnel(pairs)) for code, pairs in counts.items()},
    }


def _printed(value: Any) -> Any:
    """Floats of a drawing at six digits, so that the last bit of a platform does not count."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: _printed(item) for key, item in value.items()}
    return [_printed(item) for item in value] if isinstance(value, (list, tuple)) else value
