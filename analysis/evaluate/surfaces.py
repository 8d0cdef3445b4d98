"""Whether two surfaces name the same person or body: الوزير لافروف and سيرغي لافروف do, two ministers do not."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

from analysis.text import fold

_WORD = re.compile(r"[^\W_]+")
_PROCLITIC_ARTICLES = ("وال", "فال", "بال", "كال", "لل", "ال")


def normal(surface: str) -> str:
    """Return the folded words of a surface, a space between them."""
    return " ".join(_WORD.findall(fold(surface)))


def without_conjunction(surface: str) -> str:
    """Cut a و or ف off a surface that is long enough to have one."""
    surface = surface.strip()
    return surface[1:] if len(surface) > 3 and surface[0] in "وف" else surface


def same_surface(one: str, other: str) -> bool:
    """Whether two surfaces are the same words, a leading conjunction more or less allowed."""
    return normal(one) == normal(other) or normal(without_conjunction(one)) == normal(without_conjunction(other))


def same_name(one: str, other: str) -> bool:
    """Whether one surface holds all words of the other, or both share a word that tells one speaker from another."""
    first, second = _name_words(one), _name_words(other)
    if not first or not second:
        return False
    smaller = min(first, second, key=len)
    if (first <= second or second <= first) and (smaller - _generic() or first == second):
        return True
    return bool(_distinctive(first) & _distinctive(second))


@lru_cache(maxsize=50_000)
def _name_words(surface: str) -> frozenset[str]:
    return frozenset(map(_without_article, normal(surface).split()))


def _without_article(word: str) -> str:
    for article in _PROCLITIC_ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 2:
            return word[len(article) :]
    return word


def _distinctive(words: frozenset[str]) -> set[str]:
    """Return the words without titles, function words, numbers, single letters and adjectives of origin."""
    return {
        word
        for word in words - _generic()
        if len(word) > 1 and not word.isdigit() and not (len(word) > 3 and word.endswith(("ي", "يه")))
    }


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    """Read the words that many speakers share: titles, offices, function words."""
    with (Path(__file__).parent / "generic_words.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["word"] for row in csv.DictReader(file))
