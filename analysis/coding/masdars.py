"""Acts told by a noun: whose the act is, by adjective, genitive, relative clause or light verb, and whom it hits."""

from __future__ import annotations

from analysis.coding import actors, bounds, owners, parties, syntax
from analysis.coding.acts import LIGHT, UNDERGO, Act
from analysis.coding.clauses import PLACES, REACH, Desk, Event, Light, Scope
from analysis.coding.parties import Party
from analysis.coding.word_types import COMMAS, MARK, PREPOSITION, RELATIVE, TIME, Match

_DASHES = frozenset("-–—")
_OWN = frozenset(("ه", "ها", "هم"))  # pronouns that take the place of a genitive
_MEANS = frozenset(("ب", "في"))  # before the act that a verb carries (استخدمت طائرات في الهجوم)


def read(desk: Desk, hit: Match) -> Event | None:
    """Return the event that a noun tells; a noun that only carries another act (محاولة) waits for it."""
    reading, act, token = desk.reading, hit.payload.act, hit.first
    scope = desk.scope(token)
    stop = bounds.clause_stop(reading, hit.last, scope.high)
    at = hit.last + 1
    needed = desk.needed(act, at, stop)
    if act.madda and "آ" not in reading.words[token].surface:
        return None  # تامر is a name
    if needed is None or desk.signals.first("figurative", at, at + 1) or _is_alleged(desk, token, scope):
        return None
    light, desk.light = desk.light, None
    if light is not None and not _carries(desk, light, act, token, scope):
        light = None
    if act.code in (LIGHT, UNDERGO):
        undergoes = act.code == UNDERGO or light is not None and light.undergoes
        chained = light.subject if light is not None else lambda: None
        owner = _owner(desk, hit, stop)
        desk.light = Light(token, lambda: owner or owners.purposed(desk, hit, scope) or chained(), undergoes, False)
        return None
    agent, patient = _parties(desk, hit, stop, needed, light is not None)
    agency, begin, negated = "nominalised", token, False
    if light is not None:
        begin, negated = light.token, light.negated
        if light.undergoes:
            patient, agency = light.subject(), "passive"
            agent = agent or _from(desk, at, stop) or _undergone(desk, hit, at, stop)
        elif agent is None:
            agent = light.subject()
            agency = "origin_adjective" if desk.by_origin(agent) else "active"
    if agent is None and agency != "passive":
        agent = owners.implied(desk, hit, scope, stop)
    agent, patient = desk.own(agent, scope), desk.held(desk.own(patient, scope), stop)
    if patient is not None and agent is not None and patient.first == agent.first:
        patient = None
    if not desk.is_near(act, at, needed, agent):
        return None
    if patient is None and ("needs_patient" in act.traits or _is_bare(desk, hit, agent)):
        return None
    first = desk.first(begin, scope, agent, patient)
    return Event(act, desk.sentence, token, begin, first, stop, agent, patient, agency, negated, scope.draft)


def _owner(desk: Desk, hit: Match, stop: int) -> Party | None:
    """Whose doing a noun that carries an act is, by its genitive (محاولة إيران زعزعة ...، ارتكاب الجيش جرائم)."""
    party = _genitive(desk, hit, hit.last + 1, stop)
    return party if party is not None and party.side is not None else None


def _is_bare(desk: Desk, hit: Match, agent: Party | None) -> bool:
    """Whether a noun has only a genitive, where that is not enough to tell it from a verb (تدخل مصر بالأرض)."""
    if "needs_patient_in_genitive" not in hit.payload.act.traits or desk.reading.words[hit.last].definite:
        return False
    at = hit.last + 1 + desk.is_with_pronoun(hit)  # تدخل فيه مصر
    return agent is not None and agent.first == at and not _is_adjective(desk, agent)


def _is_adjective(desk: Desk, party: Party) -> bool:
    mention = desk.reading.mention_at.get(party.first)
    return mention is not None and mention.form == "demonym"


def _is_alleged(desk: Desk, token: int, scope: Scope) -> bool:
    """Whether a noun is only the matter of a charge in court (تهم الاغتصاب), which its verb does not carry out."""
    return desk.signals.first("court", max(scope.low, token - 1), token) is not None


