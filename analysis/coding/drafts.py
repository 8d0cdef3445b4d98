"""A quotation while it is worked out, and the row it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.coding import nouns
from analysis.coding.match import MARK, THAT_IS
from analysis.coding.reading import Reading, Sentence
from analysis.coding.speakers import UNKNOWN, Answer

COMMAS = frozenset("،,")
END = frozenset(".،,؛;:!؟?-–—…") | {"..", "..."}


class Quote(NamedTuple):
    """A row of the quotes table, in its column order."""

    article_id: str
    sentence_id: str
    quote_id: str
    start: int
    end: int
    text: str
    kind: str
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    cue_lemma: str | None
    act: str | None
    outlet_stance: str | None
    speaker: str | None
    speaker_start: int | None
    speaker_end: int | None
    speaker_id: str | None
    side: str | None
    resolved_by: str | None
    relay: str | None
    medium: str | None
    parent_quote_id: str | None
    continues_quote_id: str | None
    polarity: str
    distancing: str | None
    boundary: str
    flags: str | None
    segment: str
    rule_id: str
    confidence: float


@dataclass(slots=True)
class Draft:
    """A quotation being worked out; `first` and `stop` are its content's tokens."""

    sentence: Sentence
    first: int
    stop: int
    start: int
    end: int
    kind: str
    rule: str
    cue: tuple[int, int] | None = None
    lemma: str | None = None
    act: str | None = "say"
    stance: str | None = "neutral"
    answer: Answer = UNKNOWN
    relay: str | None = None
    medium: str | None = None
    parent: Draft | None = None
    continues: Draft | None = None
    polarity: str = "positive"
    distancing: str | None = None
    boundary: str = "hard"
    flags: list[str] = field(default_factory=list)


def make(reading: Reading, sentence: Sentence, first: int, stop: int, kind: str, rule: str) -> Draft:
    """Make the draft of a clause, its end trimmed."""
    stop = trim(reading, first, stop)
    start, end = reading.span(first, stop)
    return Draft(sentence, first, stop, start, end, kind, rule)


def in_marks(reading: Reading, sentence: Sentence, opening: int, closed: int, rule: str) -> Draft:
    """Make the draft of speech between two marks."""
    draft = Draft(sentence, opening + 1, closed, *inside(reading, opening, closed), "direct", rule)
    if any(word.surface == "(" for word in reading.words[opening:closed]):
        draft.flags.append("insertion")  # the outlet's explanation inside the speech
    return draft


def trim(reading: Reading, first: int, stop: int) -> int:
    """Take punctuation, a lone closing mark and a bare وذلك off the end."""
    words = reading.words
    while stop - 1 > first:
        word = words[stop - 1]
        lone = word.kind == MARK and stop - 1 in reading.unmatched
        if word.surface in END or lone or word.flags & THAT_IS and words[stop - 2].surface in COMMAS:
            stop -= 1
        else:
            break
    return stop


def has_speech(reading: Reading, first: int, stop: int) -> bool:
    """Whether marked words that are no name stand in the content."""
    return any(
        opening + 1 < closed <= stop and not nouns.is_name(reading, opening)
        for opening, closed in reading.pairs(first, stop)
    )


def inside(reading: Reading, opening: int, closed: int) -> tuple[int, int]:
    """Offsets between two marks, without the spaces at the edges."""
    start, end = reading.end(opening), reading.starts[closed]
    text = reading.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def rows(reading: Reading, drafts: list[Draft], confidence: dict[str, float]) -> list[Quote]:
    """Number the drafts and make them rows of the quotes table."""
    ids = {id(draft): f"{reading.article_id}:q{number:03d}" for number, draft in enumerate(drafts, 1)}
    return [_row(reading, draft, ids, confidence) for draft in drafts]


def _row(reading: Reading, draft: Draft, ids: dict[int, str], confidence: dict[str, float]) -> Quote:
    text, speaker = reading.text, draft.answer.speaker
    cue_start, cue_end = draft.cue or (None, None)
    return Quote(
        article_id=reading.article_id,
        sentence_id=draft.sentence.sentence_id,
        quote_id=ids[id(draft)],
        start=draft.start,
        end=draft.end,
        text=text[draft.start : draft.end],
        kind=draft.kind,
        cue=text[cue_start:cue_end] if draft.cue else None,
        cue_start=cue_start,
        cue_end=cue_end,
        cue_lemma=draft.lemma,
        act=draft.act,
        outlet_stance=draft.stance,
        speaker=text[speaker.start : speaker.end] if speaker else None,
        speaker_start=speaker.start if speaker else None,
        speaker_end=speaker.end if speaker else None,
        speaker_id=speaker.actor_id if speaker else None,
        side=speaker.side if speaker else None,
        resolved_by=draft.answer.sieve,
        relay=draft.relay,
        medium=draft.medium,
        parent_quote_id=ids.get(id(draft.parent)),
        continues_quote_id=ids.get(id(draft.continues)),
        polarity=draft.polarity,
        distancing=draft.distancing,
        boundary=draft.boundary,
        flags="|".join(draft.flags) or None,
        segment=reading.kind_of(draft.sentence),
        rule_id=draft.rule,
        confidence=_confidence(draft, confidence),
    )


_SIEVE = {
    "explicit": 1.0,
    "headline": 1.0,
    "previous_subject": 0.85,
    "same_sentence": 0.98,
    "same_paragraph": 0.95,
    "previous_paragraph": 0.85,
}


def _confidence(draft: Draft, confidence: dict[str, float]) -> float:
    base = confidence.get(draft.rule, 0.7)
    base *= _SIEVE.get(draft.answer.sieve or "", 0.7)
    if draft.boundary == "soft":
        base *= 0.93
    if draft.parent is not None or draft.polarity == "negated":
        base *= 0.9
    return round(base, 3)
