"""Intervals of proportions and of counts."""

from math import sqrt

from scipy.stats import chi2

Z95 = 1.959964


def wilson(x: float, n: float, z: float = Z95) -> tuple[float, float]:
    """Score interval of the proportion x/n, as proportions; n must be positive, x may hold half values.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
    """
    if not (n > 0 and 0 <= x <= n):
        raise ValueError("a proportion needs 0 <= x <= n and n > 0")
    middle, spread = 2 * x + z * z, z * sqrt(z * z + 4 * x * (1 - x / n))
    # the two ends are exact in theory and a rounding error away from it in floating point
    low = 0.0 if x == 0 else (middle - spread) / (2 * (n + z * z))
    high = 1.0 if x == n else (middle + spread) / (2 * (n + z * z))
    return low, high


def exact_poisson(x: int, alpha: float = 0.05) -> tuple[float, float]:
    """Exact limits of a Poisson mean from the count x.

    Source: F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936), in its chi-squared form.
    """
    low = chi2.ppf(alpha / 2, 2 * x) / 2 if x else 0.0
    return float(low), float(chi2.ppf(1 - alpha / 2, 2 * x + 2) / 2)


def byar(x: int, z: float = Z95) -> tuple[float, float]:
    """Byar's approximation to the exact Poisson limits; good from ten events.

    Source: N. E. Breslow and N. E. Day, "Statistical Methods in Cancer Research" II (IARC 1987), p. 69.
    """
    low = x * (1 - 1 / (9 * x) - z / (3 * sqrt(x))) ** 3 if x else 0.0
    return low, (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * sqrt(x + 1))) ** 3


def count_limits(x: int) -> tuple[float, float]:
    """95 % limits of a count: exact below ten, Byar's from ten. Divide by n or by the expected count for a rate or a ratio."""
    return exact_poisson(x) if x < 10 else byar(x)
