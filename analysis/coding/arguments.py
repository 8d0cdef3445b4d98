"""Who stands beside a finite verb as its subject and its object, and who is only implied."""

from __future__ import annotations

from analysis.coding import bounds, clitics, parties, syntax
from analysis.coding.acts import Act
from analysis.coding.clauses import CAUSES, Desk, Scope
from analysis.coding.forms import FINITE, Form
from analysis.coding.parties import Party
from analysis.coding.word_types import AUXILIARY, COMPLEMENTIZERS, JOINER, KANA, MARK, RELATIVE, Match

_OF_SPEAKER = 2  # tokens from the start of reported content within which a hidden subject is the speaker


def find(
    desk: Desk, hit: Match, scope: Scope, stop: int, needed: tuple[int, int]
) -> tuple[Party | None, Party | None, bool]:
    """Agent and patient of a finite verb, and whether it has a subject of its own."""
    reading, (act, form) = desk.reading, hit.payload
    at = hit.first + 1
    wanted = needed[1] > needed[0]
    suffix = desk.suffix(hit)
    we = form.gender == "1" or form.kind == "perfect" and suffix == "نا"
    before = desk.speaker(scope) if we else _before(desk, hit, scope)
    following = _following(desk, hit, scope, needed[0] if wanted else stop, before is not None)
    if act.code == "accusation" and not suffix and _is_related(desk, hit) and _are_both(desk, following):
        before = None  # الجريمة التي اتهمت بريطانيا موسكو بالوقوف وراءها
    object_pronoun = suffix != "" and not we
    first_object = not wanted or "object_before" in act.traits  # حمّل إسرائيل مسؤولية
    takes_object = act.is_object and first_object and not object_pronoun
    agent, patient = before, None
    if before is not None and following and object_pronoun:
        agent, patient = following.pop(0), before  # بغداد هاجمها الريح: what stands in front is the object
    elif (
        before is None
        and following
        and form.number != "p"  # a plural verb in front of its subject is singular
        and (object_pronoun or not _has_opener(desk, hit, scope))
        and (not takes_object or len(following) == 2 or _is_subject(desk, act, form, following[0]))
    ):
        agent = following.pop(0)
    acted, undergone = agent is not None, False
    if agent is not None and not desk.can_act(agent, act):
        if "suffers_alone" in act.traits and form.kind == "perfect" and not following and not suffix:
            patient, acted, undergone = agent, False, True  # قتل مدنيون
        agent = None
    if not acted and not undergone:
        agent = _happening(desk, hit, scope)
    if following and takes_object:
        patient = following[0]
    begin = needed[1] if wanted else max([at, *(party.stop for party in (agent, patient) if party is not None)])
    if patient is None and wanted and act.is_object and not first_object:
        patient = next(iter(syntax.after(reading, begin, stop)), None)
    marked = syntax.joined_by(reading, begin, stop, act.prepositions) if act.prepositions else None
    alone = not acted and agent is None and patient is not None and marked is not None
    if alone and act.is_object and not wanted and patient is not None and desk.can_act(patient, act):
        agent, patient = patient, marked  # قصف الجيش على مواقع
    patient = patient or marked
    agent = agent or (None if undergone else _hidden(desk, hit, scope))
    if patient is not None and agent is not None and agent.first == patient.first >= 0:
        patient = None
    return desk.own(agent, scope), desk.held(desk.own(patient, scope), stop), acted


def _before(desk: Desk, hit: Match, scope: Scope) -> Party | None:
    """Subject that stands before a verb."""
    form = hit.payload.form
    party = syntax.subject_before(desk.reading, hit.first, scope.low, form.gender, form.number)
    return None if party is None or _is_resumed(desk, hit, scope) else desk.own(party, scope)


def _following(desk: Desk, hit: Match, scope: Scope, stop: int, has_subject: bool) -> list[Party]:
    """Subject and object that may stand after a verb."""
    words, alone = desk.reading.words, has_subject and "suffers_alone" in hit.payload.act.traits
    found = (desk.own(party, scope) for party in syntax.after(desk.reading, hit.first + 1, stop))
    stands = [party for party in found if party is not None and not _is_cause(desk, party)]
    return [party for party in stands if not (alone and words[party.first].fold.startswith("و"))]  # قتل وأصيب آخرون


