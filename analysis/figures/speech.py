"""Who is given the floor, and how what they say is introduced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis import compare
from analysis.compare.grouping import NO_SIDE, UNKNOWN
from analysis.figures import charts
from analysis.figures.grid import Band, Column, Line
from analysis.figures.labels import Labels, text
from analysis.figures.template import PAGE

if TYPE_CHECKING:
    from analysis.figures.figure import Figure
    from analysis.tables import Coded

SPEAKERS = 14
"""Most sides that get a row of their own in the chart of verbs."""


def who_speaks(coded: Coded, lang: str = "en", width: float = PAGE) -> Figure:
    """Draw the share of quoted words that each outlet gives to each side.

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
    found = compare.who_speaks(coded)
    groups = found.drop_duplicates(["event", "outlet"]).set_index(["event", "outlet"])
    bands = charts.outlet_bands(coded, labels, groups["quotes_total"].to_dict())
    keys = ["event", "outlet", "side"]
    found = charts.fold_rest(coded, found, "side", keys, ["words", "quotes"], charts.keep_columns(width))
    columns = charts.side_columns(charts.ranked(found, "side", "words"), labels, charts.side_colours(coded))

    def say(row: Any) -> tuple[str, str, str]:
        share = f" ({row.share:.0%})" if row.words else ""
        where = labels.join(labels.side(row.side), labels.outlet(row.outlet))
        words, quotes = charts.count(lang, row.words, "word"), charts.count(lang, row.quotes, "quotation")
        of, within = ("من", "في") if labels.arabic else ("of", "in")
        head = f"{where}: {labels.join(f'{words}{share} {of} {row.words_total:,}', f'{within} {quotes}')}"
        return f"{row.words:,}{share}", f"{row.words:,}", head

    counted = coded.quotes[coded.quotes["quote_id"].isin(found["rows"].explode().dropna())]
    quotes = int(counted["continues_quote_id"].isna().sum())
    of_no_side, unknown = (f"{int(found.loc[found['side'] == side, 'quotes'].sum()):,}" for side in (NO_SIDE, UNKNOWN))
    counts = text("who_speaks", "counts", quotations=f"{quotes:,}", of_no_side=of_no_side, unknown=unknown)
    return charts.drawn(
        "who_speaks",
        coded,
        lang,
        width,
        found,
        table="quotes",
        parts=[counts],
        bands=bands,
        columns=columns,
        place=lambda row: (row.event, f"{row.event}\t{row.outlet}", row.side),
        say=say,
        total=text("who_speaks", "total")[lang],
        bars=True,
    )


def verbs_by_side(coded: Coded, lang: str = "en", width: float = PAGE) -> Figure:
    """Draw the acts (say, accuse, deny ...) with which each side's words are introduced.

    Parameters
    ----------
    coded, lang, width
        As in `who_speaks`.
    """
    labels = Labels(coded, lang)
    by = charts.few_groups(coded)
    found = compare.verbs_by_side(coded, by)
    keys = [*charts.group_keys(by), "side", "act"]
    found = charts.fold_rest(coded, found, "side", keys, ["count"], SPEAKERS)
    found["total"] = found.groupby(keys[:-1])["count"].transform("sum")
    found = found[found["total"] > 0].reset_index(drop=True)
    found["share"] = found["count"] / found["total"]
    bands = []
    for heading, key, group in charts.group_bands(coded, labels, by, found):
        totals = group.drop_duplicates("side").set_index("side")["total"]
        lines = tuple(
            Line(f"{key}\t{side}", labels.side(side), f"{int(totals[side]):,}")
            for side in charts.ranked(group, "side", "count")
        )
        bands.append(Band(key, heading, lines or (charts.nothing(coded, labels, by, key),)))

    def place(row: Any) -> tuple[str, str, str]:
        key = charts.group_key(row, by)
        return key, f"{key}\t{row.side}", row.act

    def say(row: Any) -> tuple[str, str, str]:
        where = labels.join(labels.side(row.side), labels.code("act", row.act), charts.place_name(row, labels, by))
        of = "من" if labels.arabic else "of"
        head = f"{where}: {row.count:,} {of} {charts.count(lang, row.total, 'quotation')}"
        return f"{row.count:,}", f"{row.count:,}", head

    quotes = int(coded.quotes["continues_quote_id"].isna().sum())
    counts = text("verbs_by_side", "counts", quotations=f"{quotes:,}")
    return charts.drawn(
        "verbs_by_side",
        coded,
        lang,
        width,
        found,
        table="quotes",
        parts=[counts],
        bands=bands,
        columns=[Column(act, labels.code("act", act)) for act in charts.ranked(found, "act", "count")],
        place=place,
        say=say,
        total=text("verbs_by_side", "total")[lang],
    )
