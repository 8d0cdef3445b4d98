"""Collocations: which words stand near an actor or a word, by outlet, inside and outside quotations."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np

from analysis.tables import INTEGER, NUMBER, STRING
from analysis.words.concordance import places
from analysis.words.lists import row_ids, spoken
from analysis.words.spelling import bare
from analysis.words.stopwords import stop_words
from analysis.words.terms import covered

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.compare.terms import Speech
    from analysis.tables import Coded

_NUMBERS = {
    "count": INTEGER,
    "frequency": INTEGER,
    "nodes": INTEGER,
    "window_tokens": INTEGER,
    "tokens": INTEGER,
    "articles_with": INTEGER,
    "articles": INTEGER,
    "expected": NUMBER,
    "g2": NUMBER,
    "log_ratio": NUMBER,
    "log_dice": NUMBER,
}


def collocations(
    terms: pd.DataFrame,
    coded: Coded,
    query: str | None = None,
    *,
    side: str | None = None,
    window: int = 5,
    by: str = "outlet",
    speech: Speech = "all",
    stop: Collection[str] | None = None,
    min_count: int = 2,
    pool_events: bool = False,
) -> pd.DataFrame:
    """Measure which terms stand near a node more often than elsewhere in the same group of articles.

    Parameters
    ----------
    terms
        From `terms`.
    coded
        The coded corpus that they are from.
    query, side
        The node, as in `concordance`: a word or phrase, or the actors of a side (`"turkey"`).
    window
        Words before and after the node, within its sentence. A word near two nodes counts once.
    by
        The column of `articles` whose values are compared. Events are kept apart unless `pool_events`.
    speech
        `"inside"` takes nodes and neighbours that stand in quotations, `"outside"` the others, `"all"` both.
    stop
        Words that are not listed; by default `stop_words()`. They still fill the window and the counts.
    min_count
        Occurrences near the node.
    pool_events
        Put all events into one group.

    Returns
    -------
    DataFrame
        `event`, `by`, `term`; `count` (near the node), `frequency` (in the group, nodes aside), `nodes`,
        `window_tokens` (words near nodes), `tokens` (words of the group, nodes aside), `articles_with`, `articles`;
        `expected` (count if the term cared nothing for the node), `g2` (Dunning 1993, negative where the term keeps
        away from the node; surface cooccurrence as in Evert 2008), `log_ratio` (near against elsewhere, half an
        occurrence added to each), `log_dice` (Rychlý 2008; 14 where the two stand only together); `rows`
        (`article_id:start-end` of the term), `lemmatiser`.
        Highest `log_dice` first within a group. No p: neighbours of one article are not independent.

    Raises
    ------
    ValueError
        If neither or both of `query` and `side` are given, or `window` is less than 1.
    """
    from analysis.compare.association import log_likelihood, log_ratio
    from analysis.compare.grouping import compared, row_lists

    if window < 1:
        raise ValueError(f"a window has one word or more, not {window}")
    stop = stop_words() if stop is None else stop
    groups = compared(coded, by, pool_events=pool_events)
    # in reading order, because neighbours are rows; measured in the whole text, then told apart by speech
    ordered = terms.sort_values(["article_id", "start"], kind="stable", ignore_index=True)
    centres = spoken(places(ordered, coded, query, side), speech)
    node, near = _near(ordered, centres, window)
    keys = groups.keys
    placed = groups.assign(spoken(ordered.assign(_node=node, _near=near), speech))
    nodes = groups.assign(centres).groupby(keys).size().rename("nodes")
    words = placed[~placed["_node"]]
    totals = words.groupby(keys).agg(tokens=("start", "size"), window_tokens=("_near", "sum"))
    totals = totals.join(nodes).join(groups.articles.groupby(keys).size().rename("articles"))
    frequency = words.groupby([*keys, "term"]).size().rename("frequency")
    kept = words[words["_near"] & (words["pos"] != "digit").fillna(True) & ~words["term"].map(bare).isin(stop)]
    cells = kept.groupby([*keys, "term"], sort=True)
    result = cells.agg(count=("start", "size"), articles_with=("article_id", "nunique"))
    result["rows"] = row_lists(cells, row_ids(kept))
    result = result[result["count"] >= min_count].join(frequency).reset_index().merge(totals.reset_index(), on=keys)
    a, c = result["count"].to_numpy(dtype=float), result["frequency"].to_numpy(dtype=float)
    n, total = result["window_tokens"].to_numpy(dtype=float), result["tokens"].to_numpy(dtype=float)
    result["expected"] = n * c / total
    elsewhere = n < total  # where every word is near a node, nothing tells near from far
    g2 = log_likelihood(*(value[elsewhere] for value in (a, n, c - a, total - n))).g2
    result["g2"] = 0.0
    result.loc[elsewhere, "g2"] = np.sign(a - n * c / total)[elsewhere] * g2
    result["log_ratio"] = log_ratio(a, n, c - a, total - n)
    result["log_dice"] = 14 + np.log2(2 * a / (result["nodes"].to_numpy(dtype=float) + c))
    result["lemmatiser"] = terms["lemmatiser"].iloc[0] if len(terms) else None
    result = result[[*keys, "term", *_NUMBERS, "rows", "lemmatiser"]].astype(
        {**_NUMBERS, "term": STRING, "lemmatiser": STRING}
    )
    ascending = [*([True] * len(keys)), False, False, True]
    return result.sort_values(
        [*keys, "log_dice", "count", "term"], ascending=ascending, kind="stable", ignore_index=True
    )


def _near(terms: pd.DataFrame, nodes: pd.DataFrame, window: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell for each term whether it belongs to a node, and whether it stands within `window` words of one."""
    node, near = np.zeros(len(terms), dtype=bool), np.zeros(len(terms), dtype=bool)
    sentence = (terms["article_id"] + "\t" + terms["sentence_id"]).to_numpy(dtype=object)
    first, stop = covered(terms, nodes)
    for begin, end in zip(first.tolist(), stop.tolist(), strict=True):
        node[begin:end] = True
        low, high = max(0, begin - window), min(len(terms), end + window)
        near[low:high] |= sentence[low:high] == sentence[begin] if begin < len(terms) else False
    return node, near & ~node
