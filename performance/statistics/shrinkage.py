"""How much of the difference between units is real: spread between them, reliability, shrunk values."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq


@dataclass(frozen=True)
class Shrunk:
    """Between-unit variance τ², the mean μ, and per unit the shrunk value θ, its posterior deviation and its reliability 1−B."""

    tau2: float
    mean: float
    values: list[float]
    deviations: list[float]
    reliabilities: list[float]


def paule_mandel(values: Sequence[float], variances: Sequence[float]) -> float:
    """τ² that solves Σ(y−μ)²/(v+τ²) = p−1 with μ weighted by 1/(v+τ²); 0 where the units differ less than chance.

    Source: R. C. Paule and J. Mandel, "Consensus values and weighting factors", J. Res. NBS 87 (1982).
    """
    y, v = np.asarray(values, float), np.asarray(variances, float)
    if len(y) < 2:
        return 0.0

    def excess(tau2: float) -> float:
        weight = 1 / (v + tau2)
        return float((weight * (y - np.average(y, weights=weight)) ** 2).sum() - (len(y) - 1))

    if excess(0.0) <= 0:
        return 0.0
    return float(brentq(excess, 0.0, float(((y - y.mean()) ** 2).sum()) + 1e-12, xtol=1e-12))


def shrink(values: Sequence[float], variances: Sequence[float]) -> Shrunk:
    """θ = μ + (1−B)(y−μ) with B = v/(v+τ²), within one peer group; every variance must be positive.

    Source: C. N. Morris, "Parametric empirical Bayes inference", JASA 78 (1983).
    """
    y, v = np.asarray(values, float), np.asarray(variances, float)
    if len(y) == 0:
        return Shrunk(0.0, 0.0, [], [], [])
    if (v <= 0).any():
        raise ValueError("a variance must be positive")
    tau2 = paule_mandel(values, variances)
    weight = 1 / (v + tau2)
    mean = float(np.average(y, weights=weight))
    reliability = tau2 / (v + tau2)
    theta, deviation = mean + reliability * (y - mean), np.sqrt(v * reliability)
    return Shrunk(tau2, mean, theta.tolist(), deviation.tolist(), reliability.tolist())


def gamma_poisson(observed: float, expected: float, alpha: float, beta: float) -> float:
    """(α+O)/(β+E): the shrunk ratio of a small count. Source: D. Clayton and J. Kaldor, Biometrics 43 (1987)."""
    return (alpha + observed) / (beta + expected)


def beta_binomial(x: float, n: float, a: float, b: float) -> float:
    """(a+x)/(a+b+n): the shrunk proportion of a small number. Source: the conjugate pair in A. Gelman et al., "Bayesian Data Analysis"."""
    return (a + x) / (a + b + n)
