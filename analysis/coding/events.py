"""Acts in a clause: who does what to whom, under a verb, a verbal noun or a light verb with a noun (شنت ... غارات).

The acts are data (acts.csv), so that a word that is no act costs nothing here. Blame and roles read the events found;
neither knows a word of Arabic.
"""

from __future__ import annotations

from analysis.coding import bounds, clitics, masdars, parties, syntax
from analysis.coding.acts import DEED, LIGHT, UNDERGO, Act
from analysis.coding.clauses import Desk, Event, Light, Scope
from analysis.coding.forms import FINITE, Form
from analysis.coding.parties import Party
from analysis.coding.reading import Reading
from analysis.coding.signals import Signals
from analysis.coding.voices import Voices
from analysis.coding.word_types import (
    AUXILIARY,
    COMPLEMENTIZERS,
    JOINER,
    KANA,
    MARK,
    NEGATION,
    PREPOSITION,
    RELATIVE,
    SIGN,
    TIME,
    Match,
)

_OF_SPEAKER = 2  # tokens from the start of reported content within which a hidden subject is the speaker
_RESUMED = 4  # tokens before a verb in which a noun stands that its pronoun takes up
_VOWELS = frozenset("\u064e\u064f\u0650")
_CAUSE = 2  # tokens before the act that causes another, in which its preposition stands
_CAUSES = frozenset(("في", "اثناء", "اثر", "جراء", "نتيجه", "بسبب", "خلال"))
_EXPLETIVE = frozenset(("ما",))  # in كثيرا ما it denies nothing


def find(
    reading: Reading, voices: Voices, signals: Signals, remedies: dict[int, int], hits: list[Match]
) -> list[Event]:
    """Return the acts of an article in the order of the text.

    Parameters
    ----------
    remedies
        First and last token of each cue of the frame remedy.
    hits
        The forms of acts in the article.
    """
    desk = Desk(reading, voices, signals, remedies)
    desk.tokens = {hit.first for hit in hits}
    reading.act_verbs = {
        hit.first
        for hit in hits
        if (_is_surely_finite(hit) or hit.payload.act.code == LIGHT and desk.suffix(hit))
        and not reading.words[hit.first].definite
    }
    reading.deeds = {
        hit.first: hit.payload.act.code
        for hit in hits
        if hit.payload.act.code in (LIGHT, DEED) and hit.payload.form.kind in FINITE
    }
    named = {token for mention in reading.mentions for token in range(mention.first, mention.stop)}
    sport = signals.are_of_sport()
    sentences = iter(reading.sentences)
    taken, passed = -1, -1
    carried = None
    for hit in hits:
        if hit.first <= taken or hit.first in named or sport and _is_game(hit, voices):
            continue
        while hit.first >= desk.sentence.stop:
            desk.sentence = next(sentences)
            desk.light = None
        if hit.first == passed and desk.light is None:
            desk.light = carried  # another reading of the same word
        waiting = desk.light
        passed, carried = hit.first, waiting
        event = _of_verb(desk, hit) if hit.payload.form.kind in FINITE else masdars.read(desk, hit)
        if event is not None:
            desk.events.append(event)
        if event is not None or desk.light is not waiting and desk.light is not None:
            taken = hit.last
    return _with_causes(desk)


def _with_causes(desk: Desk) -> list[Event]:
    """Give the harm that a passive tells to who did what caused it (قتل مدنيون جراء غارات شنتها روسيا)."""
    events = desk.events
    for at, event in enumerate(events[:-1]):
        after = events[at + 1]
        if event.agency != "passive" or event.agent is not None or event.act.harm != "force" or event.negated:
            continue
        if after.agent is None or after.act.harm != "force" or not event.token < after.token < event.stop:
            continue
        words = desk.reading.words[max(event.token + 1, after.begin - _CAUSE) : after.begin + 1]
        if after.agency == "nominalised" and any(word.fold in _CAUSES or word.fold[0] == "ب" for word in words):
            events[at] = event._replace(agent=after.agent)
    return events


def _is_surely_finite(hit: Match) -> bool:
    return hit.payload.form.kind in FINITE and not hit.payload.act.nominal and not hit.preposition


def _is_game(hit: Match, voices: Voices) -> bool:
    """Whether a harmful act in a report on sport is the game's (الهجوم الإنجليزي), unless somebody accuses."""
    harm = hit.payload.act.harm
    return harm == "force" or harm in ("wrong", "crime") and voices.within[hit.first] is None


