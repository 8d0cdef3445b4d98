"""Roles that follow from speech, acts and blame: who calls for peace, who fights, who is blamed and who suffers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.coding import actors, bounds, parties, syntax
from analysis.coding.charges import Charge
from analysis.coding.clauses import Event
from analysis.coding.drafts import Draft
from analysis.coding.parties import Party
from analysis.coding.reading import Reading, Sentence
from analysis.coding.signals import Signals
from analysis.coding.voices import Voices, speaker_side
from analysis.coding.word_types import COMMAS, PREPOSITION

_PEACE_REACH = {"demand": 9, "assert": 6, "promise": 6}  # tokens of content in which peace must be named, by speech act
_IMPLIED = frozenset(("peacemaker", "demander"))  # roles that follow from what an actor does
_EXPLICIT_RULES = frozenset(("accusation", "condemnation", "wrong", "evaluation", "fault"))
_ACCUSING = frozenset(("accusation", "condemnation"))
_CRITICAL = _ACCUSING | {"evaluation", "fault"}
_VICTIMLESS = frozenset(
    ("obstruction", "partisanship", "interference", "occupation", "threat", "incitement", "provocation", "escalation")
)
_MODALITIES = ("hypothetical", "capable", "offered")
_BOTH = 2  # sides without whom nothing is done together
_TOLD_PLAINLY = frozenset(("ally", "occupier", "instigator"))  # roles of a hindrance that need no reproach
_BETWEEN = frozenset(("بين", "وبين"))
_PLACES = frozenset(("capital", "city", "region"))
_NEAR = 4  # tokens in which a signal may stand before an act


class Ascription(NamedTuple):
    """A role before it is a row; `draft` is the quotation in which it is ascribed, None for the outlet's own words."""

    sentence: Sentence
    span: tuple[int, int]
    actor: Party
    role: str
    toward: str | None
    draft: Draft | None
    polarity: str
    modality: str
    strength: str
    rule: str


