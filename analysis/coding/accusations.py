"""Charges that somebody makes: accusations (اتهم ... بـ، اتهامات من) and condemnations (ندد بـ، انتقد، ندين)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, takewhile

from analysis.coding import actors, complements, nouns, parties, syntax
from analysis.coding.acts import DEED, LIGHT
from analysis.coding.charges import HARMS, Case, Charge, role_of, speaker_of, victim_of
from analysis.coding.clauses import Event
from analysis.coding.drafts import Draft
from analysis.coding.match import (
    COMPLEMENTIZER,
    COMPLEMENTIZER_B,
    DEMONSTRATIVE,
    MARK,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SIGN,
    Word,
)
from analysis.coding.nouns import COMMAS
from analysis.coding.parties import Party
from analysis.coding.reading import Reading

_ACTS = {"accuse": "accusation", "condemn": "condemnation"}  # what a quotation does -> the rule of its charge
_DEEDS = frozenset((LIGHT, DEED))
_PLACES = frozenset(("capital", "city", "region"))
_NAME_WORDS = 4  # words of a name that nothing else is known of
_CHARGE_REACH = 14  # tokens from the accused to the charge
_NO_OBJECT = PREPOSITION | COMPLEMENTIZER | COMPLEMENTIZER_B | RELATIVE | PRONOUN
_NO_CONTENT = frozenset(("وهو", "وهي", "وهم", "نفسه", "نفسها", "انفسهم"))
_NO_PEOPLE = ("happening", "conduct")
_BECAUSE = frozenset(("علي", "بسبب"))
_EMPTY = frozenset(("ما", "من"))
_BETWEEN = COMMAS | {"#"}


def find(case: Case) -> Iterator[Charge]:
    """Yield what verbs and nouns of accusing and condemning say; their content is marked as told."""
    for token, introduced in case.voices.cues.items():
        for draft in introduced:
            if draft.act in _ACTS and draft.polarity == "positive":
                charge = _of_draft(case, draft, token)
                if charge is not None:
                    yield charge
    for event in case.events:
        quoted = any(draft.act in _ACTS for draft in case.voices.cues.get(event.token, ()))
        if event.act.harm == "charge" and not quoted:
            charge = _of_event(case, event)
            if charge is not None:
                yield charge


# ---------------------------------------------------------------- with a quotation


def _of_draft(case: Case, draft: Draft, token: int) -> Charge | None:
    """The charge of a quotation that accuses or condemns."""
    reading, speaker, first = case.reading, draft.answer.speaker, draft.first
    accuser = speaker_of(draft)
    if speaker is not None and nouns.is_clause_verb(reading.words[speaker.phrase.first]):
        accuser = None
    if draft.act == "accuse":
        target = _target(case, draft, token)
    else:
        if draft.rule.startswith("noun") or _disagrees(reading, draft, token):
            return None
        if draft.first in case.voices.cues or reading.words[draft.first].fold in _NO_CONTENT:
            return None  # أدانت مصر البيان، مستنكرة: the content was not found
        if reading.words[draft.first].kind == SIGN or _owes(case, draft, token):
            return None
        first += draft.first in reading.act_verbs  # أدانت إيران واستنكرت
        accuser, target = _condemned(case, draft, token, accuser)
        if case.signals.first("manner", first, first + 1) is not None:
            first = min(_skip(case, first, draft.stop), draft.stop - 1)  # تدين بشدة" بيان الوزارة
        accuser, first = _cut(case, draft, accuser, first)
        first = _after_apposition(reading, draft, first)
        begin = _label_first(reading, draft.first, draft.stop)
        if begin > draft.first:
            accuser, first = parties.of_tokens(reading, draft.first, begin), begin
    if speaker is not None and case.signals.first("judge", speaker.phrase.first, speaker.phrase.first + 2):
        return None
    case.told.append((draft.first, draft.stop))
    if draft.act == "accuse" and (target is None or not _can_be_accused(case, target, draft.rule.endswith("-ila"))):
        return None
    act = (draft.start if first == draft.first else reading.starts[first], draft.end)
    span = (reading.starts[token], draft.end)
    charge = _charge(case, _ACTS[draft.act or ""], first, draft.stop, accuser, target, draft)
    return charge._replace(sentence=draft.sentence, span=span, act=act, told_in=draft.parent)


def _can_be_accused(case: Case, target: Party, causal: bool) -> bool:
    """Whether a target is somebody: no definite thing (عزا السبب إلى), unless it is an actor, a person, a force.

    `causal` says that the charge is only a cause (with إلى), where nothing but an actor will do.
    """
    word = case.reading.words[target.first]
    thing = word.definite or bool(word.flags & DEMONSTRATIVE) or causal
    return not thing or parties.is_known(case.reading, target) or case.has(target, "agent")


def _condemned(case: Case, draft: Draft, token: int, accuser: Party | None) -> tuple[Party | None, Party | None]:
    """Accuser and target of a condemnation; mostly its content says whom it hits, and the target is None."""
    reading, speaker = case.reading, draft.answer.speaker
    reason = _is_reason(reading, draft)
    target = _target(case, draft, token) if reason else _named(case, draft)
    after = speaker is not None and speaker.phrase.first == token + 1
    before = syntax.subject_before(reading, token, draft.sentence.first, "", "p")
    if speaker is not None and after and before is not None and parties.is_known(reading, before):
        return before, parties.of_tokens(reading, *speaker.phrase)  # ماتيس يهاجم بوتين
    if speaker is not None and after and reason and target is None:
        event = case.event_at.get(token)
        return event.agent if event is not None else None, parties.of_tokens(reading, *speaker.phrase)
    if speaker is not None and after and reading.words[draft.first].flags & PREPOSITION and draft.rule.endswith("-q"):
        return None, target  # the noun between verb and adjunct is rather its object
    behind = speaker is not None and speaker.phrase.first > token and not reason
    if speaker is not None and behind and not parties.is_known(reading, parties.of_tokens(reading, *speaker.phrase)):
        return None, target  # a noun after the verb that is no actor is rather its object
    return accuser, target


def _cut(case: Case, draft: Draft, accuser: Party | None, first: int) -> tuple[Party | None, int]:
    """End the condemner before the deed or conduct that he condemns (أدان مسؤولون فلسطينيون قرار واشنطن)."""
    speaker = draft.answer.speaker
    if accuser is None or speaker is None or speaker.phrase.stop != first:
        return accuser, first
    words = case.reading.words
    for token in range(speaker.phrase.first + 2, first):
        deed = token in case.event_at or case.signals.first("conduct", token, token + 1) is not None
        if deed and not words[token].definite and token not in case.reading.mention_at:
            return parties.of_tokens(case.reading, speaker.phrase.first, token), token
    return accuser, first


def _after_apposition(reading: Reading, draft: Draft, first: int) -> int:
    """Go past what the condemner is, where it stands after his name (أدان كالان، المتحدث باسم أردوغان، "الهجوم")."""
    speaker, word = draft.answer.speaker, reading.words[first]
    if speaker is None or speaker.phrase.stop != first or word.title is None or word.title["kind"] != "person":
        return first
    stop = nouns.extend(reading, first, draft.stop)
    stop += stop < draft.stop and reading.words[stop].surface in COMMAS
    follows = stop < draft.stop and (reading.words[stop].kind == MARK or reading.words[stop].definite)
    return stop if follows else first


def _named(case: Case, draft: Draft) -> Party | None:
    """Somebody unknown whom content names before the reason (ينتقد آل الشيخ بسبب أغنية)."""
    reading, first = case.reading, draft.first
    word = reading.words[first]
    known = word.title is not None or first in reading.mention_at or word.definite and len(word.fold) > 2
    if word.kind != "word" or word.flags or known:
        return None
    if first in case.event_at or any(case.signals.first(type, first, first + 1) for type in _NO_PEOPLE):
        return None
    stop = nouns.extend(reading, first, min(draft.stop, first + 5))
    because = stop < draft.stop and reading.words[stop].fold in ("بسبب", "لعدم")
    return parties.of_tokens(reading, first, stop) if because else None


def _is_reason(reading: Reading, draft: Draft) -> bool:
    """Whether content is only a reason for condemning somebody named before it (يدين إيران لتقاعسها عن)."""
    words = reading.words
    first = draft.first + (words[draft.first].kind == MARK)
    name = reading.mention_at.get(first)
    first = name.stop if name is not None and name.kind == "person" else first
    first += first < draft.stop and words[first].surface in COMMAS
    if first + 1 < draft.stop and words[first].fold in _BECAUSE:
        return _has_suffix(words[first + 1])  # انتقد رئيسة الوزراء على خطتها
    return first < draft.stop and words[first].fold.startswith("ل") and _has_suffix(words[first])


def _has_suffix(word: Word) -> bool:
    """Whether a noun carries a pronoun of the third person."""
    return word.fold.endswith(("ه", "ها", "هم")) and not word.surface.endswith("ة")


def _owes(case: Case, draft: Draft, token: int) -> bool:
    """Whether a verb of condemning has a preposition that it does not take, so means something else (تدين بالفضل)."""
    event = case.event_at.get(token)
    if case.signals.first("manner", draft.first, draft.first + 1) is not None:
        return False
    return event is not None and complements.takes_b(case.reading, draft.first) and "ب" not in event.act.prepositions


def _disagrees(reading: Reading, draft: Draft, token: int) -> bool:
    """Whether the noun after a verb disagrees with it in gender and so is its object (وانتقدت الاتحاد الأوروبي)."""
    speaker = draft.answer.speaker
    if speaker is None or speaker.phrase.first <= token:
        return False
    forms = [form.form for form in reading.words[token].verbs]
    genders = {form.gender for form in forms if form.kind in nouns.FINITE and form.number == "s"}
    head = nouns.gender_of(reading, speaker.phrase)
    return head in ("m", "f") and bool(genders) and head not in genders


def _target(case: Case, draft: Draft, token: int) -> Party | None:
    """Whom a verb of accusing has as its object: the last noun phrase between its subject and the charge."""
    speaker = draft.answer.speaker
    at = token + 1
    if speaker is not None and draft.answer.sieve == "explicit" and token < speaker.phrase.first < draft.first:
        at = speaker.phrase.stop
    return _object(case, at, draft.first)


def _object(case: Case, at: int, stop: int) -> Party | None:
    reading, words = case.reading, case.reading.words
    inserted = at < stop and words[at].surface in COMMAS
    at = _skip(case, at, stop)
    last = _skip(case, next((k for k in range(stop - 1, at, -1) if words[k].surface in COMMAS), stop), stop)
    if last < stop and (inserted or _is_joined(reading, at)):
        at = last  # اتهم المالكي، المتحدث باسم التحالف، الحوثيين؛ اتهمت السفارة وسفيرها، الحكومة البريطانية
    elif at < stop and _is_joined(reading, at):
        return None
    if (
        at >= stop
        or at in reading.act_verbs
        or words[at].kind != "word"
        or parties.attached(reading, at) not in ("", "ل")
    ):
        return None
    if words[at].flags & _NO_OBJECT or words[at].fold in _EMPTY or words[at].fold.startswith("ايا"):
        return None
    for token in range(at + 1, stop):  # زعيم حزب الشعب أكبر أحزاب المعارضة الرئيس رجب طيب إردوغان: the last one
        if _begins_last(reading, at, token):
            at = token
    party = parties.of_tokens(reading, at, max(nouns.extend(reading, at, stop), at + 1))
    return party if parties.is_known(reading, party) or _is_whole(reading, party, stop) else None


def _is_whole(reading: Reading, party: Party, stop: int) -> bool:
    """Whether what follows a phrase can follow a whole one, so that its end has been found."""
    if party.stop >= stop:
        return True
    word = reading.words[party.stop]
    if word.kind != "word" or word.flags & (PREPOSITION | RELATIVE | COMPLEMENTIZER_B) or parties.is_time(word):
        return True
    return word.definite or complements.takes_b(reading, party.stop) or word.fold.startswith(("ب", "ل"))


def _is_joined(reading: Reading, token: int) -> bool:
    """Whether و joins a noun phrase to the one before (وسفيرها)."""
    word, mention = reading.words[token], reading.mention_at.get(token)
    if not word.fold.startswith("و"):
        return False
    if mention is None and word.title is None:
        return word.fold.endswith(("ه", "ها")) and not word.surface.endswith("ة")  # وسفيرها
    return mention is not None and mention.start > reading.starts[token] or word.title is not None and word.skip > 0


def _begins_last(reading: Reading, first: int, token: int) -> bool:
    """Whether another actor begins at a token after a phrase that is complete."""
    word, before = reading.words[token], reading.words[token - 1]
    if before.flags & PREPOSITION or before.title is not None:
        return False
    if not before.definite and not any(m.stop == token for m in actors.within(reading, max(first, token - 6), token)):
        return False
    mention = reading.mention_at.get(token)
    if mention is None or mention.form not in ("name", "metonym"):
        return word.definite and word.title is not None and not word.skip
    return mention.kind != "person" and mention.start == reading.starts[token]


def _skip(case: Case, at: int, stop: int) -> int:
    """Go past commas, adverbs of time, marks, a name between commas, and a label (ما زعم أنه)."""
    reading, words = case.reading, case.reading.words
    while at < stop:
        labelled = reading.phrases("labelled", at, at + 1)
        manner = case.signals.first("manner", at, at + 1)
        word, mention = words[at], reading.mention_at.get(at)
        if labelled:
            at = labelled[0].last + 1
        elif manner is not None:
            at = manner.last + 1
        elif mention is not None and mention.kind == "person" and _is_between_commas(reading, at, mention.stop, stop):
            at = mention.stop
        elif word.surface in _BETWEEN or word.kind == MARK or word.flags & COMPLEMENTIZER or parties.is_time(word):
            at += 1
        else:
            break
    return at


def _is_between_commas(reading: Reading, first: int, after: int, stop: int) -> bool:
    words = reading.words
    return after < stop and words[first - 1].surface in COMMAS and words[after].surface in COMMAS


# ---------------------------------------------------------------- without a quotation


def _of_event(case: Case, event: Event) -> Charge | None:
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
    if not told_by_verb:
        return _criticism(case, event, accuser)
    at = _past_name(case, _skip(case, at, high), high)
    if at < high and complements.takes_b(reading, at) and "ب" not in event.act.prepositions:
        return None  # تدين بالفضل
    if at < high and at in reading.act_verbs:
        at += 1  # أدانت إيران واستنكرت
    elif at < high and _is_joined(reading, at):
        return None  # فرنسا تدين والاتحاد الأوروبي يكرر
    if case.has(accuser, "judge") or not any(word.kind == "word" for word in reading.words[at:high]):
        return None
    if at >= high or reading.words[at].flags & PREPOSITION or reading.words[at].fold in _NO_CONTENT:
        return None  # يدين الرئيس بوتين في هذه القضية: the noun is rather the object
    stop = syntax.clause_stop(reading, at, high)
    begin = _label_first(reading, at, stop)
    if begin > at:
        accuser, at = parties.of_tokens(reading, at, begin), begin
    charge = _told(case, event, "condemnation", at, stop, accuser, None)
    wished = event.token > event.sentence.first and reading.words[event.token - 1].fold == "ان"
    return charge._replace(stance="hypothetical") if wished and charge.stance == "asserted" else charge


def _past_name(case: Case, at: int, stop: int) -> int:
    """Go past the rest of the condemner's name, where conduct follows it (المخرج عامر الحمود تصرفات ...)."""
    words = case.reading.words
    for token in range(at, min(stop, at + _NAME_WORDS)):
        if words[token].surface in COMMAS and token > at and words[at - 1].surface in COMMAS:
            return token + 1  # انتقدت الإعلامية، سوسن الشاعر، من يصدق
        if case.signals.first("conduct", token, token + 1) is not None:
            return token
        if words[token].kind != "word" or words[token].flags or token in case.reading.mention_at:
            break
    return at


