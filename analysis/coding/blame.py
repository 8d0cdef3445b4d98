"""Blame: who is said to have done harm, by whom, to whom, and in whose voice.

Five ways in which news blames: an accusation (اتهم ... بـ), a condemnation (ندد بـ), a hostile act told by its victim or told as
a wrong, an evaluation of what an actor said or did, and, without a culprit, harm that only befalls somebody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.codebook import Codebook
from analysis.coding import actors, parties, voices
from analysis.coding.acts import Act, Event
from analysis.coding.match import MARK, TIME, Lexicon, Match
from analysis.coding.parties import COMMAS, Party
from analysis.coding.drafts import Draft
from analysis.coding.reading import Reading, Sentence
from analysis.coding.voices import ATTRIBUTED, OUTLET, Voices

_HARMS = frozenset(("wrong", "force", "hindrance"))
_PLACES = frozenset(("capital", "city", "region"))


class Blame(NamedTuple):
    """A row of the blame table, in its column order."""

    article_id: str
    sentence_id: str
    blame_id: str
    start: int
    end: int
    accuser: str | None
    accuser_start: int | None
    accuser_end: int | None
    accuser_side: str | None
    blamed: str | None
    blamed_start: int | None
    blamed_end: int | None
    blamed_side: str | None
    act: str
    act_start: int
    act_end: int
    act_code: str
    victim: str | None
    victim_side: str | None
    voice: str
    stance: str
    agency: str
    quote_id: str | None
    rule_id: str
    confidence: float


class Cue(NamedTuple):
    """A phrase of blame_cues.csv."""

    type: str
    code: str
    role: str | None


class Charge(NamedTuple):
    """A blame relation before it is a row: `draft` carries it, `role` is what it makes of the blamed, `token` its act's."""

    sentence: Sentence
    span: tuple[int, int]
    act: tuple[int, int]
    code: str
    blamed: Party | None
    victim: Party | None
    draft: Draft | None
    stance: str
    agency: str
    rule: str
    role: str | None = None
    token: int = -1


def add_to(lexicon: Lexicon, codebook: Codebook) -> None:
    """Add the phrases of blame_cues.csv to the lexicon."""
    for row in codebook.rows("blame_cues"):
        lexicon.add(row["pattern"], Cue(row["type"], row["code"], row["role"] or None))


class Cues:
    """Where the cues of an article stand, by type."""

    def __init__(self, hits: list[Match]) -> None:
        self.at: dict[str, dict[int, Match]] = {}
        for hit in hits:
            self.at.setdefault(hit.payload.type, {})[hit.first] = hit

    def any(self, type: str, first: int, stop: int) -> Match | None:
        """Return the first cue of a type in the tokens `first` up to `stop`."""
        places = self.at.get(type)
        if not places:
            return None
        return next((places[token] for token in range(first, stop) if token in places), None)


def find(reading: Reading, drafts: list[Draft], spoken: Voices, events: list[Event], cues: Cues) -> list[Charge]:
    """Return the blame relations of an article in the order of the text."""
    finder = _Finder(reading, spoken, events, cues)
    charges = [*finder.accusations(), *finder.acts(), *finder.evaluations(drafts)]
    charges.sort(key=lambda charge: (charge.act, charge.span))
    return charges


def _role(act: Act | None) -> str | None:
    """What an act makes of the one who is blamed for it."""
    if act is None:
        return None
    return "aggressor" if act.does == "belligerent" else act.does


