"""Acts in a clause: who does what to whom, under a verb, a verbal noun or a light verb with a noun (شنت ... غارات).

The acts are data (acts.csv): their forms stand in the lexicon with everything else, so that a word that is no act costs
nothing here. Blame and roles read the events found; neither knows a word of Arabic.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.codebook import Codebook, Entry
from analysis.coding import nouns, parties
from analysis.coding.forms import Form, imperfect, masdar, of_verb
from analysis.coding.match import COMPLEMENTIZER, COMPLEMENTIZER_B, NEGATION, PREPOSITION, Lexicon, Match
from analysis.coding.nouns import FINITE
from analysis.coding.parties import COMMAS, Party
from analysis.coding.drafts import Draft
from analysis.coding.reading import Reading, Sentence
from analysis.coding.voices import Voices
from analysis.text import fold

_PREPOSITIONS = {
    "ala": ("علي", "فوق"), "fi": ("في",), "aan": ("عن",), "min": ("من",), "ila": ("الي",), "li": ("ل",), "b": ("ب",),
    "did": ("ضد", "بحق"), "maa": ("مع",), "bayn": ("بين",),
}  # fmt: skip
_LIGHT_REACH = 12  # tokens from a light verb to the noun of the act


class Act(NamedTuple):
    """An entry of acts.csv."""

    code: str
    harm: str
    does: str | None
    suffers: str | None
    is_object: bool
    prepositions: frozenset[str]
    genitive: str
    within: tuple[tuple[str, ...], ...]


class ActForm(NamedTuple):
    """A written form of an act, as it stands in the lexicon."""

    act: Act
    form: Form


class Event(NamedTuple):
    """An act found in a clause.

    `token` is its word, `first` to `stop` the clause that tells it, `draft` the quotation in which it stands.
    """

    act: Act
    sentence: Sentence
    token: int
    first: int
    stop: int
    agent: Party | None
    patient: Party | None
    agency: str
    negated: bool
    draft: Draft | None
    carrier: int | None  # token of the light verb


def _entry(row: Entry) -> Act:
    joined = [item for item in row["patient"].split("|") if item and item != "np"]
    return Act(
        row["code"], row["harm"], row["does"] or None, row["suffers"] or None, "np" in row["patient"].split("|"),
        frozenset(word for item in joined for word in _PREPOSITIONS[item]), row["genitive"] or "agent",
        tuple(tuple(fold(word) for word in phrase.split()) for phrase in row["with"].split("|") if phrase),
    )  # fmt: skip


def _forms(row: Entry) -> Iterator[Form]:
    for form in of_verb(row["lemma"], row["imperfect"]):
        yield form
        if form.kind == "imperfect":
            yield form._replace(spelling="س" + form.spelling)
    if row["imperfect"]:
        first = "ن" + next(imperfect(row["imperfect"])).spelling[1:]
        yield Form(first, "imperfect", "1", "p")
        yield Form("س" + first, "imperfect", "1", "p")
    if row["masdar"]:
        yield next(masdar(row["masdar"]))
    for noun in filter(None, row["nouns"].split("|")):
        yield Form(fold(noun), "noun", "f", "s")


def add_to(lexicon: Lexicon, codebook: Codebook) -> None:
    """Add every form of acts.csv to the lexicon."""
    for row in codebook.rows("acts"):
        act = _entry(row)
        for form in _forms(row):
            lexicon.add(form.spelling, ActForm(act, form))


def find(reading: Reading, voices: Voices, hits: list[Match]) -> list[Event]:
    """Return the acts of an article in the order of the text."""
    return _Finder(reading, voices).find(hits)


class _Finder:
    def __init__(self, reading: Reading, voices: Voices) -> None:
        self.reading = reading
        self.voices = voices
        self.sentence = reading.sentences[0] if reading.sentences else Sentence("", 0, 0, 0)
        self.light: tuple[int, Party | None, bool] | None = None  # token, subject, whether it undergoes the act

    def find(self, hits: list[Match]) -> list[Event]:
        events: list[Event] = []
        sentences = iter(self.reading.sentences)
        token = -1
        for hit in hits:
            if hit.first <= token:
                continue
            while hit.first >= self.sentence.stop:
                self.sentence = next(sentences)
                self.light = None
            event = self._event(hit)
            if event is not None:
                events.append(event)
                token = hit.last
        return events

    def _bounds(self, token: int) -> tuple[int, int, Draft | None]:
        """The tokens in which the parts of an act at `token` may stand."""
        draft = self.voices.within[token]
        if draft is None:
            return self.sentence.first, self.sentence.stop, None
        return draft.first, draft.stop, draft

    def _event(self, hit: Match) -> Event | None:
        kind = hit.payload.form.kind
        if kind in FINITE:
            return self._verb(hit)
        return self._noun(hit)

    # ------------------------------------------------------------------ verbs

    def _verb(self, hit: Match) -> Event | None:
        reading, words = self.reading, self.reading.words
        act, form = hit.payload
        token = hit.first
        word = words[token]
        if hit.preposition and not (hit.preposition == "ل" and form.kind == "imperfect"):
            return None
        if word.definite or token in reading.mention_at or token > self.sentence.first and self._governs_a_noun(token):
            return None
        low, high, draft = self._bounds(token)
        suffixed = self._suffixed(hit)
        stop = parties.clause_stop(reading, token, high)
        if act.within and not self._has(act, token + 1, min(stop, token + 10)):
            return None
        agent, patient = self._arguments(hit, low, stop, suffixed, draft)
        negated = token > low and bool(words[token - 1].flags & NEGATION)
        if act.code in ("light", "undergo"):
            self.light = (token, agent, act.code == "undergo")
            return None
        passive = agent is None and patient is not None
        agency = "passive" if passive else "origin_adjective" if self._by_origin(agent) else "active"
        first = min([token, *(party.first for party in (agent,) if party is not None and party.first >= low)])
        return Event(act, self.sentence, token, first, stop, agent, patient, agency, negated, draft, None)

    def _governs_a_noun(self, token: int) -> bool:
        """Whether the word before makes this one a noun (في قصف، عمليات قتل)."""
        before = self.reading.words[token - 1]
        return bool(before.flags & PREPOSITION) and not before.flags & (COMPLEMENTIZER | COMPLEMENTIZER_B)

    def _suffixed(self, hit: Match) -> bool:
        word = self.reading.words[hit.first]
        return len(word.fold) - len(hit.payload.form.spelling) - hit.conjunction - bool(hit.preposition) > 0 and not word.surface.endswith("ة")

    def _has(self, act: Act, first: int, stop: int) -> int | None:
        """Token after the words that must follow, or None."""
        words = self.reading.words
        for token in range(first, stop):
            for phrase in act.within:
                if token + len(phrase) <= stop and all(
                    words[token + k].fold == part or part in words[token + k].keys or words[token + k].bare == part for k, part in enumerate(phrase)
                ):
                    return token + len(phrase)
        return None

    def _arguments(self, hit: Match, low: int, stop: int, suffixed: bool, draft: Draft | None) -> tuple[Party | None, Party | None]:
        reading = self.reading
        act, form = hit.payload
        token = hit.first
        at = token + 1
        agent: Party | None = None
        if form.gender == "1":
            agent = self._speaker(draft)
        else:
            agent = parties.subject_before(reading, token, low, form.gender, form.number)
        following = parties.after(reading, at, stop)
        patient: Party | None = None
        if agent is None and following:
            alone = len(following) == 1
            object_follows = act.is_object and not suffixed
            if not alone:
                agent, patient = following[0], following[1] if act.is_object else None
            elif not object_follows:
                agent = following[0]
            else:
                patient = following[0]
        elif following and act.is_object:
            patient = following[0]
        if agent is None:
            agent = self._carried(hit, low, draft)
        if patient is None and act.prepositions:
            begin = max([at, *(party.stop for party in (agent,) if party is not None and party.stop > token)])
            if act.within:
                begin = self._has(act, at, stop) or begin
                if act.is_object:
                    direct = parties.after(reading, begin, stop)
                    patient = direct[0] if direct else None
            patient = patient or parties.joined_by(reading, begin, stop, act.prepositions)
        elif patient is None and act.within and act.is_object:
            begin = self._has(act, at, stop)
            direct = parties.after(reading, begin, stop) if begin else []
            patient = direct[0] if direct else None
        if agent is not None and patient is not None and agent.first == patient.first >= 0:
            patient = None
        return agent, patient

    def _carried(self, hit: Match, low: int, draft: Draft | None) -> Party | None:
        """The hidden subject: the speaker after أنها or in نحن, else nobody."""
        words = self.reading.words
        if draft is not None and hit.first - draft.first <= 1 and draft.first > 0:
            before = words[draft.first - 1]
            if before.flags & (COMPLEMENTIZER | COMPLEMENTIZER_B) and before.fold.endswith(("ه", "ها", "هم", "هما")):
                return self._speaker(draft)
        return None

    def _speaker(self, draft: Draft | None) -> Party | None:
        if draft is None or draft.answer.speaker is None:
            return None
        return parties.of_speaker(draft.answer.speaker)

    def _by_origin(self, agent: Party | None) -> bool:
        """Whether the agent is named only by an adjective of origin (مسيرات تركية)."""
        if agent is None or agent.first < 0:
            return False
        mention = next(iter(parties.actors.within(self.reading, agent.first, agent.stop)), None)
        title = self.reading.words[agent.first].title
        return mention is not None and mention.form == "demonym" and mention.first > agent.first and title is None

    # ------------------------------------------------------------------ nouns

    def _noun(self, hit: Match) -> Event | None:
        reading, words = self.reading, self.reading.words
        act, form = hit.payload
        token = hit.first
        low, high, draft = self._bounds(token)
        stop = parties.clause_stop(reading, hit.last, high)
        if act.within and not self._has(act, hit.last + 1, min(stop, token + 8)):
            return None
        if act.code in ("light", "undergo"):
            self.light = (token, None, act.code == "undergo")
            return None
        light = self.light
        carrier = None
        agent = patient = None
        agency = "nominalised"
        if light is not None and light[0] >= low and token - light[0] <= _LIGHT_REACH + (light[1].stop - light[1].first if light[1] else 0):
            carrier = light[0]
            if light[2]:
                patient = light[1]
                agency = "passive"
            else:
                agent = light[1]
                agency = "origin_adjective" if self._by_origin(agent) else "active"
            self.light = None
        following = parties.after(reading, hit.last + 1, stop)
        genitive = following[0] if following and not words[token].definite else None
        adjective = self._origin(hit.last + 1, stop)
        marked = parties.joined_by(reading, hit.last + 1, stop, act.prepositions | {"ل"} if act.is_object else act.prepositions)
        if adjective is not None and carrier is None:
            agent = adjective
        elif genitive is not None and carrier is None:
            if act.genitive == "agent" or marked is not None and act.is_object and act.prepositions == frozenset():
                agent = genitive
            else:
                patient = genitive
        if patient is None:
            patient = marked
        if patient is not None and agent is not None and patient.first == agent.first:
            patient = None
        first = carrier if carrier is not None else token
        if agent is not None and low <= agent.first < first:
            first = agent.first
        negated = carrier is not None and carrier > low and bool(words[carrier - 1].flags & NEGATION)
        return Event(act, self.sentence, token, first, stop, agent, patient, agency, negated, draft, carrier)

    def _origin(self, at: int, stop: int) -> Party | None:
        """The adjective of origin that follows a noun, with at most one other adjective between (الغارات الجوية الروسية)."""
        reading, words = self.reading, self.reading.words
        for token in (at, at + 1):
            if token >= stop:
                return None
            mention = reading.mention_at.get(token)
            if mention is not None:
                return parties.of_tokens(reading, token, mention.stop) if mention.form == "demonym" else None
            if words[token].kind != "word" or words[token].flags or words[token].surface in COMMAS or not words[token].fold.endswith(("ه", "ي")):
                return None
        return None
