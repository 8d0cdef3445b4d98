"""Reporting cues: which words introduce reported speech here, with which subject, and where the content begins.

A verb is a cue only with a complement in one of its frames (verbs.csv): أن, a colon, a quotation, or a preposition with a
noun phrase. A homograph needs the frame that the codebook demands of it.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from analysis.coding import actors, nouns
from analysis.coding.match import (
    COMPLEMENTIZER,
    COMPLEMENTIZER_B,
    GOVERNOR,
    MARK,
    NEGATION,
    NUMBER,
    PREPOSITION,
    RADICAL_B,
    RELATIVE,
    SIGN,
    TIME,
    VENUE,
    WORD,
    VerbForm,
    Word,
)
from analysis.coding.nouns import FINITE, Phrase
from analysis.coding.reading import Reading, Sentence

_COMMAS = frozenset("،,")
_PREPOSITIONS = {"الي": "ila", "علي": "ala", "عن": "aan", "من": "min", "في": "fi"}
_QUOTE_REACH = 12  # tokens from the subject to a quotation, for verbs that only a quotation makes verbs of speech
_REACH = {"perfect": 48, "imperfect": 48, "participle": 22, "masdar": 14}  # tokens from the cue to its content


class Complement(NamedTuple):
    """What a cue introduces.

    `intro` is how: an, colon, q (a quotation follows), np, or the preposition's frame. `first` is the first content
    token and `skip` the raw characters of it that are not content; `mark` the opening mark where speech in marks follows.
    """

    subject: Phrase | None
    intro: str
    first: int
    mark: int | None = None
    after: int = 0  # first token after the subject
    frame: str = ""  # the preposition before أن


class Cue(NamedTuple):
    """A reporting cue with its complement."""

    token: int
    start: int
    end: int
    form: VerbForm
    complement: Complement


def takes_b(reading: Reading, token: int) -> bool:
    """Whether ب at the head of a word is the preposition (بانتهاك), not a letter of the word (بيان)."""
    word = reading.words[token]
    folded = word.fold
    if word.flags & (COMPLEMENTIZER_B | PREPOSITION | RADICAL_B):
        return bool(word.flags & COMPLEMENTIZER_B)
    if folded in ("ب", "بـ"):
        return True
    mention = reading.mention_at.get(token)
    if mention is not None:
        return "ب" in reading.text[reading.starts[token] : mention.start]
    if word.title is not None:
        return word.preposition == "ب"
    return folded.startswith("ب") and len(folded) > 2


def find(reading: Reading, sentence: Sentence) -> list[Cue]:
    """Return the cues of a sentence in order; at most one a token."""
    cues: list[Cue] = []
    verbs = reading.verbs
    places = verbs[bisect_left(verbs, sentence.first) : bisect_left(verbs, sentence.stop)]
    if not places:
        return cues
    taken = [(match.first, match.last + 1) for match in reading.phrases("formula", sentence.first, sentence.stop)]
    # a verb inside speech is the speaker's, not the outlet's
    for marked in reading.pairs(sentence.first, sentence.stop):
        if marked.closing - marked.opening > 4 and not nouns.is_name(reading, marked.opening):
            taken.append((marked.opening, marked.closing + 1))
    for token in places:
        if not any(first <= token < stop for first, stop in taken):
            cue = at_verb(reading, token, sentence)
            if cue is not None:
                cues.append(cue)
    return cues


def at_verb(reading: Reading, token: int, sentence: Sentence) -> Cue | None:
    """Return the cue at a word that may be a reporting verb, or None."""
    word = reading.words[token]
    if word.flags & PREPOSITION and not _followed_by_an(reading, token, sentence.stop):
        return None
    for form in word.verbs:
        if form.form.kind in FINITE and not _is_finite_here(reading, token, form, sentence):
            continue
        if form.form.kind == "participle" and not _is_participle_here(reading, token, form, sentence):
            continue
        if form.form.kind == "masdar" and not form.suffixed and word.title is not None:
            continue
        if form.entry.nominal and form.form.kind == "perfect" and not form.conjunction and not _opens_clause(reading, token, sentence):
            continue
        complement = _complement(reading, token, form, sentence)
        if complement is not None:
            start = reading.starts[token] + form.skip
            return Cue(token, start, reading.end(token), form, complement)
    return None


def _describes(reading: Reading, noun: int, sentence: Sentence) -> bool:
    """Whether a word is an indefinite noun that is no actor, as before a relative clause without a pronoun."""
    word = reading.words[noun]
    if word.flags or word.definite or word.title is not None or word.verbs or noun == sentence.first:
        return False
    ended = any(m.stop > noun for m in actors.within(reading, max(sentence.first, noun - 5), noun + 1))
    before = reading.words[noun - 1]
    return not ended and (bool(before.flags & PREPOSITION) or takes_b(reading, noun))


def _opens_clause(reading: Reading, token: int, sentence: Sentence) -> bool:
    """Whether a word stands where a verb does: at the head of its clause or right after a known subject."""
    if token == sentence.first:
        return True
    before = reading.words[token - 1]
    if before.kind in (SIGN, MARK) or before.flags & ~PREPOSITION:
        return True
    return before.definite or any(m.stop == token for m in actors.within(reading, max(sentence.first, token - 4), token))


def _followed_by_an(reading: Reading, token: int, stop: int) -> bool:
    return token + 1 < stop and bool(reading.words[token + 1].flags & (COMPLEMENTIZER | COMPLEMENTIZER_B))


def _is_finite_here(reading: Reading, token: int, form: VerbForm, sentence: Sentence) -> bool:
    """Reject nouns and verbs of relative clauses that carry no speech of their own."""
    word = reading.words[token]
    if form.form.kind == "imperfect" and token > sentence.first:
        before = reading.words[token - 1]
        if before.fold == "ان":
            return False  # a subjunctive: what somebody is to say
        if before.kind == "word" and not form.conjunction and _describes(reading, token - 1, sentence):
            return False  # فلسفة تقول إن: a clause that describes a thing
    if word.title is not None and not form.conjunction:
        following = reading.words[token + 1] if token + 1 < sentence.stop else None
        return following is not None and bool(following.flags & (COMPLEMENTIZER | COMPLEMENTIZER_B))
    return token not in reading.mention_at


def _is_participle_here(reading: Reading, token: int, form: VerbForm, sentence: Sentence) -> bool:
    word = reading.words[token]
    if word.definite or (word.title is not None and form.form.number != "s") or token in reading.mention_at:
        return False
    if form.form.number != "s" and not form.conjunction and token > sentence.first and reading.words[token - 1].kind == "word":
        return reading.words[token - 1].definite or token - 1 in reading.mention_at  # else a noun: اعتداء محتجين
    return word.title is None or word.surface.rstrip("ًا") != word.surface or form.form.gender == "f"


def _complement(reading: Reading, token: int, form: VerbForm, sentence: Sentence) -> Complement | None:
    frames, needs = form.entry.frames, form.entry.needs
    kind = form.form.kind
    subject = None
    at = token + 1
    if (kind in FINITE and form.form.number == "s") or (kind == "masdar" and not form.suffixed):
        subject = nouns.subject_after(reading, at, sentence.stop)
        if subject is not None and "b" in frames:
            cut = next((k for k in range(subject.first + 1, subject.stop) if takes_b(reading, k)), subject.stop)
            subject = Phrase(subject.first, cut)
        if subject is not None and (form.entry.target or "np" in frames) and kind in FINITE:
            if nouns.subject_before(reading, token, sentence.first, form.form.gender, form.form.number, adjacent=True) is not None:
                at, subject = subject.stop if form.entry.target else at, None  # موسكو تتهم لندن: the target follows
            else:
                subject = Phrase(subject.first, nouns.first_actor(reading, subject))
        if kind == "masdar" and subject is None:
            return None
    after = subject.stop if subject else at
    complement = _search(reading, token, form, subject, after, sentence.stop)
    if complement is None:
        return None
    negated = token > sentence.first and bool(reading.words[token - 1].flags & NEGATION)
    if needs and not negated:
        wanted = {"colon": "q"}.get(complement.intro, complement.intro)
        given = {wanted, complement.frame, "q" if complement.mark is not None else wanted}
        if complement.mark is not None and complement.mark + 1 < sentence.stop and takes_b(reading, complement.mark + 1):
            given.add("b")
        if not given & needs and not (wanted == "an" and "b" in needs):
            return None
    if form.suffixed and kind in FINITE and complement.intro in ("q", "np", "colon"):
        labels = form.entry.act == "opine" and reading.words[token - 1].fold == "ما"
        if token == sentence.first or not labels:
            return None
    unknown = subject is not None and reading.words[subject.first].title is None and subject.first not in reading.mention_at
    if unknown and complement.intro in ("q", "np") and "np" in frames:
        if form.entry.nominal:
            return None
        clitic = complement.mark is not None and len(reading.words[complement.mark - 1].fold) == 1
        if not reading.words[subject.first].definite and subject.first == token + 1 and (complement.intro == "np" or clitic):
            complement = complement._replace(subject=None, after=at)  # أعلن تخطيط تركيا: the subject is hidden
    if complement.intro == "q" and kind == "imperfect" and form.future:
        return None  # بريطانيا سترد "بقوة": an act to come
    if form.entry.needs_target and subject is not None and complement.subject is not None and kind in FINITE and not form.suffixed:
        between = range(subject.stop, min(complement.first, complement.mark if complement.mark is not None else complement.first))
        if not any(reading.words[k].kind == "word" and not reading.words[k].flags for k in between):
            complement = complement._replace(subject=None)  # اتهم X بأن: X is the target
    if complement.intro not in ("an", "colon", "q") and complement.mark is None:
        if unknown:
            return None
        if token > sentence.first and reading.words[token - 1].flags & RELATIVE:
            return None
    if kind == "masdar":
        if complement.intro not in ("an", "colon", "q"):
            return None
        if complement.intro != "an" and not (form.suffixed and form.form.number == "s"):
            return None
        if form.suffixed and complement.first - token > 5:
            return None
    return complement


def _search(reading: Reading, token: int, form: VerbForm, subject: Phrase | None, after: int, stop: int) -> Complement | None:
    """Look for the content from the token after the subject on."""
    words, closing = reading.words, reading.closing
    frames = form.entry.frames
    limit = min(stop, token + _REACH[form.form.kind])
    if form.entry.needs == {"q"}:
        limit = min(limit, after + _QUOTE_REACH)
    relative = False
    at = begin = after  # begin: where the part between two commas begins
    while at < limit:
        word = words[at]
        if word.kind == MARK:
            closed = closing.get(at)
            if closed is None:
                if reading.unmatched.get(at) == "open" and "q" in frames and (at == token + 1 or words[at - 1].surface in (":", "،") or words[at - 1].flags & COMPLEMENTIZER or at == after):
                    return Complement(subject, "q", at, at, after)
                at += 1
                continue
            if at + 1 == closed or nouns.is_name(reading, at) or closed - at <= 4 and (relative or _speech_follows(words, closed, limit)):
                at = closed + 1
                continue
            if at > after and words[at - 1].kind == WORD and len(words[at - 1].fold) == 1 and not frames & {"np", "b", "li"}:
                at = closed + 1  # قالت لـ"الحياة": whom it was said to
                continue
            return Complement(subject, "q", at, at, after)
        if word.surface in ("؛", ";"):
            return None
        if word.surface == "(":
            if form.form.kind == "masdar":
                return None
            at = next((k for k in range(at + 1, limit) if words[k].surface == ")"), at) + 1
            continue
        if word.surface == ":":
            if "q" in frames or "an" in frames:
                if at + 2 < stop and words[at + 1].flags & COMPLEMENTIZER:
                    return _speech(reading, subject, "an", at + 2, stop, after)
                mark = at + 1 if at + 1 < stop and words[at + 1].kind == MARK and (at + 1 in closing or at + 1 in reading.unmatched) else None
                return Complement(subject, "colon", at + 1, mark, after) if at + 1 < stop else None
            return None
        flags = word.flags
        if flags & COMPLEMENTIZER:
            if not (words[at - 1].flags & GOVERNOR and at - 1 >= after) and not relative:
                return _speech(reading, subject, "an", at + 1, stop, after)
        elif flags & COMPLEMENTIZER_B and frames & {"an", "b"}:
            if not relative:
                return _speech(reading, subject, "an", at + 1, stop, after)
        elif flags & PREPOSITION and _PREPOSITIONS.get(word.fold) in frames and at + 1 < stop:
            following = words[at + 1]
            frame = _PREPOSITIONS[word.fold]
            if following.flags & COMPLEMENTIZER:
                speech = _speech(reading, subject, "an", at + 2, stop, after)
                return speech and speech._replace(frame=frame)
            if following.kind == MARK and at + 1 in closing:
                return Complement(subject, frame, at + 1, at + 1, after)
            if "np" in frames and begin < at and not words[begin].flags & (PREPOSITION | TIME):
                break  # أكد ... وقوف بلاده ... على: the noun phrase came before
            if not following.flags & VENUE and not relative and not (following.kind == NUMBER and frame == "ala"):
                return Complement(subject, frame, at + 1, None, after)
        elif "b" in frames and not relative and at > token and takes_b(reading, at):
            if words[at].fold == "ب" and at + 1 in closing:
                return Complement(subject, "b", at, at + 1, after)
            return Complement(subject, "b", at, None, after)
        elif "li" in frames and not relative and at > after - 1 and _takes_l(reading, at):
            return Complement(subject, "li", at, None, after)
        elif flags & RELATIVE:
            relative = True
        elif word.surface in _COMMAS:
            relative, begin = False, at + 1
        elif word.verbs and at > after and _is_other_clause(reading, at, word):
            break
        at += 1
    if "np" in frames and form.form.kind != "masdar":
        return _noun_content(reading, token, form, subject, after, stop)
    return None


def _takes_l(reading: Reading, token: int) -> bool:
    """Whether ل at the head of a word is the preposition of what is demanded (للمساهمة، لوقف)."""
    word = reading.words[token]
    folded = word.fold
    return folded.startswith("ل") and len(folded) > 3 and not word.flags and token not in reading.mention_at and word.title is None


def _speech_follows(words: list[Word], closed: int, limit: int) -> bool:
    """Whether أن or a colon follows a short marked phrase closely: then the phrase is a name on the way."""
    for word in words[closed + 1 : min(closed + 7, limit)]:
        if word.flags & (COMPLEMENTIZER | COMPLEMENTIZER_B) or word.surface == ":":
            return True
        if word.kind == MARK:
            return word is not words[closed + 1] and words[closed + 1].surface in _COMMAS
        if word.verbs:
            return False
    return False


def _speech(reading: Reading, subject: Phrase | None, intro: str, first: int, stop: int, after: int) -> Complement | None:
    """Content after a complementizer; the mark where it opens with one."""
    if first >= stop:
        return None
    word = reading.words[first]
    if word.surface == ":" and first + 1 < stop:
        first += 1
        word = reading.words[first]
    mark = first if word.kind == MARK and (first in reading.closing or reading.unmatched.get(first) == "open") else None
    return Complement(subject, intro, first, mark, after)


def _is_other_clause(reading: Reading, at: int, word: Word) -> bool:
    """Whether a finite reporting verb with و, or a continuing participle, takes over before any content came."""
    for form in word.verbs:
        if form.form.kind in FINITE and form.conjunction and not form.entry.needs:
            return True
        if form.form.kind == "participle" and reading.words[at - 1].surface in _COMMAS and not word.definite:
            return True
    return False


def _noun_content(reading: Reading, token: int, form: VerbForm, subject: Phrase | None, after: int, stop: int) -> Complement | None:
    """Noun-phrase content (أعلنت روسيا تعاونها): what follows the subject, adverbs and phrases in commas."""
    words = reading.words
    if subject is not None:
        after = nouns.first_actor(reading, subject)
        subject = Phrase(subject.first, after)
    at = after
    while at < stop and (words[at].flags & TIME or words[at].surface in _COMMAS):
        at += 1
        if at < stop and words[at].flags & PREPOSITION and words[at - 1].surface in _COMMAS:
            comma = next((k for k in range(at, min(at + 16, stop)) if words[k].surface in _COMMAS), None)
            if comma is None:
                return None
            at = comma
            named = reading.mention_at.get(at + 1)
            if named is not None and named.kind == "person" and named.stop < stop and words[named.stop].surface in _COMMAS:
                at = named.stop  # في اتصال مع نظيره الأذربيجاني، جيحون بيراموف،
    if at >= stop or words[at].kind in (SIGN, NUMBER) or words[at].flags & (PREPOSITION | RELATIVE):
        return None
    if is_unclear(words[at]):
        return None
    return Complement(subject, "np", at, None, after)


def is_unclear(word: Word) -> bool:
    """Whether a word can hardly begin noun-phrase content."""
    return nouns.is_clause_verb(word) or bool(word.flags & ~TIME & ~RADICAL_B)
