"""How an imported coding differs from the machine's, as lines of a corrections file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from analysis.corrections.lines import Line
from analysis.corrections.recording import deletion
from analysis.evaluate.matching import assign
from analysis.evaluate.spans import iou
from analysis.interchange.documents import FIELDS, Document, Span, from_coded

if TYPE_CHECKING:
    from analysis.tables import Coded

_TABLES = {"quote": ("quotes", "quote_id"), "blame": ("blame", "blame_id")}
_PARTS: dict[str, dict[str, str | None]] = {
    "quote": {"cue": None, "speaker": "side"},
    "blame": {"accuser": "accuser_side", "blamed": "blamed_side"},
}
"""Label -> its links that are columns of the table -> the column that holds their side."""


def differences(document: Document, coded: Coded, by: str) -> Iterator[Line]:
    """Yield the corrections that turn the machine's coding of an article into an imported one.

    Parameters
    ----------
    document
        The imported coding.
    coded
        The machine's.
    by
        The coder's name.
    """
    (machine,) = from_coded(coded, [document.article_id])
    for label, (table, column) in _TABLES.items():
        theirs = [span for span in document.spans if span.label == label]
        ours = [span for span in machine.spans if span.label == label]
        pairs = assign(len(theirs), len(ours), lambda i, j: _alike(document, theirs[i], machine, ours[j]))  # noqa: B023
        data = getattr(coded, table).set_index(column, drop=False)
        for i, j in pairs:
            row = data.loc[ours[j].span_id].to_dict()
            yield from _changes(document, theirs[i], machine, ours[j], deletion(coded, table, row, by))
        for j in sorted(set(range(len(ours))) - {j for _, j in pairs}):
            yield deletion(coded, table, data.loc[ours[j].span_id].to_dict(), by)
        for i in sorted(set(range(len(theirs))) - {i for i, _ in pairs}):
            yield from _additions(document, theirs[i], table, by)


def _alike(document: Document, one: Span, machine: Document, other: Span) -> float:
    """How well two spans answer each other: at least half of their union shared, best with the same linked words."""
    shared = iou((one.start, one.end), (other.start, other.end))
    if shared < 0.5:
        return 0.0
    mine, yours = _parts(document, one), _parts(machine, other)
    return shared + 0.1 * sum(_place(mine.get(name)) == _place(yours.get(name)) for name in _PARTS[one.label])


def _parts(document: Document, owner: Span) -> dict[str, Span]:
    spans = {span.span_id: span for span in document.spans}
    return {link.label: spans[link.target] for link in document.links if link.source == owner.span_id}


def _place(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def _changes(document: Document, one: Span, machine: Document, other: Span, line: Line) -> Iterator[Line]:
    change = replace(line, action="change")
    if _place(one) != _place(other):
        if one.label == "blame":
            yield replace(change, field="act", value=document.text[one.start : one.end], at=one.start)
        else:
            yield replace(change, field="start", value=str(one.start))
            yield replace(change, field="end", value=str(one.end))
    for name in FIELDS[one.label]:
        if name in one.fields and one.fields[name] != other.fields.get(name):
            yield replace(change, field=name, value=one.fields[name])
    mine, yours = _parts(document, one), _parts(machine, other)
    for name, side in _PARTS[one.label].items():
        moved = _place(mine.get(name)) != _place(yours.get(name))
        if moved:
            yield _words(change, document, name, mine.get(name))
        given = mine[name].fields.get("side") if name in mine else None
        known = yours[name].fields.get("side") if name in yours else None
        if side and given and (moved or given != known):
            yield replace(change, field=side, value=given)


def _words(line: Line, document: Document, name: str, span: Span | None) -> Line:
    if span is None:
        return replace(line, field=name, value="")
    return replace(line, field=name, value=document.text[span.start : span.end], at=span.start)


def _additions(document: Document, one: Span, table: str, by: str) -> Iterator[Line]:
    words = document.text[one.start : one.end]
    line = Line(0, document.article_id, document.sha256, table, "add", one.start, one.end, words, by)
    if one.label == "blame":
        yield replace(line, field="act", value=words, at=one.start)
    fields: Mapping[str, Any] = one.fields
    for name in FIELDS[one.label]:
        if name in fields:
            yield replace(line, field=name, value=fields[name])
    parts = _parts(document, one)
    for name, side in _PARTS[one.label].items():
        if name in parts:
            yield _words(line, document, name, parts[name])
            if side and "side" in parts[name].fields:
                yield replace(line, field=side, value=parts[name].fields["side"])
