"""A page that shows every miss, every false row and every wrong field in its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from analysis.evaluate.records import LAYERS
from analysis.evaluate.spans import Span
from analysis.evaluate.units import sentence_at, sentences

if TYPE_CHECKING:
    import pandas as pd

    from analysis.evaluate.run import Evaluation

_KINDS = ("miss", "false", "hit")


def page(evaluation: Evaluation) -> str:
    """Return the page as HTML that needs no other file."""
    texts = {article.article_id: article.text for article in evaluation.articles}
    rows = _errors(evaluation.outcomes)
    template = Template((Path(__file__).parent / "errors.html").read_text("utf-8"))
    layers = [layer for layer in LAYERS if rows["layer"].eq(layer).any()]
    return template.substitute(
        summary="\n".join(_summary(layer, rows) for layer in layers),
        layers="\n".join(part for layer in layers for part in _layer(layer, rows[rows["layer"] == layer], texts)),
    )


def _errors(outcomes: pd.DataFrame) -> pd.DataFrame:
    wrong = outcomes["wrong"].map(bool)
    return outcomes[outcomes["status"].isin(["miss", "false"]) | (outcomes["status"].eq("hit") & wrong)]


def _summary(layer: str, rows: pd.DataFrame) -> str:
    counts = rows[rows["layer"] == layer]["status"].value_counts()
    cells = "".join(f"<td>{counts.get(kind, 0)}</td>" for kind in _KINDS)
    return f'<tr><td><a href="#{layer}">{layer}</a></td>{cells}</tr>'


def _layer(layer: str, rows: pd.DataFrame, texts: Mapping[str, str]) -> Iterator[str]:
    yield f'<h2 id="{layer}">{layer}</h2>'
    for article_id, found in rows.groupby("article_id", sort=False):
        yield f"<h3>{escape(str(article_id))}</h3>"
        for row in found.itertuples(index=False):
            yield _error(row, texts[str(article_id)])


def _error(row: Any, text: str) -> str:
    gold, coded = _span(row.gold_start, row.gold_end), _span(row.coded_start, row.coded_end)
    origin = "" if not isinstance(row.rule_id, str) else f" · {escape(row.rule_id)}"
    head = f"<header>{row.status} · <bdi>{escape(row.code)}</bdi>{origin}</header>"
    sentence = f'<p dir="rtl" lang="ar">{_marked(text, gold, coded)}</p>'
    return f'<article class="{row.status}">{head}{sentence}{_fields(row.wrong)}</article>'


def _span(start: Any, end: Any) -> Span | None:
    import pandas as pd

    return None if pd.isna(start) else (int(start), int(end))


def _marked(text: str, gold: Span | None, coded: Span | None) -> str:
    """Return the sentence or sentences of both spans, each span marked."""
    spans = [span for span in (gold, coded) if span]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    units = sentences(text)
    if units and first < len(text):
        first = min(first, units[sentence_at(text, first)][0])
        last = max(last, units[sentence_at(text, max(first, last - 1))][1])
    cuts = sorted({first, last, *(place for span in spans for place in span)})
    parts = []
    for start, end in pairwise(cuts):
        names = [name for name, span in (("gold", gold), ("coded", coded)) if span and span[0] <= start < span[1]]
        words = escape(text[start:end])
        parts.append(f'<span class="{" ".join(names)}">{words}</span>' if names else words)
    return "".join(parts)


def _fields(wrong: Mapping[str, tuple[str, str]]) -> str:
    if not wrong:
        return ""
    listed = "; ".join(
        f"{escape(field)}: <bdi>{escape(found) or '∅'}</bdi> instead of <bdi>{escape(right) or '∅'}</bdi>"
        for field, (right, found) in wrong.items()
    )
    return f'<div class="fields">{listed}</div>'
