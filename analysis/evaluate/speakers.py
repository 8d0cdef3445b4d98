"""Whether a quotation was given to the right mouth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from analysis.evaluate.records import Article, Quote
from analysis.evaluate.spans import Span, overlap, same
from analysis.evaluate.surfaces import normal, same_name, same_surface

_PROCLITICS = "وفلبك"

Families = Mapping[str, set[Span]]
"""Normal form of a resolved speaker -> the mentions under which he speaks in this article."""


class Speaker(NamedTuple):
    """How a coded speaker compares: given at all; meets the mention; is the mention; is the right person or body."""

    given: bool
    overlaps: bool
    exact: bool
    right: bool


def families(article: Article) -> Families:
    """Collect the mentions of each speaker of an article."""
    found: dict[str, set[Span]] = defaultdict(set)
    for quote in article.quotes:
        if key := _key(article, quote):
            found[key] |= {span for span in (quote.speaker, quote.antecedent) if span}
    return found


def compare(article: Article, gold: Quote, coded: Quote, mentions: Families) -> Speaker:
    """Compare the speakers of a matched pair.

    Right is a speaker who meets, or whose surface shares a distinctive word with, any mention of the gold speaker in
    this article. Where the gold has no speaker, giving none is right.
    """
    text = article.text
    said = coded.speaker or coded.antecedent
    surface = text[slice(*said)] if said else coded.speaker_text
    given = bool(surface)
    overlaps = exact = False
    if gold.speaker and given:
        equal = same_surface(surface, text[slice(*gold.speaker)])
        overlaps = bool(said and overlap(said, gold.speaker)) or equal
        exact = equal or same(text, said, gold.speaker, _PROCLITICS)
    key = _key(article, gold)
    if key is None:
        return Speaker(given, overlaps, exact, overlaps or not given)
    names = given and meets(text, said, surface, mentions[key])
    return Speaker(given, overlaps, exact, overlaps or names)


def meets(text: str, span: Span | None, surface: str, mentions: set[Span]) -> bool:
    """Whether a mention overlaps one of several mentions, or names the same."""
    return any(
        bool(span and overlap(span, mention)) or same_name(surface, text[slice(*mention)]) for mention in mentions
    )


def _key(article: Article, quote: Quote) -> str | None:
    span = quote.antecedent or quote.speaker
    return normal(article.text[slice(*span)]) if span else None
