"""The subject of a reporting verb: after it, before it in its clause, or hidden in it; and where a target begins."""

from __future__ import annotations

from analysis.coding import actors, nouns, phrases
from analysis.coding.forms import Form
from analysis.coding.nouns import Phrase
from analysis.coding.reading import Mention, Reading
from analysis.coding.word_types import (
    AUXILIARY,
    BLESSING,
    COMMAS,
    COMPLEMENTIZERS,
    CONTRAST,
    DEMONSTRATIVE,
    FIRST_PERSON,
    GOVERNOR,
    JOINER,
    KANA,
    NUMBER,
    OBJECT,
    PREPOSITION,
    RELATIVE,
    SELF,
    SIGN,
    TIME,
    WORD,
    Word,
)

_BACK = 40  # tokens before a verb in which its subject may begin
_ANTECEDENT = 8  # tokens of what a relative clause describes
_LOOSE = 4  # words of a subject that no title or actor heads
_NO_SUBJECT = GOVERNOR | JOINER | FIRST_PERSON | SELF | OBJECT | BLESSING
_MARKED_NAME = 4  # words of a name in marks that is a subject by itself
_STOPS = frozenset(".:؛;") | {"..", "..."}
_BEGINS = COMPLEMENTIZERS | CONTRAST | JOINER


def after(reading: Reading, at: int, stop: int) -> Phrase | None:
    """Return the subject that follows a verb whose next token is `at`; None where the verb carries it (pro-drop)."""
    words, token = reading.words, at
    while token < stop and (
        (words[token].flags & TIME and words[token].title is None) or words[token].surface in "،,#"
    ):
        token += 1
    if token == at and token + 1 < stop and _is_named(reading, token + 1) and _is_between(words[token]):
        token = at = token + 1
    if token < stop and token == at and _is_name_in_marks(reading, token, stop):
        return Phrase(token, reading.closing[token] + 1)
    if token < stop and words[token].kind == NUMBER and token + 2 < stop and words[token + 1].surface in "%٪":
        end = token + 2 + (words[token + 2].fold == "من")
        return Phrase(token, phrases.extend(reading, end, stop) if end > token + 2 else end)
    if token >= stop or not nouns.starts_phrase(reading, token):
        return None
    word = words[token]
    if word.flags & DEMONSTRATIVE and (token + 1 >= stop or not words[token + 1].definite):
        return None  # تعلن ذلك: an object
    if token not in reading.mention_at and word.title is None:
        nominal = any(form.form.kind in ("masdar", "participle") for form in word.verbs)
        if word.flags & _NO_SUBJECT or nominal or (token > at and words[token - 1].surface in COMMAS):
            return None
    end = phrases.extend(reading, token, stop)
    return Phrase(token, end) if end > token else None


def _is_between(word: Word) -> bool:
    """Whether a word may stand between a verb and its subject: وقال أولاً الدكتور، أخبره خلاله الأمير."""
    resumed = bool(word.flags & PREPOSITION) and word.fold.endswith(("ه", "ها", "هم"))
    return resumed or word.surface.endswith(("ًا", "اً"))


def _is_named(reading: Reading, token: int) -> bool:
    return reading.words[token].title is not None or token in reading.mention_at


def _is_name_in_marks(reading: Reading, opening: int, stop: int) -> bool:
    """Whether a marked name right after the verb is its subject, because أن or عن follows: تشير "بي إن" إلى أن."""
    closed = reading.closing.get(opening)
    if closed is None or closed - opening - 1 > _MARKED_NAME or closed + 1 >= stop:
        return False
    following = reading.words[closed + 1]
    then = reading.words[closed + 2].flags if closed + 2 < stop else 0
    return (
        bool(following.flags & COMPLEMENTIZERS)
        or following.fold == "عن"
        or bool(following.flags & PREPOSITION and then & COMPLEMENTIZERS)
    )


def before(reading: Reading, verb: int, first: int, form: Form, adjacent: bool = False) -> Phrase | None:
    """Return the subject that stands before its verb in the same clause (وزارة الخارجية أكدت؛ كانت واشنطن قد حثت).

    Parameters
    ----------
    first
        Where the clause may begin at the earliest.
    adjacent
        Whether the subject must end right before the verb.
    """
    words = reading.words
    for begin in range(verb - 1, max(first, verb - _BACK) - 1, -1):
        kana = begin > first and bool(words[begin - 1].flags & KANA)
        if begin > first:
            previous = words[begin - 1]
            if nouns.is_clause_verb(previous) and begin - 1 > first and not previous.flags:
                return None  # the subject of a verb between
            # سياسي / رئيس البرلمان, but not مارس/آذار
            slash = previous.surface in ("/", "|") and not (reading.glued(begin - 1) or reading.glued(begin - 2))
            if not (
                kana or slash or previous.flags & _BEGINS or (previous.kind == SIGN and previous.surface in _STOPS)
            ):
                continue
        if nouns.starts_phrase(reading, begin):
            return _subject_from(reading, begin, verb, first, form, kana, adjacent)
    return None


