"""The verbs that one article gives to the ministries of the two sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis import codebook
from analysis.compare.grouping import compared
from analysis.compare.terms import words
from analysis.compare.voices import UNSTATED, said
from analysis.text import fold

if TYPE_CHECKING:
    import pandas as pd

    from analysis.tables import Coded


def ministries_verbs(coded: Coded, *, pool_events: bool = False) -> pd.DataFrame:
    """Compare, within each article, the reporting verbs given to the state institutions of different sides.

    "Azerbaijan's ministry accused ..., Armenia's ministry said ..." needs no second outlet to be seen. An institution
    is a speaker whose noun phrase is headed by a noun of that kind in the codebook's titles.csv (وزارة، جيش، حكومة).

    Parameters
    ----------
    coded, pool_events
        As in `who_speaks`.

    Returns
    -------
    DataFrame
        `event`, `outlet`, `article_id`, `side`, `speaker` (as first written), `cue_lemma`, `act`, `outlet_stance`,
        `count`; `contrast`: whether a side whose institutions speak in the article is never given that act; `rows`
        (quote ids), `table`. Only articles where institutions of two sides or more speak.
    """
    groups = compared(coded, "article_id", pool_events=pool_events)
    quotes = groups.assign(said(coded))
    quotes = quotes[quotes["speaker"].notna() & quotes["continues_quote_id"].isna()]
    quotes = quotes[_is_institution(quotes["speaker"]) & quotes["side"].notna()]
    quotes = quotes[~quotes["side"].str.contains("|", regex=False)]  # who speaks jointly is not contrasted
    quotes = quotes[quotes.groupby("article_id")["side"].transform("nunique") > 1]
    cell = ["cue_lemma", "act", "outlet_stance"]
    quotes = quotes.assign(**{name: quotes[name].fillna(UNSTATED) for name in cell}).sort_values(
        ["article_id", "start"]
    )
    keys = [*groups.keys, "side", *cell]
    found = quotes.groupby(keys, sort=True).agg(speaker=("speaker", "first"), count=("row", "size"), rows=("row", list))
    found = found.reset_index()
    sides_with = found.groupby(["article_id", "act"])["side"].transform("nunique")
    found["contrast"] = sides_with < found.groupby("article_id")["side"].transform("nunique")
    columns = [*groups.keys, "side", "speaker", *cell, "count", "contrast", "rows"]
    return found[columns].assign(table="quotes")


def _is_institution(speakers: pd.Series) -> pd.Series:
    heads = {fold(row["head"]) for row in codebook.read().rows("titles") if row["kind"] == "institution"}

    def headed(speaker: str) -> bool:
        first = next((term for _, _, term in words(speaker)), "")
        return first in heads or first.removeprefix("ال") in heads

    return speakers.map({speaker: headed(speaker) for speaker in speakers.unique()}).astype(bool)
