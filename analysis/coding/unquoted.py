"""Charges of a verb or noun of accusing and condemning without a quotation (اتهامات من معارضيه، ندين العنف)."""

from __future__ import annotations

from analysis.coding import bounds, clitics, culprits, nouns, parties, phrases, syntax, targets
from analysis.coding.charges import NO_CONTENT, NO_PEOPLE, Case, Charge, speaker_of
from analysis.coding.clauses import Event
from analysis.coding.parties import Party
from analysis.coding.reading import Reading
from analysis.coding.word_types import COMPLEMENTIZER_B, PREPOSITION, RELATIVE

_NAME_WORDS = 4  # words of a name that nothing else is known of
_CHARGE_REACH = 14  # tokens from the accused to the charge


def charge(case: Case, event: Event) -> Charge | None:
    """The charge of a verb or noun that introduces no quotation (ندين العنف، اتهامات من معارضيه بأنه ...)."""
    reading, draft = case.reading, event.draft
    accuser = event.agent or _from(reading, event) or _antecedent(reading, event)
    told_by_verb = event.begin == event.token and event.agency != "nominalised"
    related = event.token > 0 and bool(reading.words[event.token - 1].flags & RELATIVE)
    if accuser is None and told_by_verb and not related:
        accuser = speaker_of(draft)  # ندين العنف
    if accuser is None or event.negated or not _can_accuse(case, accuser):
        return None
    high = event.sentence.stop if draft is None else draft.stop
    at = accuser.stop if accuser.first > event.token else event.token + 1
    if event.act.code == "accusation":
        if event.act.heads and not told_by_verb:
            return None  # تحميلها المسؤولية: the pronoun may be either side
        return _accusation(case, event, accuser, at, high)
    return _condemnation(case, event, accuser, at, high) if told_by_verb else _criticism(case, event, accuser)


def _condemnation(case: Case, event: Event, accuser: Party, at: int, high: int) -> Charge | None:
    """A condemnation in a verb: what follows the condemner is condemned (ندين العنف)."""
    reading = case.reading
    at = targets.past_name(case, targets.skip(case, at, high), high)
    if at < high and clitics.takes_b(reading, at) and "ب" not in event.act.prepositions:
        return None  # تدين بالفضل
    if at < high and at in reading.act_verbs:
        at += 1  # أدانت إيران واستنكرت
    elif at < high and targets.is_joined(reading, at):
        return None  # فرنسا تدين والاتحاد الأوروبي يكرر
    if accuser.first > event.token and at < high and targets.begins_reason(reading, at):
        return None  # انتقد النظام القطري لغياب الدوحة: who is meant is the object
    if case.has(accuser, "judge") or not any(word.kind == "word" for word in reading.words[at:high]):
        return None
    if at >= high or reading.words[at].flags & PREPOSITION or reading.words[at].fold in NO_CONTENT:
        return None  # يدين الرئيس بوتين في هذه القضية: the noun is rather the object
    stop = bounds.clause_stop(reading, at, high)
    begin = targets.label_first(reading, at, stop)
    if begin > at:
        accuser, at = parties.of_tokens(reading, at, begin), begin
    made = culprits.told(case, event, "condemnation", at, stop, accuser, None)
    wished = event.token > event.sentence.first and reading.words[event.token - 1].fold == "ان"
    return made._replace(stance="hypothetical") if wished and made.stance == "asserted" else made


def _criticism(case: Case, event: Event, accuser: Party) -> Charge | None:
    """A noun of condemning that names both sides (انتقادات الرئيس التركي لإسرائيل)."""
    reading, target = case.reading, event.patient
    if target is None or accuser.first < 0 or not event.token < accuser.first < target.first:
        return None
    between = reading.words[accuser.stop : target.first]
    if len(between) > 1 or any(clitics.has_pronoun(word, event.act.prepositions) for word in between):
        return None  # انتقاد ترامب لها لتوفيرها ملاذا لطالبان
    if accuser.side is None or not parties.is_known(reading, accuser) or case.has(accuser, "judge"):
        return None
    made = culprits.told(case, event, "condemnation", target.first, max(target.stop, event.stop), accuser, None)
    return made._replace(act=(reading.starts[event.token], made.act[1]))


