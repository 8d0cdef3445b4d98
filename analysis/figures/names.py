"""What things are called: places, titles, forces, and the event itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import compare
from analysis.figures import charts
from analysis.figures.grid import Band, Column, Line, columns_that_fit
from analysis.figures.labels import Labels, text
from analysis.figures.template import PAGE

if TYPE_CHECKING:
    from analysis.figures.charts import Text
    from analysis.figures.figure import Figure
    from analysis.tables import Coded

EVENT = "event"
REFERENTS, VARIANTS, NOUNS = 8, 10, 20
"""Most things that are drawn; most names of a thing, and of the event, before the rest is added up."""

KEYS = ["event", "outlet", "referent", "variant"]
SUMS = ["count", "own_voice", "attributed", "scare_quotes", "hedged"]


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
    telling = found.groupby("referent").agg(choice=("variant", "nunique"), marked=("effect", _marked))
    chosen = telling[(telling["choice"] > 1) | telling["marked"].astype(bool)].index
    order = sorted(charts.ranked(found, "referent", "count"), key=lambda referent: referent not in chosen)
    left = len(order) - REFERENTS
    parts = [text("names_by_outlet", "more", most=REFERENTS, left=f"{left:,}")] if left > 0 else []
    found = found[found["referent"].isin(order[:REFERENTS])].reset_index(drop=True)
    return _names("names_by_outlet", coded, lang, width, found, parts)


def event_nouns(coded: Coded, lang: str = "en", width: float = PAGE) -> Figure:
    """Draw the nouns that each outlet has for the event, from "events" to "war".

    Parameters
    ----------
    coded, lang, width
        As in `names_by_outlet`.
    """
    return _names("event_nouns", coded, lang, width, compare.event_nouns(coded), [])


def _names(name: str, coded: Coded, lang: str, width: float, found: pd.DataFrame, parts: list[Text]) -> Figure:
    labels = Labels(coded, lang)
    found = _folded(coded, found, width)
    bands = []
    for referent in charts.ranked(found, "referent", "count"):
        rows = found[found["referent"] == referent]
        sums = rows.groupby("variant")["count"].sum()
        lines = tuple(
            Line(f"{referent}\t{variant}", labels.code("variant", variant), f"{int(sums[variant]):,}")
            for variant in charts.ranked(rows, "variant", "count")
            if sums[variant]
        )
        bands.append(Band(referent, "" if referent == EVENT else labels.referent(referent), lines))
    if not bands:
        groups = charts.group_bands(coded, labels, "event", found)
        bands = [Band(key, heading, (charts.nothing(coded, labels, "event", key),)) for heading, key, _ in groups]
    shown = {line.key for band in bands for line in band.lines}
    found = found[(found["referent"] + "\t" + found["variant"]).isin(shown)].reset_index(drop=True)

    def say(row: Any) -> tuple[str, str, str]:
        where = labels.join(labels.code("variant", row.variant), labels.outlet(row.outlet))
        of = "من" if labels.arabic else "of"
        marks = {"own_voice": row.own_voice, "scare_quotes": row.scare_quotes, "hedged": row.hedged}
        said = [f"{labels.code('marking', kind)} {number:,}" for kind, number in marks.items() if number]
        head = labels.join(f"{where}: {row.count:,} {of} {row.total:,}", *said)
        marked = f"{row.count:,} «{row.scare_quotes:,}»" if row.scare_quotes else f"{row.count:,}"
        return marked, f"{row.count:,}", head

    counts = text(name, "counts", occurrences=f"{int(found['count'].sum()):,}")
    return charts.drawn(
        name,
        coded,
        lang,
        width,
        found,
        table="names",
        parts=[*parts, counts],
        bands=bands,
        columns=_columns(found, labels),
        place=lambda row: (row.referent, f"{row.referent}\t{row.variant}", f"{row.event}\t{row.outlet}"),
        say=say,
        total=text(name, "total")[lang],
    )


def _marked(effects: pd.Series) -> bool:
    return bool((effects != "neutral").any())


def _folded(coded: Coded, found: pd.DataFrame, width: float) -> pd.DataFrame:
    """Add up rare variants, and the outlets for which there is no column; state each cell's share."""
    found = charts.added_up(coded, found.drop(columns="effect"), KEYS, SUMS)
    parts = [
        charts.fold_rest(coded, rows, "variant", KEYS, SUMS, NOUNS if referent == EVENT else VARIANTS)
        for referent, rows in found.groupby("referent", sort=True)
    ]
    found = pd.concat(parts, ignore_index=True) if parts else found
    room = columns_that_fit(width) - found["event"].nunique() + 1
    found = charts.fold_rest(coded, found, "outlet", KEYS, [*SUMS, "total"], max(2, room))
    found = found.astype({"total": "Int64"})
    return found.assign(share=(found["count"] / found["total"].where(found["total"] > 0)).astype("Float64"))


def _columns(found: pd.DataFrame, labels: Labels) -> list[Column]:
    """Return a column for each outlet, under its event where there are several; added-up outlets last."""
    events = found[["event", "outlet"]].drop_duplicates()
    several = len(set(events["event"])) > 1
    last = events["outlet"] == charts.OTHERS
    events = events.assign(last=last).sort_values(["event", "last", "outlet"])
    return [
        Column(f"{event}\t{outlet}", labels.outlet(outlet), group=labels.code("event", event) if several else "")
        for event, outlet in zip(events["event"], events["outlet"], strict=True)
    ]
