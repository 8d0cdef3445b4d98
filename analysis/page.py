"""The anatomy of a raw news page: which runs of it are the article and which are furniture.

A page is read line by line, once. What a line is follows from the patterns in `codebook/furniture.csv`, the
names in `codebook/credits.csv` (agencies, outlets, places of a dateline) and from where the line stands.
Precision comes first: a line that is not surely furniture is body.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from analysis.text import CONTROLS, fold

KINDS = ("headline", "standfirst", "dateline", "byline", "caption", "subhead", "body", "boilerplate", "repeat")

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BLANK = "".join(chr(code) for code in range(0x3001) if chr(code).isspace() or re.match(f"[{CONTROLS}]", chr(code)))
# Same length as the raw text, so that offsets hold: alef, hamza and digits only.
_ALIKE = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), **dict.fromkeys("ىی", "ي"), "ک": "ك", "\xa0": " "}) | {
    0x660 + digit: str(digit) for digit in range(10)
}
_EDGE = 400  # characters of a line that are looked at from either end, whatever its length
_SHORT = 110  # a heading, a link or a credit is not longer
_CLOSING = "\"'”’»)]} "
_STOP = (".", "؟", "!", "…", "؛", ":", "،", ",")


class Segment(NamedTuple):
    """A run of the page: `text[start:end]` is of this `kind` (one of `KINDS`)."""

    start: int
    end: int
    kind: str


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    gap: bool  # a blank line stands before it


class _Rules(NamedTuple):
    line: list[tuple[str, re.Pattern[str]]]
    start: list[tuple[str, re.Pattern[str]]]
    end: list[tuple[str, re.Pattern[str]]]
    links: re.Pattern[str]
    credits: dict[str, str]
    glued: re.Pattern[str]


def _read(name: str) -> list[dict[str, str]]:
    with files("analysis").joinpath("codebook", name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    patterns: dict[str, dict[str, list[str]]] = {"line": {}, "start": {}, "end": {}, "links": {}}
    for row in _read("furniture.csv"):
        patterns[row["where"]].setdefault(row["kind"], []).append(row["pattern"].translate(_ALIKE))
    compiled = {
        where: [(kind, re.compile("|".join(f"(?:{pattern})" for pattern in some))) for kind, some in kinds.items()]
        for where, kinds in patterns.items()
    }
    compiled["end"] = [(kind, re.compile(f"(?:{pattern.pattern})$")) for kind, pattern in compiled["end"]]
    names = {fold(row["name"]): row["kind"] for row in _read("credits.csv")}
    sources = sorted((name for name, kind in names.items() if kind in ("agency", "outlet")), key=len, reverse=True)
    return _Rules(
        line=compiled["line"],
        start=compiled["start"],
        end=compiled["end"],
        links=compiled["links"][0][1],
        credits=names,
        glued=re.compile("(?:" + "|".join(map(re.escape, sources)) + "){2,3}"),
    )


def _lines(text: str) -> Iterator[_Line]:
    gap, last = False, 0
    for found in _LINE.finditer(text):
        raw = found.group()
        stripped = raw.strip(_BLANK)
        if text.count("\n", last, found.start()) > 1:
            gap = True
        last = found.end()
        if not stripped:
            gap = True
            continue
        start = found.start() + len(raw) - len(raw.lstrip(_BLANK))
        yield _Line(start, start + len(stripped), stripped, gap)
        gap = False


# --- credits: datelines and bylines -------------------------------------------------------------------------------

_DASH = r"(?:--|[-–—−])"
_PARTS = re.compile(r"\s*[/،,|:()؛]\s*|\s*--?\s*|\s*[–—−]+\s*|\s+ـ+\s+")
_DATE = re.compile(r"\d{1,2} \D{3,25} \d{4}\s?(?:ء|م)?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2} [^\d\s]{3,12}(?: [^\d\s]{3,8})?")
_LEAD_PARENTHESIS = re.compile(r"\(([^()\n]{2,80})\)\s*(?:--|[-–—ـ:])?\s*")
_LEAD_AGENCY = re.compile(rf"([^()\n.:«»\"“]{{2,70}}?)\s?\(([^()\n]{{2,40}})\)\s?(?:{_DASH}|ـ|:){{1,2}}\s*")
_LEAD_COLON = re.compile(r"([^:\n.\"“”]{3,70}?)\s?:\s*")
_LEAD_DASH = re.compile(rf"([^\n.:\"“”()]{{2,60}}?)\s{_DASH}\s+|([^\n.:\"“”()]{{2,60}}?){_DASH}\s+")
_LATIN_SOURCE = re.compile(r"[A-Z][A-Za-z0-9 ./]{1,20}")


def _part(part: str) -> str:
    """Say what one part of a credit is: agency, outlet, generic, place, date, person (two to four words) or nothing."""
    part = part.strip(_BLANK + "«»\"'()[].")
    rules = _rules()
    folded = fold(part)
    if kind := rules.credits.get(folded):
        return kind
    if rules.glued.fullmatch(folded.replace(" ", "")):
        return "agency"
    if _DATE.fullmatch(part.translate(_ALIKE)):
        return "date"
    if 2 <= len(part.split()) <= 4 and not any(character.isdigit() for character in part):
        return "person"
    return ""


def _credit(line: str) -> str:
    """Say whether a line, or the part of it before a colon, is a credit: `dateline`, `byline` or nothing."""
    kinds = [_part(part) for part in _PARTS.split(line) if part.strip(_BLANK)]
    if not kinds or "" in kinds or kinds.count("person") > 2:
        return ""
    if "person" in kinds:
        return "byline" if len(kinds) > 1 and len(set(kinds)) > 1 else ""
    if "place" in kinds or "date" in kinds or "generic" in kinds:
        return "dateline"
    return "byline"


def _credit_line(line: _Line) -> Iterator[Segment]:
    """Cut a line that only says where and by whom; a place followed by its reporter or agency is two segments."""
    kind = _credit(line.text)
    if not kind:
        return
    cut = re.match(rf"(.+?)\s*(?:{_DASH}|\s[ـ/]\s)\s*(\S.*)", line.text)
    if cut and _credit(cut[1]) == "dateline" and _credit(cut[2]) in ("byline", "") and "generic" not in _part(cut[2]):
        middle = line.start + cut.start(2)
        yield Segment(line.start, line.start + len(line.text[: cut.start(2)].rstrip(_BLANK)), "dateline")
        yield Segment(middle, line.end, "byline")
        return
    yield Segment(line.start, line.end, kind)


def _lead(line: str, first: bool) -> tuple[int, str]:
    """Return how many characters of a paragraph are its dateline or byline, and which."""
    head = line[:160]
    names = _rules().credits
    if found := _LEAD_AGENCY.match(head):
        source = found[2].strip()
        known = names.get(fold(source)) in ("agency", "outlet") or _LATIN_SOURCE.fullmatch(source)
        if known and len(found[1].split()) <= 7:
            return found.end(), "dateline"
    if not first:
        return 0, ""
    if (found := _LEAD_PARENTHESIS.match(head)) and _credit(found[1]):
        return found.end(), "dateline"
    if found := _LEAD_COLON.match(head):
        kinds = {_part(part) for part in _PARTS.split(found[1])}
        if (kinds & {"agency", "outlet", "generic"}) and (kind := _credit(found[1])) and len(kinds) > 1:
            return found.end(), kind
    end = 0
    while found := _LEAD_DASH.match(head, end):
        if _credit(found[1] or found[2]) != "dateline" and not (end and _credit(found[1] or found[2])):
            break
        end = found.end()
    return end, "dateline" if end else ""


# --- headings -----------------------------------------------------------------------------------------------------


def _stopped(line: str) -> bool:
    return line.rstrip(_CLOSING).endswith(_STOP)


def _heading(line: str) -> bool:
    """Whether a line reads as a heading: short, no full stop, not an item of a list."""
    return (
        len(line) <= _SHORT
        and not line.rstrip(_CLOSING).endswith((".", "،", "؛", ":", ",", "…"))
        and not line.startswith(("-", "•", "–", "—", "ـ", "●", "▪"))
        and not line[0].isdigit()
    )


def _words(line: str) -> set[str]:
    return {folded for word in line[:1200].split() if len(folded := fold(word).strip("\"'«»“”()،.:؛؟!")) > 3}


def _restated(first: str, second: str) -> bool:
    """Whether the second paragraph says again what the first says: then the first is a standfirst."""
    words = _words(first)
    return len(words) >= 8 and len(words & _words(second)) >= 0.5 * len(words)


def _is_title(line: str, title: str) -> bool:
    line, title = fold(" ".join(line.split())), fold(" ".join(title.split()))
    return line == title or (len(line) > 20 and len(line) > 0.6 * len(title) and line in title)


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
        In order, without overlap; every character that is not blank lies in one of them.
    """
    rules = _rules()
    lines = list(_lines(text))
    found: list[Segment] = []
    seen: set[str] = set()
    heading = _find_headline(lines, title)
    body = 0  # paragraphs of body so far
    links = 0  # link lines that may still follow a heading of links
    picture = False
    for number, line in enumerate(lines):
        short = len(line.text) <= _SHORT
        if number == heading:
            seen.add(line.text)
            found.append(Segment(line.start, line.end, "headline"))
            continue
        alike = line.text.translate(_ALIKE) if len(line.text) <= _EDGE else ""
        if alike and (kind := next((kind for kind, pattern in rules.line if pattern.fullmatch(alike)), "")):
            picture = kind == "boilerplate" and alike.endswith(("jpg", "jpeg", "png", "webp"))
            if kind == "caption" and line.text in seen:
                kind = "repeat"
            seen.add(line.text)
            found.append(Segment(line.start, line.end, kind))
            continue
        if alike and rules.links.fullmatch(alike):
            links = 6
            found.append(Segment(line.start, line.end, "boilerplate"))
            continue
        if links and short and _heading(line.text):
            links -= 1
            found.append(Segment(line.start, line.end, "boilerplate"))
            continue
        links = 0
        if len(line.text) > 25 and line.text in seen:
            found.append(Segment(line.start, line.end, "repeat"))
            continue
        seen.add(line.text)
        if short and (kind := _caption(line.text, picture, body)):
            picture = False
            found.append(Segment(line.start, line.end, kind))
            continue
        picture = False
        if short and (body == 0 or number == len(lines) - 1) and (credit := list(_credit_line(line))):
            found.extend(credit)
            continue
        if short and _heading(line.text) and (kind := _heading_kind(lines, number, body)):
            found.append(Segment(line.start, line.end, kind))
            continue
        kind = "body"
        if body == 0 and heading is not None and number + 1 < len(lines) and _restated(line.text, lines[number + 1].text):
            kind = "standfirst"
        found.extend(_paragraph(line, kind, first=body == 0))
        body += 1
    return found


