"""Charges in a word: the outlet's verdict on what it told, the fault a speaker finds with conduct, a label for land."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from analysis.coding import actors, bounds, parties, syntax
from analysis.coding.acts import DEED, LIGHT
from analysis.coding.charges import HARMS, Case, Charge, role_of, speaker_of, victim_of
from analysis.coding.drafts import Draft
from analysis.coding.parties import Party
from analysis.coding.voices import speaker_side
from analysis.coding.word_types import COMMAS, COMPLEMENTIZER, NEGATION, RELATIVE, Word

_FAULT_REACH = 12  # tokens from an adjective that finds fault back to the conduct
_HARM_REACH = 4  # tokens from a word like مسؤول عن to the harm
_OWNER_REACH = 4  # tokens from a noun of conduct to its owner
_JOINED = frozenset(("وفي", "وعلي"))


def evaluations(case: Case, drafts: list[Draft]) -> Iterator[Charge]:
    """Yield the outlet's verdicts on what it just told (وذلك في انحياز واضح): the one who spoke is blamed."""
    reading = case.reading
    for token, hit in case.signals.all("evaluation").items():
        if case.voices.within[token] is not None:
            continue
        sentence = case.voices.sentence(token)
        told = (d for d in reversed(drafts) if d.cue is not None and d.cue[0] < reading.starts[token])
        last = next((d for d in told if d.answer.speaker is not None), None)
        if last is None or last.sentence.segment != sentence.segment:
            continue
        stop = _verdict_stop(case, hit.last, bounds.clause_stop(reading, hit.last, sentence.stop))
        case.told.append((token, stop))
        span = reading.starts[token], reading.end(stop - 1)
        yield Charge(
            sentence=sentence,
            span=span,
            act=span,
            code=hit.payload.code,
            accuser=None,
            blamed=speaker_of(last),
            victim=syntax.joined_by(reading, hit.last + 1, stop, frozenset(("ل", "الي"))),
            draft=None,
            stance="asserted",
            agency="nominalised",
            rule="evaluation",
            role=hit.payload.role,
            token=token,
        )


def _verdict_stop(case: Case, last: int, stop: int) -> int:
    """A verdict ends before the next one joined to it (وفي انحياز ...)."""
    words = case.reading.words
    return next((t for t in range(last + 1, stop) if words[t].fold in _JOINED or words[t].flags & RELATIVE), stop)


def faults(case: Case) -> Iterator[Charge]:
    """Yield the fault that a speaker finds with an actor's conduct (تصريحات أنقرة "خطيرة")."""
    reading, found = case.reading, case.signals.all("fault")
    conducts = case.signals.all("happening") | case.signals.all("conduct")
    until = -1
    for token, hit in found.items():
        draft = case.voices.within[token]
        if token <= until or draft is None or draft.answer.speaker is None:
            continue
        opened = bisect_right(reading.starts, draft.cue[0]) if draft.cue is not None else draft.first
        low = max(min(draft.first, opened), token - _FAULT_REACH)  # وصف ماكرون تصريحات أنقرة بأنها "متهورة"
        begins = max((k for k in range(low, token) if _breaks(reading.words[k], reading.words[k + 1])), default=low - 1)
        places = range(token - 1, begins, -1)
        conduct = next((conducts[place] for place in places if place in conducts), None)
        if conduct is None or not _qualifies(reading.words[hit.last], reading.words[conduct.last]):
            continue
        owner = _owner(case, conduct.first, conduct.last, token, hit.last + 1)
        if owner is None or owner.side is None or owner.side == draft.answer.speaker.side:
            continue
        until = hit.last
        while until + 1 in found:
            until = found[until + 1].last
        span = reading.starts[conduct.first], reading.end(until)
        yield Charge(
            sentence=draft.sentence,
            span=span,
            act=span,
            code=hit.payload.code,
            accuser=speaker_of(draft),
            blamed=owner,
            victim=None,
            draft=draft,
            stance=case.stance(draft, token, token),
            agency="origin_adjective" if _is_adjective(case, owner) else "nominalised",
            rule="fault",
            role=hit.payload.role,
            token=token,
        )


def _breaks(word: Word, following: Word) -> bool:
    """Whether what follows a word no longer speaks of the conduct before it: a comma that no relative follows, أن."""
    return bool(word.flags & COMPLEMENTIZER) or word.surface in COMMAS and not following.flags & RELATIVE


