"""Draw counts as a table whose cells are shaded or hold a bar: legible at any number of outlets, in either direction.

One pixel coordinate system covers the whole figure; for Arabic the horizontal axis runs from the right.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.figures import rtl, typeset
from analysis.figures.sheet import EDGE, GAP, LABELS, Sheet, label_room
from analysis.figures.template import BLANK, INK, LINE_HEIGHT, SHADES, SIZE, SMALL, SOFT, pixels

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

CELL, BAR_CELL = 24.0, 54.0
WIDEST = {True: 170.0, False: 110.0}
"""The widest cell with a bar and without."""

DARK = 0.63
"""From this share on, white is easier to read on a shaded cell than ink."""


@dataclass(frozen=True)
class Line:
    """A row: its key, its label, a number at its end, and what is said instead of cells where there is nothing."""

    key: str
    label: str
    total: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Band:
    """Rows that stand together under a heading."""

    key: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Column:
    """A column: its key, its label, and the heading it shares with its neighbours."""

    key: str
    label: str
    group: str = ""
    colour: str = ""
    pattern: str = ""


@dataclass(frozen=True)
class Cell:
    """A mark: where it stands, how full it is (0 to 1), what it says (and in short), and its hover text."""

    band: str
    line: str
    column: str
    mark: str
    share: float
    text: str
    short: str
    hover: str


def columns_that_fit(width: float, room: float = CELL) -> int:
    """Return how many columns of at least `room` px find place beside any row labels, at `width` mm."""
    return max(2, int((pixels(width) * (1 - LABELS) - 70) // room))


def grid(
    bands: Sequence[Band],
    columns: Sequence[Column],
    cells: Sequence[Cell],
    *,
    title: str,
    total: str,
    notes: Sequence[str],
    lang: str,
    width: float,
    bars: bool = False,
) -> go.Figure:
    """Draw `cells` in rows (`bands`) and columns.

    Parameters
    ----------
    title, total, notes
        The heading, the heading of the rows' totals, and the lines under the table.
    lang
        `"en"` or `"ar"`, which runs from right to left.
    width
        mm.
    bars
        Draw a bar of length `share` in each cell, where cells are wide enough; else shade the cell.
    """
    import plotly.graph_objects as go

    sheet = Sheet(lang, width)
    y = sheet.heading(title)
    labels = [line.label for band in bands for line in band.lines]
    start = EDGE + label_room(labels, sheet.width) + GAP
    total = total if columns else ""
    totals = [total, *(line.total for band in bands for line in band.lines)]
    end = sheet.width - EDGE - (min(90.0, max(typeset.width(text, SMALL) for text in totals) + GAP) if total else 0.0)
    size = min(WIDEST[bars], (end - start) / max(1, len(columns)))
    end = start + size * len(columns)
    right = (
        sheet.width - EDGE
        if not columns
        else min(sheet.width - EDGE, end + (GAP + max(typeset.width(text, SMALL) for text in totals) if total else 0.0))
    )
    left = {column.key: start + index * size for index, column in enumerate(columns)}
    bars = bars and size >= BAR_CELL
    y = _headings(sheet, columns, left, size, y)
    if total:
        sheet.write(end + GAP, y - GAP, typeset.wrap(total, 86, SMALL, 2), size=SMALL, colour=SOFT, vertical="bottom")
    tops: dict[tuple[str, str], tuple[float, float]] = {}
    for band in bands:
        if band.heading:
            lines = typeset.wrap(band.heading, sheet.width - 2 * EDGE, SIZE)
            sheet.write(EDGE, y + GAP, lines, bold=True)
            y += GAP + LINE_HEIGHT * len(lines) + 3
        for line in band.lines:
            lines = typeset.wrap(line.label, start - GAP - EDGE, SIZE, 2)
            height = max(26.0 if bars else 19.0, LINE_HEIGHT * len(lines) + 4)
            sheet.write(EDGE, y + height / 2, lines, vertical="middle")
            if line.total and total:
                sheet.write(end + GAP, y + height / 2, [line.total], size=SMALL, colour=SOFT, vertical="middle")
            if line.empty:
                sheet.write(start + 3, y + height / 2, [line.empty], size=SMALL, colour=SOFT, vertical="middle")
            tops[band.key, line.key] = (y, height)
            sheet.rule(EDGE, right, y + height)
            y += height
    for note in notes:
        lines = typeset.wrap(note, sheet.width - 2 * EDGE, SMALL)
        sheet.write(EDGE, y + GAP, lines, size=SMALL, colour=SOFT)
        y += LINE_HEIGHT * len(lines) + 2
    silent = {(band.key, line.key) for band in bands for line in band.lines if line.empty}
    filled = {(cell.band, cell.line, cell.column) for cell in cells}
    some = {(cell.band, cell.line) for cell in cells}
    for place, (top, height) in tops.items():
        for column in columns if place in some else ():
            if (*place, column.key) not in filled and place not in silent:
                sheet.write(
                    left[column.key] + (4 if bars else size / 2),
                    top + height / 2,
                    ["0"],
                    size=SMALL,
                    colour=SOFT,
                    vertical="middle",
                    centred=not bars,
                )
    boxes = [(cell, left[cell.column], *tops[cell.band, cell.line]) for cell in cells]
    spoken = [box for box in boxes if (box[0].band, box[0].line) not in silent]
    traces = _bars(boxes, columns, size) if bars else _shades(boxes, size)
    return sheet.figure(go.Figure([*traces, _words(spoken, size, bars, sheet.direction)]), y + EDGE + 4)


def _headings(sheet: Sheet, columns: Sequence[Column], left: dict[str, float], size: float, y: float) -> float:
    """Write the columns' headings; return the y below them."""
    groups: dict[str, list[float]] = {}
    for column in columns:
        groups.setdefault(column.group, []).append(left[column.key])
    if any(groups):
        wrapped = {name: typeset.wrap(name, size * len(starts), SIZE, 3) for name, starts in groups.items()}
        depth = LINE_HEIGHT * max(len(lines) for lines in wrapped.values())
        for name, starts in groups.items():
            middle = (min(starts) + max(starts) + size) / 2
            sheet.write(middle, y + depth, wrapped[name], bold=True, centred=True, vertical="bottom")
            sheet.rule(min(starts) + 2, max(starts) + size - 2, y + depth + 2)
        y += depth + 5
    longest = max((typeset.width(word, SMALL) for column in columns for word in column.label.split()), default=0.0)
    if turned := longest > size - 2:
        wrapped = {column.key: typeset.wrap(column.label, 110, SMALL, 2 if size >= 24 else 1) for column in columns}
        depth = max((typeset.width(line, SMALL) for lines in wrapped.values() for line in lines), default=0.0) + 4
    else:
        wrapped = {column.key: typeset.wrap(column.label, size - 2, SMALL, 4) for column in columns}
        depth = (LINE_HEIGHT - 1) * max((len(lines) for lines in wrapped.values()), default=0)
    for column in columns:
        sheet.write(
            left[column.key] + size / 2,
            y + depth,
            wrapped[column.key],
            size=SMALL,
            vertical="bottom",
            centred=True,
            turned=turned,
        )
    return y + depth + GAP


