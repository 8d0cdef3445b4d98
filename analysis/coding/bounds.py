"""Where a clause begins and ends, and where one noun phrase in it ends and another begins.

There is no parser: a clause is what lies between commas, complementizers and conjunctions.
"""

from __future__ import annotations

from analysis.coding import actors, clitics, nouns, phrases, subjects
from analysis.coding.reading import Mention, Reading
from analysis.coding.word_types import (
    COMMAS,
    COMPLEMENTIZER,
    COMPLEMENTIZERS,
    CONJUNCTION,
    CONTRAST,
    MARK,
    RADICAL_B,
    SIGN,
    TIME,
)

_ENDS = frozenset("،,.؛;:!؟?()…") | {"..", "...", "-", "–", "—"}
CLAUSE = COMPLEMENTIZERS | CONTRAST | CONJUNCTION
_FARTHEST = 200  # tokens back to where a clause begins: more than any clause has
_LONGEST = 30  # tokens of a clause after its verb
_ROOT = 3  # letters of a word that ends in one that only looks like a pronoun (شبه)


def begins(reading: Reading, token: int) -> bool:
    """Whether a noun phrase can begin at a token that opens a clause: no verb, no conjunction."""
    mention = reading.mention_at.get(token)
    joined = mention is not None and mention.start > reading.starts[token]
    return not joined and nouns.starts_phrase(reading, token) and not nouns.is_clause_verb(reading.words[token])


def clause_first(reading: Reading, token: int, low: int) -> int:
    """First token of the clause in which `token` stands."""
    words = reading.words
    low = max(low, token - _FARTHEST)
    at = token
    while at > low:
        word = words[at - 1]
        if (
            word.surface in _ENDS
            and not _in_apposition(reading, at - 1, low)
            or word.flags & CLAUSE
            and not _negates(reading, at - 1)
        ):
            break
        at -= 1
    return at


def _negates(reading: Reading, token: int) -> bool:
    """Whether غير negates an adjective (غير المبررة) rather than begins a clause (غير أن)."""
    words = reading.words
    return words[token].fold == "غير" and token + 1 < len(words) and not words[token + 1].flags & COMPLEMENTIZER


def _in_apposition(reading: Reading, comma: int, low: int) -> bool:
    """Whether a comma only sets off an adverb or a name inside a clause (شنت، فجر الثلاثاء، قصفا)."""
    words = reading.words
    if words[comma].surface not in COMMAS:
        return False
    before, after = words[comma - 1], words[comma + 1] if comma + 1 < len(words) else None
    if after is not None and after.flags & TIME or before.flags & TIME and comma - 1 > low:
        return True
    mention = reading.mention_at.get(comma + 1)
    return (
        mention is not None
        and mention.kind == "person"
        and words[comma - 1].kind == "word"
        and mention.start == reading.starts[comma + 1]
    )


def _goes_on(reading: Reading, comma: int) -> bool:
    """Whether what follows a comma can only be a complement of the verb before it (دعت روسيا وفرنسا، إلى وقف)."""
    return comma + 1 < len(reading.words) and reading.words[comma + 1].fold == "الي"


def clause_stop(reading: Reading, token: int, limit: int) -> int:
    """End (exclusive) of the clause that goes on after `token`."""
    words = reading.words
    limit = min(limit, token + _LONGEST)
    at = token + 1
    while at < limit:
        word = words[at]
        if (
            word.kind == SIGN
            and word.surface in _ENDS
            and not (word.surface in COMMAS and (_in_apposition(reading, at, token) or _goes_on(reading, at)))
        ):
            break
        if word.flags & (COMPLEMENTIZER | CONTRAST):
            break
        if word.kind == MARK and at in reading.closing and reading.closing[at] >= limit:
            break
        at += 1
    return at


def phrase_stop(reading: Reading, first: int, stop: int) -> int:
    """Return the end of the one noun phrase that begins at token `first`."""
    return first_of(reading, first, phrases.extend(reading, first, stop))


def first_of(reading: Reading, first: int, stop: int) -> int:
    """End of the first of several phrases that stand side by side (الجيش السوري مواقع المعارضة)."""
    stop = subjects.end_of_first(reading, nouns.Phrase(first, stop))
    words = reading.words
    for token in range(first + 1, stop):
        word, before = words[token], words[token - 1]
        if token in reading.act_verbs:
            return token  # مسلح استهدف حافلة
        if word.fold.startswith(("لل", "ولل", "بال")) and clitics.attached(reading, token):
            return token
        mention = reading.mention_at.get(token)
        if token == first + 1 and mention is None and not word.definite and _is_owned(reading, first):
            return token  # بلادها لتطبيق القرار
        if mention is not None and words[first].title is None and _is_apart(reading, first, mention):
            return token
        if (
            word.fold.startswith(("ي", "ت"))
            and word.fold.endswith(("ون", "ان"))
            and len(word.fold) > 5
            and token not in reading.mention_at
        ):
            return token  # مسؤولون يعملون
        mention = reading.mention_at.get(token)
        known = word.title is not None if mention is None else mention.form != "demonym"
        if known and clitics.attached(reading, token) in ("ب", "ل"):
            return token  # الرئيس التركي لإسرائيل، تركيا بتنظيم انقلاب
        if token in reading.mention_at or word.kind != "word" or word.definite or word.title is not None:
            continue
        near = actors.within(reading, max(first, token - 6), token)
        head = words[first].title
        plain = before.definite and before.title is None and (head is None or head["kind"] == "collective")
        over = plain or any(_is_named(m, token) for m in near)
        if over and word.fold.startswith("ب") and not word.flags & RADICAL_B:
            return token  # تركيا بتنظيم انقلاب، بعض المحتجين بتجاوز القانون
        ended = before.definite or any(m.stop == token for m in near)
        named = any(m.stop > token for m in near)
        sound = len(before.fold) > 4 and before.fold.endswith(("ون", "ين")) and not word.fold.endswith(before.fold[-2:])
        if (ended or sound and not named) and not word.fold.startswith(("و", "ب")):
            return token
    return stop


def _is_owned(reading: Reading, token: int) -> bool:
    """Whether a word carries the pronoun of its owner (بلاده), so that no genitive follows it."""
    word = reading.words[token]
    return len(word.fold) > _ROOT + 1 and word.fold.endswith(("ه", "ها", "هم")) and not word.surface.endswith("ة")


def _is_apart(reading: Reading, first: int, mention: Mention) -> bool:
    """Whether an actor in a phrase begins another: after ل (بلاده لأذربيجان), or a group after an adjective."""
    if clitics.attached(reading, mention.first) == "ل":
        return _is_owned(reading, first) or bool(actors.within(reading, first, mention.first))  # not: مواقع لتنظيم داعش
    people = reading.words[mention.first].fold.endswith(("ين", "ون"))
    before = actors.ending(reading, max(0, mention.first - 4), mention.first)
    return (
        people
        and mention.kind == "group"
        and before is not None
        and before.form == "demonym"
        and before.side != mention.side
        and mention.start == reading.starts[mention.first]
    )


def _is_named(mention: Mention, stop: int) -> bool:
    """Whether the name of a state or body ends at a token, after which no part of it can follow."""
    return mention.stop == stop and mention.form in ("name", "metonym") and mention.kind != "person"
