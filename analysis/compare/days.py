"""When the articles were published, and what each day's articles hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.compare.grouping import compared, items

if TYPE_CHECKING:
    from analysis.tables import Coded


def timeline(coded: Coded, by: str = "outlet", *, pool_events: bool = False) -> pd.DataFrame:
    """Count articles and what they hold by day of publication.

    Parameters
    ----------
    coded, by, pool_events
        As in `who_speaks`.

    Returns
    -------
    DataFrame
        `event`, `by`, `day` (`YYYY-MM-DD` as given, `<NA>` for the undated, who keep their row); `articles` of
        `articles_total`; `tokens`, `quotes`, `blame`, `blame_own_voice` of that day; `rows` (article ids), `table`.
        Days on which a group published nothing have no row.
    """
    groups = compared(coded, by, pool_events=pool_events)
    day = coded.articles[["article_id", "published"]].rename(columns={"published": "day"})
    articles = groups.articles.merge(day, on="article_id").assign(row=groups.articles["article_id"])
    blame = items(coded, "blame")
    counted = {
        "quotes": coded.quotes[coded.quotes["continues_quote_id"].isna()],
        "blame": blame,
        "blame_own_voice": blame[(blame["voice"] == "outlet").fillna(False)],
    }
    for name, rows in counted.items():
        articles[name] = articles["article_id"].map(rows["article_id"].value_counts()).fillna(0).astype("int64")
    keys = [*groups.keys, "day"]
    found = articles.groupby(keys, dropna=False, sort=True).agg(
        articles=("row", "size"),
        tokens=("tokens", "sum"),
        **{name: (name, "sum") for name in counted},
        rows=("row", list),
    )
    found = found.reset_index().astype({"day": "string"})
    found["articles_total"] = found.groupby(groups.keys)["articles"].transform("sum")
    columns = [*keys, "articles", "articles_total", "tokens", *counted, "rows"]
    return pd.DataFrame(found[columns]).assign(table="articles")
