"""What charts are drawn from: a funnel in a frame of 480 × 264, the scale of the scores, the course of a unit in one of 100 × 20."""

from decimal import Decimal
from math import ceil, floor
from typing import Any

from performance.statistics.funnels import Z95, Z998, proportion_limits

LEFT, WIDTH, FOOT, HEIGHT = 44, 426, 220, 200
AREAS = (("998", "outer"), ("95", "inner"))


def funnel(group: dict[str, Any], code: str) -> dict[str, Any] | None:
    """Scale, areas, goal and (row, line, x, y, beyond) of the units of a group for one measure; None where nothing was counted."""
    drawn = group["funnels"].get(code)
    if not drawn or not drawn["sizes"]:
        return None
    lines = [(row, line) for row in group["rows"] if (line := row["measures"].get(code)) and line["n"]]
    sizes, limits = drawn["sizes"], drawn["limits"]
    (low, high), values = limits["998"][3], [float(line["value"]) for _row, line in lines]
    steps, most = ticks(max(min(100 * low, *values) - 1, 0), min(max(100 * high, *values) + 1, 100)), sizes[-1]
    bottom, top = steps[0] / 100, steps[-1] / 100

    def across(size: float) -> float:
        return LEFT + WIDTH * size / most

    def up(share: float) -> float:
        return FOOT - HEIGHT * (share - bottom) / (top - bottom)

    def edge(side: int, kind: str) -> list[str]:
        points = zip(sizes, limits[kind], strict=True)
        return [f"{across(size):.1f} {up(min(max(limit[side], bottom), top)):.1f}" for size, limit in points]

    areas = [(css, f"M{'L'.join(edge(0, kind))}", "L".join(reversed(edge(1, kind)))) for kind, css in AREAS]
    places = ((row, line, float(line["value"]) / 100) for row, line in lines)
    units = [(row, line, f"{across(line['n']):.1f}", up(share), beyond(drawn, line["n"], share)) for row, line, share in places]
    marks = [(step, up(step / 100)) for step in steps]
    return {"marks": marks, "most": most, "areas": areas, "goal": f"{up(drawn['target']):.1f}", "units": units}


def beyond(drawn: dict[str, Any], n: int, share: float) -> str:
    """Which limit a unit with n cases lies beyond: 998, 95 or none."""
    for z, kind in ((Z998, "998"), (Z95, "95")):
        low, high = proportion_limits(drawn["target"], n, z, drawn["tau2"])
        if not low <= share <= high:
            return kind
    return ""


def scale(groups: list[dict[str, Any]]) -> list[float]:
    """The ticks of the scores of all groups."""
    return ticks(min((float(row["points_low"]) for group in groups for row in group["rows"] if row["points_low"] is not None), default=0))


def ticks(lowest: float, highest: float = 100) -> list[float]:
    """Round numbers from one that is not above the lowest value to one not below the highest: two steps at least, five at most."""
    step = next(step for step in (1, 2, 2.5, 5, 10, 20) if ceil(highest / step) - floor(lowest / step) <= 5)
    last = ceil(highest / step)
    return [step * index for index in range(min(floor(lowest / step), last - 2), last + 1)]


def lines(courses: dict[int, list[Decimal | None]]) -> dict[int, list[tuple[float, float]]]:
    """The points of each unit's line about its own middle, a point of the score as high for every unit; the newest at the right."""
    told = {unit: [float(points) for points in course if points is not None] for unit, course in courses.items()}
    most = max(map(len, courses.values()), default=0)
    span = max((max(points) - min(points) for points in told.values() if points), default=0) or 1

    def place(index: int, points: Decimal, middle: float) -> tuple[float, float]:
        return round(100 * index / (most - 1), 1), round(10 - 18 * (float(points) - middle) / span, 1)

    drawn = {}
    for unit, points in told.items():
        if len(points) > 1:
            middle, course = (max(points) + min(points)) / 2, enumerate(courses[unit], most - len(courses[unit]))
            drawn[unit] = [place(index, value, middle) for index, value in course if value is not None]
    return drawn
