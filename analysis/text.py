"""Arabic text that keeps its place: normal forms on the side, tokens with offsets into the raw page.

The raw text is never rewritten. `fold` gives the form under which two spellings are the same word,
`normalize` does it to a whole text and keeps the way back, `tokens` gives words and marks with their offsets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

HARAKAT = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
CONTROLS = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SILENT = re.compile(f"[{HARAKAT}{CONTROLS}\u0640]")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیېئے", "ي"),
        **dict.fromkeys("ةۀہۃھە", "ه"),
        **dict.fromkeys("کگڪ", "ك"),
        "ؤ": "و",
        **{chr(0x660 + digit): str(digit) for digit in range(10)},
        **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
    }
)

MARK_ENTITY = "&(?:quot|ldquo|rdquo|lsquo|rsquo|laquo|raquo|#0?3[49]|#171|#187|#821[67]|#822[01]);"
_TOKEN = (
    rf"[^\W\d_]+(?:[{HARAKAT}{CONTROLS}\d]+[^\W_]*)*"  # a word with its harakat
    r"|\d+(?:[.,٫٬:]\d+)*"
    rf"|{MARK_ENTITY}"
    r"|''|\.{2,}"
    rf"|[^\s{HARAKAT}{CONTROLS}]"
)
TOKEN = re.compile(_TOKEN)
"""A token: a word, a number, a quotation mark (also as an HTML entity), a run of full stops, one other sign."""
SPLIT = re.compile(f"({_TOKEN})")
"""Splits a text into what stands between tokens and the tokens, in turn."""

SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a surrogate pair, which no file can hold."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_safe(text: str) -> str:
    r"""Replace each character that XML, and so a workbook, cannot carry by U+FFFD: offsets stay.

    >>> xml_safe("\x00a") == "\ufffda"
    True
    """
    return _NOT_IN_XML.sub("\ufffd", text)


def whole_characters(text: str) -> str:
    r"""Put U+FFFD for halves of surrogate pairs, which no file can hold: one for one, so offsets stay.

    >>> whole_characters("\ud800a") == "\ufffda"
    True
    """
    return text if text.isascii() else SURROGATE.sub("\ufffd", text)


@lru_cache(maxsize=200_000)
def fold(surface: str) -> str:
    """Return the normal form of a word: no harakat, tatweel or bidi controls; one alef, ya, ha and waw; ASCII digits.

    Hamza carriers fold to their letter and ta marbuta to ha, as in camel-tools' `normalize_*_ar`; Persian and
    Urdu letters and presentation forms fold to their Arabic letters.

    >>> fold("اتّهمتْ") == "اتهمت", fold("الأرمينيّة") == "الارمينيه"
    (True, True)
    """
    if _PRESENTATION.search(surface):
        surface = unicodedata.normalize("NFKC", surface)
    return _SILENT.sub("", surface).translate(_LETTERS).lower()


@dataclass(frozen=True)
class Normalized:
    """A normalised text and, for each of its characters, the place of that character in the raw text."""

    text: str
    places: Sequence[int]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Translate a span of the normalised text into a span of the raw one.

        Raises
        ------
        IndexError
            If the span does not lie in the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"span {start}:{end} outside a text of {len(self.text)} characters")
        return self.places[start], (self.places[end - 1] + 1 if end > start else self.places[start])


def normalize(raw: str) -> Normalized:
    """Fold a whole text and keep the way back to the raw offsets.

    Parameters
    ----------
    raw
        Any text.

    Returns
    -------
    Normalized
        `text`, and `places` with one more entry than `text` has characters (the last is `len(raw)`).
    """
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(raw):
        folded = fold(character)
        characters.append(folded)
        places.extend([place] * len(folded))
    places.append(len(raw))
    return Normalized("".join(characters), places)


def tokens(raw: str) -> pd.DataFrame:
    """Cut a text into tokens.

    Returns
    -------
    DataFrame
        A row a token: `start` and `end` (offsets into `raw`), `surface`, `folded`, `is_word`.
    """
    import pandas as pd

    found = [(m.start(), m.end(), m.group()) for m in TOKEN.finditer(raw)]
    return pd.DataFrame(
        {
            "start": pd.array([start for start, _, _ in found], dtype="Int64"),
            "end": pd.array([end for _, end, _ in found], dtype="Int64"),
            "surface": pd.array([surface for _, _, surface in found], dtype="string"),
            "folded": pd.array([fold(surface) for _, _, surface in found], dtype="string"),
            "is_word": pd.array(
                [surface[0].isalnum() and fold(surface) != "" for _, _, surface in found], dtype="boolean"
            ),
        }
    )
