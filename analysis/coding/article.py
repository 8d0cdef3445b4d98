"""One article through all layers, in order."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from analysis.codebook import Codebook
from analysis.coding import actors, acts, blame, drafts, frames, marks, names, parties, quotes, roles, sentences, signals, voices
from analysis.coding.match import Lexicon, Match
from analysis.coding.reading import Reading


class Coder(NamedTuple):
    """A codebook compiled for all layers."""

    book: Codebook
    lexicon: Lexicon
    confidence: dict[str, float]


@lru_cache(maxsize=4)
def coder(codebook: Codebook) -> Coder:
    """Compile a codebook once."""
    lexicon = Lexicon.compile(codebook)
    for layer in (actors, acts, signals, roles, names, frames):
        layer.add_to(lexicon, codebook)
    return Coder(codebook, lexicon, {row["rule_id"]: float(row["confidence"]) for row in codebook.rows("confidence")})


def code_article(article_id: str, text: str, title: str | None, tools: Coder) -> tuple[Reading, dict[str, list[tuple]]]:
    """Code one article.

    Returns
    -------
    Reading
        The desk, with tokens, segments and counts.
    dict
        Table name -> rows in the table's column order.
    """
    reading = Reading.open(article_id, text, title, tools.lexicon, tools.book)
    reading.match_phrases()
    marks.pair(reading)
    sentences.split(reading)
    actors.find(reading)
    found = quotes.find(reading)
    quoted = drafts.rows(reading, found, tools.confidence)
    positions = _positions(reading, found, quoted, tools.confidence)
    segment_ids = [f"g{number:03d}" for number in range(1, len(reading.segments) + 1)]
    sentence_of: dict[int, str] = {}
    for sentence in reading.sentences:
        sentence_of.update(dict.fromkeys(range(sentence.first, sentence.stop), sentence.sentence_id))
    tables = {
        "segments": [
            (article_id, segment_id, segment.start, segment.end, segment.kind)
            for segment_id, segment in zip(segment_ids, reading.segments, strict=True)
        ],
        "sentences": [
            (article_id, s.sentence_id, segment_ids[s.segment], *reading.span(s.first, s.stop), reading.n_words(s.first, s.stop))
            for s in reading.sentences
        ],
        "mentions": [
            (article_id, sentence_of[m.first], m.start, m.end, text[m.start : m.end], m.actor_id, m.side, m.form)
            for m in reading.mentions
        ],
        "quotes": quoted,
        **positions,
        "issues": [(article_id, *issue) for issue in reading.issues],
    }
    return reading, tables


def _positions(
    reading: Reading, quotations: list[drafts.Draft], quoted: list[drafts.Quote], confidence: dict[str, float]
) -> dict[str, list[tuple]]:
    """The four layers that say who takes which position: blame, roles, names, frames."""
    hits: dict[type, list[Match]] = {}
    for matches in reading.found.values():
        for match in matches:
            hits.setdefault(type(match.payload), []).append(match)
    sentence_of = [0] * len(reading.words)
    for number, sentence in enumerate(reading.sentences):
        sentence_of[sentence.first : sentence.stop] = [number] * (sentence.stop - sentence.first)
    spoken = voices.find(reading, quotations, quoted)
    framed = hits.get(frames.FrameCue, [])
    remedies = {hit.first: hit.last for hit in framed if hit.payload.frame == "remedy"}
    signs = signals.Signals(hits.get(signals.Signal, []))
    parties.find_epithets(reading, signs.all("group"))
    events = acts.find(reading, spoken, signs, remedies, hits.get(acts.ActForm, []))
    charges = blame.find(reading, quotations, spoken, events, signs)
    blamed = blame.rows(reading, spoken, charges, confidence)
    return {
        "blame": blamed,
        "roles": roles.find(
            reading, quotations, spoken, events, charges, signs, hits.get(roles.RoleCue, []), remedies, sentence_of, confidence
        ),
        "names": names.find(reading, spoken, hits.get(names.NameCue, []), sentence_of),
        "frames": frames.find(reading, spoken, framed, blamed, sentence_of),
    }
