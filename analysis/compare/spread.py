"""Dispersion: whether an outlet uses a term throughout or in a few articles only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.compare.grouping import compared
from analysis.compare.terms import Speech, Terms, select_terms

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from analysis.tables import Coded


def dispersion_measures(counts: ArrayLike, sizes: ArrayLike) -> dict[str, float]:
    """Measure how evenly the occurrences of a term lie in the parts of a corpus.

    Parameters
    ----------
    counts, sizes
        Shape (parts,): occurrences in each part, and its size in words (> 0).

    Returns
    -------
    dict
        `range` (parts that have it), `dp` (deviation of proportions, 0 even to near 1 uneven; Gries 2008), `dp_norm`
        (the same with 1 as its maximum; Lijffijt & Gries 2012), `da` (1 even to 0 uneven; Burch, Egbert & Biber 2017).
        The last three are `nan` for a single part.
    """
    table = pd.DataFrame({"part": range(np.size(counts)), "count": np.asarray(counts), "size": np.asarray(sizes)})
    sizes_of = table.set_index("part")["size"]
    cells = table[table["count"] > 0].assign(term="")
    found = _measure(cells, sizes_of).iloc[0]
    return {name: float(found[name]) for name in ("range", "dp", "dp_norm", "da")}


def dispersion(
    terms: Terms,
    coded: Coded,
    *,
    by: str = "outlet",
    speech: Speech = "all",
    pool_events: bool = False,
    min_count: int = 2,
) -> pd.DataFrame:
    """Measure the dispersion of every term in every group, over its articles.

    A group of a single article is measured over its paragraphs instead, and the column `parts` says so: the two must
    not be compared with each other.

    Parameters
    ----------
    terms, coded, by, speech, pool_events
        As in `keyness`.
    min_count
        Terms that occur less often in the group are left out.

    Returns
    -------
    DataFrame
        `event`, `by`, `term`, `count`, `parts` (`"articles"` or `"paragraphs"`), `n_parts` (those with any term),
        `range`, `dp`, `dp_norm`, `da`.
    """
    groups = compared(coded, by, pool_events=pool_events)
    placed = groups.assign(select_terms(terms, coded, speech))
    many = groups.articles.groupby(groups.keys).size().rename("_articles")
    placed = placed.merge(many.reset_index(), on=groups.keys)
    single = placed["_articles"] == 1
    paragraphs = _paragraphs(placed[single], coded)
    placed["part"] = placed["article_id"].astype(object).where(~single, paragraphs)
    results = []
    for key, rows in placed.groupby(groups.keys, sort=True):
        cells = rows.groupby(["term", "part"]).size().rename("count").reset_index()
        cells = cells[cells.groupby("term")["count"].transform("sum") >= min_count]
        if cells.empty:
            continue
        found = _measure(cells, rows.groupby("part").size()).reset_index()
        found["parts"] = "paragraphs" if rows["_articles"].iloc[0] == 1 else "articles"
        results.append(found.assign(**dict(zip(groups.keys, key, strict=True))))
    columns = [*groups.keys, "term", "count", "parts", "n_parts", "range", "dp", "dp_norm", "da"]
    return pd.concat(results, ignore_index=True)[columns] if results else pd.DataFrame(columns=columns)


def _measure(cells: pd.DataFrame, sizes: pd.Series) -> pd.DataFrame:
    """Measure every term of `cells` (`term`, `part`, `count` > 0) over the parts of `sizes`, in one pass."""
    parts = len(sizes)
    cells = cells.assign(expected=cells["part"].map(sizes / sizes.sum()).astype(float))
    cells["rate"] = cells["count"] / cells["part"].map(sizes).astype(float)
    total = cells.groupby("term")["count"].transform("sum")
    # parts without the term deviate by their whole size; sum over the others and add those
    cells["deviation"] = (cells["expected"] - cells["count"] / total).abs() - cells["expected"]
    # sum over all pairs |r_i - r_j| = sum of (2k - parts - 1) r_k for rates in ascending order k, the zeros first
    absent = parts - cells.groupby("term")["part"].transform("size")
    rank = absent + cells.groupby("term")["rate"].rank(method="first")
    cells["pairs"] = (2 * rank - parts - 1) * cells["rate"]
    found = cells.groupby("term").agg(
        count=("count", "sum"),
        range=("part", "size"),
        dp=("deviation", "sum"),
        rates=("rate", "sum"),
        pairs=("pairs", "sum"),
    )
    found["n_parts"] = parts
    undefined = parts < 2
    found["dp"] = np.nan if undefined else (found["dp"] + 1) / 2
    found["dp_norm"] = np.nan if undefined else found["dp"] / (1 - sizes.min() / sizes.sum())
    found["da"] = np.nan if undefined else 1 - found["pairs"] / ((parts - 1) * found["rates"])
    return found


def _paragraphs(placed: pd.DataFrame, coded: Coded) -> pd.Series:
    """Return for each place the line of its article, the lines counted from 0."""
    texts = coded.articles.set_index("article_id")["text"]
    found = pd.Series(0, index=placed.index, dtype="int64")
    for article_id, rows in placed.groupby("article_id"):
        breaks = np.flatnonzero(np.array(list(texts[article_id])) == "\n")
        found[rows.index] = np.searchsorted(breaks, rows["start"].fillna(0).to_numpy(dtype=np.int64))
    return found
