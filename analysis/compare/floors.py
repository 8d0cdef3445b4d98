"""What a small number of articles can show at best: the floor of a permutation test, the least for an interval."""

from __future__ import annotations

from math import factorial, prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ALPHA = 0.05
"""The level above which a permutation floor makes a p-value pointless."""

MINIMUM_ARTICLES = 10
"""Articles that a group must have before an interval is drawn for it."""


def arrangements(sizes: Sequence[Sequence[int]]) -> int:
    """Return in how many ways articles can be dealt to groups of these sizes, event by event.

    Parameters
    ----------
    sizes
        For each event, the articles of each group.
    """
    return prod(factorial(sum(size)) // prod(factorial(n) for n in size) for size in sizes)


def permutation_floor(sizes: Sequence[Sequence[int]]) -> float:
    """Return the smallest two-sided p that a permutation test of two groups can reach.

    >>> permutation_floor([(2, 3)])
    0.2
    """
    return min(1.0, 2 / arrangements(sizes))


def omnibus_floor(sizes: Sequence[Sequence[int]]) -> float:
    """Return the smallest p that a test of any difference among several groups can reach.

    Groups of the same sizes in all events can swap their names without changing the statistic.
    """
    columns = list(zip(*sizes, strict=True))
    swaps = prod(factorial(columns.count(column)) for column in set(columns))
    return min(1.0, swaps / arrangements(sizes))
