"""Codebook phrases in running text, clitics and all.

A `Lexicon` is a codebook made ready for reading. Each word type is looked at once: which verb forms it may be, which
function words, and which phrases may begin or go on with it once its clitics are off. After that a word costs one
dictionary look-up, so an article costs little more than its tokens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from analysis.codebook import Codebook, Entry
from analysis.coding.forms import Form, of_verb
from analysis.coding.word_types import (
    CLASSES,
    DAY,
    MARK,
    NUMBER,
    PREPOSITION,
    SIGN,
    TIME,
    WORD,
    Match,
    Node,
    Phrase,
    ReportingVerb,
    VerbForm,
    Word,
)
from analysis.text import SPLIT, fold

_MARKS = frozenset("\"'«»“”„‟‹›‘’‚‛〝〞″＂")
_SUFFIXES = ("هما", "كما", "هم", "هن", "ها", "نا", "كم", "ه", "ي", "ك")
_OBJECTS = ("هما", "هم", "هن", "ها", "ه")
_MEMO_LIMIT = 400_000  # word types; far beyond any newspaper, it only bounds a stream of noise


def raw_length(surface: str, letters: int) -> int:
    """Return how many characters the first `letters` letters of `surface` take, with harakat and tatweel after them."""
    taken = 0
    for place, character in enumerate(surface):
        if fold(character):
            if taken == letters:
                return place
            taken += 1
    return len(surface)


def clitics(folded: str) -> Iterator[tuple[bool, str, str, int]]:
    """Yield the ways to take proclitics off: (has و or ف, preposition, rest, letters taken).

    لل gives back the article it swallowed, and counts as no letter taken (the article stays in the span).
    """
    yield False, "", folded, 0
    starts = [(False, folded, 0)]
    if len(folded) > 2 and folded[0] in "وف":
        yield True, "", folded[1:], 1
        starts.append((True, folded[1:], 1))
    for conjunction, rest, taken in starts:
        if len(rest) > 3 and rest.startswith("لل"):
            yield conjunction, "ل", "ال" + rest[2:], taken
        if len(rest) > 2 and rest[0] in "بلك":
            yield conjunction, rest[0], rest[1:], taken + 1


def _verb_bodies(surface: str, folded: str) -> Iterator[tuple[bool, str, str, int, bool, bool]]:
    """Yield what may be a verb form in a word: (has و or ف, preposition, body, letters taken, suffixed, future)."""
    closed = surface.rstrip("ًٌٍَُِّْ").endswith("ة")  # ta marbuta is no pronoun
    for conjunction, preposition, rest, taken in clitics(folded):
        yield conjunction, preposition, rest, taken, False, False
        if rest[:1] == "س" and rest[1:2] in ("ي", "ت"):
            yield conjunction, preposition, rest[1:], taken, False, True
        if rest.startswith("ال"):
            yield conjunction, preposition, rest[2:], taken, False, False
        for suffix in () if closed else _OBJECTS:
            if rest.endswith(suffix) and len(rest) - len(suffix) > 1:
                yield conjunction, preposition, rest[: -len(suffix)], taken, True, False


def _is_written(surface: str, skip: int, verb: ReportingVerb, form: Form, suffixed: bool) -> bool:
    """Whether the raw spelling allows a form whose folded spelling fits."""
    if form.kind == "participle":
        return not suffixed
    if form.kind == "perfect" and verb.lemma[0] == "ا" and surface[skip] == "أ":
        return False  # أعتقد is the first person, not اعتقد
    if form.kind == "imperfect" and form.spelling.endswith("ي") and surface[-1] == "ى" and not verb.alif:
        return False  # تدعى is passive: is called
    weak = form.kind == "perfect" and form.number == "s" and verb.lemma[-1] == "ى" and not suffixed
    return not (weak and surface[-1] == "ي")  # رأي and نفي are nouns, رأى and نفى verbs


class _Memo(dict[str, Word]):
    """Word types by surface, each learnt when it is first met; a stream of noise does not make it grow without end."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def __missing__(self, surface: str) -> Word:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        word = self[surface] = self._lexicon.learn(surface)
        return word


