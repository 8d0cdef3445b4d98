"""Keyness: the terms that one outlet uses more, or less, than the others do on the same event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from analysis.compare import guards
from analysis.compare.association import (
    conservative_log_ratio,
    log_likelihood,
    log_ratio,
    log_ratio_interval,
    weighted_log_odds,
)
from analysis.compare.grouping import compared, row_lists
from analysis.compare.terms import Speech, Terms, select_terms
from analysis.compare.testing import adjust

if TYPE_CHECKING:
    from analysis.tables import Coded

_COUNTS = ["count", "tokens", "per_1000", "count_rest", "tokens_rest", "per_1000_rest"]
_COUNTS += ["articles_with", "articles", "articles_with_rest", "articles_rest"]
_MEASURES = ["g2", "p", "p_adjusted", "family", "log_ratio", "log_ratio_low", "log_ratio_high", "lrc", "log_odds_z"]


def keyness(
    terms: Terms,
    coded: Coded,
    *,
    by: str = "outlet",
    speech: Speech = "all",
    unit: Literal["tokens", "articles"] = "tokens",
    pool_events: bool = False,
    min_count: int = 2,
) -> pd.DataFrame:
    """Compare every group with all the others on the same event, term by term.

    Parameters
    ----------
    terms, speech
        What is counted: see `select_terms`. The size of a corpus is its number of such terms.
    coded
        A coded corpus.
    by
        The column of `articles` whose values are compared; any number of them.
    unit
        What the measures count: occurrences, or articles that have the term. An article that repeats a word ten times
        is one witness, so `"articles"` is the better one as soon as outlets have some dozens of them
        (Egbert & Biber 2019; Evert 2022).
    pool_events
        Put all events into one group.
    min_count
        Terms that occur less often in the event are left out, and out of the family of tests.

    Returns
    -------
    DataFrame
        `event`, `by`, `term`; `count`, `tokens`, `per_1000` and the same of the rest (`count_rest` ...);
        `articles_with`, `articles` and `..._rest`; `unit`; the measures: `g2` with `p` and `p_adjusted` (Benjamini &
        Hochberg over the `family` of all tests of the event), `log_ratio` with its 95 % interval, `lrc` (over the
        family), `log_odds_z` (its prior: the event's own counts; a model of
        tokens, so `<NA>` for articles); `lemmatiser` (what made the terms, `<NA>` where they say nothing of it);
        `rows` (`article_id:start-end`), `table`. Sorted by `lrc` within a group. `p` is `<NA>` where `guards.p_value`
        refuses it, the interval where `guards.interval` does. An event that only one group reports has no rows: there
        is nothing to compare it with.

    Raises
    ------
    ValueError
        If `unit` is neither, or `by` is the event.
    """
    if unit not in ("tokens", "articles"):
        raise ValueError(f"unit {unit!r} is not known: use 'tokens' or 'articles'")
    if by == "event":
        raise ValueError("keyness compares groups within an event: give another column, such as by='outlet'")
    groups = compared(coded, by, pool_events=pool_events)
    placed = groups.assign(select_terms(terms, coded, speech))
    parts = [
        _compare(groups.articles[groups.articles["event"] == event], rows, groups.keys, unit, min_count)
        for event, rows in placed.groupby("event", sort=True)
    ]
    columns = [*groups.keys, "term", *_COUNTS, "unit", *_MEASURES, "lemmatiser", "rows", "table"]
    result = pd.concat([pd.DataFrame(columns=columns), *parts]) if not any(map(len, parts)) else pd.concat(parts)
    ascending = [*([True] * len(groups.keys)), False, False, True]
    made: object = pd.NA
    if isinstance(terms, pd.DataFrame) and len(terms) and "lemmatiser" in terms.columns:
        made = terms["lemmatiser"].iloc[0]
    result = result.assign(unit=unit, table="terms", lemmatiser=made).astype({"lemmatiser": "string"})[columns]
    return result.sort_values(
        [*groups.keys, "lrc", "log_odds_z", "term"], ascending=ascending, kind="stable", ignore_index=True
    )


def _compare(articles: pd.DataFrame, placed: pd.DataFrame, keys: list[str], unit: str, min_count: int) -> pd.DataFrame:
    """Compare the groups of one event: a row a group and term."""
    totals = placed.groupby(keys).size().rename("tokens").to_frame()
    totals = articles.groupby(keys).size().rename("articles").to_frame().join(totals).fillna(0).reset_index()
    total = placed["term"].value_counts()
    kept = placed[placed["term"].isin(total.index[total >= min_count])]
    if len(totals) < 2 or kept.empty:
        return pd.DataFrame()
    vocabulary = pd.DataFrame({"term": kept["term"].unique()})
    place = kept["article_id"] + ":" + kept["start"].astype("string") + "-" + kept["end"].astype("string")
    cells = kept.assign(_article=kept["article_id"]).groupby([*keys, "term"], sort=False)
    counts = cells.agg(count=("_article", "size"), articles_with=("_article", "nunique"))
    counts["rows"] = row_lists(cells, place)
    found = totals.merge(vocabulary, how="cross").merge(counts.reset_index(), on=[*keys, "term"], how="left")
    found["rows"] = [rows if isinstance(rows, list) else [] for rows in found["rows"]]
    counted = ["count", "articles_with"]
    found[counted] = found[counted].fillna(0)
    found[["count", "articles_with", "tokens", "articles"]] = found[
        ["count", "articles_with", "tokens", "articles"]
    ].astype("int64")
    for name in counted:
        found[f"{name}_rest"] = found.groupby("term")[name].transform("sum") - found[name]
    for name in ("tokens", "articles"):
        found[f"{name}_rest"] = int(totals[name].sum()) - found[name]
    for side in ("", "_rest"):
        tokens = found[f"tokens{side}"]
        found[f"per_1000{side}"] = (1000 * found[f"count{side}"] / tokens.where(tokens > 0)).astype("Float64")
    return _measure(found[(found["tokens"] > 0) & (found["tokens_rest"] > 0)].copy(), unit)


def _measure(found: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Add the measures."""
    names = ("count", "tokens") if unit == "tokens" else ("articles_with", "articles")
    a, n, b, m = (found[name].to_numpy(dtype=np.float64) for part in ("", "_rest") for name in _pair(names, part))
    family = len(found)
    found["family"] = family
    found["g2"], p = log_likelihood(a, n, b, m)
    found["log_ratio"] = log_ratio(a, n, b, m)
    low, high = log_ratio_interval(a, n, b, m)
    found["lrc"] = conservative_log_ratio(a, n, b, m, family=family)
    z = weighted_log_odds(a, n, b, m, prior=a + b, prior_total=n + m)
    found["log_odds_z"] = pd.Series(z if unit == "tokens" else np.nan, index=found.index, dtype="Float64")
    sizes = list(zip(found["articles"].tolist(), found["articles_rest"].tolist(), strict=True))
    testable = {size: guards.p_value([size]).allowed for size in set(sizes)}
    drawable = {size: guards.interval(min(size)).allowed for size in set(sizes)}
    found["p"] = pd.Series(p, index=found.index, dtype="Float64").where([testable[size] for size in sizes])
    found["p_adjusted"] = adjust(found["p"])
    shown = [drawable[size] for size in sizes]
    found["log_ratio_low"] = pd.Series(low, index=found.index, dtype="Float64").where(shown)
    found["log_ratio_high"] = pd.Series(high, index=found.index, dtype="Float64").where(shown)
    return found


def _pair(names: tuple[str, str], part: str) -> tuple[str, str]:
    return f"{names[0]}{part}", f"{names[1]}{part}"
