"""Datelines and bylines: the credits of a news page, on a line of their own or before the first words of a paragraph.

The names of agencies, outlets, places and common given names are data: `codebook/credits.csv`.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from analysis.text import fold

BLANK = "".join(map(chr, [*range(9, 14), 28, 29, 30, 31, 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x2010)])) + (
    "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u202f\u205f\u2060\u2066\u2067\u2068\u2069\u3000\ufeff\u061c\u00ad"
)
"""White space, and the invisible controls that stand about it."""

_DASH = r"(?:--|[-–—−])"
_PARTS = re.compile(r"\s*[/،,|:()؛]\s*|\s*--?\s*|\s*[–—−]+\s*|\s+ـ+\s+")
_DATE = re.compile(
    r"\d{1,2} \D{3,25} \d{4}\s?(?:ء|م)?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2} [^\d\s]{3,12}(?: [^\d\s]{3,8})?"
)
_LEAD_PARENTHESIS = re.compile(rf"\(([^()\n]{{2,80}})\)\s*(?:(?:{_DASH}|ـ|:){{1,2}}\s*)?")
_LEAD_AGENCY = re.compile(rf"([^()\n.:«»\"“]{{2,70}}?)\s?\(([^()\n]{{2,40}})\)\s?(?:{_DASH}|ـ|:){{1,2}}\s*")
_LEAD_COLON = re.compile(r"([^:\n.\"“”]{3,70}?)\s?:\s*")
_LEAD_DASH = re.compile(rf"([^\n.:\"“”()]{{2,60}}?)\s{_DASH}\s+|([^\n.:\"“”()]{{2,60}}?){_DASH}\s+")
_LATIN_SOURCE = re.compile(r"[A-Z][A-Za-z0-9 ./]{1,20}")
_CUT = re.compile(rf"(.+?)\s*(?:{_DASH}|\s[ـ/]\s)\s*(\S.*)")
_CAPTIONED = re.compile(r".{6,}?\s?(?:[-–—|/(]|\sـ\s)\s?(?:\(\s?)?([^-–—|/()ـ]{2,25})\)?\s*")
_TITLES = ("د", "ا", "م", "الدكتور", "الدكتوره", "الاستاذ", "المهندس")


class Credit(NamedTuple):
    """A part of a line, `text[start:end]`, that is a `dateline` or a `byline`."""

    start: int
    end: int
    kind: str


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    with files("analysis").joinpath("codebook", "credits.csv").open(encoding="utf-8", newline="") as source:
        return {fold(row["name"]): row["kind"] for row in csv.DictReader(source)}


@lru_cache(maxsize=1)
def _glued() -> re.Pattern[str]:
    """Two or three sources written as one word, as where a page lost its line breaks."""
    sources = sorted((name for name, kind in _names().items() if kind in ("agency", "outlet")), key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, sources)) + "){2,3}")


def _part(part: str) -> str:
    """Say what one part of a credit is: agency, outlet, generic, place, date, person (two to four words), word."""
    part = part.strip(BLANK + "«»\"'()[].")
    folded = fold(part)
    kind = _names().get(folded, "")
    if kind and kind != "given name":
        return kind
    if _glued().fullmatch(folded.replace(" ", "")):
        return "agency"
    if _DATE.fullmatch(part):
        return "date"
    words = part.split()
    if any(character.isdigit() for character in part) or not 1 <= len(words) <= 4:
        return ""
    return "person" if len(words) > 1 else "word"


def credit(line: str) -> str:
    """Say whether a line is a credit and nothing else: `dateline`, `byline`, or the empty string."""
    if len(line) > 110:
        return ""
    kinds = [_part(part) for part in _PARTS.split(line) if part.strip(BLANK)]
    sources = {"agency", "outlet"}.intersection(kinds)
    unknown = kinds.count("person") + kinds.count("word")
    if not kinds or "" in kinds or len(kinds) > 5 or unknown > 2 or unknown == len(kinds):
        return "byline" if kinds == ["person"] and _named(line) else ""
    if "word" in kinds and not sources:  # an unknown place is only told by the outlet beside it
        return ""
    if "person" in kinds:
        return "byline"
    return "dateline" if unknown or {"place", "date", "generic"}.intersection(kinds) else "byline"


def _named(line: str) -> bool:
    """Whether a line is a name alone: its first word, after a title, is a common given name."""
    words = [fold(word).strip("./") for word in line.split()]
    if words and words[0] in _TITLES:
        words = words[1:]
    return 2 <= len(words) <= 4 and (_names().get(words[0]) == "given name" or words[0].startswith("عبدال"))


def split_credit(line: str) -> list[Credit]:
    """Cut a line that is only a credit; a place and the reporter or agency after it are two.

    >>> [part.kind for part in split_credit("واشنطن/ دبي-رويترزالشرق")]
    ['dateline', 'byline']
    """
    kind = credit(line)
    if not kind:
        return []
    cut = _CUT.fullmatch(line)
    if cut and _part(cut[2]) not in ("generic", "word") and credit(cut[1]) == "dateline" and credit(cut[2]) != "dateline":
        return [Credit(0, len(line[: cut.start(2)].rstrip(BLANK)), "dateline"), Credit(cut.start(2), len(line), "byline")]
    return [Credit(0, len(line), kind)]


def lead(paragraph: str, first: bool) -> Credit | None:
    """Find the dateline or byline before the first words of a paragraph.

    Parameters
    ----------
    paragraph
        The paragraph; only its beginning is looked at.
    first
        Whether it is the first of the article. In a later one only `place (AGENCY) --` counts.
    """
    head = paragraph[:160]
    if "(" in head[:80] and (found := _LEAD_AGENCY.match(head)) and len(found[1].split()) <= 7:
        source = found[2].strip()
        if _names().get(fold(source)) in ("agency", "outlet") or _LATIN_SOURCE.fullmatch(source):
            return Credit(0, found.end(), "dateline")
    if not first:
        return None
    end, kind = 0, ""
    while end < len(head) and (found := _LEAD_DASH.match(head, end)):  # موسكو - سبوتنيك - ...
        part = credit(found[1] or found[2])
        if not part or (part != "dateline" and not end):
            break
        end, kind = found.end(), "dateline"
    if found := _LEAD_PARENTHESIS.match(head, end):
        inner = credit(found[1]) or ("byline" if _LATIN_SOURCE.fullmatch(found[1]) and found.end() > found.end(1) + 2 else "")
        if inner:
            return Credit(0, found.end(), "dateline")
    if not end and (found := _LEAD_COLON.match(head)):
        parts = [_part(part) for part in _PARTS.split(found[1])]
        if len(parts) > 1 and {"agency", "outlet", "generic"}.intersection(parts):
            end, kind = found.end(), credit(found[1])
    return Credit(0, end, kind) if kind else None


def is_caption(line: str) -> bool:
    """Whether a short line is a caption: some words and, after a dash or in brackets, the agency of the picture."""
    found = _CAPTIONED.fullmatch(line)
    if not found or len(line.split()) < 4 or credit(line):
        return False
    source = fold(found[1].strip(BLANK))
    return _names().get(source) == "agency" or source in ("ارشيف", "ارشيفيه")
