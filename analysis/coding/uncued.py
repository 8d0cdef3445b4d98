"""Quotations that no cue before them introduces.

These are headlines (X: ...), turns of an interview, speech before its verb, and paragraphs that are nothing but speech.
"""

from __future__ import annotations

from analysis.coding import actors, contents, drafts, phrases, speakers, subjects
from analysis.coding.cues import Cue
from analysis.coding.drafts import END, Draft
from analysis.coding.forms import FINITE
from analysis.coding.nouns import Phrase
from analysis.coding.reading import Reading, Sentence
from analysis.coding.speakers import Answer, Floor
from analysis.coding.word_types import ANSWER, COMMAS, QUESTION

_FLOATING = 8  # words of a paragraph that is nothing but speech in marks
_SPEECH = 4  # marked words before a verb, from which on they are speech


def headline(reading: Reading, sentence: Sentence, found: list[Cue]) -> Draft | None:
    """Read `X: what X says` (D9); a place name alone is a topic, not a speaker."""
    words = reading.words
    colon = next(
        (k for k in range(sentence.first + 1, min(sentence.first + 16, sentence.stop - 1)) if words[k].surface == ":"),
        None,
    )
    if colon is None or any(cue.token < colon for cue in found):
        return None
    begin = colon
    while begin > sentence.first and words[begin - 1].surface not in ("..", "...", ".", "؟", "!", "|"):
        begin -= 1
    phrase = _headline_speaker(reading, begin, colon)
    if phrase is None:
        return None
    first = colon + 1
    rule = "headline-colon"
    if first in reading.closing and reading.closing[first] >= sentence.stop - 2:
        draft = drafts.in_marks(reading, sentence, first, reading.closing[first], rule)
    else:
        draft = drafts.make(
            reading,
            sentence,
            first,
            sentence.stop,
            "mixed" if drafts.has_speech(reading, first, sentence.stop) else "indirect",
            rule,
        )
        if draft.kind == "indirect" and contents.first_person(words, first, sentence.stop):
            draft.kind = "direct"
    draft.cue = (reading.starts[colon], reading.end(colon))
    draft.lemma = ":"
    draft.answer = Answer(speakers.of_phrase(reading, phrase, None, None), "headline")
    draft.flags.append("headline")
    return draft


def _headline_speaker(reading: Reading, begin: int, colon: int) -> Phrase | None:
    """Who speaks in a headline: before the colon a person, a body or a plain name; a country in the first person."""
    words = reading.words
    token = begin
    word = words[token]
    mention = reading.mention_at.get(token)
    if mention is not None:
        whole = phrases.extend(reading, token, colon) == colon
        if mention.stop < colon and words[mention.stop].fold.startswith("ل"):
            whole = False  # أردوغان لأمين عام الناتو: to whom he says it
        if mention.kind in ("country", "region") and mention.form == "name":
            return (
                Phrase(token, mention.stop)
                if contents.first_person(words, colon + 1, min(colon + 14, len(words)))
                else None
            )
        return Phrase(token, colon if whole else mention.stop)
    if word.title is not None and word.title["kind"] != "document":
        return Phrase(token, phrases.extend(reading, token, colon))
    if (
        colon - begin <= 2
        and not actors.within(reading, begin + 1, colon)
        and word.kind == "word"
        and not word.flags
        and not word.definite
        and word.name_noun is None
        and not word.verbs
    ):
        return Phrase(token, colon)
    return None


def interview(reading: Reading, sentence: Sentence) -> Draft | None:
    """Read a turn of an interview (D10): `س: ...` and `ج: ...`, or a name and a colon at the head of a paragraph."""
    words = reading.words
    token = sentence.first
    if reading.bounds[sentence.segment][0] != token:
        return None
    if words[token].surface in ("-", "–", "—", "*"):
        token += 1
    if token + 2 >= sentence.stop or words[token].kind != "word":
        return None
    mention = reading.mention_at.get(token)
    colon = mention.stop if mention is not None else token + 1
    asked, answered = bool(words[token].flags & QUESTION), bool(words[token].flags & ANSWER)
    named = mention is not None and mention.kind in ("person", "media") and mention.form == "name"
    if colon + 1 >= sentence.stop or words[colon].surface != ":" or not (asked or answered or named):
        return None
    stop = reading.bounds[sentence.segment][1]
    draft = drafts.make(reading, sentence, colon + 1, stop, "direct", "interview")
    draft.cue = (reading.starts[colon], reading.end(colon))
    draft.act = "ask" if asked or (mention is not None and mention.kind == "media") else "say"
    draft.boundary = "soft"
    if mention is not None:
        phrase = Phrase(token, mention.stop)
        draft.answer = Answer(speakers.of_phrase(reading, phrase, None, None), "explicit")
    return draft


def before_verb(reading: Reading, sentence: Sentence, found: list[Cue], made: list[Draft]) -> list[Draft]:
    """Read speech first, cue after it: «لن نتراجع»، قال الوزير، «أبدا» (D6, D7)."""
    words = reading.words
    taken = {draft.first - 1 for draft in made if draft.kind == "direct"}
    new: list[Draft] = []
    for opening, closed in reading.pairs(sentence.first, sentence.stop):
        if opening in taken or closed - opening - 1 < _SPEECH:
            continue
        verb = closed + 1
        if verb < sentence.stop and words[verb].surface in COMMAS:
            verb += 1
        if verb >= sentence.stop or not any(
            f.form.kind in FINITE and f.entry.frames & {"q", "an"} and not f.conjunction for f in words[verb].verbs
        ):
            continue
        if any(cue.token == verb for cue in found):
            cue = next(cue for cue in found if cue.token == verb)
            if cue.complement.intro != "q":
                continue
        if opening > sentence.first and words[opening - 1].surface not in END:
            continue
        subject = subjects.after(reading, verb + 1, sentence.stop)
        if subject is None:
            continue
        form = next(f for f in words[verb].verbs if f.form.kind in FINITE)
        draft = drafts.in_marks(reading, sentence, opening, closed, "marks-verb")
        draft.cue = (reading.starts[verb], reading.end(verb))
        draft.lemma, draft.act, draft.stance = form.entry.lemma, form.entry.act, form.entry.stance
        draft.answer = Answer(speakers.of_phrase(reading, subject, form.form.gender, form.form.number), "explicit")
        new.append(draft)
        for later in made:
            if later.cue == draft.cue and later.first > verb:
                later.continues = draft
    return new


def floating(reading: Reading, sentence: Sentence, last: Draft | None, floor: Floor) -> Draft | None:
    """Read a sentence that is nothing but speech in marks: the last speaker of the paragraph before goes on (D8)."""
    closed = reading.closing.get(sentence.first)
    if closed is None or closed < sentence.stop - 2:
        return None
    unclosed = last if last is not None and last.rule.endswith("-open") else None
    if closed - sentence.first - 1 < _FLOATING and unclosed is None:
        return None
    if reading.kind_of(sentence) != "body" or not floor.turns:
        return None
    segment, _, speaker = floor.turns[-1]
    if segment not in floor.segments[-2:]:
        return None
    draft = drafts.in_marks(reading, sentence, sentence.first, closed, "floating")
    draft.act, draft.stance = None, None
    draft.continues = unclosed
    draft.answer = Answer(speaker, "previous_paragraph")
    draft.boundary = "soft"
    return draft
