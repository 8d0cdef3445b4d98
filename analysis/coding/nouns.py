"""Noun phrases without a parser: what a word is in one, where one may begin, what it is called.

A phrase begins at a title, an actor or another noun; `phrases` says where it ends.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.coding.forms import FINITE
from analysis.coding.reading import Reading
from analysis.coding.word_types import (
    ABBREVIATION,
    AUXILIARY,
    COMMAS,
    COMPLEMENTIZERS,
    CONJUNCTION,
    CONTRAST,
    NEGATION,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    TIME,
    WORD,
    Word,
)

_NAME_WORDS = 6  # tokens between marks up to which it may be a name
_TITLED_NAME = 3  # the same after a title (نائب الوزير "كان تانيا")
_NAMING_NOUNS = (
    "media",
    "group",
    "product",
    "work",
)  # kinds of name_nouns.csv that an adjective may follow before the name
OUTSIDE = (
    COMPLEMENTIZERS | RELATIVE | NEGATION | AUXILIARY | PRONOUN | CONTRAST | TIME | CONJUNCTION
)  # fmt: skip


class Phrase(NamedTuple):
    """A noun phrase as a token range."""

    first: int
    stop: int


def span(reading: Reading, phrase: Phrase) -> tuple[int, int]:
    """Raw offsets of a phrase, without proclitics before its first word and commas after its last."""
    stop = phrase.stop
    while stop - 1 > phrase.first and reading.words[stop - 1].surface in COMMAS:
        stop -= 1
    if phrase.first in reading.closing and reading.closing[phrase.first] == stop - 1:
        return reading.span(phrase.first + 1, stop - 1)  # a name in marks
    start, end = reading.span(phrase.first, stop)
    mention = reading.mention_at.get(phrase.first)
    word = reading.words[phrase.first]
    if mention is not None:
        start = mention.start
    elif word.title is not None:
        start += word.skip
    return start, end


def surface(reading: Reading, phrase: Phrase) -> str:
    """A phrase as written."""
    start, end = span(reading, phrase)
    return reading.text[start:end]


def gender_of(reading: Reading, phrase: Phrase) -> str | None:
    """m, f, p or None, from the title or actor that heads the phrase."""
    word = reading.words[phrase.first]
    if word.title is not None:
        return None if word.title["gender"] == "e" else word.title["gender"]
    mention = reading.mention_at.get(phrase.first)
    return mention.gender if mention is not None else None


def is_addressee(reading: Reading, token: int) -> bool:
    """Whether a word with ل names the medium or the press to whom something was said (لوكالة، للصحفيين)."""
    word = reading.words[token]
    if word.title is not None and word.preposition == "ل":
        return word.title["kind"] == "media" or word.title["note"] == "press"
    mention = reading.mention_at.get(token)
    if mention is None or mention.kind != "media":
        return False
    folded = word.fold.lstrip("وف")
    return folded.startswith("لل") or (mention.start > reading.starts[token] and folded[0] == "ل")


def is_clause_verb(word: Word) -> bool:
    """Whether a word is more likely a finite reporting verb than a noun."""
    if word.title is not None or word.definite:
        return False
    return any(form.form.kind in FINITE and not form.preposition for form in word.verbs)


def is_name(reading: Reading, opening: int) -> bool:
    """Whether a marked phrase is a name because of what it is or of the noun before it (وكالة "رويترز")."""
    words, closed = reading.words, reading.closing.get(opening)
    if closed is None or closed - opening - 1 > _NAME_WORDS:
        return False
    mention = reading.mention_at.get(opening + 1)
    if mention is not None and mention.stop == closed:
        return True
    if opening == 0:
        return False
    before = words[opening - 1]
    titled = before.title is not None and closed - opening - 1 <= _TITLED_NAME
    if (before.name_noun is not None or titled) and not before.definite:
        return True
    # an adjective or name may stand between: شركة الأبحاث "البن كابيتال"، وكالة الأنباء السورية "سانا"
    token = opening - 1
    while token > max(0, opening - 5) and (words[token].definite or token in reading.mention_at):
        token -= 1
        if words[token].name_noun in _NAMING_NOUNS and not words[token].definite:
            return True
    return False


def starts_phrase(reading: Reading, token: int) -> bool:
    """Whether a noun phrase can begin at a token."""
    word = reading.words[token]
    mention = reading.mention_at.get(token)
    if mention is not None:
        return mention.start == reading.starts[token] or word.fold[0] in "وف"
    if word.kind != WORD:
        return False
    if word.title is None:
        if word.flags & ABBREVIATION and token + 2 < len(reading.words) and reading.words[token + 1].surface == ".":
            return True  # د. محمد
        if word.flags & (OUTSIDE | PREPOSITION) or "ً" in word.surface or len(word.fold) == 1:
            return False  # an adverb (قال مستشهداً) or a clitic before a mark
        if word.fold.removeprefix("و").startswith(("بال", "لل", "كال")):
            return False
    return not word.preposition and not is_addressee(reading, token)
