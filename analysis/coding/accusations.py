"""Charges that somebody makes: accusations (اتهم ... بـ، اتهامات من) and condemnations (ندد بـ، انتقد، ندين)."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.coding import actors, clitics, culprits, nouns, parties, phrases, syntax, targets, unquoted
from analysis.coding.charges import NO_CONTENT, NO_PEOPLE, Case, Charge, speaker_of
from analysis.coding.drafts import Draft
from analysis.coding.forms import FINITE
from analysis.coding.parties import Party
from analysis.coding.reading import Reading
from analysis.coding.word_types import COMMAS, DEMONSTRATIVE, MARK, PREPOSITION, SIGN, Word

_ACTS = {"accuse": "accusation", "condemn": "condemnation"}  # what a quotation does -> the rule of its charge
_BECAUSE = frozenset(("علي", "بسبب"))


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
            charge = unquoted.charge(case, event)
            if charge is not None:
                yield charge


def _of_draft(case: Case, draft: Draft, token: int) -> Charge | None:
    """The charge of a quotation that accuses or condemns."""
    reading, speaker, first = case.reading, draft.answer.speaker, draft.first
    accuser = speaker_of(draft)
    if speaker is not None and nouns.is_clause_verb(reading.words[speaker.phrase.first]):
        accuser = None
    if draft.act == "accuse":
        target = targets.find(case, draft, token)
    else:
        if draft.rule.startswith("noun") or _disagrees(reading, draft, token):
            return None
        if draft.first in case.voices.cues or reading.words[draft.first].fold in NO_CONTENT:
            return None  # أدانت مصر البيان، مستنكرة: the content was not found
        if reading.words[draft.first].kind == SIGN or _owes(case, draft, token):
            return None
        first += draft.first in reading.act_verbs  # أدانت إيران واستنكرت
        accuser, target = _condemned(case, draft, token, accuser)
        if case.signals.first("manner", first, first + 1) is not None:
            first = min(targets.skip(case, first, draft.stop), draft.stop - 1)  # تدين بشدة" بيان الوزارة
        accuser, first = _cut(case, draft, accuser, first)
        first = targets.past_name(case, _after_apposition(reading, draft, first), draft.stop)
        begin = targets.label_first(reading, draft.first, draft.stop)
        if begin > draft.first:
            accuser, first = parties.of_tokens(reading, draft.first, begin), begin
    if speaker is not None and case.signals.first("judge", speaker.phrase.first, speaker.phrase.first + 2):
        return None
    case.told.append((draft.first, draft.stop))
    if draft.act == "accuse" and (target is None or not _can_be_accused(case, target, draft.rule.endswith("-ila"))):
        return None
    act = (draft.start if first == draft.first else reading.starts[first], draft.end)
    span = (reading.starts[token], draft.end)
    charge = culprits.charge(case, _ACTS[draft.act or ""], first, draft.stop, accuser, target, draft)
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
    target = targets.find(case, draft, token) if reason else _named(case, draft)
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
        whole = not words[token].definite or any(m.stop == token for m in actors.within(case.reading, token - 6, token))
        if deed and whole and token not in case.reading.mention_at:
            return parties.of_tokens(case.reading, speaker.phrase.first, token), token
    return accuser, first


def _after_apposition(reading: Reading, draft: Draft, first: int) -> int:
    """Go past what the condemner is, where it stands after his name (أدان كالان، المتحدث باسم أردوغان، "الهجوم")."""
    speaker, word = draft.answer.speaker, reading.words[first]
    if speaker is None or speaker.phrase.stop != first or word.title is None or word.title["kind"] != "person":
        return first
    stop = phrases.extend(reading, first, draft.stop)
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
    if first in case.event_at or any(case.signals.first(type, first, first + 1) for type in NO_PEOPLE):
        return None
    stop = phrases.extend(reading, first, min(draft.stop, first + 5))
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
    if first >= draft.stop or not words[first].fold.startswith("ل"):
        return False
    return _has_suffix(words[first]) or draft.rule.endswith("-np") and targets.begins_reason(reading, first)


def _has_suffix(word: Word) -> bool:
    """Whether a noun carries a pronoun of the third person."""
    return word.fold.endswith(("ه", "ها", "هم")) and not word.surface.endswith("ة")


def _owes(case: Case, draft: Draft, token: int) -> bool:
    """Whether a verb of condemning has a preposition that it does not take, so means something else (تدين بالفضل)."""
    event = case.event_at.get(token)
    if case.signals.first("manner", draft.first, draft.first + 1) is not None:
        return False
    return event is not None and clitics.takes_b(case.reading, draft.first) and "ب" not in event.act.prepositions


def _disagrees(reading: Reading, draft: Draft, token: int) -> bool:
    """Whether the noun after a verb disagrees with it in gender and so is its object (وانتقدت الاتحاد الأوروبي)."""
    speaker = draft.answer.speaker
    if speaker is None or speaker.phrase.first <= token:
        return False
    forms = [form.form for form in reading.words[token].verbs]
    genders = {form.gender for form in forms if form.kind in FINITE and form.number == "s"}
    head = nouns.gender_of(reading, speaker.phrase)
    return head in ("m", "f") and bool(genders) and head not in genders
