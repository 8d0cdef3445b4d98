"""Intervals for a proportion of articles or of hand-coded rows, which are independent of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def proportion_interval(
    count: ArrayLike, total: ArrayLike, method: Literal["wilson", "beta"] = "wilson"
) -> pd.DataFrame:
    """Estimate proportions with their 95 % intervals (`statsmodels.stats.proportion.proportion_confint`).

    It does not ask how small the groups are, because a small interval is what `guards.interval` is there to refuse:
    measures call that first. Words of one article are not independent; for them use `bootstrap.bootstrap_rate`.

    Parameters
    ----------
    count, total
        Shape (n,). `total` may be 0: no proportion, no interval.
    method
        `"wilson"` (Wilson 1927), or `"beta"` (Clopper & Pearson 1934), which never covers too little.

    Returns
    -------
    DataFrame
        `count`, `total`, `share`, `low`, `high`.
    """
    from statsmodels.stats.proportion import proportion_confint

    counts, totals = np.atleast_1d(np.asarray(count, dtype=float)), np.atleast_1d(np.asarray(total, dtype=float))
    known = totals > 0
    low, high = np.full(counts.shape, np.nan), np.full(counts.shape, np.nan)
    low[known], high[known] = proportion_confint(counts[known], totals[known], alpha=0.05, method=method)
    proportion = np.divide(counts, totals, out=np.full(counts.shape, np.nan), where=known)
    return pd.DataFrame(
        {
            "count": counts.astype("int64"),
            "total": totals.astype("int64"),
            "share": pd.array(proportion, dtype="Float64"),
            "low": pd.array(low, dtype="Float64"),
            "high": pd.array(high, dtype="Float64"),
        }
    )
