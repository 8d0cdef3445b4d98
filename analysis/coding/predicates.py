"""Acts told by a finite verb: whether the word is one, what it needs, who does and who suffers what it tells."""

from __future__ import annotations

from analysis.coding import arguments, bounds, clitics, parties, syntax
from analysis.coding.acts import DEED, LIGHT, UNDERGO
from analysis.coding.clauses import CAUSES, Desk, Event, Light, Scope
from analysis.coding.parties import Party
from analysis.coding.word_types import COMPLEMENTIZERS, NEGATION, PREPOSITION, SIGN, TIME, Match

_RESUMED = 4  # tokens before a verb in which a noun stands that its pronoun takes up
_VOWELS = frozenset("\u064e\u064f\u0650")
_EXPLETIVE = frozenset(("ما",))  # in كثيرا ما it denies nothing


def read(desk: Desk, hit: Match) -> Event | None:
    """Return the event that a verb tells; a verb that only carries an act (شنت) waits for its noun."""
    reading, words = desk.reading, desk.reading.words
    act, form = hit.payload
    token = hit.first
    if act.code == DEED or not _is_finite(desk, hit):
        return None
    scope = desk.scope(token)
    stop = bounds.clause_stop(reading, token, scope.high)
    needed = desk.needed(act, token + 1, stop) or _resumed(desk, hit, scope)
    if needed is None:
        return None
    before = words[token - 1] if token > scope.low else None
    negated = before is not None and bool(before.flags & NEGATION) and before.fold not in _EXPLETIVE
    if act.code in (LIGHT, UNDERGO):
        if act.code == UNDERGO:
            desk.light = Light(
                token, lambda: arguments.sufferer(desk, hit, scope, stop), undergoes=True, negated=negated
            )
        else:
            desk.light = Light(
                max(token, needed[1] - 1),
                lambda: arguments.find(desk, hit, scope, stop, needed)[0],
                undergoes=False,
                negated=negated,
            )
        return None
    agent, patient, acted = arguments.find(desk, hit, scope, stop, needed)
    if _is_vocalised_passive(desk, hit):
        agent, patient, acted = None, patient if agent is None else agent, False
    if not _is_complete(desk, hit, stop, patient) or not desk.is_near(act, token + 1, needed, agent):
        return None
    if patient is None:
        agent, patient, acted = _alone(desk, hit, scope, stop, agent, acted)
    if "also_words" in act.traits and agent is not None and _is_speaker(desk, agent):
        return None
    if patient is not None and desk.signals.first("figurative", patient.first, patient.stop):
        return None  # يستهدف زيادة الإنتاج، يخطف الأضواء
    if _is_suffered(desk, hit, agent, patient):
        agent, patient, acted = None, agent, False
    if agent is None and patient is not None:
        agent = desk.by(token + 1, stop)
        hidden = acted or form.kind != "perfect" or hit.conjunction and not (form.gender == "m" and form.number == "s")
        agency = (
            "active" if hidden and agent is None else "passive"
        )  # وقتلت المدنيين goes on with a subject told before
    else:
        agency = "origin_adjective" if desk.by_origin(agent) else "active"
    first = desk.first(token, scope, agent, patient)
    return Event(act, desk.sentence, token, token, first, stop, agent, patient, agency, negated, scope.draft)


def _alone(
    desk: Desk, hit: Match, scope: Scope, stop: int, agent: Party | None, acted: bool
) -> tuple[Party | None, Party | None, bool]:
    """Agent and patient of a verb without an object: who stands alone with قتل suffers it."""
    if "suffers_alone" not in hit.payload.act.traits or not _stands_alone(desk, hit, stop):
        return agent, None, acted
    if agent is not None:
        return None, agent, acted
    victims = _victims(desk, hit, scope)
    return None, victims, acted and victims is None


def _victims(desk: Desk, hit: Match, scope: Scope) -> Party | None:
    """The civilians before a plural that has no object (ما لا يقل عن عشرين مدنيا قتلوا في غارات)."""
    form = hit.payload.form
    if form.kind != "perfect" or form.number != "p":
        return None
    found = desk.signals.first("civilian", bounds.clause_first(desk.reading, hit.first, scope.low), hit.first)
    return parties.of_tokens(desk.reading, found.first, found.last + 1) if found is not None else None


