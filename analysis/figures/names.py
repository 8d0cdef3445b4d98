"""What things are called: places, titles, forces, and the event itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis import compare
from analysis.figures import charts
from analysis.figures.grid import Band, Column, Line
from analysis.figures.labels import Labels
from analysis.figures.template import PAGE

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures.charts import Text
    from analysis.figures.figure import Figure
    from analysis.tables import Coded

EVENT = "event"
REFERENTS, VARIANTS = 8, 10
"""Most things, and most names of a thing, that are drawn before the rest is added up or left out."""


def names_by_outlet(coded: Coded, lang: str = "en", width: float = PAGE) -> Figure:
    """Draw the names that each outlet gives to a place, a person, a force.

    Parameters
    ----------
    coded
        A coded corpus.
    lang
        Language of the labels: `"en"` or `"ar"`.
    width
        mm; 89 is a journal column, 183 two.
    """
    found = compare.names_by_outlet(coded)
    found = found[found["referent"] != EVENT]
    chosen = charts.ranked(found, "referent", "count")
    title = {"en": "Names and toponyms", "ar": "الأسماء وأسماء الأماكن"}
    left = max(0, len(chosen) - REFERENTS)
    more = {
        "en": f"The {REFERENTS} things named most often; {left:,} others are left out",
        "ar": f"أكثر {REFERENTS} مسميات ورودًا، وتُرك {left:,} غيرها",
    }
    found = found[found["referent"].isin(chosen[:REFERENTS])].reset_index(drop=True)
    return _names("names_by_outlet", coded, lang, width, found, title, [more] if left else [])


def event_nouns(coded: Coded, lang: str = "en", width: float = PAGE) -> Figure:
    """Draw the nouns that each outlet has for the event, from "events" to "war".

    Parameters
    ----------
    coded, lang, width
        As in `names_by_outlet`.
    """
    title = {"en": "What the event is called", "ar": "كيف يُسمّى الحدث"}
    return _names("event_nouns", coded, lang, width, compare.event_nouns(coded), title, [])


def _names(
    name: str, coded: Coded, lang: str, width: float, found: pd.DataFrame, title: Text, parts: list[Text]
) -> Figure:
    labels = Labels(coded, lang)
    sums = ["count", "own_voice", "attributed", "scare_quotes", "hedged"]
    folded = [
        charts.fold_rest(coded, group, "variant", ["event", "outlet", "referent", "variant"], sums, VARIANTS)
        for _, group in found.groupby("referent", sort=True)
    ]
    found = _concat(folded, found)
    variants = [labels.code("variant", variant) for variant in found["variant"].unique()]
    room = charts.columns_that_fit(width, variants)
    events = found["event"].nunique()
    found = charts.fold_rest(
        coded, found, "outlet", ["event", "outlet", "referent", "variant"], [*sums, "total"], max(2, room - events + 1)
    )
    found = found.assign(share=(found["count"] / found["total"].where(found["total"] > 0)).astype("Float64"))
    bands = []
    for referent in charts.ranked(found, "referent", "count"):
        group = found[found["referent"] == referent]
        lines = tuple(
            Line(f"{referent}\t{variant}", labels.code("variant", variant), f"{int(total):,}")
            for variant in charts.ranked(group, "variant", "count")
            if (total := group.loc[group["variant"] == variant, "count"].sum())
        )
        bands.append(Band(referent, "" if referent == EVENT else labels.code("referent", referent), lines))
    if not bands:
        bands = [
            Band(key, heading, (charts.nothing(coded, lang, "event", key),))
            for heading, key, _ in charts.group_bands(coded, labels, lang, "event", found)
        ]
    columns = [
        Column(f"{event}\t{outlet}", labels.outlet(outlet), group=labels.code("event", event) if events > 1 else "")
        for event, group in found.groupby("event", sort=True)
        for outlet in [*sorted(set(group["outlet"]) - {charts.OTHERS}), charts.OTHERS]
        if outlet in set(group["outlet"])
    ]
    drawn = {line.key for band in bands for line in band.lines}
    found = found[(found["referent"] + "\t" + found["variant"]).isin(drawn)].reset_index(drop=True)

    def say(row: Any) -> tuple[str, str, str]:
        times = f"{row.count:,}" if row.count else "0"
        marked = f"{times} «{row.scare_quotes:,}»" if row.scare_quotes else times
        name = labels.code("variant", row.variant)
        if lang == "ar":
            head = f"{name}، {labels.outlet(row.outlet)}: {times} من {row.total:,}"
            head += f"، منها {row.own_voice:,} بكلام المؤسسة و{row.scare_quotes:,} بين علامتي تنصيص"
        else:
            head = f"{name}, {labels.outlet(row.outlet)}: {times} of {row.total:,}"
            head += f", {row.own_voice:,} in the outlet's own words, {row.scare_quotes:,} in quotation marks"
        return marked, times, head

    note = {
        "en": "Occurrences of each name; «n»: of these, in scare quotes; shade: share of the outlet's names for the same thing",
        "ar": "عدد مرات ورود كل اسم؛ «ن»: منها بين علامتي تنصيص؛ اللون: النسبة من أسماء الشيء نفسه في المؤسسة",
    }
    count = int(found["count"].sum())
    counted = {"en": f"{count:,} occurrences", "ar": f"عدد مرات الورود {count:,}"}
    return charts.drawn(
        name,
        coded,
        lang,
        width,
        found,
        title=charts.titles(coded, title),
        caption=charts.captions(coded, "names", [note, *parts, counted]),
        bands=bands,
        columns=columns,
        place=lambda row: (row.referent, f"{row.referent}\t{row.variant}", f"{row.event}\t{row.outlet}"),
        say=say,
        total={"en": "all", "ar": "المجموع"}[lang],
        note=note,
    )


def _concat(parts: list[pd.DataFrame], empty: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    return pd.concat(parts, ignore_index=True) if parts else empty