def _criticism(case: Case, event: Event, accuser: Party) -> Charge | None:
    """A noun of condemning that names both sides (انتقادات الرئيس التركي لإسرائيل)."""
    reading, target = case.reading, event.patient
    if target is None or accuser.first < 0 or not event.token < accuser.first < target.first:
        return None
    between = reading.words[accuser.stop : target.first]
    if len(between) > 1 or any(parties.has_pronoun(word, event.act.prepositions) for word in between):
        return None  # انتقاد ترامب لها لتوفيرها ملاذا لطالبان
    if accuser.side is None or not parties.is_known(reading, accuser) or case.has(accuser, "judge"):
        return None
    charge = _told(case, event, "condemnation", target.first, max(target.stop, event.stop), accuser, None)
    return charge._replace(act=(reading.starts[event.token], charge.act[1]))


def _label_first(reading: Reading, at: int, stop: int) -> int:
    """Where a label begins before which the condemner himself stands (انتقد طيب ما وصفه بـ)، or `at`."""
    label = next(iter(reading.phrases("labelled", at + 1, min(stop, at + 4))), None)
    if label is None or any(word.kind != "word" or word.flags for word in reading.words[at : label.first]):
        return at
    return label.first if nouns.starts_phrase(reading, at) and not parties.attached(reading, at) else at


