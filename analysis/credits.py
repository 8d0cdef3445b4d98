"""Datelines and bylines: the credits of a news page, on a line of their own or before the first words of a paragraph.

The names of agencies, outlets, places and common given names are data: `codebook/credits.csv`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analysis import codebook
from analysis.dates import is_stamp
from analysis.text import fold

KINDS = ("not in a name", "given name", "country", "outlet", "agency", "generic", "place")
"""Of a name that is two things the later counts: عمان is a place, though a newspaper is called so."""

codebook.register(
    "credits", codebook.Schema(("kind", "name"), ("kind", "name"), ("kind", "name"), {"kind": frozenset(KINDS)})
)

BLANK = "".join(map(chr, [*range(9, 14), 28, 29, 30, 31, 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x2010)])) + (
    "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u202f\u205f\u2060\u2066\u2067\u2068\u2069\u3000\ufeff\u061c\u00ad"
)
"""White space, and the invisible controls that stand about it."""

_DASH = r"(?:--|[-–—−])"
_PARTS = re.compile(r"\s*[/،,|:()؛]\s*|\s*--?\s*|\s*[–—−]+\s*|\s+ـ+\s+")
_LEAD_PARENTHESIS = re.compile(rf"\(([^()\n]{{2,80}})\)\s*(?:(?:{_DASH}|ـ|:){{1,2}}\s*)?")
_LEAD_AGENCY = re.compile(rf"([^()\n.:«»\"“]{{2,70}}?)\s?\(([^()\n]{{2,40}})\)\s?(?:{_DASH}|ـ|:){{1,2}}\s*")
_LEAD_COLON = re.compile(r"([^:\n]{3,70}?)\s?:\s*")
_LEAD_DASH = re.compile(rf"([^\n:()]{{2,60}}?)(?:\s?{_DASH}|\sـ+)\s+")
_LATIN_SOURCE = re.compile(r"[A-Z][A-Za-z0-9 ./]{1,20}")
_CUT = re.compile(rf"(.+?)\s*(?:{_DASH}|\s[ـ/]\s)\s*(\S.*)")
_CAPTIONED = re.compile(r".{6,}?\s?(?:[-–—|/(]|\sـ\s)\s?(?:\(\s?)?([^-–—|/()ـ]{2,25})\)?\s*")
_BEFORE_SOURCE = re.compile(r"[-–—|/(ـ]")
_TITLES = ("د", "د.", "ا", "ا.", "م.", "الدكتور", "الدكتوره", "الاستاذ", "المهندس")


class Credit(NamedTuple):
    """A part of a line, `text[start:end]`, that is a `dateline` or a `byline`."""

    start: int
    end: int
    kind: str


class Names(NamedTuple):
    """What the codebook knows: folded name to kind, and two or three sources written as one word."""

    kinds: dict[str, str]
    glued: re.Pattern[str]


@lru_cache(maxsize=8)
def names(book: codebook.Codebook) -> Names:
    """Take the names of credits out of a codebook."""
    rows = sorted(book.rows("credits"), key=lambda row: KINDS.index(row["kind"]))
    kinds = {fold(row["name"]): row["kind"] for row in rows}
    sources = sorted((name for name, kind in kinds.items() if kind in ("agency", "outlet")), key=len, reverse=True)
    return Names(kinds, re.compile("(?:" + "|".join(map(re.escape, sources)) + "){2,3}"))


def _part(part: str, known: Names) -> str:
    """Say what one part of a credit is: a kind of the codebook, date, named (by a given name), person or word."""
    part = part.strip(BLANK + "«»\"'()[].")
    folded = fold(part)
    kind = known.kinds.get(folded, "")
    if kind and kind not in KINDS[:2]:
        return kind
    if known.glued.fullmatch(folded.replace(" ", "")):
        return "agency"
    if is_stamp(part):
        return "date"
    words = part.split()
    if any(character.isdigit() for character in part) or not 1 <= len(words) <= 4:
        return ""
    if len(words) == 1:
        return "word"
    if any(word.startswith("لل") or known.kinds.get(fold(word)) == "not in a name" for word in words):
        return ""
    first = fold(words[1] if fold(words[0]) in _TITLES and len(words) > 2 else words[0])
    given = known.kinds.get(first) == "given name" or first.startswith("عبدال")
    linked = len(words) <= 3 or any(word in ("بن", "آل", "أبو") or word.startswith("و") for word in words)
    return "named" if given and linked else ("person" if len(words) <= 3 else "")


def _parts(line: str, known: Names) -> list[str]:
    return [_part(part, known) for part in _PARTS.split(line) if part.strip(BLANK)]


def credit(line: str, known: Names) -> str:
    """Say whether a line is a credit and nothing else: `dateline`, `byline`, or the empty string.

    A name that the codebook does not know counts as a person only where bylines have it: in front.
    """
    if len(line) > 110:
        return ""
    if is_stamp(line):
        return "dateline"
    kinds = _parts(line, known)
    unknown = kinds.count("person") + kinds.count("word")
    if not kinds or "" in kinds or len(kinds) > 5 or unknown == len(kinds) or "person" in kinds[1:]:
        return "byline" if kinds == ["named"] else ""
    if "word" in kinds and not {"agency", "outlet"}.intersection(kinds):
        return ""  # an unknown place is only told by the outlet beside it
    if set(kinds) <= {"country", "person", "named"}:  # روسيا - تركيا is no dateline
        return "byline" if kinds == ["named"] else ""
    if "person" in kinds or "named" in kinds:
        return "byline"
    return "dateline" if unknown or {"place", "country", "date", "generic"}.intersection(kinds) else "byline"


def split_credit(line: str, known: Names) -> list[Credit]:
    """Cut a line that is only a credit; a place and the reporter or agency after it are two.

    >>> [part.kind for part in split_credit("واشنطن/ دبي-رويترزالشرق", names(codebook.read()))]
    ['dateline', 'byline']
    """
    kind = credit(line, known)
    if not kind:
        return []
    cut = _CUT.fullmatch(line)
    if (
        cut
        and _part(cut[2], known) not in ("generic", "word")
        and credit(cut[1], known) == "dateline"
        and credit(cut[2], known) != "dateline"
    ):
        return [
            Credit(0, len(line[: cut.start(2)].rstrip(BLANK)), "dateline"),
            Credit(cut.start(2), len(line), "byline"),
        ]
    return [Credit(0, len(line), kind)]


def lead(paragraph: str, known: Names, first: bool) -> Credit | None:
    """Find the dateline or byline before the first words of a paragraph.

    Parameters
    ----------
    paragraph
        The paragraph; only its beginning is looked at.
    known
        The names of the codebook.
    first
        Whether it is the first of the article. In a later one only `place (AGENCY) --` counts.
    """
    head = paragraph[:160]
    if "(" in head[:80] and (found := _LEAD_AGENCY.match(head)) and len(found[1].split()) <= 7:
        source = found[2].strip()
        if known.kinds.get(fold(source)) in ("agency", "outlet") or _LATIN_SOURCE.fullmatch(source):
            return Credit(0, found.end(), "dateline")
    if not first:
        return None
    if found := _LEAD_COLON.match(head):
        kinds = _parts(found[1], known)
        if len(kinds) > 1 and {"agency", "outlet", "generic"}.intersection(kinds) and (kind := credit(found[1], known)):
            return Credit(0, found.end(), kind)
    end = 0
    while end < len(head) and (found := _LEAD_DASH.match(head, end)):  # موسكو - سبوتنيك - ...
        part = credit(found[1], known)
        if not part or (part != "dateline" and not end):
            break
        end = found.end()
    if found := _LEAD_PARENTHESIS.match(head, end):
        kinds = _parts(found[1], known)
        latin = _LATIN_SOURCE.fullmatch(found[1]) and found[0].rstrip(BLANK)[-1] != ")"  # (CNN)--
        if latin or ({"agency", "outlet", "date"}.intersection(kinds) and credit(found[1], known)):
            end = found.end()
    return Credit(0, end, "dateline") if end else None


def is_caption(line: str, known: Names) -> bool:
    """Whether a short line is a caption: some words and, after a dash or in brackets, the agency of the picture."""
    found = _CAPTIONED.fullmatch(line) if _BEFORE_SOURCE.search(line, max(0, len(line) - 30)) else None
    if not found or len(line.split()) < 4 or credit(line, known):
        return False
    source = fold(found[1].strip(BLANK))
    return known.kinds.get(source) == "agency" or source in ("ارشيف", "ارشيفيه")
