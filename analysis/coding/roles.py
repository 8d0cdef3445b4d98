"""Roles: which part an actor is given, toward whom, by whom, in the headline or the body.

A role is explicit where a noun or verb names it (حليفة، تدعم، وساطة), implied where it follows from an act (who calls
for a ceasefire acts as peacemaker). Calling, demanding and criticising are told by the outlet; what stands inside
reported content is attributed to its speaker.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.coding import actors, ascriptions, role_words
from analysis.coding.ascriptions import Ascription, Cast
from analysis.coding.charges import Charge
from analysis.coding.clauses import Event
from analysis.coding.drafts import Draft
from analysis.coding.parties import Party
from analysis.coding.reading import Reading
from analysis.coding.voices import ATTRIBUTED, OUTLET, Voices, speaker_side
from analysis.coding.word_types import Match


class Role(NamedTuple):
    """A row of the roles table, in its column order."""

    article_id: str
    sentence_id: str
    role_id: str
    start: int
    end: int
    actor_id: str | None
    side: str
    surface: str
    surface_start: int
    surface_end: int
    role: str
    toward: str | None
    voice: str
    speaker_side: str | None
    polarity: str
    modality: str
    strength: str
    segment: str
    quote_id: str | None
    rule_id: str
    confidence: float


def find(
    cast: Cast, drafts: list[Draft], events: list[Event], charges: list[Charge], hits: list[Match]
) -> list[Ascription]:
    """Return the roles of an article in the order of the text."""
    found = [*ascriptions.of_speech(cast, drafts), *ascriptions.of_acts(cast, events, charges)]
    found += [*ascriptions.of_blame(charges, events), *role_words.find(cast, hits)]
    found.sort(key=lambda ascription: (ascription.span, ascription.actor.start, ascription.role))
    return found


def _each(reading: Reading, party: Party) -> Iterator[tuple[str | None, str, int, int]]:
    """Actor, side and offsets of each of coordinated actors."""
    sides = (party.side or "").split("|")
    if len(sides) == 1 or party.first < 0:
        for side in sides:
            yield party.actor_id, side, party.start, party.end
        return
    named = actors.within(reading, party.first, party.stop)
    if not named:  # البلدين
        for side in sides:
            yield None, side, party.start, party.end
    for mention in named:
        if mention.side in sides:
            sides.remove(mention.side)
            yield mention.actor_id, mention.side, mention.start, mention.end


def rows(reading: Reading, voices: Voices, found: list[Ascription], confidence: dict[str, float]) -> list[Role]:
    """Make rows of the roles table, one for each coordinated actor; what a clause says twice is one row."""
    text = reading.text
    made: list[Role] = []
    last: dict[tuple[str, str], int] = {}  # side and role -> its row before
    for ascription in found:
        for actor_id, side, start, end in _each(reading, ascription.actor):
            toward = "|".join(s for s in (ascription.toward or "").split("|") if s and s != side) or None
            if not side:
                continue
            key = (side, ascription.role)
            before = made[last[key]] if key in last else None
            again = before is not None and ascription.span[0] < before.end
            if before is not None and again and (toward is None or before.toward in (None, toward)):
                made[last[key]] = before._replace(toward=toward or before.toward)
                continue
            draft = ascription.draft
            row = Role(
                article_id=reading.article_id,
                sentence_id=ascription.sentence.sentence_id,
                role_id=f"{reading.article_id}:r{len(made) + 1:03d}",
                start=ascription.span[0],
                end=ascription.span[1],
                actor_id=actor_id,
                side=side,
                surface=text[start:end],
                surface_start=start,
                surface_end=end,
                role=ascription.role,
                toward=toward,
                voice=OUTLET if draft is None else ATTRIBUTED,
                speaker_side=speaker_side(draft),
                polarity=ascription.polarity,
                modality=ascription.modality,
                strength=ascription.strength,
                segment=reading.kind_of(ascription.sentence),
                quote_id=voices.quote_id(draft),
                rule_id=ascription.rule,
                confidence=confidence.get(ascription.rule, 0.6),
            )
            last[key] = len(made)
            made.append(row)
    return made