Box = tuple[Cell, float, float, float]


def _areas(boxes: Sequence[Box], size: float, colours: list[str]) -> go.Bar:
    """Return full cells, which carry the hover text and the mark."""
    import plotly.graph_objects as go

    return go.Bar(
        orientation="h",
        base=[round(x + 1, 1) for _, x, _, _ in boxes],
        x=[round(size - 2, 1)] * len(boxes),
        y=[round(y + height / 2, 1) for *_, y, height in boxes],
        width=[round(height - 2, 1) for *_, height in boxes],
        marker={"color": colours, "line": {"width": 0}},
        hovertext=[cell.hover for cell, *_ in boxes],
        hoverinfo="text",
        customdata=[cell.mark for cell, *_ in boxes],
    )


def _shades(boxes: Sequence[Box], size: float) -> list[go.Bar]:
    return [_areas(boxes, size, [_shade(cell.share) for cell, *_ in boxes])]


def _bars(boxes: Sequence[Box], columns: Sequence[Column], size: float) -> list[go.Bar]:
    import plotly.graph_objects as go

    style = {column.key: column for column in columns}
    full = [box for box in boxes if box[0].share > 0]
    bars = go.Bar(
        orientation="h",
        base=[round(x + 2, 1) for _, x, _, _ in full],
        x=[round((size - 6) * cell.share, 2) for cell, *_ in full],
        y=[round(y + height - 7.5, 1) for *_, y, height in full],
        width=[7] * len(full),
        marker={
            "color": [style[cell.column].colour or SHADES[2][1] for cell, *_ in full],
            "line": {"width": 0.5, "color": SOFT},  # yellow on grey would be lost in print
            "pattern": {
                "shape": [style[cell.column].pattern for cell, *_ in full],
                "fillmode": "overlay",
                "fgcolor": "#ffffff",
                "size": 5,
                "solidity": 0.35,
            },
        },
        hoverinfo="skip",
    )
    return [_areas(boxes, size, [BLANK] * len(boxes)), bars]


def _words(boxes: Sequence[Box], size: float, bars: bool, direction: str) -> go.Scatter:
    """Return the numbers in the cells, the short ones where the long would not fit."""
    import plotly.graph_objects as go

    beside = "middle left" if direction == "rtl" else "middle right"
    long = all(typeset.width(cell.text, SMALL) <= size - 4 for cell, *_ in boxes)
    return go.Scatter(
        mode="text",
        x=[round(x + (2 if bars else size / 2), 1) for _, x, _, _ in boxes],
        y=[round(y + (height - 18 if bars else height / 2), 1) for *_, y, height in boxes],
        text=[rtl.label(cell.text if long else cell.short, towards=direction) for cell, *_ in boxes],
        textposition=beside if bars else "middle center",
        textfont={
            "size": SMALL,
            "color": [
                SOFT if cell.share <= 0 else INK if bars or cell.share < DARK else "#ffffff" for cell, *_ in boxes
            ],
        },
        hoverinfo="skip",
        cliponaxis=False,
    )


def _shade(share: float) -> str:
    """Return the colour of `share` on the scale `SHADES`."""
    from plotly.colors import find_intermediate_color, hex_to_rgb

    share = min(1.0, max(0.0, share))
    for (low, first), (high, last) in itertools.pairwise(SHADES):
        if share <= high:
            mixed = find_intermediate_color(hex_to_rgb(first), hex_to_rgb(last), (share - low) / (high - low))
            return "#" + "".join(f"{round(part):02x}" for part in mixed)
    return SHADES[-1][1]
