"""The closed lists: which codes a column of the tables may hold, wherever a person writes one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from analysis import codebook

VOICES = ("outlet", "attributed")

CODES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "mentions": {"form": ("name", "metonym", "demonym", "title", "pronoun")},
    "quotes": {
        "kind": ("direct", "indirect", "mixed"),
        "act": tuple(sorted(codebook.ACTS)),
        "outlet_stance": ("neutral", "endorsing", "distancing"),
        "polarity": ("positive", "negated"),
    },
    "blame": {
        "voice": VOICES,
        "stance": ("asserted", "distanced", "denied", "hypothetical"),
        "agency": ("active", "passive", "nominalised", "origin_adjective"),
    },
    "roles": {
        "voice": VOICES,
        "polarity": ("asserted", "negated", "rejected"),
        "modality": ("actual", "offered", "capable", "hypothetical"),
        "strength": ("explicit", "implied"),
    },
    "names": {
        "voice": VOICES,
        "marking": ("plain", "scare_quotes", "hedged"),
        "effect": ("neutral", "legitimising", "delegitimising", "distancing"),
    },
    "frames": {"voice": VOICES},
}
"""Table -> column -> its codes, beside those that the codebook defines."""

_DEFINED = {("roles", "role"): "roles", ("frames", "frame"): "frames"}

SIDE_COLUMNS = frozenset("side accuser_side blamed_side victim_side speaker_side toward".split())
"""Columns that hold a side, or several joined by |."""


@lru_cache(maxsize=1)
def sides() -> dict[str, tuple[str, str]]:
    """Return the codebook's sides: code -> (English label, Arabic label)."""
    return {row["side"]: (row["label_en"], row["label_ar"]) for row in codebook.read().rows("sides")}


def allowed(table: str, column: str) -> tuple[str, ...]:
    """Return the codes that a column may hold; none where it is open."""
    if defined := _DEFINED.get((table, column)):
        return tuple(sorted(codebook.read().codes(defined)))
    return CODES.get(table, {}).get(column, ())


def problem(table: str, column: str, value: str, own: Collection[str] = ()) -> str | None:
    """Say what is wrong with a value of a column, and what to write instead; None where it may stand there.

    `own` are the sides that a scholar's codebook adds.
    """
    if column in SIDE_COLUMNS:
        unknown = [side for side in value.split("|") if side not in sides() and side not in own]
        if unknown:
            near = suggestion(unknown[0], sides())
            return f"{column} {unknown[0]!r} is no side of the codebook (sides.csv){near}"
        return None
    codes = allowed(table, column)
    if codes and value not in codes:
        return f"{column} is {value!r}: write one of {', '.join(codes)}"
    return None


def suggestion(word: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    """Return `: did you mean ...?` where a known word is near, else nothing."""
    import difflib

    near = difflib.get_close_matches(word, list(known), 1, 0.6)
    return f": did you mean {near[0]!r}?" if near else ""