@dataclass(slots=True)
class Lexicon:
    """A codebook compiled for reading; make it with `Lexicon.compile`."""

    memo: _Memo = field(init=False)
    root: Node = field(default_factory=dict)
    vocabulary: set[str] = field(default_factory=set)
    classes: dict[str, int] = field(default_factory=dict)
    written: dict[str, int] = field(default_factory=dict)
    forms: dict[str, list[tuple[ReportingVerb, Form]]] = field(default_factory=dict)
    titles: dict[str, Entry] = field(default_factory=dict)
    name_nouns: dict[str, str] = field(default_factory=dict)

    @classmethod
    def compile(cls, codebook: Codebook) -> Lexicon:
        """Compile the function words, verbs, titles, name nouns and cues; layers add their phrases with `add`."""
        lexicon = cls()
        bits = dict(zip(CLASSES, (1 << bit for bit in range(len(CLASSES))), strict=True))
        for row in codebook.rows("function_words"):
            for word in row["words"].split():
                key, classes = (word[1:], lexicon.written) if word[0] == "=" else (fold(word), lexicon.classes)
                classes[key] = classes.get(key, 0) | bits.get(row["class"], 0)
        for row in codebook.rows("verbs"):
            frames = row["frames"].split("|")
            verb = ReportingVerb(
                row["lemma"], row["act"], row["stance"], frozenset(frames) - {"T", "t", ""},
                frozenset(row["homograph"].split("|")) - {"clause", ""}, "t" in frames or "T" in frames, "T" in frames,
                row["imperfect"].endswith("ى"),
                fold(row["lemma"]) == fold(row["masdar"]) or "clause" in row["homograph"].split("|"),
            )  # fmt: skip
            for form in of_verb(row["lemma"], row["imperfect"], row["participle"], row["masdar"]):
                lexicon.forms.setdefault(form.spelling, []).append((verb, form))
        lexicon.titles = {fold(row["head"]): row for row in codebook.rows("titles")}
        lexicon.titles |= {head[:-1]: row for head, row in lexicon.titles.items() if head.endswith("ون")}  # مسؤولو
        lexicon.name_nouns = {fold(row["noun"]): row["kind"] for row in codebook.rows("name_nouns")}
        for row in codebook.rows("cues"):
            lexicon.add(row["pattern"], Phrase(row["type"], row["stance"]))
        for row in codebook.rows("mediums"):
            lexicon.add(row["pattern"], Phrase("medium", row["medium"]))
        return lexicon

    def add(self, pattern: str, payload: Any, suffixes: bool = True) -> None:
        """Add a phrase.

        Parameters
        ----------
        pattern
            Words separated by spaces; `(a|b)` for alternatives; a leading `=` to match the words only as written
            (a و or ف before the first apart). Otherwise each word matches with proclitics and article.
        payload
            Returned with each match.
        suffixes
            Whether a word of the phrase may carry a possessive pronoun.
        """
        exact = pattern.startswith("=")
        nodes = [self.root]
        for item in pattern.lstrip("=").split():
            keys = []
            for word in item.strip("()").split("|"):
                folded = fold(word)
                keys += ["=" + folded] if exact else [folded, "~" + folded] if suffixes else [folded]
            self.vocabulary.update(keys)
            nodes = [node.setdefault(key, {}) for node in nodes for key in keys]
        for node in nodes:
            node.setdefault(None, []).append(payload)

    def __post_init__(self) -> None:
        self.memo = _Memo(self)

    def word(self, surface: str) -> Word:
        """Return what is known of a word type, looking it up once."""
        return self.memo[surface]

    def learn(self, surface: str) -> Word:
        """Look a word type up; `memo` calls this once a type."""
        first = surface[0]
        if first in _MARKS or (first == "&" and len(surface) > 1):
            word = Word(surface, surface, MARK)
        elif first.isdigit():
            word = Word(surface, fold(surface), NUMBER)
        elif first.isalpha() and fold(surface):  # a tatweel alone folds to nothing
            word = self._analyse(surface, fold(surface))
        else:
            word = Word(surface, surface, SIGN)
            if surface in self.vocabulary:
                word.keys = word.inner = (surface,)
        word.counts = int(word.kind in (WORD, NUMBER))
        return word

    def _classes(self, surface: str, folded: str) -> int:
        return self.classes.get(folded, 0) | self.written.get(surface, 0)

    def _analyse(self, surface: str, folded: str) -> Word:
        word = Word(surface, folded, WORD, self._classes(surface, folded), bare=folded)
        joined = raw_length(surface, 1) if folded[:1] in ("و", "ف") else 0
        if not word.flags and joined and (flags := self._classes(surface[joined:], folded[1:])):
            word.flags, word.conjunction = flags, joined
        keys: dict[str, bool] = {}  # key -> whether it needed a و or ف taken off
        heads: list[tuple[Node, int, bool, str]] = []
        for conjunction, preposition, rest, taken in clitics(folded):
            skip = raw_length(surface, taken)
            forms = [rest] if not rest.startswith("ال") else [rest, rest[2:]]
            found = [form for form in forms if form in self.vocabulary]
            for form in forms:
                for suffix in _SUFFIXES:
                    if form.endswith(suffix) and len(form) - len(suffix) > 1:
                        stem = form[: -len(suffix)]
                        found += [
                            k
                            for k in ("~" + stem, "~" + stem[:-1] + "ه" if stem[-1] == "ت" else "")
                            if k in self.vocabulary
                        ]
            if not preposition and "=" + rest in self.vocabulary:
                found.append("=" + rest)
            keys = dict.fromkeys(found, conjunction) | keys
            heads += [(self.root[key], skip, conjunction, preposition) for key in found if key in self.root]
            head = forms[-1]
            if word.title is None and head in self.titles and not word.flags & (DAY | TIME | PREPOSITION):
                word.title = self.titles[head]
                word.bare, word.definite, word.preposition = head, rest.startswith("ال"), preposition
                word.skip = skip
            if word.name_noun is None and head in self.name_nouns:
                word.name_noun = self.name_nouns[head]
        word.keys, word.heads = tuple(keys), tuple(heads)
        word.inner = tuple(key for key, conjunction in keys.items() if not conjunction)
        word.verbs = tuple(self._verb_forms(surface, folded))
        if word.title is None:
            rest = folded[1:] if word.conjunction else folded
            word.definite = rest.startswith(("ال", "لل", "بال", "وال"))
        return word

    def _verb_forms(self, surface: str, folded: str) -> Iterator[VerbForm]:
        seen = set()
        for conjunction, preposition, body, taken, suffixed, future in _verb_bodies(surface, folded):
            skip = raw_length(surface, taken)
            for verb, form in self.forms.get(body, ()):
                bare = not preposition and body == folded[taken : taken + len(body)]
                if form.kind == "masdar" or ((bare or future) and _is_written(surface, skip, verb, form, suffixed)):
                    key = (verb.lemma, verb.act, form.kind, form.gender, suffixed, conjunction)
                    if key not in seen:
                        seen.add(key)
                        yield VerbForm(verb, form, skip, conjunction, preposition, suffixed, future)

    def scan(self, text: str, start: int, end: int, words: list[Word], starts: list[int]) -> None:
        """Append the tokens of `text[start:end]` to `words` and their offsets to `starts`."""
        parts = SPLIT.split(text[start:end])
        words += map(self.memo.__getitem__, parts[1::2])
        starts += list(accumulate(map(len, parts), initial=start))[1 : len(parts) : 2]

    def matches(self, words: list[Word], at: int, end: int) -> list[Match]:
        """Return the phrases that begin at token `at` and end before token `end`."""
        found: list[Match] = []
        following = words[at + 1].inner if at + 1 < end else ()
        for node, skip, conjunction, preposition in words[at].heads:
            payloads = node.get(None)
            if payloads is not None:
                found += [Match(payload, at, at, skip, conjunction, preposition) for payload in payloads]
            if following and len(node) > (payloads is not None):
                self._go_on(node, words, at, end, skip, conjunction, preposition, found)
        return found

    def _go_on(
        self,
        node: Node,
        words: list[Word],
        at: int,
        end: int,
        skip: int,
        conjunction: bool,
        preposition: str,
        found: list[Match],
    ) -> None:
        """Add to `found` the phrases of more than one word that begin with a head."""
        frontier, last = [node], at
        while frontier and last + 1 < end:
            last += 1
            if words[last].surface == "_" and last + 1 < end:
                last += 1  # a hashtag: #بشار_الأسد
            keys = words[last].inner
            frontier = [reached[key] for reached in frontier for key in keys if key in reached]
            for reached in frontier:
                payloads = reached.get(None, ())
                found += [Match(payload, at, last, skip, conjunction, preposition) for payload in payloads]
