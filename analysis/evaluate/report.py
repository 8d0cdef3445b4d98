"""An evaluation as text, as a table with readable names, and as a JSON file."""

from __future__ import annotations

import csv
import json
import math
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.evaluate import confusions
from analysis.evaluate.records import LAYERS
from analysis.saving import for_spreadsheet

if TYPE_CHECKING:
    import pandas as pd

    from analysis.evaluate.run import Evaluation


class Measure(NamedTuple):
    """What a measure is called and what it counts."""

    label_en: str
    label_ar: str
    definition: str


@lru_cache(maxsize=1)
def measures() -> dict[tuple[str, str], Measure]:
    """Read the measures' names and definitions: (layer, measure) -> `Measure`."""
    with (Path(__file__).parent / "measures.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["layer"], row["measure"]): Measure(row["label_en"], row["label_ar"], row["definition"])
            for row in csv.DictReader(file)
        }


def table(figures: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """Return the figures that have a name, in the order of `measures.csv`, with it in a column `label`."""
    order = {key: number for number, key in enumerate(measures())}
    keys = list(zip(figures["layer"], figures["measure"], strict=True))
    named = figures.assign(place=[order.get(key, -1) for key in keys])
    named = named[named["place"] >= 0].sort_values(["place", "by", "value"], kind="stable")
    labels = [getattr(measures()[key], f"label_{lang}") for key in zip(named["layer"], named["measure"], strict=True)]
    return named.assign(label=labels).drop(columns="place").reset_index(drop=True)


_BY_PART = ("iou50", "relation", "ascription", "frame")  # the measures that are shown part by part


def text(evaluation: Evaluation) -> str:
    """Lay the figures out for a terminal: a block a layer, a line a measure."""
    lines = [f"{len(evaluation.articles)} articles"]
    if evaluation.missing:
        lines.append(f"not coded, all their rows missed: {', '.join(evaluation.missing)}")
    figures = table(evaluation.figures)
    for layer in LAYERS:
        rows = figures[(figures["layer"] == layer) & ((figures["by"] == "all") | figures["measure"].isin(_BY_PART))]
        rows = rows[~rows["by"].isin(["rule", "side"])]
        if rows.empty:
            continue
        lines += ["", f"{layer:50}{'gold':>6}{'coded':>6}{'P':>7}{'R':>7}{'score':>7}  95 % interval"]
        lines += [_line(row) for row in rows.itertuples(index=False)]
        if layer == "quotes":
            lines += _macro(evaluation)
    return "\n".join(lines)


def _macro(evaluation: Evaluation) -> list[str]:
    """Return a line for each field whose codes are confused, where the gold has it."""
    tables = {field: confusions.confusion(evaluation, field) for field in confusions.FIELDS}
    return [
        f"  {measures()['quotes', field].label_en + ', mean F1 of the codes':74}{confusions.macro_f1(table):.3f}"
        for field, table in tables.items()
        if not table.empty
    ]


def _line(row: Any) -> str:
    part = "" if row.by == "all" else f": {row.value}"
    gold = str(row.gold) if row.gold or not row.coded else ""
    interval = f"{row.low:.3f} to {row.high:.3f}" if not math.isnan(row.low) else ""
    numbers = "".join(f"{'' if math.isnan(n) else format(n, '.3f'):>7}" for n in (row.precision, row.recall, row.score))
    return f"  {row.label + part:48}{gold:>6}{row.coded:>6}{numbers}  {interval}".rstrip()


def as_json(evaluation: Evaluation) -> str:
    """Return the figures as JSON: layer -> measure -> part -> numbers; nothing in it depends on time or place."""
    found: dict[str, Any] = {}
    for row in evaluation.figures.itertuples(index=False):
        part = "all" if row.by == "all" else f"{row.by}={row.value}"
        numbers = {name: _number(getattr(row, name)) for name in ("precision", "recall", "score", "low", "high")}
        entry = {"coded": int(row.coded), "gold": int(row.gold)} | numbers
        found.setdefault(row.layer, {}).setdefault(row.measure, {})[part] = entry
    data = {"articles": len(evaluation.articles), "missing": list(evaluation.missing), "layers": found}
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value), 4)


def agreement(table: pd.DataFrame) -> str:
    """Lay the agreement of two coders out for a terminal."""
    import pandas as pd

    lines = [f"{'layer':10}{'field or code':26}{'items':>6}{'alpha':>7}{'raw':>7}{'prevalence':>12}"]
    for row in table.itertuples(index=False):
        name = row.field if isinstance(row.field, str) else row.code
        alpha = "" if math.isnan(row.alpha) else f"{row.alpha:.2f}"
        note = "" if pd.isna(row.reliable) or row.reliable else "  unreliable"
        lines.append(f"{row.layer:10}{name:26}{row.items:>6}{alpha:>7}{row.raw:>7.2f}{row.prevalence:>12.2f}{note}")
    return "\n".join(lines)


def save(evaluation: Evaluation, coded: str | os.PathLike[str], folder: Path) -> None:
    """Write an evaluation: figures, baselines, calibration and the page of errors."""
    import pandas as pd

    from analysis.evaluate import baselines, calibration, errors
    from analysis.evaluate.coded import read_coded
    from analysis.evaluate.run import by_outlet

    (folder / "accuracy.json").write_text(as_json(evaluation), "utf-8")
    (folder / "errors.html").write_text(errors.page(evaluation), "utf-8")
    layers = [layer for layer in LAYERS if evaluation.outcomes["layer"].eq(layer).any()]
    bins = [calibration.bins(evaluation.outcomes, layer).assign(layer=layer) for layer in layers]
    tables = {
        "figures": table(pd.concat([evaluation.figures, by_outlet(evaluation)], ignore_index=True)),
        "baselines": baselines.table(evaluation.articles, read_coded(coded)),
        "calibration": pd.concat(bins, ignore_index=True),
    }
    for field in confusions.FIELDS if "quotes" in layers else ():
        tables[f"confusion_{field}"] = confusions.confusion(evaluation, field).reset_index()
    for name, data in tables.items():
        for_spreadsheet(data).to_csv(folder / f"{name}.csv", index=False, encoding="utf-8-sig", lineterminator="\n")
