"""From a value to points, and from the points of many measures to one score; exact where the numbers given are fractions."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

CENT = Decimal("0.01")
SEVENTY = Fraction(70)


def goalposts(value: Fraction, worst: Fraction, best: Fraction) -> Fraction:
    """100·clip((y−L)/(U−L), 0, 1): points 0–100 between frozen goalposts; where lower is better, worst > best.

    Source: the dimension indices of UNDP's Human Development Report, technical note 1.
    """
    if worst == best:
        raise ValueError("the goalposts of a measure must differ")
    return 100 * min(Fraction(1), max(Fraction(0), (value - worst) / (best - worst)))


def composite(points: Sequence[Fraction | None], weights: Sequence[Fraction], least: Fraction = SEVENTY) -> Fraction | None:
    """Weighted arithmetic mean of the points that exist, their weights renormalised; None below `least` % of the weight."""
    present = [(p, w) for p, w in zip(points, weights, strict=True) if p is not None]
    weight = sum(w for _, w in present)
    if weight <= 0 or weight * 100 < least * sum(weights):
        return None
    return sum(p * w for p, w in present) / Fraction(weight)


def proportion_variance(x: float, n: float) -> float:
    """Variance of x/n that does not vanish at 0 and 1: two successes and two failures added.

    Source: A. Agresti and B. A. Coull, "Approximate is better than 'exact'", The American Statistician 52 (1998).
    """
    p = (x + 2) / (n + 4)
    return p * (1 - p) / (n + 4)


def rounded(value: Fraction, unit: Decimal = CENT) -> Decimal:
    """四舍五入: half away from zero, from the exact fraction."""
    scaled = Fraction(value) / Fraction(unit)
    whole = (abs(scaled) + Fraction(1, 2)).__floor__()
    return (Decimal(whole if scaled >= 0 else -whole) * unit).quantize(unit, ROUND_HALF_UP)
