"""Who blames whom, the outlet's own voice apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import compare
from analysis.compare.accusations import OUTLET
from analysis.figures import charts
from analysis.figures.grid import Band, Column, Line, columns_that_fit
from analysis.figures.labels import Labels, text
from analysis.figures.template import PAGE

if TYPE_CHECKING:
    from analysis.figures.figure import Figure
    from analysis.tables import Coded

ACCUSERS = 12
"""Most accusers that get a row of their own in an event."""

SUMS = ["count", "asserted", "distanced", "hypothetical", "denied"]


def who_blames_whom(coded: Coded, lang: str = "en", width: float = PAGE) -> Figure:
    """Draw whom the outlets blame in their own words, and below whom they report others to blame.

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
    own = compare.who_blames_whom(coded)
    own = own[own["accuser"] == OUTLET].assign(voice="outlet")
    told = compare.who_blames_whom(coded, "event")
    told = told[(told["accuser"] != OUTLET) & (told["count"] > 0)].assign(voice="attributed", outlet=pd.NA)
    told = charts.fold_rest(coded, told, "accuser", ["event", "accuser", "blamed"], SUMS, ACCUSERS)
    found = pd.concat([own, told], ignore_index=True).astype({"outlet": "string"})
    keys = ["voice", "event", "outlet", "accuser", "blamed"]
    found = charts.fold_rest(coded, found, "blamed", keys, SUMS, columns_that_fit(width) - 2)

    def place(row: Any) -> tuple[str, str, str]:
        who = row.outlet if row.voice == "outlet" else row.accuser
        return f"{row.voice}\t{row.event}", f"{row.event}\t{who}", row.blamed

    def say(row: Any) -> tuple[str, str, str]:
        who = labels.outlet(row.outlet) if row.voice == "outlet" else labels.blamed(row.accuser)
        head = f"{who} {'←' if labels.arabic else '→'} {labels.blamed(row.blamed)}: {row.count:,}"
        stances = {name: getattr(row, name) for name in ("distanced", "hypothetical", "denied")}
        said = [f"{labels.code('stance', name)} {number}" for name, number in stances.items() if number]
        return f"{row.count:,}", f"{row.count:,}", f"{head} ({labels.join(*said)})" if said else head

    counts = text("who_blames_whom", "counts", own=f"{own['count'].sum():,}", told=f"{told['count'].sum():,}")
    return charts.drawn(
        "who_blames_whom",
        coded,
        lang,
        width,
        found,
        table="blame",
        parts=[counts],
        bands=_bands(coded, labels, own, told),
        columns=[Column(side, labels.blamed(side)) for side in charts.ranked(found, "blamed", "count")],
        place=place,
        say=say,
        total=text("who_blames_whom", "total")[lang],
    )


def _bands(coded: Coded, labels: Labels, own: pd.DataFrame, told: pd.DataFrame) -> list[Band]:
    """Return for each event the outlets that blame in their own words, then the accusers that they report."""
    bands = []
    mine, others = (text("who_blames_whom", what)[labels.lang] for what in ("own", "told"))
    for band in charts.outlet_bands(coded, labels, own.groupby(["event", "outlet"])["count"].sum().to_dict()):
        bands.append(Band(f"outlet\t{band.key}", f"{band.heading}: {mine}", band.lines))
        reported = told[told["event"] == band.key]
        totals = reported.groupby("accuser")["count"].sum()
        lines = tuple(
            Line(f"{band.key}\t{accuser}", labels.blamed(accuser), f"{int(totals[accuser]):,}")
            for accuser in charts.ranked(reported, "accuser", "count")
        )
        lines = lines or (charts.nothing(coded, labels, "event", band.key),)
        bands.append(Band(f"attributed\t{band.key}", f"{band.heading}: {others}", lines))
    return bands
