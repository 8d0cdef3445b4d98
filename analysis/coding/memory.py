"""Who has been named so far: short names (بلينكن), offices (الوزير، الرئيس الأميركي), several at once (الدول الثلاث).

A title alone stands for the one person who held it earlier in the article; where two did, it stands for nobody.
"""

from __future__ import annotations

from itertools import pairwise

from analysis.coding import actors
from analysis.coding.nouns import Phrase
from analysis.coding.reading import Mention, Office, Reading, Resolved
from analysis.coding.word_types import COMMAS, NUMERAL, WORD, Word

_SHORT = 2  # words of a name that stands for a longer one
_TITLED = 8  # tokens before a name in which its title is looked for
_FEW = 2  # a pair; more are "the three states"


def complete(reading: Reading, phrase: Phrase, resolved: Resolved) -> Resolved:
    """Give a short name, an office or a group what its full mention earlier in the article had."""
    head, last = reading.words[phrase.first], reading.words[phrase.stop - 1]
    if resolved.side is not None and "|" in resolved.side:
        reading.groups.append(resolved)
    if head.title is not None and head.title["kind"] == "person":
        return _office(reading, phrase, resolved)
    if last.kind != WORD or last.title is not None or (phrase.stop - 1) in reading.mention_at:
        return resolved
    if resolved.side is None and phrase.stop - phrase.first <= _SHORT:
        return reading.known_sides.get(last.fold) or _by_surname(reading, phrase) or resolved
    _remember(reading, phrase, resolved)
    return resolved


def _remember(reading: Reading, phrase: Phrase, resolved: Resolved) -> None:
    """Keep the side of an unlisted name for its short form."""
    last = reading.words[phrase.stop - 1]
    plain = last.kind == WORD and last.title is None and (phrase.stop - 1) not in reading.mention_at
    if plain and resolved.side is not None and "|" not in resolved.side and phrase.stop - phrase.first > 1:
        reading.known_sides[last.fold] = resolved


def _by_surname(reading: Reading, phrase: Phrase) -> Resolved | None:
    """The one person of the codebook whose full name in this article ends with a name (أنصار شريف is not Sharif)."""
    words = [word.fold for word in reading.words[phrase.first : phrase.stop]]
    found = set()
    for mention in reading.mentions:
        if mention.kind == "person" and mention.stop - mention.first > 1:
            name = [word.fold for word in reading.words[mention.first : mention.stop]]
            if name[-1] == words[-1] and set(words) <= set(name):
                found.add((mention.actor_id, mention.side))
    return Resolved(*found.pop()) if len(found) == 1 else None


# ---------------------------------------------------------------- offices


def _office(reading: Reading, phrase: Phrase, resolved: Resolved) -> Resolved:
    """Resolve a titled phrase without a name to the one who was named with this title before."""
    words, head = reading.words, reading.words[phrase.first]
    if (resolved.actor_id or "").startswith("person:") or _name_in(reading, phrase) is not None:
        name = _name_in(reading, phrase) or resolved.actor_id or ""
        _keep(reading, Office(head.bare, _of(reading, phrase), phrase.first, name, resolved))
        _remember(reading, phrase, resolved)
        return resolved
    if head.title is not None and head.title["gender"] == "p":
        return _group(reading, phrase, resolved)
    of = _of(reading, phrase)
    if not head.definite and not of and resolved.side is None:
        return resolved
    held = [
        office
        for office in [*reading.offices.values(), *_introduced(reading, phrase.first)]
        if office.head == head.bare and office.token < phrase.first
        and (not of or office.of == of)
        and (resolved.side is None or office.resolved.side == resolved.side)
    ]  # fmt: skip
    if resolved.side is None and not held:
        return reading.known_sides.get(words[phrase.stop - 1].fold, resolved)  # الوزير الجارحي
    exact = [office for office in held if office.of == of]
    if not of and not exact and head.title is not None and head.title["note"] != "apart":
        exact = held  # الوزير الإيراني, after وزير الخارجية
    if not exact or len({office.resolved.actor_id or office.who for office in exact}) > 1:
        return resolved
    found = exact[-1].resolved
    own = words[phrase.stop - 1].definite or phrase.stop - phrase.first == 1 or resolved.side is not None
    return found if own and found.side is not None else resolved


