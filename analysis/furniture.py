"""The lines of a raw page, and the patterns that tell its furniture: `codebook/furniture.csv`.

A row of that file is a kind, where it holds (`line`: the whole line; `edge`: the whole of a line before the first or
after the last paragraph; `start`, `end`: glued to the first lines or the last) and a regular expression.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analysis import codebook
from analysis.credits import BLANK, Names, names

KINDS = ("headline", "standfirst", "dateline", "byline", "caption", "subhead", "body", "boilerplate", "repeat")
EDGE = 300  # characters of a line that are looked at from either end, whatever its length

codebook.register(
    "furniture",
    codebook.Schema(
        ("kind", "where", "pattern", "outlet", "note"),
        ("where", "pattern"),
        ("kind", "where", "pattern"),
        {"kind": frozenset((*KINDS, "links")), "where": frozenset(("line", "edge", "start", "end"))},
        reads={"pattern": re.compile},
    ),
)

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_SPELLINGS = {"ا": "[اأإآٱ]", "ي": "[يىی]", "ك": "[كک]", " ": r"[ \xa0]"}


class Line(NamedTuple):
    """A line that is not blank, without the white space about it."""

    start: int
    text: str
    gap: bool  # a blank line stands before it
    kind: str = ""  # of furniture that was cut off a line


class Rules(NamedTuple):
    """The compiled patterns, a named group a kind, and the names of credits."""

    line: re.Pattern[str]
    edge: re.Pattern[str]
    start: re.Pattern[str]
    end: re.Pattern[str]
    names: Names


@lru_cache(maxsize=8)
def rules(book: codebook.Codebook) -> Rules:
    """Compile a codebook's patterns; in them ا, ي, ك and a space stand for all their spellings.

    Raises
    ------
    CodebookError
        If a pattern is no regular expression.
    """
    found: dict[str, dict[str, list[str]]] = {where: {} for where in ("line", "edge", "start", "end")}
    for row in book.rows("furniture"):
        try:
            re.compile(row["pattern"])
        except re.error as error:
            message = f"furniture.csv: the pattern {row['pattern']!r} is no regular expression: {error}"
            raise codebook.CodebookError(message) from None
        pattern = re.sub("[ايك ]", lambda letter: _SPELLINGS[letter.group()], row["pattern"])
        found[row["where"]].setdefault(row["kind"], []).append(f"(?:{pattern})")
    line, edge, start, end = (
        "|".join(f"(?P<{kind}>{'|'.join(some)})" for kind, some in kinds.items()) for kinds in found.values()
    )
    of_line, of_edge, at_start, at_end = (
        re.compile(pattern, re.IGNORECASE) for pattern in (line, edge, start, f"(?:{end})$")
    )
    return Rules(of_line, of_edge, at_start, at_end, names(book))


def matched(pattern: re.Pattern[str], text: str) -> str:
    """Return the kind whose pattern a whole line matches, or the empty string."""
    found = pattern.fullmatch(text) if len(text) <= EDGE else None
    return (found.lastgroup or "") if found else ""


def lines(text: str, given: Rules) -> list[Line]:
    """Cut a page into its lines, blank ones left out, and furniture glued to the first two or the last cut off."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip(BLANK)
        if stripped:
            start = match.start() + raw.index(stripped[0])
            found.append(Line(start, stripped, text.count("\n", last, start) > 1))
            last = start + len(stripped)
    for number in range(min(2, len(found))):
        if cut := given.start.match(found[number].text):
            found[number : number + 1] = _cut(found[number], cut.end(), before=cut.lastgroup or "")
    if found:
        offset = max(0, len(found[-1].text) - EDGE)
        if (cut := given.end.search(found[-1].text[offset:])) and offset + cut.start():
            found[-1:] = _cut(found[-1], offset + cut.start(), after=cut.lastgroup or "")
    return found


def _cut(line: Line, place: int, before: str = "", after: str = "") -> list[Line]:
    head, tail = line.text[:place].rstrip(BLANK), line.text[place:].strip(BLANK)
    start = line.start + len(line.text) - len(tail)
    parts = (Line(line.start, head, line.gap, before), Line(start, tail, False, after))
    return [part for part in parts if part.text]
