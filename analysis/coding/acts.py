"""Acts in a clause: who does what to whom, under a verb, a verbal noun or a light verb with a noun (شنت ... غارات).

The acts are data (acts.csv): their forms stand in the lexicon with everything else, so that a word that is no act costs
nothing here. Blame and roles read the events found; neither knows a word of Arabic.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.codebook import Codebook, Entry
from analysis.coding import actors, parties
from analysis.coding.drafts import Draft
from analysis.coding.forms import Form, imperfect, masdar, of_verb
from analysis.coding.match import COMPLEMENTIZER, COMPLEMENTIZER_B, DEMONSTRATIVE, JOINER, MARK, NEGATION, PREPOSITION, SIGN, TIME, Lexicon, Match
from analysis.coding.nouns import FINITE
from analysis.coding.parties import COMMAS, Party
from analysis.coding.reading import Reading, Sentence
from analysis.coding.signals import Signals
from analysis.coding.voices import Voices
from analysis.text import fold

_PREPOSITIONS = {
    "ala": ("علي", "فوق"), "fi": ("في",), "aan": ("عن",), "min": ("من",), "ila": ("الي",), "li": ("ل",), "b": ("ب",),
    "did": ("ضد", "بحق"), "maa": ("مع",), "bayn": ("بين",),
}  # fmt: skip
_REMEDY = "@remedy"  # in the column `with`: a cue of the frame remedy must follow
_REACH = 12  # tokens from a verb to the words that must follow it, or to the act that it carries
_OF_SPEAKER = 2  # tokens from the start of reported content within which a pronoun is the speaker's
_SPORT = 3  # words of sport from which on attack and defence are a game's
_EXPLETIVE = frozenset(("ما",))  # in كثيرا ما it denies nothing
_NEEDS_PATIENT = frozenset(("hosting_talks", "fighting"))
LIGHT, UNDERGO = "light", "undergo"
_OF_FORCES = frozenset(("incursion", "aggression", "seizure", "desecration"))


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
    remedy: bool
    nominal: bool  # the perfect is spelled like the verbal noun (قصف)


class ActForm(NamedTuple):
    """A written form of an act, as it stands in the lexicon."""

    act: Act
    form: Form


class Event(NamedTuple):
    """An act found in a clause.

    `token` is its word, `first` to `stop` the clause that tells it, `begin` the first token of the act itself (its light
    verb, if it has one), `draft` the quotation in which it stands.
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
    """A light verb that waits for its noun: its token, its subject, and whether that undergoes the act."""

    token: int
    subject: Party | None
    undergoes: bool
    negated: bool


def _entry(row: Entry) -> Act:
    joined = [item for item in row["patient"].split("|") if item and item != "np"]
    words = [phrase for phrase in row["with"].split("|") if phrase]
    return Act(
        row["code"], row["harm"], row["does"] or None, row["suffers"] or None, "np" in row["patient"].split("|"),
        frozenset(word for item in joined for word in _PREPOSITIONS[item]), row["genitive"] or "agent",
        tuple(tuple(fold(word) for word in phrase.split()) for phrase in words if phrase != _REMEDY), _REMEDY in words,
        bool(row["lemma"]) and fold(row["lemma"]) == fold(row["masdar"]),
    )  # fmt: skip


def _forms(row: Entry) -> Iterator[Form]:
    for form in of_verb(row["lemma"], row["imperfect"]):
        yield form
        if form.kind == "imperfect":
            yield form._replace(spelling="س" + form.spelling)
    if row["lemma"].endswith("ى"):
        yield Form(fold(row["lemma"])[:-1] + "ا", "perfect", "m", "s")  # before a pronoun: سباها
    if row["imperfect"]:
        we = "ن" + next(imperfect(row["imperfect"])).spelling[1:]
        yield Form(we, "imperfect", "1", "p")
        yield Form("ت" + we[1:].removesuffix("و").removesuffix("ي") + "ون", "imperfect", "f", "p")  # روسيا وفرنسا تدعون
        yield Form("س" + we, "imperfect", "1", "p")
    nouns = [next(masdar(row["masdar"])).spelling] if row["masdar"] else []
    for noun in [*nouns, *(fold(noun) for noun in row["nouns"].split("|") if noun)]:
        yield Form(noun, "noun", "f" if noun.endswith(("ه", "ات")) else "m", "s")
        if not noun.endswith(("ه", "ات", "ا", "ين")) and " " not in noun:
            yield Form(noun + "ا", "noun", "m", "s")


