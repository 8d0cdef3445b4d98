"""When the articles were published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import compare
from analysis.figures import charts, typeset
from analysis.figures.figure import Figure, hovers
from analysis.figures.labels import Labels, text
from analysis.figures.sheet import EDGE, GAP, Sheet, label_room
from analysis.figures.template import LINE_HEIGHT, PAGE, PALETTE, SIZE, SMALL, SOFT

if TYPE_CHECKING:
    from analysis.tables import Coded

ROW = 20.0
STEPS = ((62, "D", "day"), (730, "W-SUN", "week"), (10**9, "M", "month"))
"""Up to so many days, a mark stands for a day, a week or a month."""


def timeline(coded: Coded, lang: str = "en", width: float = PAGE) -> Figure:
    """Draw when each outlet's articles were published, an event at a time; the undated stand apart.

    Parameters
    ----------
    coded
        A coded corpus.
    lang
        Language of the labels: `"en"` or `"ar"`.
    width
        mm; 89 is a journal column, 183 two.
    """
    labels = Labels(coded, lang)
    found, frequency, step = _by_step(coded, compare.timeline(coded))
    found = found.assign(mark=[f"m{number}" for number in range(1, len(found) + 1)])
    heads = [_head(row, labels) for row in found.itertuples(index=False)]
    shown = hovers(coded, found["table"].tolist(), found["rows"].tolist(), heads, lang)
    found = found.assign(label=heads, hover=shown)
    steps = text("timeline", step)
    note = {lang: text("timeline", "note", step=steps[lang])[lang] for lang in steps}
    title = charts.titles(coded, "timeline")
    undated = int(found.loc[found["day"].isna(), "articles"].sum())
    parts = [note, text("timeline", "counts", undated=f"{undated:,}")]
    plot = _draw(coded, found, frequency, labels, width, title[lang], note[lang])
    order = [
        "mark",
        "label",
        *(name for name in found.columns if name not in ("mark", "label", "hover", "rows", "table")),
    ]
    data = found[[*order, "table", "rows"]]
    return Figure("timeline", lang, title, charts.captions(coded, "articles", parts), plot, data, coded)


def _by_step(coded: Coded, found: pd.DataFrame) -> tuple[pd.DataFrame, str, str]:
    """Add up days to weeks or months where the span is long; add the range in which the dates lie."""
    day = pd.to_datetime(found["day"], format="%Y-%m-%d", errors="coerce")
    span = max(
        (int((days.max() - days.min()).days) for _, days in day.groupby(found["event"]) if days.notna().any()),
        default=0,
    )
    frequency, step = next((name, step) for most, name, step in STEPS if span <= most)
    first = day.dt.to_period(frequency).dt.start_time.dt.strftime("%Y-%m-%d").astype("string")
    found = found.assign(day=first)
    how: dict[str, Any] = dict.fromkeys(("articles", "tokens", "quotes", "blame", "blame_own_voice"), "sum")
    how |= {"articles_total": "first", "table": "first", "rows": lambda lists: [row for rows in lists for row in rows]}
    found = found.groupby(["event", "outlet", "day"], dropna=False, sort=True).agg(how).reset_index()
    articles = coded.articles.set_index("article_id")
    if frequency == "D":
        for name, pick in (("earliest", "min"), ("latest", "max")):
            dates = articles[f"published_{name}"].fillna(articles["published"])
            found[name] = pd.array([getattr(dates[rows], pick)() for rows in found["rows"]], dtype="string")
        found[["earliest", "latest"]] = found[["earliest", "latest"]].mask(found["day"].isna())
    else:
        found = found.assign(earliest=found["day"], latest=found["day"])
    return found, frequency, step


def _head(row: Any, labels: Labels) -> str:
    date = labels.date(None if pd.isna(row.day) else row.day)
    return f"{labels.join(labels.outlet(row.outlet), date)}: {charts.count(labels.lang, row.articles, 'article')}"


def _draw(
    coded: Coded, found: pd.DataFrame, frequency: str, labels: Labels, width: float, title: str, note: str
) -> Any:
    import plotly.graph_objects as go

    sheet = Sheet(labels.lang, width)
    y = sheet.heading(title)
    bands = charts.outlet_bands(coded, labels, {})
    start = EDGE + label_room([line.label for band in bands for line in band.lines], sheet.width) + 2 * GAP
    none = labels.code("event", "undated")
    end = sheet.width - EDGE - typeset.width(none, SMALL) - 3 * GAP
    apart = end + 2 * GAP + typeset.width(none, SMALL) / 2
    placed: list[tuple[Any, float, float, float, float]] = []
    for band in bands:
        sheet.write(EDGE, y + GAP, [band.heading], bold=True)
        y += GAP + LINE_HEIGHT + 4
        rows = found[found["event"] == band.key]
        scale = _Scale(rows, frequency, start + 8, end - 8)
        top = y
        for line in band.lines:
            outlet = line.key.split("\t")[1]
            lines = typeset.wrap(line.label, start - 2 * GAP - EDGE, SIZE, 2)
            height = max(ROW, LINE_HEIGHT * len(lines) + 4)
            sheet.write(EDGE, y + height / 2, lines, vertical="middle")
            for row in rows[rows["outlet"] == outlet].itertuples(index=False):
                dated = not pd.isna(row.day)
                x = scale(row.day) if dated else apart
                first, last = (scale(row.earliest), scale(row.latest)) if dated else (x, x)
                placed.append((row, x, y + height / 2, first, last))
            y += height
            sheet.rule(EDGE, sheet.width - EDGE, y)
        for day, x in scale.ticks(int((end - start) // 70)):
            sheet.upright(x, top, y)
            sheet.write(x, y + 3, [day], size=SMALL, colour=SOFT, centred=True)
        if rows["day"].isna().any():
            sheet.write(apart, y + 3, [none], size=SMALL, colour=SOFT, centred=True)
        y += LINE_HEIGHT + 6
    lines = typeset.wrap(note, sheet.width - 2 * EDGE, SMALL)
    sheet.write(EDGE, y + GAP, lines, size=SMALL, colour=SOFT)
    y += LINE_HEIGHT * len(lines) + 2 * EDGE
    most = max((row.articles for row, *_ in placed), default=1)
    ranges = go.Scatter(
        mode="lines",
        x=[value for _, _, _, first, last in placed if last > first for value in (first, last, None)],
        y=[value for _, _, at, first, last in placed if last > first for value in (at, at, None)],
        line={"color": PALETTE[0], "width": 2},
        hoverinfo="skip",
    )
    marks = go.Scatter(
        mode="markers",
        x=[x for _, x, *_ in placed],
        y=[at for _, _, at, *_ in placed],
        marker={
            "size": [max(5.0, round(min(16, 6 + 3 * most) * (row.articles / most) ** 0.5, 1)) for row, *_ in placed],
            "opacity": 1,
            "color": PALETTE[0],
            "line": {"color": "#ffffff", "width": 1},
        },
        hovertext=[row.hover for row, *_ in placed],
        hoverinfo="text",
        customdata=[row.mark for row, *_ in placed],
    )
    return sheet.figure(go.Figure([ranges, marks]), y)


class _Scale:
    """Puts the days of one event between two places, in px."""

    def __init__(self, rows: pd.DataFrame, frequency: str, start: float, end: float) -> None:
        self.frequency = frequency
        days = pd.to_datetime(pd.concat([rows["earliest"], rows["latest"]]).dropna(), errors="coerce").dropna()
        self.first: Any = days.min() if len(days) else None
        self.last: Any = days.max() if len(days) else None
        self.start, self.end = start, end

    def __call__(self, day: str) -> float:
        span = (self.last - self.first).days
        place = (pd.Timestamp(day) - self.first).days / span if span else 0.5
        return round(self.start + (self.end - self.start) * place, 1)

    def ticks(self, most: int) -> list[tuple[str, float]]:
        """Return up to `most` days, weeks or months at equal distances and their places, the first among them."""
        if self.first is None:
            return []
        periods = pd.period_range(self.first, self.last, freq=self.frequency)
        days = [f"{start:%Y-%m-%d}" for start in periods[:: -(-len(periods) // max(1, min(most, 6)))].start_time]
        return [(day, self(day)) for day in days]
