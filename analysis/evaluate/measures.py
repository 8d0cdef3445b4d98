"""Figures from counts: precision, recall, F1 and shares, with intervals from resampling whole articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.compare.floors import MINIMUM_ARTICLES

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

RESAMPLES = 1000
SEED = 20201006
KEYS = ["layer", "measure", "by", "value"]
NUMBERS = ["hit_coded", "coded", "hit_gold", "gold"]


def figures(
    counts: pd.DataFrame, articles: Sequence[str], *, resamples: int = RESAMPLES, seed: int = SEED
) -> pd.DataFrame:
    """Sum counts over articles.

    Parameters
    ----------
    counts
        A row an article and measure: `article_id`, then the fields of `Count`.
    articles
        All articles that were compared, also those without a row.
    resamples, seed
        Of the bootstrap over articles; no resamples, no intervals.

    Returns
    -------
    DataFrame
        A row a measure and part: `gold` and `coded` rows, `precision`, `recall`, `score` (F1; where a measure is a
        plain share, it has no `gold` and no `recall`, and `score` is the share), and `low`, `high`: the score's 95 %
        percentile interval, withheld under `MINIMUM_ARTICLES` articles.
    """
    import numpy as np
    import pandas as pd

    cube, names = _cube(counts, articles)
    total = cube.sum(axis=0)
    table = pd.DataFrame(names, columns=KEYS)
    table[["coded", "gold"]] = total[:, [1, 3]].astype(int)
    precision, recall = _ratio(total[:, 0], total[:, 1]), _ratio(total[:, 2], total[:, 3])
    is_share = _is_share(total)
    table["precision"], table["recall"] = precision, recall
    table["score"] = scores(total, is_share)
    low = high = np.full(len(table), np.nan)
    if resamples and len(articles) >= MINIMUM_ARTICLES:
        low, high = _interval(cube, is_share, resamples, seed)
    table["low"], table["high"] = low, high
    return table


def scores(totals: Numbers, is_share: NDArray[np.bool_]) -> Numbers:
    """Return F1, or the share, of sums of shape (..., measures, 4).

    F1 is 0 where nothing that was coded is right, and `nan` where there was nothing to find and nothing coded.
    """
    import numpy as np

    hit_coded, coded, hit_gold, gold = np.moveaxis(totals, -1, 0)
    precision, recall = _ratio(hit_coded, coded), _ratio(hit_gold, gold)
    with np.errstate(invalid="ignore", divide="ignore"):
        f1 = np.where((hit_coded > 0) & (hit_gold > 0), 2 * precision * recall / (precision + recall), 0.0)
    f1 = np.where((coded == 0) & (gold == 0), np.nan, f1)
    return np.where(is_share, precision, f1)


def _cube(counts: pd.DataFrame, articles: Sequence[str]) -> tuple[Numbers, list[tuple[str, ...]]]:
    """Lay the counts out by article and measure: shape (articles, measures, 4)."""
    import numpy as np

    summed = counts.groupby(["article_id", *KEYS], sort=True)[NUMBERS].sum().reset_index()
    keys = list(map(tuple, summed[KEYS].drop_duplicates().sort_values(KEYS).to_numpy()))
    measures = {key: number for number, key in enumerate(keys)}
    rows = {article: number for number, article in enumerate(articles)}
    cube = np.zeros((len(articles), len(keys), len(NUMBERS)))
    for article, *key, hit_coded, coded, hit_gold, gold in summed.itertuples(index=False, name=None):
        cube[rows[article], measures[tuple(key)]] = hit_coded, coded, hit_gold, gold
    return cube, keys


def _is_share(totals: Numbers) -> NDArray[np.bool_]:
    """Tell the measures that have no gold side, as speakers given a match or a rule's precision."""
    is_share: NDArray[np.bool_] = (totals[:, 3] == 0) & (totals[:, 2] == 0) & (totals[:, 1] > 0)
    return is_share


def _ratio(part: Numbers, whole: Numbers) -> Numbers:
    import numpy as np

    with np.errstate(invalid="ignore", divide="ignore"):
        ratio: Numbers = np.where(whole > 0, part / whole, np.nan)
    return ratio


def _interval(cube: Numbers, is_share: NDArray[np.bool_], resamples: int, seed: int) -> tuple[Numbers, Numbers]:
    """Return percentile intervals of all measures at once; a measure undefined in half of the resamples has none."""
    import warnings

    import numpy as np

    rng = np.random.default_rng(seed)
    drawn = np.array(
        [scores(cube[rng.integers(0, len(cube), len(cube))].sum(axis=0), is_share) for _ in range(resamples)]
    )
    with warnings.catch_warnings():  # a measure that is nan in every resample
        warnings.filterwarnings("ignore", message="All-NaN slice", category=RuntimeWarning)
        low, high = np.nanpercentile(drawn, [2.5, 97.5], axis=0)
    defined = np.isfinite(drawn).mean(axis=0) >= 0.5
    return np.where(defined, low, np.nan), np.where(defined, high, np.nan)
