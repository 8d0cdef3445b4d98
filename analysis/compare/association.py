"""Keyness measures on arrays of counts: how much more often a term occurs in one corpus than in another.

`a` occurrences among `n` in the corpus, `b` among `m` in the reference. All functions take arrays that broadcast.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


class LogLikelihood(NamedTuple):
    """G² (one degree of freedom) and its p."""

    g2: Numbers
    p: Numbers


def _floats(*values: ArrayLike) -> list[Numbers]:
    return list(np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in values)))


def log_likelihood(a: ArrayLike, n: ArrayLike, b: ArrayLike, m: ArrayLike) -> LogLikelihood:
    """Return G² of the 2 x 2 table, all four cells (Dunning 1993), from `scipy.stats.power_divergence`.

    It is the `chi2_contingency(lambda_="log-likelihood", correction=False)` of many tables at once, and the
    `log_likelihood` of pandas-association-measures without its sign.
    """
    from scipy.stats import power_divergence

    a, n, b, m = _floats(a, n, b, m)
    share = (a + b) / (n + m)
    varies = (share > 0) & (share < 1)  # a term that is nowhere or everywhere cannot tell the corpora apart
    g2, p = np.zeros(a.shape), np.ones(a.shape)
    a, n, b, m, share = (value[varies] for value in (a, n, b, m, share))
    observed = np.stack([a, n - a, b, m - b])
    expected = np.stack([n * share, n * (1 - share), m * share, m * (1 - share)])
    found = power_divergence(observed, expected, ddof=2, axis=0, lambda_="log-likelihood")
    g2[varies], p[varies] = found.statistic, found.pvalue
    return LogLikelihood(g2, p)


def log_ratio(a: ArrayLike, n: ArrayLike, b: ArrayLike, m: ArrayLike) -> Numbers:
    """Return the binary logarithm of the ratio of the two rates, half an occurrence added to each (Walter 1975).

    1 is twice as often, -1 half as often. 4 of 400 against 0 of 1,826 gives 5.36; without a half it is infinite, and
    with a thousandth, as some programs have it, 14.2.
    """
    a, n, b, m = _floats(a, n, b, m)
    return np.asarray(np.log2((a + 0.5) / (n + 0.5)) - np.log2((b + 0.5) / (m + 0.5)))


def log_ratio_interval(
    a: ArrayLike, n: ArrayLike, b: ArrayLike, m: ArrayLike, *, family: int = 1
) -> tuple[Numbers, Numbers]:
    """Return the exact 95 % interval of the log ratio (conditional Poisson test, Clopper & Pearson bounds).

    Parameters
    ----------
    a, n, b, m
        Counts and sizes.
    family
        The number of intervals that are to hold together (Bonferroni).

    Returns
    -------
    tuple
        Lower bound (`-inf` where `a` is 0) and upper bound (`inf` where `b` is 0).
    """
    from scipy.special import betaincinv

    a, n, b, m = _floats(a, n, b, m)
    tail = 0.025 / family
    with np.errstate(divide="ignore"):
        low = np.where(a > 0, betaincinv(np.maximum(a, 1), b + 1, tail), 0.0)
        # the complement's lower tail, because 1 - tail is not exact where the family is large
        high_complement = np.where(b > 0, betaincinv(np.maximum(b, 1), a + 1, tail), 0.0)
        size = np.log2(m / n)
        return size + np.log2(low) - np.log1p(-low) / np.log(2), size + (
            np.log1p(-high_complement) / np.log(2) - np.log2(high_complement)
        )


def conservative_log_ratio(a: ArrayLike, n: ArrayLike, b: ArrayLike, m: ArrayLike, *, family: int = 1) -> Numbers:
    """Return LRC: the end of the log ratio's interval that is nearer to 0, and 0 where the interval holds it.

    It ranks terms by a difference that is both large and certain (Evert 2022, "Measuring keyness"); the same as
    `corpora::keyness(measure = "LRC", conf.level = .95, p.adjust = family)` in R.
    """
    low, high = log_ratio_interval(a, n, b, m, family=family)
    return np.where(low > 0, low, np.where(high < 0, high, 0.0))


def weighted_log_odds(
    a: ArrayLike, n: ArrayLike, b: ArrayLike, m: ArrayLike, *, prior: ArrayLike, prior_total: ArrayLike
) -> Numbers:
    """Return the z-score of the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008).

    Equations 16, 19, 20 and 22 there: the prior adds `prior` occurrences of the term and `prior_total` words to
    either corpus, so that a rare term needs more than a few occurrences to stand out. `nan` where the term is the
    whole corpus.
    """
    a, n, b, m, alpha, alpha0 = _floats(a, n, b, m, prior, prior_total)
    one, other = a + alpha, b + alpha
    with np.errstate(divide="ignore", invalid="ignore"):
        delta = np.log(one / (n + alpha0 - one)) - np.log(other / (m + alpha0 - other))
        return np.asarray(delta / np.sqrt(1 / one + 1 / other))
