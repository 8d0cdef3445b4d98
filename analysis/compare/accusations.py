"""Who blames whom, the outlet's own voice apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.compare.grouping import UNKNOWN, by_side, compared, items, share

if TYPE_CHECKING:
    import pandas as pd

    from analysis.tables import Coded

OUTLET = "outlet"
"""The outlet itself, where a cell names who says something."""

NOBODY = "none"
"""Nobody is named as the culprit: a finding, not a gap."""

_LAID = ("asserted", "distanced", "hypothetical")


def who_blames_whom(coded: Coded, by: str = "outlet", *, pool_events: bool = False) -> pd.DataFrame:
    """Count the blame that each outlet lays itself and reports others to have laid.

    Blame that is denied (X denies that Y did harm) is no blame: it is counted beside, in `denied`. Several accusers or
    culprits in one row count once for each pair.

    Parameters
    ----------
    coded, by, pool_events
        As in `who_speaks`.

    Returns
    -------
    DataFrame
        `event`, `by`; `accuser`: a side, `"outlet"` for the outlet's own voice, `"unknown"`; `blamed`: a side,
        `"none"` where nobody is named, `"unknown"` where somebody of no known side is. `count` of `total` (all pairs
        of the group) and `share`; `asserted`, `distanced`, `hypothetical` (they add up to `count`); `denied`;
        `articles_with` of `articles`; `tokens`; `rows` (blame ids behind `count`), `table`.
    """
    groups = compared(coded, by, pool_events=pool_events)
    blame = items(coded, "blame")
    accuser = blame["accuser_side"].fillna(UNKNOWN).mask(blame["voice"] == "outlet", OUTLET)
    blamed = blame["blamed_side"].fillna(UNKNOWN).mask(blame["blamed"].isna() & blame["blamed_side"].isna(), NOBODY)
    blame = blame.assign(accuser=accuser, blamed=blamed, stance=blame["stance"].fillna("asserted"))
    pairs = by_side(blame, "accuser")
    pairs = pairs.assign(blamed=pairs["blamed"].str.split("|")).explode("blamed").astype({"blamed": "string"})
    pairs = pairs.drop_duplicates(["row", "accuser", "blamed"])
    cell = ["accuser", "blamed"]
    found = groups.tally(pairs[pairs["stance"].isin(_LAID)], cell, cells=groups.assign(pairs))
    stances = groups.assign(pairs).groupby([*groups.keys, *cell, "stance"]).size().rename("n").reset_index()
    for stance in (*_LAID, "denied"):
        of_stance = stances[stances["stance"] == stance].drop(columns="stance").rename(columns={"n": stance})
        found = found.merge(of_stance, on=[*groups.keys, *cell], how="left")
        found[stance] = found[stance].fillna(0).astype("int64")
    found["total"] = found.groupby(groups.keys)["count"].transform("sum")
    found["share"] = share(found["count"], found["total"])
    columns = [*groups.keys, *cell, "count", "total", "share", *_LAID, "denied"]
    return found[[*columns, "articles_with", "articles", "tokens", "rows"]].assign(table="blame")
