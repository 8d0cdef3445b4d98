"""One article as HTML: its text right to left with the marks in place, and below it the rows one by one."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from analysis.reader.facts import Fact, facts, heading
from analysis.reader.rows import DENSE, LAYERS, LETTERS, Article, Row
from analysis.reader.runs import Run, Span, cut, lines, word_start
from analysis.reader.words import Words, plain, printable, split_controls

_SEGMENT = "segment"
_ORDER = {layer: place for place, layer in enumerate((_SEGMENT, *LAYERS))}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_UNTOLD = ("body", "headline")
"""Kinds of segments that the page does not name: one sees what they are."""


def article_html(article: Article, words: Words) -> str:
    """Return an article as an HTML element; whatever the article says is text in it, never markup.

    Parameters
    ----------
    article
        The article with its rows.
    words
        The words of the page.
    """
    labels = {row.row_id: label(row, words) for row in article.rows}
    told = {row.label: list(facts(row, words, labels)) for row in article.rows}
    return (
        f'<article class="article" aria-label="{attribute(words("one", article=article.article_id))}">\n'
        f"{_head(article, words)}"
        f'<div class="text" dir="rtl" lang="{attribute(article.record.get("language") or "ar")}" role="group" '
        f'aria-label="{attribute(words("text_of"))}">\n'
        f"{''.join(_lines(article, told, words))}</div>\n"
        f"{_evidence(article, told, words)}</article>\n"
    )


def label(row: Row, words: Words) -> str:
    """Return a row's label for the eye: `Q5`, `ق5`."""
    return words(f"letter_{row.label[0]}") + row.label[1:]


def attribute(text: object) -> str:
    """Return text fit for an attribute."""
    return html.escape(plain(str(text)))


def content(text: str) -> str:
    """Return text fit for an element; signs that would turn round what follows are shown instead of obeyed."""
    return "".join(
        f'<span class="control">U+{ord(piece):04X}</span>' if control else html.escape(printable(piece))
        for piece, control in split_controls(text)
    )


def _head(article: Article, words: Words) -> str:
    record = article.record
    parts = [words.labels.outlet(record["outlet"]), words.labels.date(record["published"])]
    if record["event"]:
        parts.append(words.value("event", record["event"]))
    parts.append(words("words", count=f"{record['n_tokens'] or 0:,}"))
    told = " · ".join(f"<bdi>{content(part)}</bdi>" for part in parts)
    title = f"<h2>{content(words('one', article=article.article_id))}</h2>\n<p>{told}</p>\n"
    issues = "".join(
        f'<li lang="en" dir="ltr"><bdi>{content(str(issue["message"] or issue["code"]))}</bdi></li>\n'
        for issue in article.issues
    )
    if issues:
        title += f"<details><summary>{content(words('issues'))}</summary>\n<ul>\n{issues}</ul></details>\n"
    return f"<header>\n{title}</header>\n"


def _lines(article: Article, told: Mapping[str, list[Fact]], words: Words) -> Iterator[str]:
    """Yield the lines of the text as paragraphs."""
    text = article.text
    kinds = [(part["start"], part["end"], str(part["kind"])) for part in article.segments]
    spans = [Span(start, end, _SEGMENT, kind, "") for start, end, kind in kinds if kind != "body"]
    spans += [span for row in article.rows for span in row.spans]
    chips: dict[int, list[Row]] = defaultdict(list)
    for row in article.rows:
        chips[_chip_place(text, row)].append(row)
    before = ""
    for start, end in lines(text):
        first = start + len(text[start:end]) - len(text[start:end].lstrip())
        kind = next((kind for begin, stop, kind in kinds if begin <= first < stop), "")
        tag = ""
        if kind != before and kind and kind not in _UNTOLD:
            name = content(words.value(_SEGMENT, kind))
            tag = f'<span class="kind" lang="{words.lang}" dir="{words.direction}">{name}</span>'
        before = kind
        runs = "".join(
            "".join(_chip(row, told[row.label], words) for row in chips.get(run.start, ())) + _run(text, run)
            for run in cut(start, end, spans, chips)
        )
        if not _RIGHT_TO_LEFT.search(text, start, end):  # the name of a picture, a date
            runs = f'<bdi dir="ltr">{runs}</bdi>'
        yield f'<p class="line {attribute(kind)}">{tag}{runs}</p>\n'


