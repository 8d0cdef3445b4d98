"""Arabic at the display edge: isolates for browsers and plotly, glyph order for Pillow.

Data never pass through here on their way to a table: what these functions return is for the eye only.
"""

from __future__ import annotations

import html
import re
import textwrap
import unicodedata
from functools import cache

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PIECE = r"[+−-]?[A-Za-z0-9∞]+(?:[._/:+&'’–-][A-Za-z0-9]+)*%?"
_FOREIGN = re.compile(rf"{_PIECE}(?: {_PIECE})*(?: \([A-Za-z]{_PIECE}(?: {_PIECE})*\))?")
_ORDERED = re.compile(r"\S*[%./:+−–-]\S*")
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def direction(text: str) -> str:
    """Return `"rtl"` or `"ltr"`, after the first letter that has a direction (`"ltr"` where none has)."""
    for char in text:
        if found := _STRONG.get(unicodedata.bidirectional(char)):
            return found
    return "ltr"


def isolate(text: str, towards: str | None = None) -> str:
    """Wrap `text` so that its punctuation stays on its own side wherever it is displayed.

    Plotly lays a label out left to right; inside an isolate the browser orders it as its language does.

    Parameters
    ----------
    text
        One line.
    towards
        `"rtl"` or `"ltr"`; by default the direction of the first letter.
    """
    text = _CONTROLS.sub("", text)  # an override left open in a raw page would turn its neighbours round
    if not text:
        return ""
    if (towards or direction(text)) == "rtl":
        return RLI + embed(text) + PDI
    return LRI + text + PDI


def embed(text: str) -> str:
    """Isolate what runs left to right inside Arabic: Latin words, dates, percentages (else 2020-war turns round)."""

    def hold(found: re.Match[str]) -> str:
        return f"{LRI}{found[0]}{PDI}"

    def keep(found: re.Match[str]) -> str:
        if re.search("[A-Za-z]", found[0]):
            return hold(found)
        return _ORDERED.sub(hold, found[0])  # numbers follow each other as the Arabic around them does

    return _FOREIGN.sub(keep, text)


def wrap(text: str, width: int) -> list[str]:
    """Break `text` into lines of about `width` characters, at spaces; a longer word stays whole (its letters join)."""
    return textwrap.wrap(" ".join(text.split()), width, break_long_words=False, break_on_hyphens=False) or [""]


def label(text: str, width: int = 0, towards: str | None = None, lines: int = 0) -> str:
    """Return `text` as a plotly label: escaped, wrapped with `<br>`, each line isolated.

    Parameters
    ----------
    text
        Plain text.
    width
        Characters a line; 0 leaves one line.
    towards
        Direction of every line; by default that of the whole text.
    lines
        The most lines; the rest becomes an ellipsis. 0 keeps all.
    """
    towards = towards or direction(text)
    parts = wrap(text, width) if width else [" ".join(text.split())]
    if lines and len(parts) > lines:
        parts = [*parts[: lines - 1], parts[lines - 1] + " …"]
    return "<br>".join(html.escape(isolate(part, towards), quote=False) for part in parts)


@cache
def pillow_shapes() -> bool:
    """Tell whether Pillow joins and orders Arabic by itself (raqm, which needs fribidi on the machine)."""
    from PIL import features

    return bool(features.check("raqm"))


def shaping() -> str:
    """Return what joins and orders Arabic for Pillow."""
    return "raqm" if pillow_shapes() else "arabic-reshaper, python-bidi"


def for_pillow(text: str, towards: str | None = None) -> str:
    """Return `text` as Pillow must be given it to be drawn joined and right to left.

    With raqm that is the plain string: shaping it twice reverses it and breaks the joins. Without, the letters
    are replaced by their joined forms (vowel signs, which Pillow cannot place, are left out) and put in the order of
    the eye.

    Parameters
    ----------
    text
        One line.
    towards
        `"rtl"` or `"ltr"`, as in `isolate`; give Pillow `pillow_direction` of the same beside it.
    """
    text = _CONTROLS.sub("", text)
    if pillow_shapes():
        return text
    import arabic_reshaper
    from bidi.algorithm import get_display  # the Rust `bidi.get_display` does not mirror brackets

    base = "R" if (towards or direction(text)) == "rtl" else "L"
    return str(get_display(arabic_reshaper.reshape(text), base_dir=base))


def pillow_direction(towards: str) -> str | None:
    """Return the `direction` to give Pillow, which takes one only where it shapes by itself."""
    return towards if pillow_shapes() else None
