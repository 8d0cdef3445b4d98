"""Where the parties of a clause stand: before its verb, after it, joined by a preposition, in a relative clause.

The subject stands before the verb or right after it, its object after that. Where two readings are open, there is no
party.
"""

from __future__ import annotations

from analysis.coding import bounds, clitics, nouns, parties, phrases
from analysis.coding.bounds import CLAUSE
from analysis.coding.parties import Party
from analysis.coding.reading import Reading
from analysis.coding.word_types import (
    AUXILIARY,
    COMMAS,
    COMPLEMENTIZERS,
    DEMONSTRATIVE,
    KANA,
    MARK,
    NEGATION,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    RADICAL_B,
    RELATIVE,
    TIME,
    VENUE,
    WORD,
)

_BESIDE = AUXILIARY | TIME | NEGATION | KANA
_ANTECEDENT = 8  # tokens of a noun phrase before a relative
_JOINT = 12  # tokens from an act to the preposition of its other side
_DESCRIPTION = 12  # tokens of a relative clause between a subject and its verb
_LINKS = frozenset(("علي", "ب", "في", "من", "ل", "الي", "عن", "مع"))  # prepositions that may carry a pronoun
_EACH = frozenset(("كل", "كلا"))  # كل من روسيا وفرنسا
_RELATIVES = {"الذي": "m", "التي": "f"}
_WHAT = frozenset(("ما", "بما"))


def subject_before(reading: Reading, verb: int, low: int, gender: str, number: str) -> Party | None:
    """Return the party that stands before its verb in the same clause, through a relative if one links them."""
    words = reading.words
    stop = verb
    while stop > low and (
        words[stop - 1].flags & _BESIDE and words[stop - 1].title is None or words[stop - 1].kind == MARK
    ):
        stop -= 1
    if stop == low:
        return None
    if words[stop - 1].flags & RELATIVE:
        if words[stop - 1].fold.startswith("مم"):
            return None  # مما takes up a whole clause
        if stop - 2 > low and words[stop - 2].flags & PRONOUN:
            return ending_at(reading, stop - 2, low)  # روسيا هي التي تدخلت
        antecedent = ending_at(reading, stop - 1, low)
        wanted = _RELATIVES.get(words[stop - 1].fold, "")
        if antecedent is not None and wanted and not _agrees(antecedent, wanted, "s"):
            antecedent = _last_joined(reading, antecedent, wanted)  # من اليمن التي: another is meant
        apart = stop - 2 > low and words[stop - 2].surface in COMMAS
        joined = words[stop - 1].fold.startswith("و")
        return None if apart and (joined or number != "s") else antecedent
    first = bounds.clause_first(reading, stop, low)
    if first == stop and words[stop - 1].surface in COMMAS:
        return _opening(reading, low, stop, gender, number)
    while first < stop and (words[first].kind == MARK or words[first].flags & (KANA | AUXILIARY)):
        first += 1
    if first >= stop or not bounds.begins(reading, first):
        return None
    end = bounds.phrase_stop(reading, first, stop)
    at = end
    while gender and at < stop and words[at].flags & PREPOSITION and at + 1 < stop and bounds.begins(reading, at + 1):
        at = bounds.phrase_stop(reading, at + 1, stop)  # الشرطة في مالي احتجزت
    party = parties.of_tokens(reading, first, end)
    if not all(words[at].flags & _BESIDE or words[at].surface in COMMAS for at in range(at, stop)):
        agrees = gender and party.gender in (gender, None) and number == "s"
        described = agrees and party.side is not None and _is_described(reading, end, stop)
        return party if described else None
    return party if _agrees(party, gender, number) else None


