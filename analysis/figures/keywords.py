"""The words that outlets use, and those that one uses more than the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis import compare
from analysis.figures import charts, clouds, rtl
from analysis.figures.figure import Figure, hovers
from analysis.figures.grid import Band, Column, Line
from analysis.figures.labels import Labels
from analysis.figures.template import PAGE, PALETTE, pixels, template

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures.charts import Text
    from analysis.tables import Coded

OUTLETS, PANELS = 12, 6
"""Most outlets in the keyness chart and in the clouds: those with the most words."""


def keyness(coded: Coded, lang: str = "en", width: float = PAGE) -> Figure:
    """Draw the words that each outlet uses more than the others on the same event, outside reported speech.

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
    found = _key_terms(coded)
    groups = found[["event", "outlet"]].drop_duplicates()
    each = 10 if len(groups) <= 3 else 6 if len(groups) <= 6 else 3
    found, left = _largest(found, OUTLETS)
    found = found.groupby(["event", "outlet"], sort=True).head(each).reset_index(drop=True)
    long = _long(found)
    most = max(float(long["rate"].max()), 1e-9) if len(long) else 1.0
    long = long.assign(share=long["rate"] / most)
    bands = []
    for row in compare.denominators(coded).itertuples(index=False):
        terms = found[(found["event"] == row.event) & (found["outlet"] == row.outlet)]
        key = charts.group_key(row, "outlet")
        lines = tuple(Line(f"{key}\t{term.term}", term.term, _ratio(term)) for term in terms.itertuples(index=False))
        comma = "، " if labels.arabic else ", "
        heading = f"{labels.outlet(row.outlet)}{comma}{charts.event_heading(labels, row.event, row.articles)}"
        if lines:
            bands.append(Band(key, heading, lines))
    if not bands:
        none = {"en": "no word qualifies: an event needs two outlets", "ar": "لا كلمة تستوفي الشرط: يلزم للحدث مؤسستان"}
        bands = [
            Band(key, heading, (Line(f"{key}\t", "", "", none[lang]),))
            for heading, key, _ in charts.group_bands(coded, labels, lang, "event", found)
        ]
    columns = [
        Column("here", {"en": "this outlet", "ar": "هذه المؤسسة"}[lang], colour=PALETTE[0]),
        Column("rest", {"en": "the others", "ar": "المؤسسات الأخرى"}[lang], colour="#8c8c8c"),
    ]

    def say(row: Any) -> tuple[str, str, str]:
        whose = labels.outlet(row.outlet) if row.corpus == "here" else columns[1].label
        if lang == "ar":
            head = f"{row.term}، {whose}: {row.count:,} من {row.tokens:,} كلمة، أي {row.rate:.1f} في الألف"
        else:
            head = f"{row.term}, {whose}: {row.count:,} of {row.tokens:,} words, {row.rate:.1f} per 1,000"
        return f"{row.count:,} ({row.rate:.1f})", f"{row.count:,}", head

    note = {
        "en": "Occurrences outside reported speech (per 1,000 words) in the outlet and in the others on the same event; at "
        "the end the log ratio (+1: twice as frequent)",
        "ar": "عدد مرات الورود خارج الكلام المنقول (وفي كل ألف كلمة) في المؤسسة وفي غيرها عن الحدث نفسه؛ وفي آخر السطر "
        "لوغاريتم النسبة (‎+1: ضعف التكرار)",
    }
    parts = [note, _how(coded), *_left(left, OUTLETS), *_family(found)]
    return charts.drawn(
        "keyness",
        coded,
        lang,
        width,
        long,
        title=charts.titles(coded, {"en": "Words that set an outlet apart", "ar": "كلمات تميّز المؤسسة من غيرها"}),
        caption=charts.captions(coded, "terms", parts),
        bands=bands,
        columns=columns,
        place=lambda row: (charts.group_key(row, "outlet"), f"{charts.group_key(row, 'outlet')}\t{row.term}", row.corpus),
        say=say,
        total={"en": "log ratio", "ar": "لوغاريتم النسبة"}[lang],
        note=note,
        bars=True,
    )


def word_cloud(coded: Coded, lang: str = "en", width: float = PAGE) -> Figure:
    """Draw the most frequent words of each event; the area of a word grows with its count.

    Parameters
    ----------
    coded, lang, width
        As in `keyness`.
    """
    labels = Labels(coded, lang)
    found = _frequencies(coded)
    panels = [
        (charts.event_heading(labels, row.event, row.articles), found[found["event"] == row.event])
        for row in compare.denominators(coded, "event").itertuples(index=False)
    ]
    note = {
        "en": "The most frequent words without function words; the area of a word grows with its count",
        "ar": "أكثر الكلمات ورودًا من دون الأدوات والحروف؛ وتزيد مساحة الكلمة بعدد مرات ورودها",
    }
    title = {"en": "The most frequent words", "ar": "أكثر الكلمات ورودًا"}
    return _cloud("word_cloud", coded, lang, width, panels, "count", title, [note, _how(coded)], across=1)


