"""Spellings of one word: what is written without its vowel signs, and which spelling stands for all of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from analysis.text import CONTROLS, HARAKAT

_SIGNS = re.compile(f"[{HARAKAT}{CONTROLS}\u0640]")
_WITHOUT_SIGNS = dict.fromkeys(place for place in range(0x10000) if _SIGNS.match(chr(place)))
_FIRST_PRESENTATION_FORM = "\ufb50"


@lru_cache(maxsize=100_000)
def bare(word: str) -> str:
    """Return the letters of a word as they are written: no harakat, tatweel or bidi controls, no presentation forms.

    >>> bare("أذربيـجانيّة") == "أذربيجانية"
    True
    """
    if max(word, default="") >= _FIRST_PRESENTATION_FORM:
        word = unicodedata.normalize("NFKC", word)
    return word.translate(_WITHOUT_SIGNS)


def spelling_key(word: str) -> str:
    """Return what two spellings of a word share when one of them leaves out the hamza of its first alef.

    The other letters count: على is not علي, and آثار is not أثار.

    >>> spelling_key("أرمينيا") == spelling_key("ارمينيا"), spelling_key("على") == spelling_key("علي")
    (True, False)
    """
    letters = bare(word)
    return "ا" + letters[1:] if letters[:1] in ("أ", "إ") else letters


def commonest(counts: Mapping[str, int]) -> dict[str, str]:
    """Map each spelling key to its commonest spelling (of equally common ones, the first by code point)."""
    best: dict[str, tuple[int, str]] = {}
    for word, count in counts.items():
        rank = (-count, word)
        key = spelling_key(word)
        if key not in best or rank < best[key]:
            best[key] = rank
    return {key: word for key, (_, word) in best.items()}
