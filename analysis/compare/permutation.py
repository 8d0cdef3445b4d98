"""Permutation tests that deal whole articles anew among the outlets, within each event.

An article is a pair of whole numbers: how often the thing occurs in it (`part`) and how often it could have
(`whole`: words, quoted words, sentences ...). The rate of a group is the sum of parts over the sum of wholes.
`scipy.stats.permutation_test` has no strata; where there is one event the two agree, which a test checks.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.compare.floors import ALPHA, arrangements, omnibus_floor, permutation_floor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]

RESAMPLES = 4999
"""Shuffles where not every arrangement can be tried."""

_CHUNK = 2_000_000  # numbers held at once while shuffling


class Permutation(NamedTuple):
    """A permutation test of one group against the rest.

    Attributes
    ----------
    difference
        Rate of the group minus rate of the rest.
    p
        Two-sided p: twice the smaller tail, as in `scipy.stats.permutation_test`. `nan` where the floor is above
        `ALPHA`.
    floor
        The smallest p that this many articles could give.
    exact
        Whether every arrangement was tried.
    """

    difference: float
    p: float
    floor: float
    exact: bool


def permutation_tests(
    part: ArrayLike,
    whole: ArrayLike,
    groups: ArrayLike,
    events: ArrayLike,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> dict[str, Permutation]:
    """Test every group against the rest by dealing the articles anew within each event.

    All arrangements are tried where there are no more than `resamples`; otherwise `resamples` random ones,
    the observed one counted in (Phipson & Smyth 2010). Articles whose `whole` is 0 can say nothing and are left out.

    Parameters
    ----------
    part, whole, groups, events
        Shape (articles,).
    resamples, seed
        Number of shuffles, and their seed.

    Returns
    -------
    dict
        Group -> `Permutation`; `p` is `nan` where a group or the rest has no article, or too few to reach `ALPHA`.
    """
    parts, wholes = np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
    told = wholes > 0
    parts, wholes = parts[told], wholes[told]
    names, labels = np.unique(np.asarray(groups, dtype=object)[told].astype(str), return_inverse=True)
    strata = np.unique(np.asarray(events, dtype=object)[told].astype(str), return_inverse=True)[1]
    found: dict[str, Permutation] = {}
    shuffled: Numbers | None = None
    for code, name in enumerate(names):
        mine = labels == code
        sizes = [
            (int((mine & (strata == s)).sum()), int((~mine & (strata == s)).sum())) for s in range(strata.max() + 1)
        ]
        observed = _difference(parts, wholes, mine)
        if np.isnan(observed):
            found[str(name)] = Permutation(observed, np.nan, 1.0, exact=False)
            continue
        exact = arrangements(sizes) <= resamples
        if exact:
            null = np.array([_difference(parts, wholes, dealt) for dealt in _deals(strata, sizes)])
        else:
            if shuffled is None:
                deals = _shuffles(labels, strata, resamples, seed)
                shuffled = np.concatenate([_differences(_sums(parts, wholes, d, len(names))) for d in deals])
            null = shuffled[:, code]
        floor = permutation_floor(sizes)
        p = _two_sided(null, observed, added=0 if exact else 1) if floor <= ALPHA else np.nan
        found[str(name)] = Permutation(observed, p, floor, exact)
    return found


def omnibus_test(
    part: ArrayLike,
    whole: ArrayLike,
    groups: ArrayLike,
    events: ArrayLike,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> tuple[float, float]:
    """Test whether the groups differ at all: the spread of their rates against that of shuffled articles.

    The statistic is the sum over groups of whole x (rate - overall rate)², shuffled within events.

    Returns
    -------
    tuple
        p (`nan` where the floor is above `ALPHA`), and its floor.
    """
    parts, wholes = np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
    told = wholes > 0
    parts, wholes = parts[told], wholes[told]
    names, labels = np.unique(np.asarray(groups, dtype=object)[told].astype(str), return_inverse=True)
    strata = np.unique(np.asarray(events, dtype=object)[told].astype(str), return_inverse=True)[1]
    sizes = [[int(((labels == g) & (strata == s)).sum()) for g in range(len(names))] for s in range(strata.max() + 1)]

    rate = parts.sum() / wholes.sum()
    observed = _spread(_sums(parts, wholes, labels[None, :], len(names)), rate)[0]
    null = np.concatenate(
        [_spread(_sums(parts, wholes, dealt, len(names)), rate) for dealt in _shuffles(labels, strata, resamples, seed)]
    )
    p, floor = (1 + int((null >= observed * (1 - 1e-12)).sum())) / (1 + resamples), omnibus_floor(sizes)
    return p if floor <= ALPHA else float("nan"), floor


def _rate(parts: Numbers, wholes: Numbers) -> float:
    total = wholes.sum()
    return float(parts.sum() / total) if total else float("nan")


def _difference(parts: Numbers, wholes: Numbers, mine: NDArray[np.bool_]) -> float:
    return _rate(parts[mine], wholes[mine]) - _rate(parts[~mine], wholes[~mine])


def _two_sided(null: Numbers, observed: float, added: int) -> float:
    slack = 1e-12 * max(1.0, abs(observed))  # equal sums in another order differ in the last bit
    tails = (int((null >= observed - slack).sum()), int((null <= observed + slack).sum()))
    return min(1.0, 2 * (min(tails) + added) / (len(null) + added))


def _deals(strata: Codes, sizes: Sequence[tuple[int, int]]) -> Iterator[NDArray[np.bool_]]:
    """Yield every way to deal the articles of each event to the group and the rest."""
    members = [np.flatnonzero(strata == s) for s in range(len(sizes))]
    for chosen in product(*(combinations(m, size[0]) for m, size in zip(members, sizes, strict=True))):
        mine = np.zeros(len(strata), dtype=bool)
        mine[[index for choice in chosen for index in choice]] = True
        yield mine


def _shuffles(labels: Codes, strata: Codes, resamples: int, seed: int) -> Iterator[Codes]:
    """Yield label matrices of shape (a few resamples, articles), shuffled within events."""
    rng = np.random.default_rng(seed)
    members = [np.flatnonzero(strata == s) for s in range(strata.max() + 1)]
    step = max(1, _CHUNK // max(1, len(labels)))
    for done in range(0, resamples, step):
        dealt = np.tile(labels, (min(step, resamples - done), 1))
        for member in members:
            dealt[:, member] = rng.permuted(dealt[:, member], axis=1)
        yield dealt


def _sums(parts: Numbers, wholes: Numbers, dealt: Codes, groups: int) -> Numbers:
    """Return sums of parts and of wholes, shape (2, resamples, groups)."""
    rows, articles = dealt.shape
    place = (np.arange(rows)[:, None] * groups + dealt).ravel()
    sums = [
        np.bincount(place, weights=np.broadcast_to(values, (rows, articles)).ravel(), minlength=rows * groups)
        for values in (parts, wholes)
    ]
    return np.stack(sums).astype(np.float64).reshape(2, rows, groups)


def _spread(sums: Numbers, rate: float) -> Numbers:
    """Return how far the rates of the groups lie from the overall rate, shape (resamples,)."""
    parts, wholes = sums
    deviation: Numbers = (wholes * (parts / wholes - rate) ** 2).sum(axis=1)
    return deviation


def _differences(sums: Numbers) -> Numbers:
    """Return rate of each group minus rate of the rest, shape (resamples, groups)."""
    parts, wholes = sums
    rest = sums.sum(axis=2, keepdims=True) - sums
    difference: Numbers = parts / wholes - rest[0] / rest[1]
    return difference
