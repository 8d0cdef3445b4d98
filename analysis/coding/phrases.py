"""Where a noun phrase ends: at a word that cannot belong to it.

That is a comma that opens no apposition, a preposition that does not name an office's place, a relative, a verb, an
adverb of time.
"""

from __future__ import annotations

from analysis.coding import actors, nouns
from analysis.coding.nouns import OUTSIDE
from analysis.coding.reading import Reading
from analysis.coding.word_types import (
    ABBREVIATION,
    COMMAS,
    COMPLEMENTIZERS,
    GOVERNOR,
    KANA,
    MARK,
    NUMBER,
    OBJECT,
    PREPOSITION,
    QUANTIFIER,
    RELEASED,
    SIGN,
    STRESSED,
    TIME,
    WORD,
    Word,
)

_STATES = frozenset(("country", "capital", "city", "region", "org", "institution", "group"))
_PLACES = frozenset(("country", "capital", "city", "region", "org", "institution"))
_BODIES = frozenset(("institution", "state", "document", "media"))
_PEOPLE = frozenset(("person", "collective", "anonymous"))
_SHORT = 5  # letters of the names that end like a plural (هارون)
_LONGEST = 26  # tokens of a noun phrase with its appositions
_BRACKETS = 8  # tokens from one bracket to the other
_APPOSITION, _BARE_NAME = 12, 5  # tokens of an apposition headed by a title, and of a name alone


def extend(reading: Reading, first: int, stop: int) -> int:
    """Return the end (exclusive) of the noun phrase that begins at token `first`."""
    words = reading.words
    limit = min(stop, first + _LONGEST)
    token = first
    while token < limit:
        if token > first and (nouns.is_addressee(reading, token) or _is_object(reading, first, token)):
            break
        mention = reading.mention_at.get(token)
        if mention is not None:
            token = mention.stop
            heads = mention.first == first and mention.form in ("name", "metonym") and mention.kind in _STATES
            if heads and token < limit and not _goes_on(reading, token):
                break
            continue
        kind = words[token].kind
        if words[token].flags & ABBREVIATION and token + 1 < limit and words[token + 1].surface == ".":
            token += 2  # د. محمد
            continue
        if kind == SIGN:
            after = _after_sign(reading, first, token, stop)
        elif kind == MARK:
            after = reading.closing[token] + 1 if token > first and nouns.is_name(reading, token) else token
        elif kind == NUMBER:
            after = token + 1 if token > first else token
        else:
            after = token + 1 if _belongs(reading, first, token, stop) else token
        if after == token:
            break
        token = after
        if token < limit and _is_document(words[token - 1], words[token]):
            break
    return token


def _after_sign(reading: Reading, first: int, token: int, stop: int) -> int:
    """Where a phrase goes on after a sign; at the sign itself where it does not."""
    words, sign = reading.words, reading.words[token].surface
    if sign == "(" and token > first:
        inside = range(token + 1, min(token + _BRACKETS, stop))
        return next((k + 1 for k in inside if words[k].surface == ")"), token)
    if sign in COMMAS and token > first:
        return _apposition(reading, first, token, stop) or token
    joined = sign == "-" and reading.glued(token) and reading.glued(token - 1)
    return token + 1 if joined or sign in ("#", "_", "/") else token


def _belongs(reading: Reading, first: int, token: int, stop: int) -> bool:
    """Whether a word belongs to the phrase that began at `first`."""
    words, word = reading.words, reading.words[token]
    if (word.flags & OUTSIDE and word.title is None) or len(word.fold) == 1:
        return False
    if word.flags & PREPOSITION:
        return _joins(reading, first, token, stop)
    if token == first:
        return True
    if any(form.form.kind == "participle" for form in word.verbs) and not word.definite and word.title is None:
        return False  # قالت الوزيرة قائلة
    if word.flags & STRESSED and (words[token - 1].definite or actors.ending(reading, first, token) is not None):
        return False  # أكد مدير الدائرة أهمية
    return not (
        nouns.is_clause_verb(word) or word.flags & (GOVERNOR | RELEASED | OBJECT) or _is_loose(reading, first, token)
    )


def _is_object(reading: Reading, first: int, token: int) -> bool:
    """Whether a word that agrees with nothing in the phrase before it is the verb's object."""
    words, word, before = reading.words, reading.words[token], reading.words[token - 1]
    if not before.fold.endswith(("ون", "يه")):
        return False
    mention = reading.mention_at.get(token)
    if mention is not None and mention.start > reading.starts[token] or word.kind != WORD:
        return False
    definite = word.fold.startswith("ال")
    if all(_is_sound_plural(part) for part in words[first:token]):  # اتهم ناشطون الحكومة: no genitive follows ـون
        return definite or mention is not None and mention.form != "demonym"
    if mention is not None or not definite or not word.fold.endswith("ين"):
        return False
    head, lead = words[first].title, reading.mention_at.get(first)
    body = head["kind"] in _BODIES if head is not None else lead is not None and lead.kind in _STATES
    return body and before.fold.startswith("ال")  # دعت الوزارة السورية البلدين


