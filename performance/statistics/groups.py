"""Peer groups: factors made comparable, and the best division of a line into groups."""

from collections.abc import Mapping, Sequence
from math import log

import numpy as np

WEIGHTS = {"calls": 0.5, "population": 0.3, "area": 0.2}


def group_index(factors: Mapping[str, Sequence[float]], weights: Mapping[str, float] = WEIGHTS) -> list[float]:
    """Weighted sum of z = standardised ln(factor) per unit; a factor in which the units do not differ adds nothing."""
    total = np.zeros(len(next(iter(factors.values()))))
    for name, weight in weights.items():
        logs = np.array([log(max(value, 1e-9)) for value in factors[name]])
        total += weight * (logs - logs.mean()) / (logs.std() or 1.0)
    return [float(value) for value in total]


def partition(values: Sequence[float], groups: int, least: int = 5) -> list[int]:
    """The group (0 = highest values) of each value, least possible sum of squared distances to the group means, `least` members a group.

    Dynamic programming over the sorted line. Source: W. D. Fisher, "On grouping for maximum homogeneity", JASA 53 (1958).
    Where there are too few values the number of groups goes down, never the least size; fewer than `least` values are one group.
    """
    count = len(values)
    if count == 0:
        return []
    groups = max(1, min(groups, count // least))
    order = sorted(range(count), key=lambda i: (-values[i], i))
    cuts = _cuts([values[i] for i in order], groups, min(least, count))
    label, found = 0, [0] * count
    for place, i in enumerate(order):
        label += place in cuts
        found[i] = label
    return found


def _cuts(line: Sequence[float], groups: int, least: int) -> set[int]:
    """Where the second and later groups begin."""
    count = len(line)
    sums, squares = np.concatenate(([0.0], np.cumsum(line))), np.concatenate(([0.0], np.cumsum(np.square(line))))

    def cost(a: int, b: int) -> float:
        return float(squares[b] - squares[a] - (sums[b] - sums[a]) ** 2 / (b - a))

    best = [[float("inf")] * (count + 1) for _ in range(groups + 1)]
    begin = [[0] * (count + 1) for _ in range(groups + 1)]
    best[0][0] = 0.0
    for g in range(1, groups + 1):
        for end in range(g * least, count + 1):
            options = ((best[g - 1][a] + cost(a, end), a) for a in range((g - 1) * least, end - least + 1))
            best[g][end], begin[g][end] = min(options)
    cuts, end = set(), count
    for g in range(groups, 0, -1):
        end = begin[g][end]
        cuts.add(end)
    return cuts - {0}
