"""Word clouds whose Arabic is joined and in order, with and without raqm, in every format from one layout."""

from __future__ import annotations

import html
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.figures import fonts, rtl
from analysis.figures.template import INK, PALETTE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PIL import ImageFont

SCALE = 4
SMALLEST = 9
"""Smallest type in px; words that would be smaller are left out, and out of the data."""

HEADING = 13
COLOURS = (PALETTE[0], PALETTE[1], PALETTE[2], PALETTE[3], INK, "#8a5a00")
"""Colours dark enough for letters on white, one a panel."""

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
            draw.text(place, rtl.for_pillow(word.text), fill=word.colour, font=font, anchor="ls")
        buffer = io.BytesIO()
        image.save(buffer, "PNG", optimize=True, dpi=(96 * SCALE, 96 * SCALE))
        return buffer.getvalue()

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
            family = f"{_font(word.font, 10).getname()[0]}, {fonts.FAMILIES}"
            lines.append(
                f'<text x="{word.origin:g}" y="{word.baseline:g}" font-family="{family}" font-size="{word.size}" '
                f'fill="{word.colour}" textLength="{word.advance:g}" lengthAdjust="spacingAndGlyphs">'
                f"{html.escape(rtl.isolate(word.text), quote=False)}</text>"
            )
        return "\n".join([*lines, "</svg>", ""]).encode()


def lay_out(panels: Sequence[tuple[str, Sequence[tuple[str, float]]]], width: int, across: int = 1) -> Picture:
    """Lay out clouds of words whose area grows with their weight.

    Parameters
    ----------
    panels
        For each cloud its heading (may be empty) and (word, weight), weights positive. Equal weights are ordered by
        word, so that the same counts give the same picture.
    width
        px of the whole picture.
    across
        Clouds in a row, in reading order from the right where headings are Arabic.
    """
    path = fonts.arabic(rtl.for_pillow("".join(word for _, words in panels for word, _ in words)))
    plain = fonts.arabic(rtl.for_pillow("".join(heading for heading, _ in panels)))
    gap, top = 14, 22 if any(heading for heading, _ in panels) else 0
    across = max(1, min(across, len(panels)))
    each = (width - gap * (across - 1)) // across
    tall = max(120, round(each * (0.5 if across == 1 else 0.75)))
    mirrored = any(rtl.direction(heading) == "rtl" for heading, _ in panels)
    words: list[Word] = []
    headings: list[Word] = []
    for index, (heading, weights) in enumerate(panels):
        row, place = divmod(index, across)
        left = (across - 1 - place if mirrored else place) * (each + gap)
        y = row * (tall + top + gap)
        if heading:
            length = _font(plain, HEADING).getlength(rtl.for_pillow(heading))
            x = left + (each - length - 2 if mirrored else 2)
            headings.append(_word(heading, x, y + 2, HEADING, plain, INK, index))
        colour = COLOURS[index % len(COLOURS)] if len(panels) > 1 else COLOURS[0]
        words += [
            _word(text, left + x, y + top + down, size, path, colour, index)
            for text, x, down, size in _places(weights, each, tall, path)
        ]
    rows = -(-len(panels) // across)
    return Picture(tuple(words), tuple(headings), width, max(1, rows) * (tall + top + gap))


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


def _word(text: str, x: float, y: float, size: int, path: Path, colour: str, panel: int) -> Word:
    """Return the word whose ink has its top left corner at x, y."""
    font, shaped = _font(path, size), rtl.for_pillow(text)
    left, top, right, bottom = font.getbbox(shaped, anchor="ls")
    origin, baseline, advance = x - left, y - top, round(float(font.getlength(shaped)), 2)
    return Word(text, x, y, right - left, bottom - top, origin, baseline, advance, size, path, colour, panel)


def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(path), size)
