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
_COLUMNS = [*_CLAIM, *_QUOTATION, "overlap", "shared", "only_in_claim", "only_in_quotation", "rows"]
_TEXT = ["article_id", "side", "speaker_id", "position", "claim", "quote_id", "quotation"]
_WHOLE = ["claim_start", "claim_end", "quotation_start", "quotation_end"]

Places = dict[str, list[tuple[int, str]]]


def claim_vs_quote(coded: Coded, *, pool_events: bool = False) -> pd.DataFrame:
    """Hold each reported claim in headline or lead against the quotation of the same side in the body.

    Of several quotations, the one that shares most with the claim is taken: those who are named first, then letters.
    What only one of the two names is the drift: a lead that has Russia work with Turkey "to end the conflict in the
    region" over a quotation that speaks of Syria and Libya. It is a pointer for a reader, not a finding by itself.

    Parameters
    ----------
    coded, pool_events
        As in `who_speaks`.

    Returns
    -------
    DataFrame
        A row a claim: `event`, `outlet`, `article_id`, `side`, `speaker_id`, `position` (headline or lead); `claim`
        with its offsets; `quote_id`, `quotation` with its offsets (`<NA>`: the side is nowhere quoted in direct or
        mixed speech below); `overlap` (share of the claim's letter triples in the quotation, which knows تعاونها
        again in نتعاون); `shared`, `only_in_claim`, `only_in_quotation`: the sides that are mentioned, without the
        speaker's own (the actor where it has no side); `rows` (quote ids), `table`. Claims of no known side are left
        out, since nothing tells which quotation they rest on.
    """
    groups = compared(coded, "article_id", pool_events=pool_events)
    quotes = groups.assign(said(coded))
    quotes = quotes.assign(position=positions(quotes, coded))
    quotes = quotes[quotes["side"].notna()]
    claims = quotes[(quotes["position"] != "body") & (quotes["kind"] != "direct")]
    direct = quotes[(quotes["position"] == "body") & (quotes["kind"] != "indirect")]
    named = _named(groups, coded)
    by_article: dict[str, list[Any]] = {}
    for quotation in direct.astype(object).itertuples(index=False):
        by_article.setdefault(quotation.article_id, []).append(quotation)
    rows = [
        _match(claim, by_article.get(claim.article_id, []), named.get(claim.article_id, []))
        for claim in claims.astype(object).itertuples(index=False)
    ]
    types = dict.fromkeys(_TEXT, "string") | dict.fromkeys(_WHOLE, "Int64") | {"overlap": "Float64"}
    found = groups.assign(pd.DataFrame(rows, columns=_COLUMNS).astype(types))
    return found[[*groups.keys, *(name for name in _COLUMNS if name != "article_id")]].assign(table="quotes")


def _named(groups: Groups, coded: Coded) -> Places:
    """Return for each article where each side, or an actor without one, is mentioned."""
    mentions = groups.assign(coded.mentions)
    who = mentions["side"].fillna(mentions["actor_id"])
    found: Places = {}
    for article_id, start, name in zip(mentions["article_id"], mentions["start"], who, strict=True):
        if not pd.isna(name):
            found.setdefault(article_id, []).append((start, name))
    return found


def _triples(text: str) -> set[str]:
    return {term[i : i + 3] for _, _, term in words(text) for i in range(len(term) - 2)}


def _match(claim: Any, quotations: list[Any], mentioned: list[tuple[int, str]]) -> tuple[Any, ...]:
    """Return the row of one claim: the quotation that shares most with it, and what only one of the two names."""
    sides = set(claim.side.split("|"))

    def names(start: int, end: int) -> set[str]:
        return {name for place, name in mentioned if start <= place < end} - sides

    in_claim, letters = names(claim.start, claim.end), _triples(claim.text)
    best: tuple[int, float, Any, set[str]] | None = None
    for quotation in quotations:
        if not sides & set(quotation.side.split("|")):
            continue
        in_quotation = names(quotation.start, quotation.end)
        overlap = len(letters & _triples(quotation.text)) / max(1, len(letters))
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
