"""Frames: cues of the generic news frames (Semetko and Valkenburg) and of Entman's functions, each with its voice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.codebook import Codebook
from analysis.coding.blame import Blame
from analysis.coding.forms import with_accusative
from analysis.coding.match import Lexicon
from analysis.coding.reading import Reading
from analysis.coding.voices import Voices
from analysis.coding.word_types import Match

REMEDY, CAUSE, MORAL = "remedy", "cause", "moral_evaluation"
ALSO = {REMEDY: "responsibility_solution", CAUSE: "responsibility_cause", MORAL: "morality"}
"""Entman's function -> the generic frame that the same words carry."""

_JUDGING = frozenset(("condemnation", "evaluation", "fault", "label"))  # rules of blame that judge rather than explain


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
        for pattern in with_accusative(row["pattern"]):
            lexicon.add(pattern, FrameCue(row["frame"], row["pattern"]))


def find(reading: Reading, voices: Voices, hits: list[Match], blamed: list[Blame]) -> list[Frame]:
    """Return the frame cues of an article in the order of the text, with the causes that the blame layer found."""
    best: dict[tuple[str, int], Match] = {}
    for hit in hits:
        key = hit.payload.frame, hit.first
        if key not in best or hit.last > best[key].last:
            best[key] = hit
    rows: list[Frame] = []
    until: dict[str, int] = {}
    for (frame, first), hit in best.items():
        if first <= until.get(frame, -1) or _is_other_word(reading, hit):
            continue
        until[frame] = hit.last
        span = reading.starts[first] + hit.skip, reading.end(hit.last)
        place = voices.sentence(first).sentence_id, voices.voice(first), voices.quote_id(voices.within[first])
        rows += _rows(reading, (frame, ALSO.get(frame)), span, place, "cue")
    for row in blamed:
        frame = MORAL if row.rule_id in _JUDGING else CAUSE
        if row.blamed is not None:
            place = row.sentence_id, row.voice, row.quote_id
            rows += _rows(reading, (frame, ALSO[frame]), (row.start, row.end), place, "blame")
    rows.sort(key=lambda row: (row.start, row.end, row.frame))
    return rows


def _is_other_word(reading: Reading, hit: Match) -> bool:
    """Whether a word is only spelled like its cue once hamza is folded (أثر, a trace, is not إثر)."""
    letter = reading.words[hit.first].surface[hit.skip : hit.skip + 1]
    wanted = hit.payload.pattern.lstrip("=")[:1]
    return {letter, wanted} == {"أ", "إ"}


def _rows(
    reading: Reading,
    frames: tuple[str | None, ...],
    span: tuple[int, int],
    place: tuple[str, str, str | None],
    rule: str,
) -> Iterator[Frame]:
    """A row for each frame that the same words carry; `place` is sentence, voice and quotation."""
    sentence_id, voice, quote_id = place
    surface = reading.text[slice(*span)]
    for frame in filter(None, frames):
        yield Frame(reading.article_id, sentence_id, frame, *span, surface, voice, quote_id, rule)
