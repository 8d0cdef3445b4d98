"""What a figure may not claim, decided by code and said in a sentence that can stand in its caption.

A guard looks at the articles that are compared, never at a result, so that nobody can shop for the comparison that
gets through. A p-value is withheld where no arrangement of the articles could make it small; an interval, where a
group is too small to resample; events are never pooled unasked; zero is written with its denominator.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from analysis.compare.floors import ALPHA, MINIMUM_ARTICLES, permutation_floor
from analysis.compare.grouping import Groups, compared
from analysis.compare.wording import count_ar, count_en, these_articles_ar, these_articles_en

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.tables import Coded

EventNames: TypeAlias = "Mapping[str, tuple[str, str]]"
"""Event -> its name in English and in Arabic."""


@dataclass(frozen=True)
class Verdict:
    """What a guard decided.

    Attributes
    ----------
    guard
        Its name.
    allowed
        Whether what it watches over may be shown.
    sentence_en, sentence_ar
        The reason, fit for a caption; empty where there is nothing to say.
    """

    guard: str
    allowed: bool
    sentence_en: str = ""
    sentence_ar: str = ""


def p_value(sizes: Sequence[tuple[int, int]]) -> Verdict:
    """Decide whether a group may be tested against the rest by shuffling articles within events.

    Parameters
    ----------
    sizes
        For each event, (articles of the group, articles of the rest). Events that only one of them reports say
        nothing and are not counted.

    Returns
    -------
    Verdict
        Refused where the smallest two-sided p is above `ALPHA`, or where the group or the rest is a single article:
        then the outlet and its article cannot be told apart.
    """
    shared = [size for size in sizes if min(size) > 0]
    group, rest = (sum(size[side] for size in shared) for side in (0, 1))
    floor = permutation_floor(shared)
    if not shared:
        return Verdict(
            "p_value",
            allowed=False,
            sentence_en="No p-value is given: no event is reported by this outlet and by another.",
            sentence_ar="لا تُذكر قيمة احتمالية لأن الحدث لم تتناوله مؤسسة أخرى.",
        )
    if min(group, rest) < 2:
        reason_en = "so an outlet cannot be told apart from its article"
        reason_ar = "فلا يمكن الفصل بين المؤسسة ومقالتها"
    elif floor > ALPHA:
        reason_en = f"so no arrangement of them gives a p below {floor:.2f}"
        reason_ar = f"فلا يعطي أي توزيع لها قيمة احتمالية أقل من {floor:.2f}"
    else:
        return Verdict("p_value", allowed=True)
    return Verdict(
        "p_value",
        allowed=False,
        sentence_en=f"No p-value is given: {count_en(group, 'article')} against {rest}, {reason_en}.",
        sentence_ar=f"لا تُذكر قيمة احتمالية لأن المقارنة بين {count_ar(group, 'article')} و{rest}، {reason_ar}.",
    )


def interval(articles: int) -> Verdict:
    """Decide whether an interval may be drawn for a group of so many articles."""
    if articles >= MINIMUM_ARTICLES:
        return Verdict("interval", allowed=True)
    return Verdict(
        "interval",
        allowed=False,
        sentence_en=f"No interval is drawn for groups of fewer than {MINIMUM_ARTICLES} articles "
        f"(the smallest has {articles}).",
        sentence_ar=f"لا تُرسم فترة ثقة لمجموعة تقل عن {count_ar(MINIMUM_ARTICLES, 'article')} (أصغرها {articles}).",
    )


def subject(sizes: Sequence[int], events: int = 1) -> Verdict:
    """Say what a comparison is about; refuse to call it one of outlets where each of them is a single article.

    Parameters
    ----------
    sizes
        Articles of each outlet (in each event).
    events
        How many events there are: with several, an outlet stands there once for each.

    Returns
    -------
    Verdict
        Where refused, the sentences are what a title names instead: `these five articles`. Where only some outlets
        are a single article, they say how many.
    """
    single = sum(size == 1 for size in sizes)
    if not single:
        return Verdict("subject", allowed=True)
    if single == len(sizes):
        articles = sum(sizes)
        return Verdict("subject", False, these_articles_en(articles), these_articles_ar(articles))
    noun, en, ar = ("group", " (an outlet on an event)", " (مؤسسة في حدث)") if events > 1 else ("outlet", "", "")
    return Verdict(
        "subject",
        allowed=True,
        sentence_en=f"{of_en(single, len(sizes), noun)}{en}: a single article, which cannot be told from its outlet.",
        sentence_ar=f"لدى {of_ar(single, len(sizes), noun)}{ar} مقالة واحدة لا يمكن فصلها عن المؤسسة.",
    )


def pooling(events: Mapping[str, int], names: EventNames | None = None, *, pooled: bool = False) -> Verdict:
    """Say which events a figure holds; `allowed` is false where it holds several and they were not pooled by request.

    Parameters
    ----------
    events
        Event -> number of its articles.
    names
        As in `for_corpus`.
    pooled
        Whether the caller asked to pool them.
    """
    if len(events) < 2:
        return Verdict("pooling", allowed=True)
    listed_en = "; ".join(f"{_named(e, names)[0]}, {count_en(n, 'article')}" for e, n in sorted(events.items()))
    listed_ar = "؛ ".join(f"{_named(e, names)[1]} في {count_ar(n, 'article')}" for e, n in sorted(events.items()))
    how_en, how_ar = ("pooled on request", "مجموعة معًا بطلب") if pooled else ("kept apart", "كلٌّ على حدة")
    return Verdict(
        "pooling",
        allowed=pooled,
        sentence_en=f"{count_en(len(events), 'event')}, {how_en} ({listed_en}).",
        sentence_ar=f"عدد الأحداث {len(events)}، {how_ar} ({listed_ar}).",
    )


def years(spans: Mapping[str, tuple[str, str]], names: EventNames | None = None) -> Verdict:
    """Say which events hold articles of more than one year; `spans` gives first and last year of each such event."""
    if not spans:
        return Verdict("years", allowed=True)
    listed_en = "; ".join(f"{_named(e, names)[0]}, {first}-{last}" for e, (first, last) in sorted(spans.items()))
    listed_ar = "؛ ".join(f"{_named(e, names)[1]}، {first}-{last}" for e, (first, last) in sorted(spans.items()))
    return Verdict(
        "years",
        allowed=False,
        sentence_en=f"One event, several years: {listed_en}.",
        sentence_ar=f"حدث واحد على امتداد أكثر من عام: {listed_ar}.",
    )


def _named(event: str, names: EventNames | None) -> tuple[str, str]:
    return (names or {}).get(event, (event, event))


def copies(articles: int, copied: int) -> Verdict:
    """Say how many of the articles repeat another one, such as wire copy that several outlets print."""
    if not copied:
        return Verdict("copies", allowed=True)
    return Verdict(
        "copies",
        allowed=False,
        sentence_en=f"{copied:,} of {count_en(articles, 'article')} repeat another (wire copy): not independent.",
        sentence_ar=f"{copied:,} من {count_ar(articles, 'article')} تكرار لغيرها (مواد وكالات) وليست مستقلة عنها.",
    )


def family(tests: int, method: str) -> Verdict:
    """Say over how many tests p-values were adjusted. `method` is `"BH"` or `"Holm"`."""
    name = {"BH": "Benjamini-Hochberg", "Holm": "Holm"}[method]
    return Verdict(
        "family",
        allowed=True,
        sentence_en=f"p-values adjusted over {count_en(tests, 'test')} ({name}).",
        sentence_ar=f"القيم الاحتمالية مصححة على {count_ar(tests, 'test')} ({name}).",
    )


def no_score() -> Verdict:
    """Refuse an overall score: voices, blame, roles and names are counted side by side and never summed."""
    return Verdict(
        "no_score",
        allowed=False,
        sentence_en="Counts only: there is no overall bias score, and none can be derived from them.",
        sentence_ar="أعداد فقط: لا توجد درجة انحياز إجمالية، ولا يصح اشتقاقها منها.",
    )


def of_en(number: int, total: int, noun: str) -> str:
    """Return a count with its denominator, zero included: `0 of 12 sentences`."""
    return f"{number:,} of {count_en(total, noun)}"


def of_ar(number: int, total: int, noun: str) -> str:
    """Return the same in Arabic: `0 من 12 جملة`."""
    return f"{number:,} من {count_ar(total, noun)}"


def for_corpus(
    coded: Coded, by: str = "outlet", *, pool_events: bool = False, names: EventNames | None = None
) -> list[Verdict]:
    """Return the guards that have something to say about a comparison of this corpus, in the order of a caption.

    Parameters
    ----------
    coded, by, pool_events
        As in every measure of the package.
    names
        Event -> what it is called in English and in Arabic; one that is missing keeps its code.
    """
    groups = compared(coded, by, pool_events=pool_events)
    if groups.articles.empty:
        return [no_score()]
    sizes = groups.totals()
    events = compared(coded, "event").totals()
    repeated = coded.articles.loc[coded.articles["duplicate_of"].notna(), "article_id"]
    found = [
        subject(sizes["articles"].tolist(), len(events)),
        pooling(dict(zip(events["event"], events["articles"].tolist(), strict=True)), names, pooled=pool_events),
        years(_several_years(coded, groups), names),
        p_value(min(contrasts(groups).values(), key=_prospect)),
        interval(int(sizes["articles"].min())),
        copies(len(groups.articles), int(groups.articles["article_id"].isin(repeated).sum())),
        no_score(),
    ]
    return [verdict for verdict in found if verdict.sentence_en]


def contrasts(groups: Groups) -> dict[str, list[tuple[int, int]]]:
    """Return for each outlet, event by event, how many articles are its own and how many the others'."""
    sizes = groups.articles.groupby([groups.keys[0], groups.keys[-1]]).size().unstack(fill_value=0)
    rest = sizes.rsub(sizes.sum(axis=1), axis=0)
    return {str(name): list(zip(sizes[name].tolist(), rest[name].tolist(), strict=True)) for name in sizes.columns}


def _prospect(sizes: Sequence[tuple[int, int]]) -> tuple[bool, float, int]:
    """Order contrasts by how close they come to a test."""
    return not p_value(sizes).allowed, permutation_floor(sizes), -sum(map(min, sizes))


def _several_years(coded: Coded, groups: Groups) -> dict[str, tuple[str, str]]:
    """Return first and last year of the events whose articles are of several."""
    named = coded.articles[coded.articles["event"].notna()]
    named = named[named["article_id"].isin(groups.articles["article_id"])]
    year = named["published"].str.extract(r"(\d{4})", expand=False).rename("year")
    spans = year.groupby(named["event"]).agg(["min", "max"]).dropna()
    spans = spans[spans["min"] != spans["max"]]
    return {str(event): (first, last) for event, first, last in spans.itertuples()}