def _accusation(case: Case, event: Event, accuser: Party, at: int, high: int) -> Charge | None:
    """An accusation whose charge follows the accused with بـ or بأن."""
    reading, words, accused = case.reading, case.reading.words, event.patient
    if accused is None or not parties.is_known(reading, accused) and not targets.is_whole(reading, accused, high):
        return None
    begin = max(at, accused.stop if accused.first > event.token else at)
    places = range(begin, min(high, begin + _CHARGE_REACH))
    if event.act.heads:  # حمّل X مسؤولية، ألقى باللوم على X في
        heads = event.act.heads
        first = next((k for k in places if words[k].fold in heads or words[k].bare in heads), -1)
        if first < 0:
            return _with_heads(case, event, accuser, accused, begin, high)
    else:
        first = next((k for k in places if clitics.takes_b(reading, k) or words[k].flags & COMPLEMENTIZER_B), high)
    first = targets.skip(case, first, high)
    if first >= high:
        return None
    return culprits.told(case, event, "accusation", first, bounds.clause_stop(reading, first, high), accuser, accused)


def _with_heads(case: Case, event: Event, accuser: Party, accused: Party, begin: int, high: int) -> Charge:
    """An accusation in several words (ألقى باللوم على إيران): what follows the accused is the charge, if it is one."""
    reading, words = case.reading, case.reading.words
    begin, stop = targets.skip(case, begin, high), bounds.clause_stop(reading, accused.stop, high)
    if begin < high and (words[begin].flags & PREPOSITION or clitics.takes_b(reading, begin)):
        first = begin
    else:
        near = range(begin, min(stop, begin + _NAME_WORDS))
        first = next((k for k in near if clitics.takes_b(reading, k)), -1)
    if first < 0:
        return culprits.told(
            case, event, "accusation", event.token, max(accused.stop, event.token + 1), accuser, accused
        )
    return culprits.told(case, event, "accusation", first, max(stop, first + 1), accuser, accused)


def _can_accuse(case: Case, party: Party) -> bool:
    """Whether a party can accuse: an actor, a person, a body; a mere everybody does not, nor does a deed."""
    if party.first >= 0 and any(case.signals.first(type, party.first, party.first + 1) for type in NO_PEOPLE):
        return False
    if party.side is not None or party.first < 0:
        return True
    title = case.reading.words[party.first].title
    return title is None or title["kind"] in ("person", "institution", "state")


def _from(reading: Reading, event: Event) -> Party | None:
    """The accuser after من (اتهامات من معارضيه)."""
    if event.agency not in ("nominalised", "passive"):
        return None
    places = range(event.token + 1, min(event.stop, event.token + 2 + (event.agency == "nominalised")))
    at = next((place for place in places if reading.words[place].fold == "من"), None)
    return next(iter(syntax.after(reading, at + 1, event.stop)), None) if at is not None else None


def _antecedent(reading: Reading, event: Event) -> Party | None:
    """Whom the pronoun of a noun means (واتهامها لـ): the nearest person, body or state before it that agrees."""
    word = reading.words[event.token]
    if event.agency != "nominalised" or not word.fold.endswith(("ها", "ه")) or word.surface.endswith("ة"):
        return None
    gender = "f" if word.fold.endswith("ها") else "m"
    for token in range(event.token - 1, event.sentence.first - 1, -1):
        mention, title = reading.mention_at.get(token), reading.words[token].title
        known = mention is not None and mention.form != "demonym"
        known = known or title is not None and title["kind"] in ("person", "institution")
        if known and nouns.starts_phrase(reading, token):
            party = parties.of_tokens(reading, token, phrases.extend(reading, token, event.token))
            if party.gender == gender:
                return party
    return None
