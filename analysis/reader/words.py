"""What the reader's page says, in English or Arabic: from the codebook's reader.yaml and labels.csv."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis import codebook
from analysis.figures.labels import Labels

if TYPE_CHECKING:
    from analysis.tables import Coded

_ORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return codebook.read().codes("reader")


class Words:
    """The words of one corpus in one language.

    Parameters
    ----------
    coded
        The corpus, for its outlets' names.
    lang
        `"en"` or `"ar"`.
    """

    def __init__(self, coded: Coded, lang: str) -> None:
        self.labels = Labels(coded, lang)
        self._other = Labels(coded, "en" if lang == "ar" else "ar")
        self.lang = lang
        self.direction = self.labels.direction

    def __call__(self, phrase: str, **values: object) -> str:
        """Return a phrase of reader.yaml, with `values` in the place of the names in braces."""
        return _phrases()[phrase][self.lang].format(**values)

    def value(self, kind: str, code: Any) -> str:
        """Return how a value of the tables is called; several joined by | are several."""
        codes = str(code).split("|")
        if kind == "side":
            return self.labels.join(
                *(self.labels.referent(one) if ":" in one else self.labels.side(one) for one in codes)
            )
        if kind == "referent":
            return self.labels.referent(str(code))
        if kind == "rule":
            return self.rule(str(code))
        return self.labels.join(*(self.labels.code(kind, one) for one in codes))

    def both(self, kind: str, code: str) -> tuple[str, str]:
        """Return a label in the language of the page and in the other."""
        return self.labels.code(kind, code), self._other.code(kind, code)

    def rule(self, rule_id: str) -> str:
        """Say what a rule looks for; a rule of several parts (`verb-an`) is the sum of them."""
        named = self.labels.code("rule", rule_id)
        if named != rule_id.replace("_", " "):
            return named
        return self.labels.join(*(self.labels.code("rule_part", part) for part in rule_id.split("-")))


def printable(text: str) -> str:
    """Return `text` for the eye: signs that no page can hold become U+FFFD; data keep the original."""
    return _UNPRINTABLE.sub("\ufffd", text)


def plain(text: str) -> str:
    """Return `text` for an attribute or a title: printable, one line, without signs that would turn it round."""
    return " ".join(printable(_ORDERING.sub("", text)).split())


def split_controls(text: str) -> list[tuple[str, bool]]:
    """Cut `text` into (piece, whether it is a sign that would turn round what follows it)."""
    pieces: list[tuple[str, bool]] = []
    last = 0
    for found in _ORDERING.finditer(text):
        pieces += [(text[last : found.start()], False), (found[0], True)]
        last = found.end()
    return [piece for piece in [*pieces, (text[last:], False)] if piece[0]]
