"""Roles: which part an actor is given, toward whom, by whom, in the headline or the body.

A role is explicit where a noun or verb names it (حليفة، تدعم، وساطة), implied where it follows from an act (who calls for a
ceasefire acts as peacemaker). Calling, demanding and criticising are told by the outlet; what stands inside reported
content is attributed to its speaker.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.codebook import Codebook
from analysis.coding import actors, nouns, parties
from analysis.coding.acts import Event
from analysis.coding.blame import Charge
from analysis.coding.match import NEGATION, PREPOSITION, Lexicon, Match
from analysis.coding.parties import COMMAS, Party
from analysis.coding.drafts import Draft
from analysis.coding.reading import Reading, Sentence
from analysis.coding.signals import Signals
from analysis.coding.voices import ATTRIBUTED, OUTLET, Voices, speaker_side

_PEACE_REACH = {"demand": 9, "assert": 6, "promise": 6}  # tokens of content in which a cue of peace must stand, by what the speaker does


class Role(NamedTuple):
    """A row of the roles table, in its column order."""

    article_id: str
    sentence_id: str
    role_id: str
    start: int
    end: int
    actor_id: str | None
    side: str
    surface: str
    surface_start: int
    surface_end: int
    role: str
    toward: str | None
    voice: str
    speaker_side: str | None
    polarity: str
    modality: str
    strength: str
    segment: str
    quote_id: str | None
    rule_id: str
    confidence: float


class RoleCue(NamedTuple):
    """A pattern of role_cues.csv."""

    role: str
    actor: str
    toward: str
    strength: str
    modality: str


class Ascription(NamedTuple):
    """A role before it is a row."""

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


def add_to(lexicon: Lexicon, codebook: Codebook) -> None:
    """Add the patterns of role_cues.csv to the lexicon."""
    for row in codebook.rows("role_cues"):
        cue = RoleCue(row["role"], row["actor"], row["toward"], row["strength"] or "explicit", row["modality"] or "actual")
        lexicon.add(row["pattern"], cue)


def find(
    reading: Reading, drafts: list[Draft], voices: Voices, events: list[Event], charges: list[Charge], signals: Signals,
    hits: list[Match], remedies: dict[int, int], sentence_of: list[int], confidence: dict[str, float],
) -> list[Role]:  # fmt: skip
    """Return the role rows of an article in the order of the text."""
    finder = _Finder(reading, voices, signals, remedies, sentence_of)
    found = [*finder.speech(drafts), *finder.acts(events, charges), *finder.charged(charges), *finder.named(hits)]
    found.sort(key=lambda a: (a.span, a.actor.start, a.role))
    return _rows(reading, voices, found, confidence)


class _Finder:
    def __init__(self, reading: Reading, voices: Voices, signals: Signals, remedies: dict[int, int], sentence_of: list[int]) -> None:
        self.reading = reading
        self.voices = voices
        self.signals = signals
        self.remedies = remedies
        self.sentence_of = sentence_of

    def speech(self, drafts: list[Draft]) -> Iterator[Ascription]:
        """Yield what a speaker does by speaking: call for peace, demand."""
        for draft in drafts:
            speaker = draft.answer.speaker
            if speaker is None or speaker.side is None or draft.polarity != "positive":
                continue
            actor = parties.of_speaker(speaker)
            span = min(draft.start, *(draft.cue or (draft.start,))), draft.end
            reach = _PEACE_REACH.get(draft.act or "", 0)
            peace = any(token in self.remedies for token in range(draft.first, min(draft.stop, draft.first + reach)))
            target = self._target(draft)
            if peace:
                yield Ascription(draft.sentence, span, actor, "peacemaker", target, draft.parent, "asserted", "actual", "implied", "speech")
            elif target is not None and target != speaker.side:
                strength = "explicit" if draft.act == "demand" else "implied"
                yield Ascription(draft.sentence, span, actor, "demander", target, draft.parent, "asserted", "actual", strength, "speech")

    def _target(self, draft: Draft) -> str | None:
        """Side of the one to whom a demand is put: between cue and content, or after على (على أرمينيا الانسحاب)."""
        reading = self.reading
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
        sides = [m.side for m in actors.within(reading, low + 1, draft.first) if m.side]
        return "|".join(dict.fromkeys(sides)) or None

    def acts(self, events: list[Event], charges: list[Charge]) -> Iterator[Ascription]:
        """Yield the roles that an act gives to its two sides where it is told without reproach."""
        told = {charge.token for charge in charges}
        for event in events:
            act, agent, patient, draft = event.act, event.agent, event.patient, event.draft
            if event.token in told or act.harm == "charge":
                continue
            span = self._span(event.first, event.stop)
            denied = draft is not None and draft.act == "deny" and (draft.rule.endswith("-an") or agent is not None and agent.side == speaker_side(draft))
            polarity = "negated" if event.negated or denied else "asserted"
            if patient is None and (act.code == "support" and self._is_bare(event) or act.suffers in ("ally", "partner")):
                continue  # of what or with whom, nobody can tell
            modality = self._modality(event.first, event.token, draft)
            strength = "implied" if act.does in ("peacemaker", "demander") else "explicit"
            if agent is not None and agent.side is not None and act.does is not None and act.harm != "hindrance":
                toward = patient.side if patient is not None else None
                yield Ascription(event.sentence, span, agent, act.does, toward, draft, polarity, modality, strength, "act")
                if act.code == "cooperation" and any(token in self.remedies for token in range(event.token, event.stop)):
                    yield Ascription(event.sentence, span, agent, "peacemaker", None, draft, polarity, modality, "implied", "act")
            if act.suffers not in (None, "victim") and patient is not None and patient.side is not None:
                toward = agent.side if agent is not None else patient.side
                yield Ascription(event.sentence, span, patient, act.suffers or "", toward, draft, polarity, modality, strength, "act")

    def _is_bare(self, event: Event) -> bool:
        """Whether nothing follows a word of support that it could have as its object."""
        words = self.reading.words
        following = words[event.token + 1] if event.token + 1 < event.stop else None
        return following is None or following.kind != "word" or bool(following.flags & PREPOSITION)

    def charged(self, charges: list[Charge]) -> Iterator[Ascription]:
        """Yield the roles that blame gives: aggressor, instigator or spoiler to the blamed, victim to the one harmed."""
        for charge in charges:
            polarity = "negated" if charge.stance == "denied" else "asserted"
            modality = "hypothetical" if charge.stance == "hypothetical" else "actual"
            victim = charge.victim.side if charge.victim is not None else None
            accuser = charge.accuser
            if charge.rule in ("accusation", "condemnation") and accuser is not None and accuser.side is not None and charge.stance != "hypothetical":
                toward = charge.blamed.side if charge.blamed is not None else None
                yield Ascription(charge.sentence, charge.span, accuser, "critic", toward, charge.told_in, "asserted", "actual", "explicit", "blame")
            suffered = "explicit" if charge.rule == "wrong" else "implied"
            strength = "explicit" if charge.rule in ("accusation", "condemnation", "wrong", "evaluation", "fault") else "implied"
            if charge.blamed is not None and charge.blamed.side is not None and charge.role is not None:
                yield Ascription(charge.sentence, charge.span, charge.blamed, charge.role, victim, charge.draft, polarity, modality, strength, "blame")
            if charge.victim is not None and victim is not None:
                by = charge.blamed.side if charge.blamed is not None else None
                yield Ascription(charge.sentence, charge.span, charge.victim, "victim", by, charge.draft, polarity, modality, suffered, "blame")

    def named(self, hits: list[Match]) -> Iterator[Ascription]:
        """Yield the roles that a noun names."""
        reading = self.reading
        until = -1
        for hit in hits:
            if hit.first <= until:
                continue
            cue: RoleCue = hit.payload
            sentence = reading.sentences[self.sentence_of[hit.first]]
            draft = self.voices.within[hit.first]
            low, high = (draft.first, draft.stop) if draft is not None else (sentence.first, sentence.stop)
            stop = parties.clause_stop(reading, hit.last, high)
            following = self._after(hit.last + 1, max(stop, min(hit.last + 8, high)))
            actor = toward = None
            covering = reading.mention_at.get(hit.first)
            if cue.actor == "after" and covering is not None and covering.side is not None:
                actor = parties.of_tokens(reading, covering.first, covering.stop)
            elif cue.actor == "after":
                actor = following or self._epithet(hit)
                if cue.toward == "subject":
                    before = parties.ending_at(reading, hit.first, low)
                    toward = before.side if before is not None else None
            elif cue.actor == "subject":
                actor = parties.subject_before(reading, hit.first, low, "", "p") or self._opening(hit.first, low)
                toward = following.side if following is not None and cue.toward else None
            else:
                actor, toward = self._beside(hit, low, stop, high, following)
            if actor is None or actor.side is None:
                continue
            until = hit.last
            first = min(hit.first, actor.first) if actor.first >= 0 else hit.first
            last = max(hit.last + 1, actor.stop)
            negated = hit.first > low and bool(reading.words[hit.first - 1].flags & NEGATION)
            modality = self._modality(first, hit.first, draft)
            yield Ascription(sentence, self._span(first, last), actor, cue.role, toward, draft, "negated" if negated else "asserted", modality, cue.strength, "cue")

    def _epithet(self, hit: Match) -> Party | None:
        """The one occupier that the article names, where الاحتلال stands alone."""
        party = parties.of_tokens(self.reading, hit.last, hit.last + 1)
        return party if party.side is not None else None

    def _opening(self, token: int, low: int) -> Party | None:
        """The actor who opens the clause (روسيا وفرنسا بصفتها الرؤساء المناوبين)."""
        reading = self.reading
        first = parties.clause_first(reading, token, low)
        if first >= token or not nouns.starts_phrase(reading, first):
            return None
        party = parties.of_tokens(reading, first, nouns.extend(reading, first, token))
        return party if party.side is not None else None

    def _beside(self, hit: Match, low: int, stop: int, high: int, following: Party | None) -> tuple[Party | None, str | None]:
        """Who is called ally of whom: حليفتها روسيا، روسيا حليفة دمشق، حليفي النظام في دمشق، روسيا وإيران، تركيا كـ"حليف"."""
        reading, words = self.reading, self.reading.words
        toward = following.side if following is not None else None
        comma = next((at for at in range(hit.last + 1, min(high - 1, hit.last + 7)) if words[at].surface in COMMAS), None)
        if comma is not None and comma + 1 in reading.mention_at and reading.mention_at[comma + 1].start == reading.starts[comma + 1]:
            apposed = parties.of_tokens(reading, comma + 1, nouns.extend(reading, comma + 1, high))
            owner = next(iter(actors.within(reading, hit.last + 1, comma)), None)
            if apposed.side is not None:
                return apposed, toward or (owner.side if owner is not None else None)
        before = hit.first - 1
        while before > low and (words[before].kind == "mark" or words[before].fold == "ك" or words[before].surface in COMMAS):
            before -= 1
        mention = next((m for m in actors.within(reading, max(low, before - 5), before + 1) if m.stop == before + 1), None)
        if mention is not None and before + 1 < hit.first and mention.side is not None:
            return parties.of_tokens(reading, mention.first, mention.stop), toward
        subject = parties.subject_before(reading, hit.first, low, "", "p")
        if subject is not None and subject.side is not None:
            return subject, toward
        suffixed = words[hit.first].fold.endswith(("ها", "ه", "هم")) and not words[hit.first].surface.endswith("ة")
        return (following, None) if suffixed else (None, None)

    def _after(self, at: int, stop: int) -> Party | None:
        """The party after a cue: in the genitive, as an adjective, after ل."""
        reading = self.reading
        if at >= stop:
            return None
        if reading.words[at].surface in ("-", "–", "—") and at + 1 in reading.mention_at:
            return parties.of_tokens(reading, at + 1, nouns.extend(reading, at + 1, stop))
        following = parties.after(reading, at, stop)
        if following and following[0].side is not None:
            return following[0]
        if reading.words[at].kind == "word" and parties.attached(reading, at) == "ل":
            return parties.of_tokens(reading, at, nouns.extend(reading, at, stop))
        return parties.joined_by(reading, at, min(stop, at + 3), frozenset(("ل",)))

    def _span(self, first: int, stop: int) -> tuple[int, int]:
        while stop - 1 > first and self.reading.words[stop - 1].kind == "sign":
            stop -= 1
        return self.reading.span(first, stop)

    def _modality(self, first: int, token: int, draft: Draft | None) -> str:
        """Whether an act is told as done, offered, possible or only supposed."""
        low = max(draft.first if draft is not None else 0, first - 4)
        for modality in ("hypothetical", "capable", "offered"):
            if self.signals.first(modality, low, token) is not None:
                return modality
        future = self.reading.words[token].fold.lstrip("و").startswith(("ست", "سي", "سن"))
        return "offered" if future or draft is not None and draft.act == "promise" else "actual"


def _each(reading: Reading, party: Party) -> Iterator[tuple[str | None, str, int, int]]:
    """Actor, side and offsets of each of coordinated actors."""
    sides = (party.side or "").split("|")
    if len(sides) == 1 or party.first < 0:
        for side in sides:
            yield party.actor_id, side, party.start, party.end
        return
    for mention in actors.within(reading, party.first, party.stop):
        if mention.side in sides:
            sides.remove(mention.side)
            yield mention.actor_id, mention.side, mention.start, mention.end


def _rows(reading: Reading, voices: Voices, found: list[Ascription], confidence: dict[str, float]) -> list[Role]:
    text = reading.text
    rows: list[Role] = []
    last: dict[tuple[str, str], Role] = {}
    for ascription in found:
        for actor_id, side, start, end in _each(reading, ascription.actor):
            if not side:
                continue
            toward = "|".join(s for s in (ascription.toward or "").split("|") if s and s != side) or None
            before = last.get((side, ascription.role))
            if before is not None and ascription.span[0] < before.end and (before.toward == toward or toward is None):
                continue  # the same, said by a second cue of the clause
            draft = ascription.draft
            rows.append(
                Role(
                    reading.article_id, ascription.sentence.sentence_id, f"{reading.article_id}:r{len(rows) + 1:03d}",
                    *ascription.span, actor_id, side, text[start:end], start, end, ascription.role, toward,
                    OUTLET if draft is None else ATTRIBUTED, speaker_side(draft), ascription.polarity, ascription.modality,
                    ascription.strength, reading.kind_of(ascription.sentence), voices.quote_id(draft), ascription.rule,
                    confidence.get(ascription.rule, 0.6),
                )
            )  # fmt: skip
            last[side, ascription.role] = rows[-1]
    return rows
