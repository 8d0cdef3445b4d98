"""Two codings of the same articles against each other: alpha, raw agreement, prevalence, by layer and by code.

Spans need not be the same for two coders to agree. So a layer is compared on units that both had before them:
quotations, names and mentions on the words of an article, blame and frames on its sentences, roles on each side in a
sentence. What was coded there (the act of a quotation, the voice of a frame) is compared where both coded it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from analysis.evaluate.coded import join
from analysis.evaluate.labels import normal
from analysis.evaluate.matching import assign
from analysis.evaluate.records import FIELDS, LAYERS, Article, Label
from analysis.evaluate.spans import Span, iou, overlap
from analysis.evaluate.units import sentence_at, sentences, words

if TYPE_CHECKING:
    import pandas as pd

NOTHING = "none"
FEW = 5
"""Codings of a code, over both coders, below which nothing is said of its reliability."""


class _Layer(NamedTuple):
    """How a layer is compared: its unit, the field of its code, the fields that are judged, and what two rows share."""

    unit: str
    code: str
    fields: tuple[str, ...]
    same: tuple[str, ...] = ()


_LAYERS = {
    "quotes": _Layer("word", "kind", ("kind", "act", "outlet_stance", "side")),
    "blame": _Layer("sentence", "is", ("voice", "stance", "agency", "accuser_side", "blamed_side")),
    "roles": _Layer("side in a sentence", "role", FIELDS["roles"][1:], ("side",)),
    "names": _Layer("word", "class", ("voice", "marking", "effect")),
    "frames": _Layer("sentence", "frame", ("voice",), ("frame",)),
    "mentions": _Layer("word", "side", ("form",), ("side",)),
}


class _Unit(NamedTuple):
    """Something that both coders had before them, and what each coded there."""

    layer: str
    field: str
    unit: str
    one: tuple[str, ...]
    other: tuple[str, ...]


def compare(one: Sequence[Article], other: Sequence[Article]) -> pd.DataFrame:
    """Measure the agreement of two codings.

    Parameters
    ----------
    one, other
        Codings of the same articles, from `read_gold`.

    Returns
    -------
    DataFrame
        `layer`, `field` (missing for the layer itself), `code` (`all`, or one code, given or not), `unit`, `items`,
        `alpha`, `raw`, `prevalence` (of one code: how often both coders together gave it; else the share of the most
        frequent one) and `reliable`: whether alpha reaches .667. That is missing where a code was given fewer than
        `FEW` times, and where all units have the same code: nothing can be told from them. No interval is given: the
        words and sentences of an article are not independent of each other, and articles are too few to resample.
    """
    import pandas as pd

    from analysis.compare.reliability import UNRELIABLE, agreement

    found = join(one, other)
    pairs = [(article, found[article.article_id]) for article in one if article.article_id in found]
    units = [unit for pair in pairs for layer in LAYERS for unit in _units(layer, *pair)]
    rows = []
    for (layer, field, code, unit), values in _variables(units).items():
        measured = agreement(pd.DataFrame(values, columns=["one", "other"]), resamples=0)
        given = sum(value != NOTHING for pair in values for value in pair)
        prevalence = measured.prevalence if code == "all" else given / (2 * len(values))
        known = given >= FEW and not pd.isna(measured.alpha)
        reliable = measured.alpha >= UNRELIABLE if known else None
        rows.append(
            (layer, field or None, code, unit, measured.items, measured.alpha, measured.raw, prevalence, reliable)
        )
    columns = "layer field code unit items alpha raw prevalence reliable".split()
    return pd.DataFrame(rows, columns=columns).astype({"field": "string", "reliable": "boolean"})


def _variables(units: Iterable[_Unit]) -> dict[tuple[str, str, str, str], list[tuple[str, str]]]:
    """Put the units of a layer or field together: all codes at once, then each code by itself."""
    grouped: dict[tuple[str, str, str], list[_Unit]] = {}
    for unit in units:
        grouped.setdefault((unit.layer, unit.field, unit.unit), []).append(unit)
    variables = {}
    for (layer, field, name), members in grouped.items():
        together = [("+".join(unit.one) or NOTHING, "+".join(unit.other) or NOTHING) for unit in members]
        variables[layer, field, "all", name] = together
        codes = sorted({code for unit in members for code in (*unit.one, *unit.other)})
        if not field and len(codes) > 1:
            for code in codes:
                variables[layer, field, code, name] = [
                    (code if code in unit.one else NOTHING, code if code in unit.other else NOTHING) for unit in members
                ]
    return variables


def _units(layer: str, one: Article, other: Article) -> Iterator[_Unit]:
    """Yield the units of a layer in an article that both coded, then the fields of the rows that both have."""
    if layer not in one.layers & other.layers:
        return
    how, text = _LAYERS[layer], one.text
    codings = _rows(layer, one), _rows(layer, other)
    if how.unit == "word":
        for word in words(text):
            yield _unit(layer, codings, partial(_meets, word))
    elif how.unit == "sentence":
        for number in range(len(sentences(text))):
            yield _unit(layer, codings, partial(_begins_in, text, number))
    else:
        mentioned = [(row, _rows("mentions", coding)) for row, coding in zip(codings, (one, other), strict=True)]
        places = {_place(text, row) for layers in mentioned for rows in layers for row in rows}
        for place in sorted(places):
            yield _unit(layer, codings, partial(_is_at, text, place))
    yield from _fields(layer, *codings)


def _rows(layer: str, article: Article) -> list[Label]:
    """Return the rows of any layer as spans with codes."""
    if layer == "quotes":
        return [Label(row.raw, {**row.labels, "kind": row.kind}) for row in article.quotes]
    if layer == "blame":
        return [Label(row.act, {**row.labels, "voice": row.voice, "is": "blame"}) for row in article.blame]
    return list(article.labels.get(layer, ()))


def _meets(word: Span, row: Label) -> bool:
    return overlap(word, row.span) > 0


def _begins_in(text: str, number: int, row: Label) -> bool:
    return sentence_at(text, row.span[0]) == number


def _is_at(text: str, place: tuple[int, str], row: Label) -> bool:
    return _place(text, row) == place


def _place(text: str, row: Label) -> tuple[int, str]:
    return sentence_at(text, row.span[0]), str(row.labels["side"])


def _unit(layer: str, codings: tuple[list[Label], list[Label]], holds: Callable[[Label], bool]) -> _Unit:
    how = _LAYERS[layer]
    given = (tuple(sorted({str(row.labels[how.code]) for row in rows if holds(row)})) for rows in codings)
    return _Unit(layer, "", how.unit, *given)


def _fields(layer: str, one: Sequence[Label], other: Sequence[Label]) -> Iterator[_Unit]:
    how = _LAYERS[layer]

    def weight(i: int, j: int) -> float:
        if not overlap(one[i].span, other[j].span) or any(one[i].labels[k] != other[j].labels[k] for k in how.same):
            return 0.0
        return 1.0 + iou(one[i].span, other[j].span)

    for i, j in assign(len(one), len(other), weight):
        for field in how.fields:
            if field in one[i].labels and field in other[j].labels:
                given = ((normal(value),) if value else () for value in (one[i].labels[field], other[j].labels[field]))
                yield _Unit(layer, field, "row of both coders", *given)
