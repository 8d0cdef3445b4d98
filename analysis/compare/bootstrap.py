"""Intervals by resampling whole articles, because the words of one article are not independent of each other."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.compare.floors import MINIMUM_ARTICLES

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

RESAMPLES = 4999
"""Resamples of a bootstrap."""

_CHUNK = 2_000_000  # numbers held at once


class Interval(NamedTuple):
    """A rate and its 95 % interval (`nan` where it is withheld or undefined)."""

    rate: float
    low: float
    high: float


def bootstrap_rate(part: ArrayLike, whole: ArrayLike, *, resamples: int = RESAMPLES, seed: int = 0) -> Interval:
    """Estimate a rate with a BCa interval by resampling articles (Efron 1987; `scipy.stats.bootstrap`).

    An article is a pair of whole numbers: how often the thing occurs in it (`part`) and how often it could have
    (`whole`: words, quoted words, sentences ...). The rate is the sum of parts over the sum of wholes.

    Parameters
    ----------
    part, whole
        Shape (articles,).
    resamples, seed
        Number of resamples, and the seed that makes the interval the same every time.

    Returns
    -------
    Interval
        Without bounds under `MINIMUM_ARTICLES` articles, and where all articles have the same rate.
    """
    from scipy.stats import bootstrap

    parts, wholes = np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
    total = wholes.sum()
    rate = float(parts.sum() / total) if total else np.nan
    if len(parts) < MINIMUM_ARTICLES or not total:
        return Interval(rate, np.nan, np.nan)
    with warnings.catch_warnings():  # all articles alike: scipy warns and gives nan, which is the answer
        warnings.filterwarnings("ignore", message="The BCa confidence interval cannot be calculated")
        warnings.filterwarnings("ignore", message="invalid value encountered", category=RuntimeWarning)
        found = bootstrap(
            (parts, wholes),
            lambda x, y, axis=-1: x.sum(axis=axis) / y.sum(axis=axis),
            paired=True,
            vectorized=True,
            n_resamples=resamples,
            batch=max(1, _CHUNK // len(parts)),
            rng=np.random.default_rng(seed),
        )
    low, high = found.confidence_interval
    return Interval(rate, float(low), float(high))
