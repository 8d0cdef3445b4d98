"""Who is given the floor, and how what they say is introduced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis import compare
from analysis.figures import charts
from analysis.figures.grid import Band, Column, Line
from analysis.figures.labels import Labels
from analysis.figures.template import PAGE

if TYPE_CHECKING:
    from analysis.figures.figure import Figure
    from analysis.tables import Coded


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
    bands = charts.outlet_bands(coded, labels, lang, _totals(found, "quotes_total"))
    names = [line.label for band in bands for line in band.lines]
    keep = charts.keep_columns(width, names)
    found = charts.fold_rest(coded, found, "side", ["event", "outlet", "side"], ["words", "quotes"], keep)
    columns = charts.side_columns(charts.ranked(found, "side", "words"), labels, charts.side_colours(coded))

    def say(row: Any) -> tuple[str, str, str]:
        share = f" ({row.share:.0%})" if row.words else ""
        if lang == "ar":
            head = f"{labels.side(row.side)}، {labels.outlet(row.outlet)}: {charts.count('ar', row.words, 'word')}{share}"
            head += f" من {row.words_total:,}، في {charts.count('ar', row.quotes, 'quotation')}"
        else:
            head = f"{labels.side(row.side)}, {labels.outlet(row.outlet)}: {charts.count('en', row.words, 'word')}{share}"
            head += f" of {row.words_total:,}, in {charts.count('en', row.quotes, 'quotation')}"
        return f"{row.words:,}{share}", f"{row.words:,}", head

    reading = {
        "en": "Words in reported speech (direct and indirect) by the side of the speaker, and their share of all such "
        "words of the outlet",
        "ar": "عدد الكلمات المنقولة عن كل طرف (كلام مباشر وغير مباشر)، ونسبتها من كل الكلام المنقول في المؤسسة",
    }
    counted = coded.quotes[coded.quotes["quote_id"].isin(found["rows"].explode().dropna())]
    quotes = int(counted["continues_quote_id"].isna().sum())
    missing = int(found.loc[found["side"] == charts.UNKNOWN, "quotes"].sum())
    parts = [
        reading,
        {
            "en": f"{charts.count('en', quotes, 'quotation')}, one of several speakers counted for each; "
            f"no speaker of known side was found for {missing:,}",
            "ar": f"{charts.count('ar', quotes, 'quotation')}، وما اشترك فيه عدة متكلمين يُحسب لكل منهم؛ "
            f"ولم يُعرف طرف القائل في {missing:,} منها",
        },
    ]
    return charts.drawn(
        "who_speaks",
        coded,
        lang,
        width,
        found,
        title=charts.titles(coded, {"en": "Who speaks", "ar": "من يتكلم"}),
        caption=charts.captions(coded, "quotes", parts),
        bands=bands,
        columns=columns,
        place=lambda row: (row.event, f"{row.event}\t{row.outlet}", row.side),
        say=say,
        total={"en": "quotations", "ar": "اقتباسات"}[lang],
        note=reading,
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
    keys = charts.group_keys(by)
    found = charts.fold_rest(coded, found, "side", [*keys, "side", "act"], ["count", "total"], 14)
    found = found[found["total"] > 0].reset_index(drop=True)
    bands = []
    for heading, key, group in charts.group_bands(coded, labels, lang, by, found):
        totals = group.drop_duplicates("side").set_index("side")["total"]
        lines = tuple(
            Line(f"{key}\t{side}", labels.side(side), f"{int(totals[side]):,}")
            for side in charts.ranked(group, "side", "count")
        )
        bands.append(Band(key, heading, lines or (charts.nothing(coded, lang, by, key),)))
    columns = [Column(act, labels.code("act", act)) for act in charts.ranked(found, "act", "count")]

    def say(row: Any) -> tuple[str, str, str]:
        place = charts.place_name(row, labels, by)
        act = labels.code("act", row.act)
        if lang == "ar":
            head = f"{labels.side(row.side)}، {act}، {place}: {row.count:,} من {charts.count('ar', row.total, 'quotation')}"
        else:
            head = f"{labels.side(row.side)}, {act}, {place}: {row.count:,} of {charts.count('en', row.total, 'quotation')}"
        return f"{row.count:,}", f"{row.count:,}", head

    reading = {
        "en": "Quotations by the side that speaks and by what the reporting verb makes of its words; shade: share of the "
        "side's quotations",
        "ar": "عدد الاقتباسات بحسب الطرف المتكلم وما يجعله فعل القول من كلامه؛ اللون: نسبتها من اقتباسات الطرف",
    }
    count = len(coded.quotes[coded.quotes["continues_quote_id"].isna()])
    parts = [reading, {"en": charts.count('en', count, "quotation"), "ar": charts.count('ar', count, "quotation")}]
    return charts.drawn(
        "verbs_by_side",
        coded,
        lang,
        width,
        found,
        title=charts.titles(coded, {"en": "How each side's words are introduced", "ar": "كيف يُقدَّم كلام كل طرف"}),
        caption=charts.captions(coded, "quotes", parts),
        bands=bands,
        columns=columns,
        place=lambda row: (charts.group_key(row, by), f"{charts.group_key(row, by)}\t{row.side}", row.act),
        say=say,
        total={"en": "quotations", "ar": "اقتباسات"}[lang],
        note=reading,
    )


def _totals(found: Any, column: str) -> dict[tuple[str, str], int]:
    first = found.drop_duplicates(["event", "outlet"])
    return {(str(e), str(o)): int(n) for e, o, n in zip(first["event"], first["outlet"], first[column], strict=True)}
