"""The paper of a figure: one pixel coordinate system for words, rules and marks; for Arabic it runs from the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysis.figures import rtl, typeset
from analysis.figures.template import BLANK, INK, LINE, LINE_HEIGHT, SIZE, pixels, template

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

EDGE, GAP = 6.0, 6.0
LABELS = 0.34
"""The most of a figure's width that row labels take."""


class Sheet:
    """The paper: collects labels and rules in pixel coordinates and makes the layout of them."""

    def __init__(self, lang: str, width: float) -> None:
        self.direction = "rtl" if lang == "ar" else "ltr"
        self.width = float(pixels(width))
        self.words: list[_Words] = []
        self.turned: list[dict[str, object]] = []
        self.shapes: list[dict[str, object]] = []

    def heading(self, title: str) -> float:
        """Write the title at the start side; return the y below it."""
        lines = typeset.wrap(title, (self.width - 2 * EDGE) * 0.9, SIZE + 2)
        self.write(EDGE, EDGE, lines, size=SIZE + 2, bold=True)
        return EDGE + (LINE_HEIGHT + 3) * len(lines) + 2 * GAP

    def write(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        *,
        size: float = SIZE,
        colour: str = INK,
        bold: bool = False,
        vertical: str = "top",
        centred: bool = False,
        turned: bool = False,
    ) -> None:
        """Write lines of plain text from `x` towards the end of the line (or around it)."""
        if not any(lines):
            return
        text = "<br>".join(rtl.label(line, towards=self.direction) for line in lines)
        text = f"<b>{text}</b>" if bold else text
        if turned:
            font = {"size": size, "color": colour}
            place = {"x": round(x, 1), "y": round(y, 1), "xanchor": "center", "yanchor": vertical, "textangle": -90}
            self.turned.append({**place, "text": text, "font": font, "showarrow": False, "borderpad": 0})
            return
        across = "center" if centred else "left" if self.direction == "rtl" else "right"
        down = {"top": "bottom", "middle": "middle", "bottom": "top"}[vertical]  # plotly names the side of the point
        y += 0.3 * size if vertical == "top" else 0.0
        self.words.append(_Words(round(x, 1), round(y, 1), text, f"{down} {across}", size, colour))

    def rule(self, first: float, last: float, y: float) -> None:
        """Draw a hairline."""
        self.shapes.append(
            {
                "type": "line",
                "layer": "below",
                "x0": round(first, 1),
                "x1": round(last, 1),
                "y0": round(y, 1),
                "y1": round(y, 1),
                "line": {"color": LINE, "width": 0.5},
            }
        )

    def upright(self, x: float, first: float, last: float) -> None:
        """Draw a vertical hairline."""
        line = {"color": BLANK, "width": 1}
        self.shapes.append({"type": "line", "layer": "below", "x0": x, "x1": x, "y0": first, "y1": last, "line": line})

    def figure(self, plot: go.Figure, height: float) -> go.Figure:
        """Give `plot` its size, its axes in pixels, and what was written."""
        plot.add_trace(self._text())
        for index, trace in enumerate(plot.data):
            trace.uid = f"t{index}"
        across = [self.width, 0] if self.direction == "rtl" else [0, self.width]
        axis = {"visible": False, "fixedrange": True}
        return plot.update_layout(
            template=template(),
            width=self.width,
            height=round(height),
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            xaxis=dict(axis, range=across),
            yaxis=dict(axis, range=[round(height), 0]),
            barmode="overlay",
            annotations=self.turned,
            shapes=self.shapes,
        )

    def _text(self) -> go.Scatter:
        """Return what was written as points: an annotation's place depends on the font, and neighbours would differ."""
        import plotly.graph_objects as go

        return go.Scatter(
            mode="text",
            x=[word.x for word in self.words],
            y=[word.y for word in self.words],
            text=[word.text for word in self.words],
            textposition=[word.position for word in self.words],
            textfont={"size": [word.size for word in self.words], "color": [word.colour for word in self.words]},
            hoverinfo="skip",
            cliponaxis=False,
        )


class _Words(NamedTuple):
    """Lines of text at a point."""

    x: float
    y: float
    text: str
    position: str
    size: float
    colour: str


def label_room(labels: Sequence[str], width: float) -> float:
    """Return the px that row labels get: what the widest asks for, to a third of the figure."""
    return min(width * LABELS, max((typeset.width(label, SIZE) for label in labels), default=0.0) + 2)
