"""A quotation while it is worked out."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.coding import nouns
from analysis.coding.reading import Reading, Sentence
from analysis.coding.speakers import UNKNOWN, Answer
from analysis.coding.word_types import COMMAS, MARK, THAT_IS

END = frozenset(".،,؛;:!؟?-–—…") | {"..", "..."}


@dataclass(slots=True)
class Draft:
    """A quotation being worked out; `first` and `stop` are its content's tokens."""

    sentence: Sentence
    first: int
    stop: int
    start: int
    end: int
    kind: str
    rule: str
    cue: tuple[int, int] | None = None
    lemma: str | None = None
    act: str | None = "say"
    stance: str | None = "neutral"
    answer: Answer = UNKNOWN
    relay: str | None = None
    medium: str | None = None
    parent: Draft | None = None
    continues: Draft | None = None
    polarity: str = "positive"
    distancing: str | None = None
    boundary: str = "hard"
    homograph: bool = False  # its cue has also another meaning
    away: int = 0  # tokens from the cue to the content
    flags: list[str] = field(default_factory=list)


def make(reading: Reading, sentence: Sentence, first: int, stop: int, kind: str, rule: str) -> Draft:
    """Make the draft of a clause, its end trimmed."""
    stop = trim(reading, first, stop)
    start, end = reading.span(first, stop)
    return Draft(sentence, first, stop, start, end, kind, rule)


def in_marks(reading: Reading, sentence: Sentence, opening: int, closed: int, rule: str) -> Draft:
    """Make the draft of speech between two marks."""
    draft = Draft(sentence, opening + 1, closed, *inside(reading, opening, closed), "direct", rule)
    if any(word.surface == "(" for word in reading.words[opening:closed]):
        draft.flags.append("insertion")  # the outlet's explanation inside the speech
    return draft


def trim(reading: Reading, first: int, stop: int) -> int:
    """Take punctuation, a lone closing mark and a bare وذلك off the end."""
    words = reading.words
    while stop - 1 > first:
        word = words[stop - 1]
        lone = word.kind == MARK and stop - 1 in reading.unmatched
        if word.surface in END or lone or word.flags & THAT_IS and words[stop - 2].surface in COMMAS:
            stop -= 1
        else:
            break
    return stop


def has_speech(reading: Reading, first: int, stop: int) -> bool:
    """Whether marked words that are no name stand in the content."""
    return any(
        opening + 1 < closed <= stop and not nouns.is_name(reading, opening)
        for opening, closed in reading.pairs(first, stop)
    )


def inside(reading: Reading, opening: int, closed: int) -> tuple[int, int]:
    """Offsets between two marks, without the spaces at the edges."""
    start, end = reading.end(opening), reading.starts[closed]
    text = reading.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
