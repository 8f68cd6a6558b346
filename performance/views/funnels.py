"""The drawing of a funnel: where its limits, goal and units lie in a frame of 480 × 264."""

from typing import Any

LEFT, WIDTH, FOOT, HEIGHT = 44, 426, 220, 200
AREAS = (("998", "outer"), ("95", "inner"))
STEPS = 20  # the scale begins at a whole twentieth, at 90 % at most


def drawing(group: dict[str, Any], code: str) -> dict[str, Any] | None:
    """Scale, areas, goal and (row, line, x, y) of the units of a group for one measure; None where nothing was counted."""
    funnel = group["funnels"].get(code)
    if not funnel or not funnel["sizes"]:
        return None
    lines = [(row, line) for row in group["rows"] if (line := row["measures"].get(code)) and line["n"]]
    sizes, limits = funnel["sizes"], funnel["limits"]
    lowest = min(limits["998"][3][0], *(float(line["value"]) / 100 - 0.02 for _row, line in lines))
    bottom, most = min(int(max(lowest, 0) * STEPS) / STEPS, 0.9), sizes[-1]

    def across(size: float) -> float:
        return LEFT + WIDTH * size / most

    def up(share: float) -> float:
        return FOOT - HEIGHT * (share - bottom) / (1 - bottom)

    def edge(side: int, kind: str) -> list[str]:
        points = zip(sizes, limits[kind], strict=True)
        return [f"{across(size):.1f} {up(max(limit[side], bottom)):.1f}" for size, limit in points]

    areas = [(css, f"M{'L'.join(edge(0, kind))}", "L".join(reversed(edge(1, kind)))) for kind, css in AREAS]
    units = [(row, line, f"{across(line['n']):.1f}", up(float(line["value"]) / 100)) for row, line in lines]
    return {"bottom": bottom, "most": most, "areas": areas, "goal": f"{up(funnel['target']):.1f}", "units": units}
