"""What a lemmatiser says about a word, and the data that both lemmatisers read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from analysis import codebook
from analysis.words.spelling import bare, spelling_key

ARTICLE = "ال"

_KINDS = ("conjunction", "preposition", "future", "article", "pronoun", "nisba")
codebook.register(
    "clitics",
    codebook.Schema(
        ("kind", "form", "min_rest", "share", "code", "note"),
        ("kind", "form"),
        ("kind", "form", "min_rest"),
        {"kind": frozenset(_KINDS)},
        reads={"min_rest": int, "share": float},
    ),
)
codebook.register(
    "lemmas",
    codebook.Schema(
        ("kind", "form", "lemma", "pos", "enclitic", "note"),
        ("kind", "form"),
        ("kind", "form", "lemma"),
        {"kind": frozenset(("word", "lemma"))},
    ),
)


@dataclass(frozen=True, slots=True)
class Analysis:
    """A word type taken apart.

    Attributes
    ----------
    lemma
        Dictionary form without vowel signs.
    pos
        Part of speech as CAMeL Tools names it (noun, noun_prop, verb, adj ...); `None` where it is not known.
    proclitics, enclitic
        The letters written together with the word, `+` between two proclitics (`و+ل+ال`); empty if none.
    known
        Whether a lexicon knew the word; otherwise its lemma is the written form without clitics.
    """

    lemma: str
    pos: str | None = None
    proclitics: str = ""
    enclitic: str = ""
    known: bool = False


class Lemmatiser(Protocol):
    """Anything that takes the word types of a corpus apart."""

    @property
    def name(self) -> str:
        """What made the lemmas, with its version: the column `lemmatiser` of every table."""
        ...

    def analyse(self, counts: Mapping[str, int]) -> dict[str, Analysis]:
        """Analyse each word type; `counts` says how often it stands in the corpus."""
        ...


@dataclass(frozen=True, slots=True)
class Clitic:
    """A line of clitics.csv; `share` is `None` where the rest need not be attested."""

    form: str
    min_rest: int
    share: float | None
    code: str


@lru_cache
def clitics(kind: str) -> tuple[Clitic, ...]:
    """Return the clitics of one kind in the order of clitics.csv."""
    return tuple(
        Clitic(row["form"], int(row["min_rest"]), float(row["share"]) if row["share"] else None, row["code"])
        for row in codebook.read().rows("clitics")
        if row["kind"] == kind
    )


@lru_cache
def _corrections(kind: str) -> dict[str, Analysis]:
    rows = codebook.read().rows("lemmas")
    return {
        spelling_key(row["form"]): Analysis(row["lemma"], row["pos"] or None, "", row["enclitic"], True)
        for row in rows
        if row["kind"] == kind
    }


@lru_cache
def _proclitic_runs() -> tuple[tuple[str, str], ...]:
    """Every run of proclitics before a noun, shortest first, and how it is taken apart (لل is ل+ال)."""
    runs = {}
    for conjunction in ("", *(clitic.form for clitic in clitics("conjunction"))):
        for preposition in ("", *(clitic.form for clitic in clitics("preposition"))):
            for article in ("", *(clitic.form for clitic in clitics("article"))):
                parts = "+".join(filter(None, (conjunction, preposition, article)))
                runs[parts.replace("ل+ال", "لل").replace("+", "")] = parts
    return tuple(sorted(runs.items(), key=lambda run: (len(run[0]), run[0])))


def corrected(word: str) -> Analysis | None:
    """Return what lemmas.csv says about a word, with or without proclitics before it, or `None`."""
    forms, letters = _corrections("word"), bare(word)
    for written, parts in _proclitic_runs():
        if letters.startswith(written) and (entry := forms.get(spelling_key(letters[len(written) :]))):
            if entry.pos == "noun_prop" and parts.endswith(ARTICLE):  # الحماس is no Hamas
                continue
            return replace(entry, proclitics=parts)
    return None


def house_spelling(lemma: str) -> str:
    """Return the spelling that lemmas.csv gives a lemma of CAMeL's lexicon, or the lemma as it is."""
    entry = _corrections("lemma").get(spelling_key(lemma))
    return entry.lemma if entry else lemma