class _Finder:
    def __init__(self, reading: Reading, spoken: Voices, events: list[Event], cues: Cues) -> None:
        self.reading = reading
        self.voices = spoken
        self.events = events
        self.cues = cues
        self.told: list[tuple[int, int]] = []  # token ranges that an accusation or condemnation has taken

    # ------------------------------------------------------------------ accusations and condemnations

    def accusations(self) -> Iterator[Charge]:
        """Yield the charges that a verb of accusing or condemning makes."""
        for token, introduced in self.voices.cues.items():
            for draft in introduced:
                if draft.act == "accuse":
                    yield from self._accusation(draft, token)
                elif draft.act == "condemn" and draft.polarity == "positive":
                    yield from self._condemnation(draft, token)

    def _accusation(self, draft: Draft, token: int) -> Iterator[Charge]:
        target = self._target(draft, token)
        if target is None or draft.polarity != "positive":
            return
        self.told.append((draft.first, draft.stop))
        event = self._event_in(draft.first, draft.stop)
        span = self.reading.starts[token], draft.end
        yield Charge(
            draft.sentence, span, (draft.start, draft.end), event.act.code if event else "unspecified", target,
            event.patient if event else None, draft, self._stance(draft, draft.first, draft.first), "active" if event is None else event.agency, "accusation",
            _role(event.act if event else None), event.token if event else -1,
        )  # fmt: skip

    def _target(self, draft: Draft, token: int) -> Party | None:
        """Whom a verb of accusing has as its object, between its subject and the charge."""
        reading, words = self.reading, self.reading.words
        at = token + 1
        speaker = draft.answer.speaker
        if speaker is not None and draft.answer.sieve == "explicit" and token < speaker.phrase.first < draft.first:
            at = speaker.phrase.stop
        stop = draft.first
        while at < stop and (words[at].surface in COMMAS or words[at].flags & TIME or words[at].surface == "#" or words[at].kind == MARK):
            at += 1
        if at >= stop:
            return None
        letter = parties.attached(reading, at)
        if letter in ("", "ل"):
            end = parties.nouns.extend(reading, at, stop)
            if end > at and words[at].kind == "word" and (letter or not words[at].flags & parties.PREPOSITION):
                return parties.of_tokens(reading, at, end)
        return None

    def _condemnation(self, draft: Draft, token: int) -> Iterator[Charge]:
        event = self._event_in(draft.first, draft.stop)
        self.told.append((draft.first, draft.stop))
        blamed = self._culprit(draft, event)
        span = self.reading.starts[token], draft.end
        victim = event.patient if event is not None else None
        yield Charge(
            draft.sentence, span, (draft.start, draft.end), event.act.code if event else "unspecified", blamed, victim, draft,
            self._stance(draft, draft.first, draft.first), "nominalised", "condemnation", _role(event.act if event else None), event.token if event else -1,
        )  # fmt: skip

    def _culprit(self, draft: Draft, event: Event | None) -> Party | None:
        """Whom a condemned thing belongs to: the agent of the act in it, or the actor that its first noun names."""
        reading = self.reading
        if event is not None and event.agent is not None and event.agent.first >= draft.first:
            return event.agent
        first = draft.first
        end = parties.nouns.extend(reading, first, draft.stop)
        mentions = actors.within(reading, first, end)
        if not mentions or event is not None and event.token < mentions[0].first:
            return None
        lead = mentions[0]
        if lead.kind in _PLACES and lead.form == "name":
            return None
        begin = lead.first if lead.first > first and reading.words[first].title is None else first
        return parties.of_tokens(reading, begin, end)

    def _event_in(self, first: int, stop: int) -> Event | None:
        return next((event for event in self.events if first <= event.token < stop and event.act.harm in _HARMS), None)

    # ------------------------------------------------------------------ acts

    def acts(self) -> Iterator[Charge]:
        """Yield the charges that lie in what is told of an act."""
        for event in self.events:
            if event.act.harm not in _HARMS or any(first <= event.token < stop for first, stop in self.told):
                continue
            rule = self._reproach(event)
            if rule is None:
                continue
            reading = self.reading
            general = self.cues.any("general", max(event.sentence.first, event.token - 1), event.token) is not None
            blamed = None if general or rule == "befalls" else event.agent
            stance = "hypothetical" if general else self._stance(event.draft, event.first, event.token)
            if event.negated:
                stance = "denied"
            begin = event.carrier if event.carrier is not None else event.token
            act = reading.starts[begin], reading.end(self._trim(begin, event.stop) - 1)
            yield Charge(
                event.sentence, (reading.starts[event.first], act[1]), act, event.act.code, blamed, event.patient,
                event.draft, stance, event.agency, rule, _role(event.act), event.token,
            )  # fmt: skip

    def _trim(self, first: int, stop: int) -> int:
        words = self.reading.words
        while stop - 1 > first and (words[stop - 1].surface in COMMAS or words[stop - 1].surface == "."):
            stop -= 1
        return stop

    def _reproach(self, event: Event) -> str | None:
        """Which rule makes an act a charge, or None where it is told without reproach."""
        agent, patient, harm = event.agent, event.patient, event.act.harm
        said = voices.speaker_side(event.draft)
        if event.draft is not None and event.draft.answer.speaker is None:
            return None
        civilian = self._civilian(patient)
        if agent is not None and agent.first >= 0 and self.cues.any("happening", agent.first, agent.first + 1):
            agent = None
            return "befalls" if event.draft is not None and civilian else None
        if agent is None:
            return "befalls" if event.draft is not None and event.agency == "passive" and (harm == "wrong" or civilian) else None
        if agent.first < 0 or said is not None and agent.side == said:
            return None
        if agent.side is None and not self._agentive(agent):
            return None
        if harm == "wrong":
            return "wrong"
        if event.draft is None:
            return "harm_to_civilians" if civilian and harm == "force" else None
        if harm == "hindrance":
            return "reported_hindrance" if said is not None or agent.side is not None else None
        if civilian or patient is not None and said is not None and patient.side == said:
            return "reported_force"
        if said is not None and agent.side is not None and (patient is None or patient.side is None):
            return "reported_force"
        return None

    def _civilian(self, party: Party | None) -> bool:
        return party is not None and party.first >= 0 and self.cues.any("civilian", party.first, party.stop) is not None

    def _agentive(self, party: Party) -> bool:
        title = self.reading.words[party.first].title
        if title is not None and title["kind"] in ("person", "institution", "state", "collective"):
            return True
        return self.cues.any("agent", party.first, min(party.stop, party.first + 2)) is not None

    # ------------------------------------------------------------------ evaluations

    def evaluations(self, drafts: list[Draft]) -> Iterator[Charge]:
        """Yield what is found fault with: by the outlet after what it told, by a speaker of an actor's conduct."""
        reading = self.reading
        for token, hit in self.cues.at.get("evaluation", {}).items():
            if self.voices.within[token] is not None:
                continue
            sentence = self._sentence(token)
            told = [d for d in drafts if d.cue is not None and d.sentence.segment == sentence.segment and d.cue[0] < reading.starts[token]]
            speaker = next((d.answer.speaker for d in reversed(told) if d.answer.speaker is not None), None)
            if speaker is None:
                continue
            stop = parties.clause_stop(reading, hit.last, sentence.stop)
            span = reading.starts[token], reading.end(self._trim(token, stop) - 1)
            yield Charge(sentence, span, span, hit.payload.code, parties.of_speaker(speaker), None, None, "asserted", "nominalised", "evaluation", hit.payload.role)
        for token, hit in self.cues.at.get("fault", {}).items():
            draft = self.voices.within[token]
            if draft is None or draft.answer.speaker is None:
                continue
            low = max(draft.first, token - 12)
            conduct = next((self.cues.at.get("conduct", {})[k] for k in range(token - 1, low - 1, -1) if k in self.cues.at.get("conduct", {})), None)
            if conduct is None:
                continue
            owner = next(iter(actors.within(reading, conduct.first, min(conduct.last + 4, token))), None)
            if owner is None or owner.side == draft.answer.speaker.side:
                continue
            blamed = parties.of_tokens(reading, owner.first, owner.stop)
            span = reading.starts[conduct.first], reading.end(hit.last)
            agency = "origin_adjective" if owner.form == "demonym" else "nominalised"
            yield Charge(draft.sentence, span, span, hit.payload.code, blamed, None, draft, self._stance(draft, token, token), agency, "fault", hit.payload.role)

    def _sentence(self, token: int) -> Sentence:
        return next(s for s in self.reading.sentences if s.first <= token < s.stop)

    def _stance(self, draft: Draft | None, first: int, token: int) -> str:
        """How the voice stands to the charge."""
        if draft is not None:
            if draft.act == "deny":
                return "denied"
            if draft.polarity != "positive":
                return "hypothetical"
            if draft.stance == "distancing" or draft.distancing:
                return "distanced"
        low = draft.first if draft is not None else max(0, first - 4)
        if self.cues.any("hypothetical", max(low, first - 4), token) is not None:
            return "hypothetical"
        return "asserted"


