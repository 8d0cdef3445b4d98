"""The lines of a raw page, and the patterns that tell its furniture: `codebook/furniture.csv`.

A row of that file is a kind, where it holds (`line`: the whole line; `edge`: the whole of a line before the first or
after the last paragraph; `start`, `end`: glued to the first lines or the last) and a regular expression. A mark with
which a pattern of an `end` begins, such as a full stop, stays with the text before it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from analysis import codebook, patterns
from analysis.credits import BLANK, Names, names
from analysis.text import whole_characters

KINDS = ("headline", "standfirst", "dateline", "byline", "caption", "subhead", "body", "boilerplate", "repeat")
EDGE = 300  # characters of a line that are looked at from either end, whatever its length

codebook.register(
    "furniture",
    codebook.Schema(
        ("kind", "where", "pattern", "outlet", "note"),
        ("where", "pattern"),
        ("kind", "where", "pattern"),
        {"kind": frozenset((*KINDS, "links")), "where": frozenset(("line", "edge", "start", "end"))},
        reads={"pattern": patterns.check},
    ),
)

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_CLOSING = '.!؟”»"'


class Line(NamedTuple):
    """A line that is not blank, without the white space about it."""

    start: int
    text: str
    gap: bool  # a blank line stands before it
    kind: str = ""  # of furniture that was cut off a line


class Rules(NamedTuple):
    """The compiled patterns, a named group a kind, and the names of credits."""

    line: Any  # of RE2, which has no types
    edge: Any
    start: Any
    end: Any
    names: Names


@lru_cache(maxsize=8)
def rules(book: codebook.Codebook) -> Rules:
    """Compile a codebook's patterns, those of one place into one.

    Raises
    ------
    CodebookError
        If there are more of them than memory for them.
    """
    found: dict[str, dict[str, list[str]]] = {where: {} for where in ("line", "edge", "start", "end")}
    for row in book.rows("furniture"):
        found[row["where"]].setdefault(row["kind"], []).append(f"(?:{patterns.translated(row['pattern'])})")
    line, edge, start, end = (
        "|".join(f"(?P<{kind}>{'|'.join(some)})" for kind, some in kinds.items()) for kinds in found.values()
    )
    try:
        of_line, of_edge, at_start, at_end = map(patterns.compiled, (line, edge, start, f"(?:{end})$"))
    except ValueError as error:
        message = f"furniture.csv: its patterns are too many for one search ({error}); leave out those of other outlets"
        raise codebook.CodebookError(message) from None
    return Rules(of_line, of_edge, at_start, at_end, names(book))


def matched(pattern: Any, text: str) -> str:
    """Return the kind whose pattern a whole line matches, or the empty string."""
    found = pattern.fullmatch(whole_characters(text)) if len(text) <= EDGE else None
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
        if cut := given.start.match(whole_characters(found[number].text[:EDGE])):
            found[number : number + 1] = _cut(found[number], cut.end(), before=cut.lastgroup or "")
    if found:
        offset = max(0, len(found[-1].text) - EDGE)
        if cut := given.end.search(whole_characters(found[-1].text[offset:])):
            place = offset + cut.end() - len(cut.group().lstrip(_CLOSING))
            if place:
                found[-1:] = _cut(found[-1], place, after=cut.lastgroup or "")
    return found


def _cut(line: Line, place: int, before: str = "", after: str = "") -> list[Line]:
    head, tail = line.text[:place].rstrip(BLANK), line.text[place:].strip(BLANK)
    start = line.start + len(line.text) - len(tail)
    parts = (Line(line.start, head, line.gap, before), Line(start, tail, False, after))
    return [part for part in parts if part.text]
