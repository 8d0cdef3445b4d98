"""Names that take a position: place names, titles, words for a status or an event, and how they are marked.

Each name is counted, none is summed into a score. A word in scare quotes or under a distancing phrase keeps its place
in the table with the marking; the longest name wins where several overlap.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.codebook import Codebook
from analysis.coding import actors
from analysis.coding.forms import with_accusative
from analysis.coding.match import Lexicon
from analysis.coding.reading import Reading
from analysis.coding.signals import Signals
from analysis.coding.voices import Voices
from analysis.coding.word_types import Match


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
    pattern: str


_OWNERS = frozenset(("country", "capital", "region", "group"))
_BLAMING = "delegitimising"
_MARKED = 6  # tokens between marks up to which a phrase is a name in scare quotes


def add_to(lexicon: Lexicon, codebook: Codebook) -> None:
    """Add the patterns of names.csv to the lexicon."""
    for row in codebook.rows("names"):
        cue = NameCue(row["kind"], row["referent"], row["variant"], row["effect"], row["pattern"])
        for pattern in with_accusative(row["pattern"]) if row["kind"] == "event" else (row["pattern"],):
            lexicon.add(pattern, cue, suffixes=row["kind"] == "event")


def find(reading: Reading, voices: Voices, hits: list[Match], signals: Signals) -> list[Name]:
    """Return the names of an article in the order of the text."""
    rows: list[Name] = []
    named = {token for mention in reading.mentions for token in range(mention.first, mention.stop)}
    sport = signals.are_of_sport()
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
        part = first in named and cue.effect != _BLAMING  # هيئة تحرير الشام; not جيش الاحتلال, which takes a position
        if cue.kind == "event" and (sport or part or _is_mine(reading, hit)):
            continue
        last, referent, effect, variant = hit.last, cue.referent or None, cue.effect, cue.variant
        if cue.kind in ("title", "force"):
            owned = _owner(reading, hit)
            if owned is None:
                continue
            last, referent = owned
        elif cue.kind == "toponym":
            other = _second(reading, hit, best)
            if other is not None:
                last, variant = other.last, f"{cue.variant} – {other.payload.variant}"
        start, end = reading.starts[first] + hit.skip, reading.end(last)
        marking = _marking(reading, first, last)
        if marking != "plain" and cue.kind != "event":
            effect = "distancing"
        draft = voices.within[first]
        rows.append(
            Name(
                reading.article_id, voices.sentence(first).sentence_id, start, end, text[start:end], referent,
                variant, voices.voice(first), marking, effect, voices.quote_id(draft), cue.kind,
            )
        )  # fmt: skip
        token = last
    return rows


def _is_mine(reading: Reading, hit: Match) -> bool:
    """Whether a noun carries the pronoun of the one who speaks (تم تحريري), so names what befell him."""
    return reading.words[hit.last].surface.endswith("ي") and not hit.payload.pattern.endswith("ي")


def _owner(reading: Reading, hit: Match) -> tuple[int, str | None] | None:
    """Last token and referent of a title or force: whose president or army it is; None without a country."""
    at = hit.last + 1
    near = actors.within(reading, max(0, at - 3), at + 1)
    mention = next((m for m in near if m.first <= at < m.stop), None)
    if mention is not None and mention.kind == "person" and mention.first == hit.first:
        return mention.stop - 1, mention.actor_id  # the whole title is the person's own
    if mention is None or mention.side is None or mention.kind not in _OWNERS:
        return None
    last = mention.stop - 1
    if hit.payload.kind == "force":
        return last, f"force:{mention.side}"
    person = reading.mention_at.get(mention.stop)
    if person is not None and person.kind == "person":
        return last, person.actor_id
    return last, f"leader:{mention.side}"


def _second(reading: Reading, hit: Match, best: dict[int, Match]) -> Match | None:
    """The second half of a compound place name (آرتساخ – قره باغ)."""
    at = hit.last + 1
    other = best.get(at + 1)
    if other is None or reading.words[at].surface not in ("-", "–", "—"):
        return None
    return other if other.payload[:2] == hit.payload[:2] else None


def _marking(reading: Reading, first: int, last: int) -> str:
    closing = reading.closing.get(first - 1)
    if closing is not None and last < closing <= first + _MARKED and closing == last + 1:
        return "scare_quotes"
    if reading.phrases("doubt", last + 1, last + 4) or reading.phrases("so_called", max(0, first - 3), first):
        return "hedged"
    return "plain"
