"""The words that outlets use, and those that one uses more than the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import compare, words
from analysis.compare.guards import family
from analysis.figures import charts
from analysis.figures.cloud import cloud
from analysis.figures.grid import Band, Column, Line
from analysis.figures.labels import Labels, text
from analysis.figures.once import once
from analysis.figures.template import OTHERS, PAGE, PALETTE
from analysis.words.light import LightLemmatiser

if TYPE_CHECKING:
    from analysis.figures.charts import Text
    from analysis.figures.figure import Figure
    from analysis.tables import Coded

OUTLETS, PANELS = 12, 6
"""Most outlets in the keyness chart and in the clouds: those with the most words."""

SIDE_BY_SIDE = 120.0
"""From this width on (mm), two clouds stand in a row."""


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
    found, left = _largest(_key_terms(coded), OUTLETS)
    groups = len(found[["event", "outlet"]].drop_duplicates())
    each = 10 if groups <= 3 else 6 if groups <= PANELS else 3
    found = found.groupby(["event", "outlet"], sort=True).head(each).reset_index(drop=True)
    rates = _beside(coded, found)
    here, rest = text("keyness", "here")[lang], text("keyness", "rest")[lang]

    def place(row: Any) -> tuple[str, str, str]:
        key = charts.group_key(row, "outlet")
        return key, f"{key}\t{row.term}", row.corpus

    def say(row: Any) -> tuple[str, str, str]:
        where = labels.join(row.term, labels.outlet(row.outlet) if row.corpus == "here" else rest)
        if labels.arabic:
            head = f"{where}: {row.count:,} من {row.tokens:,} كلمة، أي {_rate(row.per_1000)} في الألف"
        else:
            head = f"{where}: {row.count:,} of {row.tokens:,} words, {_rate(row.per_1000)} per 1,000"
        return f"{row.count:,} ({_rate(row.per_1000)})" if row.count else "0", f"{row.count:,}", head

    return charts.drawn(
        "keyness",
        coded,
        lang,
        width,
        rates,
        table="terms",
        parts=[_how(coded), *_left("keyness", left, OUTLETS), *_family(found)],
        bands=_bands(coded, labels, found),
        columns=[Column("here", here, colour=PALETTE[0]), Column("rest", rest, colour=OTHERS)],
        place=place,
        say=say,
        total=text("keyness", "total")[lang],
        bars=True,
        made_with=_lemmatiser(coded),
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
    return cloud("word_cloud", coded, labels, width, panels, "count", [_how(coded)], made_with=_lemmatiser(coded))


def key_cloud(coded: Coded, lang: str = "en", width: float = PAGE) -> Figure:
    """Draw for each outlet the words that it uses more than the others on the same event, outside reported speech.

    Parameters
    ----------
    coded, lang, width
        As in `keyness`.
    """
    labels = Labels(coded, lang)
    found, left = _largest(_key_terms(coded), PANELS)
    panels = [
        (labels.join(labels.outlet(outlet), labels.code("event", event)), rows)
        for (event, outlet), rows in found.groupby(["event", "outlet"], sort=True)
    ]
    parts = [_how(coded), *_left("key_cloud", left, PANELS), *_family(found)]
    across = 2 if width >= SIDE_BY_SIDE and len(panels) > 1 else 1
    return cloud(
        "key_cloud", coded, labels, width, panels, "log_odds_z", parts, across=across, made_with=_lemmatiser(coded)
    )


def _bands(coded: Coded, labels: Labels, found: pd.DataFrame) -> list[Band]:
    """Return a band for each outlet that has such words, each with its log ratio; else a line that says why not."""
    bands = []
    for heading, key, rows in charts.group_bands(coded, labels, "outlet", found):
        lines = tuple(Line(f"{key}\t{row.term}", row.term, _ratio(row, labels)) for row in rows.itertuples(index=False))
        if lines:
            bands.append(Band(key, heading, lines))
    none = text("keyness", "none")[labels.lang]
    return bands or [
        Band(key, heading, (Line(f"{key}\t", "", "", none),))
        for heading, key, _ in charts.group_bands(coded, labels, "event", found)
    ]


@once
def _terms(coded: Coded) -> pd.DataFrame:
    return words.terms(coded)


@once
def _compared(coded: Coded) -> pd.DataFrame:
    return compare.keyness(_terms(coded), coded, speech="outside")


def _key_terms(coded: Coded) -> pd.DataFrame:
    """Return the terms that each outlet uses more than the others, the surest first."""
    found = _compared(coded)
    kept = (found["log_odds_z"] > 0) & (found["count"] >= 2) & ~found["term"].isin(words.stop_words())
    found = found[kept & (found["term"].str.count(r"[^\W\d_]") > 1)]  # no numbers, no single letters
    order = ["event", "outlet", "log_odds_z", "term"]
    return found.sort_values(order, ascending=[True, True, False, True], kind="stable", ignore_index=True)


@once
def _frequencies(coded: Coded) -> pd.DataFrame:
    """Return the terms of each event with their counts, the most frequent first."""
    return words.word_list(_terms(coded), coded, by="event", min_count=2).assign(table="terms")


def _beside(coded: Coded, found: pd.DataFrame) -> pd.DataFrame:
    """Return two rows a term: the outlet's rate and that of the others, and their share of the highest rate."""
    everywhere = _compared(coded).merge(found[["event", "term"]].drop_duplicates())
    by_term = {key: rows["rows"].tolist() for key, rows in everywhere.groupby(["event", "term"], sort=True)}
    rest = []
    for event, term, rows in zip(found["event"], found["term"], found["rows"], strict=True):
        own = set(rows)
        rest.append([row for others in by_term[event, term] for row in others if row not in own])
    found = found.assign(rows_rest=rest)
    shared = [
        "event",
        "outlet",
        "term",
        "g2",
        "p_adjusted",
        "log_ratio",
        "log_ratio_low",
        "log_ratio_high",
        "log_odds_z",
    ]
    names = ("count", "tokens", "per_1000", "articles_with", "articles", "rows")
    parts = [
        found[[*shared, *(f"{name}{end}" for name in names), "table"]]
        .rename(columns={f"{name}{end}": name for name in names})
        .assign(corpus=corpus, order=range(len(found)))
        for corpus, end in (("here", ""), ("rest", "_rest"))
    ]
    rates = pd.concat(parts).sort_values(["order", "corpus"], kind="stable", ignore_index=True).drop(columns="order")
    return rates.assign(share=rates["per_1000"] / (rates["per_1000"].max() if len(rates) else 1))


