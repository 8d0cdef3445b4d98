"""The rows of the quotes table, made of finished drafts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from analysis.coding.confidence import confidence
from analysis.coding.drafts import Draft
from analysis.coding.reading import Reading


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


def rows(reading: Reading, drafts: list[Draft], weights: Mapping[str, float]) -> list[Quote]:
    """Number the drafts and make them rows of the quotes table."""
    ids = {id(draft): f"{reading.article_id}:q{number:03d}" for number, draft in enumerate(drafts, 1)}
    return [_row(reading, draft, ids, weights) for draft in drafts]


def _row(reading: Reading, draft: Draft, ids: dict[int, str], weights: Mapping[str, float]) -> Quote:
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
        confidence=confidence(reading, draft, weights),
    )