def _are_both(desk: Desk, following: list[Party]) -> bool:
    """Whether a subject and an object follow a verb."""
    return len(following) == 2 and all(parties.is_known(desk.reading, party) for party in following)


def _is_cause(desk: Desk, party: Party) -> bool:
    """Whether what looks like an object tells the cause (قتلوا نتيجة هجمات، برصاص الجيش)."""
    caused = desk.reading.words[party.first].fold in CAUSES
    return caused or desk.signals.first("by", party.first, party.first + 1) is not None


def sufferer(desk: Desk, hit: Match, scope: Scope, stop: int) -> Party | None:
    """Who undergoes an act; that may be anything (القرية تعرضت للقصف)."""
    form = hit.payload.form
    before = syntax.subject_before(desk.reading, hit.first, scope.low, form.gender, form.number)
    return before or next(iter(syntax.after(desk.reading, hit.first + 1, stop)), None)


def _is_related(desk: Desk, hit: Match) -> bool:
    """Whether a relative stands before a verb."""
    return hit.first > 0 and bool(desk.reading.words[hit.first - 1].flags & RELATIVE)


def _is_resumed(desk: Desk, hit: Match, scope: Scope) -> bool:
    """Whether the noun before a relative is taken up again after the verb, so no subject (المادة التي سمم بها)."""
    words, token = desk.reading.words, hit.first
    relative = token > scope.low and bool(words[token - 1].flags & RELATIVE)
    return relative and token + 1 < scope.high and clitics.has_pronoun(words[token + 1], ("ب", "في", "علي", "ل", "من"))


def _happening(desk: Desk, hit: Match, scope: Scope) -> Party | None:
    """What happens by itself and is told of right before the verb (عدة هجمات انتحارية استهدفت المدينة)."""
    low = max(scope.low, hit.first - 3)
    found = desk.signals.first("happening", low, hit.first)
    words = desk.reading.words
    if found is None or any(word.kind != "word" or word.flags for word in words[found.first : hit.first]):
        return None
    return parties.of_tokens(desk.reading, found.first, hit.first)


def _is_subject(desk: Desk, act: Act, form: Form, party: Party | None) -> bool:
    """Whether the one noun phrase after a verb is its subject: by its ون, or a known actor who condemns."""
    if party is None:
        return False
    head = desk.reading.words[party.first].fold if party.first >= 0 else ""
    if len(head) > 5 and head.endswith("ون") and form.kind in FINITE and form.gender == "m":
        return True  # احتجز مفتشون
    if act.code != "condemnation":
        return False
    agrees = party.gender not in ("m", "f") or party.gender == form.gender
    return agrees and parties.is_known(desk.reading, party)


def _has_opener(desk: Desk, hit: Match, scope: Scope) -> bool:
    """Whether a known actor opens the clause of a verb, so that what follows the verb is no subject of it."""
    reading, low = desk.reading, scope.low
    first = bounds.clause_first(reading, hit.first, low)
    while first < hit.first and (reading.words[first].kind == MARK or reading.words[first].flags & (KANA | AUXILIARY)):
        first += 1
    if first >= hit.first or not bounds.begins(reading, first) or clitics.attached(reading, first):
        return False
    party = parties.of_tokens(reading, first, bounds.phrase_stop(reading, first, hit.first))
    return parties.is_known(reading, party) and party.gender in (None, hit.payload.form.gender)


def _hidden(desk: Desk, hit: Match, scope: Scope) -> Party | None:
    """The subject that a verb only implies: the one of the verb that و joins it to, or the speaker after أنها."""
    words = desk.reading.words
    last = desk.events[-1] if desk.events else None
    joined = hit.conjunction or hit.first > scope.low and bool(words[hit.first - 1].flags & JOINER)
    if joined and last is not None and last.sentence is desk.sentence and last.draft is scope.draft:
        agent = last.agent
        if agent is not None and last.agency != "nominalised" and agent.gender in (None, "p", hit.payload.form.gender):
            return agent
    draft = scope.draft
    if draft is not None and hit.first - draft.first < _OF_SPEAKER and draft.first > 0:
        before = words[draft.first - 1]
        if hit.first + 1 < scope.high and words[hit.first + 1].fold.startswith("نفس"):
            return None  # أشارت السلطات إلى أنه فجر نفسه: another is meant
        if before.flags & COMPLEMENTIZERS and before.fold.endswith(("ه", "ها", "هم", "هما")):
            return desk.speaker(scope)
    return None
