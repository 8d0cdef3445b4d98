"""Mentions of the codebook's actors, with clitics and in every gender and number; and which actor a noun phrase is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from analysis.codebook import Codebook
from analysis.coding.match import Lexicon
from analysis.coding.reading import Mention, Reading, Resolved
from analysis.coding.word_types import FORMER, WORD
from analysis.text import fold


class ActorForm(NamedTuple):
    """A written form of an actor (actors.csv): `form` is name, metonym, demonym or title."""

    actor_id: str
    side: str | None
    kind: str
    gender: str
    form: str


NOT_AN_ACTOR = ActorForm("", None, "", "", "")
"""A phrase that only contains the name of an actor (مسقط رأسه)."""

_COLUMNS = {"names": "name", "short": "name", "metonyms": "metonym", "demonyms": "demonym", "titles": "title"}
_NISBA = ("", "ه", "ان", "ين", "ون", "ات", "تان", "تين")


def demonym_forms(base: str) -> Iterator[str]:
    """Yield a demonym in all genders and numbers: a nisba with its endings (روسي، روسية), else the form itself."""
    folded = fold(base)
    yield from (folded + ending for ending in _NISBA) if folded.endswith("ي") else (folded,)


def add_to(lexicon: Lexicon, codebook: Codebook) -> None:
    """Add every surface of actors.csv to the lexicon, and the phrases of not_actors.csv that hide one."""
    for row in codebook.rows("not_actors"):
        for phrase in row["phrases"].split("|"):
            lexicon.add(phrase, NOT_AN_ACTOR, suffixes=False)
    for row in codebook.rows("actors"):
        for column, form in _COLUMNS.items():
            for surface in filter(None, row[column].split("|")):
                actor = ActorForm(row["actor_id"], row["side"] or None, row["kind"], row["gender"] or "m", form)
                for spelling in demonym_forms(surface) if form == "demonym" else (surface,):
                    lexicon.add(spelling, actor, suffixes=False)


def find(reading: Reading) -> None:
    """Fill `reading.mentions`: left to right, the longest surface first, none inside another."""
    mentions, found, starts = reading.mentions, reading.found, reading.starts
    free = 0
    for at, matches in found.items():
        if at < free:
            continue
        best = None
        for match in matches:
            if isinstance(match.payload, ActorForm) and (best is None or match.last > best.last):
                best = match
        if best is None:
            continue
        actor: ActorForm = best.payload
        free = best.last + 1
        if actor is NOT_AN_ACTOR:
            continue
        mention = Mention(
            at, best.last + 1, starts[at] + best.skip, reading.end(best.last),
            actor.actor_id, actor.side, actor.form, actor.kind, actor.gender,
        )  # fmt: skip
        mentions.append(mention)
        reading.mention_at[at] = mention


def within(reading: Reading, first: int, stop: int) -> list[Mention]:
    """Return the mentions that lie in the tokens `first` up to `stop`."""
    left = bisect_left(reading.mentions, first, key=lambda mention: mention.first)
    right = bisect_left(reading.mentions, stop, lo=left, key=lambda mention: mention.first)
    return reading.mentions[left:right]


def ending(reading: Reading, first: int, stop: int) -> Mention | None:
    """Return the mention in the tokens from `first` on that ends right before token `stop`."""
    return next((mention for mention in within(reading, first, stop) if mention.stop == stop), None)


NOBODY = Resolved(None, None)


def resolve(reading: Reading, first: int, stop: int) -> Resolved:
    """Resolve a noun phrase to an actor and a side.

    A named person decides; else the first name of an institution or group; else the first mention (وزارة الدفاع
    الأذربيجانية: the demonym). Coordinated actors give their sides in the order written.
    """
    mentions = [mention for mention in within(reading, first, stop) if not _is_venue(reading, mention, first)]
    if not mentions:
        return NOBODY
    if mentions[0].kind in ("org", "institution") and any(word.flags & FORMER for word in reading.words[first:stop]):
        mentions = [mention for mention in mentions if mention.kind == "person"]  # who has left does not speak for it
        if not mentions:
            return NOBODY
    if _is_kin(reading, mentions, first):
        return NOBODY
    if _names_another(reading, mentions, first, stop):
        return Resolved(None, mentions[0].side)
    chains = _coordinated(reading, mentions, first)
    if len(chains) > 1:
        sides = [side for chain in chains if (side := _head(reading, chain).side)]
        return Resolved(None, "|".join(dict.fromkeys(sides)) or None)
    return _head(reading, mentions, first)


def _is_venue(reading: Reading, mention: Mention, first: int) -> bool:
    """Whether a speaker only works there: سفراء لدى المنظمة; a private body in a country (مركز في إيران)."""
    if mention.first - 1 <= first:
        return False
    before, head = reading.words[mention.first - 1].fold, reading.words[first].title
    if before == "لدي":
        return mention.kind in ("org", "institution")
    return before == "في" and mention.kind == "country" and head is not None and head["note"] == "private"


def _coordinated(reading: Reading, mentions: list[Mention], first: int) -> list[list[Mention]]:
    """Split mentions where one that stands at the head of a phrase follows an attached و."""
    chains: list[list[Mention]] = [[mentions[0]]]
    for mention in mentions[1:]:
        word = reading.words[mention.first]
        joined = mention.start > reading.starts[mention.first] and word.fold[0] == "و"
        heads = mention.form in ("name", "metonym") and mention.first - 1 < chains[-1][-1].stop + 1
        demonyms = mention.form == "demonym" and chains[-1][-1].form == "demonym"
        if joined and (heads or demonyms):
            chains.append([mention])
        else:
            before = reading.words[mention.first - 1]
            if (
                before.title is not None
                and before.fold[0] == "و"
                and before.bare != before.fold
                and mention.first - 1 > first
            ):
                chains.append([mention])
            else:
                chains[-1].append(mention)
    return chains


def _head(reading: Reading, mentions: list[Mention], first: int | None = None) -> Resolved:
    person = next((mention for mention in mentions if mention.kind == "person" and mention.form != "demonym"), None)
    lead = mentions[0]
    if person is not None and first is not None and person.first > first and _is_possessor(reading, person, first):
        private = any(
            word.title is not None and word.title["note"] == "private" for word in reading.words[first : person.first]
        )
        spoken_for = any(word.title is not None for word in reading.words[first : person.first]) and not private
        return Resolved(None, person.side if spoken_for else None)  # محامي ترامب is not Trump
    if person is not None and (person is lead or not _is_governed(reading, person)):
        return Resolved(person.actor_id, person.side or lead.side)
    governed = first is not None and lead.first > first and lead.form != "title"
    if governed and lead.kind in ("country", "capital", "city", "region", "person"):
        return Resolved(None, lead.side)  # a ministry, spokesman or envoy of the state, not the state itself
    return Resolved(lead.actor_id, lead.side)


def _is_kin(reading: Reading, mentions: list[Mention], first: int) -> bool:
    """Whether the name is that of somebody to whom the speaker is kin or counsel (خطيبة الصحفي جمال خاشقجي)."""
    head = reading.words[first].title
    if head is None or head["note"] != "private" or head["kind"] != "person":
        return False
    between = reading.words[first + 1 : mentions[0].first]
    return mentions[0].kind == "person" and any(word.title is not None for word in between)


def _names_another(reading: Reading, mentions: list[Mention], first: int, stop: int) -> bool:
    """Whether an unlisted name after a listed one is the speaker's (المتحدث باسم مكتب العبادي سعد الحديثي)."""
    person = mentions[-1]
    if person.kind != "person" or person.form != "name" or person.stop + 1 >= stop:
        return False
    tail = reading.words[person.stop : person.stop + 2]
    named = all(word.kind == WORD and not word.flags and not word.definite and word.title is None for word in tail[:1])
    served = any(word.fold == "باسم" or (word.title is not None and word.preposition == "ل")
                 for word in reading.words[first : person.first])  # fmt: skip
    return named and served and tail[1].kind == WORD


def _is_possessor(reading: Reading, person: Mention, first: int) -> bool:
    """Whether a person's name stands in construct under another noun (معارضو بوتين، باسم كوربين)."""
    before = reading.words[person.first - 1]
    if before.kind != WORD or before.definite or before.flags or ending(reading, first, person.first) is not None:
        return False
    return before.title is None or before.title["note"] != "rank"


def _is_governed(reading: Reading, person: Mention) -> bool:
    """Whether a person's name completes another's title: مساعد الرئيس الروسي فلاديمير بوتين is not Putin."""
    token = person.first - 1
    titles = 0
    while token >= 0 and person.first - token < 8:
        word = reading.words[token]
        if word.surface in "،,:.":
            break
        if word.title is not None and word.title["kind"] == "person" and word.title["gender"] != "p":
            titles += 1  # رئيس الوزراء is one title
            if titles > 1 and not word.definite:
                return True
        token -= 1
    return False
