"""Noun phrases around a reporting verb: where the subject begins and ends.

There is no parser. A phrase begins at a title, an actor or another noun and runs until a word that cannot belong to it:
a comma that opens no apposition, a preposition that does not name an office's place, a relative, a verb, an adverb of time.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.coding.match import (
    AUXILIARY,
    COMPLEMENTIZER,
    COMPLEMENTIZER_B,
    CONJUNCTION,
    CONTRAST,
    DEMONSTRATIVE,
    GOVERNOR,
    KANA,
    MARK,
    NEGATION,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    RELEASED,
    SIGN,
    TIME,
    Word,
)
from analysis.coding.reading import Mention, Reading

_COMMAS = frozenset("،,")
_LONGEST = 26  # tokens of a noun phrase with its appositions
_STATES = frozenset(("country", "capital", "city", "region", "org", "institution", "group"))
_LOOSE = 4  # words of a subject that no title or actor heads
_NAME_WORDS = 6  # tokens between marks up to which it may be a name
_NEVER = COMPLEMENTIZER | COMPLEMENTIZER_B | RELATIVE | NEGATION | AUXILIARY | PRONOUN | CONTRAST | TIME | CONJUNCTION
_BREAK = COMPLEMENTIZER | COMPLEMENTIZER_B
FINITE = ("perfect", "imperfect")


class Phrase(NamedTuple):
    """A noun phrase as a token range."""

    first: int
    stop: int


def span(reading: Reading, phrase: Phrase) -> tuple[int, int]:
    """Raw offsets of a phrase, without proclitics before its first word."""
    stop = phrase.stop
    while stop - 1 > phrase.first and reading.words[stop - 1].surface in _COMMAS:
        stop -= 1
    start, end = reading.span(phrase.first, stop)
    mention = reading.mention_at.get(phrase.first)
    word = reading.words[phrase.first]
    if mention is not None:
        start = mention.start
    elif word.title is not None:
        start += word.skip
    return start, end


def surface(reading: Reading, phrase: Phrase) -> str:
    """A phrase as written."""
    start, end = span(reading, phrase)
    return reading.text[start:end]


def gender_of(reading: Reading, phrase: Phrase) -> str | None:
    """m, f, p or None, from the title or actor that heads the phrase."""
    word = reading.words[phrase.first]
    if word.title is not None:
        return word.title["gender"]
    mention = reading.mention_at.get(phrase.first)
    return mention.gender if mention is not None else None


def is_addressee(reading: Reading, token: int) -> bool:
    """Whether a word with ل names the medium or the press to whom something was said (لوكالة، للصحفيين)."""
    word = reading.words[token]
    if word.title is not None and word.preposition == "ل":
        return word.title["kind"] == "media" or word.title["head"].startswith(("صحف", "صحاف"))
    mention = reading.mention_at.get(token)
    if mention is None or mention.start == reading.starts[token]:
        return False
    return mention.kind == "media" and word.fold.lstrip("وف")[:1] == "ل"


def is_clause_verb(word: Word) -> bool:
    """Whether a word is more likely a finite reporting verb than a noun."""
    return word.title is None and not word.definite and any(
        form.form.kind in FINITE and not form.preposition for form in word.verbs
    )  # fmt: skip


def extend(reading: Reading, first: int, stop: int) -> int:
    """Return the end (exclusive) of the noun phrase that begins at token `first`."""
    words, mention_at, closing = reading.words, reading.mention_at, reading.closing
    limit = min(stop, first + _LONGEST)
    token = first
    while token < limit:
        word = words[token]
        mention = mention_at.get(token)
        if token > first and is_addressee(reading, token):
            break
        if mention is not None:
            token = mention.stop
            if mention.first == first and mention.form in ("name", "metonym") and mention.kind in _STATES and token < limit:
                if not _goes_on(reading, token):
                    break
            continue
        if word.kind == SIGN:
            if word.surface == "(":
                inside = next((k for k in range(token + 1, min(token + 8, stop)) if words[k].surface == ")"), None)
                if inside is not None and token > first:
                    token = inside + 1
                    continue
            elif word.surface in _COMMAS and token > first:
                after = _apposition(reading, first, token, stop)
                if after:
                    token = after
                    continue
            elif word.surface in ("#", "_", "/") or (word.surface == "-" and reading.glued(token) and reading.glued(token - 1)):
                token += 1
                continue
            break
        if word.kind == MARK:
            closed = closing.get(token)
            if closed is not None and token > first and is_name(reading, token):
                token = closed + 1
                continue
            break
        if word.kind == NUMBER:
            if token == first:
                break
            token += 1
            continue
        if word.flags & _NEVER and not word.title or len(word.fold) == 1:
            break
        if word.flags & PREPOSITION:
            if not _joins(reading, first, token, stop):
                break
        elif token > first and (_is_loose(reading, first, token) or is_clause_verb(word) or word.flags & (GOVERNOR | RELEASED)):
            break
        token += 1
        if word.title is not None and word.definite and word.title["kind"] == "document" and token < limit and not words[token].definite and words[token].kind == "word":
            break  # البيان مختلف الأطراف: a document has no name after it
    return token


def _is_loose(reading: Reading, first: int, token: int) -> bool:
    """Whether an indefinite word after a complete phrase that no name can continue begins something else."""
    word, before = reading.words[token], reading.words[token - 1]
    if word.definite or word.title is not None or word.name_noun is not None:
        return False
    ended = next((m for m in _mentions(reading, max(first, token - 6), token) if m.stop == token), None)
    if ended is not None and ended.kind == "person" and ended.form == "name":
        return word.fold.startswith(("ب", "ي")) and len(word.fold) > 3  # an adjunct or a verb, not a surname
    if not (before.definite or ended is not None):
        return False
    head = reading.words[first].title
    if head is not None:
        return head["kind"] in ("institution", "state", "document", "media")
    lead = reading.mention_at.get(first)
    return lead is not None and lead.kind in _STATES


def _goes_on(reading: Reading, token: int) -> bool:
    """Whether a phrase headed by a state or body goes on after its name: another actor, an adjective, brackets, a comma."""
    word = reading.words[token]
    if word.kind != "word":
        return True
    return token in reading.mention_at or word.definite or (word.title is not None and word.skip > 0) or bool(word.flags & PREPOSITION)


def is_name(reading: Reading, opening: int) -> bool:
    """Whether a marked phrase is a name because of what it is or of the noun before it (وكالة "رويترز")."""
    closed = reading.closing.get(opening)
    if closed is None or closed - opening - 1 > _NAME_WORDS:
        return False
    mention = reading.mention_at.get(opening + 1)
    if mention is not None and mention.stop == closed:
        return True
    if opening == 0:
        return False
    before = reading.words[opening - 1]
    if before.name_noun is not None and not before.definite:
        return True
    if before.title is not None and closed - opening - 1 <= 3 and not before.definite:
        return True
    # an adjective or name may stand between: شركة الأبحاث "البن كابيتال"، وكالة الأنباء السورية "سانا"
    token = opening - 1
    while token > max(0, opening - 5) and (reading.words[token].definite or token in reading.mention_at):
        token -= 1
        if reading.words[token].name_noun in ("media", "group", "product", "work") and not reading.words[token].definite:
            return True
    return False


def _joins(reading: Reading, first: int, token: int, stop: int) -> bool:
    """Whether a preposition belongs to the phrase: مصدر في وزارة، عدد من، السفير لدى."""
    if token + 1 >= stop or token == first:
        return False
    word, following, before = reading.words[token], reading.words[token + 1], reading.words[token - 1]
    if word.fold == "من":
        return before.title is not None and before.title["kind"] in ("collective", "anonymous") or before.fold in ("اي", "العديد", "كثير", "مزيد")
    if word.fold in ("في", "لدي"):
        if reading.words[first].title is None:
            return False
        mention = reading.mention_at.get(token + 1)
        if mention is not None:
            return mention.kind in ("country", "capital", "city", "region", "org", "institution")
        return following.title is not None and following.title["kind"] in ("institution", "state")
    return False


def _apposition(reading: Reading, first: int, comma: int, stop: int) -> int | None:
    """End of an apposition after a comma (لافروف، وزير الخارجية الروسي، / الرئيس التركي، رجب طيب أردوغان،), or None."""
    words = reading.words
    at = comma + 1
    if at >= stop:
        return None
    word = words[at]
    if word.kind != "word" or word.flags or is_clause_verb(word) or word.preposition:
        return None
    named = any(m.kind == "person" and m.form == "name" for m in _mentions(reading, first, comma))
    mention = reading.mention_at.get(at)
    if word.title is not None:
        if word.title["kind"] != "person" or word.fold[0] == "و" and word.skip:
            return None
    elif named or words[first].title is None or words[first].title["kind"] != "person":
        return None
    elif mention is not None and (mention.kind != "person" or mention.start > reading.starts[at]):
        return None
    elif mention is None and (word.definite or word.verbs):
        return None
    end = extend(reading, at, stop)
    if end - at > 12 or (word.title is None and end - at > 5):
        return None
    if end >= stop:
        return None
    after = words[end]
    closes = after.surface in _COMMAS or after.flags & (_BREAK | TIME) or after.surface == ":" or is_clause_verb(after)
    opens_speech = after.kind == MARK or after.flags & (PREPOSITION | KANA)
    return end if closes or opens_speech else None


def _mentions(reading: Reading, first: int, stop: int) -> list:
    from analysis.coding.actors import within

    return within(reading, first, stop)


def starts_phrase(reading: Reading, token: int) -> bool:
    """Whether a noun phrase can begin at a token."""
    word = reading.words[token]
    mention = reading.mention_at.get(token)
    if mention is not None:
        inside = word.fold[: max(0, len(word.fold) - 1)]
        attached = mention.start > reading.starts[token]
        return not attached or word.fold[0] in "وف" and bool(inside)
    if word.kind != "word" or word.flags & (_NEVER | PREPOSITION) and not word.title:
        return False
    if word.title is None and "ً" in word.surface or len(word.fold) == 1:
        return False  # an adverb (قال مستشهداً) or a clitic before a mark
    if word.title is None and word.fold.removeprefix("و").startswith(("بال", "لل", "كال")):
        return False
    return not word.preposition and not is_addressee(reading, token)


def subject_after(reading: Reading, at: int, stop: int) -> Phrase | None:
    """Return the subject that follows a verb whose next token is `at`; None where the verb carries it (pro-drop)."""
    words = reading.words
    token = at
    while token < stop and (words[token].flags & TIME and words[token].title is None or words[token].surface in _COMMAS or words[token].surface == "#"):
        token += 1
    if token >= stop or not starts_phrase(reading, token):
        return None
    word = words[token]
    known = token in reading.mention_at or word.title is not None
    if not known and (word.flags & ~DEMONSTRATIVE or (word.verbs and any(f.form.kind == "masdar" or f.form.kind == "participle" for f in word.verbs))):
        return None
    if token > at and not known and words[token - 1].surface in _COMMAS:
        return None
    end = extend(reading, token, stop)
    return Phrase(token, end) if end > token else None


def subject_before(
    reading: Reading, verb: int, first: int, gender: str, number: str, adjacent: bool = False
) -> Phrase | None:
    """Return the subject that stands before its verb in the same clause (وزارة الخارجية أكدت؛ كانت واشنطن قد حثت)."""
    words = reading.words
    low = max(first, verb - 40)
    for begin in range(verb - 1, low - 1, -1):
        word = words[begin]
        anchored = begin == first
        kana = False
        if begin > first:
            before = words[begin - 1]
            kana = bool(before.flags & KANA)
            anchored = kana or bool(before.flags & (COMPLEMENTIZER | COMPLEMENTIZER_B | CONTRAST)) or before.surface in ".:؛;" or before.fold in ("اما", "كما", "لكن", "الا")
            if is_clause_verb(before) and begin - 1 > first and not before.flags:
                return None
        if not anchored or not starts_phrase(reading, begin):
            continue
        known = begin in reading.mention_at or word.title is not None
        if not known and not kana and begin != first:
            return None
        end = extend(reading, begin, verb)
        loose = not known and not kana and not word.definite
        if ((adjacent or loose) and end != verb) or (loose and end - begin > _LOOSE) or not _reaches(reading, end, verb):
            return None
        phrase = Phrase(begin, end)
        head = gender_of(reading, phrase)
        if head in ("m", "f") and number == "s" and head != gender:
            return None
        return phrase
    return None


def _reaches(reading: Reading, end: int, verb: int) -> bool:
    """Whether nothing but auxiliaries, adverbs, commas, or a clause in commas or after a relative stands up to the verb."""
    words = reading.words
    skip = AUXILIARY | TIME
    if all(words[token].flags & skip or words[token].surface in _COMMAS for token in range(end, verb)):
        return True
    if words[end].flags & RELATIVE or words[end].surface in _COMMAS or words[end].flags & PREPOSITION:
        return words[verb - 1].surface in _COMMAS or bool(words[verb - 1].flags & AUXILIARY)
    return False


def first_actor(reading: Reading, phrase: Phrase) -> int:
    """Return where the first actor of a phrase ends, where a second one follows it without و (اتهمت موسكو لندن)."""
    token = phrase.first
    while token < phrase.stop:
        mention = reading.mention_at.get(token)
        if token > phrase.first and _begins_another(reading, phrase.first, token, mention):
            return token
        token = mention.stop if mention is not None else token + 1
    return phrase.stop


def _begins_another(reading: Reading, first: int, token: int, mention: Mention | None) -> bool:
    """Whether a second actor begins at a token: a title or a state after a phrase that is complete."""
    word, before = reading.words[token], reading.words[token - 1]
    ended = next((m for m in _mentions(reading, max(0, token - 8), token) if m.stop == token), None)
    if before.flags & PREPOSITION or not (ended is not None or before.definite):
        return False  # in construct: باسم وزارة، مساعد الرئيس
    if mention is not None and mention.form in ("name", "metonym"):
        after_name = ended is not None and ended.kind == "person" and ended.form == "name"
        return mention.start == reading.starts[token] and (mention.kind != "person" or after_name)
    if word.title is not None:
        return not word.skip and not word.preposition and word.title["note"] != "rank"
    if mention is not None or ended is None or word.flags or word.kind != "word":
        return False
    return ended.form in ("name", "metonym") and (ended.kind == "person" or ended.first == first)
