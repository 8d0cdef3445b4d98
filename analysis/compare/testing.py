"""Tests of a table of counts, effect sizes, and the price of testing often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.floors import ALPHA

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


class Association(NamedTuple):
    """How strongly the rows and columns of a table of counts hang together.

    Attributes
    ----------
    n
        Sum of the table.
    test
        `"fisher"` for a 2 x 2 table, else `"chi2"`.
    p
        Two-sided; it takes every count for independent, so count articles, not words. `nan` where no table with these
        sums could give one of `ALPHA` or less, or (chi-squared) the expected counts are too small (Cochran 1954).
    cramers_v
        0 none, 1 complete (Cramér 1946).
    odds_ratio
        Of a 2 x 2 table, `nan` otherwise.
    smallest_expected
        The smallest count that chance would give.
    """

    n: int
    test: str
    p: float
    cramers_v: float
    odds_ratio: float
    smallest_expected: float


def association(table: ArrayLike) -> Association:
    """Test a table of counts of articles: Fisher's exact test for 2 x 2, chi-squared for larger (`scipy.stats`).

    Parameters
    ----------
    table
        Shape (rows, columns), whole numbers >= 0.

    Raises
    ------
    ValueError
        If a row or column is empty or the table has fewer than two of either.
    """
    from scipy import stats

    counts = np.asarray(table, dtype=np.int64)
    if counts.ndim != 2 or min(counts.shape) < 2 or not (counts.sum(0).all() and counts.sum(1).all()):
        raise ValueError(f"a table of counts needs two rows and columns and none of them empty, not {counts.tolist()}")
    frequencies = stats.contingency.expected_freq(counts)
    expected = float(frequencies.min())
    v = float(stats.contingency.association(counts, method="cramer"))
    if counts.shape == (2, 2):
        found = stats.fisher_exact(counts)
        p = float(found.pvalue) if _fisher_floor(counts) <= ALPHA else float("nan")
        return Association(int(counts.sum()), "fisher", p, v, float(found.statistic), expected)
    trusted = expected >= 1 and (frequencies < 5).mean() <= 0.2
    p = float(stats.chi2_contingency(counts, correction=False).pvalue) if trusted else float("nan")
    return Association(int(counts.sum()), "chi2", p, v, float("nan"), expected)


def _fisher_floor(counts: NDArray[np.int64]) -> float:
    """Return the smallest p that a 2 x 2 table with these sums could give: that of its most lopsided filling."""
    from scipy import stats

    (row, other), column = counts.sum(1), counts.sum(0)[0]
    found = []
    for corner in (max(0, column - other), min(row, column)):
        filled = [[corner, row - corner], [column - corner, other - column + corner]]
        found.append(float(stats.fisher_exact(np.array(filled)).pvalue))
    return min(found)


def adjust(p: pd.Series, method: Literal["BH", "Holm"] = "BH") -> pd.Series:
    """Adjust p-values for the number of tests; `<NA>` (no test made) stays and is not counted.

    Parameters
    ----------
    p
        The p-values of one family.
    method
        `"BH"` controls the share of false discoveries in exploration (Benjamini & Hochberg 1995); `"Holm"`, the
        chance of any false one among tests named beforehand (Holm 1979).
    """
    from statsmodels.stats.multitest import multipletests

    adjusted = pd.Series(pd.NA, index=p.index, dtype="Float64")
    made = p.notna()
    if made.any():
        name = {"BH": "fdr_bh", "Holm": "holm"}[method]
        adjusted[made] = multipletests(p[made].astype(float), method=name)[1]
    return adjusted


def cliffs_delta(first: ArrayLike, second: ArrayLike) -> float:
    """Return how much more often a value of `first` exceeds one of `second` than the reverse, -1 to 1 (Cliff 1993).

    Parameters
    ----------
    first, second
        A value for each article, such as its share of quoted words given to one side.
    """
    from scipy.stats import mannwhitneyu

    x, y = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if not len(x) or not len(y):
        return float("nan")
    return float(2 * mannwhitneyu(x, y).statistic / (len(x) * len(y)) - 1)
