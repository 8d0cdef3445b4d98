"""Fixed data: the articles of a corpus again and again, each time with other words in some places.

Articles that only repeat would be coded too fast, because what is known of a word is kept; news has new words.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

NEW = 0.25
"""Share of long words that are replaced: then a thousand articles of 300 words have 45,000 different words or so."""

_LONG = re.compile(r"[\u0621-\u064a]{5,}")
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def pages(texts: Sequence[str], articles: int, seed: int = 1) -> Iterator[str]:
    """Yield `articles` pages: the texts in turn, from the second turn on with some long words made up.

    Parameters
    ----------
    texts
        At least one.
    articles
        How many pages.
    seed
        Of the random numbers; the same seed gives the same pages.

    Raises
    ------
    ValueError
        If there is no text.
    """
    if not texts:
        raise ValueError("there is no article to measure with")
    numbers = random.Random(seed)  # noqa: S311 - not for secrets

    def other(word: re.Match[str]) -> str:
        if numbers.random() >= NEW:
            return word[0]
        return "".join(numbers.choices(_LETTERS, k=len(word[0])))

    for number in range(articles):
        text = texts[number % len(texts)]
        yield text if number < len(texts) else _LONG.sub(other, text)


def write(path: Path, texts: Sequence[str], articles: int) -> int:
    """Write pages as JSON lines and return the size of the file in bytes."""
    import json

    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(pages(texts, articles)):
            file.write(json.dumps({"id": f"b{number:09d}", "text": text}, ensure_ascii=False) + "\n")
    return path.stat().st_size