def headline(text: str) -> str | None:
    """Return the headline that stands on the page itself, or None."""
    lines = list(_lines(text[:20_000]))
    number = _find_headline(lines, None)
    return None if number is None else lines[number].text


def has_title(text: str, title: str) -> bool:
    """Say whether the page already begins with this title, furniture before it or not."""
    lines = list(_lines(text[:5_000]))
    return _find_headline(lines, title) is not None


def _find_headline(lines: list[_Line], title: str | None) -> int | None:
    """Return the number of the line that is the headline."""
    if title is not None:
        return next((number for number, line in enumerate(lines[:12]) if _is_title(line.text[:_EDGE], title)), None)
    rules = _rules()
    for number, line in enumerate(lines[:8]):
        if number + 1 == len(lines) or len(line.text) > 300:
            return None
        if any(pattern.fullmatch(line.text.translate(_ALIKE)) for _, pattern in rules.line) or _credit(line.text):
            continue
        apart = lines[number + 1].gap and not any(other.gap for other in lines[number + 2 :])
        shaped = len(line.text) <= 200 and not line.text.rstrip(_CLOSING).endswith((".", "،", "؛", ":"))
        if _lead(line.text, first=True)[0]:
            return None
        longer = any(len(other.text) > len(line.text) for other in lines[number + 1 : number + 15])
        return number if apart or (shaped and longer) else None
    return None


