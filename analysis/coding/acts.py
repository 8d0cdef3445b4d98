"""The codebook's acts as words: their entries and every written form, for the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.codebook import Codebook, Entry
from analysis.coding.forms import Form, imperfect, masdar, of_verb, with_accusative
from analysis.coding.match import Lexicon
from analysis.text import fold

LIGHT, UNDERGO, DEED = "light", "undergo", "deed"
"""Codes of verbs that only carry an act: the one who does it (شن) or suffers it (تعرض لـ) is their subject."""

_PREPOSITIONS = {
    "ala": ("علي", "فوق"), "fi": ("في",), "aan": ("عن",), "min": ("من",), "ila": ("الي",), "li": ("ل",), "b": ("ب",),
    "did": ("ضد", "بحق"), "maa": ("مع",), "bayn": ("بين",),
}  # fmt: skip
_REMEDY = "@remedy"  # in the column `with`: a cue of the frame remedy must follow


class Act(NamedTuple):
    """An entry of acts.csv.

    `within` are the phrases of which one must follow, `heads` their first words; `nominal` says that the perfect is
    spelled like a verbal noun (قصف), `madda` that it is written with آ (تآمر, not the name تامر).
    """

    code: str
    harm: str
    does: str | None
    suffers: str | None
    is_object: bool
    prepositions: frozenset[str]
    genitive: str
    within: tuple[tuple[str, ...], ...]
    heads: frozenset[str]
    remedy: bool
    nominal: bool
    madda: bool
    traits: frozenset[str]


class ActForm(NamedTuple):
    """A written form of an act, as it stands in the lexicon."""

    act: Act
    form: Form


def _entry(row: Entry, nouns: frozenset[str]) -> Act:
    joined = [item for item in row["patient"].split("|") if item and item != "np"]
    words = [phrase for phrase in row["with"].split("|") if phrase]
    within = tuple(tuple(fold(word) for word in phrase.split()) for phrase in words if phrase != _REMEDY)
    return Act(
        code=row["code"],
        harm=row["harm"],
        does=row["does"] or None,
        suffers=row["suffers"] or None,
        is_object="np" in row["patient"].split("|"),
        prepositions=frozenset(word for item in joined for word in _PREPOSITIONS[item]),
        genitive=row["genitive"] or "agent",
        within=within,
        heads=frozenset(phrase[0] for phrase in within),
        remedy=_REMEDY in words,
        nominal=fold(row["lemma"]) in nouns,
        madda="آ" in row["lemma"],
        traits=frozenset(filter(None, row["traits"].split("|"))),
    )


def _forms(row: Entry) -> Iterator[Form]:
    for form in of_verb(row["lemma"], row["imperfect"]):
        yield form
        if form.kind == "imperfect":
            yield form._replace(spelling="س" + form.spelling)
    if row["lemma"].endswith("ى"):
        yield Form(fold(row["lemma"])[:-1] + "ا", "perfect", "m", "s")  # before a pronoun: سباها
    if row["imperfect"]:
        stem = next(imperfect(row["imperfect"])).spelling[1:]
        yield Form("ن" + stem, "imperfect", "1", "p")
        yield Form("سن" + stem, "imperfect", "1", "p")
        yield Form("ت" + stem.removesuffix("و").removesuffix("ي") + "ون", "imperfect", "f", "p")  # روسيا وفرنسا تدعون
    nouns = [next(masdar(row["masdar"])).spelling] if row["masdar"] else []
    for noun in [*nouns, *(fold(noun) for noun in row["nouns"].split("|") if noun)]:
        for spelling in with_accusative(noun):
            yield Form(spelling, "noun", "f" if noun.endswith(("ه", "ات")) else "m", "s")


def add_to(lexicon: Lexicon, codebook: Codebook) -> None:
    """Add every form of acts.csv to the lexicon."""
    rows = codebook.rows("acts")
    nouns = frozenset(fold(row["masdar"]) for row in rows if row["masdar"])
    for row in rows:
        act = _entry(row, nouns)
        for form in _forms(row):
            lexicon.add(form.spelling, ActForm(act, form))