def _accusation(case: Case, event: Event, accuser: Party, at: int, high: int) -> Charge | None:
    """An accusation whose charge follows the accused with بـ or بأن."""
    reading, words, accused = case.reading, case.reading.words, event.patient
    if accused is None or not parties.is_known(reading, accused) and not _is_whole(reading, accused, high):
        return None
    begin = max(at, accused.stop if accused.first > event.token else at)
    places = range(begin, min(high, begin + _CHARGE_REACH))
    if event.act.heads:  # حمّل X مسؤولية، ألقى باللوم على X في
        heads = event.act.heads
        first = next((k for k in places if words[k].fold in heads or words[k].bare in heads), -1)
        if first < 0:
            return _with_heads(case, event, accuser, accused, begin, high)
    else:
        first = next((k for k in places if complements.takes_b(reading, k) or words[k].flags & COMPLEMENTIZER_B), high)
    first = _skip(case, first, high)
    if first >= high:
        return None
    return _told(case, event, "accusation", first, syntax.clause_stop(reading, first, high), accuser, accused)


def _with_heads(case: Case, event: Event, accuser: Party, accused: Party, begin: int, high: int) -> Charge:
    """An accusation in several words (ألقى باللوم على إيران): what follows the accused is the charge, if it is one."""
    reading, words = case.reading, case.reading.words
    begin, stop = _skip(case, begin, high), syntax.clause_stop(reading, accused.stop, high)
    if begin < high and (words[begin].flags & PREPOSITION or complements.takes_b(reading, begin)):
        first = begin
    else:
        near = range(begin, min(stop, begin + _NAME_WORDS))
        first = next((k for k in near if complements.takes_b(reading, k)), -1)
    if first < 0:
        return _told(case, event, "accusation", event.token, max(accused.stop, event.token + 1), accuser, accused)
    return _told(case, event, "accusation", first, max(stop, first + 1), accuser, accused)


