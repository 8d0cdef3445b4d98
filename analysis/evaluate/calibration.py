"""Whether the confidence of a row means something, and above which confidence rows are right almost always."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

BINS = 5
PRECISION = 0.97
"""The precision of the operating point: rows above its threshold can be used unread."""


class OperatingPoint(NamedTuple):
    """Rows of this confidence or more are right in `precision` of cases and are `recall` of what there is to find."""

    threshold: float
    precision: float
    recall: float
    rows: int


def bins(outcomes: pd.DataFrame, layer: str, n: int = BINS) -> pd.DataFrame:
    """Measure precision in bins of confidence that hold about as many rows each.

    Parameters
    ----------
    outcomes
        `Evaluation.outcomes`.
    layer, n
        The layer, and the number of bins; fewer where many rows have the same confidence.

    Returns
    -------
    DataFrame
        `low`, `high` (confidence), `rows`, `right`, `precision`, and `confidence`, the mean one.
    """
    import pandas as pd

    rows = _counted(outcomes, layer)
    if rows.empty:
        return pd.DataFrame(columns=["low", "high", "rows", "right", "precision", "confidence"])
    grouped = rows.groupby(pd.qcut(rows["confidence"], n, duplicates="drop", labels=False))
    if not grouped.ngroups:  # a single value
        grouped = rows.groupby(lambda _: 0)
    table = grouped.agg(
        low=("confidence", "min"),
        high=("confidence", "max"),
        rows=("right", "size"),
        right=("right", "sum"),
        precision=("right", "mean"),
        confidence=("confidence", "mean"),
    )
    return table.reset_index(drop=True)


def curve(outcomes: pd.DataFrame, layer: str) -> pd.DataFrame:
    """Measure precision and recall of the rows at or above each confidence, from the highest down.

    Returns
    -------
    DataFrame
        `threshold`, `rows`, `right`, `precision`, `recall`.
    """
    rows = _counted(outcomes, layer)
    total = int((outcomes["layer"].eq(layer) & outcomes["status"].isin(["hit", "miss"])).sum())
    steps = rows.groupby("confidence")["right"].agg(["size", "sum"]).sort_index(ascending=False).cumsum()
    table = steps.rename(columns={"size": "rows", "sum": "right"}).rename_axis("threshold").reset_index()
    return table.assign(precision=table["right"] / table["rows"], recall=table["right"] / total)


def operating_point(outcomes: pd.DataFrame, layer: str, precision: float = PRECISION) -> OperatingPoint | None:
    """Return the lowest threshold from which rows reach a precision; None if none does."""
    table = curve(outcomes, layer)
    good = table[table["precision"] >= precision]
    if good.empty:
        return None
    row = good.iloc[-1]
    return OperatingPoint(float(row["threshold"]), float(row["precision"]), float(row["recall"]), int(row["rows"]))


def _counted(outcomes: pd.DataFrame, layer: str) -> pd.DataFrame:
    """Return the coded rows that count, with whether they are right."""
    rows = outcomes[outcomes["layer"].eq(layer) & outcomes["status"].isin(["hit", "false"])]
    rows = rows[rows["confidence"].notna()]
    return rows.assign(right=rows["status"].eq("hit"), confidence=rows["confidence"].astype(float))