def _chip_place(text: str, row: Row) -> int:
    """Return where a row's label goes: before the word in which the row begins."""
    start = row.start
    while start < row.end and text[start : start + 1].isspace():
        start += 1
    return word_start(text, min(start, len(text)))


def _chip(row: Row, told: Iterable[Fact], words: Words) -> str:
    """Return the label of a row in the text; it takes the focus and tells a screen reader the gist.

    Where a layer has a mark at every other word, the label stays out of sight until it has the focus; it is hidden
    altogether where the script does not run, as in a notebook that was opened and not run.
    """
    gist = ". ".join(f"{fact.name}: {', '.join(value for value, _ in fact.values)}" for fact in list(told)[:2])
    spoken = f"{heading(row, words)} {row.label[1:]}. {gist}"
    shown, hidden = content(label(row, words)), ""
    if row.layer in DENSE:
        shown, hidden = "", f' data-label="{shown}" hidden'
    return (
        f'<button type="button" class="chip {row.layer}" data-row="{row.label}" lang="{words.lang}" '
        f'dir="{words.direction}" aria-label="{attribute(spoken)}"{hidden}>{shown}</button>'
    )


def _run(text: str, run: Run) -> str:
    """Return a run with one element for each layer over it, so that each keeps its own line."""
    marked = content(text[run.start : run.end])
    layers: dict[str, list[Span]] = defaultdict(list)
    for span in run.spans:
        layers[span.layer].append(span)
    for layer in sorted(layers, key=_ORDER.__getitem__, reverse=True):
        parts = sorted({span.part for span in layers[layer]} - {""})
        if layer == _SEGMENT:
            parts = [f"of-{part}" for part in parts]
        elif sum(not span.part for span in layers[layer]) > 1:
            parts.append("deep")
        marked = f'<span class="{attribute(" ".join([layer, *parts]))}">{marked}</span>'
    rows = " ".join(dict.fromkeys(span.row for span in run.spans if span.row))
    return f'<span class="run" data-rows="{rows}">{marked}</span>' if rows else marked


def _evidence(article: Article, told: Mapping[str, list[Fact]], words: Words) -> str:
    """Return the list of all rows: what the notes in the text show, and the whole of it for who does not see them."""
    parts = []
    for table in LETTERS:
        rows = [row for row in article.rows if row.table == table]
        if rows:
            items = "".join(_item(article, row, told[row.label], words) for row in rows)
            parts.append(f"<h3>{content(words(f'table_{table}'))} ({len(rows)})</h3>\n<ul>\n{items}</ul>\n")
    listed = "".join(parts) or f"<p>{content(words('none'))}</p>\n"
    summary = content(words("evidence", count=len(article.rows)))
    return f'<details class="evidence"><summary>{summary}</summary>\n{listed}</details>\n'


def _item(article: Article, row: Row, told: Iterable[Fact], words: Words) -> str:
    fields = "".join(f"<div><dt>{content(fact.name)}</dt><dd>{_values(fact)}</dd></div>" for fact in told)
    return (
        f'<li class="{row.layer}" data-row="{row.label}"><p class="of"><b>{content(label(row, words))}</b> '
        f"{content(heading(row, words))}</p>"
        f'<blockquote dir="rtl" lang="ar">{content(article.text[row.start : row.end])}</blockquote>'
        f"<dl>{fields}</dl></li>\n"
    )


def _values(fact: Fact) -> str:
    return " · ".join(
        f'<bdi lang="ar">{content(value)}</bdi>' if raw else f"<bdi>{content(value)}</bdi>"
        for value, raw in fact.values
    )