def _qualifies(adjective: Word, noun: Word) -> bool:
    """Whether an adjective agrees with a noun that shows its gender."""
    return not noun.fold.endswith(("ه", "ات")) or adjective.fold.endswith("ه")


def _owner(case: Case, first: int, last: int, token: int, after: int) -> Party | None:
    """Whose conduct it is: named after its noun, or after the adjective (السلوك السيئ لإيران، الذي اتخذته واشنطن)."""
    reading = case.reading
    near = actors.within(reading, first, min(last + _OWNER_REACH, token))
    if near:
        return parties.of_tokens(reading, near[0].first, near[0].stop)
    if token - last > 2:
        return None
    stop = min(after + _OWNER_REACH, len(reading.words))
    owner = syntax.joined_by(reading, after, min(after + 1, stop), frozenset("ل"))
    return owner or syntax.of_relative(reading, after, stop, frozenset((DEED, LIGHT)))


def _is_adjective(case: Case, owner: Party) -> bool:
    mention = case.reading.mention_at.get(owner.first)
    return mention is not None and mention.form == "demonym"


def culprits(case: Case) -> Iterator[Charge]:
    """Yield the charges in a predicate: who is responsible for harm or involved in it (موسكو مسؤولة عن الهجوم)."""
    reading, harmful = case.reading, case.signals.all("outcome")
    for token, hit in case.signals.all("culpable").items():
        draft, sentence = case.voices.within[token], case.voices.sentence(token)
        if reading.words[token].definite or draft is not None and draft.answer.speaker is None:
            continue
        low = max(draft.first, sentence.first) if draft is not None else sentence.first
        high = min(draft.stop, sentence.stop) if draft is not None else sentence.stop
        stop = bounds.clause_stop(reading, hit.last, high)
        near = range(hit.last + 1, min(stop, hit.last + 1 + _HARM_REACH))
        event = next((case.event_at[at] for at in near if at in case.event_at), None)
        if event is not None and event.act.harm not in HARMS:
            event = None
        if event is None and not any(at in harmful for at in near):
            continue
        blamed = syntax.subject_before(reading, token, low, "", "")
        if blamed is None or not parties.is_known(reading, blamed) and not case.has(blamed, "agent"):
            continue
        if blamed.side is not None and blamed.side == speaker_side(draft):
            continue
        case.told.append((token, stop))
        end = reading.end(case.trim(token, stop) - 1)
        denied = token > low and bool(reading.words[token - 1].flags & NEGATION)
        yield Charge(
            sentence=sentence,
            span=(min(blamed.start, reading.starts[token]), end),
            act=(reading.starts[token], end),
            code=event.act.code if event is not None else "causing_harm",
            accuser=speaker_of(draft),
            blamed=blamed,
            victim=victim_of(event),
            draft=draft,
            stance="denied" if denied else case.stance(draft, max(0, token - 2), token),
            agency="nominalised",
            rule="culprit",
            role=role_of(event.act) if event is not None else None,
            token=token,
        )


def labels(case: Case) -> Iterator[Charge]:
    """Yield the charge in a label: land that a speaker calls occupied, from which he wants a force withdrawn."""
    reading = case.reading
    for token in case.signals.all("occupied"):
        draft = case.voices.within[token]
        withdrawal = case.signals.first("withdrawal", draft.first, token) if draft is not None else None
        if draft is None or withdrawal is None:
            continue
        who = next(iter(syntax.after(reading, withdrawal.last + 1, token)), None)
        near = reversed(actors.within(reading, max(draft.first, token - 3), token))
        land = next((mention for mention in near if mention.form == "demonym"), None)
        if who is None or who.side is None or land is None or land.side == who.side:
            continue
        yield Charge(
            sentence=draft.sentence,
            span=(reading.starts[land.first - 1], reading.end(token)),
            act=reading.span(token, token + 1),
            code="occupation",
            accuser=speaker_of(draft),
            blamed=who,
            victim=parties.of_tokens(reading, land.first - 1, token),
            draft=draft,
            stance=case.stance(draft, token, token),
            agency="passive",
            rule="label",
            role="occupier",
            token=token,
        )
