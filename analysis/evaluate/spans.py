"""Spans of text: what is trimmed before two of them are compared, and how far they agree."""

from __future__ import annotations

import re

Span = tuple[int, int]
"""Start and end (exclusive), as `str` offsets into the article's text."""

_MARKS = set("\"'«»“”„‟‹›‘’‚‛`´″＂〝〞")
_SPACE_LIKE = set("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u0640")
_FINAL = set(".,،؛;:!?؟…-–—")
_ENTITY = re.compile(
    r"&(?:#(?:34|39|171|187|821[6-9]|822[0-2]|x201[89a-eA-E]);|(?:quot|laquo|raquo|ldquo|rdquo|lsquo|rsquo|nbsp);)"
)
_ENTITY_AT_END = re.compile(_ENTITY.pattern + "$")
_LONGEST_ENTITY = 9
COMPLEMENTIZER = re.compile(r"(?:ب|ل|ك)?[أإا]ن(?:ّ)?(?:ه|ها|هم|هن|هما|نا|ني|ا|ي|ك|كم)?(?=\s)")


def trim(text: str, span: Span, complementizer: bool = False) -> Span:
    """Cut quotation marks (also as HTML entities), spaces and final punctuation off a span.

    Parameters
    ----------
    text, span
        The article and a span of it.
    complementizer
        Whether a leading إنّ/أنّ, with its pronoun, goes too.

    Returns
    -------
    tuple
        The smaller span, or the span itself if nothing would be left.
    """
    start, end = _trim_end(text, _trim_start(text, span))
    if complementizer and start < end and (found := COMPLEMENTIZER.match(text, start, end)):
        start, end = _trim_end(text, _trim_start(text, (found.end(), end)))
    return (start, end) if start < end else span


def _trim_start(text: str, span: Span) -> Span:
    start, end = span
    while start < end:
        if entity := _ENTITY.match(text, start, end):
            start = entity.end()
        elif _is_edge(text[start]):
            start += 1
        else:
            break
    return start, end


def _trim_end(text: str, span: Span) -> Span:
    start, end = span
    while start < end:
        if entity := _ENTITY_AT_END.search(text[max(start, end - _LONGEST_ENTITY) : end]):
            end -= entity.end() - entity.start()
        elif _is_edge(text[end - 1]) or text[end - 1] in _FINAL:
            end -= 1
        else:
            break
    return start, end


def _is_edge(character: str) -> bool:
    return character.isspace() or character in _SPACE_LIKE or character in _MARKS


def overlap(one: Span, other: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def iou(one: Span, other: Span) -> float:
    """Intersection over union: 1 for the same span, 0 for spans that do not meet."""
    shared = overlap(one, other)
    return shared / (one[1] - one[0] + other[1] - other[0] - shared) if shared else 0.0


def same(text: str, one: Span | None, other: Span | None, clitics: str = "وف") -> bool:
    """Whether two spans are equal after trimming, one leading clitic more or less allowed."""
    if one is None or other is None:
        return False
    first, second = trim(text, one), trim(text, other)
    if first == second:
        return True
    return first[1] == second[1] and _one_clitic(text, first[0], second[0], clitics)


def same_content(text: str, one: Span, other: Span) -> bool:
    """Whether two contents are equal without their complementizers, one leading proclitic more or less allowed."""
    first, second = trim(text, one, complementizer=True), trim(text, other, complementizer=True)
    return first[1] == second[1] and (first[0] == second[0] or _one_clitic(text, first[0], second[0], "وفبل"))


def _one_clitic(text: str, one: int, other: int, clitics: str) -> bool:
    return abs(one - other) == 1 and text[min(one, other)] in clitics