def key_cloud(coded: Coded, lang: str = "en", width: float = PAGE) -> Figure:
    """Draw for each outlet the words that it uses more than the others on the same event, outside reported speech.

    Parameters
    ----------
    coded, lang, width
        As in `keyness`.
    """
    labels = Labels(coded, lang)
    found, left = _largest(_key_terms(coded), PANELS)
    panels = []
    for (event, outlet), group in found.groupby(["event", "outlet"], sort=True):
        comma = "، " if labels.arabic else ", "
        panels.append((f"{labels.outlet(outlet)}{comma}{labels.code('event', event)}", group))
    note = {
        "en": "Words that an outlet uses more than the others on the same event, outside reported speech; the area of a word "
        "grows with its weighted log-odds (z), which counts how sure the difference is",
        "ar": "كلمات تستخدمها المؤسسة أكثر من غيرها عن الحدث نفسه خارج الكلام المنقول؛ وتزيد مساحة الكلمة بلوغاريتم الأرجحية "
        "الموزون (z) الذي يراعي مدى الثقة بالفرق",
    }
    title = {"en": "Words that set an outlet apart", "ar": "كلمات تميّز المؤسسة من غيرها"}
    parts = [note, _how(coded), *_left(left, PANELS), *_family(found)]
    across = 2 if width >= 120 and len(panels) > 1 else 1
    return _cloud("key_cloud", coded, lang, width, panels, "log_odds_z", title, parts, across=across)


def _cloud(
    name: str,
    coded: Coded,
    lang: str,
    width: float,
    panels: list[tuple[str, pd.DataFrame]],
    weight: str,
    words: Text,
    parts: list[Text],
    across: int,
) -> Figure:
    """Lay out the clouds once, and give the layout to Pillow and to plotly."""
    import pandas as pd
    import plotly.graph_objects as go

    title = charts.titles(coded, words)
    weights = [
        (heading, list(zip(group["term"].tolist(), group[weight].astype(float).tolist(), strict=True)))
        for heading, group in panels
    ]
    picture = clouds.lay_out(weights, pixels(width), across, title=title[lang])
    drawn = [(word.panel, word.text) for word in picture.words]
    rows = {(panel, row.term): row for panel, (_, group) in enumerate(panels) for row in group.itertuples(index=False)}
    kept = [rows[key]._asdict() for key in drawn]
    data = pd.DataFrame(kept, columns=panels[0][1].columns if panels else ["term", "count", "rows", "table"])
    heads = [
        f"{row['term']}، {panels[panel][0]}: {row['count']:,} من {row['tokens']:,}"
        if lang == "ar"
        else f"{row['term']}, {panels[panel][0]}: {row['count']:,} of {row['tokens']:,} words"
        for (panel, _), row in zip(drawn, kept, strict=True)
    ]
    data = data.assign(mark=[f"m{number}" for number in range(1, len(data) + 1)], label=heads)
    shown = hovers(coded, data["table"].tolist(), data["rows"].tolist(), heads, lang)
    plot = go.Figure(
        go.Scatter(
            mode="text",
            x=[round(word.x + word.width / 2, 1) for word in picture.words],
            y=[round(word.y + word.height / 2, 1) for word in picture.words],
            text=[rtl.label(word.text) for word in picture.words],
            textfont={"size": [word.size for word in picture.words], "color": [word.colour for word in picture.words]},
            hovertext=shown,
            hoverinfo="text",
            customdata=data["mark"].tolist(),
            uid="t0",
        )
    )
    axis = {"visible": False, "fixedrange": True}
    plot.update_layout(
        template=template(),
        width=picture.width,
        height=picture.height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={**axis, "range": [0, picture.width]},
        yaxis={**axis, "range": [picture.height, 0]},
        annotations=[
            {
                "x": round(word.x + (word.width if lang == "ar" else 0), 1),
                "y": round(word.y, 1),
                "text": f"<b>{text}</b>" if word.panel < 0 else text,
                "font": {"size": word.size, "color": word.colour},
                "showarrow": False,
                "xanchor": "right" if lang == "ar" else "left",
                "yanchor": "top",
                "borderpad": 0,
            }
            for word in picture.headings
            for text in [rtl.label(word.text, towards="rtl" if lang == "ar" else "ltr")]
        ],
    )
    order = ["mark", "label", *(column for column in data.columns if column not in ("mark", "label", "rows", "table"))]
    count = {"en": f"{len(data):,} words are drawn", "ar": f"رُسمت {charts.count('ar', len(data), 'word')}"}
    caption = charts.captions(coded, "terms", [*parts, count])
    return Figure(name, lang, title, caption, plot, data[[*order, "table", "rows"]], coded, picture)
