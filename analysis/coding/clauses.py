"""A clause that tells an act, and what verbs and verbal nouns share in finding its parties."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from analysis.coding import actors, bounds, clitics, parties, syntax
from analysis.coding.acts import Act
from analysis.coding.drafts import Draft
from analysis.coding.parties import Party
from analysis.coding.reading import Reading, Sentence
from analysis.coding.signals import Signals
from analysis.coding.voices import Voices
from analysis.coding.word_types import DEMONSTRATIVE, Match

PLACES = frozenset(("capital", "city", "region"))  # kinds of actor that stand in a text also as the place of an act
CAUSES = frozenset(
    ("في", "اثناء", "اثر", "جراء", "نتيجه", "بسبب", "خلال")
)  # what comes after them caused or framed the act
REACH = 12  # tokens from a verb to the words that must follow it, or to the act that it carries


class Event(NamedTuple):
    """An act found in a clause.

    `token` is its word, `first` to `stop` the clause that tells it, `begin` the first token of the act itself (its
    light verb, if it has one), `draft` the quotation in which it stands. `agency` is active, passive, nominalised or
    origin_adjective.
    """

    act: Act
    sentence: Sentence
    token: int
    begin: int
    first: int
    stop: int
    agent: Party | None
    patient: Party | None
    agency: str
    negated: bool
    draft: Draft | None


class Scope(NamedTuple):
    """The tokens in which the parts of an act may stand, and the quotation that they are."""

    low: int
    high: int
    draft: Draft | None


class Light(NamedTuple):
    """A light verb that waits for its noun: its token, its subject when asked, whether that undergoes the act."""

    token: int
    subject: Callable[[], Party | None]
    undergoes: bool
    negated: bool


class Desk:
    """What is known while the acts of an article are read in order.

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
        self.sentence = Sentence("", 0, 0, 0)
        self.light: Light | None = None
        self.events: list[Event] = []
        self.tokens: set[int] = set()  # tokens of acts

    def scope(self, token: int) -> Scope:
        """Return the part of the sentence in one voice in which a token stands."""
        draft = self.voices.within[token]
        if draft is None:
            return Scope(self.sentence.first, self.sentence.stop, None)
        return Scope(max(draft.first, self.sentence.first), min(draft.stop, self.sentence.stop), draft)

    def needed(self, act: Act, first: int, stop: int) -> tuple[int, int] | None:
        """Return where the words stand that must follow: empty at `first` where none must, None where they do not."""
        limit = min(stop, first + REACH)
        if act.remedy:
            token = next((token for token in range(first, limit) if token in self.remedies), None)
            return (token, self.remedies[token] + 1) if token is not None else None
        if not act.within:
            return first, first
        words, heads = self.reading.words, act.heads
        for token in range(first, limit):
            word = words[token]
            if word.fold in heads or word.bare in heads or not heads.isdisjoint(word.keys):
                for phrase in act.within:
                    end = token + len(phrase)
                    if end <= stop and all(
                        part in (words[token + k].fold, words[token + k].bare) or part in words[token + k].keys
                        for k, part in enumerate(phrase)
                    ):
                        return token, end
        return None

    def is_near(self, act: Act, at: int, needed: tuple[int, int], agent: Party | None) -> bool:
        """Whether the words that must follow an act stand right after it or its agent, if they must (نشرت قوات)."""
        return "adjacent" not in act.traits or needed[0] in (at, agent.stop if agent is not None else at)

    def speaker(self, scope: Scope) -> Party | None:
        """Return the one whose words a scope gives."""
        if scope.draft is None or scope.draft.answer.speaker is None:
            return None
        return parties.of_speaker(scope.draft.answer.speaker)

    def own(self, party: Party | None, scope: Scope) -> Party | None:
        """Give the speaker's side to what he calls his own (بلاده، قواتها، حكومتنا)."""
        if party is None or party.side is not None or party.first < 0 or scope.draft is None:
            return party
        speaker = self.speaker(scope)
        if speaker is None or not self.signals.first("own", party.first, party.first + 1):
            return party
        word = self.reading.words[party.first]
        suffixed = word.fold.endswith(("ه", "ها", "نا", "هم")) and not word.surface.endswith("ة")
        return party._replace(side=speaker.side) if suffixed else party

    def held(self, patient: Party | None, stop: int) -> Party | None:
        """Give a patient the side that holds it, if ل joins that to it (موقع تابع للجيش السوري)."""
        if patient is None or patient.first < 0 or patient.side is not None or patient.stop >= stop:
            return patient
        at = patient.stop
        at += self.reading.words[at].fold.startswith("تابع") and at + 1 < stop
        owner = syntax.holder(self.reading, at, stop)
        if owner is None or owner.side is None:
            return patient
        return patient._replace(stop=owner.stop, end=owner.end, side=owner.side)

    def can_act(self, party: Party, act: Act) -> bool:
        """Whether a noun phrase is an actor, a person, a body, a force or a happening; of a crime, anybody definite."""
        if party.first >= 0 and self.signals.first("conduct", party.first, party.first + 1):
            return False  # العقوبات الأمريكية do nothing to anybody
        if party.first >= 0 and act.harm == "force" and self.signals.first("judge", party.first, party.first + 1):
            return False  # فضيحة فجرها القضاء
        if parties.is_known(self.reading, party) or act.harm == "crime" and parties.is_definite(self.reading, party):
            return True
        first = party.first + bool(self.reading.words[party.first].flags & DEMONSTRATIVE)
        return any(self.signals.first(type, first, first + 1) for type in ("agent", "weapon", "happening"))

    def by(self, first: int, stop: int) -> Party | None:
        """Return who did what a passive or a noun tells (على يد، من قبل، برصاص)."""
        hit = self.signals.first("by", first, stop)
        following = syntax.after(self.reading, hit.last + 1, stop) if hit is not None else []
        return following[0] if following else None

    def by_origin(self, agent: Party | None) -> bool:
        """Whether an agent is named only by an adjective of origin (مسيرات تركية)."""
        if agent is None or agent.first < 0 or self.reading.words[agent.first].title is not None:
            return False
        mention = next(iter(actors.within(self.reading, agent.first, agent.stop)), None)
        return mention is not None and mention.form == "demonym" and mention.first > agent.first

    def first(self, begin: int, scope: Scope, agent: Party | None, patient: Party | None) -> int:
        """Return the first token of the clause that tells an act: its own, or that of a party before it there."""
        clause = bounds.clause_first(self.reading, begin, scope.low)
        return min([begin, *(party.first for party in (agent, patient) if party is not None and party.first >= clause)])

    def is_with_pronoun(self, hit: Match) -> bool:
        """Whether the other side of a noun is a pronoun, maybe of the subject of its own clause (التعاون معه)."""
        words, at = self.reading.words, hit.last + 1
        return at < len(words) and clitics.has_pronoun(words[at], hit.payload.act.prepositions)

    def suffix(self, hit: Match) -> str:
        """Return the pronoun attached to a word (سباها: ها)."""
        word = self.reading.words[hit.first]
        letters = len(word.fold) - hit.conjunction - bool(hit.preposition) - len(hit.payload.form.spelling)
        return word.fold[-letters:] if letters > 0 and not word.surface.endswith("ة") else ""
