"""The figure of a word cloud: one layout, drawn by Pillow for print and by plotly for pointing at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.figures import charts, clouds, rtl
from analysis.figures.figure import Figure, hovers
from analysis.figures.labels import text
from analysis.figures.template import pixels, template

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

    from analysis.figures.charts import Text
    from analysis.figures.labels import Labels
    from analysis.tables import Coded


BASELINE = 0.25
"""How far below the middle of a line, in its type size, plotly puts the baseline."""


def cloud(
    name: str,
    coded: Coded,
    labels: Labels,
    width: float,
    panels: Sequence[tuple[str, pd.DataFrame]],
    weight: str,
    parts: Sequence[Text],
    *,
    across: int = 1,
    made_with: str = "",
) -> Figure:
    """Lay out a cloud for each panel and make the figure of them.

    Parameters
    ----------
    name, coded, labels, width
        As in every figure.
    panels
        Heading, and terms: `term`, `count`, `tokens`, the column `weight`, `rows`, `table`.
    weight
        The column that the area of a word stands for.
    parts
        What the caption says beside the note.
    across
        Panels in a row.
    made_with
        What made the lemmas.
    """
    title = charts.titles(coded, name)
    weights = [(heading, list(zip(rows["term"], rows[weight].astype(float), strict=True))) for heading, rows in panels]
    picture = clouds.lay_out(weights, pixels(width), across, title[labels.lang])
    terms = [rows.set_index("term", drop=False) for _, rows in panels]
    data = pd.DataFrame([terms[word.panel].loc[word.text] for word in picture.words])
    data = (
        data.reset_index(drop=True)
        if len(data)
        else pd.DataFrame(columns=["event", "term", "count", "tokens", "table", "rows"])
    )
    of = ("من", "كلمة") if labels.arabic else ("of", "words")
    heads = [
        f"{labels.join(row.term, panels[word.panel][0])}: {row.count:,} {of[0]} {row.tokens:,} {of[1]}"
        for word, row in zip(picture.words, data.itertuples(index=False), strict=True)
    ]
    data = data.assign(mark=[f"m{number}" for number in range(1, len(data) + 1)], label=heads)
    shown = hovers(coded, data["table"].tolist(), data["rows"].tolist(), heads, labels.lang)
    plot = _plot(picture, labels, shown, data["mark"].tolist())
    order = ["mark", "label", *(column for column in data.columns if column not in ("mark", "label", "rows", "table"))]
    counts = text(name, "counts", words=f"{len(data):,}")
    made_with = "; ".join((made_with, *sorted({word.font.stem for word in picture.words}), rtl.shaping()))
    caption = charts.captions(coded, "terms", [text(name, "note"), *parts, counts])
    return Figure(name, labels.lang, title, caption, plot, data[[*order, "table", "rows"]], coded, picture, made_with)


def _plot(picture: clouds.Picture, labels: Labels, shown: list[str], marks: list[str]) -> go.Figure:
    """Return the picture as plotly text, each word where Pillow puts it."""
    import plotly.graph_objects as go

    words = go.Scatter(
        mode="text",
        x=[round(word.origin + word.advance / 2, 1) for word in picture.words],
        y=[round(word.baseline - BASELINE * word.size, 1) for word in picture.words],
        text=[rtl.label(word.text) for word in picture.words],
        textfont={
            "size": [word.size for word in picture.words],
            "color": [word.colour for word in picture.words],
            "family": [word.families for word in picture.words],
        },
        hovertext=shown,
        hoverinfo="text",
        customdata=marks,
        uid="t0",
    )
    headings = [
        {
            "x": round(word.x + (word.width if labels.arabic else 0), 1),
            "y": round(word.y, 1),
            "text": rtl.label(word.text, towards=labels.direction),
            "font": {"size": word.size, "color": word.colour, "family": word.families},
            "showarrow": False,
            "xanchor": "right" if labels.arabic else "left",
            "yanchor": "top",
            "borderpad": 0,
        }
        for word in picture.headings
    ]
    axis = {"visible": False, "fixedrange": True}
    return go.Figure(words).update_layout(
        template=template(),
        width=picture.width,
        height=picture.height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={**axis, "range": [0, picture.width]},
        yaxis={**axis, "range": [picture.height, 0]},
        annotations=headings,
    )
