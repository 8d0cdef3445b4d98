"""A charge, the blame relation before it is a row, and what all ways of finding one share."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from analysis.coding import bounds, parties
from analysis.coding.acts import Act
from analysis.coding.clauses import Event
from analysis.coding.drafts import Draft
from analysis.coding.parties import Party
from analysis.coding.reading import Reading, Sentence
from analysis.coding.signals import Signals
from analysis.coding.voices import Voices
from analysis.coding.word_types import COMMAS

HARMS = frozenset(("wrong", "crime", "force", "hindrance"))
"""What acts.csv calls harm; `charge` is the act of blaming itself."""

_NAME = 4  # tokens between quotation marks that may be a name
NO_PEOPLE = ("happening", "conduct")
"""Signals of deeds, which neither accuse nor are accused."""

NO_CONTENT = frozenset(("وهو", "وهي", "وهم", "نفسه", "نفسها", "انفسهم"))
"""Words with which no content of a charge begins."""

NEAR = 4  # tokens in which a signal may stand before what it weakens


class Charge(NamedTuple):
    """A blame relation before it is a row.

    `draft` is the quotation that carries it, `told_in` the one in which its accuser is told to accuse, `role` what it
    makes of the blamed, `token` the word of the act.
    """

    sentence: Sentence
    span: tuple[int, int]
    act: tuple[int, int]
    code: str
    accuser: Party | None
    blamed: Party | None
    victim: Party | None
    draft: Draft | None
    stance: str
    agency: str
    rule: str
    role: str | None
    token: int
    told_in: Draft | None = None


class Case:
    """What is known of an article's acts and voices; `told` are the tokens that are some charge's content already."""

    def __init__(self, reading: Reading, voices: Voices, events: list[Event], signals: Signals) -> None:
        self.reading = reading
        self.voices = voices
        self.events = events
        self.event_at = {event.token: event for event in reversed(events)}
        self.signals = signals
        self.told: list[tuple[int, int]] = []

    def trim(self, first: int, stop: int) -> int:
        """Take commas and full stops off the end of a token range."""
        words = self.reading.words
        while stop - 1 > first and (words[stop - 1].surface in COMMAS or words[stop - 1].surface == "."):
            stop -= 1
        return stop

    def is_in_marks(self, token: int) -> bool:
        """Whether a token lies in quotation marks that hold more than a name, so are somebody's words."""
        marked = self.reading.marked
        at = bisect_right(marked, (token, 0)) - 1
        return at >= 0 and token < marked[at].closing and marked[at].closing - marked[at].opening > _NAME

    def has(self, party: Party | None, type: str) -> bool:
        """Whether a signal of a type stands in a party."""
        return party is not None and party.first >= 0 and self.signals.first(type, party.first, party.stop) is not None

    def stance(self, draft: Draft | None, first: int, token: int) -> str:
        """Return how the voice stands to a charge whose clause begins at `first` and whose act is at `token`."""
        if draft is not None:
            news = draft.rule.endswith("-an") or self.signals.first("news", draft.first, draft.first + 1) is not None
            if draft.act == "deny" and news:
                return "denied"  # that it happened; with a noun (رفض التدخل) it is the thing that is rejected
            if draft.polarity != "positive":
                return "hypothetical"
            if draft.stance == "distancing" or self.reading.phrases("doubt", draft.first, draft.sentence.stop):
                return "distanced"
        opening = draft.first if draft is not None else 0
        low = max(opening, min(first - NEAR, bounds.clause_first(self.reading, token, opening) - 1))
        return "hypothetical" if self.signals.first("hypothetical", low, token) else "asserted"


def speaker_of(draft: Draft | None) -> Party | None:
    """Return the party whose words a quotation gives."""
    if draft is None or draft.answer.speaker is None:
        return None
    return parties.of_speaker(draft.answer.speaker)


def victim_of(event: Event | None) -> Party | None:
    """Return whom an act harms, unless it serves its other side (التواطؤ مع تنظيم)."""
    return event.patient if event is not None and event.act.does != "ally" else None


def role_of(act: Act | None) -> str | None:
    """Return what an act makes of the one who is blamed for it: who fights is then an aggressor."""
    if act is None:
        return None
    return "aggressor" if act.does == "belligerent" else act.does
