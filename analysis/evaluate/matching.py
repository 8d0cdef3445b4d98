"""Which row of one coding answers which row of the other: optimal one-to-one pairs, at several levels of overlap."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analysis.evaluate.records import Article, Quote
from analysis.evaluate.spans import iou, overlap, same, same_content

Pairs = list[tuple[int, int]]
"""Number of the gold row, number of the coded row."""

CORE = 1000.0
"""Weight of a gold row that counts: no coded row is lost to an optional one."""

COVERAGE = {"cov30": 0.3, "cov80": 0.8}
LEVELS = (*COVERAGE, "iou50", "strict", "strict_comp", "begin")
"""Levels of overlap for contents.

`cov30`, `cov80`: this share of the gold content is covered (greedy, as the Gender Gap Tracker counts; a row that
swallows the article scores well: only for comparison). `iou50`: intersection over union of a half. `strict`: same
start and end after trimming. `strict_comp`: the same without complementizers and one proclitic. `begin`: same start.
"""


def assign(n_gold: int, n_coded: int, weight: Callable[[int, int], float]) -> Pairs:
    """Return the pairs whose weights sum highest (Kuhn-Munkres, `scipy.optimize`); a weight of 0 forbids a pair."""
    if not n_gold or not n_coded:
        return []
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    weights = np.array([[weight(i, j) for j in range(n_coded)] for i in range(n_gold)], dtype=float)
    rows, columns = linear_sum_assignment(-weights)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if weights[i, j] > 0]


def match_quotes(article: Article, coded: Sequence[Quote], level: str) -> Pairs:
    """Pair the quotations of an article with coded ones at one of `LEVELS`."""
    if level in COVERAGE:
        return _covered(article.quotes, coded, COVERAGE[level])
    gold, text = article.quotes, article.text

    def weight(i: int, j: int) -> float:
        one, other = gold[i], coded[j]
        if other.empty or not _agree(text, one, other, level):
            return 0.0
        return (CORE if one.core else 1.0) + iou(one.span, other.span) + 0.001 * same(text, other.cue, one.cue)

    return assign(len(gold), len(coded), weight)


def _agree(text: str, gold: Quote, coded: Quote, level: str) -> bool:
    if level == "iou50":
        return iou(gold.span, coded.span) >= 0.5
    if level == "strict":
        return gold.span == coded.span
    if level == "strict_comp":
        return same_content(text, gold.raw, coded.raw)
    return gold.span[0] == coded.span[0]


def _covered(gold: Sequence[Quote], coded: Sequence[Quote], least: float) -> Pairs:
    """Give each gold content, in order, the free row that covers most of it."""
    free, pairs = set(range(len(coded))), []
    for i in sorted(range(len(gold)), key=lambda i: (not gold[i].core, gold[i].raw)):
        span = gold[i].span
        shares = {j: overlap(span, coded[j].span) / max(1, span[1] - span[0]) for j in sorted(free)}
        best = max(shares, key=lambda j: shares[j], default=None)
        if best is not None and shares[best] >= least:
            free.discard(best)
            pairs.append((i, best))
    return pairs


def optional(article: Article, coded: Sequence[Quote], pairs: Pairs) -> tuple[dict[int, str], set[int]]:
    """Tell which coded rows are neither right nor wrong, and which marked non-quotations were taken for quotations.

    Optional is a row that finds a non-core quotation, that lies in an `ignore` span, or that lies inside an annotated
    quotation without being a second attempt at it.

    Parameters
    ----------
    article, coded
        The gold, and the coded rows.
    pairs
        From `match_quotes(article, coded, "iou50")`.

    Returns
    -------
    dict
        Number of the coded row -> non_core, ignore or nested.
    set
        Numbers of the `not_quotes` that were emitted.
    """
    gold, text = article.quotes, article.text
    used = {i for i, _ in pairs}
    partner = {j: i for i, j in pairs}
    reasons: dict[int, str] = {}
    emitted: set[int] = set()
    for j, row in enumerate(coded):
        if j in partner:
            if not gold[partner[j]].core:
                reasons[j] = "non_core"
            continue
        if row.empty:
            continue
        traps = [k for k, trap in enumerate(article.not_quotes) if iou(trap, row.span) >= 0.5]
        near = next((i for i, one in enumerate(gold) if i not in used and _same_report(text, one, row)), None)
        if traps:
            emitted.update(traps)
        elif near is not None:
            used.add(near)
            reasons[j] = "non_core"
        elif not row.core:
            reasons[j] = "non_core"
        elif _ignored(article, row):
            reasons[j] = "ignore"
        elif _nested(article, row):
            reasons[j] = "nested"
    return reasons, emitted


def _same_report(text: str, gold: Quote, coded: Quote) -> bool:
    return not gold.core and iou(gold.span, coded.span) >= 0.3 and same(text, coded.cue, gold.cue)


def _ignored(article: Article, row: Quote) -> bool:
    size = row.span[1] - row.span[0]
    return any(overlap(span, row.span) >= 0.8 * size or iou(span, row.span) >= 0.5 for span in article.ignore)


def _nested(article: Article, row: Quote) -> bool:
    around = [one for one in article.quotes if one.span[0] <= row.span[0] and row.span[1] <= one.span[1]]
    second = [one for one in around if _attempts(article.text, row, one)]
    if not second:
        return bool(around)
    return row.continues and all(iou(row.span, one.span) < 0.5 for one in second)


def _attempts(text: str, row: Quote, gold: Quote) -> bool:
    """Whether a row tries to be this quotation itself, not one inside it."""
    return row.span[0] == gold.span[0] or iou(row.span, gold.span) >= 0.5 or same(text, row.cue, gold.cue)
