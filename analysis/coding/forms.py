"""The written forms of a verb, generated from its entry: persons, numbers, participles.

Spelling is unvowelled and folded (`analysis.text.fold`), as news is written; so passive and active coincide.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.text import fold

FINITE = ("perfect", "imperfect")  # kinds of form that are verbs, not nouns


class Form(NamedTuple):
    """A written form: `kind` is perfect, imperfect, participle or masdar; `gender` m, f; `number` s, d, p."""

    spelling: str
    kind: str
    gender: str
    number: str


def perfect(lemma: str) -> Iterator[Form]:
    """Third persons of the perfect of `lemma` (he ...); weak endings ا and ى as in دعا and نفى.

    The feminine plural is left out: news hardly has it, and it is spelled like too many other words.
    """
    weak = lemma[-1] in "اىي" and len(lemma) > 2
    stem = fold(lemma)
    short = stem[:-1]
    radical = "و" if lemma.endswith("ا") else "ي"
    full = short + radical if weak else stem
    yield Form(stem, "perfect", "m", "s")
    yield Form((short if weak else stem) + "ت", "perfect", "f", "s")
    yield Form(full + "ا", "perfect", "m", "d")
    yield Form((short if weak else stem) + "تا", "perfect", "f", "d")
    yield Form((short if weak else stem) + "وا", "perfect", "m", "p")


def imperfect(lemma: str) -> Iterator[Form]:
    """Third persons of the imperfect of `lemma` (he ...), indicative and subjunctive."""
    stem = fold(lemma)[1:]
    weak = stem[-1] in "يو"
    short = stem[:-1] if weak else stem
    # يرى has lost its alef to folding: dual keeps the ya
    yield Form("ي" + stem, "imperfect", "m", "s")
    yield Form("ت" + stem, "imperfect", "f", "s")
    yield Form("ي" + stem + "ان", "imperfect", "m", "d")
    yield Form("ت" + stem + "ان", "imperfect", "f", "d")
    yield Form("ي" + short + "ون", "imperfect", "m", "p")
    yield Form("ي" + short + "وا", "imperfect", "m", "p")
    yield Form("ت" + short + "ون", "imperfect", "f", "p")  # روسيا وفرنسا تدعون: of several states, for تدعوان


def participle(lemma: str) -> Iterator[Form]:
    """Accusative and plural forms of the active participle, which continue a report (مشيرا، مشيرة، مشيرين)."""
    stem = fold(lemma)
    yield Form(stem + "ا", "participle", "m", "s")
    yield Form(stem + "ه", "participle", "f", "s")
    yield Form((stem.removesuffix("ي")) + "ين", "participle", "m", "p")
    yield Form(stem + "تين", "participle", "f", "d")
    yield Form(stem + "ات", "participle", "f", "p")
    yield Form((stem.removesuffix("ي")) + "ون", "participle", "m", "p")


def masdar(lemma: str) -> Iterator[Form]:
    """The verbal noun, and its form before a suffix (إفادة، إفادت-)."""
    stem = fold(lemma)
    yield Form(stem, "masdar", "m", "s")
    if stem.endswith("ه"):
        yield Form(stem[:-1] + "ت", "masdar", "f", "s")
    yield Form(stem.removesuffix("ه") + "ات", "masdar", "f", "p")


def of_verb(perfect_: str, imperfect_: str = "", participle_: str = "", masdar_: str = "") -> list[Form]:
    """All forms of a verb; an empty principal part has none."""
    parts = ((perfect, perfect_), (imperfect, imperfect_), (participle, participle_), (masdar, masdar_))
    return [form for generate, part in parts if part for form in generate(part)]


def with_accusative(noun: str) -> Iterator[str]:
    """Yield a noun as given and, where it is written with an alef, its indefinite accusative (قصف: قصفا)."""
    yield noun
    folded = fold(noun)
    if " " not in noun and noun.isalpha() and not folded.endswith(("ه", "ات", "ا", "ين", "ون", "ي")):
        yield folded + "ا"
