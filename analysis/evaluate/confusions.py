"""Which codes are taken for which: confusion tables, and an F1 in which rare codes count as much as the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from analysis.evaluate.run import Evaluation

FIELDS = ("kind", "act", "outlet_stance")
"""Fields of quotations whose confusions are counted."""


def confusion(evaluation: Evaluation, field: str) -> pd.DataFrame:
    """Count what was coded (columns) for each code of the gold (rows), over quotations whose content was found."""
    counts = evaluation.counts[evaluation.counts["measure"] == f"{field}_confusion"]
    table = counts.pivot_table(index="by", columns="value", values="coded", aggfunc="sum", fill_value=0).astype(int)
    return table.rename_axis(index="gold", columns="coded")


def macro_f1(table: pd.DataFrame) -> float:
    """Return the mean F1 of the codes that the gold has.

    Parameters
    ----------
    table
        From `confusion`.
    """
    scores = []
    for code in table.index:
        hits = table.loc[code, code] if code in table.columns else 0
        coded = table[code].sum() if code in table.columns else 0
        scores.append(2 * hits / (table.loc[code].sum() + coded))
    return float(sum(scores) / len(scores)) if scores else float("nan")
