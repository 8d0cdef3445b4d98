"""Who is absent: not mentioned, or mentioned and not heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.compare.grouping import UNKNOWN, by_side, compared, items
from analysis.compare.voices import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.tables import Coded

_STATES = ("not mentioned", "mentioned, not quoted", "quoted")


def absent(
    coded: Coded, sides: Sequence[str] | None = None, by: str = "outlet", *, pool_events: bool = False
) -> pd.DataFrame:
    """Say of every side how far it is present in every group: silence is a code, not a missing row.

    Parameters
    ----------
    coded, by, pool_events
        As in `who_speaks`.
    sides
        The sides to look for; by default all that are mentioned or quoted anywhere in the corpus.

    Returns
    -------
    DataFrame
        `event`, `by`, `side`; `state`: `"not mentioned"`, `"mentioned, not quoted"` or `"quoted"`; `mentions` in
        `mentioned_in` of `articles`, `sentences` with a mention of `sentences_total`; `quotes`; `tokens`; `rows`
        (mentions, `article_id:start-end`), `table`.
    """
    groups = compared(coded, by, pool_events=pool_events)
    mentions = by_side(items(coded, "mentions"))
    quotes = by_side(said(coded))
    quotes = quotes[quotes["continues_quote_id"].isna()]
    seen = pd.concat([mentions[["article_id", "side"]], quotes[["article_id", "side"]]])
    wanted = sorted(set(groups.assign(seen)["side"]) - {UNKNOWN}) if sides is None else list(sides)
    cells = pd.DataFrame({"side": pd.array(wanted, dtype="string")})
    sentences = mentions.drop_duplicates(["article_id", "sentence_id", "side"])
    found = groups.tally(mentions[mentions["side"].isin(wanted)], ["side"], cells=cells)
    found = found.rename(columns={"count": "mentions", "articles_with": "mentioned_in"})
    for name, rows in {"quotes": quotes, "sentences": sentences}.items():
        counts = groups.tally(rows[rows["side"].isin(wanted)], ["side"], cells=cells)
        found[name] = counts["count"]
    of_group = groups.assign(coded.sentences[["article_id"]]).groupby(groups.keys).size().rename("sentences_total")
    found = found.merge(of_group.reset_index(), on=groups.keys, how="left")
    found["sentences_total"] = found["sentences_total"].fillna(0).astype("int64")
    state = np.select([found["quotes"] > 0, found["mentions"] > 0], _STATES[:0:-1], _STATES[0])
    found["state"] = pd.array(state, dtype="string")
    columns = ["side", "state", "mentions", "mentioned_in", "articles", "sentences", "sentences_total", "quotes"]
    return found[[*groups.keys, *columns, "tokens", "rows"]].assign(table="mentions")
