"""One article through all layers, in order."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from analysis.codebook import Codebook
from analysis.coding import actors, marks, positions, quote_rows, quotes, sentences
from analysis.coding.match import Lexicon
from analysis.coding.reading import Reading

Row = tuple[Any, ...]


class Coder(NamedTuple):
    """A codebook compiled for all layers."""

    book: Codebook
    lexicon: Lexicon
    confidence: dict[str, float]
    weights: dict[str, float]


@lru_cache(maxsize=4)
def coder(codebook: Codebook) -> Coder:
    """Compile a codebook once."""
    lexicon = Lexicon.compile(codebook)
    actors.add_to(lexicon, codebook)
    positions.add_to(lexicon, codebook)
    confidence = {row["rule_id"]: float(row["confidence"]) for row in codebook.rows("confidence")}
    weights = {row["feature"]: float(row["weight"]) for row in codebook.rows("quote_confidence")}
    return Coder(codebook, lexicon, confidence, weights)


def code_article(article_id: str, text: str, title: str | None, tools: Coder) -> tuple[Reading, dict[str, list[Row]]]:
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
    quoted = quote_rows.rows(reading, found, tools.weights)
    segment_ids = [f"g{number:03d}" for number in range(1, len(reading.segments) + 1)]
    sentence_of: dict[int, str] = {}
    for sentence in reading.sentences:
        sentence_of.update(dict.fromkeys(range(sentence.first, sentence.stop), sentence.sentence_id))
    tables: dict[str, list[Row]] = {
        "segments": [
            (article_id, segment_id, segment.start, segment.end, segment.kind)
            for segment_id, segment in zip(segment_ids, reading.segments, strict=True)
        ],
        "sentences": [
            (
                article_id,
                s.sentence_id,
                segment_ids[s.segment],
                *reading.span(s.first, s.stop),
                reading.n_words(s.first, s.stop),
            )
            for s in reading.sentences
        ],
        "mentions": [
            (article_id, sentence_of[m.first], m.start, m.end, text[m.start : m.end], m.actor_id, m.side, m.form)
            for m in reading.mentions
        ],
        "quotes": list(quoted),
        **positions.find(reading, found, quoted, tools.confidence),
        "issues": [(article_id, *issue) for issue in reading.issues],
    }
    return reading, tables
