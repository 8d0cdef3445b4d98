"""Sentences of the coded segments: quote-aware, with Arabic punctuation, abbreviations and missing spaces."""

from __future__ import annotations

from analysis.coding.reading import Reading, Sentence
from analysis.coding.word_types import ABBREVIATION, COMMAS, SIGN

_FINAL = frozenset(".!؟?")
_LONG, _LONGEST = 400, 500  # tokens from which on a sentence is cut at a comma, and anywhere
_TRAILING = frozenset(".!؟?…)]") | {"..", "..."}


def split(reading: Reading) -> None:
    """Fill `reading.sentences`; a sentence never crosses a segment, and a full stop inside marks does not end one."""
    words, closing = reading.words, reading.closing
    stops = [token for token, word in enumerate(words) if word.surface in _FINAL or token in closing]
    stops.append(len(words))
    at = 0
    for number, (first, stop) in enumerate(reading.bounds):
        begin = token = first
        while stops[at] < first:
            at += 1
        while stops[at] < stop:
            if stops[at] < token:
                at += 1
                continue
            token = stops[at]
            begin = _cut(reading, number, begin, token)
            inside = closing.get(token)
            if inside is not None and inside - begin < _LONGEST:
                # «... نهاية.» وأضاف: the sentence ends with the mark if its content ended one
                token = inside
                ends = words[inside - 1].surface in _FINAL and (inside + 1 == stop or words[inside + 1].kind != SIGN)
            else:
                ends = words[token].surface in _FINAL and _is_final(reading, token, first, stop)
            token += 1
            if ends:
                while token < stop and (words[token].surface in _TRAILING or reading.unmatched.get(token) == "close"):
                    token += 1
                begin = _close(reading, number, begin, token)
        begin = _cut(reading, number, begin, stop)
        _close(reading, number, begin, stop)


def _cut(reading: Reading, segment: int, begin: int, stop: int) -> int:
    """Cut what no newspaper writes, so that time grows with length only: at a comma where there is one."""
    while stop - begin > _LONGEST:
        commas = (k + 1 for k in range(begin + _LONG, begin + _LONGEST) if reading.words[k].surface in COMMAS)
        begin = _close(reading, segment, begin, next(commas, begin + _LONGEST))
    return begin


def _is_final(reading: Reading, token: int, first: int, stop: int) -> bool:
    if token + 1 >= stop:
        return True
    following = reading.words[token + 1]
    if reading.words[token].surface == ".":
        previous = reading.words[token - 1] if token > first else None
        if previous is not None and previous.flags & ABBREVIATION and len(previous.fold) == 1:
            return False
        if reading.glued(token) and (following.surface.isascii() or following.surface.isdigit()):
            return False
    return True


def _close(reading: Reading, segment: int, begin: int, stop: int) -> int:
    if stop > begin:
        reading.sentences.append(Sentence(f"s{len(reading.sentences) + 1:04d}", segment, begin, stop))
    return stop
