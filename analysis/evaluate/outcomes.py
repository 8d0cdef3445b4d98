"""What came of each row, and the counts that every figure is a ratio of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.evaluate.records import BY_HAND, Origin
from analysis.evaluate.spans import Span


class Count(NamedTuple):
    """What one article adds to one measure.

    Attributes
    ----------
    layer, measure
        As `quotes`, `iou50`.
    by, value
        The part of the rows that is counted: `kind`, `direct`; all of them: `all`, `all`.
    hit_coded, coded
        Coded rows that are right, of how many.
    hit_gold, gold
        Gold rows that were found, of how many. Zero of zero where a measure is a plain share.
    """

    layer: str
    measure: str
    by: str
    value: str
    hit_coded: float = 0
    coded: float = 0
    hit_gold: float = 0
    gold: float = 0


def share(layer: str, measure: str, hits: Iterable[bool], by: str = "all", value: str = "all") -> Count:
    """Count how many of some rows are so."""
    found = [bool(hit) for hit in hits]
    return Count(layer, measure, by, value, sum(found), len(found))


@dataclass(frozen=True)
class Outcome:
    """What came of a gold row, a coded row, or a pair of both.

    Attributes
    ----------
    status
        hit; miss (gold only); false (coded only); optional (coded only, neither right nor wrong).
    gold, coded
        The spans that were compared.
    code
        What the row says in a word: the kind of a quotation, a role, a frame.
    wrong
        Fields of a hit that the coding has wrong -> what is right and what was coded.
    """

    layer: str
    status: str
    gold: Span | None
    coded: Span | None
    code: str
    origin: Origin = BY_HAND
    wrong: dict[str, tuple[str, str]] = field(default_factory=dict)


def by_rule(layer: str, measure: str, rows: Iterable[tuple[Origin, bool]]) -> Iterator[Count]:
    """Count right rows by the rule that made them."""
    rules: dict[str, list[bool]] = {}
    for origin, hit in rows:
        if origin.rule_id is not None:
            rules.setdefault(origin.rule_id, []).append(hit)
    for rule, hits in rules.items():
        yield Count(layer, measure, "rule", rule, sum(hits), len(hits))
