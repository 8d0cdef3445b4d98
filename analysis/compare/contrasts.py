"""Is a difference between outlets more than the accident of which articles there are?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.compare import guards
from analysis.compare.bootstrap import RESAMPLES, bootstrap_rate
from analysis.compare.floors import permutation_floor
from analysis.compare.grouping import compared
from analysis.compare.permutation import permutation_tests
from analysis.compare.testing import adjust, cliffs_delta

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.tables import Coded

_NUMBERS = ("rate", "low", "high", "rate_rest", "difference", "cliffs_delta", "p", "floor")


def compare_rates(
    per_article: pd.DataFrame,
    coded: Coded,
    part: str,
    whole: str,
    *,
    cell: Sequence[str] = (),
    by: str = "outlet",
    pool_events: bool = False,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare a rate between groups, the article being what is sampled.

    Parameters
    ----------
    per_article
        A measure with `by="article_id"`: a row an article and cell.
    coded
        The same corpus.
    part, whole
        The columns whose sums make the rate, such as `"words"` and `"words_total"`. Articles whose whole is 0 say
        nothing about the rate and are not counted among `articles`.
    cell
        The columns that tell the compared things apart (`["side"]`).
    by, pool_events
        As in every measure. Articles are shuffled within events, also where the events are pooled.
    resamples, seed
        Of bootstrap and permutation; the same seed gives the same numbers.

    Returns
    -------
    DataFrame
        `event`, `by`, `cell`; sums of `part` and `whole`, `rate`, its BCa interval `low`, `high` (`<NA>` where
        `guards.interval` refuses it or all articles are alike); `articles`; `articles_rest`, `rate_rest`, `difference`
        and `cliffs_delta` against all other groups on the event; `p` (two-sided permutation test, `<NA>` where
        `guards.p_value` refuses it), its `floor`, `p_adjusted` (Benjamini & Hochberg), `family`; `note_en`, `note_ar`
        (why something is withheld).

    Examples
    --------
    >>> compare_rates(who_speaks(coded, by="article_id"), coded, "words", "words_total",
    ...               cell=["side"])  # doctest: +SKIP
    """
    groups = compared(coded, by, pool_events=pool_events)
    strata = compared(coded, "event").articles.rename(columns={"event": "_stratum"})[["article_id", "_stratum"]]
    told = groups.assign(per_article[["article_id", *cell, part, whole]]).merge(strata, on="article_id")
    told = told[told[whole] > 0]
    rows = [
        row
        for _, one in told.groupby(["event", *cell], sort=True, dropna=False)
        for row in _contrast(one, [*groups.keys, *cell], groups.keys[-1], (part, whole), (resamples, seed))
    ]
    columns = [*groups.keys, *cell, part, whole, "articles", "articles_rest", *_NUMBERS, "note_en", "note_ar"]
    found = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(_NUMBERS, "Float64"))
    found["p_adjusted"] = adjust(found["p"])
    found["family"] = int(found["p"].notna().sum())
    return found.sort_values([*groups.keys, *cell], kind="stable", ignore_index=True)


def _contrast(
    told: pd.DataFrame, keys: list[str], by: str, rate: tuple[str, str], sampling: tuple[int, int]
) -> list[dict[str, Any]]:
    """Compare each group of one event and cell with the rest."""
    (part, whole), (resamples, seed) = rate, sampling
    names = told[by].astype(str)
    sizes = {
        name: [(int((of == name).sum()), int((of != name).sum())) for _, of in names.groupby(told["_stratum"])]
        for name in sorted(names.unique())
    }
    verdicts = {name: guards.p_value(size) for name, size in sizes.items()}
    tests = (
        permutation_tests(told[part], told[whole], names, told["_stratum"], resamples=resamples, seed=seed)
        if any(verdict.allowed for verdict in verdicts.values())
        else {}
    )
    rows = []
    for name, verdict in verdicts.items():
        mine, rest = told[names == name], told[names != name]
        interval = bootstrap_rate(mine[part], mine[whole], resamples=resamples, seed=seed)
        rate_rest = float(rest[part].sum() / rest[whole].sum()) if len(rest) else np.nan
        notes = [verdict, guards.interval(len(mine))] if len(rest) else [guards.interval(len(mine))]
        rows.append(
            mine[keys].iloc[0].to_dict()
            | {
                part: mine[part].sum(),
                whole: mine[whole].sum(),
                "articles": len(mine),
                "articles_rest": len(rest),
                **interval._asdict(),
                "rate_rest": rate_rest,
                "difference": interval.rate - rate_rest,
                "cliffs_delta": cliffs_delta(mine[part] / mine[whole], rest[part] / rest[whole]),
                "p": tests[name].p if verdict.allowed else np.nan,
                "floor": permutation_floor(sizes[name]),
                "note_en": " ".join(note.sentence_en for note in notes if not note.allowed),
                "note_ar": " ".join(note.sentence_ar for note in notes if not note.allowed),
            }
        )
    return rows