def add_to(lexicon: Lexicon, codebook: Codebook) -> None:
    """Add every form of acts.csv to the lexicon."""
    for row in codebook.rows("acts"):
        act = _entry(row)
        for form in _forms(row):
            lexicon.add(form.spelling, ActForm(act, form))


def find(reading: Reading, voices: Voices, signals: Signals, remedies: dict[int, int], hits: list[Match]) -> list[Event]:
    """Return the acts of an article in the order of the text.

    Parameters
    ----------
    remedies
        First and last token of each cue of the frame remedy.
    hits
        The forms of acts in the article.
    """
    return _Finder(reading, voices, signals, remedies).find(hits)


class _Finder:
    def __init__(self, reading: Reading, voices: Voices, signals: Signals, remedies: dict[int, int]) -> None:
        self.reading = reading
        self.voices = voices
        self.signals = signals
        self.remedies = remedies
        self.sentence = Sentence("", 0, 0, 0)
        self.light: Light | None = None
        self.events: list[Event] = []
        self.tokens: set[int] = set()
        self.named = {token for m in reading.mentions for token in range(m.first, m.stop)}

    def find(self, hits: list[Match]) -> list[Event]:
        self.tokens = {hit.first for hit in hits}
        words = self.reading.words
        self.reading.act_verbs = {
            hit.first for hit in hits
            if hit.payload.form.kind in FINITE and not hit.payload.act.nominal and not hit.preposition and not words[hit.first].definite
        }  # fmt: skip
        sentences = iter(self.reading.sentences)
        taken = -1
        sport = len(self.signals.all("sport")) >= _SPORT
        for hit in hits:
            if hit.first <= taken or hit.first in self.named or sport and self._is_game(hit):
                continue
            while hit.first >= self.sentence.stop:
                self.sentence = next(sentences)
                self.light = None
            waiting = self.light
            event = self._verb(hit) if hit.payload.form.kind in FINITE else self._noun(hit)
            if event is not None:
                self.events.append(event)
            if event is not None or self.light is not waiting and self.light is not None:
                taken = hit.last
        return self.events

    def _is_game(self, hit: Match) -> bool:
        """Whether a harmful act in a report on sport is the game's (الهجوم الإنجليزي), unless somebody accuses."""
        harm = hit.payload.act.harm
        return harm == "force" or harm in ("wrong", "crime") and self.voices.within[hit.first] is None

    def _scope(self, token: int) -> Scope:
        draft = self.voices.within[token]
        if draft is None:
            return Scope(self.sentence.first, self.sentence.stop, None)
        return Scope(max(draft.first, self.sentence.first), min(draft.stop, self.sentence.stop), draft)

    # ------------------------------------------------------------------ verbs

    def _verb(self, hit: Match) -> Event | None:
        reading, words = self.reading, self.reading.words
        act, form = hit.payload
        token = hit.first
        if not self._is_finite(hit):
            return None
        scope = self._scope(token)
        stop = parties.clause_stop(reading, token, scope.high)
        needed = self._needed(act, token + 1, stop)
        if needed is None:
            return None
        agent, patient = self._arguments(hit, scope, stop, needed)
        negated = token > scope.low and bool(words[token - 1].flags & NEGATION) and words[token - 1].fold not in _EXPLETIVE
        if act.code in (LIGHT, UNDERGO):
            self.light = Light(token, agent, act.code == UNDERGO, negated)
            return None
        pronoun = any(parties.has_pronoun(word, act.prepositions) for word in words[token + 1 : min(stop, token + 4)])
        if act.harm in ("wrong", "crime") and patient is None and not act.is_object and act.prepositions and not pronoun:
            return None  # أساء needs إلى
        if act.code in _NEEDS_PATIENT and patient is None:
            return None
        bare = token + 1 >= stop or words[token + 1].kind == SIGN or bool(words[token + 1].flags & (PREPOSITION | TIME))
        if act.code == "killing" and act.is_object and bare and patient is None and agent is not None and not self._has_object(hit):
            agent, patient = None, agent  # الذي قتل منذ عامين
        if act.code == "attack_or_words" and agent is not None and self._is_speaker(agent):
            return None
        if agent is None and patient is not None:
            agent = self._by(token + 1, stop)
            hidden = hit.conjunction and not (form.kind == "perfect" and form.gender == "m" and form.number == "s")
            agency = "active" if hidden and agent is None else "passive"  # وقتلت المدنيين goes on with a subject told before
        else:
            agency = "origin_adjective" if self._by_origin(agent) else "active"
        first = self._first(token, scope, agent, patient)
        return Event(act, self.sentence, token, token, first, stop, agent, patient, agency, negated, scope.draft)

    def _first(self, begin: int, scope: Scope, agent: Party | None, patient: Party | None) -> int:
        """First token of the clause that tells an act: its own, or that of a party which stands before it there."""
        clause = parties.clause_first(self.reading, begin, scope.low)
        return min([begin, *(party.first for party in (agent, patient) if party is not None and party.first >= clause)])

    def _is_speaker(self, party: Party) -> bool:
        """Whether a party attacks with words: a person or a body that is no force."""
        title = self.reading.words[max(party.first, 0)].title
        person = (party.actor_id or "").startswith("person:")
        return person or title is not None and not self.signals.first("force", party.first, party.first + 1)

    def _is_finite(self, hit: Match) -> bool:
        words, token = self.reading.words, hit.first
        word = words[token]
        if hit.preposition and not (hit.preposition == "ل" and hit.payload.form.kind == "imperfect"):
            return False
        if word.definite or hit.payload.form.kind == "perfect" and word.surface[hit.skip : hit.skip + 1] == "إ":
            return False  # إدانتها is the noun, أدانتها the verb
        before = words[token - 1].flags if token > self.sentence.first else 0
        if before & PREPOSITION and not before & (COMPLEMENTIZER | COMPLEMENTIZER_B):
            return False
        form = hit.payload.form
        if self._has_object(hit) and not hit.payload.act.is_object:
            return False
        if not hit.payload.act.nominal or form.kind != "perfect" or form.gender == "f" or form.number == "p":
            return True
        if "ً" in word.surface:
            return False
        clause = parties.clause_first(self.reading, token, self.sentence.first)
        subject = parties.subject_before(self.reading, token, clause, "m", "s")
        return token == clause and form.number == "s" or subject is not None and self._can_act(subject, hit.payload.act)

    def _needed(self, act: Act, first: int, stop: int) -> tuple[int, int] | None:
        """Where the words stand that must follow an act; an empty range at `first` where none must; None where they do not."""
        if act.remedy:
            for token in range(first, min(stop, first + _REACH)):
                if token in self.remedies:
                    return token, self.remedies[token] + 1
            return None
        if not act.within:
            return first, first
        words = self.reading.words
        for token in range(first, min(stop, first + _REACH)):
            for phrase in act.within:
                end = token + len(phrase)
                if end <= stop and all(
                    words[token + k].fold == part or part in words[token + k].keys or words[token + k].bare == part
                    for k, part in enumerate(phrase)
                ):
                    return token, end
        return None

    def _arguments(self, hit: Match, scope: Scope, stop: int, needed: tuple[int, int]) -> tuple[Party | None, Party | None]:
        """Agent and patient of a finite verb."""
        reading, (act, form) = self.reading, hit.payload
        at = hit.first + 1
        wanted = needed[1] > needed[0]
        we = form.gender == "1" or form.kind == "perfect" and self._suffix(hit) == "نا"
        before = self._speaker(scope) if we else parties.subject_before(reading, hit.first, scope.low, form.gender, form.number)
        following = [self._own(party, scope) for party in parties.after(reading, at, needed[0] if wanted else stop)]
        object_pronoun = self._has_object(hit) and not we
        takes_object = act.is_object and not wanted and not object_pronoun
        agent, patient = before, None
        if before is not None and following and object_pronoun:
            agent, patient = following.pop(0), before  # بغداد هاجمها الريح: what stands in front is the object
        elif before is None and following and (not takes_object or len(following) == 2 or self._blames(act, form, following[0])):
            agent = following.pop(0)
        if agent is not None and not self._can_act(agent, act):
            agent = None
        if following and takes_object:
            patient = following[0]
        begin = needed[1] if wanted else max([at, *(party.stop for party in (agent, patient) if party is not None)])
        if patient is None and wanted and act.is_object:
            direct = parties.after(reading, begin, stop)
            patient = direct[0] if direct else None
        marked = parties.joined_by(reading, begin, stop, act.prepositions) if act.prepositions else None
        if marked is not None and act.is_object and not wanted and agent is None and patient is not None:
            agent, patient = patient, marked  # قصف الجيش على مواقع
        patient = patient or marked
        if agent is None:
            agent = self._hidden(hit, scope)
        if patient is not None and agent is not None and agent.first == patient.first >= 0:
            patient = None
        return self._own(agent, scope), self._own(patient, scope)

    def _can_act(self, party: Party, act: Act) -> bool:
        """Whether a noun phrase is an actor, a person, a body, a force or a happening; of a crime, anybody definite."""
        if parties.is_known(self.reading, party) or act.harm == "crime" and parties.is_definite(self.reading, party):
            return True
        first = party.first + bool(self.reading.words[party.first].flags & DEMONSTRATIVE)
        return any(self.signals.first(type, first, first + 1) for type in ("agent", "weapon", "happening"))

    def _blames(self, act: Act, form: Form, party: Party) -> bool:
        """Whether the one noun phrase near a verb of condemning is its subject: a known actor who agrees with the verb."""
        agrees = party.gender not in ("m", "f") or party.gender == form.gender
        return act.code == "condemnation" and agrees and parties.is_known(self.reading, party)

    def _suffix(self, hit: Match) -> str:
        """The pronoun attached to a word (سباها: ها)."""
        word = self.reading.words[hit.first]
        letters = len(word.fold) - hit.conjunction - bool(hit.preposition) - len(hit.payload.form.spelling)
        return word.fold[-letters:] if letters > 0 and not word.surface.endswith("ة") else ""

    def _has_object(self, hit: Match) -> bool:
        """Whether a pronoun is attached to a verb as its object."""
        return bool(self._suffix(hit))

    def _hidden(self, hit: Match, scope: Scope) -> Party | None:
        """The subject that a verb only implies: the one of the verb that و joins it to, or the speaker after أنها."""
        last = self.events[-1] if self.events else None
        joined = hit.conjunction or hit.first > scope.low and bool(self.reading.words[hit.first - 1].flags & JOINER)
        if joined and last is not None and last.sentence is self.sentence and last.draft is scope.draft:
            form = hit.payload.form
            agent = last.agent
            if agent is not None and last.agency != "nominalised" and agent.gender in (None, "p", form.gender):
                return agent
        draft = scope.draft
        if draft is not None and hit.first - draft.first < _OF_SPEAKER and draft.first > 0:
            before = self.reading.words[draft.first - 1]
            if before.flags & (COMPLEMENTIZER | COMPLEMENTIZER_B) and before.fold.endswith(("ه", "ها", "هم", "هما")):
                return self._speaker(scope)
        return None

    def _speaker(self, scope: Scope) -> Party | None:
        if scope.draft is None or scope.draft.answer.speaker is None:
            return None
        return parties.of_speaker(scope.draft.answer.speaker)

    def _own(self, party: Party | None, scope: Scope) -> Party | None:
        """Give the speaker's side to what he calls his own (بلاده، قواتها، حكومتنا)."""
        if party is None or party.side is not None or party.first < 0:
            return party
        speaker = self._speaker(scope)
        if speaker is None or not self.signals.first("own", party.first, party.first + 1):
            return party
        suffixed = self.reading.words[party.first].fold.endswith(("ه", "ها", "نا", "هم")) and not self.reading.words[party.first].surface.endswith("ة")
        return party._replace(side=speaker.side) if suffixed else party

    def _by(self, first: int, stop: int) -> Party | None:
        """Who did what a passive tells (على يد، من قبل، برصاص)."""
        hit = self.signals.first("by", first, stop)
        if hit is None:
            return None
        following = parties.after(self.reading, hit.last + 1, stop)
        return following[0] if following else None

    def _by_origin(self, agent: Party | None) -> bool:
        """Whether the agent is named only by an adjective of origin (مسيرات تركية)."""
        if agent is None or agent.first < 0 or self.reading.words[agent.first].title is not None:
            return False
        mention = next(iter(actors.within(self.reading, agent.first, agent.stop)), None)
        return mention is not None and mention.form == "demonym" and mention.first > agent.first

    # ------------------------------------------------------------------ nouns

    def _noun(self, hit: Match) -> Event | None:
        reading, words = self.reading, self.reading.words
        act = hit.payload.act
        token = hit.first
        scope = self._scope(token)
        stop = parties.clause_stop(reading, hit.last, scope.high)
        needed = self._needed(act, hit.last + 1, stop)
        if needed is None or self.signals.first("figurative", hit.last + 1, hit.last + 2):
            return None
        light, self.light = self.light, None
        if act.code in (LIGHT, UNDERGO):
            chained = light.subject if light is not None and light.token >= scope.low else None
            undergoes = act.code == UNDERGO or light is not None and light.undergoes
            self.light = Light(token, self._purposed(hit, scope) or chained, undergoes, False)
            return None
        carried = light is not None and light.token >= max(scope.low, parties.clause_first(reading, token, scope.low))
        carried = carried and light is not None and token - light.token <= _REACH + self._length(light.subject)
        after = hit.last + 1
        wanted = needed[1] > needed[0]
        genitive = self._genitive(hit, after, needed[0] if wanted else stop)
        agent = self._origin(hit, after, stop) or self._related(hit, stop) or self._by(after, stop)
        marked = parties.joined_by(reading, needed[1] if wanted else after, stop, act.prepositions) if act.prepositions else None
        patient = marked
        if agent is None and genitive is not None and not carried:
            of_object = None
            if act.is_object:
                of_object = marked if "ل" in act.prepositions else self._object_follows(genitive, stop)
            charged = act.harm == "charge" and marked is None
            if act.genitive == "agent" and not charged or of_object is not None or self._is_force(genitive, act):
                agent, patient = genitive, patient or of_object
            else:
                patient = patient or genitive
        elif genitive is not None and act.genitive == "patient":
            patient = patient or genitive
        if agent is None and "ل" not in act.prepositions and not act.is_object and words[token].definite:
            agent = parties.joined_by(reading, after, min(stop, after + 2), frozenset("ل"))  # التدخل المباشر للمملكة
        agency = "nominalised"
        begin, negated = token, False
        if carried and light is not None:
            begin, negated = light.token, light.negated
            if light.undergoes:
                patient, agency = light.subject, "passive"
                agent = agent or self._from(after, stop)
            elif agent is None:
                agent = light.subject
                agency = "origin_adjective" if self._by_origin(agent) else "active"
        if agent is None and agency != "passive":
            agent = self._joined(hit) or self._possessed(hit, scope) or self._purposed(hit, scope) or self._identified(hit, scope, stop)
        agent, patient = self._own(agent, scope), self._own(patient, scope)
        if patient is not None and agent is not None and patient.first == agent.first:
            patient = None
        if act.code in _NEEDS_PATIENT and patient is None:
            return None
        first = self._first(begin, scope, agent, patient)
        return Event(act, self.sentence, token, begin, first, stop, agent, patient, agency, negated, scope.draft)

    def _from(self, at: int, stop: int) -> Party | None:
        """Who did what somebody undergoes (تعرضت لقصف من ...)."""
        if at + 1 >= stop or self.reading.words[at].fold != "من":
            return None
        following = parties.after(self.reading, at + 1, stop)
        return following[0] if following and parties.is_known(self.reading, following[0]) else None

    def _length(self, party: Party | None) -> int:
        return party.stop - party.first if party is not None else 0

    def _genitive(self, hit: Match, at: int, stop: int) -> Party | None:
        """The party in the genitive after an indefinite noun: an actor, a force, people; no other word."""
        if self.reading.words[hit.first].definite or at >= stop:
            return None
        following = parties.after(self.reading, at, stop)
        if not following:
            return None
        party = following[0]
        if parties.is_known(self.reading, party):
            return party
        return party if any(self.signals.first(type, at, at + 2) for type in ("agent", "civilian", "own")) else None

    def _is_force(self, party: Party, act: Act) -> bool:
        """Whether a genitive is a force, which does such acts rather than suffers them (اقتحام قوات ...)."""
        return act.code in _OF_FORCES and self.signals.first("force", party.first, party.first + 1) is not None

    def _object_follows(self, genitive: Party, stop: int) -> Party | None:
        """The object with ل after an agent in the genitive (انتهاك الولايات المتحدة لقواعد ...)."""
        reading = self.reading
        at = genitive.stop
        ends_in_name = any(mention.stop == at for mention in actors.within(reading, genitive.first, at))
        while at < stop and (reading.words[at].flags & TIME or reading.words[at].surface in COMMAS):
            at += 1
        if not ends_in_name or at >= stop:
            return None
        return parties.joined_by(reading, at, at + 1, frozenset("ل")) or self._of_a_word(at)

    def _of_a_word(self, at: int) -> Party | None:
        """An object with ل that is no known noun (لقواعد التجارة)."""
        word = self.reading.words[at]
        if word.kind == "word" and word.fold.startswith("ل") and len(word.fold) > 3 and not word.flags and at not in self.tokens:
            return parties.of_tokens(self.reading, at, at + 1)
        return None

    def _origin(self, hit: Match, at: int, stop: int) -> Party | None:
        """The adjective of origin after a noun, with at most one other adjective between (الغارات الجوية الروسية)."""
        reading, words = self.reading, self.reading.words
        for token in (at, at + 1) if hit.payload.act.genitive == "agent" else (at,):
            if token >= stop:
                return None
            mention = reading.mention_at.get(token)
            if mention is not None:
                agrees = words[token].definite == words[hit.last].definite and words[token].fold.endswith(("ي", "ه", "يا"))
                return parties.of_tokens(reading, token, mention.stop) if mention.form == "demonym" and agrees else None
            word = words[token]
            if word.kind != "word" or word.flags or word.title is not None or not word.fold.endswith(("ه", "ي", "يا")):
                return None
        return None

    def _related(self, hit: Match, stop: int) -> Party | None:
        """The subject of the relative clause after a noun (الهجوم الذي شنته تركيا); after a construct it is another noun's."""
        return parties.of_relative(self.reading, hit.last + 1, stop) if self.reading.words[hit.last].definite else None

    def _joined(self, hit: Match) -> Party | None:
        """The agent of the noun to which و joins this one (لمنع وتأجيل وصول ...)."""
        last = self.events[-1] if self.events else None
        near = last is not None and last.sentence is self.sentence and last.token == hit.first - 1
        return last.agent if near and hit.conjunction and last is not None else None

    def _possessed(self, hit: Match, scope: Scope) -> Party | None:
        """The speaker, where his own act opens what he says (أعلنت روسيا تعاونها، جدد أردوغان المطالبة بـ، استعداده لعقد)."""
        draft = scope.draft
        if draft is None or hit.first - draft.first >= _OF_SPEAKER or draft.kind == "direct":
            return None
        words = self.reading.words
        opening = words[draft.first]
        suffixed = opening.fold.endswith(("ه", "ها", "هم")) and not opening.surface.endswith("ة")
        harmless = hit.payload.act.harm == "none"
        alone = harmless and hit.first == draft.first and draft.rule.endswith(("-np", "-b", "-aan", "-ala")) and opening.definite
        return self._speaker(scope) if suffixed or alone else None

    def _purposed(self, hit: Match, scope: Scope) -> Party | None:
        """The subject of the clause, for an act that is its purpose (يعملون ... لمنع وصول) or does no harm (قادرة على المساهمة)."""
        token = hit.first
        act = hit.payload.act
        if act.harm == "force" or self._with_pronoun(hit):
            return None
        harmless = act.harm == "none" and act.does is not None
        if not harmless and hit.preposition != "ل" and not self.signals.first("purpose", max(scope.low, token - 2), token):
            return None
        first = parties.clause_first(self.reading, token, scope.low)
        while first < token and self.reading.words[first].kind == MARK:
            first += 1
        if first >= token or not parties.begins(self.reading, first):
            return None
        end = parties.phrase_stop(self.reading, first, token)
        party = self._own(parties.of_tokens(self.reading, first, end), scope)
        known = party is not None and (parties.is_known(self.reading, party) or party.side is not None and party.first == first and self.signals.first("own", first, first + 1) is not None)
        return party if known and end < token else None

    def _with_pronoun(self, hit: Match) -> bool:
        """Whether the other side is a pronoun, which the subject of the clause may be itself (التعاون معه)."""
        words = self.reading.words
        following = words[hit.last + 1] if hit.last + 1 < len(words) else None
        return following is not None and any(following.fold in (p + "ه", p + "ها", p + "هم") for p in hit.payload.act.prepositions)

    def _identified(self, hit: Match, scope: Scope, stop: int) -> Party | None:
        """Whom a clause names as the cause (السبب وراء عرقلة ... هو إردوغان)."""
        if not self.signals.first("responsible", max(scope.low, hit.first - 4), hit.first):
            return None
        for token in range(hit.last + 1, stop - 1):
            if self.reading.words[token].fold in ("هو", "هي", "هم"):
                following = parties.after(self.reading, token + 1, stop)
                return following[0] if following else None
        return None
