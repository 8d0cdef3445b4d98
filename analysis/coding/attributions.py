"""Attribution by a phrase before or after what it attributes: بحسب X، وفقا ل، نقلا عن، كما قال (section 6.3)."""

from __future__ import annotations

from typing import NamedTuple

from analysis.coding import actors, content_ends, cues, drafts, nouns, phrases, speakers, subjects
from analysis.coding.drafts import END, Draft
from analysis.coding.forms import FINITE
from analysis.coding.nouns import Phrase as NounPhrase
from analysis.coding.reading import Reading, Sentence
from analysis.coding.speakers import Answer, Speaker
from analysis.coding.word_types import (
    COMMAS,
    COMPLEMENTIZER,
    CONTRAST,
    JOINER,
    PREPOSITION,
    RELATIVE,
    TIME,
    WORD,
    Match,
    ReportingVerb,
)

_AT_HEAD = 4  # tokens from the comma to a cue or its subject at the head of the clause
_SAID_TO = 10  # tokens before a verb in which the outlet that was told is looked for (وفي تصريح للأناضول، قال)
_BOUND = 5  # letters up to which a preposition is one with its pronoun (عنه)


class Attribution(NamedTuple):
    """بحسب X: the match, the source's noun phrase, the cue's token, and where the attribution ends."""

    first: int
    stop: int
    cue: int
    source: NounPhrase
    verb: ReportingVerb | None
    skip: int  # raw characters of و or ف before the cue


def find(reading: Reading, sentence: Sentence) -> list[Attribution]:
    """Return the attributions of a sentence in order."""
    found: list[Attribution] = []
    marked = reading.pairs(sentence.first, sentence.stop)
    matches = [
        match
        for type in ("according", "according_clause")
        for match in reading.phrases(type, sentence.first, sentence.stop)
    ]
    for match in sorted(matches, key=lambda match: (match.first, -match.last)):
        if found and match.first < found[-1].stop:
            continue
        if any(pair.opening < match.first < pair.closing for pair in marked):
            continue  # the speaker's own: «على ما يهدد أمتنا»
        attribution = _attribution(reading, match, sentence)
        if attribution is not None:
            found.append(attribution)
    return found


def _attribution(reading: Reading, match: Match, sentence: Sentence) -> Attribution | None:
    """Read what follows بحسب or كما; None where it is no source."""
    if match.last + 1 >= sentence.stop:
        return None
    if match.payload.type == "according_clause":
        return _of_clause(reading, match, sentence)
    return _of_source(reading, match, sentence)


def _of_clause(reading: Reading, match: Match, sentence: Sentence) -> Attribution | None:
    """بحسب ما قال X, كما أعلن X: a verb of saying without a content of its own."""
    words, cue = reading.words, match.last + 1
    form = next((form for form in words[cue].verbs if form.form.kind in FINITE), None)
    if form is None:
        return None
    at = cue + 1
    while at < sentence.stop and words[at].flags & PREPOSITION and len(words[at].fold) < _BOUND:
        at += 1  # ما نقل عنه الصحفي
    subject = subjects.after(reading, at, sentence.stop)
    if subject is None and at < sentence.stop and nouns.is_name(reading, at):
        subject = NounPhrase(at, reading.closing[at] + 1)
    also = words[match.first].fold.removeprefix("و") == "كما"  # not "as X said" but "X also said"
    if also and (match.first <= sentence.first + 1 or cues.at_verb(reading, cue, sentence) is not None):
        return None
    return Attribution(match.first, subject.stop, cue, subject, form.entry, form.skip) if subject else None


def _of_source(reading: Reading, match: Match, sentence: Sentence) -> Attribution | None:
    """بحسب X: a name in marks, a title, an actor, or another definite noun that is no law or list."""
    words, at, first = reading.words, match.last + 1, match.first
    if at in reading.closing:
        stop = reading.closing[at] + 1
        return Attribution(first, stop, first, NounPhrase(at, stop), None, match.skip)
    word = words[at]
    known = word.title is not None or at in reading.mention_at
    if reading.phrases("not_source", at, at + 1) or word.kind != WORD or (word.flags & ~TIME and not known):
        return None
    joined = match.conjunction and first > sentence.first
    stop = phrases.extend(reading, at, sentence.stop)
    if not known and word.name_noun is None and (joined or not word.definite):
        ends = stop < sentence.stop and words[stop].surface in COMMAS  # وفقا لشخصيات مطلعة،
        if first > sentence.first + 1 or not ends or word.flags:
            return None
    if first > sentence.first + 1 and _is_inside(reading, first, stop, sentence):
        return None
    return Attribution(first, stop, first, NounPhrase(at, stop), None, match.skip)


def _is_inside(reading: Reading, first: int, stop: int, sentence: Sentence) -> bool:
    """Whether an attribution inside a clause belongs to what follows it (التي حسب X تعود), which is not read here."""
    words = reading.words
    if words[first - 1].flags & RELATIVE:
        return True
    goes_on = stop < sentence.stop and words[stop].kind == WORD and not words[stop].flags & (JOINER | CONTRAST)
    return words[first - 1].surface not in COMMAS and goes_on and words[stop].fold[0] != "و"


def _content_after(reading: Reading, stop: int, sentence: Sentence) -> int:
    """Where the report after وفقا لمصادر مطلعة على الملف، فقد ... begins: at the comma or at فإن and فقد."""
    words = reading.words
    for token in range(stop, min(stop + 9, sentence.stop)):
        if words[token].surface in COMMAS:
            return token
        if words[token].fold in ("فان", "فقد", "فانه", "فانها"):
            return token if words[token].flags & COMPLEMENTIZER else token + 1
    return stop


