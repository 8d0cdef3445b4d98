"""What things are called: toponyms, titles, forces, and the ladder of words for the event itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.compare.grouping import Groups, compared, items, share

if TYPE_CHECKING:
    import pandas as pd

    from analysis.tables import Coded

_MARKS = ("own_voice", "attributed", "scare_quotes", "hedged")


def names_by_outlet(coded: Coded, by: str = "outlet", *, pool_events: bool = False) -> pd.DataFrame:
    """Count the variants under which each outlet names a thing.

    Parameters
    ----------
    coded, by, pool_events
        As in `who_speaks`.

    Returns
    -------
    DataFrame
        `event`, `by`, `referent`, `variant`; `count` of `total` (all names of that referent in that group), `share`;
        of `count`: `own_voice`, `attributed`, `scare_quotes`, `hedged`; `effect` (neutral, legitimising ...);
        `articles_with` of `articles`; `tokens`; `rows` (`article_id:start-end`), `table`.
    """
    groups = compared(coded, by, pool_events=pool_events)
    return _variants(items(coded, "names"), groups)


def _variants(names: pd.DataFrame, groups: Groups) -> pd.DataFrame:
    names = names.assign(
        own_voice=(names["voice"] == "outlet").fillna(False).astype("int64"),
        attributed=(names["voice"] == "attributed").fillna(False).astype("int64"),
        scare_quotes=(names["marking"] == "scare_quotes").fillna(False).astype("int64"),
        hedged=(names["marking"] == "hedged").fillna(False).astype("int64"),
        effect=names["effect"].fillna("neutral"),
    )
    cell = ["referent", "variant", "effect"]
    found = groups.tally(names, cell, sums=_MARKS)
    found["total"] = found.groupby([*groups.keys, "referent"])["count"].transform("sum")
    found["share"] = share(found["count"], found["total"])
    columns = [*groups.keys, *cell, "count", "total", "share", *_MARKS, "articles_with", "articles", "tokens", "rows"]
    return found[columns].assign(table="names")


def event_nouns(coded: Coded, by: str = "outlet", *, pool_events: bool = False) -> pd.DataFrame:
    """Count the nouns by which each outlet calls the event (clashes, escalation, attack, war).

    Parameters
    ----------
    coded, by, pool_events
        As in `who_speaks`.

    Returns
    -------
    DataFrame
        As `names_by_outlet`, for the referent `"event"` alone.
    """
    groups = compared(coded, by, pool_events=pool_events)
    names = items(coded, "names")
    return _variants(names[(names["referent"] == "event").fillna(False)], groups)
