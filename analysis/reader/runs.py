"""Cut a text at every edge of the spans that lie over it: nested and overlapping spans become runs side by side."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """A marked stretch of a text.

    Attributes
    ----------
    start, end
        Offsets into the text.
    layer
        What kind of mark it is (`"direct"`, `"speaker"` ...); `part` tells more (`"blamed"`), empty where it is all.
    row
        The label of the row that it belongs to (`"q5"`), empty for a part of the page.
    """

    start: int
    end: int
    layer: str
    part: str
    row: str


class Run(NamedTuple):
    """A stretch of text over which the same spans lie, in the order in which they were given."""

    start: int
    end: int
    spans: tuple[Span, ...]


def cut(start: int, end: int, spans: Iterable[Span], stops: Iterable[int] = ()) -> Iterator[Run]:
    """Yield the runs of `start:end`: they follow each other without a gap and none is empty.

    Parameters
    ----------
    start, end
        The stretch to cut; what spans have outside it is left out.
    spans
        In any order; they may be nested, overlap, or be equal.
    stops
        Further offsets at which to cut.
    """
    inside = [span for span in spans if span.start < end and span.end > start and span.start < span.end]
    edges = {start, end, *(stop for stop in stops if start < stop < end)}
    for span in inside:
        edges |= {max(span.start, start), min(span.end, end)}
    ordered = sorted(edges)
    for first, last in pairwise(ordered):
        yield Run(first, last, tuple(span for span in inside if span.start <= first and last <= span.end))


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each line that is not blank."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def word_start(text: str, offset: int) -> int:
    """Return where the word around `offset` begins: nothing may be put between letters that join."""
    while offset > 0 and _joins(text[offset - 1]):
        offset -= 1
    return offset


def _joins(char: str) -> bool:
    """Tell whether a character belongs to a word: a letter or digit, a vowel sign, tatweel, or a (non-)joiner."""
    return char.isalnum() or unicodedata.category(char) == "Mn" or char in "\u0640\u200c\u200d"
