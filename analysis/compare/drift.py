"""A claim in headline or lead, held against the quotation on which it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.compare.grouping import Groups, compared
from analysis.compare.parts import positions
from analysis.compare.terms import words
from analysis.compare.voices import said

if TYPE_CHECKING:
    from analysis.tables import Coded

_CLAIM = ["article_id", "side", "speaker_id", "position", "claim", "claim_start", "claim_end"]
_QUOTATION = ["quote_id", "quotation", "quotation_start", "quotation_end"]
_COLUMNS = [*_CLAIM, *_QUOTATION, "overlap", "shared_actors", "only_in_claim", "only_in_quotation", "rows"]


def claim_vs_quote(coded: Coded, *, pool_events: bool = False) -> pd.DataFrame:
    """Hold each reported claim in headline or lead against the quotation of the same side in the body.

    Of several quotations, the one that shares most with the claim is taken: actors first, then words. What only one
    of the two names is the drift: a lead that has Russia work with Turkey "to end the conflict in the region" over a
    quotation that speaks of Syria and Libya.

    Parameters
    ----------
    coded, pool_events
        As in `who_speaks`.

    Returns
    -------
    DataFrame
        A row a claim: `event`, `outlet`, `article_id`, `side`, `speaker_id`, `position` (headline or lead); `claim`
        with its offsets; `quote_id`, `quotation` with its offsets (`<NA>`: the side is not quoted in direct speech
        anywhere in the body); `overlap` (share of the claim's words that are in the quotation); `shared_actors`,
        `only_in_claim`, `only_in_quotation` (lists of actor ids); `rows` (quote ids), `table`. Claims of
        no known side are left out, since nothing tells which quotation they rest on.
    """
    groups = compared(coded, "article_id", pool_events=pool_events)
    quotes = groups.assign(said(coded))
    quotes = quotes.assign(position=positions(quotes, coded))
    claims = quotes[(quotes["position"] != "body") & quotes["side"].notna() & (quotes["kind"] != "direct")]
    direct = quotes[(quotes["position"] == "body") & quotes["side"].notna() & (quotes["kind"] != "indirect")]
    actors = _actors(groups, coded)
    by_article: dict[str, list[Any]] = {}
    for quotation in direct.astype(object).itertuples(index=False):
        by_article.setdefault(quotation.article_id, []).append(quotation)
    rows = [
        _match(claim, by_article.get(claim.article_id, []), actors)
        for claim in claims.astype(object).itertuples(index=False)
    ]
    text = ["article_id", "side", "speaker_id", "position", "claim", "quote_id", "quotation"]
    whole = ["claim_start", "claim_end", "quotation_start", "quotation_end"]
    found = pd.DataFrame(rows, columns=_COLUMNS)
    found = found.astype(dict.fromkeys(text, "string") | dict.fromkeys(whole, "Int64") | {"overlap": "Float64"})
    found = groups.assign(found)[[*groups.keys, *(name for name in _COLUMNS if name != "article_id")]]
    return found.assign(table="quotes")


def _actors(groups: Groups, coded: Coded) -> dict[str, list[tuple[int, str]]]:
    mentions = groups.assign(coded.mentions).dropna(subset=["actor_id"])
    found: dict[str, list[tuple[int, str]]] = {}
    for article_id, start, actor_id in mentions[["article_id", "start", "actor_id"]].itertuples(index=False):
        found.setdefault(article_id, []).append((start, actor_id))
    return found


def _match(claim: Any, quotations: list[Any], actors: dict[str, list[tuple[int, str]]]) -> tuple[Any, ...]:
    """Return the row of one claim: the quotation that shares most with it, and what only one of the two names."""
    mentioned = actors.get(claim.article_id, [])

    def named(start: int, end: int) -> set[str]:
        return {actor for place, actor in mentioned if start <= place < end}

    in_claim, said = named(claim.start, claim.end), {term for _, _, term in words(claim.text)}
    sides = set(claim.side.split("|"))
    best: tuple[int, float, Any, set[str]] | None = None
    for quotation in quotations:
        if not sides & set(quotation.side.split("|")):
            continue
        in_quotation = named(quotation.start, quotation.end)
        overlap = len(said & {term for _, _, term in words(quotation.text)}) / max(1, len(said))
        score = (len(in_claim & in_quotation), overlap)
        if best is None or score > best[:2]:
            best = (*score, quotation, in_quotation)
    head = (claim.article_id, claim.side, claim.speaker_id, claim.position, claim.text, claim.start, claim.end)
    if best is None:
        return (*head, pd.NA, pd.NA, pd.NA, pd.NA, pd.NA, [], sorted(in_claim), [], [claim.row])
    _, overlap, quotation, in_quotation = best
    return (
        *head,
        quotation.quote_id,
        quotation.text,
        quotation.start,
        quotation.end,
        overlap,
        sorted(in_claim & in_quotation),
        sorted(in_claim - in_quotation),
        sorted(in_quotation - in_claim),
        [claim.row, quotation.row],
    )
