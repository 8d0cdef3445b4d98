"""The comparison as a page for the teacher: to project, to print, to keep."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from analysis.classroom.handout import document
from analysis.classroom.questions import QUESTIONS, meaning, rule, title, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysis.classroom.comparison import Comparison


def page(comparison: Comparison) -> str:
    """Return a page of its own."""
    return document(words("report_title", comparison.lang), fragment(comparison), comparison.lang)


def fragment(comparison: Comparison) -> str:
    """Return the report as an element, for a notebook or a page."""
    lang = comparison.lang
    body = [
        _section("report_agreement", words("report_how", lang), _agreement(comparison), lang),
        _section("report_disagreements", "", _disagreements(comparison), lang),
        _section("report_machine", words("report_machine_how", lang), _machine(comparison), lang),
        _section("report_problems", "", _problems(comparison), lang),
    ]
    direction = "rtl" if lang == "ar" else "ltr"
    return f'<section class="mizan-report" lang="{lang}" dir="{direction}">\n{"".join(body)}</section>\n'


def _section(name: str, how: str, content: str, lang: str) -> str:
    told = f"<p>{html.escape(how)}</p>\n" if how else ""
    return f"<h2>{html.escape(words(name, lang))}</h2>\n{told}{content}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are HTML already."""
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in header)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"


def _text(value: Any) -> str:
    import pandas as pd

    if pd.isna(value):
        return "—"
    return "<br>".join(f"<bdi>{html.escape(line)}</bdi>" for line in str(value).split("\n"))


def _number(value: float) -> str:
    return "—" if value != value else f"{value:.2f}"  # noqa: PLR0124 - not a number


def _sentence(item: str, text: str) -> str:
    name = f"<small><bdi>{html.escape(item)}</bdi></small>"
    return f'<div class="sentence" dir="rtl" lang="ar">{html.escape(text)} {name}</div>'


def _agreement(comparison: Comparison) -> str:
    lang = comparison.lang
    names = ("variable", "items", "alpha", "interval", "raw", "prevalence", "reading")
    rows = [
        (
            _text(row.question),
            str(row.items),
            _number(row.alpha),
            f'<span class="range" dir="ltr">{_number(row.low)} – {_number(row.high)}</span>',
            _number(row.raw),
            _number(row.prevalence) + ("" if row.most is None else f" ({_text(row.most)})"),
            _text(row.reading),
        )
        for row in comparison.agreement.itertuples()
    ]
    return _table([words(name, lang) for name in names], rows)


def _disagreements(comparison: Comparison) -> str:
    lang, data = comparison.lang, comparison.disagreements
    if data.empty:
        return f"<p>{html.escape(words('no_disagreements', lang))}</p>\n"
    parts = []
    for question in QUESTIONS:
        name = title(question, lang)
        rows = data[data["question"] == name].to_dict("records")
        if rows:
            parts.append(f"<h3>{html.escape(name)}</h3>\n<p>{html.escape(rule(question, lang))}</p>\n")
            parts += [_disagreement(row, question, comparison) for row in rows]
    return "".join(parts)


def _disagreement(row: Mapping[str, Any], question: str, comparison: Comparison) -> str:
    """Return a sentence with a row for each code in play: who wrote it, and its rule."""
    lang = comparison.lang
    wrote: dict[str, list[str]] = {}
    for coder in (*comparison.coders, "machine"):
        if isinstance(row[coder], str):
            wrote.setdefault(row[coder], []).append(words("machine", lang) if coder == "machine" else coder)
    cells = [
        (_text(said), ("، " if lang == "ar" else ", ").join(map(_text, names)), _text(_rule(question, said, lang)))
        for said, names in wrote.items()
    ]
    header = [words(name, lang) for name in ("code", "coder", "rule")]
    return f"<article>\n{_sentence(row['item'], row['sentence'])}\n{_table(header, cells)}</article>\n"


def _rule(question: str, said: str, lang: str) -> str | None:
    code = meaning(question, said)
    return rule(question, lang, code) if code else None


def _machine(comparison: Comparison) -> str:
    lang = comparison.lang
    coders = list(dict.fromkeys(comparison.against_machine["coder"]))
    cells = {(row.coder, row.question): row for row in comparison.against_machine.itertuples()}
    rows = [
        (
            _text(words("majority", lang) if coder == "class" else coder),
            *(f"{_number(cells[coder, name].raw)} <small>({cells[coder, name].items})</small>" for name in QUESTIONS),
        )
        for coder in coders
    ]
    found = _table([words("coder", lang), *(title(name, lang) for name in QUESTIONS)], rows)
    if comparison.differences.empty:
        return found
    header = [words(name, lang) for name in ("sentence", "variable", "majority", "machine", "rows")]
    differences = [
        (
            _sentence(row["item"], row["sentence"]),
            *(_text(row[name]) for name in ("question", "class", "machine", "rows")),
        )
        for row in comparison.differences.to_dict("records")
    ]
    return found + _table(header, differences)


def _problems(comparison: Comparison) -> str:
    lang = comparison.lang
    if comparison.problems.empty:
        return f"<p>{html.escape(words('no_problems', lang))}</p>\n"
    rows = [tuple(map(_text, row)) for row in comparison.problems.itertuples(index=False)]
    return _table([words("file", lang), words("row", lang), words("variable", lang), words("problem", lang)], rows)
