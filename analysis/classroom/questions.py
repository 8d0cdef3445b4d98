"""What is coded in a sentence: the questions, their codes and rules in two languages, and what may be written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis import codebook, codes
from analysis.text import fold

if TYPE_CHECKING:
    from analysis.tables import Coded

QUESTIONS = ("quotation", "speaker", "blamed", "voice")
"""The questions, in the order of the sheet."""

ONLY_WHERE = {"speaker": "quotation", "voice": "blamed"}
"""Question -> the one on which it depends: it is asked only where that one's answer is not `none`."""

WITH_SIDES = frozenset({"speaker", "blamed"})


@cache
def _texts() -> dict[str, dict[str, Any]]:
    return codebook.read().codes("classroom")


def words(name: str, lang: str, **values: object) -> str:
    """Return a text of the classroom."""
    return str(_texts()["words"][name][lang]).format(**values)


@dataclass(frozen=True)
class Questions:
    """The questions of one class: their codes hold the sides that its articles mention.

    Attributes
    ----------
    sides
        Codes of the sides, most mentioned first.
    """

    sides: tuple[str, ...]

    @classmethod
    def of(cls, coded: Coded, articles: Iterable[str]) -> Questions:
        """Take the sides from the articles' mentions: what is named there, not what the machine made of it."""
        wanted = set(articles)
        mentions = coded.mentions[coded.mentions["article_id"].isin(wanted)]
        counts = mentions["side"].dropna().value_counts()
        return cls(tuple(sorted(counts.index, key=lambda side: (-counts[side], side))))

    def codes(self, question: str) -> tuple[str, ...]:
        """Return the codes that may be written for a question."""
        own = tuple(_texts()[question]["codes"])
        if question not in WITH_SIDES:
            return own
        first = tuple(code for code in own if code in ("none", "unnamed"))
        return (*first, *self.sides, *(code for code in own if code not in first))

    def known(self, question: str, code: str) -> str:
        """Return a code, or `other` for a side that is not on the list."""
        return code if code in self.codes(question) else "other"


def label(question: str, code: str, lang: str) -> str:
    """Return how a code is written in a sheet."""
    own = _texts()[question]["codes"].get(code)
    if own is not None:
        return str(own["label"][lang])
    return codes.sides().get(code, (code, code))[
        0 if lang == "en" else 1
    ]  # a scholar's own side has its code for a name


def title(question: str, lang: str) -> str:
    """Return a question's name, which heads its column."""
    return str(_texts()[question]["label"][lang])


def asked(question: str, lang: str) -> str:
    """Return a question in full."""
    return str(_texts()[question]["question"][lang])


def rule(question: str, lang: str, code: str | None = None) -> str:
    """Return the codebook's rule for a question, or for one of its codes."""
    if code is None:
        return str(_texts()[question]["rule"][lang])
    own = _texts()[question]["codes"].get(code)
    return str(own["rule"][lang]) if own is not None else words("sides_rule", lang)


def has_rule(question: str, code: str) -> bool:
    """Whether a code has a rule of its own; a side has none."""
    return code in _texts()[question]["codes"]


@cache
def meanings(question: str) -> Mapping[str, str]:
    """Return everything that may be written for an answer (code, English, Arabic; folded) -> code."""
    possible = [*_texts()[question]["codes"], *(codes.sides() if question in WITH_SIDES else ())]
    written = {fold(code): code for code in possible}
    for lang in ("en", "ar"):
        written |= {_plain(label(question, code, lang)): code for code in reversed(possible)}
    return written


def meaning(question: str, cell: str) -> str | None:
    """Return the code that a cell means, None where it means none."""
    return meanings(question).get(_plain(cell))


def headings(name: str) -> tuple[str, ...]:
    """Return what may head a column: its code, English and Arabic."""
    labels = _texts()[name]["label"] if name in QUESTIONS else _texts()["words"][name]
    return (name, str(labels["en"]), str(labels["ar"]))


def _plain(cell: str) -> str:
    return " ".join(fold(cell).split())
