"""Acts that are told as a wrong: by their victim, of a civilian's harm, or by a word that says so itself."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.coding import parties, voices
from analysis.coding.charges import HARMS, NEAR, Case, Charge, role_of, speaker_of, victim_of
from analysis.coding.clauses import Event
from analysis.coding.drafts import Draft
from analysis.coding.parties import Party
from analysis.coding.word_types import DEMONSTRATIVE, NEGATION

_WRONGS = frozenset(("wrong", "crime"))
_WITHOUT_CULPRIT = frozenset(("befalls", "general"))
_ACCUSED_REACH = 8  # tokens from a word like المتهم to an act that is another's charge
_EVERY = frozenset(("كل", "وكل", "اي"))  # every army is no army
_AGENTS = frozenset(("person", "institution", "state", "collective"))


def find(case: Case) -> Iterator[Charge]:
    """Yield the charges that lie in what is told of an act, unless another charge has told it."""
    reading = case.reading
    told = {token for first, stop in case.told for token in range(first, stop)}
    for event in case.events:
        if event.token in told:
            continue
        rule = _reproach(case, event)
        if rule is None:
            continue
        feared = event.draft is not None and event.draft.act == "warn" and event.agency == "nominalised"
        stance = case.stance(event.draft, event.first, event.token)
        if rule == "general" or feared and stance == "asserted":
            stance = "hypothetical"
        act = reading.starts[event.begin], reading.end(case.trim(event.begin, event.stop) - 1)
        yield Charge(
            sentence=event.sentence,
            span=(reading.starts[event.first], act[1]),
            act=act,
            code=event.act.code,
            accuser=speaker_of(event.draft),
            blamed=None if rule in _WITHOUT_CULPRIT else event.agent,
            victim=victim_of(event),
            draft=event.draft,
            stance="denied" if event.negated else stance,
            agency=event.agency,
            rule=rule,
            role=role_of(event.act),
            token=event.token,
        )


def _reproach(case: Case, event: Event) -> str | None:
    """Which rule makes an act a charge, or None where it is told without reproach."""
    agent, draft = event.agent, event.draft
    serves = _serves_outlaws(case, event)
    harm = "hindrance" if serves else event.act.harm
    if harm not in HARMS:
        return None
    happens = agent is not None and agent.first >= 0 and case.signals.first("happening", agent.first, agent.first + 1)
    if event.negated and _is_not_told(case, event) or _is_elsewhere(case, event):
        return None
    if agent is not None and happens and not (event.agency == "origin_adjective" and agent.side is not None):
        said = voices.speaker_side(draft)
        hit = case.has(event.patient, "civilian")
        hit = hit or said is not None and event.patient is not None and event.patient.side == said
        return "befalls" if draft is not None and hit and not _is_own_deed(case, draft) else None
    if draft is not None and case.signals.first("general", max(draft.first, event.begin - 1), event.begin):
        words = case.reading.words[max(draft.first, event.begin - 6) : event.begin]
        own = draft.act == "deny"  # نفت موسكو أي تورط clears herself
        return "general" if harm != "force" and not own and not any(word.flags & NEGATION for word in words) else None
    if agent is None:
        return _without_agent(case, event)
    said = voices.speaker_side(draft)
    if agent.first < 0 or said is not None and agent.side == said:
        return None
    if not _is_responsible(case, event, agent, harm):
        return None
    if draft is None and case.is_in_marks(event.token):
        return None
    if harm in _WRONGS:
        return "wrong"
    if harm == "hindrance":
        sides = said if "told_by_side" in event.act.traits else agent.side or said
        told = draft is not None and bool(sides) and not _is_wished(event)
        return "reported_hindrance" if told and (serves or not _hinders_harm(case, event)) else None
    return _of_force(case, event, agent, said)


def _is_own_deed(case: Case, draft: Draft) -> bool:
    """Whether a speaker tells what his own side did (مقاتلات تركية شنت ضربات تستهدف)."""
    said = voices.speaker_side(draft)
    own = (event.agent for event in case.events if event.draft is draft and event.agent is not None)
    return said is not None and any(agent.side == said for agent in own)


def _without_agent(case: Case, event: Event) -> str | None:
    """Harm that only befalls somebody, told by a speaker."""
    if event.draft is None or event.agency != "passive":
        return None
    happens = event.act.does is None and event.act.harm == "force"  # أودى بحياة
    sentence = event.sentence
    if happens and case.signals.first("nature", sentence.first, sentence.stop) is not None:
        return None  # أودى الزلزال بحياة
    undergone = event.begin < event.token
    return "befalls" if undergone or happens or case.has(event.patient, "civilian") else None


def _of_force(case: Case, event: Event, agent: Party, said: str | None) -> str | None:
    """Violence is a charge where civilians suffer it, its victim tells it, or a side tells it of another in a verb."""
    patient = event.patient
    civilian = case.has(patient, "civilian")
    if event.draft is None:
        return "harm_to_civilians" if civilian else None
    if civilian or said is not None and patient is not None and patient.side == said:
        return "reported_force"
    if event.agency == "passive" and event.begin < event.token and agent.side is not None:
        return "reported_force"  # تعرضت لقصف القوات التركية: told by whom it hit
    unnamed = patient is None or patient.side is None
    verbal = event.agency != "nominalised"
    return "reported_force" if said is not None and agent.side is not None and unnamed and verbal else None


def _is_wished(event: Event) -> bool:
    """Whether an act is only what a speaker asks for (دعا الحكومة إلى ... لمنع)."""
    return (
        event.draft is not None
        and event.draft.act == "demand"
        and event.agent is not None
        and event.agent.first < event.token
    )


def _hinders_harm(case: Case, event: Event) -> bool:
    """Whether what is hindered is harm itself or those who do it, so that hindering it is none."""
    patient = event.patient
    if "may_prevent" not in event.act.traits:
        return False
    if case.has(patient, "outlaw"):
        return True
    harms = (other.token for other in case.events if other.act.harm in HARMS and other.token != event.token)
    return any(event.token < token < event.stop for token in harms)


def _is_responsible(case: Case, event: Event, agent: Party, harm: str) -> bool:
    """Whether an agent can be blamed: an actor, a person, a body, a force; of a crime in a verb, anybody definite."""
    if agent.side is not None:
        return True
    if harm == "crime" and event.agency == "active" and parties.is_definite(case.reading, agent):
        return True
    word = case.reading.words[agent.first]
    if word.fold in _EVERY and not case.reading.words[agent.first + 1].definite:
        return False
    if word.fold == "احد" and agent.stop == agent.first + 1:
        return False
    bare = event.agency == "nominalised" and not word.definite and agent.stop == agent.first + 1
    if bare and agent.first == event.token + 1 and word.fold.endswith(("ي", "يه")):
        return False  # اعتداء إرهابي، مؤامرات خارجية: an adjective
    if word.title is not None and word.title["kind"] in _AGENTS:
        return True
    first = agent.first + bool(word.flags & DEMONSTRATIVE)
    return case.signals.first("agent", first, first + 1) is not None


def _is_not_told(case: Case, event: Event) -> bool:
    """Whether a negated act is only a condition or the future (إذا لم تقمع، لن تخدع)."""
    words, low = case.reading.words, max(0, event.begin - NEAR)
    future = any(word.fold.endswith("لن") for word in words[max(0, event.begin - 1) : event.begin])
    return future or case.signals.first("hypothetical", low, event.begin) is not None


def _is_elsewhere(case: Case, event: Event) -> bool:
    """Whether a noun is another's word (المزاعم بشأن استخدام ...); in the outlet's text, also ما تصفه بالعدوان."""
    if event.agency not in ("nominalised", "passive"):
        return False
    near = max(0, event.begin - NEAR)
    if case.signals.first("alleged", near, event.begin) is not None:
        return True
    if event.act.harm == "hindrance" and case.signals.first("inquiry", near, event.begin) is not None:
        return True  # التحقيق في تدخل روسيا
    if event.draft is not None or event.agency == "passive" or event.agent is None:
        return False
    before = (case.event_at.get(at) for at in range(near, event.token))
    charged = any(other is not None and other.act.harm == "charge" for other in before)
    accused = case.signals.first("accused", max(0, event.token - _ACCUSED_REACH), event.token) is not None
    return (
        charged or accused or any(case.reading.phrases(type, near, event.token) for type in ("labelled", "so_called"))
    )


def _serves_outlaws(case: Case, event: Event) -> bool:
    """Whether an act of support is for those whom the text calls terrorists or militias."""
    return "of_outlaws" in event.act.traits and event.draft is not None and case.has(event.patient, "outlaw")
