"""Funnel limits around a target: what chance alone would allow at each size.

Source of all: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005), and
"Handling over-dispersion of performance indicators", Quality and Safety in Health Care 14 (2005). Plain arithmetic: pages may import it.
"""

from collections.abc import Sequence
from math import asin, exp, pi, sin, sqrt

Z95, Z998 = 1.959964, 3.090232


def proportion_limits(target: float, n: float, z: float, tau2: float = 0.0) -> tuple[float, float]:
    """sin²(asin√target ∓ z√(1/(4n)+τ²)), the inside kept within a quarter turn."""
    middle, spread = asin(sqrt(target)), z * sqrt(1 / (4 * n) + tau2)
    return sin(max(0.0, middle - spread)) ** 2, sin(min(pi / 2, middle + spread)) ** 2


def ratio_limits(expected: float, z: float, tau2: float = 0.0) -> tuple[float, float]:
    """exp(∓z√(1/E+τ²)) around observed / expected = 1."""
    spread = z * sqrt(1 / expected + tau2)
    return exp(-spread), exp(spread)


def proportion_scores(counts: Sequence[tuple[float, float]], target: float) -> list[float]:
    """z of each unit (x, n) on the arcsine scale, positive where the proportion is above the target."""
    return [2 * sqrt(n) * (asin(sqrt(x / n)) - asin(sqrt(target))) for x, n in counts]


def winsorised(z: Sequence[float], share: float = 0.1) -> list[float]:
    """The outermost share of the values at each end moved to the next inner value."""
    ordered, cut = sorted(z), int(len(z) * share)
    low, high = ordered[cut], ordered[len(ordered) - 1 - cut]
    return [min(high, max(low, value)) for value in z]


def over_dispersion(z: Sequence[float], errors: Sequence[float]) -> tuple[float, float]:
    """(φ, τ²): the mean of the squared winsorised z, and the additive variance max(0, (Nφ−(N−1))/(Σw−Σw²/Σw)), w = 1/s²."""
    if len(z) < 2:
        return 1.0, 0.0
    phi = sum(value**2 for value in winsorised(z)) / len(z)
    w = [1 / s**2 for s in errors]
    tau2 = (len(z) * phi - (len(z) - 1)) / (sum(w) - sum(x * x for x in w) / sum(w))
    return phi, max(0.0, tau2)


def proportion_funnel(counts: Sequence[tuple[float, float]]) -> dict:
    """Target, τ² and limits of a measure over its units: {"target", "tau2", "sizes", "limits": {"95": [[low, high]…], "998": …}}."""
    counted = [(x, n) for x, n in counts if n > 0]
    if not counted:
        return {"target": None, "tau2": 0.0, "sizes": [], "limits": {"95": [], "998": []}}
    target = sum(x for x, _ in counted) / sum(n for _, n in counted)
    z, errors = proportion_scores(counted, target), [1 / (2 * sqrt(n)) for _, n in counted]
    tau2 = over_dispersion(z, errors)[1]
    most = max(n for _, n in counted)
    sizes = [max(1, round(most * 1.1 * step / 24)) for step in range(1, 25)]
    limits = {name: [proportion_limits(target, n, value, tau2) for n in sizes] for name, value in (("95", Z95), ("998", Z998))}
    return {"target": target, "tau2": tau2, "sizes": sizes, "limits": limits}
