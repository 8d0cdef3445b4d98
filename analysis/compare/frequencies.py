"""Rates and shares of anything that is a row of a coded table, with counts and denominators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.compare import guards
from analysis.compare.grouping import compared, items, share
from analysis.compare.proportions import proportion_interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analysis.tables import Coded


def denominators(coded: Coded, by: str = "outlet", *, pool_events: bool = False) -> pd.DataFrame:
    """Count what rates are stated over.

    Returns
    -------
    DataFrame
        `event`, `by`, `articles`, `tokens` (body tokens: no boilerplate, no repeats), `sentences`, `quotes`.
    """
    groups = compared(coded, by, pool_events=pool_events)
    found = groups.totals()
    for table in ("sentences", "quotes"):
        rows = groups.assign(getattr(coded, table)[["article_id"]])
        found[table] = found.merge(rows.groupby(groups.keys).size().rename("n").reset_index(), how="left")["n"]
        found[table] = found[table].fillna(0).astype("int64")
    return found


def rates(
    coded: Coded,
    table: str,
    cell: Sequence[str],
    *,
    by: str = "outlet",
    pool_events: bool = False,
) -> pd.DataFrame:
    """Count the rows of a table: per 1,000 words, and as a share of articles and of sentences.

    Parameters
    ----------
    coded
        A coded corpus.
    table
        A table of the contract with sentences: `"frames"`, `"names"`, `"mentions"`, `"blame"` ...
    cell
        The columns whose values are counted apart, such as `["frame", "voice"]`.
    by
        The column of `articles` whose values are compared.
    pool_events
        Put all events into one group.

    Returns
    -------
    DataFrame
        `event`, `by`, `cell`; `count`, `per_1000` (over `tokens`); `articles_with`, `articles`, `share_of_articles`
        with a Wilson interval `low`, `high` where the group has enough articles; `sentences_with`, `sentences`,
        `share_of_sentences`; `rows`, `table`.

    Examples
    --------
    >>> rates(coded, "frames", ["frame"])  # doctest: +SKIP
    """
    groups = compared(coded, by, pool_events=pool_events)
    data = items(coded, table)
    found = groups.tally(data, cell)
    keys = [*groups.keys, *cell]
    distinct = groups.assign(data).drop_duplicates([*keys, "article_id", "sentence_id"])
    distinct = distinct[distinct["sentence_id"].notna()].groupby(keys, dropna=False).size().rename("sentences_with")
    found = found.merge(distinct.reset_index(), on=keys, how="left")
    found = found.merge(denominators(coded, by, pool_events=pool_events)[[*groups.keys, "sentences"]], on=groups.keys)
    found["sentences_with"] = found["sentences_with"].fillna(0).astype("int64")
    found["per_1000"] = 1000 * share(found["count"], found["tokens"])
    found["share_of_articles"] = share(found["articles_with"], found["articles"])
    found["share_of_sentences"] = share(found["sentences_with"], found["sentences"])
    bounds = proportion_interval(found["articles_with"], found["articles"])[["low", "high"]]
    enough = found["articles"].map(lambda articles: guards.interval(articles).allowed).astype(bool)
    found[["low", "high"]] = bounds.where(enough)
    order = [*keys, "count", "tokens", "per_1000", "articles_with", "articles", "share_of_articles", "low", "high"]
    order += ["sentences_with", "sentences", "share_of_sentences", "rows"]
    return found[order].assign(table=table)
