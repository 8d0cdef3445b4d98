"""Whom a verb of accusing or condemning has as its object, and where its charge begins."""

from __future__ import annotations

from analysis.coding import actors, clitics, nouns, parties, phrases
from analysis.coding.charges import Case
from analysis.coding.drafts import Draft
from analysis.coding.parties import Party
from analysis.coding.reading import Reading
from analysis.coding.word_types import (
    COMMAS,
    COMPLEMENTIZER,
    COMPLEMENTIZER_B,
    COMPLEMENTIZERS,
    MARK,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
)

_NAME_WORDS = 4  # words of a name that nothing else is known of
_SHORT = 3  # letters up to which ل is rather a letter of the word
_NO_OBJECT = PREPOSITION | COMPLEMENTIZERS | RELATIVE | PRONOUN
_EMPTY = frozenset(("ما", "من"))
_BETWEEN = COMMAS | {"#"}


def find(case: Case, draft: Draft, token: int) -> Party | None:
    """Whom a verb of accusing has as its object: the last noun phrase between its subject and the charge."""
    speaker = draft.answer.speaker
    at = token + 1
    if speaker is not None and draft.answer.sieve == "explicit" and token < speaker.phrase.first < draft.first:
        at = speaker.phrase.stop
    return _object(case, at, draft.first)


def _object(case: Case, at: int, stop: int) -> Party | None:
    reading, words = case.reading, case.reading.words
    inserted = at < stop and words[at].surface in COMMAS
    at = skip(case, at, stop)
    last = skip(case, next((k for k in range(stop - 1, at, -1) if words[k].surface in COMMAS), stop), stop)
    if last < stop and (inserted or is_joined(reading, at)):
        at = last  # اتهم المالكي، المتحدث باسم التحالف، الحوثيين؛ اتهمت السفارة وسفيرها، الحكومة البريطانية
    elif at < stop and is_joined(reading, at):
        return None
    if (
        at >= stop
        or at in reading.act_verbs
        or words[at].kind != "word"
        or clitics.attached(reading, at) not in ("", "ل")
    ):
        return None
    if words[at].flags & _NO_OBJECT or words[at].fold in _EMPTY or words[at].fold.startswith("ايا"):
        return None
    for token in range(at + 1, stop):  # زعيم حزب الشعب أكبر أحزاب المعارضة الرئيس رجب طيب إردوغان: the last one
        if _begins_last(reading, at, token):
            at = token
    party = parties.of_tokens(reading, at, max(phrases.extend(reading, at, stop), at + 1))
    return party if parties.is_known(reading, party) or is_whole(reading, party, stop) else None


def is_whole(reading: Reading, party: Party, stop: int) -> bool:
    """Whether what follows a phrase can follow a whole one, so that its end has been found."""
    if party.stop >= stop:
        return True
    word = reading.words[party.stop]
    if word.kind != "word" or word.flags & (PREPOSITION | RELATIVE | COMPLEMENTIZER_B) or parties.is_time(word):
        return True
    return word.definite or clitics.takes_b(reading, party.stop) or word.fold.startswith(("ب", "ل"))


def is_joined(reading: Reading, token: int) -> bool:
    """Whether و joins a noun phrase to the one before (وسفيرها)."""
    word, mention = reading.words[token], reading.mention_at.get(token)
    if not word.fold.startswith("و"):
        return False
    if mention is None and word.title is None:
        return word.fold.endswith(("ه", "ها")) and not word.surface.endswith("ة")  # وسفيرها
    return mention is not None and mention.start > reading.starts[token] or word.title is not None and word.skip > 0


def _begins_last(reading: Reading, first: int, token: int) -> bool:
    """Whether another actor begins at a token after a phrase that is complete."""
    word, before = reading.words[token], reading.words[token - 1]
    if before.flags & PREPOSITION or before.title is not None:
        return False
    if not before.definite and not any(m.stop == token for m in actors.within(reading, max(first, token - 6), token)):
        return False
    mention = reading.mention_at.get(token)
    if mention is None or mention.form not in ("name", "metonym"):
        return word.definite and word.title is not None and not word.skip
    return mention.kind != "person" and mention.start == reading.starts[token]


def skip(case: Case, at: int, stop: int) -> int:
    """Go past commas, adverbs of time, marks, a name between commas, and a label (ما زعم أنه)."""
    reading, words = case.reading, case.reading.words
    while at < stop:
        labelled = reading.phrases("labelled", at, at + 1)
        manner = case.signals.first("manner", at, at + 1)
        word, mention = words[at], reading.mention_at.get(at)
        if labelled:
            at = labelled[0].last + 1
        elif manner is not None:
            at = manner.last + 1
        elif mention is not None and mention.kind == "person" and _is_between_commas(reading, at, mention.stop, stop):
            at = mention.stop
        elif word.surface in _BETWEEN or word.kind == MARK or word.flags & COMPLEMENTIZER or parties.is_time(word):
            at += 1
        else:
            break
    return at


def _is_between_commas(reading: Reading, first: int, after: int, stop: int) -> bool:
    words = reading.words
    return after < stop and words[first - 1].surface in COMMAS and words[after].surface in COMMAS


def begins_reason(reading: Reading, token: int) -> bool:
    """Whether a word is a plain noun with ل of the reason (يدين إيران لتقاعسها، انتقد النظام القطري لغياب الدوحة)."""
    word = reading.words[token]
    plain = word.title is None and token not in reading.mention_at and not word.flags and not word.definite
    return plain and word.fold.startswith("ل") and len(word.fold) > _SHORT


def label_first(reading: Reading, at: int, stop: int) -> int:
    """Where a label begins before which the condemner himself stands (انتقد طيب ما وصفه بـ)، or `at`."""
    label = next(iter(reading.phrases("labelled", at + 1, min(stop, at + 4))), None)
    if label is None or any(word.kind != "word" or word.flags for word in reading.words[at : label.first]):
        return at
    return label.first if nouns.starts_phrase(reading, at) and not clitics.attached(reading, at) else at


def past_name(case: Case, at: int, stop: int) -> int:
    """Go past the rest of the condemner's name, where conduct follows it (المخرج عامر الحمود تصرفات ...)."""
    words = case.reading.words
    for token in range(at, min(stop, at + _NAME_WORDS)):
        if words[token].surface in COMMAS and token > at and words[at - 1].surface in COMMAS:
            return token + 1  # انتقدت الإعلامية، سوسن الشاعر، من يصدق
        if case.signals.first("conduct", token, token + 1) is not None:
            return token
        if words[token].kind != "word" or words[token].flags or token in case.reading.mention_at:
            break
    return at
