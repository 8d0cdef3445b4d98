"""A figure in a notebook with its caption below it, in both languages."""

from __future__ import annotations

import html
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

    from analysis.figures import rtl, show

    show(figure)
    order = ("ar", "en") if figure.lang == "ar" else ("en", "ar")
    paragraphs = "".join(
        f'<p {_WAY[lang]} lang="{lang}">{html.escape(rtl.embed(figure.caption[lang]))}</p>\n' for lang in order
    )
    display({"text/html": paragraphs, "text/plain": figure.caption[figure.lang]}, raw=True)  # type: ignore[no-untyped-call]