_CREDITED = re.compile(r".{6,}?\s?(?:[-–—|/(]|\sـ\s)\s?(?:\(\s?)?([^-–—|/()ـ]{2,25})\)?\s*")


def _caption(line: str, picture: bool, body: int) -> str:
    """Say whether a short line is a caption: it follows a picture, or it ends with the agency of the picture."""
    if picture and not _stopped(line):
        return "caption"
    found = _CREDITED.fullmatch(line)
    if found and len(line.split()) >= 4 and not _credit(line):
        source = fold(found[1].strip(_BLANK))
        if _rules().credits.get(source) == "agency" or source in ("ارشيف", "ارشيفيه"):
            return "caption"
    return ""


def _heading_kind(lines: list[_Line], number: int, body: int) -> str:
    """Say what a heading-like line is from its neighbours: a subhead stands between paragraphs."""
    if number + 1 == len(lines):
        return ""
    after = lines[number + 1].text
    if len(after) < 80 or len(after) < 1.5 * len(lines[number].text):
        return ""
    if body == 0:
        return "standfirst" if len(lines[number].text) < 100 else ""
    before = lines[number - 1].text
    return "subhead" if len(before) >= 60 and _stopped(before) else ""


def _paragraph(line: _Line, kind: str, first: bool) -> Iterator[Segment]:
    """Cut a paragraph into furniture before it, its dateline, its own text and furniture after it."""
    rules = _rules()
    start, end = line.start, line.end
    after: list[Segment] = []
    while True:
        head = line.text[start - line.start : start - line.start + _EDGE].translate(_ALIKE)
        match = next(((kind, m.end()) for kind, pattern in rules.start if (m := pattern.match(head))), None)
        cut, credit = match[::-1] if match else _lead(line.text[start - line.start : start - line.start + _EDGE], first)
        if not cut or start + cut >= end:
            break
        yield Segment(start, start + len(head[:cut].rstrip(_BLANK)), credit)
        start += cut
        start += len(line.text[start - line.start :]) - len(line.text[start - line.start :].lstrip(_BLANK))
    tail_start = max(start, end - _EDGE)
    tail = line.text[tail_start - line.start :].translate(_ALIKE)
    for other, pattern in rules.end:
        if (match := pattern.search(tail)) and tail_start + match.start() > start:
            begin = tail_start + match.start()
            begin += len(tail[match.start() :]) - len(tail[match.start() :].lstrip(_BLANK))
            after.append(Segment(begin, end, other))
            end = tail_start + len(tail[: match.start()].rstrip(_BLANK))
            break
    yield Segment(start, end, kind)
    yield from after
