"""The parts that are given to Turkey, Russia and others: in whose voice, in the headline or below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.compare.accusations import OUTLET
from analysis.compare.grouping import UNKNOWN, by_side, compared, items

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.tables import Coded

MODALITIES = ("actual", "offered", "capable", "hypothetical")
POSITIONS = ("headline", "lead", "body")


def roles_by_voice(
    coded: Coded, sides: Sequence[str] = ("turkey", "russia"), by: str = "outlet", *, pool_events: bool = False
) -> pd.DataFrame:
    """Count the roles of some sides, the outlet's own words apart from what it reports each speaker to say.

    Parameters
    ----------
    coded, by, pool_events
        As in `who_speaks`.
    sides
        The sides whose roles are counted.

    Returns
    -------
    DataFrame
        `event`, `by`, `side`, `role`; `voice` (`"outlet"` or `"attributed"`); `speaker`: `"outlet"`, or the side of
        who says it, or `"unknown"`; `polarity` (asserted, negated, rejected: never to be added up, since a
        denied mediator is none); `count`, of which `actual`, `offered`, `capable`, `hypothetical`; `articles_with` of
        `articles`; `tokens`; `rows` (role ids), `table`. Roles said by several speakers count once for each.
    """
    groups = compared(coded, by, pool_events=pool_events)
    roles = _of_sides(items(coded, "roles"), sides)
    own = roles["voice"] == "outlet"
    roles = roles.assign(speaker=roles["speaker_side"].fillna(UNKNOWN).mask(own, OUTLET))
    roles = by_side(roles, "speaker")
    for modality in MODALITIES:
        roles[modality] = (roles["modality"] == modality).fillna(False).astype("int64")
    cell = ["side", "role", "voice", "speaker", "polarity"]
    found = groups.tally(roles, cell, sums=MODALITIES)
    return found.assign(table="roles")


def headline_vs_body(
    coded: Coded, sides: Sequence[str] | None = None, by: str = "outlet", *, pool_events: bool = False
) -> pd.DataFrame:
    """Count roles in the headline, in the lead and in the body.

    The lead is the standfirst, or the first paragraph of the body where there is none. With `by="article_id"` a role
    whose `headline` is above 0 and `lead` and `body` are 0 stands in the headline alone.

    Parameters
    ----------
    coded, by, pool_events
        As in `who_speaks`.
    sides
        The sides whose roles are counted; all by default.

    Returns
    -------
    DataFrame
        `event`, `by`, `side`, `role`, `polarity`, `position` (`"headline"`, `"lead"`, `"body"`; captions and subheads
        are body); `count`, `articles_with` of `articles`; `tokens`; `rows` (role ids), `table`. Every role that occurs
        has all three positions, with 0 where it has none.
    """
    groups = compared(coded, by, pool_events=pool_events)
    roles = _of_sides(items(coded, "roles"), sides)
    roles = roles.assign(position=positions(roles, coded))
    cell = ["side", "role", "polarity", "position"]
    occurring = groups.assign(roles)[cell[:-1]].drop_duplicates()
    cells = occurring.merge(pd.DataFrame({"position": pd.array(POSITIONS, dtype="string")}), how="cross")
    found = groups.tally(roles, cell, cells=cells)
    order = found["position"].map({position: i for i, position in enumerate(POSITIONS)})
    found = found.assign(_order=order).sort_values([*groups.keys, *cell[:-1], "_order"], ignore_index=True)
    return found.drop(columns="_order").assign(table="roles")


def positions(data: pd.DataFrame, coded: Coded) -> pd.Series:
    """Return for each row (`article_id`, `start`) where it stands: `"headline"`, `"lead"` or `"body"`."""
    spans = _spans(coded)
    found = data[["article_id", "start"]].merge(spans, on="article_id", how="left").set_index(data.index)
    start = found["start"]
    headline = ((start >= found["headline_start"]) & (start < found["headline_end"])).fillna(False)
    lead = ((start >= found["lead_start"]) & (start < found["lead_end"])).fillna(False)
    where = pd.Series("body", index=data.index, dtype="string")
    return where.mask(lead.astype(bool), "lead").mask(headline.astype(bool), "headline")


def _spans(coded: Coded) -> pd.DataFrame:
    """Return for each article the span of its headline and of its lead."""
    segments = coded.segments.sort_values(["article_id", "start"])
    texts = coded.articles.set_index("article_id")["text"]
    kinds = {kind: segments[segments["kind"] == kind].groupby("article_id") for kind in ("headline", "standfirst")}
    headline = kinds["headline"].agg(headline_start=("start", "min"), headline_end=("end", "max"))
    standfirst = kinds["standfirst"].agg(lead_start=("start", "min"), lead_end=("end", "max"))
    body = segments[segments["kind"] == "body"].groupby("article_id")[["start", "end"]].first()
    ends = []
    for article_id, start, end in body.reset_index().itertuples(index=False):
        line = texts[article_id].find("\n", start)
        ends.append(end if line < 0 else min(end, line))
    body = pd.DataFrame({"lead_start": body["start"], "lead_end": pd.array(ends, dtype="Int64")}, index=body.index)
    lead = pd.concat([standfirst, body[~body.index.isin(standfirst.index)]])
    return headline.join(lead, how="outer").reset_index()


def _of_sides(roles: pd.DataFrame, sides: Sequence[str] | None) -> pd.DataFrame:
    roles = by_side(roles)
    roles = roles.assign(polarity=roles["polarity"].fillna("asserted"))
    return roles if sides is None else roles[roles["side"].isin(list(sides))]
