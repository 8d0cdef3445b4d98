"""Blame: who is said to have done harm, by whom, to whom, and in whose voice.

Five ways in which news blames: an accusation (اتهم ... بـ), a condemnation (ندد بـ), a harmful act that its victim tells or
that is told as a wrong, an evaluation of what an actor said or did, and, without a culprit, harm that only befalls somebody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.coding import actors, cues, nouns, parties, voices
from analysis.coding.acts import Act, Event
from analysis.coding.drafts import Draft
from analysis.coding.match import COMPLEMENTIZER, COMPLEMENTIZER_B, DEMONSTRATIVE, MARK, NEGATION, PRONOUN, PREPOSITION, RELATIVE
from analysis.coding.parties import COMMAS, Party
from analysis.coding.reading import Reading, Sentence
from analysis.coding.signals import Signals
from analysis.coding.voices import ATTRIBUTED, OUTLET, Voices

_HARMS = frozenset(("wrong", "crime", "force", "hindrance"))
_WRONGS = frozenset(("wrong", "crime"))
_PLACES = frozenset(("capital", "city", "region"))
_FAULT_REACH = 12  # tokens from an adjective that finds fault back to the conduct
_NEAR = 4  # tokens in which a signal may stand before what it weakens
_SUPPORT = frozenset(("support", "arming"))


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


class Charge(NamedTuple):
    """A blame relation before it is a row.

    `draft` is the quotation that carries it, `role` what it makes of the blamed, `token` the word of the act.
    """

    sentence: Sentence
    span: tuple[int, int]
    act: tuple[int, int]
    code: str
    accuser: Party | None
    blamed: Party | None
    victim: Party | None
    draft: Draft | None
    stance: str
    agency: str
    rule: str
    role: str | None
    token: int
    told_in: Draft | None = None  # the quotation in which an accuser is told to accuse


def find(reading: Reading, drafts: list[Draft], spoken: Voices, events: list[Event], signals: Signals) -> list[Charge]:
    """Return the blame relations of an article in the order of the text; of two that say the same, one."""
    finder = _Finder(reading, spoken, events, signals)
    charges = [*finder.charges(), *finder.evaluations(drafts), *finder.acts(), *finder.faults(), *finder.labels()]
    charges.sort(key=lambda charge: (charge.act, charge.span))
    kept: list[Charge] = []
    for charge in charges:
        if charge.draft is not None and charge.accuser is None:
            continue  # reported by nobody that can be found: unknown rather than wrong
        before = kept[-1] if kept else None
        if before is not None and before.act[1] >= charge.act[1] and _who(before) == _who(charge):
            continue
        kept.append(charge)
    return kept


def _who(charge: Charge) -> tuple[int | None, str]:
    return charge.blamed.start if charge.blamed is not None else None, charge.rule if charge.blamed is None else ""


def _role(act: Act | None) -> str | None:
    """What an act makes of the one who is blamed for it."""
    if act is None:
        return None
    return "aggressor" if act.does == "belligerent" else act.does


class _Finder:
    def __init__(self, reading: Reading, spoken: Voices, events: list[Event], signals: Signals) -> None:
        self.reading = reading
        self.voices = spoken
        self.events = events
        self.signals = signals
        self.told: list[tuple[int, int]] = []  # tokens of the content of accusations and condemnations

    # ------------------------------------------------------------------ accusations and condemnations

    def charges(self) -> Iterator[Charge]:
        """Yield what verbs and nouns of accusing and condemning say."""
        for token, introduced in self.voices.cues.items():
            for draft in introduced:
                if draft.act in ("accuse", "condemn") and draft.polarity == "positive":
                    charge = self._of_draft(draft, token)
                    if charge is not None:
                        yield charge
        for event in self.events:
            drafts = self.voices.cues.get(event.token, ())
            if event.act.harm == "charge" and not any(draft.act in ("accuse", "condemn") for draft in drafts):
                charge = self._of_event(event)
                if charge is not None:
                    yield charge

    def _of_draft(self, draft: Draft, token: int) -> Charge | None:
        """The charge of a quotation that accuses or condemns."""
        speaker = draft.answer.speaker
        accuser = parties.of_speaker(speaker) if speaker is not None else None
        if speaker is not None and nouns.is_clause_verb(self.reading.words[speaker.phrase.first]):
            accuser = None
        if draft.act == "condemn" and (draft.rule.startswith("noun") or _subject_is_object(self.reading, draft, token)):
            return None
        reason = self._is_reason(draft)
        target = self._target(draft, token) if draft.act == "accuse" or reason else None
        if draft.act == "condemn" and not reason and speaker is not None and speaker.phrase.first > token:
            if not parties.is_known(self.reading, parties.of_tokens(self.reading, *speaker.phrase)):
                accuser = None  # a noun after the verb that is no actor is rather its object
        before = parties.subject_before(self.reading, token, draft.sentence.first, "", "p") if draft.act == "condemn" else None
        if before is not None and parties.is_known(self.reading, before) and speaker is not None and speaker.phrase.first == token + 1:
            accuser, target = before, parties.of_tokens(self.reading, *speaker.phrase)  # ماتيس يهاجم بوتين
        elif reason and target is None and speaker is not None and self._is_object(draft, token):
            event = next((event for event in self.events if event.token == token), None)
            target = parties.of_tokens(self.reading, *speaker.phrase)
            accuser = event.agent if event is not None else None
        self.told.append((draft.first, draft.stop))
        if draft.act == "accuse" and target is None:
            return None
        span = self.reading.starts[token], draft.end
        charge = self._charge(draft.sentence, span, draft.first, draft.stop, (draft.start, draft.end), accuser, target, draft, draft.act or "")
        return charge._replace(told_in=draft.parent)

    def _is_object(self, draft: Draft, token: int) -> bool:
        """Whether the noun after the verb is whom it condemns, because only a reason follows it (يدين إيران لتقاعسها)."""
        return draft.answer.speaker is not None and draft.answer.speaker.phrase.first == token + 1

    def _is_reason(self, draft: Draft) -> bool:
        """Whether content is a reason for condemning somebody (لتقاعسها عن)."""
        words = self.reading.words
        first = draft.first + (words[draft.first].kind == MARK)
        return draft.act == "condemn" and words[first].fold.startswith("ل") and words[first].fold.endswith(("ه", "ها", "هم"))

    def _target(self, draft: Draft, token: int) -> Party | None:
        """Whom a verb of accusing has as its object: the last noun phrase between its subject and the charge."""
        speaker = draft.answer.speaker
        at = token + 1
        if speaker is not None and draft.answer.sieve == "explicit" and token < speaker.phrase.first < draft.first:
            at = speaker.phrase.stop
        return self._object(at, draft.first)

    def _object(self, at: int, stop: int) -> Party | None:
        reading, words = self.reading, self.reading.words
        at = self._skip(at, stop)
        if at >= stop or words[at].kind != "word" or parties.attached(reading, at) not in ("", "ل"):
            return None
        if words[at].flags & (PREPOSITION | COMPLEMENTIZER | COMPLEMENTIZER_B | RELATIVE | PRONOUN) or words[at].fold.startswith("ايا") or words[at].fold in ("ما", "من"):
            return None
        for token in range(at + 1, stop):  # زعيم حزب الشعب أكبر أحزاب المعارضة الرئيس رجب طيب إردوغان: the last one
            before = words[token - 1]
            complete = before.definite or any(m.stop == token for m in actors.within(reading, max(at, token - 6), token))
            mention = reading.mention_at.get(token)
            whole = words[token].definite and words[token].title is not None and not words[token].skip
            state = mention is not None and mention.form in ("name", "metonym") and mention.kind != "person" and mention.start == reading.starts[token]
            if complete and not before.flags & PREPOSITION and (whole or state) and not before.title:
                at = token
        return parties.of_tokens(reading, at, max(nouns.extend(reading, at, stop), at + 1))

    def _skip(self, at: int, stop: int) -> int:
        """Go past commas, adverbs of time, marks and a label (ما زعم أنه)."""
        words = self.reading.words
        while at < stop:
            labelled = self.reading.phrases("labelled", at, at + 1)
            mention = self.reading.mention_at.get(at)
            if labelled:
                at = labelled[0].last + 1
            elif words[at - 1].surface in COMMAS and mention is not None and mention.kind == "person" and mention.stop < stop and words[mention.stop].surface in COMMAS:
                at = mention.stop  # the name of the one who speaks, between commas
            elif words[at].surface in COMMAS or words[at].surface == "#" or words[at].kind == MARK:
                at += 1
            elif parties.is_time(words[at]) or words[at].flags & COMPLEMENTIZER:
                at += 1
            else:
                break
        return at

    def _of_event(self, event: Event) -> Charge | None:
        """The charge of a verb or noun that introduces no quotation (ندين العنف، اتهامات من معارضيه بأنه ...)."""
        accuser = event.agent or self._from(event) or self._antecedent(event)
        draft = event.draft
        if accuser is None and event.agency != "nominalised" and draft is not None and draft.answer.speaker is not None:
            accuser = parties.of_speaker(draft.answer.speaker)
        if accuser is None or event.negated or not self._accuses(accuser):
            return None
        high = event.sentence.stop if draft is None else draft.stop
        verb = event.agency in ("active", "passive")
        at = event.token + 1
        if accuser.first > event.token:
            at = accuser.stop
        if event.act.code == "accusation":
            return self._accusation(event, accuser, at, high)
        at = self._skip(at, high)
        if at >= high or not verb:
            return None
        stop = parties.clause_stop(self.reading, at, high)
        span = self.reading.starts[event.first], self.reading.end(self._trim(at, stop) - 1)
        self.told.append((at, stop))
        charge = self._charge(event.sentence, span, at, stop, (self.reading.starts[at], span[1]), accuser, None, draft, "condemn")
        wished = self.reading.words[event.token - 1].fold == "ان" and event.token > event.sentence.first
        return charge._replace(stance="hypothetical") if wished and charge.stance == "asserted" else charge

    def _accuses(self, party: Party) -> bool:
        """Whether a party can accuse: an actor, a person, a body; a mere everybody does not."""
        if party.side is not None or party.first < 0:
            return True
        title = self.reading.words[party.first].title
        return title is None or title["kind"] in ("person", "institution", "state")

    def _from(self, event: Event) -> Party | None:
        """The accuser after من (اتهامات من معارضيه)."""
        words, at = self.reading.words, event.token + 1
        if event.agency != "nominalised" and event.agency != "passive" or at >= event.stop or words[at].fold != "من":
            return None
        following = parties.after(self.reading, at + 1, event.stop)
        return following[0] if following else None

    def _antecedent(self, event: Event) -> Party | None:
        """Whom the pronoun of a noun means (واتهامها لـ): the nearest person, body or state before it that agrees."""
        reading, words = self.reading, self.reading.words
        folded = words[event.token].fold
        gender = "f" if folded.endswith("ها") else "m" if folded.endswith("ه") and not words[event.token].surface.endswith("ة") else None
        if event.agency != "nominalised" or gender is None:
            return None
        for token in range(event.token - 1, event.sentence.first - 1, -1):
            mention = reading.mention_at.get(token)
            title = words[token].title
            known = mention is not None and mention.form != "demonym" or title is not None and title["kind"] in ("person", "institution")
            if known and nouns.starts_phrase(reading, token):
                party = parties.of_tokens(reading, token, nouns.extend(reading, token, event.token))
                if party.gender == gender:
                    return party
        return None

    def _accusation(self, event: Event, accuser: Party, at: int, high: int) -> Charge | None:
        reading = self.reading
        if event.patient is None:
            return None
        begin = max(at, event.patient.stop if event.patient.first > event.token else at)
        limit = min(high, begin + 14)
        first = next((token for token in range(begin, limit) if cues.takes_b(reading, token) or reading.words[token].flags & COMPLEMENTIZER_B), None)
        if first is None:
            return None
        stop = parties.clause_stop(reading, first, high)
        span = reading.starts[event.first], reading.end(self._trim(first, stop) - 1)
        self.told.append((first, stop))
        return self._charge(event.sentence, span, first, stop, (reading.starts[first], span[1]), accuser, event.patient, event.draft, "accuse")

    def _charge(
        self, sentence: Sentence, span: tuple[int, int], first: int, stop: int, act: tuple[int, int], accuser: Party | None,
        target: Party | None, draft: Draft | None, kind: str,
    ) -> Charge:  # fmt: skip
        """A charge whose content lies in the tokens `first` up to `stop`."""
        event = next((e for e in self.events if first <= e.token < stop and e.act.harm in _HARMS), None)
        blamed = target if target is not None else self._culprit(first, stop, event)
        agency = event.agency if event is not None else "nominalised"
        return Charge(
            sentence, span, act, event.act.code if event is not None else "unspecified", accuser, blamed,
            event.patient if event is not None else None, draft, self._stance(draft, first, first),
            agency if blamed is not None else "nominalised", "accusation" if kind == "accuse" else "condemnation",
            _role(event.act) if event is not None else None, event.token if event is not None else -1, draft,
        )  # fmt: skip

    def _culprit(self, first: int, stop: int, event: Event | None) -> Party | None:
        """Whom a condemned thing belongs to: the agent of the act in it, the actor that it names, the subject of its relative."""
        reading, words = self.reading, self.reading.words
        if event is not None and event.agent is not None and event.agent.first >= first:
            return event.agent
        first += words[first].kind == MARK
        end = parties.phrase_stop(reading, first, stop)
        mentions = actors.within(reading, first, end)
        if not mentions:
            return parties.of_relative(reading, max(end, first + 1), stop)
        lead = mentions[0]
        if event is not None and event.token < lead.first or lead.kind in _PLACES and lead.form == "name":
            return None
        if lead.form == "demonym" and lead.first > first and words[first].title is None:
            return parties.of_tokens(reading, lead.first, lead.stop)
        title = words[first].title
        whole = lead.first == first or title is not None and title["kind"] != "document"
        return parties.of_tokens(reading, first if whole else self._owner(first, lead.first), end)

    def _owner(self, first: int, lead: int) -> int:
        """First token of the owner in a phrase: خطاب الأمين العام لحزب الله -> الأمين."""
        return next((token for token in range(first + 1, lead) if self.reading.words[token].title is not None), lead)

    # ------------------------------------------------------------------ acts

    def acts(self) -> Iterator[Charge]:
        """Yield the charges that lie in what is told of an act."""
        reading = self.reading
        for event in self.events:
            if any(first <= event.token < stop for first, stop in self.told):
                continue
            rule = self._reproach(event)
            if rule is None:
                continue
            stance = "hypothetical" if rule == "general" else self._stance(event.draft, event.first, event.token)
            if event.negated:
                stance = "denied"
            act = reading.starts[event.begin], reading.end(self._trim(event.begin, event.stop) - 1)
            draft = event.draft
            speaker = draft.answer.speaker if draft is not None else None
            yield Charge(
                event.sentence, (reading.starts[event.first], act[1]), act, event.act.code,
                parties.of_speaker(speaker) if speaker is not None else None,
                event.agent if rule not in ("befalls", "general") else None, event.patient, draft, stance, event.agency, rule,
                _role(event.act), event.token,
            )  # fmt: skip

    def _trim(self, first: int, stop: int) -> int:
        words = self.reading.words
        while stop - 1 > first and (words[stop - 1].surface in COMMAS or words[stop - 1].surface == "."):
            stop -= 1
        return stop

    def _reproach(self, event: Event) -> str | None:
        """Which rule makes an act a charge, or None where it is told without reproach."""
        agent, patient, harm, draft = event.agent, event.patient, event.act.harm, event.draft
        if self._serves_outlaws(event):
            harm = "hindrance"
        if harm not in _HARMS:
            return None
        said = voices.speaker_side(draft)
        civilian = self._is(patient, "civilian")
        if agent is not None and agent.first >= 0 and self.signals.first("happening", agent.first, agent.first + 1):
            return "befalls" if draft is not None and (civilian or patient is not None and patient.side is not None) else None
        if draft is not None and self.signals.first("general", max(draft.first, event.begin - 1), event.begin):
            words = self.reading.words[max(draft.first, event.begin - 6) : event.begin]
            return "general" if harm != "force" and not any(word.flags & NEGATION for word in words) else None
        if agent is None:
            undergone = event.agency == "passive" and event.begin < event.token
            passive = event.agency == "passive" and (civilian or event.act.does is None and harm == "force")
            return "befalls" if draft is not None and (undergone or passive) else None
        if agent.first < 0 or said is not None and agent.side == said and not event.negated:
            return None
        named = harm == "crime" and event.agency == "active" and parties.is_definite(self.reading, agent)
        if agent.side is None and not named and not self._agentive(agent):
            return None
        if draft is None and event.agency == "nominalised" and self._is_elsewhere(event.token):
            return None
        if harm in _WRONGS:
            return "wrong"
        if draft is None:
            return "harm_to_civilians" if civilian and harm == "force" else None
        if harm == "hindrance":
            against = self._is(patient, "outlaw") and event.act.harm == "hindrance"
            if agent.side is None and said is None or against:
                return None  # to hinder terrorists is no harm
            return "reported_hindrance"
        if civilian or patient is not None and said is not None and patient.side == said:
            return "reported_force"
        open_victim = patient is None or patient.side is None
        if said is not None and agent.side is not None and open_victim and event.agency != "nominalised":
            return "reported_force"
        return None

    def _is_elsewhere(self, token: int) -> bool:
        """Whether a noun in the outlet's text is another's word (للتنديد بالانتهاكات، ما تصفه بالعدوان)."""
        near = max(0, token - _NEAR)
        charged = any(near <= event.token < token and event.act.harm == "charge" for event in self.events)
        return charged or bool(self.reading.phrases("labelled", near, token) or self.reading.phrases("so_called", near, token))

    def _serves_outlaws(self, event: Event) -> bool:
        """Whether an act of support is for those whom the text calls terrorists or militias."""
        patient = event.patient
        if event.act.code not in _SUPPORT or event.draft is None or patient is None or patient.first < 0:
            return False
        return self.signals.first("outlaw", patient.first, patient.stop) is not None

    def _is(self, party: Party | None, type: str) -> bool:
        return party is not None and party.first >= 0 and self.signals.first(type, party.first, party.stop) is not None

    def _agentive(self, party: Party) -> bool:
        title = self.reading.words[party.first].title
        if title is not None and title["kind"] in ("person", "institution", "state", "collective"):
            return True
        first = party.first + bool(self.reading.words[party.first].flags & DEMONSTRATIVE)
        return self.signals.first("agent", first, first + 1) is not None

    # ------------------------------------------------------------------ evaluations

    def evaluations(self, drafts: list[Draft]) -> Iterator[Charge]:
        """Yield the outlet's verdicts on what it just told (وذلك في انحياز واضح): the one who spoke is blamed."""
        reading = self.reading
        for token, hit in self.signals.all("evaluation").items():
            if self.voices.within[token] is not None:
                continue
            sentence = next(s for s in reading.sentences if s.first <= token < s.stop)
            told = (d for d in reversed(drafts) if d.cue is not None and d.cue[0] < reading.starts[token])
            last = next((d for d in told if d.answer.speaker is not None), None)
            if last is None or last.sentence.segment != sentence.segment or last.answer.speaker is None:
                continue
            stop = self._verdict_stop(hit.last, parties.clause_stop(reading, hit.last, sentence.stop))
            self.told.append((token, stop))
            span = reading.starts[token], reading.end(stop - 1)
            blamed = parties.of_speaker(last.answer.speaker)
            target = parties.joined_by(reading, hit.last + 1, stop, frozenset(("ل", "الي")))
            yield Charge(
                sentence, span, span, hit.payload.code, None, blamed, target, None, "asserted", "nominalised", "evaluation",
                hit.payload.role, token,
            )  # fmt: skip

    def _verdict_stop(self, last: int, stop: int) -> int:
        """A verdict ends before the next one joined to it (وفي انحياز ...)."""
        words = self.reading.words
        return next((t for t in range(last + 1, stop) if words[t].fold in ("وفي", "وعلي") or words[t].flags & RELATIVE), stop)

    def faults(self) -> Iterator[Charge]:
        """Yield the fault that a speaker finds with an actor's conduct (تصريحات أنقرة "خطيرة")."""
        reading, conducts = self.reading, self.signals.all("conduct")
        until = -1
        for token, hit in self.signals.all("fault").items():
            draft = self.voices.within[token]
            if token <= until or draft is None or draft.answer.speaker is None:
                continue
            places = range(token - 1, max(draft.first, token - _FAULT_REACH) - 1, -1)
            conduct = next((conducts[place] for place in places if place in conducts), None)
            if conduct is None:
                continue
            owner = next(iter(actors.within(reading, conduct.first, min(conduct.last + 4, token))), None)
            if owner is None or owner.side == draft.answer.speaker.side:
                continue
            last = hit.last
            while last + 1 in self.signals.all("fault"):
                last = self.signals.all("fault")[last + 1].last
            until = last
            span = reading.starts[conduct.first], reading.end(last)
            blamed = parties.of_tokens(reading, owner.first, owner.stop)
            yield Charge(
                draft.sentence, span, span, hit.payload.code, parties.of_speaker(draft.answer.speaker), blamed, None, draft,
                self._stance(draft, token, token), "origin_adjective" if owner.form == "demonym" else "nominalised", "fault",
                hit.payload.role, token,
            )  # fmt: skip

    def labels(self) -> Iterator[Charge]:
        """Yield the charge in a label: land that a speaker calls occupied, from which he wants a force withdrawn."""
        reading = self.reading
        for token in self.signals.all("occupied"):
            draft = self.voices.within[token]
            if draft is None or draft.answer.speaker is None:
                continue
            withdrawal = self.signals.first("withdrawal", draft.first, token)
            if withdrawal is None:
                continue
            following = parties.after(reading, withdrawal.last + 1, token)
            land = next((m for m in reversed(actors.within(reading, max(draft.first, token - 3), token)) if m.form == "demonym"), None)
            if not following or following[0].side is None or land is None or land.side == following[0].side:
                continue
            span = reading.starts[land.first - 1], reading.end(token)
            yield Charge(
                draft.sentence, span, reading.span(token, token + 1), "occupation", parties.of_speaker(draft.answer.speaker), following[0],
                parties.of_tokens(reading, land.first - 1, token), draft, self._stance(draft, token, token), "passive", "label", "occupier",
                token,
            )  # fmt: skip

    # ------------------------------------------------------------------ stance

    def _stance(self, draft: Draft | None, first: int, token: int) -> str:
        """How the voice stands to the charge."""
        if draft is not None:
            if draft.act == "deny" and draft.rule.endswith("-an"):
                return "denied"  # that it happened; with a noun (رفض التدخل) it is the thing that is rejected
            if draft.polarity != "positive":
                return "hypothetical"
            if draft.stance == "distancing" or self.reading.phrases("doubt", draft.first, draft.sentence.stop):
                return "distanced"
        low = max(draft.first if draft is not None else 0, first - _NEAR)
        return "hypothetical" if self.signals.first("hypothetical", low, token) else "asserted"