def _carries(desk: Desk, light: Light, act: Act, token: int, scope: Scope) -> bool:
    """Whether a light verb is in the clause of a noun and near enough to carry it."""
    if light.token < scope.low or token - light.token > 2 * REACH:
        return False
    if light.token < bounds.clause_first(desk.reading, token, scope.low):
        return False
    words = desk.reading.words
    if any(word.flags & RELATIVE for word in words[light.token : token]):
        return False
    if light.undergoes and act.harm != "charge" and not _is_undergone(desk, light.token + 1, token):
        return False
    subject = light.subject()
    begin = light.token + 1
    if subject is not None and subject.first > light.token:
        begin = subject.stop
    return token - begin < REACH and (light.undergoes or not _has_other_object(desk, begin, token))


def _is_undergone(desk: Desk, first: int, token: int) -> bool:
    """Whether ل or إلى joins an act to the verb whose subject undergoes it (تعرض لسلسلة هجمات)."""
    words = desk.reading.words[first : token + 1]
    return any(word.fold.startswith("ل") or word.fold == "الي" for word in words)


def _has_other_object(desk: Desk, begin: int, token: int) -> bool:
    """Whether something else than an act stands between a light verb and a noun (وجه ترامب تحذيرا إلى روسيا لدعمها)."""
    words = desk.reading.words
    for at in range(begin, token):
        after = words[at + 1]
        if words[at].flags & PREPOSITION and words[at].fold not in _MEANS and not after.flags & TIME:
            return True
    return False


def _parties(
    desk: Desk, hit: Match, stop: int, needed: tuple[int, int], carried: bool
) -> tuple[Party | None, Party | None]:
    """Agent and patient that stand after a noun."""
    reading, act = desk.reading, hit.payload.act
    at = hit.last + 1
    wanted = needed[1] > needed[0]
    genitive = _genitive(desk, hit, at, needed[0] if wanted else stop)
    agent = _origin(desk, hit, at, stop) or _related(desk, hit, stop) or desk.by(at, stop)
    begin = needed[1] if wanted else at
    if act.harm == "charge" and agent is not None:
        begin = max(begin, agent.stop)  # الاتهامات التي توجهها الهند إلى باكستان
    marked = syntax.joined_by(reading, begin, stop, act.prepositions) if act.prepositions else None
    patient = marked
    if wanted and act.is_object:
        patient = next(iter(syntax.after(reading, begin, stop)), marked)  # وقوف بلاده إلى جانب أذربيجان
    if agent is None and genitive is not None and not carried:
        of_object = None
        if act.is_object:
            of_object = marked if "ل" in act.prepositions else _object_follows(desk, genitive, stop)
            of_people = of_object is None or desk.signals.are_people(reading, of_object)
            if "needs_object" in act.traits and not of_people:
                of_object = None  # دعم الأردن للخروج من الأزمة
        charged = act.harm == "charge" and marked is None
        of_force = (
            desk.signals.first("force", genitive.first, genitive.first + 1) if "of_forces" in act.traits else None
        )
        by_genitive = act.genitive == "agent" and not charged and not _is_hit(desk, genitive, act, marked is None)
        if by_genitive or of_object is not None or of_force is not None:
            agent, patient = genitive, patient or of_object
        else:
            patient = patient or genitive
    elif genitive is not None and act.genitive == "patient":
        patient = patient or genitive
    intransitive = "ل" not in act.prepositions and not act.is_object and act.harm in ("hindrance", "none")
    if patient is None and agent is not None and act.suffers == act.does is not None:
        patient = _beside_origin(desk, agent, stop)
    if agent is None and intransitive and reading.words[hit.first].definite:
        agent = syntax.joined_by(reading, at, min(stop, at + 2), frozenset("ل"))  # التدخل المباشر للمملكة
    return agent, patient


def _genitive(desk: Desk, hit: Match, at: int, stop: int) -> Party | None:
    """The party in the genitive after an indefinite noun: an actor, a force, people; no other word."""
    if desk.reading.words[hit.first].definite or at >= stop or desk.suffix(hit) in _OWN:
        return None
    party = next(iter(syntax.after(desk.reading, at, stop)), None)
    if party is not None and desk.signals.first("conduct", party.first, party.first + 1):
        return None
    if party is None or parties.is_known(desk.reading, party):
        return party
    kinds = ["agent", "civilian", "own"]
    if hit.payload.act.harm == "force" and hit.payload.act.is_object:
        kinds.append("place")  # بقصف قاعدة جوية
    return party if any(desk.signals.first(type, at, at + 2) for type in kinds) else None


