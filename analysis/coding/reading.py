"""The desk on which one article is coded: its tokens, segments, sentences, marks and mentions.

Layers read what earlier layers laid here. Positions in the names `first`, `last`, `stop` are token numbers
(`stop` is exclusive), `start` and `end` are offsets into the raw text.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from analysis.codebook import Codebook
from analysis.coding.match import Lexicon
from analysis.coding.word_types import Match, Phrase, Word
from analysis.page import Segment
from analysis.page import segments as page_segments
from analysis.text import TOKEN


class Sentence(NamedTuple):
    """A sentence of a coded segment, as a token range; `segment` is the number of its segment."""

    sentence_id: str
    segment: int
    first: int
    stop: int


class Marked(NamedTuple):
    """A pair of quotation marks: tokens of the opening and the closing one."""

    opening: int
    closing: int


class Mention(NamedTuple):
    """A mention of an actor: token range, raw offsets, and the codebook's actor."""

    first: int
    stop: int
    start: int
    end: int
    actor_id: str
    side: str | None
    form: str
    kind: str
    gender: str


class Resolved(NamedTuple):
    """Who a noun phrase is: an actor id or None, and its side (several joined by | for coordinated actors)."""

    actor_id: str | None
    side: str | None


class Office(NamedTuple):
    """A title that somebody was named with: the noun, what it is of (الخارجية), where, and who."""

    head: str
    of: str
    token: int
    who: str
    resolved: Resolved


class Issue(NamedTuple):
    """Something the reader should know about a place in the text."""

    start: int
    end: int
    code: str
    message: str


CODED = frozenset({"headline", "standfirst", "subhead", "body", "caption"})
"""Kinds of segment that are read for content; a repeat, a byline or the page's furniture is not."""


@dataclass(slots=True)
class Reading:
    """An article while it is being coded."""

    article_id: str
    text: str
    lexicon: Lexicon
    segments: list[Segment] = field(default_factory=list)
    bounds: list[tuple[int, int]] = field(default_factory=list)  # token range of each segment
    words: list[Word] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)  # words before each token
    sentences: list[Sentence] = field(default_factory=list)
    marked: list[Marked] = field(default_factory=list)
    closing: dict[int, int] = field(default_factory=dict)  # opening token -> closing token
    opening: dict[int, int] = field(default_factory=dict)  # closing token -> opening token
    unmatched: dict[int, str] = field(default_factory=dict)  # mark token -> "open" or "close"
    mentions: list[Mention] = field(default_factory=list)
    mention_at: dict[int, Mention] = field(default_factory=dict)  # first token -> mention
    found: dict[int, list[Match]] = field(default_factory=dict)  # first token -> codebook phrases
    layer_hits: dict[type, list[Match]] = field(
        default_factory=dict
    )  # payload's type -> phrases of other layers, in order
    cue_phrases: dict[str, list[Match]] = field(default_factory=dict)  # type -> phrases of cues.csv, in order
    verbs: list[int] = field(default_factory=list)  # tokens that may be reporting verbs
    known_sides: dict[str, Resolved] = field(default_factory=dict)  # surname of a speaker -> who he is
    heard: set[str] = field(default_factory=set)  # last words of the speakers so far
    offices: dict[Office, Office] = field(default_factory=dict)  # titles that speakers were named with, latest last
    introduced: list[tuple[int, Office]] | None = None  # the same of the codebook's persons, by the name's token
    groups: list[Resolved] = field(default_factory=list)  # speakers who were several
    issues: list[Issue] = field(default_factory=list)
    act_verbs: set[int] = field(default_factory=set)  # tokens that may be a finite verb of acts.csv
    deeds: dict[int, str] = field(default_factory=dict)  # tokens of verbs whose subject did what their object names
    epithets: dict[str, str] = field(
        default_factory=dict
    )  # a bare noun (التنظيم) -> the one side it names in this article

    @classmethod
    def open(cls, article_id: str, text: str, title: str | None, lexicon: Lexicon, book: Codebook) -> Reading:
        """Cut an article into segments and tokens."""
        reading = cls(article_id, text, lexicon, page_segments(text, title, book))
        words, starts = reading.words, reading.starts
        for segment in reading.segments:
            first = len(words)
            if segment.kind in CODED:
                lexicon.scan(text, segment.start, segment.end, words, starts)
            reading.bounds.append((first, len(words)))
        reading.counts = [0, *accumulate(word.counts for word in words)]
        return reading

    def end(self, token: int) -> int:
        """Offset after a token."""
        return self.starts[token] + len(self.words[token].surface)

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Raw offsets of the tokens `first` up to `stop`."""
        return self.starts[first], self.starts[stop - 1] + len(self.words[stop - 1].surface)

    def phrases_end(self, token: int) -> bool:
        """Whether a turn-taking phrase ends right before a token."""
        return any(turn.last + 1 == token for turn in self.phrases("turn", max(0, token - 4), token))

    def pairs(self, first: int, stop: int) -> list[Marked]:
        """Return the pairs of marks that open in the tokens `first` up to `stop`."""
        return self.marked[bisect_left(self.marked, (first, 0)) : bisect_left(self.marked, (stop, 0))]

    def kind_of(self, sentence: Sentence) -> str:
        """Kind of the segment in which a sentence stands."""
        return self.segments[sentence.segment].kind

    def n_words(self, first: int, stop: int) -> int:
        """How many words and numbers the tokens `first` up to `stop` hold."""
        return self.counts[stop] - self.counts[first]

    def n_body(self) -> int:
        """Words of the article itself: headline, standfirst, subheads and body, without furniture and repeats."""
        kinds = zip(self.segments, self.bounds, strict=True)
        return sum(self.n_words(*bounds) for segment, bounds in kinds if segment.kind in CODED - {"caption"})

    def n_all(self) -> int:
        """Words of the whole page."""
        aside = (segment for segment in self.segments if segment.kind not in CODED)
        tokens = (token for segment in aside for token in TOKEN.findall(self.text, segment.start, segment.end))
        return int(self.counts[-1] + sum(token[0].isalnum() for token in tokens))

    def glued(self, token: int) -> bool:
        """Whether no space stands between a token and the next one."""
        return token + 1 < len(self.starts) and self.end(token) == self.starts[token + 1]

    def match_phrases(self) -> None:
        """Look up the codebook's phrases at every token of every sentence."""
        words, found, matches = self.words, self.found, self.lexicon.matches
        phrases, layers = self.cue_phrases, self.layer_hits
        self.verbs = [at for at, word in enumerate(words) if word.verbs]
        heads = [at for at, word in enumerate(words) if word.heads]
        for first, stop in self.bounds:
            for at in heads[bisect_left(heads, first) : bisect_left(heads, stop)]:
                hits = matches(words, at, stop)
                if hits:
                    found[at] = hits
                    for hit in hits:
                        layer = type(hit.payload)
                        if layer is Phrase:
                            phrases.setdefault(hit.payload.type, []).append(hit)
                        else:
                            layers.setdefault(layer, []).append(hit)

    def phrases(self, type: str, first: int, stop: int) -> list[Match]:
        """Return the phrases of a type of cues.csv that begin in the tokens `first` up to `stop`."""
        hits = self.cue_phrases.get(type)
        if not hits:
            return []
        left = bisect_left(hits, first, key=lambda hit: hit.first)
        right = bisect_left(hits, stop, lo=left, key=lambda hit: hit.first)
        return hits[left:right]
