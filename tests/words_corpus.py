"""The corpus that the tests of the words share: two outlets on one event, put together by hand."""

from __future__ import annotations

from compare_corpus import Corpus

from analysis.tables import Coded

TURKEY = ("country:turkey", "turkey")
RUSSIA = ("country:russia", "russia")

FIRST = (
    "تركيا تدعم أذربيجان في الحرب",
    "وقال الوزير إن تركيا تقف في صف أذربيجان بقوة",
    "وتدعو روسيا إلى وقف إطلاق النار، والقوات الروسية لا تشارك في الحرب",
)
SECOND = (
    "موسكو تدعو إلى وقف إطلاق النار",
    'وأضاف الوزير: "روسيا مع وقف إطلاق النار"',
    "وقالت أنقرة إنها ضد الحرب",
)


def mention(
    made: Corpus, article: str, surface: str, actor: str, side: str | None = None, form: str = "name", nth: int = 0
) -> None:
    """Add a mention at the `nth` place of its surface in the article."""
    text, start = made.texts[article], -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    made.add("mentions", article, text[start:], actor_id=actor, side=side, form=form)
    made.rows["mentions"][-1] |= {"start": start, "end": start + len(surface), "surface": surface}


def corpus() -> Coded:
    """Return the corpus with its mentions and quotations."""
    made = Corpus()
    made.article("a", "Outlet A", *FIRST, kinds="hbb", outlet_confidence="given")
    made.article("b", "Outlet B", *SECOND, kinds="hbb", outlet_confidence="low")
    mention(made, "a", "تركيا", *TURKEY)
    mention(made, "a", "تركيا", *TURKEY, nth=1)
    mention(made, "a", "روسيا", *RUSSIA)
    mention(made, "a", "الروسية", *RUSSIA, form="demonym")
    mention(made, "b", "موسكو", *RUSSIA, form="metonym")
    mention(made, "b", "روسيا", *RUSSIA)
    mention(made, "b", "أنقرة", *TURKEY, form="metonym")
    made.quote("a", "تركيا تقف في صف أذربيجان بقوة", "turkey")
    made.quote("b", "روسيا مع وقف إطلاق النار", "russia", kind="direct")
    made.quote("b", "ضد الحرب", "turkey")
    return made.coded()