def _told(case: Case, event: Event, rule: str, first: int, stop: int, accuser: Party, target: Party | None) -> Charge:
    reading = case.reading
    end = reading.end(case.trim(first, stop) - 1)
    case.told.append((first, stop))
    charge = _charge(case, rule, first, stop, accuser, target, event.draft)
    return charge._replace(
        sentence=event.sentence, span=(reading.starts[event.first], end), act=(reading.starts[first], end)
    )


def _can_accuse(case: Case, party: Party) -> bool:
    """Whether a party can accuse: an actor, a person, a body; a mere everybody does not, nor does a deed."""
    if party.first >= 0 and any(case.signals.first(type, party.first, party.first + 1) for type in _NO_PEOPLE):
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
            party = parties.of_tokens(reading, token, nouns.extend(reading, token, event.token))
            if party.gender == gender:
                return party
    return None


# ---------------------------------------------------------------- content


def _charge(
    case: Case, rule: str, first: int, stop: int, accuser: Party | None, target: Party | None, draft: Draft | None
) -> Charge:
    """A charge whose content lies in the tokens `first` up to `stop`; the caller knows its sentence and spans."""
    begin = bisect_left(case.events, first, key=lambda event: event.token)
    near = takewhile(lambda event: event.token < stop, islice(case.events, begin, None))
    event = next((event for event in near if event.act.harm in HARMS), None)
    blamed = target if target is not None else _culprit(case.reading, first, stop, event)
    own = blamed is not None and accuser is not None and blamed.side is not None and blamed.side == accuser.side
    if target is None and own and blamed is not None and not _is_body(case.reading, blamed, first):
        blamed = None  # nobody condemns his own side without saying so
    return Charge(
        sentence=case.reading.sentences[0],
        span=(0, 0),
        act=(0, 0),
        code=event.act.code if event is not None else "unspecified",
        accuser=accuser,
        blamed=blamed,
        victim=victim_of(event),
        draft=draft,
        stance=case.stance(draft, first, first),
        agency=event.agency if event is not None and blamed is not None else "nominalised",
        rule=rule,
        role=role_of(event.act) if event is not None else None,
        token=event.token if event is not None else -1,
        told_in=draft,
    )


