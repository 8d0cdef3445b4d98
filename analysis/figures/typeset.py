"""How wide a label is: the same answer on every machine, so that a figure's layout is the same too."""

from __future__ import annotations

from functools import cache

from analysis.figures import fonts


@cache
def _advances() -> tuple[dict[int, float], float]:
    """Return the advance of each character of DejaVu Sans in em, and the mean (for letters it lacks)."""
    from fontTools.ttLib import TTFont

    font = TTFont(fonts.bundled())
    widths, unit = font["hmtx"].metrics, font["head"].unitsPerEm
    advances = {code: widths[name][0] / unit for code, name in font.getBestCmap().items()}
    return advances, 0.6


@cache
def width(text: str, size: float) -> float:
    """Return the width of `text` in px, set in DejaVu Sans (wider than the fonts it stands for) at `size` px."""
    import arabic_reshaper

    advances, mean = _advances()
    return sum(advances.get(ord(char), mean) for char in arabic_reshaper.reshape(text)) * size


def wrap(text: str, room: float, size: float, lines: int = 0) -> list[str]:
    """Break `text` at spaces into lines no wider than `room` px; a single word may be wider.

    Parameters
    ----------
    text
        Plain text.
    room, size
        Room a line and type size, in px.
    lines
        The most lines: what is left over becomes an ellipsis. 0 keeps all.
    """
    broken: list[str] = []
    for word in text.split():
        if broken and width(f"{broken[-1]} {word}", size) <= room:
            broken[-1] += f" {word}"
        else:
            broken.append(word)
    if lines and len(broken) > lines:
        broken = [*broken[: lines - 1], broken[lines - 1] + " …"]
    return broken or [""]