def _subject_from(
    reading: Reading, begin: int, verb: int, first: int, form: Form, kana: bool, adjacent: bool
) -> Phrase | None:
    words = reading.words
    word = words[begin]
    known = begin in reading.mention_at or word.title is not None
    end = phrases.extend(reading, begin, verb)
    loose = not known and not kana and not (word.definite and begin == first)
    reached = all(between.flags & (AUXILIARY | TIME) for between in words[end:verb])
    if ((adjacent or loose) and not reached) or (loose and end - begin > _LOOSE) or not _reaches(reading, end, verb):
        return None
    gender = nouns.gender_of(reading, Phrase(begin, end))
    if gender in ("m", "f") and form.number == "s" and gender != form.gender:
        return None
    return Phrase(begin, end)


def antecedent(reading: Reading, relative: int, first: int, form: Form) -> Phrase | None:
    """Return the title or actor that a relative clause describes (الوزير الذي قال), if one stands right before it."""
    stop = relative - (reading.words[relative - 1].surface in COMMAS)
    for begin in range(stop - 1, max(first, stop - _ANTECEDENT) - 1, -1):
        known = begin in reading.mention_at or reading.words[begin].title is not None
        if known and nouns.starts_phrase(reading, begin) and phrases.extend(reading, begin, stop) == stop:
            phrase = Phrase(begin, stop)
            gender = nouns.gender_of(reading, phrase)
            return phrase if gender not in ("m", "f") or form.number != "s" or gender == form.gender else None
    return None


def _reaches(reading: Reading, end: int, verb: int) -> bool:
    """Whether only auxiliaries, adverbs and commas, or a clause in commas or after a relative, stand up to the verb."""
    words = reading.words
    between = words[end:verb]
    if all(word.flags & (AUXILIARY | TIME) or word.surface in COMMAS for word in between):
        return True
    if words[end].flags & (RELATIVE | PREPOSITION) or words[end].surface in COMMAS:
        return words[verb - 1].surface in COMMAS or bool(words[verb - 1].flags & AUXILIARY)
    return False


def end_of_office(reading: Reading, phrase: Phrase) -> int:
    """Return where a title with its adjective ends (الرئيس التركي), if nothing tells a name after it from content."""
    for mention in reversed(actors.within(reading, phrase.first, phrase.stop)):
        if mention.form == "demonym" and reading.words[phrase.first].title is not None:
            return mention.stop
    return phrase.stop


def end_of_first(reading: Reading, phrase: Phrase) -> int:
    """Return where the first actor of a phrase ends, where a second one follows it without و (اتهمت موسكو لندن)."""
    token = phrase.first
    while token < phrase.stop:
        mention = reading.mention_at.get(token)
        if token > phrase.first and _begins_another(reading, phrase.first, token, mention):
            return token
        token = mention.stop if mention is not None else token + 1
    return phrase.stop


def _ends_name(reading: Reading, first: int, token: int) -> bool:
    """Whether two plain words of a phrase before a token are the unlisted name of a person."""
    return (
        token - 2 >= first
        and all(
            word.kind == WORD and not word.flags and not word.definite and word.title is None and word.name_noun is None
            for word in reading.words[token - 2 : token]
        )
        and not actors.within(reading, token - 2, token)
    )


def _begins_another(reading: Reading, first: int, token: int, mention: Mention | None) -> bool:
    """Whether a second actor, or the content, begins at a token after a phrase that is complete."""
    word, previous = reading.words[token], reading.words[token - 1]
    ended = actors.ending(reading, max(0, token - 8), token)
    if (
        mention is not None
        and (mention.kind, mention.form) == ("country", "name")
        and _ends_name(reading, first, token)
    ):
        return mention.start == reading.starts[token]  # كمال أيدين أرمينيا: after a name of two words
    if previous.title is not None and previous.title["note"] == "rank":
        return False  # معالي رئيس الديوان
    if previous.flags & PREPOSITION or not (ended is not None or previous.definite):
        return False  # in construct: باسم وزارة، مساعد الرئيس
    if previous.fold.removeprefix("و").startswith("لل"):
        return False  # للشؤون الخارجية
    if mention is not None and mention.form in ("name", "metonym"):
        if mention.kind == "country" and previous.definite and word.fold.startswith("ال") and word.fold.endswith("يه"):
            return False  # الشرطة السعودية: the name is an adjective here
        after_name = ended is not None and ended.kind == "person" and ended.form == "name"
        return mention.start == reading.starts[token] and (mention.kind != "person" or after_name)
    if word.title is not None:
        return not word.skip and not word.preposition and word.title["note"] != "rank"
    if mention is not None or ended is None or word.flags or word.kind != WORD:
        return False
    return ended.form in ("name", "metonym") and (ended.kind == "person" or ended.first == first)
