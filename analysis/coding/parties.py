"""Who takes part in an act: noun phrases and the actors that they are."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from analysis.coding import actors, clitics, nouns
from analysis.coding.reading import Mention, Reading
from analysis.coding.speakers import Speaker
from analysis.coding.word_types import DEMONSTRATIVE, TIME, Word

_NEAR = 80  # tokens around البلدين in which the two countries are named


class Party(NamedTuple):
    """A noun phrase that takes part in an act: tokens, offsets, and the actor and side it resolves to.

    `first` is -1 where the party is the one who speaks (نقف، إنها) and stands outside the clause.
    """

    first: int
    stop: int
    start: int
    end: int
    actor_id: str | None
    side: str | None
    gender: str | None = None


def of_tokens(reading: Reading, first: int, stop: int) -> Party:
    """Make the party of a noun phrase."""
    phrase = nouns.Phrase(first, stop)
    start, end = nouns.span(reading, phrase)
    if reading.words[first].title is None and first not in reading.mention_at:
        start += clitics.proclitic(reading, first)
    resolved = actors.resolve(reading, first, stop)
    side = resolved.side
    if (
        side is None
        and reading.epithets
        and reading.words[first].fold.startswith(("ال", "لل"))
        and not actors.within(reading, first, stop)
    ):
        side = reading.epithets.get(_bare(reading, first))
        if side is not None and "|" in side and not _are_near(reading, first, side):
            side = None
    return Party(first, stop, start, end, resolved.actor_id, side, nouns.gender_of(reading, phrase))


def find_epithets(reading: Reading, heads: Iterable[int], both: Iterable[int]) -> None:
    """Fill `reading.epithets`: the side that a bare noun (التنظيم، البلدان) stands for, if the article knows only one.

    Parameters
    ----------
    heads
        Tokens of the nouns for groups in the article.
    both
        Tokens of the nouns for two sides of which the article speaks (البلدين، الطرفين).
    """
    sides: dict[str, set[str]] = {}
    for token in heads:
        near = actors.within(reading, max(0, token - 3), token + 2)
        mention = next((m for m in near if m.first <= token < m.stop or m.first == token + 1), None)
        if mention is not None and mention.side is not None:
            sides.setdefault(_bare(reading, token), set()).add(mention.side)
    reading.epithets = {head: next(iter(found)) for head, found in sides.items() if len(found) == 1}
    duals = {_bare(reading, token) for token in both}
    pair = _pair(reading) if duals else None
    if pair is not None:
        reading.epithets |= dict.fromkeys(duals, pair)


def _bare(reading: Reading, token: int) -> str:
    """Return a word without its article and what is attached to that."""
    folded = reading.words[token].fold
    return next((folded[len(lead) :] for lead in ("وال", "بال", "ال", "لل") if folded.startswith(lead)), folded)


def _pair(reading: Reading) -> str | None:
    """The two sides that an article names together, joined by |, if it is clear that no other two are meant."""
    pairs: dict[str, int] = {}
    last = len(reading.mentions) - 1
    for number, (one, other) in enumerate(pairwise(reading.mentions)):
        if not _joined(reading, one, other) or one.side is None or other.side in (None, one.side):
            continue
        third = number > 0 and _joined(reading, reading.mentions[number - 1], one)
        if third or number + 1 < last and _joined(reading, other, reading.mentions[number + 2]):
            continue  # three in a row
        name = f"{one.side}|{other.side}"
        turned = f"{other.side}|{one.side}"
        name = turned if turned in pairs else name
        pairs[name] = pairs.get(name, 0) + 1
    ranked = sorted(pairs, key=lambda name: -pairs[name])
    clear = len(ranked) == 1 or len(ranked) > 1 and pairs[ranked[0]] >= 2 * pairs[ranked[1]]
    return ranked[0] if clear else None


def _are_near(reading: Reading, token: int, pair: str) -> bool:
    """Whether both of two sides are named near a token."""
    near = actors.within(reading, max(0, token - _NEAR), token + _NEAR)
    return set(pair.split("|")) <= {mention.side for mention in near}


def _joined(reading: Reading, one: Mention, other: Mention) -> bool:
    """Whether و joins a mention to the one right before it."""
    return (
        one.stop == other.first
        and reading.text[reading.starts[other.first]] == "و"
        and other.start > reading.starts[other.first]
    )


def of_speaker(speaker: Speaker) -> Party:
    """Make the party of one who speaks of himself."""
    return Party(-1, -1, speaker.start, speaker.end, speaker.actor_id, speaker.side, speaker.gender)


def is_known(reading: Reading, party: Party) -> bool:
    """Whether a phrase is headed by an actor, a title, or a noun with an adjective of origin (مجموعات كردية)."""
    if party.first < 0 or reading.words[party.first].title is not None:
        return True
    mention = next(iter(actors.within(reading, party.first, min(party.stop, party.first + 2))), None)
    if mention is None:
        return party.side is not None and not actors.within(
            reading, party.first, party.stop
        )  # by an epithet, or the speaker's own
    return mention.first == party.first or mention.form == "demonym" or reading.words[party.first].definite


def is_definite(reading: Reading, party: Party) -> bool:
    """Whether a phrase begins with the article or a demonstrative."""
    return party.first >= 0 and (
        reading.words[party.first].definite or bool(reading.words[party.first].flags & DEMONSTRATIVE)
    )


def is_time(word: Word) -> bool:
    """Whether a word is an adverb of time or a day (الأحد, not أحد)."""
    return bool(word.flags & TIME) and (word.title is None or word.definite)