class Cast:
    """What the ways of finding roles share.

    Parameters
    ----------
    remedies
        First and last token of each cue of the frame remedy.
    """

    def __init__(self, reading: Reading, voices: Voices, signals: Signals, remedies: dict[int, int]) -> None:
        self.reading = reading
        self.voices = voices
        self.signals = signals
        self.remedies = remedies

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Return the offsets of a token range without signs at its end."""
        while stop - 1 > first and self.reading.words[stop - 1].kind == "sign":
            stop -= 1
        return self.reading.span(first, stop)

    def modality(self, first: int, begin: int, token: int, draft: Draft | None, hostile: bool = False) -> str:
        """Return whether an act, or one that its words begin, is told as done, offered, possible or only supposed."""
        low = max(draft.first if draft is not None else 0, first - _NEAR)
        low = next((at + 1 for at in range(first - 1, low - 1, -1) if self.reading.words[at].surface in COMMAS), low)
        if not hostile and self.signals.first("wished", max(low, token - 2), token) is not None:
            return "hypothetical"
        found = next((m for m in _MODALITIES if self.signals.first(m, low, token + 1) is not None), None)
        if found is not None:
            return found
        act = draft.act if draft is not None else None
        future = self.reading.words[begin].fold.lstrip("و").startswith(("ست", "سي", "سن"))
        if hostile and (future or act == "warn"):
            return "hypothetical"
        return "offered" if future or act == "promise" else "actual"

    def denies(self, draft: Draft) -> bool:
        """Whether what is denied is that something happened (نفى أن، نفى الأنباء عن)."""
        return draft.rule.endswith("-an") or self.signals.first("news", draft.first, draft.first + 1) is not None

    def between(self, first: int, stop: int) -> str | None:
        """Return the sides between which something is, in a token range (وقف إطلاق النار بين أرمينيا وأذربيجان)."""
        words = self.reading.words
        for token in range(first, stop - 1):
            if words[token].fold in _BETWEEN:
                party = parties.of_tokens(self.reading, token + 1, bounds.phrase_stop(self.reading, token + 1, stop))
                return party.side if party.side is not None and "|" in party.side else None
        return None

    def names_peace(self, first: int, stop: int) -> bool:
        """Whether a cue of peace begins in a token range."""
        return any(token in self.remedies for token in range(first, stop))


def of_speech(cast: Cast, drafts: list[Draft]) -> Iterator[Ascription]:
    """Yield what a speaker does by speaking: call for peace, demand."""
    for draft in drafts:
        speaker = draft.answer.speaker
        if speaker is None or speaker.side is None or draft.polarity != "positive":
            continue
        span = min(draft.start, *(draft.cue or (draft.start,))), draft.end
        target = _target(cast.reading, draft)
        if cast.names_peace(draft.first, min(draft.stop, draft.first + _PEACE_REACH.get(draft.act or "", 0))):
            role, strength = "peacemaker", "implied"
        elif target is not None and target != speaker.side:
            role, strength = "demander", "explicit" if draft.act == "demand" else "implied"
        else:
            continue
        if role == "peacemaker":
            target = target or cast.between(draft.first, draft.stop)
        actor = parties.of_speaker(speaker)
        yield Ascription(
            draft.sentence, span, actor, role, target, draft.parent, "asserted", "actual", strength, "speech"
        )


def _target(reading: Reading, draft: Draft) -> str | None:
    """Side of the one to whom a demand is put: between cue and content, or after على (على أرمينيا الانسحاب)."""
    if draft.first + 1 < draft.stop and reading.words[draft.first].fold == "علي":
        mention = reading.mention_at.get(draft.first + 1)
        if mention is None or mention.stop >= draft.stop or not reading.words[mention.stop].definite:
            return None
        return mention.side
    if draft.act != "demand" or draft.cue is None or draft.cue[0] > draft.start:
        return None
    speaker = draft.answer.speaker
    low = draft.first
    while low > 0 and reading.starts[low] > draft.cue[0]:
        low -= 1
    if speaker is not None and speaker.phrase.first > low:
        low = speaker.phrase.stop - 1
    sides = [mention.side for mention in actors.within(reading, low + 1, draft.first) if mention.side]
    return "|".join(dict.fromkeys(sides)) or None


def of_acts(cast: Cast, events: list[Event], charges: list[Charge]) -> Iterator[Ascription]:
    """Yield the roles that an act gives to its two sides where it is told without reproach."""
    told = {charge.token for charge in charges}
    for event in events:
        act, agent, patient, draft = event.act, event.agent, event.patient, event.draft
        if event.token in told or act.harm == "charge" or _lacks_other(cast, event):
            continue
        span = cast.span(event.first, event.stop)
        polarity = "negated" if event.negated or _is_denied(cast, event) or _is_not(cast, event) else "asserted"
        warned = event.agency != "nominalised" and draft is not None and draft.act == "warn"
        hostile = act.harm == "force" and not warned
        modality = cast.modality(event.first, event.begin, event.token, draft, hostile)
        strength = "implied" if act.does in _IMPLIED or "implied" in act.traits else "explicit"
        does = _does(cast, event)
        towards = _side_of(cast, patient)
        if agent is not None and agent.side is not None and does is not None:
            if does == "peacemaker":
                towards = towards or cast.between(event.token, event.stop) or _addressed(cast, event)
            elif patient is None and "joint" in act.traits:
                towards = agent.side
            yield Ascription(event.sentence, span, agent, does, towards, draft, polarity, modality, strength, "act")
            if "joint" in act.traits and cast.names_peace(event.token, event.stop):
                yield Ascription(
                    event.sentence, span, agent, "peacemaker", None, draft, polarity, modality, "implied", "act"
                )
        beside = "joint" in act.traits and cast.reading.words[event.token].fold.startswith("بال")  # بالتعاون مع
        if act.suffers not in (None, "victim") and not beside and patient is not None and patient.side is not None:
            sure = act.does is not None or event.agency == "active"  # not: المتهمين بتلقي الدعم من طهران
            other = patient.side if agent is None else agent.side if sure else None
            yield Ascription(
                event.sentence, span, patient, act.suffers or "", other, draft, polarity, modality, strength, "act"
            )
        elif _is_suffered(cast, event) and patient is not None and patient.side is not None:
            by = agent.side if agent is not None else None
            lost = patient._replace(side=patient.side.split("|")[0])  # مقتل جنديين تركيين وواشنطن تدعم
            yield Ascription(event.sentence, span, lost, "victim", by, draft, polarity, modality, "implied", "act")


def _side_of(cast: Cast, patient: Party | None) -> str | None:
    """The side of the one who is acted on, or of the one whose he is (على أهداف للنظام السوري)."""
    if patient is None or patient.side is not None or patient.first < 0:
        return patient.side if patient is not None else None
    stop = min(patient.stop + _NEAR, len(cast.reading.words))
    owner = syntax.holder(cast.reading, patient.stop, stop)
    return owner.side if owner is not None else None


def _does(cast: Cast, event: Event) -> str | None:
    """What an act makes of its agent where nobody finds fault with it; a hindrance is then only some of its roles."""
    act = event.act
    if act.harm == "hindrance" and act.does == "aggressor":
        near = cast.signals.first("military", event.token, min(event.stop, event.token + _NEAR))
        return "belligerent" if near is not None else None
    return act.does if act.harm != "hindrance" or act.does in _TOLD_PLAINLY else None


def _is_suffered(cast: Cast, event: Event) -> bool:
    """Whether an act is told of the one who suffers it: sanctions, an attack undergone, the killed of a state."""
    act, patient = event.act, event.patient
    if act.suffers != "victim" or patient is None or cast.signals.first("outlaw", patient.first, patient.stop):
        return False
    if act.code == "coercion" and act.harm == "none":
        return cast.signals.first("lifted", max(0, event.token - 2), event.token) is None
    if act.code == "killing":
        return event.agent is None and cast.signals.first("troops", patient.first, patient.first + 3) is not None
    return event.agency == "passive" and event.begin < event.token  # تعرضت لقصف


def _addressed(cast: Cast, event: Event) -> str | None:
    """Sides of those whom a call for peace addresses, between its verb and the peace (تدعو باكو ويريفان إلى وقف)."""
    peace = next((token for token in range(event.token + 1, event.stop) if token in cast.remedies), event.token)
    agent = event.agent
    low = max(event.token + 1, agent.stop if agent is not None else 0)
    sides = [m.side for m in actors.within(cast.reading, low, peace) if m.side and m.kind not in _PLACES]
    return "|".join(dict.fromkeys(sides)) or None


def _is_not(cast: Cast, event: Event) -> bool:
    """Whether an act is said not to be, or no longer (لم تكن نتيجة تفاهمات، لم تعد تتفق)."""
    near = _NEAR if event.agency == "nominalised" else 2
    low = max(event.sentence.first, event.token - near)
    return cast.signals.first("absent", low, event.token) is not None


def _is_denied(cast: Cast, event: Event) -> bool:
    """Whether the speaker of an act denies it: that it happened, or that he did it."""
    draft = event.draft
    if draft is None or draft.act != "deny":
        return False
    return cast.denies(draft) or event.agent is not None and event.agent.side == speaker_side(draft)


def _lacks_other(cast: Cast, event: Event) -> bool:
    """Whether an act lacks the other side that it needs: cooperation with nobody, support of a mere thing."""
    patient = event.patient
    if "needs_actor" in event.act.traits:
        return patient is None or patient.side is None or not parties.is_known(cast.reading, patient)
    if "needs_object" not in event.act.traits:
        sides = [party.side for party in (event.agent, patient) if party is not None and party.side is not None]
        return "joint" in event.act.traits and len("|".join(sides).split("|")) < _BOTH
    if patient is not None:
        return not cast.signals.are_people(cast.reading, patient)
    if event.agency == "active":
        return True
    following = cast.reading.words[event.token + 1] if event.token + 1 < event.stop else None
    return following is None or following.kind != "word" or bool(following.flags & PREPOSITION)


def of_blame(charges: list[Charge], events: list[Event]) -> Iterator[Ascription]:
    """Yield the roles that blame gives: critic, aggressor, instigator or spoiler, victim."""
    helped = {event.token: event.patient for event in events if event.act.does == "ally"}
    for charge in charges:
        polarity = "negated" if charge.stance == "denied" else "asserted"
        modality = "hypothetical" if charge.stance == "hypothetical" else "actual"
        accuser, blamed, victim = charge.accuser, charge.blamed, charge.victim
        by = blamed.side if blamed is not None else None
        hit = victim.side if victim is not None else None
        other = helped.get(charge.token)
        makes = charge.rule in _CRITICAL and charge.stance != "hypothetical"
        if makes and accuser is not None and accuser.side is not None:
            yield Ascription(
                charge.sentence, charge.span, accuser, "critic", by, charge.told_in, "asserted", "actual",
                "explicit" if charge.rule in _ACCUSING else "implied", "blame",
            )  # fmt: skip
        if blamed is not None and by is not None and charge.role is not None:
            strength = "explicit" if charge.rule in _EXPLICIT_RULES else "implied"
            towards = hit or (other.side if other is not None else None)
            yield Ascription(
                charge.sentence, charge.span, blamed, charge.role, towards, charge.draft, polarity, modality, strength,
                "blame",
            )  # fmt: skip
        if victim is not None and hit not in (None, by) and charge.rule != "general" and charge.code not in _VICTIMLESS:
            strength = "explicit" if charge.rule == "wrong" else "implied"
            yield Ascription(
                charge.sentence, charge.span, victim, "victim", by, charge.draft, polarity, modality, strength, "blame"
            )
