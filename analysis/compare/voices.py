"""Who is given the floor, and with which verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from analysis.compare.grouping import NO_SIDE, Groups, by_side, compared, items, share
from analysis.text import TOKEN

if TYPE_CHECKING:
    import pandas as pd

    from analysis.tables import Coded

UNSTATED = "unstated"
"""A quotation without a reporting verb, such as `X: ...` in a headline."""


def count_words(texts: pd.Series) -> pd.Series:
    """Return the number of words in each text, as `analysis.text` cuts them (marks are not words)."""
    return texts.fillna("").map(lambda text: sum(m.group()[0].isalnum() for m in TOKEN.finditer(text))).astype("int64")


def said(coded: Coded) -> pd.DataFrame:
    """Return the quotations with their `row`, without what somebody is reported not to have said (لم يؤكد أن).

    A speaker who was found and is of no side of the codebook has the side `NO_SIDE`.
    """
    quotes = items(coded, "quotes")
    quotes = quotes.assign(side=quotes["side"].mask(quotes["side"].isna() & quotes["speaker"].notna(), NO_SIDE))
    return quotes[(quotes["polarity"] != "negated").fillna(True)]


def who_speaks(coded: Coded, by: str = "outlet", *, pool_events: bool = False) -> pd.DataFrame:
    """Count the words that each outlet reports from each side.

    A quotation inside another belongs to the outer speaker, whose words they are in the article; so it is not counted
    again. A quotation split by its speaker's clause is one; what somebody is reported not to have said is none.
    Coordinated speakers (`russia|france`) count once for each side, and shares are over pairs of a quotation and a
    side, so that they add up to 1.

    Parameters
    ----------
    coded
        A coded corpus.
    by
        The column of `articles` whose values are compared.
    pool_events
        Put all events into one group.

    Returns
    -------
    DataFrame
        `event`, `by`, `side` (`"no_side"` where the speaker is of no side of the codebook, `"unknown"` where none was
        found); `quotes` of `quotes_total`, `words` of `words_total`, `share` (`<NA>` where nobody is quoted);
        `articles_with` of `articles`; `tokens` (the group's body words); `rows` (quote ids), `table`. Sides with
        nothing in one outlet but something in another have 0.
    """
    groups = compared(coded, by, pool_events=pool_events)
    quotes = said(coded)
    quotes = quotes[quotes["parent_quote_id"].isna()]
    quotes = quotes.assign(words=count_words(quotes["text"]), quotes=_begins(quotes))
    found = groups.tally(by_side(quotes), ["side"], sums=["quotes", "words"])
    for name in ("quotes", "words"):
        found[f"{name}_total"] = found.groupby(groups.keys)[name].transform("sum")
    found["share"] = share(found["words"], found["words_total"])
    columns = ["side", "quotes", "quotes_total", "words", "words_total", "share", "articles_with", "articles", "tokens"]
    return found[[*groups.keys, *columns, "rows"]].assign(table="quotes")


def verbs_by_side(
    coded: Coded,
    by: str = "outlet",
    *,
    verb: Literal["act", "cue_lemma", "outlet_stance"] = "act",
    pool_events: bool = False,
) -> pd.DataFrame:
    """Count the reporting verbs with which each outlet introduces each side, nested quotations included.

    Parameters
    ----------
    coded, by, pool_events
        As in `who_speaks`.
    verb
        What is counted: the speaker's act, the verb itself, or the outlet's stance to the statement.

    Returns
    -------
    DataFrame
        `event`, `by`, `side`, the column `verb` (`"unstated"` where no verb introduces the quotation); `count` of
        `total` (of that side in that group), `share`; `articles_with` of `articles`; `tokens`; `rows`, `table`.
    """
    groups = compared(coded, by, pool_events=pool_events)
    quotes = said(coded)
    quotes = quotes[_begins(quotes) == 1]
    quotes = quotes.assign(**{verb: quotes[verb].fillna(UNSTATED)})
    found = groups.tally(by_side(quotes), ["side", verb])
    return _shared(found, groups, ["side"], ["side", verb]).assign(table="quotes")


def _begins(quotes: pd.DataFrame) -> pd.Series:
    """1 where a quotation begins, 0 where a row continues one."""
    return quotes["continues_quote_id"].isna().astype("int64")


def _shared(found: pd.DataFrame, groups: Groups, within: list[str], cell: list[str]) -> pd.DataFrame:
    """Add `total` (the count within the group and `within`) and `share`."""
    found["total"] = found.groupby([*groups.keys, *within])["count"].transform("sum")
    found["share"] = share(found["count"], found["total"])
    columns = [*groups.keys, *cell, "count", "total", "share", "articles_with", "articles", "tokens", "rows"]
    return found[columns]
