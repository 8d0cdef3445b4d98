"""Names that take a position: place names, titles, words for a status or an event, and how they are marked.

Each name is counted, none is summed into a score. A word in scare quotes or under a distancing phrase keeps its place
in the table with the marking; the longest name wins where several overlap.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.codebook import Codebook
from analysis.coding.match import Lexicon, Match
from analysis.coding.reading import Reading
from analysis.coding.voices import Voices


class Name(NamedTuple):
    """A row of the names table, in its column order."""

    article_id: str
    sentence_id: str
    start: int
    end: int
    surface: str
    referent: str | None
    variant: str
    voice: str
    marking: str
    effect: str
    quote_id: str | None
    rule_id: str


class NameCue(NamedTuple):
    """A pattern of names.csv."""

    kind: str
    referent: str
    variant: str
    effect: str


_MARKED = 6  # tokens between marks up to which a phrase is a name in scare quotes


def add_to(lexicon: Lexicon, codebook: Codebook) -> None:
    """Add the patterns of names.csv to the lexicon."""
    for row in codebook.rows("names"):
        lexicon.add(
            row["pattern"],
            NameCue(row["kind"], row["referent"], row["variant"], row["effect"]),
            suffixes=row["kind"] == "event",
        )


def find(reading: Reading, voices: Voices, hits: list[Match]) -> list[Name]:
    """Return the names of an article in the order of the text."""
    rows: list[Name] = []
    text = reading.text
    token = -1
    best: dict[int, Match] = {}
    for hit in hits:
        if hit.first not in best or hit.last > best[hit.first].last:
            best[hit.first] = hit
    for first in sorted(best):
        if first <= token:
            continue
        hit = best[first]
        cue: NameCue = hit.payload
        last, referent, effect = hit.last, cue.referent or None, cue.effect
        if cue.kind in ("title", "force"):
            owned = _owner(reading, hit)
            if owned is None:
                continue
            last, referent = owned
        elif cue.kind == "toponym":
            last = _compound(reading, hit, best)
            referent = cue.referent
        start, end = reading.starts[first] + hit.skip, reading.end(last)
        marking = _marking(reading, first, last)
        if marking != "plain" and cue.kind != "event":
            effect = "distancing"
        draft = voices.within[first]
        rows.append(
            Name(
                reading.article_id, voices.sentence(first).sentence_id, start, end, text[start:end], referent,
                cue.variant, voices.voice(first), marking, effect, voices.quote_id(draft), cue.kind,
            )
        )  # fmt: skip
        token = last
    return rows


def _owner(reading: Reading, hit: Match) -> tuple[int, str | None] | None:
    """Last token and referent of a title or force: whose president or army it is; None without a country."""
    at = hit.last + 1
    mention = reading.mention_at.get(at)
    if mention is None or mention.side is None or mention.kind not in ("country", "capital", "region", "group"):
        return None
    last = mention.stop - 1
    if hit.payload.kind == "force":
        return last, f"force:{mention.side}"
    person = reading.mention_at.get(mention.stop)
    if person is not None and person.kind == "person":
        return last, person.actor_id
    return last, f"leader:{mention.side}"


def _compound(reading: Reading, hit: Match, best: dict[int, Match]) -> int:
    """Last token of a compound place name (آرتساخ – قره باغ)."""
    words = reading.words
    if hit.last + 2 < len(words) and words[hit.last + 1].surface in ("-", "–", "—") and hit.last + 2 in best:
        other = best[hit.last + 2]
        if other.payload.kind == "toponym" and other.payload.referent == hit.payload.referent:
            return other.last
    return hit.last


def _marking(reading: Reading, first: int, last: int) -> str:
    closing = reading.closing.get(first - 1)
    if closing is not None and last < closing <= first + _MARKED and closing == last + 1:
        return "scare_quotes"
    if reading.phrases("doubt", last + 1, last + 4) or reading.phrases("so_called", max(0, first - 3), first):
        return "hedged"
    return "plain"