def _resumed(desk: Desk, hit: Match, scope: Scope) -> tuple[int, int] | None:
    """Where the words that must follow would stand, if its pronoun takes up ones before it (صاروخا أطلقته)."""
    token = hit.first
    if not desk.suffix(hit) or desk.needed(hit.payload.act, max(scope.low, token - _RESUMED), token) is None:
        return None
    return token + 1, token + 1


def _is_suffered(desk: Desk, hit: Match, agent: Party | None, patient: Party | None) -> bool:
    """Whether what seems to commit a crime without an object is its object, a thing (السيارة قد سرقت)."""
    act = hit.payload.act
    if act.harm != "crime" or not act.is_object or agent is None or patient is not None or desk.suffix(hit):
        return False
    return hit.payload.form.kind == "perfect" and not desk.signals.are_people(desk.reading, agent)


def _is_vocalised_passive(desk: Desk, hit: Match) -> bool:
    """Whether a perfect carries the u of the passive on its first letter (قُتل)."""
    surface = desk.reading.words[hit.first].surface
    first = hit.skip + (surface[hit.skip : hit.skip + 1] in _VOWELS)
    return hit.payload.form.kind == "perfect" and surface[first + 1 : first + 2] == "\u064f"


def _is_finite(desk: Desk, hit: Match) -> bool:
    """Whether a form is a verb here, not the noun that is spelled like it."""
    words, token = desk.reading.words, hit.first
    word, form = words[token], hit.payload.form
    article = word.definite and not form.spelling.startswith("ال")  # ألقى has none
    if article or hit.preposition and not (hit.preposition == "ل" and form.kind == "imperfect"):
        return False
    if form.kind == "perfect" and word.surface[hit.skip : hit.skip + 1] == "إ":
        return False  # إدانتها is the noun, أدانتها the verb
    if hit.payload.act.madda and "آ" not in word.surface:
        return False
    before = words[token - 1].flags if token > desk.sentence.first else 0
    if before & PREPOSITION and not before & COMPLEMENTIZERS:
        return False
    suffix = desk.suffix(hit)
    if suffix == "ي" or suffix and not (hit.payload.act.is_object or hit.payload.act.within):
        return False  # a verb takes ني
    if not hit.payload.act.nominal or form.kind != "perfect" or form.gender == "f" or form.number == "p":
        return True
    if "ً" in word.surface:
        return False
    clause = bounds.clause_first(desk.reading, token, desk.sentence.first)
    if token == clause and form.number == "s":
        return True
    subject = syntax.subject_before(desk.reading, token, clause, "m", "s")
    return subject is not None and desk.can_act(subject, hit.payload.act)


def _is_complete(desk: Desk, hit: Match, stop: int, patient: Party | None) -> bool:
    """Whether a verb has what it cannot be without: the other side, or the preposition of a wrong (أساء إلى)."""
    act = hit.payload.act
    if patient is not None:
        return True
    if "needs_patient" in act.traits:
        return False
    if act.harm not in ("wrong", "crime") or act.is_object or not act.prepositions:
        return True
    near = desk.reading.words[hit.first + 1 : min(stop, hit.first + 4)]
    return any(clitics.has_pronoun(word, act.prepositions) for word in near)


def _stands_alone(desk: Desk, hit: Match, stop: int) -> bool:
    """Whether nothing follows a verb that could be its object (الذي قتل منذ عامين)."""
    at = hit.first + 1
    if desk.suffix(hit):
        return False
    word = desk.reading.words[at] if at < stop else None
    ends = word is None or word.kind == SIGN or bool(word.flags & (PREPOSITION | TIME))
    return ends or word is not None and (word.fold in CAUSES or word.fold.startswith(("ب", "و")))


def _is_speaker(desk: Desk, party: Party) -> bool:
    """Whether a party attacks with words: a person or a body that is no force."""
    title = desk.reading.words[max(party.first, 0)].title
    person = (party.actor_id or "").startswith("person:")
    return person or title is not None and not desk.signals.first("force", party.first, party.first + 1)
