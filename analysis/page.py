"""The anatomy of a raw news page: which runs of it are the article and which are furniture.

What a line is follows from the patterns in `codebook/furniture.csv`, from the credits (`analysis.credits`) and from
where the line stands. Precision comes first: a line that is not surely furniture is body.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from analysis.credits import BLANK, is_caption, lead, split_credit

KINDS = ("headline", "standfirst", "dateline", "byline", "caption", "subhead", "body", "boilerplate", "repeat")

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_SPELLINGS = {"ا": "[اأإآٱ]", "ي": "[يىی]", "ك": "[كک]", " ": r"[ \xa0]"}
_WORD = re.compile(r"\w{4,}")
_EDGE = 300  # characters of a line that are looked at from either end, whatever its length
_SHORT = 110  # a heading, a link or a credit is not longer
_LINK = 30  # the headline of another article is not shorter
_CLOSING = "\"'”’»)]} \u200f\u200e"
_ITEM = ("-", "•", "–", "—", "ـ", "●", "▪")
_SENTENCE = re.compile(r"[وف*(]|(?:إلا|كما|لكن|ثم|بينما|فيما)\s|.*\s(?:إن|أن|إنه|أنه|إنها|أنها|بأن)\s")


class Segment(NamedTuple):
    """A run of the page: `text[start:end]` is of this `kind` (one of `KINDS`)."""

    start: int
    end: int
    kind: str


class _Line(NamedTuple):
    start: int
    text: str
    gap: bool  # a blank line stands before it
    kind: str = ""


class _Rules(NamedTuple):
    line: re.Pattern[str]
    edge: re.Pattern[str]
    start: re.Pattern[str]
    end: re.Pattern[str]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    """Compile the patterns: one expression a place, a named group a kind; they match every spelling of alef and ya."""
    found: dict[str, dict[str, list[str]]] = {place: {} for place in _Rules._fields}
    with files("analysis").joinpath("codebook", "furniture.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            pattern = re.sub("[ايك ]", lambda letter: _SPELLINGS[letter.group()], row["pattern"])
            found[row["where"]].setdefault(row["kind"], []).append(f"(?:{pattern})")
    joined = {
        place: "|".join(f"(?P<{kind}>{'|'.join(some)})" for kind, some in kinds.items())
        for place, kinds in found.items()
    }
    return _Rules(*map(re.compile, (joined["line"], joined["edge"], joined["start"], f"(?:{joined['end']})$")))


def _matched(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.fullmatch(text) if len(text) <= _EDGE else None
    return (found.lastgroup or "") if found else ""


def _lines(text: str) -> list[_Line]:
    """Cut the page into its lines, blank ones left out, and furniture glued to the first or last ones cut off."""
    lines: list[_Line] = []
    last = 0
    for found in _LINE.finditer(text):
        raw = found.group()
        stripped = raw.strip(BLANK)
        if stripped:
            start = found.start() + raw.index(stripped[0]) if raw[0] != stripped[0] else found.start()
            lines.append(_Line(start, stripped, text.count("\n", last, start) > 1))
            last = start + len(stripped)
    for number in range(min(2, len(lines))):
        if cut := _rules().start.match(lines[number].text):
            lines[number : number + 1] = _cut(lines[number], cut.end(), before=cut.lastgroup or "")
    for number in range(len(lines) - 1, max(-1, len(lines) - 3), -1):
        line = lines[number]
        offset = max(0, len(line.text) - _EDGE)
        if (cut := _rules().end.search(line.text[offset:])) and offset + cut.start():
            lines[number : number + 1] = _cut(line, offset + cut.start(), after=cut.lastgroup or "")
    return lines


def _cut(line: _Line, place: int, before: str = "", after: str = "") -> list[_Line]:
    head, tail = line.text[:place].rstrip(BLANK), line.text[place:].strip(BLANK)
    start = line.start + len(line.text) - len(tail)
    parts = (_Line(line.start, head, line.gap, before), _Line(start, tail, False, after))
    return [part for part in parts if part.text]


# --- headings -----------------------------------------------------------------------------------------------------


def _stopped(line: str, stops: tuple[str, ...] = (".", "؟", "!", "…", "؛", ":", "،", ",")) -> bool:
    return line.rstrip(_CLOSING).endswith(stops)


def _heading(line: str) -> bool:
    """Whether a line reads as a heading: short, no full stop, not an item of a list."""
    return (
        len(line) <= _SHORT
        and not _stopped(line, (".", "،", "؛", ":", ",", "…"))
        and not line.startswith(_ITEM)
        and not line[0].isdigit()
        and not (line[0] == "*" and line.endswith("؟"))  # the question of an interview
    )


def _restated(first: str, second: str) -> bool:
    """Whether the second paragraph begins anew with what the first says: then the first is a standfirst."""
    words = set(_WORD.findall(first[:_EDGE]))
    if second.startswith("و") or len(words) < 8:
        return False
    return len(words.intersection(_WORD.findall(second[: 2 * _EDGE]))) >= 0.4 * len(words)


def _is_title(line: str, title: str) -> bool:
    """Whether a line says the title: the same, or most of it where a page adds its own name to its titles."""
    if not 0.6 * len(title) < len(line) + 5:
        return False
    line = " ".join(line.split())
    return line == title or (len(line) > 20 and line in title)


def _find_headline(lines: Sequence[_Line], title: str | None) -> int | None:
    """Return the number of the line that is the headline.

    With a title it is the line that says it; without, the first line that is no furniture, if it is shaped like one
    or stands alone before a text without blank lines.
    """
    if title:
        title = " ".join(title.split())
        return next((number for number, line in enumerate(lines[:12]) if _is_title(line.text[:_EDGE], title)), None)
    for number, line in enumerate(lines[:8]):
        if number + 1 == len(lines) or len(line.text) > _EDGE:
            return None
        if line.kind or _matched(_rules().line, line.text) or split_credit(line.text):
            continue
        after = lines[number + 1 : number + 15]
        apart = after[0].gap and not any(other.gap for other in lines[number + 2 :])
        shaped = len(line.text) <= 200 and not _stopped(line.text, (".", "،", "؛", ":", ","))
        if lead(line.text, first=True):
            return None
        return number if apart or (shaped and any(len(other.text) > len(line.text) for other in after)) else None
    return None


def headline(text: str) -> str | None:
    """Return the headline that stands on the page itself, or None."""
    lines = _lines(text[:20_000])
    number = _find_headline(lines, None)
    return None if number is None else lines[number].text


def has_title(text: str, title: str) -> bool:
    """Say whether the page already begins with this title, after furniture or not."""
    return _find_headline(_lines(text[:5_000]), title) is not None


# --- the page -----------------------------------------------------------------------------------------------------


def segments(text: str, title: str | None = None) -> list[Segment]:
    """Cut a raw page into headline, standfirst, dateline, byline, caption, subhead, body, boilerplate and repeat.

    Parameters
    ----------
    text
        The page as it was decoded.
    title
        The headline where it is known apart from the page. Without it the first line that can be one is the
        headline; with it only a line that says the same is.

    Returns
    -------
    list of Segment
        In order, without overlap; every character that is not blank lies in one of them. Time is linear in the text.
    """
    lines = _lines(text)
    heading = _find_headline(lines, title)
    kinds = _furniture(lines, heading)
    _related_links(lines, kinds)
    long = [number for number, kind in enumerate(kinds) if not kind and len(lines[number].text) > _SHORT]
    first, last = (long[0], long[-1]) if long else (len(lines), -1)
    found: list[Segment] = []
    for number, line in enumerate(lines):
        kind = kinds[number]
        if not kind and (number < first or number > last):
            found.extend(_edge_line(lines, number, kinds, before=number < first, headed=heading is not None))
            continue
        if not kind and number == first and heading is not None and _next_restates(lines, kinds, number):
            kind = "standfirst"
        elif not kind and len(line.text) <= _SHORT:
            kind = "caption" if is_caption(line.text) else _subhead(lines, kinds, number)
        if kind in ("", "standfirst"):
            found.extend(_paragraph(line, kind or "body", first=number <= first))
        else:
            found.append(Segment(line.start, line.start + len(line.text), kind))
    return found


def _furniture(lines: Sequence[_Line], heading: int | None) -> list[str]:
    """Give each line the kind that its own words settle, or the empty string."""
    rules = _rules()
    kinds: list[str] = []
    seen: set[str] = set()
    links = 0  # link lines that may still follow a heading of links
    for number, line in enumerate(lines):
        kind = line.kind or ("headline" if number == heading else _matched(rules.line, line.text))
        if kind == "links":
            links, kind = 6, "boilerplate"
        elif not kind and links and _heading(line.text):
            links, kind = links - 1, "boilerplate"
        elif not kind:
            links = 0
        if kind in ("", "caption") and len(line.text) > 25 and line.text in seen:
            kind = "repeat"
        seen.add(line.text)
        kinds.append(kind)
    return kinds


def _related_links(lines: Sequence[_Line], kinds: list[str]) -> None:
    """Mark as boilerplate the headlines of other articles that a page sets between two paragraphs.

    Two to five heading-like lines in a row, one of them with a colon, a quotation mark or a question mark, none of
    them a sentence; or such lines after a link that says it is one.
    """
    number = 1
    while number < len(lines):
        stop = number
        while stop < len(lines) and not kinds[stop] and _LINK <= len(lines[stop].text) and _heading(lines[stop].text):
            stop += 1
        group = [line.text for line in lines[number:stop]]
        before, after = lines[number - 1], lines[stop] if stop < len(lines) else None
        linked = kinds[number - 1] == "boilerplate" and len(before.text) > _LINK
        marked = any(set(line) & set(':"“«؟') for line in group) and not all(line.endswith("؟") for line in group)
        if (
            (linked or (2 <= len(group) and marked and _stopped(before.text, (".", "!", "؟"))))
            and 1 <= len(group) <= 5
            and after is not None
            and len(after.text) > _SHORT
            and not any(_SENTENCE.match(line) for line in group)
        ):
            kinds[number:stop] = ["boilerplate"] * len(group)
        number = max(stop, number + 1)


def _next_restates(lines: Sequence[_Line], kinds: Sequence[str], number: int) -> bool:
    after = next((other for other in range(number + 1, len(lines)) if not kinds[other]), None)
    return after is not None and _restated(lines[number].text, lines[after].text)


def _edge_line(
    lines: Sequence[_Line], number: int, kinds: Sequence[str], before: bool, headed: bool
) -> Iterator[Segment]:
    """Say what a short line before the first paragraph, or after the last one, is: a credit, a caption, a deck."""
    line = lines[number]
    end = line.start + len(line.text)
    picture = before and number > 0 and lines[number - 1].text.lower().endswith((".jpg", ".jpeg", ".png", ".webp"))
    kind = _matched(_rules().edge, line.text)
    if not kind and (is_caption(line.text) or (picture and not _stopped(line.text))):
        kind = "caption"
    if kind:
        yield Segment(line.start, end, kind)
    elif parts := split_credit(line.text):
        for part in parts:
            yield Segment(line.start + part.start, line.start + part.end, part.kind)
    elif before and headed and _heading(line.text) and any(len(other.text) > _SHORT for other in lines[number + 1 :]):
        yield Segment(line.start, end, "standfirst")
    else:
        yield from _paragraph(line, "body", first=before)


def _subhead(lines: Sequence[_Line], kinds: Sequence[str], number: int) -> str:
    """Say whether a short line is a subhead: it reads as a heading and stands between two paragraphs."""
    line, before, after = lines[number].text, lines[number - 1].text, lines[number + 1].text
    between = len(before) >= 60 and _stopped(before) and len(after) >= 80 and len(after) >= 1.5 * len(line)
    return "subhead" if between and not kinds[number + 1] and _heading(line) else ""


def _paragraph(line: _Line, kind: str, first: bool) -> Iterator[Segment]:
    """Cut a paragraph into its dateline or byline and its own text."""
    start, end = line.start, line.start + len(line.text)
    credit = lead(line.text, first)
    if credit and credit.end < len(line.text):
        rest = line.text[credit.end :].lstrip(BLANK)
        yield Segment(start, start + len(line.text[: credit.end].rstrip(BLANK)), credit.kind)
        start = end - len(rest)
    yield Segment(start, end, kind)