def _of_verb(desk: Desk, hit: Match) -> Event | None:
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
            desk.light = Light(token, lambda: _sufferer(desk, hit, scope, stop), undergoes=True, negated=negated)
        else:
            desk.light = Light(
                max(token, needed[1] - 1),
                lambda: _arguments(desk, hit, scope, stop, needed)[0],
                undergoes=False,
                negated=negated,
            )
        return None
    agent, patient, acted = _arguments(desk, hit, scope, stop, needed)
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


def _arguments(
    desk: Desk, hit: Match, scope: Scope, stop: int, needed: tuple[int, int]
) -> tuple[Party | None, Party | None, bool]:
    """Agent and patient of a finite verb, and whether it has a subject of its own."""
    reading, (act, form) = desk.reading, hit.payload
    at = hit.first + 1
    wanted = needed[1] > needed[0]
    suffix = desk.suffix(hit)
    we = form.gender == "1" or form.kind == "perfect" and suffix == "نا"
    before = desk.speaker(scope) if we else _before(desk, hit, scope)
    following = _following(desk, hit, scope, needed[0] if wanted else stop, before is not None)
    if act.code == "accusation" and not suffix and _is_related(desk, hit) and _are_both(desk, following):
        before = None  # الجريمة التي اتهمت بريطانيا موسكو بالوقوف وراءها
    object_pronoun = suffix != "" and not we
    first_object = not wanted or "object_before" in act.traits  # حمّل إسرائيل مسؤولية
    takes_object = act.is_object and first_object and not object_pronoun
    agent, patient = before, None
    if before is not None and following and object_pronoun:
        agent, patient = following.pop(0), before  # بغداد هاجمها الريح: what stands in front is the object
    elif (
        before is None
        and following
        and form.number != "p"  # a plural verb in front of its subject is singular
        and (object_pronoun or not _has_opener(desk, hit, scope))
        and (not takes_object or len(following) == 2 or _is_subject(desk, act, form, following[0]))
    ):
        agent = following.pop(0)
    acted, undergone = agent is not None, False
    if agent is not None and not desk.can_act(agent, act):
        if "suffers_alone" in act.traits and form.kind == "perfect" and not following and not suffix:
            patient, acted, undergone = agent, False, True  # قتل مدنيون
        agent = None
    if not acted and not undergone:
        agent = _happening(desk, hit, scope)
    if following and takes_object:
        patient = following[0]
    begin = needed[1] if wanted else max([at, *(party.stop for party in (agent, patient) if party is not None)])
    if patient is None and wanted and act.is_object and not first_object:
        patient = next(iter(syntax.after(reading, begin, stop)), None)
    marked = syntax.joined_by(reading, begin, stop, act.prepositions) if act.prepositions else None
    alone = not acted and agent is None and patient is not None and marked is not None
    if alone and act.is_object and not wanted and patient is not None and desk.can_act(patient, act):
        agent, patient = patient, marked  # قصف الجيش على مواقع
    patient = patient or marked
    agent = agent or (None if undergone else _hidden(desk, hit, scope))
    if patient is not None and agent is not None and agent.first == patient.first >= 0:
        patient = None
    return desk.own(agent, scope), desk.held(desk.own(patient, scope), stop), acted


def _before(desk: Desk, hit: Match, scope: Scope) -> Party | None:
    """Subject that stands before a verb."""
    form = hit.payload.form
    party = syntax.subject_before(desk.reading, hit.first, scope.low, form.gender, form.number)
    return None if party is None or _is_resumed(desk, hit, scope) else desk.own(party, scope)


def _following(desk: Desk, hit: Match, scope: Scope, stop: int, has_subject: bool) -> list[Party]:
    """Subject and object that may stand after a verb."""
    words, alone = desk.reading.words, has_subject and "suffers_alone" in hit.payload.act.traits
    found = (desk.own(party, scope) for party in syntax.after(desk.reading, hit.first + 1, stop))
    stands = [party for party in found if party is not None and not _is_cause(desk, party)]
    return [party for party in stands if not (alone and words[party.first].fold.startswith("و"))]  # قتل وأصيب آخرون


def _are_both(desk: Desk, following: list[Party]) -> bool:
    """Whether a subject and an object follow a verb."""
    return len(following) == 2 and all(parties.is_known(desk.reading, party) for party in following)


def _is_cause(desk: Desk, party: Party) -> bool:
    """Whether what looks like an object tells the cause (قتلوا نتيجة هجمات، برصاص الجيش)."""
    caused = desk.reading.words[party.first].fold in _CAUSES
    return caused or desk.signals.first("by", party.first, party.first + 1) is not None


