"""What a row says of itself, and what fired: a list of fields in the words of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from analysis.reader.rows import Row
from analysis.reader.words import Words

RAW, NUMBER, ROW = "raw", "number", "row"
"""Kinds of values that are no codes: words of the article, a number, another row of the article."""

Part = tuple[str, str]
"""Kind (of labels.csv, or one of the three) and column."""


class Fact(NamedTuple):
    """A field of a row: its name, and its values with whether each is text of the article."""

    name: str
    values: tuple[tuple[str, bool], ...]


class _Field(NamedTuple):
    name: str
    parts: tuple[Part, ...]


def _field(name: str, *parts: Part) -> _Field:
    return _Field(name, parts)


_WITHIN = _field("within", (ROW, "quote_id"))
_WHY = _field("why", ("rule", "rule_id"))
_SURE = _field("confidence", (NUMBER, "confidence"))
_WHERE = _field("where", ("segment", "segment"))

_FIELDS: dict[str, tuple[_Field, ...]] = {
    "quotes": (
        _field("speaker", (RAW, "speaker"), ("actor", "speaker_id"), ("side", "side"), ("sieve", "resolved_by")),
        _field("cue", (RAW, "cue"), ("act", "act"), ("outlet_stance", "outlet_stance")),
        _field("hedge", (RAW, "distancing")),
        _field("relay", (RAW, "relay")),
        _field("medium", ("medium", "medium")),
        _field("within", (ROW, "parent_quote_id")),
        _field("continues", (ROW, "continues_quote_id")),
        _WHERE,
        _field("how", ("polarity", "polarity"), ("boundary", "boundary"), ("flag", "flags")),
        _WHY,
        _SURE,
    ),
    "blame": (
        _field("accuser", (RAW, "accuser"), ("side", "accuser_side")),
        _field("blamed", (RAW, "blamed"), ("side", "blamed_side")),
        _field("act", (RAW, "act"), ("act_code", "act_code")),
        _field("victim", (RAW, "victim"), ("side", "victim_side")),
        _field("voice", ("voice", "voice")),
        _field("how", ("stance", "stance"), ("agency", "agency")),
        _WITHIN,
        _WHY,
        _SURE,
    ),
    "roles": (
        _field("actor", (RAW, "surface"), ("actor", "actor_id"), ("side", "side")),
        _field("role", ("role", "role")),
        _field("toward", ("side", "toward")),
        _field("voice", ("voice", "voice"), ("side", "speaker_side")),
        _field("how", ("polarity", "polarity"), ("modality", "modality"), ("strength", "strength")),
        _WITHIN,
        _WHERE,
        _WHY,
        _SURE,
    ),
    "names": (
        _field("referent", ("referent", "referent")),
        _field("variant", ("variant", "variant")),
        _field("marking", ("marking", "marking")),
        _field("effect", ("effect", "effect")),
        _field("voice", ("voice", "voice")),
        _WITHIN,
        _WHY,
    ),
    "frames": (_field("frame", ("frame", "frame")), _field("voice", ("voice", "voice")), _WITHIN, _WHY),
    "mentions": (
        _field("actor", ("actor", "actor_id")),
        _field("side", ("side", "side")),
        _field("form", ("form", "form")),
    ),
}
"""Table -> its fields, each with its parts, in the order in which a reader asks."""

_EMPTY = {("quotes", "speaker"): "no_speaker", ("blame", "blamed"): "no_blamed", ("roles", "actor"): "no_actor"}
"""A field that is told even where it is empty -> the phrase that tells it: that nobody is named is a finding."""

_SILENT = {("boundary", "hard"), ("polarity", "positive"), ("flags", "headline")}
"""What goes without saying."""


def facts(row: Row, words: Words, labels: Mapping[str, str]) -> Iterator[Fact]:
    """Yield the fields of a row that have a value.

    Parameters
    ----------
    row
        The row.
    words
        The words of the page.
    labels
        Row id -> its label on the page (`"Q5"`).
    """
    for name, parts in _FIELDS[row.table]:
        values = tuple(value for kind, column in parts if (value := _value(row, kind, column, words, labels))[0])
        if not values and (row.table, name) in _EMPTY:
            values = ((words(_EMPTY[row.table, name]), False),)
        if values:
            yield Fact(words(f"field_{name}"), values)
    yield Fact(words("field_row"), ((row.row_id, False),))


def heading(row: Row, words: Words) -> str:
    """Say what kind of row it is."""
    return words.value("kind", row.layer) if row.table == "quotes" else words(f"row_{row.table}")


def _value(row: Row, kind: str, column: str, words: Words, labels: Mapping[str, str]) -> tuple[str, bool]:
    value = row.record.get(column)
    if value is None or (column, value) in _SILENT:
        return "", False
    if kind == RAW:
        return str(value), True
    if kind == NUMBER:
        return f"{value:.2f}", False
    if kind == ROW:
        return labels.get(str(value), str(value)), False
    if kind == "rule":
        return f"{words.value(kind, value)} ({value})", False
    return words.value(kind, value), False
