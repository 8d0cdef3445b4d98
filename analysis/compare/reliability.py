"""Agreement of coders on the same items: Krippendorff's alpha beside raw agreement and prevalence.

Alpha alone misleads where one code is nearly always right, raw agreement alone always does; so the three travel
together.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

UNRELIABLE = 0.667
"""Alpha below which a layer or code is not to be relied on (Krippendorff 2004)."""


class Agreement(NamedTuple):
    """Agreement on one nominal variable.

    Attributes
    ----------
    items
        Items coded by two coders or more.
    alpha
        Krippendorff's alpha; `nan` where all coders used a single code throughout.
    low, high
        95 % percentile interval from resampling items.
    raw
        Share of pairs of codings that are equal.
    prevalence
        Share of the most frequent code: what always saying it would score.
    """

    items: int
    alpha: float
    low: float
    high: float
    raw: float
    prevalence: float


def agreement(codings: pd.DataFrame, *, resamples: int = 199, seed: int = 0) -> Agreement:
    """Measure agreement on a nominal variable with NLTK's alpha.

    Parameters
    ----------
    codings
        A row an item, a column a coder; `<NA>` where a coder did not code the item.
    resamples, seed
        For the interval.
    """
    coded = codings[codings.notna().sum(axis=1) >= 2].astype(object)
    if coded.empty:
        return Agreement(0, np.nan, np.nan, np.nan, np.nan, np.nan)
    labels = [[str(label) for label in row if not pd.isna(label)] for row in coded.to_numpy()]
    counts = [Counter(row) for row in labels]
    pairs = sum(sum(counter.values()) * (sum(counter.values()) - 1) for counter in counts)
    equal = sum(n * (n - 1) for counter in counts for n in counter.values())
    total = sum(counts, Counter[str]())
    rng = np.random.default_rng(seed)
    drawn = (_alpha([labels[i] for i in rng.integers(0, len(labels), len(labels))]) for _ in range(resamples))
    alphas = [alpha for alpha in drawn if not np.isnan(alpha)]
    low, high = np.quantile(alphas, [0.025, 0.975]) if alphas else (np.nan, np.nan)
    prevalence = max(total.values()) / sum(total.values())
    return Agreement(len(labels), _alpha(labels), float(low), float(high), equal / pairs, prevalence)


def _alpha(labels: Sequence[Sequence[str]]) -> float:
    """Return Krippendorff's alpha of items with their codes; `nan` (NLTK says 1) where only one code is in use."""
    from nltk.metrics.agreement import AnnotationTask

    if len({label for row in labels for label in row}) < 2:
        return float("nan")
    codings = ((str(coder), str(item), label) for item, row in enumerate(labels) for coder, label in enumerate(row))
    return float(AnnotationTask(codings).alpha())
