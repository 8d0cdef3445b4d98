"""Blame: who is said to have done harm, by whom, to whom, and in whose voice.

Six ways in which news blames: an accusation (اتهم ... بـ), a condemnation (ندد بـ), a harmful act that its victim
tells or that is told as a wrong, a predicate of guilt (مسؤولة عن، تقف وراء), an evaluation of what an actor said or
did, and, without a culprit, harm that only befalls somebody.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.coding import accusations, reproaches, verdicts
from analysis.coding.charges import Case, Charge
from analysis.coding.clauses import Event
from analysis.coding.drafts import Draft
from analysis.coding.parties import Party
from analysis.coding.reading import Reading
from analysis.coding.signals import Signals
from analysis.coding.voices import ATTRIBUTED, OUTLET, Voices


class Blame(NamedTuple):
    """A row of the blame table, in its column order."""

    article_id: str
    sentence_id: str
    blame_id: str
    start: int
    end: int
    accuser: str | None
    accuser_start: int | None
    accuser_end: int | None
    accuser_side: str | None
    blamed: str | None
    blamed_start: int | None
    blamed_end: int | None
    blamed_side: str | None
    act: str
    act_start: int
    act_end: int
    act_code: str
    victim: str | None
    victim_side: str | None
    voice: str
    stance: str
    agency: str
    quote_id: str | None
    rule_id: str
    confidence: float


def find(reading: Reading, drafts: list[Draft], spoken: Voices, events: list[Event], signals: Signals) -> list[Charge]:
    """Return the blame relations of an article in the order of the text; of two that say the same, one.

    What is reported by a speaker who cannot be found is left out: unknown rather than wrong.
    """
    case = Case(reading, spoken, events, signals)
    charges = [*accusations.find(case), *verdicts.evaluations(case, drafts)]
    charges += [*verdicts.culprits(case)]
    charges += [*reproaches.find(case), *verdicts.faults(case), *verdicts.labels(case)]
    charges.sort(key=lambda charge: (charge.act[0], -charge.act[1], charge.span))
    kept: list[Charge] = []
    for charge in charges:
        accuser, blamed = charge.accuser, charge.blamed
        if charge.draft is not None and accuser is None:
            continue
        if accuser is not None and blamed is not None and _is_same(reading, accuser, blamed):
            continue  # واتهم مانافورت بأنه: the passive
        if kept and kept[-1].act[1] >= charge.act[1] and _who(kept[-1]) == _who(charge):
            continue
        kept.append(charge)
    return sorted(kept, key=lambda charge: charge.span)


def _is_same(reading: Reading, accuser: Party, blamed: Party) -> bool:
    """Whether accuser and blamed are the same words, so that one of them was taken for the other."""
    text = reading.text
    return text[accuser.start : accuser.end] == text[blamed.start : blamed.end]


def _who(charge: Charge) -> tuple[int | None, str]:
    return (charge.blamed.start, "") if charge.blamed is not None else (None, charge.rule)


def rows(reading: Reading, spoken: Voices, charges: list[Charge], confidence: dict[str, float]) -> list[Blame]:
    """Number the charges and make them rows of the blame table."""
    text = reading.text
    made: list[Blame] = []
    for charge in charges:
        accuser, blamed, victim = charge.accuser, charge.blamed, charge.victim
        made.append(
            Blame(
                reading.article_id, charge.sentence.sentence_id, f"{reading.article_id}:b{len(made) + 1:03d}",
                *charge.span,
                text[accuser.start : accuser.end] if accuser else None,
                accuser.start if accuser else None, accuser.end if accuser else None, accuser.side if accuser else None,
                text[blamed.start : blamed.end] if blamed else None,
                blamed.start if blamed else None, blamed.end if blamed else None, blamed.side if blamed else None,
                text[slice(*charge.act)], *charge.act, charge.code,
                text[victim.start : victim.end] if victim else None, victim.side if victim else None,
                ATTRIBUTED if accuser is not None else OUTLET, charge.stance, charge.agency,
                spoken.quote_id(charge.draft), charge.rule, confidence.get(charge.rule, 0.6),
            )
        )  # fmt: skip
    return made
