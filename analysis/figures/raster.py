"""PNG for print: 384 pixels an inch, said so in the file, in as few bytes as a chart needs."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

SCALE = 4
"""Pixels a CSS pixel, of which there are 96 in an inch."""


def png(image: Image.Image) -> bytes:
    """Return an image as PNG of 256 colours, chosen so that none is off by more than a few steps of 255."""
    from PIL import Image

    small = image.convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    small.save(buffer, "PNG", optimize=True, dpi=(96 * SCALE, 96 * SCALE))
    return buffer.getvalue()