def rows(reading: Reading, spoken: Voices, charges: list[Charge], confidence: dict[str, float]) -> list[Blame]:
    """Number the charges and make them rows of the blame table."""
    text = reading.text
    made: list[Blame] = []
    seen = set()
    for charge in charges:
        blamed, victim, draft = charge.blamed, charge.victim, charge.draft
        key = (charge.act, blamed.start if blamed else None)
        if key in seen:
            continue
        seen.add(key)
        speaker = draft.answer.speaker if draft is not None else None
        if draft is not None and speaker is None:
            continue
        made.append(
            Blame(
                reading.article_id, charge.sentence.sentence_id, f"{reading.article_id}:b{len(made) + 1:03d}", *charge.span,
                text[speaker.start : speaker.end] if speaker else None,
                speaker.start if speaker else None, speaker.end if speaker else None, speaker.side if speaker else None,
                text[blamed.start : blamed.end] if blamed else None,
                blamed.start if blamed else None, blamed.end if blamed else None, blamed.side if blamed else None,
                text[slice(*charge.act)], *charge.act, charge.code,
                text[victim.start : victim.end] if victim else None, victim.side if victim else None,
                ATTRIBUTED if draft is not None else OUTLET, charge.stance, charge.agency,
                spoken.quote_id(draft), charge.rule, confidence.get(charge.rule, 0.6),
            )
        )  # fmt: skip
    return made
