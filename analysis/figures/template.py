"""One look for every chart: colours that the colour-blind tell apart, patterns for print in grey, journal widths."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.figures import fonts

if TYPE_CHECKING:
    import plotly.graph_objects as go

COLUMN, PAGE = 89.0, 183.0
"""Widths of one and of two journal columns, in mm."""

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442")
"""Okabe and Ito's colours (2008), chosen to be told apart with any kind of colour vision; grey is kept for the rest."""

PATTERNS = ("", "/", ".", "\\", "x", "-", "|")
"""A fill pattern for each colour of `PALETTE`, for print in grey."""

INK, SOFT, LINE, BLANK = "#1a1a1a", "#595959", "#c8c8c8", "#f2f2f2"
OTHERS = "#8c8c8c"

SHADES = ((0.0, "#ffffff"), (0.001, "#e8f0f7"), (0.5, "#5b9bc9"), (1.0, "#08306b"))
"""A scale of one hue whose lightness falls steadily, so that it reads the same in grey."""

SIZE, SMALL = 9.5, 8.5
"""Type sizes in px: 7 and 6.4 pt in print."""

LINE_HEIGHT = 13.0


def pixels(millimetres: float) -> int:
    """Return a width in CSS pixels (96 an inch), in which plotly counts."""
    return round(millimetres / 25.4 * 96)


def millimetres(text: str) -> float:
    """Read a width as `89mm`, `8.9 cm` or `89`.

    Raises
    ------
    ValueError
        If it is none of these or lies outside 60 to 400 mm.
    """
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(mm|cm)?\s*", text)
    value = float(found[1]) * (10 if found[2] == "cm" else 1) if found else 0.0
    if not 60 <= value <= 400:
        raise ValueError(f"width {text!r} is not usable: give 60mm to 400mm, for instance 89mm (a column) or 183mm")
    return value


@cache
def template() -> go.layout.Template:
    """Return the plotly template that all figures share."""
    import plotly.graph_objects as go

    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "automargin": True,
        "tickfont": {"size": SIZE, "color": INK},
        "title": {"font": {"size": SIZE, "color": SOFT}},
    }
    return go.layout.Template(
        layout={
            "font": {"family": fonts.FAMILIES, "size": SIZE, "color": INK},
            "title": {"font": {"size": SIZE + 2, "color": INK, "weight": 600}, "yref": "container", "yanchor": "top"},
            "paper_bgcolor": "#ffffff",
            "plot_bgcolor": "#ffffff",
            "colorway": list(PALETTE),
            "xaxis": axis,
            "yaxis": axis,
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": "#ffffff",
                "bordercolor": SOFT,
                "align": "right",
                "font": {"size": 13, "family": fonts.FAMILIES, "color": INK},
            },
        }
    )
