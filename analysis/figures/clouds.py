"""Word clouds whose Arabic is joined and in order, with and without raqm, in every format from one layout."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.figures import fonts, raster, rtl
from analysis.figures.raster import SCALE
from analysis.figures.template import INK

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PIL import ImageFont

SMALLEST = 9
"""Smallest type in px; words that would be smaller are left out, and out of the data."""

HEADING, GAP = 13, 14
COLOURS = ("#0072B2", "#A84A00", "#00704F", "#9B4F7D", INK, "#7A5200")
"""Those of `PALETTE`, dark enough for small letters on white (4.5 to 1), one a panel."""

MOST = 80


@dataclass(frozen=True)
class Word:
    """A word where it stands: its box of ink and where its baseline begins, in px, its type size and font file."""

    text: str
    x: float
    y: float
    width: float
    height: float
    origin: float
    baseline: float
    advance: float
    size: int
    font: Path
    colour: str
    panel: int
    towards: str

    @property
    def families(self) -> str:
        """The CSS families to draw it with: the font that it was laid out in comes first."""
        return f"{_font(self.font, 10).getname()[0]}, {fonts.FAMILIES}"


@dataclass(frozen=True)
class Picture:
    """A laid-out cloud, or several side by side, each under its heading.

    Attributes
    ----------
    words, headings
        What is drawn; a heading's size is fixed.
    width, height
        px.
    """

    words: tuple[Word, ...]
    headings: tuple[Word, ...]
    width: int
    height: int

    def png(self) -> bytes:
        """Return the picture as Pillow draws it, at 384 pixels an inch; the same bytes on every run."""
        from PIL import Image, ImageDraw

        image = Image.new("RGB", (self.width * SCALE, self.height * SCALE), "white")
        draw = ImageDraw.Draw(image)
        for word in (*self.words, *self.headings):
            font = _font(word.font, word.size * SCALE)
            place = (word.origin * SCALE, word.baseline * SCALE)
            towards = rtl.pillow_direction(word.towards)
            text = rtl.for_pillow(word.text, word.towards)
            draw.text(place, text, fill=word.colour, font=font, anchor="ls", direction=towards)
        return raster.png(image)

    def svg(self) -> bytes:
        """Return the picture as text in reading order, which the browser shapes; a word keeps its width in any font."""
        lines = [
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
                f'viewBox="0 0 {self.width} {self.height}">'
            ),
            f'<rect width="{self.width}" height="{self.height}" fill="#ffffff"/>',
        ]
        for word in (*self.words, *self.headings):
            lines.append(
                f'<text x="{word.origin:g}" y="{word.baseline:g}" font-family="{word.families}" font-size="{word.size}" '
                f'fill="{word.colour}" textLength="{word.advance:g}" lengthAdjust="spacingAndGlyphs">'
                f"{html.escape(rtl.isolate(word.text, word.towards), quote=False)}</text>"
            )
        return "\n".join([*lines, "</svg>", ""]).encode()


def lay_out(
    panels: Sequence[tuple[str, Sequence[tuple[str, float]]]], width: int, across: int = 1, title: str = ""
) -> Picture:
    """Lay out clouds of words whose area grows with their weight.

    Parameters
    ----------
    panels
        For each cloud its heading (may be empty) and (word, weight), weights positive. Equal weights are ordered by
        word, so that the same counts give the same picture.
    width
        px of the whole picture.
    across
        Clouds in a row, in reading order from the right where the title is Arabic.
    title
        Stands above them all.
    """
    path = fonts.arabic(rtl.for_pillow("".join(word for _, words in panels for word, _ in words)))
    plain = fonts.arabic(rtl.for_pillow(title + "".join(heading for heading, _ in panels)))
    mirrored = rtl.direction(title + "".join(heading for heading, _ in panels)) == "rtl"
    across = max(1, min(across, len(panels)))
    each = (width - GAP * (across - 1)) // across
    tall = max(120, round(each * (0.5 if across == 1 else 0.75)))
    towards = "rtl" if mirrored else "ltr"
    words: list[Word] = []
    headings, y = _heading(title, 0, 4, width, HEADING + 2, plain, towards, -1)
    for first in range(0, len(panels), across):
        top = y
        lefts = [(across - 1 - place if mirrored else place) * (each + GAP) for place in range(across)]
        for index, left in zip(range(first, min(first + across, len(panels))), lefts, strict=False):
            lines, below = _heading(panels[index][0], left, top, each, HEADING, plain, towards, index)
            headings += lines
            y = max(y, below)
        for index, left in zip(range(first, min(first + across, len(panels))), lefts, strict=False):
            colour = COLOURS[index % len(COLOURS)]
            for text, x, down, size in _places(panels[index][1], each, tall, path):
                words.append(_word(text, left + x, y + down, size, path, colour, index, rtl.direction(text)))
        y += tall + GAP
    return Picture(tuple(words), tuple(headings), width, round(y))


def _heading(
    text: str, left: float, y: float, room: float, size: int, path: Path, towards: str, panel: int
) -> tuple[list[Word], float]:
    """Return a heading in lines that fit, from the side where its language begins, and the y below it."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _length(longer, size, path, towards) <= room - 8:
            lines[-1] = longer
        else:
            lines.append(word)
    found = []
    for line in lines:
        x = left + (room - _length(line, size, path, towards) - 4 if towards == "rtl" else 4)
        found.append(_word(line, x, y, size, path, INK, panel, towards))
        y += size + 8
    return found, y + (4 if lines else 0)


def _length(text: str, size: int, path: Path, towards: str) -> float:
    shaped = rtl.for_pillow(text, towards)
    return float(_font(path, size).getlength(shaped, direction=rtl.pillow_direction(towards)))


def _places(
    weights: Sequence[tuple[str, float]], width: int, height: int, path: Path
) -> list[tuple[str, float, float, int]]:
    """Return (word, x, y, size) of the words that find room, the heaviest first."""
    from wordcloud import WordCloud

    if not weights:
        return []
    order = sorted(weights, key=lambda pair: (-pair[1], pair[0]))[:MOST]
    logical = {rtl.for_pillow(word): word for word, _ in order}
    cloud = WordCloud(
        font_path=str(path),
        width=width,
        height=height,
        max_words=MOST,
        min_font_size=SMALLEST,
        max_font_size=round(height / 4),
        prefer_horizontal=1.0,
        relative_scaling=1.0,
        random_state=1,
        margin=7,  # wide enough that no small word slips between the letters of a large one
        repeat=False,
        background_color="white",
    )
    cloud.generate_from_frequencies({rtl.for_pillow(word): weight**0.5 for word, weight in order})
    return [(logical[word], float(x), float(y), int(size)) for (word, _), size, (y, x), _, _ in cloud.layout_]


def _word(text: str, x: float, y: float, size: int, path: Path, colour: str, panel: int, towards: str) -> Word:
    """Return the word whose ink has its top left corner at x, y."""
    shaped, way = rtl.for_pillow(text, towards), rtl.pillow_direction(towards)
    left, top, right, bottom = _font(path, size).getbbox(shaped, anchor="ls", direction=way)
    advance = round(_length(text, size, path, towards), 2)
    return Word(text, x, y, right - left, bottom - top, x - left, y - top, advance, size, path, colour, panel, towards)


def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(path), size)
