"""Word lists and n-grams: how often, in how many articles, in which written forms."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Literal

from analysis.tables import INTEGER, NUMBER, STRING
from analysis.words.spelling import bare
from analysis.words.stopwords import stop_words
from analysis.words.terms import TERM_COLUMNS

if TYPE_CHECKING:
    import pandas as pd
    from pandas.api.typing import SeriesGroupBy

    from analysis.compare.terms import Speech
    from analysis.tables import Coded


def word_list(
    terms: pd.DataFrame,
    coded: Coded,
    *,
    by: str = "outlet",
    speech: Speech = "all",
    stop: Collection[str] | None = None,
    min_count: int = 1,
    pool_events: bool = False,
) -> pd.DataFrame:
    """Count terms (or n-grams) in each group of articles.

    Parameters
    ----------
    terms
        From `terms` or `ngrams`.
    coded
        The coded corpus that they are from.
    by
        The column of `articles` whose values are compared. Events are kept apart unless `pool_events`.
    speech
        `"inside"` quotations, `"outside"` them, or `"all"`.
    stop
        Words to leave out, and n-grams that begin or end with one; by default `stop_words()`, an empty set keeps all.
        They still count in `tokens`.
    min_count
        Occurrences in the group.
    pool_events
        Put all events into one group.

    Returns
    -------
    DataFrame
        `event`, `by`, `term`, `pos` (the most frequent one), `count`, `tokens` (all terms of the group that `speech`
        admits), `per_1000`, `articles_with`, `articles`, `forms` (the written forms and their counts), `rows`
        (`article_id:start-end`), `lemmatiser`. Most frequent first within a group.
    """
    from analysis.compare.grouping import compared, row_lists

    stop = stop_words() if stop is None else stop
    groups = compared(coded, by, pool_events=pool_events)
    placed = groups.assign(spoken(terms, speech))
    totals = placed.groupby(groups.keys).size().rename("tokens")
    articles = groups.articles.groupby(groups.keys).size().rename("articles")
    kept = placed[(placed["pos"] != "digit").fillna(True)]
    for edge in ("first", "last") if "first" in kept.columns else ("term",):
        kept = kept[~kept[edge].map(bare).isin(stop)]
    cells = kept.groupby([*groups.keys, "term"], sort=True)
    result = cells.agg(count=("start", "size"), articles_with=("article_id", "nunique"))
    result["pos"] = _ranked(kept, [*groups.keys, "term"], "pos").first()
    forms = _ranked(kept, [*groups.keys, "term"], "surface", counted=True)
    result["forms"] = forms.agg("، ".join)
    result["rows"] = row_lists(cells, row_ids(kept))
    result = result.reset_index().merge(totals, on=groups.keys).merge(articles, on=groups.keys)
    result = result[result["count"] >= min_count]
    result["per_1000"] = 1000 * result["count"] / result["tokens"]
    result["lemmatiser"] = terms["lemmatiser"].iloc[0] if len(terms) else None
    counts = {"count": INTEGER, "tokens": INTEGER, "per_1000": NUMBER, "articles_with": INTEGER, "articles": INTEGER}
    result = result[[*groups.keys, "term", "pos", *counts, "forms", "rows", "lemmatiser"]]
    result = result.astype({**counts, **dict.fromkeys(("term", "pos", "forms", "lemmatiser"), STRING)})
    ascending = [*([True] * len(groups.keys)), False, True]
    return result.sort_values([*groups.keys, "count", "term"], ascending=ascending, kind="stable", ignore_index=True)


def ngrams(
    terms: pd.DataFrame,
    n: int = 2,
    *,
    of: Literal["surface", "term"] = "surface",
) -> pd.DataFrame:
    """Return the runs of `n` words that no sign and no sentence's end interrupts.

    Parameters
    ----------
    terms
        From `terms`.
    n
        2 or more.
    of
        Whether an n-gram is made of the words as written (without vowel signs) or of their terms.

    Returns
    -------
    DataFrame
        The columns of `terms`, so that `word_list` and `keyness` take it: `term` is the n-gram, `surface` the words as
        written, `in_quote` whether all of it stands inside a quotation, `pos` and clitics `<NA>`. Two more columns,
        `first` and `last`, hold the terms of its first and last word.

    Raises
    ------
    ValueError
        If `n` is less than 2, or `of` is neither.
    """
    import pandas as pd

    if n < 2:
        raise ValueError(f"an n-gram has two words or more, not {n}")
    if of not in ("surface", "term"):
        raise ValueError(f"of is {of!r}: use 'surface' or 'term'")
    terms = terms.reset_index(drop=True)
    parts = [terms.shift(-step) for step in range(n)]
    whole = pd.Series(True, index=terms.index)
    for step, part in enumerate(parts):
        whole &= (part["article_id"] == terms["article_id"]) & (part["position"] == terms["position"] + step)
    whole = whole.fillna(False).astype(bool)
    words = [part.loc[whole, of].map(bare) for part in parts]
    result = terms[whole].copy()
    result["term"] = _join(words)
    result["surface"] = _join([part.loc[whole, "surface"] for part in parts])
    result["end"] = parts[-1].loc[whole, "end"]
    result["in_quote"] = pd.concat([part.loc[whole, "in_quote"] for part in parts], axis=1).all(axis=1)
    result[["pos", "proclitics", "enclitic"]] = pd.NA
    result["first"], result["last"] = terms.loc[whole, "term"], parts[-1].loc[whole, "term"]
    return result.astype(TERM_COLUMNS).reset_index(drop=True)


def spoken(terms: pd.DataFrame, speech: Speech) -> pd.DataFrame:
    """Return the terms inside quotations, outside them, or all.

    Raises
    ------
    ValueError
        If `speech` is none of the three.
    """
    if speech not in ("all", "inside", "outside"):
        raise ValueError(f"speech {speech!r} is not known: use 'all', 'inside' or 'outside'")
    return terms if speech == "all" else terms[terms["in_quote"] == (speech == "inside")]


def row_ids(terms: pd.DataFrame) -> pd.Series:
    """Return `article_id:start-end` of each term, by which a count leads back to the text."""
    return terms["article_id"] + ":" + terms["start"].astype("string") + "-" + terms["end"].astype("string")


def _join(words: list[pd.Series]) -> pd.Series:
    joined = words[0]
    for following in words[1:]:
        joined = joined + " " + following
    return joined


def _ranked(data: pd.DataFrame, keys: list[str], column: str, counted: bool = False) -> SeriesGroupBy:
    """Return the values of a column by cell, the commonest first, each with its count if `counted`."""
    counts = data.groupby([*keys, column], sort=True).size().rename("n").reset_index()
    counts = counts.sort_values([*keys, "n", column], ascending=[*([True] * len(keys)), False, True], kind="stable")
    if counted:
        counts[column] = counts[column] + " " + counts["n"].astype("string")
    return counts.groupby(keys, sort=True)[column]
