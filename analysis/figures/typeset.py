"""How wide a label is: the same answer on every machine, so that a figure's layout is the same too."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.figures import fonts

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font


_BRACKETS = re.compile(r"\([^()]*\)$")

UNKNOWN = 0.6
"""Advance in em of a letter that DejaVu Sans lacks."""


@cache
def _advance(char: str) -> float:
    """Return the advance of a character of DejaVu Sans in em, from the font's own table, so without rounding."""
    from matplotlib.ft2font import LoadFlags

    font = _font()
    if ord(char) not in font.get_charmap():
        return UNKNOWN
    return float(font.load_char(ord(char), flags=LoadFlags.NO_SCALE).horiAdvance / font.units_per_EM)


@cache
def _font() -> FT2Font:
    from matplotlib.ft2font import FT2Font

    return FT2Font(str(fonts.bundled()))


@cache
def width(text: str, size: float) -> float:
    """Return the width of `text` in px, set in DejaVu Sans (wider than the fonts it stands for) at `size` px."""
    import arabic_reshaper

    return sum(map(_advance, arabic_reshaper.reshape(text))) * size


def wrap(text: str, room: float, size: float, lines: int = 0) -> list[str]:
    """Break `text` at spaces into lines no wider than `room` px; a single word may be wider.

    Parameters
    ----------
    text
        Plain text.
    room, size
        Room a line and type size, in px.
    lines
        The most lines: what is left over becomes an ellipsis, but for what stands in brackets at the end: that an
        outlet is inferred must not be cut off with its long name. 0 keeps all.
    """
    broken: list[str] = []
    for word in text.split():
        if broken and width(f"{broken[-1]} {word}", size) <= room:
            broken[-1] += f" {word}"
        else:
            broken.append(word)
    if lines and len(broken) > lines:
        end = " …" + (f" {found[0]}" if (found := _BRACKETS.search(text)) else "")
        last = broken[lines - 1].split()
        while len(last) > 1 and width(" ".join(last) + end, size) > room:
            last.pop()
        broken = [*broken[: lines - 1], " ".join(last) + end]
    return broken or [""]
