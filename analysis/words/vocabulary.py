"""Which words exist: in the corpus at hand, in the closed classes, in the codebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from analysis import codebook
from analysis.words.analyses import ARTICLE, Clitic
from analysis.words.spelling import spelling_key


class Attested:
    """What stands in a corpus or in the codebook, with or without the article, hamza of the first alef aside."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts: Counter[str] = Counter()
        for word, count in counts.items():
            self._counts[spelling_key(word)] += count

    def count(self, form: str) -> int:
        """Return how often `form` stands in the corpus, alone or with the article before it."""
        return self._counts[spelling_key(form)] + self._counts[ARTICLE + form]

    def rank(self, form: str) -> tuple[bool, int]:
        """Return what tells which of two readings is the better: a function word, else the commoner."""
        return spelling_key(form) in _function_words(), self.count(form)

    def allows(self, clitic: Clitic, whole: str, rest: str) -> bool:
        """Tell whether `whole` may be read as `clitic` and `rest`."""
        if spelling_key(rest) in _function_words():
            return len(whole) > 2 and clitic.form not in ("ف", "ك")  # فقد and كما are more often words of their own
        if len(rest) < clitic.min_rest:
            return False
        found = self.count(rest)
        enough = found > 0 and found >= (clitic.share or 0) * self.count(whole)
        return clitic.share is None or enough or spelling_key(rest) in codebook_words()

    def hides_article(self, after: str) -> bool:
        """Tell whether what follows ل begins with an article that lost its alef (للدول, but not للقاء)."""
        return after.startswith("ل") and self.count(after[1:]) >= self.count(after)


@lru_cache
def _function_words() -> frozenset[str]:
    """Words of the closed classes, which may be shorter than other rests."""
    rows = codebook.read().rows("function_words")
    classes = ("complementizer", "negation", "auxiliary", "relative", "pronoun", "demonstrative", "preposition")
    words = (word.lstrip("=") for row in rows if row["class"] in classes for word in row["words"].split())
    return frozenset(spelling_key(word) for word in words if len(word) > 1)


@lru_cache
def codebook_words() -> frozenset[str]:
    """Reporting verbs and names of actors: words even where this corpus does not show them alone."""

    def words() -> Iterator[str]:
        read = codebook.read()
        for row in read.rows("verbs"):
            yield from "|".join(row[column] for column in ("lemma", "imperfect", "participle", "masdar")).split("|")
        for row in read.rows("actors"):
            yield from "|".join(row[column] for column in ("names", "short", "metonyms")).split("|")

    return frozenset(spelling_key(word) for word in words() if len(word) > 2 and " " not in word)
