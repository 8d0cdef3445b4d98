"""What is attached to a word: a preposition before it, a pronoun after it."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.coding.reading import Reading
from analysis.coding.word_types import COMPLEMENTIZER_B, PREPOSITION, RADICAL_B, Word


def proclitic(reading: Reading, token: int) -> int:
    """Raw length of a preposition or conjunction attached to a plain word (للمدنيين: 0, بالمدنيين: 1)."""
    folded = reading.words[token].fold
    return 1 if folded.startswith(("بال", "وال", "فال", "كال")) and len(folded) > 4 else 0


def attached(reading: Reading, token: int) -> str:
    """Return the preposition attached to a word, or an empty string; a letter of the word's own is none."""
    word = reading.words[token]
    folded = word.fold
    mention = reading.mention_at.get(token)
    if mention is not None:
        lead = folded[1:] if folded[0] in "وف" and mention.start - reading.starts[token] > 1 else folded
        if folded.startswith("لل"):
            return "ل"
        return lead[0] if mention.start > reading.starts[token] and lead[0] in "بلك" else ""
    if word.title is not None:
        return word.preposition
    if folded.startswith(("لل", "ولل")):
        return "ل"
    if folded.startswith("بال"):
        return "ب"
    return ""


def has_pronoun(word: Word, prepositions: Iterable[str]) -> bool:
    """Whether a word is one of some prepositions with a pronoun (عليهم، به)."""
    return any(word.fold in (lead + "ه", lead + "ها", lead + "هم") for lead in prepositions)


def takes_b(reading: Reading, token: int) -> bool:
    """Whether ب at the head of a word is the preposition (بانتهاك), not a letter of the word (بيان)."""
    word = reading.words[token]
    if word.flags & (COMPLEMENTIZER_B | PREPOSITION | RADICAL_B):
        return bool(word.flags & COMPLEMENTIZER_B)
    if word.fold == "ب":
        return True
    mention = reading.mention_at.get(token)
    if mention is not None:
        return "ب" in reading.text[reading.starts[token] : mention.start]
    if word.title is not None:
        return word.preposition == "ب"
    return word.fold.startswith("ب") and len(word.fold) > 2


def takes_l(reading: Reading, token: int) -> bool:
    """Whether ل at the head of a word is the preposition of what is demanded (للمساهمة، لوقف)."""
    word = reading.words[token]
    plain = not word.flags and word.title is None and token not in reading.mention_at
    return plain and word.fold.startswith("ل") and len(word.fold) > 3
