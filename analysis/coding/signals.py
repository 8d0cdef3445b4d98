"""Words that make, weaken or generalise a charge, and nouns for those who do or suffer harm (blame_cues.csv)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.codebook import Codebook
from analysis.coding import actors
from analysis.coding.match import Lexicon
from analysis.coding.parties import Party
from analysis.coding.reading import Mention, Reading
from analysis.coding.word_types import Match, Word

_PEOPLE = ("agent", "civilian", "group", "outlaw")
_SPORT = 3  # words of sport from which on attack and defence are a game's
_LOOSE = "loose"  # code of a word of sport that may be another's (أهداف)
_IMPERFECT = "imperfect"  # code of a signal that stands before an imperfect only


class Signal(NamedTuple):
    """A phrase of blame_cues.csv: its type, the act and the role that it stands for."""

    type: str
    code: str
    role: str | None


def add_to(lexicon: Lexicon, codebook: Codebook) -> None:
    """Add the phrases of blame_cues.csv to the lexicon."""
    for row in codebook.rows("blame_cues"):
        lexicon.add(
            row["pattern"], Signal(row["type"], row["code"], row["role"] or None), suffixes=row["type"] == "own"
        )


class Signals:
    """Where the signals of an article stand: by type, then by first token."""

    def __init__(self, hits: list[Match], words: Sequence[Word] = (), mentions: Sequence[Mention] = ()) -> None:
        named = {token for mention in mentions for token in range(mention.first + 1, mention.stop)}
        perfect = {hit.first for hit in hits if hit.payload.type == "perfect"}
        self.places: dict[str, dict[int, Match]] = {}
        for hit in hits:
            if hit.payload.type == "civilian" and hit.first in named:
                continue  # the workers of حزب العمال الكردستاني
            if hit.payload.code == _IMPERFECT and (
                hit.last + 1 in perfect or not _is_imperfect(words[hit.last + 1 : hit.last + 2])
            ):
                continue  # قد قصفت has happened, قد تقصف has not
            places = self.places.setdefault(hit.payload.type, {})
            if hit.first not in places or places[hit.first].last < hit.last:
                places[hit.first] = hit

    def all(self, type: str) -> dict[int, Match]:
        """Return the signals of a type by their first token."""
        return self.places.get(type, {})

    def first(self, type: str, first: int, stop: int) -> Match | None:
        """Return the first signal of a type in the tokens `first` up to `stop`."""
        places = self.places.get(type)
        if places:
            for token in range(first, stop):
                if token in places:
                    return places[token]
        return None

    def are_of_sport(self) -> bool:
        """Whether an article has so many words of sport that attack and defence are a game's."""
        found = self.all("sport").values()
        return len(found) >= _SPORT and sum(hit.payload.code != _LOOSE for hit in found) >= _SPORT - 1

    def are_people(self, reading: Reading, party: Party) -> bool:
        """Whether a noun phrase is or holds an actor, a title or a noun for people, and is no mere thing."""
        if party.first < 0 or actors.within(reading, party.first, party.stop):
            return True
        titled = any(word.title is not None for word in reading.words[party.first : party.stop])
        return titled or any(self.first(type, party.first, party.stop) for type in _PEOPLE)


def _is_imperfect(words: Sequence[Word]) -> bool:
    """Whether a word looks like an imperfect of the third person, or negates one (قد لا يكون)."""
    folded = words[0].fold if words else ""
    return folded == "لا" or folded.startswith("ي") or folded.startswith("ت") and not folded.endswith(("ت", "وا"))