def _last_joined(reading: Reading, party: Party, gender: str) -> Party | None:
    """The last of several joined by و, if it has a gender (حزب العمال وحركة غولن التي)."""
    for token in range(party.stop - 1, party.first, -1):
        word, mention = reading.words[token], reading.mention_at.get(token)
        joined = word.skip > 0 if mention is None else mention.start > reading.starts[token]
        if word.fold.startswith("و") and joined and (mention is not None or word.title is not None):
            last = parties.of_tokens(reading, token, party.stop)
            return last if last.gender == gender else None
    return None


def _is_described(reading: Reading, at: int, verb: int) -> bool:
    """Whether only one relative clause lies between a subject and its verb (التحالف الذي تقوده واشنطن شن غارة)."""
    words = reading.words
    at += at < verb and words[at].surface in COMMAS
    if at + 1 >= verb or not words[at].flags & RELATIVE or words[verb].fold.startswith(("و", "ف")):
        return False
    inside = words[at + 1 : verb]
    return len(inside) <= _DESCRIPTION and not any(word.flags & (CLAUSE | RELATIVE) for word in inside)


def _opening(reading: Reading, low: int, verb: int, gender: str, number: str) -> Party | None:
    """The actor who opens a sentence and whose verb comes after an insertion (روسيا، بصفتها ...، ستقدم)."""
    words = reading.words
    if low >= verb or not bounds.begins(reading, low) or any(nouns.is_clause_verb(word) for word in words[low:verb]):
        return None
    if any(word.flags & COMPLEMENTIZERS for word in words[low:verb]):
        return None
    party = parties.of_tokens(reading, low, phrases.extend(reading, low, verb))
    return party if party.side is not None and _agrees(party, gender, number) else None


def _agrees(party: Party, gender: str, number: str) -> bool:
    return party.gender not in ("m", "f") or number != "s" or party.gender == gender


def ending_at(reading: Reading, stop: int, low: int) -> Party | None:
    """Return the noun phrase that ends before a token, such as the antecedent of a relative."""
    words = reading.words
    if stop > low and words[stop - 1].surface in COMMAS:
        stop -= 1
    first = stop
    while first > low and stop - first < _ANTECEDENT:
        word = words[first - 1]
        if word.kind != "word" or word.flags & (
            CLAUSE | PREPOSITION | RELATIVE | PRONOUN | KANA | NEGATION | AUXILIARY
        ):
            break
        if nouns.is_clause_verb(word):
            break
        first -= 1
        if word.preposition or clitics.attached(reading, first):
            break
    end = bounds.phrase_stop(reading, first, stop) if first < stop else stop
    # اتهم الأسد إسرائيل التي: the last of two
    while first < end < stop and (end in reading.mention_at or words[end].title is not None):
        first, end = end, bounds.phrase_stop(reading, end, stop)
    return parties.of_tokens(reading, first, stop) if first < stop else None


def _before_first(reading: Reading, at: int, stop: int) -> int:
    """Go past a pronoun (انقض عليهم المهاجم) or a number (قتل 62 فلسطينيا) after a verb."""
    words = reading.words
    if at < stop and clitics.has_pronoun(words[at], _LINKS):
        at += 1
    if at + 1 < stop and words[at].kind == NUMBER and words[at + 1].kind == WORD:
        at += 1
    return at


def after(reading: Reading, at: int, stop: int) -> list[Party]:
    """Return the noun phrases that follow one another without a preposition from token `at` on (at most two)."""
    words = reading.words
    found: list[Party] = []
    token = _before_first(reading, at, stop)
    while token < stop and len(found) < 2:
        while token < stop and (parties.is_time(words[token]) or words[token].surface == "#"):
            token += 1
        if token >= stop or not nouns.starts_phrase(reading, token) or clitics.attached(reading, token):
            break
        if token in reading.act_verbs:
            break  # قصف شنه الحوثيون
        if words[token].fold in _EACH and token + 2 < stop and words[token + 1].fold == "من":
            token += 2
        word = words[token]
        joined = word.title is not None and word.skip or word.fold.startswith("وال") and word.definite
        if word.fold.startswith("و") and (joined or found) and not _begins_with_waw(reading, token):
            break  # joined to something else
        if (
            word.fold.startswith("ل")
            and len(word.fold) > 4
            and word.title is None
            and token not in reading.mention_at
            and not word.definite
        ):
            break  # انتهاكات لحقوق
        if word.flags & ~(DEMONSTRATIVE | TIME | RADICAL_B) and word.title is None and token not in reading.mention_at:
            break
        if word.flags & DEMONSTRATIVE and token + 1 < stop:
            end = phrases.extend(reading, token + 1, stop)
        else:
            end = phrases.extend(reading, token, stop)
        end = bounds.first_of(reading, token, end)
        if end <= token:
            break
        found.append(parties.of_tokens(reading, token, end))
        token = end
    return found


