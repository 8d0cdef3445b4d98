"""Frames: cues of the generic news frames (Semetko and Valkenburg) and of Entman's functions, each with its voice."""

from __future__ import annotations

from typing import NamedTuple

from analysis.codebook import Codebook
from analysis.coding.blame import Blame
from analysis.coding.match import Lexicon, Match
from analysis.coding.reading import Reading
from analysis.coding.voices import Voices

ALSO = {"remedy": "responsibility_solution", "cause": "responsibility_cause", "moral_evaluation": "morality"}
"""Entman's function -> the generic frame that the same words carry."""


class Frame(NamedTuple):
    """A row of the frames table, in its column order."""

    article_id: str
    sentence_id: str
    frame: str
    start: int
    end: int
    surface: str
    voice: str
    quote_id: str | None
    rule_id: str


class FrameCue(NamedTuple):
    """A pattern of frames.csv."""

    frame: str
    pattern: str


def add_to(lexicon: Lexicon, codebook: Codebook) -> None:
    """Add the patterns of frames.csv to the lexicon."""
    for row in codebook.rows("frames"):
        lexicon.add(row["pattern"], FrameCue(row["frame"], row["pattern"]))


def find(reading: Reading, voices: Voices, hits: list[Match], blamed: list[Blame], sentence_of: list[int]) -> list[Frame]:
    """Return the frame cues of an article in the order of the text, with the causes that the blame layer found."""
    best: dict[tuple[str, int], Match] = {}
    for hit in hits:
        key = hit.payload.frame, hit.first
        if key not in best or hit.last > best[key].last:
            best[key] = hit
    rows: list[Frame] = []
    until: dict[str, int] = {}
    for (frame, first), hit in best.items():
        if first <= until.get(frame, -1):
            continue
        until[frame] = hit.last
        start, end = reading.starts[first] + hit.skip, reading.end(hit.last)
        sentence_id = reading.sentences[sentence_of[first]].sentence_id
        quote_id = voices.quote_id(voices.within[first])
        for code in filter(None, (frame, ALSO.get(frame))):
            rows.append(
                Frame(reading.article_id, sentence_id, code, start, end, reading.text[start:end], voices.voice(first), quote_id, "cue")
            )
    for row in blamed:
        if row.blamed is not None:
            for code in ("cause", "responsibility_cause"):
                rows.append(Frame(row.article_id, row.sentence_id, code, row.start, row.end, reading.text[row.start : row.end], row.voice, row.quote_id, "blame"))
    rows.sort(key=lambda row: (row.start, row.end, row.frame))
    return rows
