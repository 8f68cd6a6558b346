"""Ranks of published scores, and how uncertain they are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

DRAWS = 2_000


def competition(scores: Sequence[float | None]) -> list[int | None]:
    """Ranks 1-2-2-4 by descending score: one more than how many are better; None stays unranked. Ties are never broken."""
    present = sorted((s for s in scores if s is not None), reverse=True)
    first: dict[float, int] = {}
    for place, score in enumerate(present, start=1):
        first.setdefault(score, place)
    return [None if s is None else first[s] for s in scores]


@dataclass(frozen=True)
class RankInterval:
    """5, 50 and 95 % of the posterior of a rank, the chance to be among the best three, and the expected rank."""

    low: int
    middle: int
    high: int
    top_three: float
    expected: float


def posterior_ranks(means: Sequence[float], deviations: Sequence[float], seed: int, draws: int = DRAWS) -> list[RankInterval]:
    """Rank every one of `draws` draws from the normal posteriors of the true scores (higher is better).

    Source: H. Goldstein and D. J. Spiegelhalter, "League tables and their limitations", JRSS A 159 (1996).
    The same seed gives the same bytes: numpy's Generator over PCG64.
    """
    centre, spread = np.asarray(means, float), np.asarray(deviations, float)
    generator = np.random.Generator(np.random.PCG64(seed))
    sample = generator.standard_normal((draws, len(centre))) * spread + centre
    # where chance explains all differences the posteriors coincide; equals take their places by lot, not by their order in the list
    sample += generator.standard_normal(sample.shape) * 1e-9
    ranks = (-sample).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable") + 1
    low, middle, high = np.quantile(ranks, (0.05, 0.5, 0.95), axis=0, method="inverted_cdf").astype(int)
    top = (ranks <= 3).mean(axis=0)
    expected = expected_ranks(means, deviations)
    return [
        RankInterval(int(a), int(b), int(c), float(t), float(e)) for a, b, c, t, e in zip(low, middle, high, top, expected, strict=True)
    ]


def expected_ranks(means: Sequence[float], deviations: Sequence[float]) -> list[float]:
    """r_i = 1 + Σ Φ((m_k − m_i)/√(s_i² + s_k²)) over the others.

    Source: R. Lin, T. A. Louis, S. M. Paddock and G. Ridgeway, "Loss function based ranking in two-stage hierarchical models" (2006).
    """
    m, s2 = np.asarray(means, float), np.asarray(deviations, float) ** 2
    gap, spread = m[None, :] - m[:, None], np.sqrt(s2[None, :] + s2[:, None])
    # where both are certain the better one is better, and equals share the place
    chance = np.where(spread > 0, norm.cdf(gap / np.where(spread > 0, spread, 1)), (np.sign(gap) + 1) / 2)
    np.fill_diagonal(chance, 0)
    return [float(r) for r in 1 + chance.sum(axis=1)]