def _of(reading: Reading, phrase: Phrase) -> str:
    """What an office is of (وزير الخارجية: خارجيه); empty where an adjective or nothing follows the title."""
    token = phrase.first + 1
    if token >= phrase.stop or token in reading.mention_at:
        return ""
    word = reading.words[token]
    if word.title is not None:
        return word.bare
    return word.fold if word.kind == WORD and word.definite and not word.flags else ""


def _name_in(reading: Reading, phrase: Phrase) -> str | None:
    """The surname of an unlisted person at the end of a titled phrase (الوزير حكمت حاجييف، بهاء الأعرجي), or None."""
    last, before = reading.words[phrase.stop - 1], reading.words[phrase.stop - 2]
    if phrase.stop - phrase.first < _SHORT or not _is_plain(last) or _covered(reading, phrase.stop - 1):
        return None
    if last.definite:
        own = phrase.stop - phrase.first > _SHORT and _is_plain(before) and not before.definite
        return last.fold if own and not _covered(reading, phrase.stop - 2) else None
    return last.fold


def _is_plain(word: Word) -> bool:
    return word.kind == WORD and word.title is None and word.name_noun is None and not word.flags


def _covered(reading: Reading, token: int) -> bool:
    return any(mention.stop > token for mention in actors.within(reading, max(0, token - 5), token + 1))


def _keep(reading: Reading, office: Office) -> None:
    """Remember an office once, as the latest, with the token of its first mention: time grows with length only."""
    key = office._replace(token=0)
    earlier = reading.offices.pop(key, office)
    reading.offices[key] = office._replace(token=min(earlier.token, office.token))


def _introduced(reading: Reading, before: int) -> list[Office]:
    """Offices of the codebook's persons who were named with a title before a token (الرئيس الروسي فلاديمير بوتين)."""
    if reading.introduced is None:
        named = ((mention.first, _with_title(reading, mention)) for mention in reading.mentions)
        kept: dict[Office, tuple[int, Office]] = {}
        for first, office in named:
            if office is not None:
                kept.setdefault(office._replace(token=0), (first, office))
        reading.introduced = list(kept.values())
    return [office for first, office in reading.introduced if first < before]


def _with_title(reading: Reading, mention: Mention) -> Office | None:
    """The office that a person of the codebook is named with, or None."""
    head = _title_of(reading, mention) if mention.kind == "person" and mention.form == "name" else None
    if head is None:
        return None
    of = _of(reading, Phrase(head, mention.first))
    resolved = Resolved(mention.actor_id, mention.side)
    return Office(reading.words[head].bare, of, head, mention.actor_id, resolved)


def _title_of(reading: Reading, mention: Mention) -> int | None:
    """The token of the title right before a name, through what the office is of and one comma."""
    words, token, head = reading.words, mention.first - 1, None
    if token > 0 and words[token].surface in COMMAS:
        token -= 1
    while token >= max(0, mention.first - _TITLED):
        word = words[token]
        if word.title is not None and word.title["kind"] == "person":
            head = token
        inside = word.title is not None or word.definite or _covered(reading, token)
        if word.kind != WORD or not inside or word.preposition:
            break
        token -= 1
    return head


# ---------------------------------------------------------------- several at once


def _group(reading: Reading, phrase: Phrase, resolved: Resolved) -> Resolved:
    """The sides of several who were named before: وزراء خارجية الدول الثلاث, then الوزراء."""
    if resolved.side is not None:
        return resolved
    head, words = reading.words[phrase.first], reading.words[phrase.first : phrase.stop]
    counted = any(
        word.title is not None and word.title["kind"] == "state" and following.flags & NUMERAL
        for word, following in pairwise(words)
    )
    found = resolved
    if counted:
        many = (group for group in reversed(reading.groups) if (group.side or "").count("|") >= _FEW)
        found = next(many, resolved)
        _keep(reading, Office(head.bare, "", phrase.first, "", found))
    elif phrase.stop - phrase.first == 1 and head.definite:
        named = (office.resolved for office in reversed(reading.offices.values()) if office.head == head.bare)
        found = next(named, resolved)
    return found