def source_of(reading: Reading, phrase: NounPhrase) -> Speaker:
    """Make the speaker of a source; of one in marks, the words between them."""
    if phrase.first in reading.closing:
        start, end = drafts.inside(reading, phrase.first, reading.closing[phrase.first])
        resolved = actors.resolve(reading, *phrase)
        return Speaker(start, end, resolved.actor_id, resolved.side, None, None, phrase)
    speaker = speakers.of_phrase(reading, phrase, None, None)
    word = reading.words[phrase.first]
    if (
        word.title is None
        and phrase.first not in reading.mention_at
        and word.fold.startswith("ل")
        and not word.fold.startswith("لل")
    ):
        speaker = speaker._replace(start=speaker.start + 1)
    return speaker


def attribute(
    reading: Reading, sentence: Sentence, attribution: Attribution, made: list[Draft], others: list[Attribution]
) -> Draft | None:
    """Give an attribution its content, or make it the relay of what the sentence already reports.

    Parameters
    ----------
    made
        The sentence's quotations; those that it covers get their relay, or their speaker where they have none.
    others
        All attributions of the sentence.

    Returns
    -------
    Draft or None
        A quotation of its own, where no cue has reported the content.
    """
    words = reading.words
    opening = attribution.first <= sentence.first + 1
    start = reading.starts[attribution.first]
    covered = [draft for draft in made if draft.cue is not None and (opening or draft.start < start)]
    if opening and covered and not _is_at_head(reading, attribution, covered[0], sentence):
        covered = []  # its clause holds a report of its own further on
    if covered:
        known = all(draft.answer.speaker is not None or draft.parent for draft in covered)
        for draft in covered:
            if known or _is_media(reading, attribution.source):
                draft.relay = draft.relay or nouns.surface(reading, attribution.source)
            else:
                draft.answer = Answer(source_of(reading, attribution.source), "explicit")
        return None
    if opening:
        first, stop, boundary = _following(reading, sentence, attribution, others)
    else:
        first, stop, boundary = _preceding(reading, sentence, attribution, others), attribution.first, "soft"
    if stop - first < 2:
        return None
    rule = "according-before" if opening else "according-after"
    stop = drafts.trim(reading, first, stop)
    closed = reading.closing.get(first)
    if closed is not None and closed == stop - 1:
        draft = drafts.in_marks(reading, sentence, first, closed, rule)
    else:
        kind = "mixed" if drafts.has_speech(reading, first, stop) else "indirect"
        draft = drafts.make(reading, sentence, first, stop, kind, rule)
    draft.boundary = boundary
    cue = attribution.cue
    draft.cue = (reading.starts[cue] + attribution.skip, reading.end(cue))
    draft.lemma = words[cue].fold
    if attribution.verb is not None:
        verb = attribution.verb
        draft.lemma, draft.act, draft.stance = verb.lemma, verb.act, verb.stance
    draft.answer = Answer(source_of(reading, attribution.source), "explicit")
    return draft


def addressed(reading: Reading, cue: cues.Cue, sentence: Sentence) -> str | None:
    """The outlet to which something was said, from before its verb to its content (في تصريح للأناضول قال X إن)."""
    words = reading.words
    last = cue.complement.first if cue.complement.mark is None else min(cue.complement.first, cue.complement.mark)
    for token in range(max(sentence.first, cue.token - _SAID_TO), last):
        if nouns.is_addressee(reading, token):
            if token < cue.token and not reading.phrases("medium", token - 3, token):
                continue  # تقرير لوكالة، الرئيس التنفيذي لوكالة
            title = words[token].title
            if title is not None and title["kind"] != "media":
                continue  # للصحفيين
            phrase = NounPhrase(token, phrases.extend(reading, token, last))
            surface = nouns.surface(reading, phrase)
            return "ال" + surface[2:] if surface.startswith("لل") else surface.removeprefix("ل").lstrip("ـ")
    return None


def _is_at_head(reading: Reading, attribution: Attribution, draft: Draft, sentence: Sentence) -> bool:
    """Whether a report begins right after an attribution (وبحسب تاس، أعرب X عن): then the source only passed it on."""
    head = _content_after(reading, attribution.stop, sentence) + _AT_HEAD
    limit = reading.starts[min(head, sentence.stop - 1)]
    begins = draft.cue[0] if draft.cue else draft.start
    speaker = draft.answer.speaker
    return begins <= limit or (speaker is not None and reading.starts[attribution.stop - 1] < speaker.start <= limit)


def _is_media(reading: Reading, source: NounPhrase) -> bool:
    """Whether a source is an agency or outlet, which passes on what somebody else said."""
    title, mention = reading.words[source.first].title, reading.mention_at.get(source.first)
    return (title is not None and title["kind"] == "media") or (mention is not None and mention.kind == "media")


def _following(
    reading: Reading, sentence: Sentence, attribution: Attribution, others: list[Attribution]
) -> tuple[int, int, str]:
    words = reading.words
    first = _content_after(reading, attribution.stop, sentence)
    while first < sentence.stop and (words[first].surface in COMMAS or words[first].flags & COMPLEMENTIZER):
        first += 1
    stop, boundary = content_ends.stop_of(reading, first, sentence, [a.first for a in others if a.first > first])
    return first, stop, boundary


def _preceding(reading: Reading, sentence: Sentence, attribution: Attribution, others: list[Attribution]) -> int:
    words = reading.words
    first = max((a.stop for a in others if a.first < attribution.first), default=sentence.first)
    if first + 1 < attribution.first and words[first].flags & CONTRAST and words[first + 1].flags & COMPLEMENTIZER:
        first += 2  # إلا أن
    elif words[first].flags & JOINER:
        first += 1
    while first < attribution.first and words[first].surface in END:
        first += 1
    return first
