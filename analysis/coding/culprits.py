"""What is charged and whose it is: the act in the content of a charge, and the one to whom the content gives it."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice, takewhile

from analysis.coding import actors, bounds, clitics, parties, phrases, syntax
from analysis.coding.acts import DEED, LIGHT
from analysis.coding.charges import HARMS, Case, Charge, role_of, victim_of
from analysis.coding.clauses import Event
from analysis.coding.drafts import Draft
from analysis.coding.parties import Party
from analysis.coding.reading import Reading
from analysis.coding.word_types import COMMAS, MARK, Word

_DEEDS = frozenset((LIGHT, DEED))
_PLACES = frozenset(("capital", "city", "region"))
_OWNER_REACH = 6  # tokens from a noun of conduct to ل and its owner
_PEOPLE = ("يين", "يون")  # ends of a noun for people of a kind


def charge(
    case: Case, rule: str, first: int, stop: int, accuser: Party | None, target: Party | None, draft: Draft | None
) -> Charge:
    """A charge whose content lies in the tokens `first` up to `stop`; the caller knows its sentence and spans."""
    begin = bisect_left(case.events, first, key=lambda event: event.token)
    near = takewhile(lambda event: event.token < stop, islice(case.events, begin, None))
    event = next((event for event in near if event.act.harm in HARMS), None)
    blamed = target if target is not None else _culprit(case, first, stop, event)
    own = blamed is not None and accuser is not None and blamed.side is not None and blamed.side == accuser.side
    if target is None and own and blamed is not None and not _is_body(case.reading, blamed, first):
        blamed = None  # nobody condemns his own side without saying so
    return Charge(
        sentence=case.reading.sentences[0],
        span=(0, 0),
        act=(0, 0),
        code=event.act.code if event is not None else "unspecified",
        accuser=accuser,
        blamed=blamed,
        victim=victim_of(event),
        draft=draft,
        stance=case.stance(draft, first, first),
        agency=event.agency if event is not None and blamed is not None else "nominalised",
        rule=rule,
        role=role_of(event.act) if event is not None else None,
        token=event.token if event is not None else -1,
        told_in=draft,
    )


def _somebody(case: Case, first: int, end: int, stop: int) -> Party | None:
    """Whom the words name that are condemned: people, whose conduct it is, or ل after it (الموقف المعيب للحكومة)."""
    reading, words = case.reading, case.reading.words
    if _is_somebody(reading, first):
        return parties.of_tokens(reading, first, max(end, phrases.extend(reading, first, stop)))
    if words[first].fold.lstrip("ب") == "عدم" and first + 2 < stop and first + 2 in reading.mention_at:
        return parties.of_tokens(reading, first + 2, reading.mention_at[first + 2].stop)  # بعدم استقبال إيطاليا سفينة
    if case.signals.first("conduct", first, first + 1) is None:
        return None
    at = first + 1 + (first + 1 < stop and words[first + 1].fold.startswith("و"))
    if at < stop and _is_somebody(reading, at) and not clitics.attached(reading, at):
        return parties.of_tokens(reading, at, phrases.extend(reading, at, stop))  # تصرفات وتغريدات الفنان
    near = range(first + 1, min(stop, first + _OWNER_REACH))
    at = next((k for k in near if clitics.attached(reading, k) == "ل" and words[first].definite), stop)
    return parties.of_tokens(reading, at, bounds.phrase_stop(reading, at, stop)) if at < stop else None


def _is_accusative(noun: Word, name: Word) -> bool:
    """Whether what looks like a country's name is an adjective of an accusative (صحفيا تركيا)."""
    return name.fold.endswith("يا") and noun.fold.endswith("ا") and not noun.definite and noun.title is None


def _is_somebody(reading: Reading, first: int) -> bool:
    """Whether a definite title heads what is condemned (انتقد الحكومة، الدول الأعضاء)."""
    word = reading.words[first]
    if word.title is None:
        return word.definite and word.fold.endswith(_PEOPLE)  # السياسيين
    return word.definite and word.title["kind"] in ("person", "institution", "state")


def _is_body(reading: Reading, party: Party, first: int) -> bool:
    """Whether a party that opens the content is a body, though of the condemner's side (انتقد الاتحاد المصري)."""
    title = reading.words[max(party.first, 0)].title
    return party.first == first and title is not None and title["kind"] == "institution"


def _culprit(case: Case, first: int, stop: int, event: Event | None) -> Party | None:
    """Whose a condemned thing is: the agent's of the act in it, the actor's that it names, its relative's subject's."""
    reading, words = case.reading, case.reading.words
    if event is not None and event.agent is not None and event.agent.first >= first:
        return event.agent
    first += words[first].kind == MARK
    end = bounds.phrase_stop(reading, first, stop)
    mentions = actors.within(reading, first, end)
    comma = next((at for at in range(first, min(stop, first + 4)) if words[at].surface in COMMAS), None)
    if not mentions and comma is not None and event is None:  # نددت اليابان بشدة، الاثنين، بقيام روسيا
        while comma < stop and (words[comma].surface in COMMAS or parties.is_time(words[comma])):
            comma += 1
        if comma < stop and clitics.attached(reading, comma) != "" or clitics.takes_b(reading, min(comma, stop - 1)):
            first, end = comma, bounds.phrase_stop(reading, comma, stop)
            mentions = actors.within(reading, first, end)
    if not mentions:
        of = _somebody(case, first, end, stop)
        if of is not None:
            return of
        return syntax.of_relative(reading, max(end, first + 1), stop, _DEEDS)
    lead, title = mentions[0], words[first].title
    if lead.first > first and lead.form == "name" and _is_accusative(words[lead.first - 1], words[lead.first]):
        return None  # صحفيا تركيا
    if event is not None and event.token < lead.first or lead.kind in _PLACES and lead.form == "name":
        return None
    if lead.form == "demonym" and lead.first > first and title is None:
        return parties.of_tokens(reading, lead.first, lead.stop)
    if lead.first == first or title is not None and title["kind"] != "document":
        return parties.of_tokens(reading, first, end)
    owner = next((token for token in range(first + 1, lead.first) if words[token].title is not None), lead.first)
    return parties.of_tokens(reading, owner, end)  # خطاب الأمين العام لحزب الله: the secretary's


def told(case: Case, event: Event, rule: str, first: int, stop: int, accuser: Party, target: Party | None) -> Charge:
    """Make the charge of an act without a quotation; its content is marked as told."""
    reading = case.reading
    end = reading.end(case.trim(first, stop) - 1)
    case.told.append((first, stop))
    made = charge(case, rule, first, stop, accuser, target, event.draft)
    return made._replace(
        sentence=event.sentence, span=(reading.starts[event.first], end), act=(reading.starts[first], end)
    )