def _is_sound_plural(word: Word) -> bool:
    """Whether a word is a masculine plural in the nominative, without article (the short ones are names: جون)."""
    people = word.title is None or word.title["kind"] in _PEOPLE
    return people and word.kind == WORD and not word.definite and word.fold.endswith("ون") and len(word.fold) > _SHORT


def _is_document(word: Word, following: Word) -> bool:
    """Whether a document ends the phrase, since no name follows it (البيان مختلف الأطراف)."""
    document = word.title is not None and word.title["kind"] == "document" and word.definite
    return document and following.kind == WORD and not following.definite


def _is_loose(reading: Reading, first: int, token: int) -> bool:
    """Whether an indefinite word after a complete phrase that no name can continue begins something else."""
    word = reading.words[token]
    if word.definite or word.title is not None or word.name_noun is not None:
        return False
    ended = actors.ending(reading, max(first, token - 6), token)
    if ended is not None and ended.kind == "person" and ended.form == "name":
        return word.fold.startswith(("ب", "ي")) and len(word.fold) > 3  # an adjunct or a verb, not a surname
    marked = reading.words[token - 1].kind == MARK
    if ended is None and not reading.words[token - 1].definite and not marked:
        return False
    head = reading.words[first].title
    if head is not None:
        return head["kind"] in _BODIES
    lead = reading.mention_at.get(first)
    return lead is not None and lead.kind in _STATES


def _goes_on(reading: Reading, token: int) -> bool:
    """Whether a phrase headed by a state or body goes on: another actor, an adjective, brackets, a comma."""
    word = reading.words[token]
    if word.kind != WORD or token in reading.mention_at or word.definite:
        return True
    if word.fold[0] == "و" and reading.mention_at.get(token + 1) is not None:
        return True  # سوريا وحليفتها روسيا
    return (word.title is not None and word.skip > 0) or bool(word.flags & PREPOSITION)


def _joins(reading: Reading, first: int, token: int, stop: int) -> bool:
    """Whether a preposition belongs to the phrase: مصدر في وزارة، عدد من، السفير لدى."""
    if token + 1 >= stop or token == first:
        return False
    word, following, before = reading.words[token], reading.words[token + 1], reading.words[token - 1]
    if word.fold == "من":
        counted = before.title is not None and before.title["kind"] in ("collective", "anonymous")
        return counted or bool(before.flags & QUANTIFIER)
    if word.fold not in ("في", "لدي") or reading.words[first].title is None:
        return False
    mention = reading.mention_at.get(token + 1)
    if mention is not None:
        return mention.kind in _PLACES
    return following.title is not None and following.title["kind"] in ("institution", "state")


def _apposition(reading: Reading, first: int, comma: int, stop: int) -> int | None:
    """End of an apposition after a comma (لافروف، وزير الخارجية الروسي، / الرئيس التركي، رجب طيب أردوغان،), or None."""
    at = comma + 1
    if at >= stop or not _can_be_apposed(reading, first, comma):
        return None
    end = extend(reading, at, stop)
    longest = _APPOSITION if reading.words[at].title is not None else _BARE_NAME
    if end - at > longest or end >= stop:
        return None
    after = reading.words[end]
    closes = after.surface in COMMAS or after.surface == ":" or after.kind == MARK or nouns.is_clause_verb(after)
    return end if closes or after.flags & (COMPLEMENTIZERS | TIME | PREPOSITION | KANA) else None


def _can_be_apposed(reading: Reading, first: int, comma: int) -> bool:
    """Whether what follows a comma can name the same person: a title, or after a bare title a name."""
    at = comma + 1
    word, head = reading.words[at], reading.words[first].title
    named = any(m.kind == "person" and m.form == "name" for m in actors.within(reading, first, comma))
    mention = reading.mention_at.get(at)
    if mention is not None and mention.kind == "person" and mention.start == reading.starts[at]:
        return not named and head is not None and head["kind"] == "person"  # الرئيس التركي، رجب طيب أردوغان
    if word.kind != WORD or word.flags or word.preposition or nouns.is_clause_verb(word):
        return False
    if word.title is not None:
        return word.title["kind"] == "person" and not (word.skip and word.fold[0] == "و")
    if named or mention is not None or head is None or head["kind"] != "person":
        return False
    return not (word.definite or word.verbs)
