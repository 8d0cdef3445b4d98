"""Reporting cues: which words introduce reported speech here.

A verb is a cue only with a complement in one of its frames (verbs.csv, `complements`). A homograph must also stand
where a verb can stand; narrator's formulas and words inside speech in marks are passed over.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from analysis.coding import actors, clitics, complements, content_starts
from analysis.coding.content_starts import Complement
from analysis.coding.reading import Reading, Sentence
from analysis.coding.word_types import COMMAS, COMPLEMENTIZERS, GOVERNOR, MARK, PREPOSITION, SIGN, WORD, VerbForm, Word

_BARE = frozenset(content_starts.PREPOSITIONS)  # no finite verb follows these
_BARE_AN = frozenset(("ان", "بان"))  # a noun follows, where no pronoun is attached
_SHORTEST = 3  # letters of a verb in the imperfect, at least one more
_NEAR = 12  # tokens from وبين to its أن


class Cue(NamedTuple):
    """A reporting cue with its complement; `start:end` leaves out و and ف."""

    token: int
    start: int
    end: int
    form: VerbForm
    complement: Complement


def find(reading: Reading, sentence: Sentence) -> list[Cue]:
    """Return the cues of a sentence in order; at most one a token."""
    verbs = reading.verbs
    places = verbs[bisect_left(verbs, sentence.first) : bisect_left(verbs, sentence.stop)]
    if not places:
        return []
    taken = [
        (match.first, match.last + 1)
        for type in ("formula", "doubt", "hedge")
        for match in reading.phrases(type, sentence.first, sentence.stop)
    ]
    taken += [(marked.opening, marked.closing + 1) for marked in reading.pairs(sentence.first, sentence.stop)]
    free = (token for token in places if not any(first <= token < stop for first, stop in taken))
    return [cue for token in free if (cue := at_verb(reading, token, sentence)) is not None]


def at_verb(reading: Reading, token: int, sentence: Sentence) -> Cue | None:
    """Return the cue at a word that may be a reporting verb, or None."""
    word = reading.words[token]
    if word.flags & PREPOSITION and not (_an_follows(reading, token, sentence) or _is_shown(reading, token, sentence)):
        return None
    for form in word.verbs:
        if not _CAN_STAND[form.form.kind](reading, token, form, sentence):
            continue
        complement = complements.find(reading, token, form, sentence)
        if complement is not None:
            return Cue(token, reading.starts[token] + form.skip, reading.end(token), form, complement)
    return None


def _an_follows(reading: Reading, token: int, sentence: Sentence) -> bool:
    return token + 1 < sentence.stop and bool(reading.words[token + 1].flags & COMPLEMENTIZERS)


def _is_shown(reading: Reading, token: int, sentence: Sentence) -> bool:
    """Whether وبين is the verb (وبيّن المتحدث أن), not the preposition: a shadda, or a known subject and أن close by."""
    word, at = reading.words[token], token + 1
    if "ّ" in word.surface:
        return True
    if not word.conjunction or at >= sentence.stop or not (reading.words[at].title or at in reading.mention_at):
        return False
    for following in reading.words[at : min(at + _NEAR, sentence.stop)]:
        if following.flags & COMPLEMENTIZERS:
            return True
        if following.surface in COMMAS or following.fold[0] == "و":
            return False
    return False


def _is_perfect_here(reading: Reading, token: int, form: VerbForm, sentence: Sentence) -> bool:
    """Reject titles and actors that look like a verb, and nouns spelled like one that do not open their clause."""
    if form.entry.nominal and not form.conjunction and not _opens_clause(reading, token, sentence):
        return False
    return _is_no_noun(reading, token, form, sentence)


def _is_imperfect_here(reading: Reading, token: int, form: VerbForm, sentence: Sentence) -> bool:
    """Reject also what somebody is to say (أن يدين) and clauses that describe a thing (فلسفة تقول إن)."""
    if token > sentence.first:
        before = reading.words[token - 1]
        if form.entry.nominal and not form.conjunction and not _opens_clause(reading, token, sentence):
            return False  # تجدد الاشتباكات
        if before.fold == "ان" or (
            before.kind == WORD and not form.conjunction and _describes(reading, token - 1, sentence)
        ):
            return False
    return _is_no_noun(reading, token, form, sentence)


def _is_no_noun(reading: Reading, token: int, form: VerbForm, sentence: Sentence) -> bool:
    before = reading.words[token - 1] if token > sentence.first else None
    if before is not None and (before.fold in _BARE or (form.conjunction and before.fold == "ما")):
        return False  # على أمل أن; ما ورد
    if before is not None and before.fold in _BARE_AN and form.form.kind == "perfect" and form.entry.needs:
        governed = token - 2 >= sentence.first and reading.words[token - 2].flags & (GOVERNOR | PREPOSITION)
        return bool(governed) and before.fold == "ان"  # بعد أن رد; but أن نشر قوات
    if reading.words[token].title is not None and not form.conjunction:
        return _an_follows(reading, token, sentence)
    return token not in reading.mention_at


def _is_participle_here(reading: Reading, token: int, form: VerbForm, sentence: Sentence) -> bool:
    """Reject definite participles and nouns (اعتداء محتجين)."""
    word = reading.words[token]
    if word.definite or token in reading.mention_at:
        return False
    if token > sentence.first and reading.words[token - 1].flags & PREPOSITION:
        return False  # من متابعة، حول طالبة
    if token > sentence.first and not form.conjunction and _looks_imperfect(reading.words[token - 1]):
        return False  # يدعم مقترحا
    if form.form.number == "s":
        return word.title is None or word.surface.endswith(("ا", "ً")) or form.form.gender == "f"
    if word.title is not None:
        return False
    if form.conjunction or token == sentence.first or reading.words[token - 1].kind != WORD:
        return True
    return reading.words[token - 1].definite or token - 1 in reading.mention_at


def _looks_imperfect(word: Word) -> bool:
    """Whether a plain word is spelled like a verb in the imperfect, masculine."""
    plain = word.kind == WORD and not word.flags and word.title is None and not word.definite
    return plain and word.fold.removeprefix("و").startswith("ي") and not word.verbs and len(word.fold) > _SHORTEST


def _is_masdar_here(reading: Reading, token: int, form: VerbForm, sentence: Sentence) -> bool:
    return form.suffixed or reading.words[token].title is None


_CAN_STAND = {
    "perfect": _is_perfect_here,
    "imperfect": _is_imperfect_here,
    "participle": _is_participle_here,
    "masdar": _is_masdar_here,
}


def _describes(reading: Reading, noun: int, sentence: Sentence) -> bool:
    """Whether a word is an indefinite noun that is no actor, as before a relative clause without a pronoun."""
    word = reading.words[noun]
    if word.flags or word.definite or word.title is not None or word.verbs or noun == sentence.first:
        return False
    ended = any(m.stop > noun for m in actors.within(reading, max(sentence.first, noun - 5), noun + 1))
    before = reading.words[noun - 1]
    return not ended and (bool(before.flags & PREPOSITION) or clitics.takes_b(reading, noun))


def _opens_clause(reading: Reading, token: int, sentence: Sentence) -> bool:
    """Whether a word stands where a verb does: at the head of its clause or right after a known subject."""
    if token == sentence.first:
        return True
    before = reading.words[token - 1]
    if before.kind in (SIGN, MARK) or before.flags & ~PREPOSITION or before.definite:
        return True
    if any(m.stop == token for m in actors.within(reading, max(sentence.first, token - 4), token)):
        return True
    return reading.phrases_end(token)
