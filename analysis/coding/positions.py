"""Who takes which position: the layers of blame, roles, names and frames, which read the same acts and voices."""

from __future__ import annotations

from typing import Any

from analysis.codebook import Codebook
from analysis.coding import acts, ascriptions, blame, events, frames, names, parties, role_words, roles, signals, voices
from analysis.coding.drafts import Draft
from analysis.coding.match import Lexicon
from analysis.coding.quote_rows import Quote
from analysis.coding.reading import Reading


def add_to(lexicon: Lexicon, codebook: Codebook) -> None:
    """Add the phrases of the four layers to the lexicon."""
    for layer in (acts, signals, role_words, names, frames):
        layer.add_to(lexicon, codebook)


def find(
    reading: Reading, drafts: list[Draft], quoted: list[Quote], confidence: dict[str, float]
) -> dict[str, list[Any]]:
    """Return the rows of the tables blame, roles, names and frames of an article.

    Parameters
    ----------
    drafts, quoted
        The article's quotations and their rows, in the same order.
    confidence
        Confidence by rule (confidence.csv).
    """
    hits = reading.layer_hits
    spoken = voices.find(reading, drafts, quoted)
    signs = signals.Signals(hits.get(signals.Signal, []), reading.words, reading.mentions)
    framed = hits.get(frames.FrameCue, [])
    remedies = {hit.first: hit.last for hit in framed if hit.payload.frame == frames.REMEDY}
    parties.find_epithets(reading, signs.all("group"), signs.all("both"))
    told = events.find(reading, spoken, signs, remedies, hits.get(acts.ActForm, []))
    charges = blame.find(reading, drafts, spoken, told, signs)
    blamed = blame.rows(reading, spoken, charges, confidence)
    cast = ascriptions.Cast(reading, spoken, signs, remedies)
    ascribed = roles.find(cast, drafts, told, charges, hits.get(role_words.RoleCue, []))
    return {
        "blame": blamed,
        "roles": roles.rows(reading, spoken, ascribed, confidence),
        "names": names.find(reading, spoken, hits.get(names.NameCue, []), signs),
        "frames": frames.find(reading, spoken, framed, blamed),
    }
