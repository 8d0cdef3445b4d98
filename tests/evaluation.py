"""What the tests of the evaluation share: codings of a short page, written by surface instead of by offset."""

from __future__ import annotations

from typing import Any

from analysis.evaluate.records import Article, Blame, Label, Origin, Quote, quote
from analysis.evaluate.spans import Span

TEXT = """وزيران يتبادلان التهم

قال وزير الخارجية سامي حداد إن بلاده لن تغلق الحدود. وأضاف حداد "سنرد على كل اعتداء".

واتهم الجيش القوات المجاورة بقصف القرى. ووصف حداد الاتفاق بأنه "حبر على ورق".

وتنتشر القوات قرب معبر "باب السلام" منذ أسبوع."""

INDIRECT, DIRECT, MIXED = "بلاده لن تغلق الحدود", "سنرد على كل اعتداء", 'الاتفاق بأنه "حبر على ورق"'


def at(surface: str, nth: int = 0, text: str = TEXT) -> Span:
    """Return the span of the nth occurrence of a surface."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    return start, start + len(surface)


def said(surface: str, kind: str, cue: Span | None = None, speaker: Span | None = None, **others: Any) -> Quote:
    """A quotation of `TEXT`."""
    return quote(TEXT, at(surface), kind, cue=cue, speaker=speaker, **others)


MINISTER, SHORT = at("وزير الخارجية سامي حداد"), at("حداد", 1)
GOLD = (
    said(INDIRECT, "indirect", at("قال"), MINISTER, antecedent=MINISTER),
    said(DIRECT, "direct", at("أضاف"), SHORT, antecedent=MINISTER),
    said(MIXED, "mixed", at("وصف"), at("حداد", 2), antecedent=MINISTER),
)
GOLD_BLAME = Blame(at("قصف القرى"), at("القوات المجاورة"), accuser=at("الجيش"), voice="attributed")


def article(name: str = "page", **others: Any) -> Article:
    """One coding of `TEXT`."""
    return Article(name, name, TEXT, **others)


def label(surface: str, nth: int = 0, core: bool = True, rule: str | None = None, **labels: Any) -> Label:
    """A row of one of the other layers of `TEXT`."""
    return Label(at(surface, nth), labels, core, Origin(rule))