def _largest(found: pd.DataFrame, most: int) -> tuple[pd.DataFrame, int]:
    """Return the rows of the outlets with the most words, and how many outlets are left out."""
    sizes = found.groupby("outlet", sort=True)["tokens"].max().sort_values(ascending=False, kind="stable")
    return found[found["outlet"].isin(sizes.index[:most])].reset_index(drop=True), max(0, len(sizes) - most)


def _left(figure: str, left: int, most: int) -> list[Text]:
    return [text(figure, "more", most=most, left=f"{left:,}")] if left else []


def _family(found: pd.DataFrame) -> list[Text]:
    """Say over how many tests p-values were adjusted, where there are any."""
    tested = found[found["p_adjusted"].notna()]
    if tested.empty:
        return []
    verdict = family(int(tested["family"].max()), "BH")
    return [{"en": verdict.sentence_en, "ar": verdict.sentence_ar}]


def _rate(per_1000: float) -> str:
    """Return a rate with a digit after the point, or as many as it takes not to call a few nothing."""
    return f"{per_1000:.1f}" if not 0 < per_1000 < 0.1 else f"{per_1000:.1g}"


def _ratio(row: Any, labels: Labels) -> str:
    """Return a log ratio, with its interval where there may be one."""
    if pd.isna(row.log_ratio_low):
        return f"{row.log_ratio:+.1f}"
    bounds = labels.join(f"{row.log_ratio_low:+.1f}", f"{row.log_ratio_high:+.1f}")
    return f"{row.log_ratio:+.1f} [{bounds}]".replace("inf", "∞")


def _how(coded: Coded) -> Text:
    """Say what made the lemmas."""
    name = _lemmatiser(coded)
    return text("common", "light_lemmas") if name == LightLemmatiser.name else text("common", "lemmas", name=name)


def _lemmatiser(coded: Coded) -> str:
    used = _terms(coded)["lemmatiser"]
    return str(used.iloc[0]) if len(used) else "-"
