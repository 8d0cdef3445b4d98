"""A figure in a notebook with its caption below it, in both languages."""

from __future__ import annotations

import base64
import html
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.figures import Figure

# JupyterLab sets paragraphs to the left, whatever their direction
_WAY = {"en": 'dir="ltr"', "ar": 'dir="rtl" style="text-align: right"'}


def with_caption(figure: Figure) -> None:
    """Display a figure and below it what it counts, out of how many, and what it cannot show.

    Parameters
    ----------
    figure
        A figure of `analysis.figures`.
    """
    from IPython.display import display

    from analysis.figures import rtl
    from analysis.figures.notebook import bundle

    shown = bundle(figure)
    if "image/png" in shown:
        shown["image/png"] = _at_screen_size(shown["image/png"], int(figure.plot.layout.width))
    display(shown, raw=True)  # type: ignore[no-untyped-call]
    order = ("ar", "en") if figure.lang == "ar" else ("en", "ar")
    paragraphs = "".join(
        f'<p {_WAY[lang]} lang="{lang}">{html.escape(rtl.embed(figure.caption[lang]))}</p>\n' for lang in order
    )
    display({"text/html": paragraphs, "text/plain": figure.caption[figure.lang]}, raw=True)  # type: ignore[no-untyped-call]


def _at_screen_size(picture: str, width: int) -> str:
    """Return a picture (PNG, base64) as wide as its figure on the screen, in pixels.

    JupyterLab shows it, pixel by pixel, until the mouse enters; the picture for print would be three times too large.
    """
    from PIL import Image

    with Image.open(BytesIO(base64.b64decode(picture))) as image:
        height = round(image.height * width / image.width)
        small = image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    target = BytesIO()
    small.quantize(256).save(target, "png", optimize=True)
    return base64.b64encode(target.getvalue()).decode("ascii")
