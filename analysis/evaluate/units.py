"""The units on which two codings are compared where their spans need not be the same: sentences and words.

They are cut by punctuation alone and not by the machine's own reading, so that a published agreement does not move when
the machine learns something.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from analysis.evaluate.spans import Span
from analysis.text import HARAKAT

_SENTENCE = re.compile(r"[^\n.!?؟]+(?:[.!?؟](?!\s)[^\n.!?؟]*)*[.!?؟]*")
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{HARAKAT}])*")


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[Span, ...]:
    """Cut a text at line ends and at final punctuation before a space."""
    return tuple(found.span() for found in _SENTENCE.finditer(text) if _WORD.search(found.group()))


@lru_cache(maxsize=256)
def words(text: str) -> tuple[Span, ...]:
    """Return the words of a text."""
    return tuple(found.span() for found in _WORD.finditer(text))


def sentence_at(text: str, place: int) -> int:
    """Return the number of the sentence that holds, or stands before, a place."""
    return max(0, bisect_right([start for start, _ in sentences(text)], place) - 1)