def _begins_with_waw(reading: Reading, token: int) -> bool:
    """Whether the codebook knows a word with its و, which then joins nothing (وقف إطلاق النار)."""
    return any(hit.skip == 0 and not hit.conjunction for hit in reading.found.get(token, ()))


def joined_by(reading: Reading, at: int, stop: int, prepositions: frozenset[str]) -> Party | None:
    """Return the noun phrase that one of some prepositions joins to what stands before it (على مواقع، لتركيا)."""
    words = reading.words
    for token in range(at, min(stop, at + _JOINT)):
        word = words[token]
        if word.flags & PREPOSITION and word.fold in prepositions and token + 1 < stop:
            begin = token + 1
            if words[begin].kind == MARK:
                begin += 1
            if begin < stop and not words[begin].flags & VENUE and nouns.starts_phrase(reading, begin):
                end = bounds.phrase_stop(reading, begin, stop)
                return parties.of_tokens(reading, begin, end) if end > begin else None
            return None
        letter = clitics.attached(reading, token)
        if letter and letter in prepositions:
            end = bounds.phrase_stop(reading, token, stop)
            return parties.of_tokens(reading, token, max(end, token + 1))
        if word.flags & RELATIVE:
            return None
    return None


def holder(reading: Reading, at: int, stop: int) -> Party | None:
    """Return the noun phrase that a ل at a token joins to what stands before it (تابع للجيش السوري), or None."""
    if at >= stop or clitics.attached(reading, at) != "ل":
        return None
    return parties.of_tokens(reading, at, bounds.phrase_stop(reading, at, stop))


def of_relative(reading: Reading, at: int, stop: int, verbs: frozenset[str]) -> Party | None:
    """Return the actor who does what a relative clause tells (الذي شنته تركيا، التي تقدمت بها روسيا), or None.

    Parameters
    ----------
    verbs
        Codes of acts.csv of the verbs that say so: light verbs do acts, deeds bring about all that is not violence.
    """
    words = reading.words
    token = at
    while token < min(stop, at + 3) and (
        words[token].definite and not words[token].flags or words[token].kind == MARK or words[token].fold == "غير"
    ):
        token += 1  # الهجوم الصاروخي الذي، "سيل السخافات" الذي، القرار غير القانوني الذي
    if token + 2 >= stop or not (words[token].flags & RELATIVE or words[token].fold in _WHAT):
        return None
    if reading.deeds.get(token + 1) not in verbs:
        return None  # الذي وصفته مصر، الذي شهدته دوما
    subject = token + 2
    if (
        words[subject].flags & PREPOSITION
        and len(words[subject].fold) > 1
        and words[subject].fold.endswith(("ه", "ها"))
    ):
        if words[subject].fold.startswith("ل"):
            return None  # الذي تتعرض له سوريا: she suffers it
        subject += 1
    verb = words[token + 1]
    if subject >= stop or not (verb.fold.endswith(("ه", "ها", "ت")) or subject > token + 2):
        return None
    found = after(reading, subject, stop)
    return found[0] if found and found[0].side is not None and parties.is_known(reading, found[0]) else None