def _is_accusative(noun: Word, name: Word) -> bool:
    """Whether what looks like a country's name is an adjective of an accusative (صحفيا تركيا)."""
    return name.fold.endswith("يا") and noun.fold.endswith("ا") and not noun.definite and noun.title is None


def _is_somebody(reading: Reading, first: int) -> bool:
    """Whether a definite title heads what is condemned (انتقد الحكومة، الدول الأعضاء)."""
    word = reading.words[first]
    return word.title is not None and word.definite and word.title["kind"] in ("person", "institution", "state")


def _is_body(reading: Reading, party: Party, first: int) -> bool:
    """Whether a party that opens the content is a body, though of the condemner's side (انتقد الاتحاد المصري)."""
    title = reading.words[max(party.first, 0)].title
    return party.first == first and title is not None and title["kind"] == "institution"


def _culprit(reading: Reading, first: int, stop: int, event: Event | None) -> Party | None:
    """Whose a condemned thing is: the agent's of the act in it, the actor's that it names, its relative's subject's."""
    words = reading.words
    if event is not None and event.agent is not None and event.agent.first >= first:
        return event.agent
    first += words[first].kind == MARK
    end = syntax.phrase_stop(reading, first, stop)
    mentions = actors.within(reading, first, end)
    comma = next((at for at in range(first, min(stop, first + 4)) if words[at].surface in COMMAS), None)
    if not mentions and comma is not None and event is None:  # نددت اليابان بشدة، الاثنين، بقيام روسيا
        while comma < stop and (words[comma].surface in COMMAS or parties.is_time(words[comma])):
            comma += 1
        if (
            comma < stop
            and parties.attached(reading, comma) != ""
            or complements.takes_b(reading, min(comma, stop - 1))
        ):
            first, end = comma, syntax.phrase_stop(reading, comma, stop)
            mentions = actors.within(reading, first, end)
    if not mentions and _is_somebody(reading, first):
        return parties.of_tokens(reading, first, max(end, nouns.extend(reading, first, stop)))
    if not mentions:
        return syntax.of_relative(reading, max(end, first + 1), stop, _DEEDS)
    lead, title = mentions[0], words[first].title
    if lead.first > first and lead.form == "name" and _is_accusative(words[lead.first - 1], words[lead.first]):
        return None  # صحفيا تركيا
    if event is not None and event.token < lead.first or lead.kind in _PLACES and lead.form == "name":
        return None
    if lead.form == "demonym" and lead.first > first and title is None:
        return parties.of_tokens(reading, lead.first, lead.stop)
    if lead.first == first or title is not None and title["kind"] != "document":
        return parties.of_tokens(reading, first, end)
    owner = next((token for token in range(first + 1, lead.first) if words[token].title is not None), lead.first)
    return parties.of_tokens(reading, owner, end)  # خطاب الأمين العام لحزب الله: the secretary's