def _sufferer(desk: Desk, hit: Match, scope: Scope, stop: int) -> Party | None:
    """Who undergoes an act; that may be anything (القرية تعرضت للقصف)."""
    form = hit.payload.form
    before = syntax.subject_before(desk.reading, hit.first, scope.low, form.gender, form.number)
    return before or next(iter(syntax.after(desk.reading, hit.first + 1, stop)), None)


def _is_related(desk: Desk, hit: Match) -> bool:
    """Whether a relative stands before a verb."""
    return hit.first > 0 and bool(desk.reading.words[hit.first - 1].flags & RELATIVE)


def _is_resumed(desk: Desk, hit: Match, scope: Scope) -> bool:
    """Whether the noun before a relative is taken up again after the verb, so no subject (المادة التي سمم بها)."""
    words, token = desk.reading.words, hit.first
    relative = token > scope.low and bool(words[token - 1].flags & RELATIVE)
    return relative and token + 1 < scope.high and clitics.has_pronoun(words[token + 1], ("ب", "في", "علي", "ل", "من"))


def _happening(desk: Desk, hit: Match, scope: Scope) -> Party | None:
    """What happens by itself and is told of right before the verb (عدة هجمات انتحارية استهدفت المدينة)."""
    low = max(scope.low, hit.first - 3)
    found = desk.signals.first("happening", low, hit.first)
    words = desk.reading.words
    if found is None or any(word.kind != "word" or word.flags for word in words[found.first : hit.first]):
        return None
    return parties.of_tokens(desk.reading, found.first, hit.first)


def _is_subject(desk: Desk, act: Act, form: Form, party: Party | None) -> bool:
    """Whether the one noun phrase after a verb is its subject: by its ون, or a known actor who condemns."""
    if party is None:
        return False
    head = desk.reading.words[party.first].fold if party.first >= 0 else ""
    if len(head) > 5 and head.endswith("ون") and form.kind in FINITE and form.gender == "m":
        return True  # احتجز مفتشون
    if act.code != "condemnation":
        return False
    agrees = party.gender not in ("m", "f") or party.gender == form.gender
    return agrees and parties.is_known(desk.reading, party)


def _has_opener(desk: Desk, hit: Match, scope: Scope) -> bool:
    """Whether a known actor opens the clause of a verb, so that what follows the verb is no subject of it."""
    reading, low = desk.reading, scope.low
    first = bounds.clause_first(reading, hit.first, low)
    while first < hit.first and (reading.words[first].kind == MARK or reading.words[first].flags & (KANA | AUXILIARY)):
        first += 1
    if first >= hit.first or not bounds.begins(reading, first) or clitics.attached(reading, first):
        return False
    party = parties.of_tokens(reading, first, bounds.phrase_stop(reading, first, hit.first))
    return parties.is_known(reading, party) and party.gender in (None, hit.payload.form.gender)


def _hidden(desk: Desk, hit: Match, scope: Scope) -> Party | None:
    """The subject that a verb only implies: the one of the verb that و joins it to, or the speaker after أنها."""
    words = desk.reading.words
    last = desk.events[-1] if desk.events else None
    joined = hit.conjunction or hit.first > scope.low and bool(words[hit.first - 1].flags & JOINER)
    if joined and last is not None and last.sentence is desk.sentence and last.draft is scope.draft:
        agent = last.agent
        if agent is not None and last.agency != "nominalised" and agent.gender in (None, "p", hit.payload.form.gender):
            return agent
    draft = scope.draft
    if draft is not None and hit.first - draft.first < _OF_SPEAKER and draft.first > 0:
        before = words[draft.first - 1]
        if hit.first + 1 < scope.high and words[hit.first + 1].fold.startswith("نفس"):
            return None  # أشارت السلطات إلى أنه فجر نفسه: another is meant
        if before.flags & COMPLEMENTIZERS and before.fold.endswith(("ه", "ها", "هم", "هما")):
            return desk.speaker(scope)
    return None


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
    return ends or word is not None and (word.fold in _CAUSES or word.fold.startswith(("ب", "و")))


def _is_speaker(desk: Desk, party: Party) -> bool:
    """Whether a party attacks with words: a person or a body that is no force."""
    title = desk.reading.words[max(party.first, 0)].title
    person = (party.actor_id or "").startswith("person:")
    return person or title is not None and not desk.signals.first("force", party.first, party.first + 1)
