"""Measure what is published and write it: accuracy.json for captions, tests/expected_accuracy.json for the tests.

The gold lies in the project (the seeds, the constructed articles); the development articles lie beside it and are
measured where they are. What is published of a set that is not there is kept.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.evaluate import baselines, calibration, coders, published, robustness
from analysis.evaluate.gold import read_gold
from analysis.evaluate.records import LAYERS, Article
from analysis.evaluate.run import MAIN, Evaluation, evaluate

if TYPE_CHECKING:
    import pandas as pd

EXPECTED = Path("tests/expected_accuracy.json")
TOLERANCE = 0.01
"""How far a guarded figure may fall."""


class Set(NamedTuple):
    """Articles with gold, from the project's folder."""

    name: str
    gold: str
    label_en: str
    label_ar: str


SETS = (
    Set(
        "dev",
        "../shared/dev/annotations.json",
        "{n} development articles",
        "{n} مقالة استُعملت في التطوير",
    ),
    Set(
        "seeds",
        "seeds/gold/adjudicated.json",
        "the {n} seed articles, on which the rules were written",
        "المقالات الـ{n} المرفقة، وعليها كُتبت القواعد",
    ),
    Set("constructed", "tests/constructed", "{n} constructed articles", "{n} مقالة مصوغة للاختبار"),
)
"""Sets in the order of preference: a caption names the first that has the layer."""

GUARDED = {
    "quotes": ("iou50", "cov30", "cov80", "strict", "kind", "cue", "speaker_resolved", "triple"),
    "blame": ("relation", "accuser", "voice"),
    "roles": ("ascription", "party"),
    "names": ("name",),
    "frames": ("frame",),
    "mentions": ("mention",),
}
"""Measures that may not fall by more than `TOLERANCE` without a new expected file."""


def present(root: Path) -> dict[Set, list[Article]]:
    """Read the sets that are there."""
    return {one: read_gold(root / one.gold) for one in SETS if (root / one.gold).exists()}


def measured(articles: list[Article]) -> tuple[Evaluation, list[Article]]:
    """Code the articles of a set and evaluate the result."""
    coded = robustness.code_texts({article.article_id: article.text for article in articles})
    return evaluate(articles, coded), coded


def guarded(evaluation: Evaluation) -> dict[str, float]:
    """Return the guarded figures of an evaluation: `layer.measure` -> score."""
    figures = evaluation.figures
    whole = figures[figures["by"].eq("all") & figures["score"].notna()]
    return {
        f"{row.layer}.{row.measure}": round(float(row.score), 4)
        for row in whole.itertuples(index=False)
        if row.measure in GUARDED[row.layer] and _is_coded(evaluation, row.layer)
    }


def _is_coded(evaluation: Evaluation, layer: str) -> bool:
    return any(layer in article.layers for article in evaluation.articles)


def fallen(expected: dict[str, float], found: dict[str, float]) -> list[str]:
    """Say which figures fell by more than `TOLERANCE`, or are gone."""
    return [
        f"{name}: {found.get(name, float('nan')):.4f}, expected {score:.4f}"
        for name, score in expected.items()
        if not found.get(name, -1.0) >= score - TOLERANCE
    ]


def update(root: Path) -> list[Path]:
    """Measure the sets that are there and write both files.

    Parameters
    ----------
    root
        The project's folder.

    Returns
    -------
    list of Path
        The files that were written.

    Raises
    ------
    FileNotFoundError
        If this is not the project's folder.
    """
    expected_file = root / EXPECTED
    if not expected_file.parent.is_dir() or not (root / "seeds").is_dir():
        raise FileNotFoundError(f"{root} is not the project's folder: run this where seeds/ and tests/ are")
    expected = _read(expected_file)
    data = _read(published.FILE) or {"sets": {}, "layers": {}, "reliability": []}
    for one, articles in present(root).items():
        evaluation, coded = measured(articles)
        expected[one.name] = guarded(evaluation)
        _describe(data, one, evaluation, coded)
    _order(data)
    data["reliability"] = _reliability(root) or data["reliability"]
    _write(expected_file, expected)
    _write(published.FILE, data)
    published.read.cache_clear()
    return [expected_file, published.FILE]


def _describe(data: dict[str, Any], one: Set, evaluation: Evaluation, coded: list[Article]) -> None:
    """Put what was measured on a set where captions and the evaluation notebook look for it."""
    layers = [layer for layer in LAYERS if _is_coded(evaluation, layer)]
    data["sets"][one.name] = {
        "articles": len(evaluation.articles),
        "label_en": one.label_en,
        "label_ar": one.label_ar,
        "baselines": _rows(baselines.table(evaluation.articles, coded)),
        "calibration": {layer: _rows(calibration.bins(evaluation.outcomes, layer)) for layer in layers},
        "operating_points": {layer: _point(evaluation, layer) for layer in layers},
        "robustness": _rows(robustness.robustness(evaluation.articles)),
    }
    for layer in LAYERS:
        data["layers"].setdefault(layer, {}).pop(one.name, None)
        if layer in layers:
            data["layers"][layer][one.name] = _layer(evaluation, layer)


def _layer(evaluation: Evaluation, layer: str) -> dict[str, Any]:
    figures = evaluation.figures
    row = figures[(figures["layer"] == layer) & (figures["measure"] == MAIN[layer]) & (figures["by"] == "all")].iloc[0]
    found = {
        "f1": _number(row["score"]),
        **{name: _number(row[name]) for name in ("low", "high", "precision", "recall")},
    }
    found |= {"gold": int(row["gold"]), "coded": int(row["coded"])}
    found["articles"] = sum(layer in article.layers for article in evaluation.articles)
    if layer == "quotes":
        found |= {f"speaker_{name}": _number(evaluation.figure("quotes", f"speaker_{measure}"))
                  for name, measure in (("right", "resolved"), ("unknown", "unknown"), ("wrong", "wrong"))}  # fmt: skip
    return found


def _point(evaluation: Evaluation, layer: str) -> dict[str, float | None] | None:
    point = calibration.operating_point(evaluation.outcomes, layer)
    return None if point is None else {name: _number(value) for name, value in point._asdict().items()}


def _reliability(root: Path) -> list[dict[str, Any]]:
    """Compare the two coders of the seeds, where both codings are there."""
    files = [root / "seeds" / "gold" / f"coder_{name}.json" for name in "AB"]
    return _rows(coders.compare(*map(read_gold, files))) if all(file.is_file() for file in files) else []


def _order(data: dict[str, Any]) -> None:
    """Put sets in the order of preference, and drop layers that no set has."""
    names = [one.name for one in SETS]
    data["sets"] = {name: data["sets"][name] for name in names if name in data["sets"]}
    data["layers"] = {
        layer: {name: found[name] for name in names if name in found}
        for layer, found in data["layers"].items()
        if found
    }


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as JSON takes them: numbers rounded, missing as null."""
    plain = table.astype(object).where(table.notna(), None)
    return [{name: _number(value) for name, value in row.items()} for row in plain.to_dict("records")]


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        return value
    if isinstance(value, int):
        return value
    return None if math.isnan(value) else round(float(value), 4)


def _read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return data


def _write(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