def _is_hit(desk: Desk, genitive: Party, act: Act, alone: bool) -> bool:
    """Whether a genitive after a noun of violence is a place or people, who rather suffer it (قصف العاصمة)."""
    if act.harm != "force":
        return False
    mention = desk.reading.mention_at.get(genitive.first)
    if alone and mention is not None and mention.kind in PLACES and mention.form in ("name", "metonym"):
        return True
    return act.is_object and any(
        desk.signals.first(type, genitive.first, genitive.first + 1) for type in ("place", "civilian")
    )


def _object_follows(desk: Desk, genitive: Party, stop: int) -> Party | None:
    """The object with ل after an agent in the genitive (انتهاك الولايات المتحدة لقواعد ...)."""
    reading, words = desk.reading, desk.reading.words
    at = genitive.stop
    ends_in_name = any(mention.stop == at for mention in actors.within(reading, genitive.first, at))
    while at < stop and (words[at].flags & TIME or words[at].surface in COMMAS):
        at += 1
    if not ends_in_name or at >= stop:
        return None
    word = words[at]
    if (
        word.kind == "word"
        and word.fold.startswith("ل")
        and len(word.fold) > 3
        and not word.flags
        and at not in desk.tokens
    ):
        return syntax.joined_by(reading, at, at + 1, frozenset("ل")) or parties.of_tokens(reading, at, at + 1)
    return syntax.joined_by(reading, at, at + 1, frozenset("ل"))


def _origin(desk: Desk, hit: Match, at: int, stop: int) -> Party | None:
    """The adjective of origin after a noun, with at most one other adjective between (الغارات الجوية الروسية)."""
    reading, words = desk.reading, desk.reading.words
    if at < stop and words[at].kind == MARK:
        at += 1  # هجوم "حوثي"
    far = hit.payload.act.genitive == "agent" or hit.payload.act.harm == "none"
    for token in (at, at + 1) if far else (at,):
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


def _beside_origin(desk: Desk, agent: Party, stop: int) -> Party | None:
    """The other side of what two sides do, an adjective like the first one (التعاون الروسي التركي)."""
    at = agent.stop
    first = desk.reading.mention_at.get(agent.first)
    at += desk.reading.words[at].surface in _DASHES if at < stop else 0
    second = desk.reading.mention_at.get(at)
    both = first is not None and second is not None and first.form == second.form == "demonym"
    return parties.of_tokens(desk.reading, at, second.stop) if both and second is not None and at < stop else None


def _related(desk: Desk, hit: Match, stop: int) -> Party | None:
    """The subject of the relative clause after a noun (الهجوم الذي شنته تركيا); a construct's is another noun's."""
    at, words = hit.last + 1, desk.reading.words
    if words[hit.last].definite:
        return syntax.of_relative(desk.reading, at, stop, frozenset((LIGHT,)))
    while at < min(stop, hit.last + 3) and not words[at].flags and not words[at].definite:
        resumed = words[at].fold.endswith(("ه", "ها")) and not words[at].surface.endswith("ة")
        if desk.reading.deeds.get(at) == LIGHT and resumed:
            subject = next(iter(syntax.after(desk.reading, at + 1, stop)), None)  # هجوم كيماوي نفذه النظام السوري
            return subject if subject is not None and subject.side is not None else None
        at += 1
    return None


def _from(desk: Desk, at: int, stop: int) -> Party | None:
    """Who did what somebody undergoes (تعرضت لقصف من ...)."""
    if at + 1 >= stop or desk.reading.words[at].fold != "من":
        return None
    party = next(iter(syntax.after(desk.reading, at + 1, stop)), None)
    return party if party is not None and parties.is_known(desk.reading, party) else None


def _undergone(desk: Desk, hit: Match, at: int, stop: int) -> Party | None:
    """Whose act somebody undergoes, in the genitive (تعرضت لقصف الطائرات التركية)."""
    party = _genitive(desk, hit, at, stop) if hit.payload.act.harm == "force" else None
    return party if party is not None and party.side is not None else None
