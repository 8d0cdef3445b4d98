"""Where the parties of a clause stand: before its verb, after it, joined by a preposition, in a relative clause.

There is no parser: a clause is what lies between commas, complementizers and conjunctions; its subject stands before
the verb or right after it, its object after that. Where two readings are open, there is no party.
"""

from __future__ import annotations

from analysis.coding import actors, nouns, parties, phrases, subjects
from analysis.coding.parties import Party
from analysis.coding.reading import Mention, Reading
from analysis.coding.word_types import (
    AUXILIARY,
    COMMAS,
    COMPLEMENTIZER,
    COMPLEMENTIZER_B,
    CONJUNCTION,
    CONTRAST,
    DEMONSTRATIVE,
    KANA,
    MARK,
    NEGATION,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    RADICAL_B,
    RELATIVE,
    SIGN,
    TIME,
    VENUE,
    WORD,
)

_ENDS = frozenset("،,.؛;:!؟?()…") | {"..", "...", "-", "–", "—"}
_CLAUSE = COMPLEMENTIZER | COMPLEMENTIZER_B | CONTRAST | CONJUNCTION
_BESIDE = AUXILIARY | TIME | NEGATION | KANA
_FARTHEST = 200  # tokens back to where a clause begins: more than any clause has
_LONGEST = 30  # tokens of a clause after its verb
_ANTECEDENT = 8  # tokens of a noun phrase before a relative
_JOINT = 12  # tokens from an act to the preposition of its other side
_DESCRIPTION = 12  # tokens of a relative clause between a subject and its verb
_ROOT = 3  # letters of a word that ends in one that only looks like a pronoun (شبه)
_LINKS = frozenset(("علي", "ب", "في", "من", "ل", "الي", "عن", "مع"))  # prepositions that may carry a pronoun
_EACH = frozenset(("كل", "كلا"))  # كل من روسيا وفرنسا
_RELATIVES = {"الذي": "m", "التي": "f"}
_WHAT = frozenset(("ما", "بما"))


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
            or word.flags & _CLAUSE
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
    first = clause_first(reading, stop, low)
    if first == stop and words[stop - 1].surface in COMMAS:
        return _opening(reading, low, stop, gender, number)
    while first < stop and (words[first].kind == MARK or words[first].flags & (KANA | AUXILIARY)):
        first += 1
    if first >= stop or not begins(reading, first):
        return None
    end = phrase_stop(reading, first, stop)
    at = end
    while gender and at < stop and words[at].flags & PREPOSITION and at + 1 < stop and begins(reading, at + 1):
        at = phrase_stop(reading, at + 1, stop)  # الشرطة في مالي احتجزت
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
    return len(inside) <= _DESCRIPTION and not any(word.flags & (_CLAUSE | RELATIVE) for word in inside)


def _opening(reading: Reading, low: int, verb: int, gender: str, number: str) -> Party | None:
    """The actor who opens a sentence and whose verb comes after an insertion (روسيا، بصفتها ...، ستقدم)."""
    words = reading.words
    if low >= verb or not begins(reading, low) or any(nouns.is_clause_verb(word) for word in words[low:verb]):
        return None
    if any(word.flags & (COMPLEMENTIZER | COMPLEMENTIZER_B) for word in words[low:verb]):
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
            _CLAUSE | PREPOSITION | RELATIVE | PRONOUN | KANA | NEGATION | AUXILIARY
        ):
            break
        if nouns.is_clause_verb(word):
            break
        first -= 1
        if word.preposition or parties.attached(reading, first):
            break
    end = phrase_stop(reading, first, stop) if first < stop else stop
    # اتهم الأسد إسرائيل التي: the last of two
    while first < end < stop and (end in reading.mention_at or words[end].title is not None):
        first, end = end, phrase_stop(reading, end, stop)
    return parties.of_tokens(reading, first, stop) if first < stop else None


def _before_first(reading: Reading, at: int, stop: int) -> int:
    """Go past a pronoun (انقض عليهم المهاجم) or a number (قتل 62 فلسطينيا) after a verb."""
    words = reading.words
    if at < stop and parties.has_pronoun(words[at], _LINKS):
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
        if token >= stop or not nouns.starts_phrase(reading, token) or parties.attached(reading, token):
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
        end = _first_of(reading, token, end)
        if end <= token:
            break
        found.append(parties.of_tokens(reading, token, end))
        token = end
    return found


def _begins_with_waw(reading: Reading, token: int) -> bool:
    """Whether the codebook knows a word with its و, which then joins nothing (وقف إطلاق النار)."""
    return any(hit.skip == 0 and not hit.conjunction for hit in reading.found.get(token, ()))


def phrase_stop(reading: Reading, first: int, stop: int) -> int:
    """Return the end of the one noun phrase that begins at token `first`."""
    return _first_of(reading, first, phrases.extend(reading, first, stop))


def _first_of(reading: Reading, first: int, stop: int) -> int:
    """End of the first of several phrases that stand side by side (الجيش السوري مواقع المعارضة)."""
    stop = subjects.end_of_first(reading, nouns.Phrase(first, stop))
    words = reading.words
    for token in range(first + 1, stop):
        word, before = words[token], words[token - 1]
        if token in reading.act_verbs:
            return token  # مسلح استهدف حافلة
        if word.fold.startswith(("لل", "ولل", "بال")) and parties.attached(reading, token):
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
        if known and parties.attached(reading, token) in ("ب", "ل"):
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
    if parties.attached(reading, mention.first) == "ل":
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
                end = phrase_stop(reading, begin, stop)
                return parties.of_tokens(reading, begin, end) if end > begin else None
            return None
        letter = parties.attached(reading, token)
        if letter and letter in prepositions:
            end = phrase_stop(reading, token, stop)
            return parties.of_tokens(reading, token, max(end, token + 1))
        if word.flags & RELATIVE:
            return None
    return None


def holder(reading: Reading, at: int, stop: int) -> Party | None:
    """Return the noun phrase that a ل at a token joins to what stands before it (تابع للجيش السوري), or None."""
    if at >= stop or parties.attached(reading, at) != "ل":
        return None
    return parties.of_tokens(reading, at, phrase_stop(reading, at, stop))


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