def _subject_is_object(reading: Reading, draft: Draft, token: int) -> bool:
    """Whether the noun after a verb disagrees with it in gender, so that it is its object (وانتقدت الاتحاد الأوروبي)."""
    speaker = draft.answer.speaker
    if speaker is None or speaker.phrase.first <= token:
        return False
    genders = {form.form.gender for form in reading.words[token].verbs if form.form.kind in nouns.FINITE and form.form.number == "s"}
    head = nouns.gender_of(reading, speaker.phrase)
    return head in ("m", "f") and bool(genders) and head not in genders


def rows(reading: Reading, spoken: Voices, charges: list[Charge], confidence: dict[str, float]) -> list[Blame]:
    """Number the charges and make them rows of the blame table."""
    text = reading.text
    made: list[Blame] = []
    for charge in charges:
        accuser, blamed, victim = charge.accuser, charge.blamed, charge.victim
        made.append(
            Blame(
                reading.article_id, charge.sentence.sentence_id, f"{reading.article_id}:b{len(made) + 1:03d}", *charge.span,
                text[accuser.start : accuser.end] if accuser else None,
                accuser.start if accuser else None, accuser.end if accuser else None, accuser.side if accuser else None,
                text[blamed.start : blamed.end] if blamed else None,
                blamed.start if blamed else None, blamed.end if blamed else None, blamed.side if blamed else None,
                text[slice(*charge.act)], *charge.act, charge.code,
                text[victim.start : victim.end] if victim else None, victim.side if victim else None,
                ATTRIBUTED if accuser is not None else OUTLET, charge.stance, charge.agency,
                spoken.quote_id(charge.draft), charge.rule, confidence.get(charge.rule, 0.6),
            )
        )  # fmt: skip
    return made
