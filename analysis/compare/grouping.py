"""Which articles are compared, in which groups, and how the rows of a coded table are counted in them.

Every measure of the package counts through `Groups.tally`, so that all of them agree on three things: an outlet's
repeat of its own article is left out, events are kept apart unless the caller pools them, and zero is a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas.api.typing import DataFrameGroupBy

    from analysis.tables import Coded

UNKNOWN = "unknown"
"""A speaker, an outlet or a side that could not be found: counted and shown, never dropped."""

NO_SIDE = "no_side"
"""A speaker who was found and is of no side of the codebook."""

_IDS = {"articles": "article_id", "quotes": "quote_id", "blame": "blame_id", "roles": "role_id"}


def _keys(by: str) -> list[str]:
    """Return the grouping columns: the event always first, and an article always with its outlet."""
    return list(dict.fromkeys(["event", *(["outlet"] if by == "article_id" else []), by]))


@dataclass(frozen=True)
class Groups:
    """The articles that are compared.

    Attributes
    ----------
    articles
        A row an article: `article_id`, the columns `keys`, `tokens` (body tokens).
    keys
        The columns that make a group, the event first.
    """

    articles: pd.DataFrame
    keys: list[str]

    def totals(self) -> pd.DataFrame:
        """Return `keys`, `articles` and `tokens`: the denominators over which every rate is stated."""
        found = self.articles.groupby(self.keys, sort=True, as_index=False)["tokens"].agg(articles="size", tokens="sum")
        return found[[*self.keys, "articles", "tokens"]]

    def assign(self, data: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of `data` that stand in compared articles, with the columns `keys`."""
        missing = [name for name in self.keys if name != "article_id"]
        kept = data.drop(columns=[name for name in missing if name in data.columns])
        return kept.merge(self.articles[["article_id", *missing]], on="article_id", how="inner")

    def tally(
        self,
        data: pd.DataFrame,
        cell: Sequence[str],
        *,
        sums: Sequence[str] = (),
        cells: pd.DataFrame | None = None,
    ) -> pd.DataFrame:
        """Count rows in each group and cell, zero included.

        Parameters
        ----------
        data
            Rows with `article_id`, `row` and the columns `cell` and `sums`.
        cell
            The columns that make a cell (`side`, `act` ...).
        sums
            Whole numbers to add up within a cell.
        cells
            Cells to report even where nobody has them; the cells that occur are always reported.

        Returns
        -------
        DataFrame
            `keys`, `cell`, `count`, `sums`, `articles_with` (articles with such a row), `articles` and `tokens`
            (the denominators of the group), `rows` (list of row ids). Sorted by group and cell.
        """
        cell = list(cell)
        by = [*self.keys, *cell]
        counted = self.assign(data)
        wanted = counted[cell] if cells is None else pd.concat([counted[cell], cells[cell]])
        grid = self.totals().merge(wanted.drop_duplicates(), how="cross")
        cells_of = counted.assign(_article=counted["article_id"]).groupby(by, sort=False, dropna=False)
        found = cells_of.agg(
            count=("row", "size"), **{name: (name, "sum") for name in sums}, articles_with=("_article", "nunique")
        )
        found["rows"] = row_lists(cells_of, counted["row"])
        result = grid.merge(found.reset_index(), on=by, how="left")
        numbers = ["count", *sums, "articles_with"]
        result[numbers] = result[numbers].fillna(0).astype("int64")
        result["rows"] = [rows if isinstance(rows, list) else [] for rows in result["rows"]]
        result = result[[*by, *numbers, "articles", "tokens", "rows"]]
        return result.sort_values(by, kind="stable", ignore_index=True)


def compared(coded: Coded, by: str = "outlet", *, pool_events: bool = False) -> Groups:
    """Choose the articles to compare and put them into groups.

    An article that repeats another of the same outlet is left out; a wire copy that two outlets print is a choice of
    both and stays. Where the event is not given, the year of publication stands for it.

    Parameters
    ----------
    coded
        A coded corpus.
    by
        The column of `articles` whose values are compared (`"outlet"`, `"article_id"`, `"agency"` ...).
    pool_events
        Put all events into one group, whose name lists them.

    Raises
    ------
    ValueError
        If `articles` has no column `by`.
    """
    articles = coded.articles
    if by not in articles.columns:
        raise ValueError(f"articles has no column {by!r}: compare by one of {', '.join(articles.columns)}")
    outlets = articles["outlet"].fillna(UNKNOWN)
    of_original = articles["duplicate_of"].map(pd.Series(outlets.array, index=articles["article_id"].array))
    repeats = (of_original == outlets).fillna(False).astype(bool)
    year = articles["published"].str.extract(r"(\d{4})", expand=False)
    found = pd.DataFrame({"article_id": articles["article_id"], "outlet": outlets})
    found["event"] = articles["event"].fillna(year).fillna("undated")
    found["tokens"] = articles["n_tokens"].fillna(0).astype("int64")
    if by not in found.columns:
        found[by] = articles[by].fillna(UNKNOWN)
    found = found[~repeats].reset_index(drop=True)
    if pool_events and len(found):
        found["event"] = " + ".join(sorted(found["event"].unique()))
    keys = _keys(by)
    return Groups(found[list(dict.fromkeys(["article_id", *keys, "tokens"]))], keys)


def items(coded: Coded, table: str) -> pd.DataFrame:
    """Return a table with one more column, `row`: the id by which a count leads back to its rows.

    It is the row's own id where the table has one, else `article_id:start-end`.
    """
    data: pd.DataFrame = getattr(coded, table)
    if table in _IDS:
        return data.assign(row=data[_IDS[table]])
    return data.assign(
        row=data["article_id"] + ":" + data["start"].astype("string") + "-" + data["end"].astype("string")
    )


def by_side(data: pd.DataFrame, column: str = "side") -> pd.DataFrame:
    """Return `data` with a row for each side in `column` (`russia|france` counts once for each); `<NA>` is unknown.

    Counts over the result are counts of pairs of a row and a side.
    """
    sides = data[column].fillna(UNKNOWN).str.split("|")
    return data.assign(**{column: sides}).explode(column).drop_duplicates(["row", column]).astype({column: "string"})


def row_lists(groups: DataFrameGroupBy, ids: pd.Series) -> pd.Series:
    """Return the list of ids of each group, in the order of the data; the groups in the order of `groups.agg`."""
    codes = groups.ngroup().to_numpy()
    order = np.argsort(codes, kind="stable")
    ordered, codes = ids.to_numpy(dtype=object)[order], codes[order]
    cuts = [0, *(np.flatnonzero(np.diff(codes)) + 1).tolist(), len(codes)]
    lists = [ordered[start:end].tolist() for start, end in pairwise(cuts)] if len(codes) else []
    return pd.Series(lists, index=groups.size().index, dtype=object)


def share(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Return part / whole, `<NA>` where there is no whole: an outlet without quotations has no share of them."""
    return (part / whole.where(whole > 0)).astype("Float64")
