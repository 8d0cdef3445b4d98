"""Who blames whom, the outlet's own voice apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import compare
from analysis.compare.accusations import OUTLET
from analysis.figures import charts
from analysis.figures.grid import Band, Line
from analysis.figures.labels import Labels
from analysis.figures.template import PAGE

if TYPE_CHECKING:
    from analysis.figures.figure import Figure
    from analysis.tables import Coded

ACCUSERS = 12
"""Most accusers that get a row of their own in an event."""


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
    others = compare.who_blames_whom(coded, "event")
    others = others[(others["accuser"] != OUTLET) & (others["count"] > 0)].assign(voice="attributed", outlet=pd.NA)
    sums = ["count", "asserted", "distanced", "hypothetical", "denied"]
    others = charts.fold_rest(coded, others, "accuser", ["event", "accuser", "blamed"], sums, ACCUSERS)
    found = pd.concat([own, others], ignore_index=True).astype({"outlet": "string"})
    outlets = charts.outlet_bands(coded, labels, lang, own.groupby(["event", "outlet"])["count"].sum().to_dict())
    names = [line.label for band in outlets for line in band.lines]
    keep = charts.columns_that_fit(width, names) - 2
    found = charts.fold_rest(coded, found, "blamed", ["voice", "event", "outlet", "accuser", "blamed"], sums, keep)
    bands: list[Band] = []
    for band in outlets:
        heading = {"en": "in the outlet's own words", "ar": "بكلام المؤسسة نفسها"}[lang]
        bands.append(Band(f"outlet\t{band.key}", f"{band.heading}: {heading}", band.lines))
        reported = others[others["event"] == band.key]
        totals = reported.groupby("accuser")["count"].sum()
        lines = [
            Line(f"{band.key}\t{accuser}", labels.side(accuser), f"{int(totals[accuser]):,}")
            for accuser in charts.ranked(reported, "accuser", "count")
        ]
        heading = {"en": "as reported from", "ar": "منقولا عن"}[lang]
        bands.append(
            Band(
                f"attributed\t{band.key}",
                f"{band.heading}: {heading}",
                tuple(lines) or (charts.nothing(coded, lang, "event", band.key),),
            )
        )

    def say(row: Any) -> tuple[str, str, str]:
        accuser = labels.outlet(row.outlet) if row.voice == "outlet" else labels.side(row.accuser)
        count = charts.count(lang, row.count, "row")
        if lang == "ar":
            head = f"{accuser} ← {labels.blamed(row.blamed)}: {count}"
            parts = (("بتحفّظ", row.distanced), ("افتراضا", row.hypothetical), ("ونفيٌ لا يُحسب", row.denied))
        else:
            head = f"{accuser} → {labels.blamed(row.blamed)}: {count}"
            parts = (("distanced", row.distanced), ("hypothetical", row.hypothetical), ("denied, not counted", row.denied))
        said = [f"{word} {number}" for word, number in parts if number]
        return f"{row.count:,}", f"{row.count:,}", f"{head} ({', '.join(said)})" if said else head

    reading = {
        "en": "Clauses that blame the side in the column, in the outlet's own words and as reported from others; "
        "shade: share of the event's or outlet's clauses",
        "ar": "عدد العبارات التي تحمّل الطرف المذكور في العمود المسؤولية، بكلام المؤسسة نفسها ثم منقولا عن غيرها؛ "
        "اللون: النسبة من عبارات المؤسسة أو الحدث",
    }
    mine, told = int(own["count"].sum()), int(others["count"].sum())
    parts = [
        reading,
        {
            "en": f"{charts.count('en', mine, 'row')} in the outlets' own words, {told:,} reported (a clause with several "
            "accusers or culprits counts for each pair); denied blame is not counted",
            "ar": f"{charts.count('ar', mine, 'row')} بكلام المؤسسات و{told:,} منقولة (وما تعدد فيه المتّهِم أو المتّهَم "
            "يُحسب لكل زوج)، ولا يُحسب ما نُفي",
        },
    ]
    return charts.drawn(
        "who_blames_whom",
        coded,
        lang,
        width,
        found,
        title=charts.titles(coded, {"en": "Who blames whom", "ar": "مَن يحمّل مَن المسؤولية"}),
        caption=charts.captions(coded, "blame", parts),
        bands=bands,
        columns=[
            charts.Column(side, labels.blamed(side)) for side in charts.ranked(found, "blamed", "count")
        ],
        place=lambda row: (
            f"{row.voice}\t{row.event}",
            f"{row.event}\t{row.outlet if row.voice == 'outlet' else row.accuser}",
            row.blamed,
        ),
        say=say,
        total={"en": "clauses", "ar": "عبارات"}[lang],
        note=reading,
    )
