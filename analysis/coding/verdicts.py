"""Charges in a word: the outlet's verdict on what it told, the fault a speaker finds with conduct, a label for land."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from analysis.coding import actors, parties, syntax
from analysis.coding.charges import Case, Charge, speaker_of
from analysis.coding.drafts import Draft
from analysis.coding.match import RELATIVE

_FAULT_REACH = 12  # tokens from an adjective that finds fault back to the conduct
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
        stop = _verdict_stop(case, hit.last, syntax.clause_stop(reading, hit.last, sentence.stop))
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
    reading, conducts, found = case.reading, case.signals.all("conduct"), case.signals.all("fault")
    until = -1
    for token, hit in found.items():
        draft = case.voices.within[token]
        if token <= until or draft is None or draft.answer.speaker is None:
            continue
        opened = bisect_right(reading.starts, draft.cue[0]) if draft.cue is not None else draft.first
        low = max(min(draft.first, opened), token - _FAULT_REACH)  # وصف ماكرون تصريحات أنقرة بأنها "متهورة"
        places = range(token - 1, low - 1, -1)
        conduct = next((conducts[place] for place in places if place in conducts), None)
        if conduct is None:
            continue
        near = actors.within(reading, conduct.first, min(conduct.last + _OWNER_REACH, token))
        if not near or near[0].side == draft.answer.speaker.side:
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
            blamed=parties.of_tokens(reading, near[0].first, near[0].stop),
            victim=None,
            draft=draft,
            stance=case.stance(draft, token, token),
            agency="origin_adjective" if near[0].form == "demonym" else "nominalised",
            rule="fault",
            role=hit.payload.role,
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
