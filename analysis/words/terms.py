"""The terms table: every word of the coded text with its lemma, part of speech and clitics, in or out of quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.tables import INTEGER, STRING, TRUTH
from analysis.text import TOKEN
from analysis.words.analyses import ARTICLE, Analysis, Lemmatiser, clitics
from analysis.words.lemmas import lemmatiser
from analysis.words.spelling import bare, commonest, spelling_key
from analysis.words.vocabulary import codebook_words

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.tables import Coded

TERM_COLUMNS: dict[str, str] = {
    "article_id": STRING,
    "sentence_id": STRING,
    "position": INTEGER,
    "start": INTEGER,
    "end": INTEGER,
    "surface": STRING,
    "term": STRING,
    "pos": STRING,
    "proclitics": STRING,
    "enclitic": STRING,
    "in_quote": TRUTH,
    "segment": STRING,
    "lemmatiser": STRING,
}
"""Column -> dtype. `position` counts the tokens of the article, signs included, and leaves a gap between sentences."""

_FAR = 1 << 40
_SPELLED_OUT = ("person", "city", "region")
"""Kinds of actors whose names are names word by word; those of states and bodies are made of common words."""


def terms(coded: Coded, lemmas: Lemmatiser | None = None) -> pd.DataFrame:
    """Return every word and number of the coded sentences.

    A word that names an actor of the codebook (`mentions`, form name or metonym) is a name: its term is the name as
    written, without what is written together with it. Every other word has the lemma that the lemmatiser gives it.

    Parameters
    ----------
    coded
        A coded corpus.
    lemmas
        By default `lemmatiser()`: CAMeL Tools where its data is installed, else the light one.

    Returns
    -------
    DataFrame
        The columns of `TERM_COLUMNS`, a row a word, in reading order; `start` and `end` are offsets into the article.
        `surface` is the word as written; `term`, `pos`, `proclitics`, `enclitic` what it was read as; `in_quote`
        whether it begins inside a quotation; `segment` the kind of its segment; `lemmatiser` what made the lemmas.
    """
    import pandas as pd

    from analysis.compare.terms import in_speech

    lemmas = lemmas or lemmatiser()
    table = _tokens(coded)
    words = _Words(table, lemmas.analyse(Counter(table["surface"])))
    _name(words, table, coded)
    for column in ("term", "pos", "proclitics", "enclitic"):
        table[column] = pd.array(getattr(words, column), dtype=STRING)
    table["in_quote"] = in_speech(table, coded.quotes)
    table["lemmatiser"] = lemmas.name
    return table[list(TERM_COLUMNS)].astype(TERM_COLUMNS)


def _tokens(coded: Coded) -> pd.DataFrame:
    import pandas as pd

    texts = dict(zip(coded.articles["article_id"], coded.articles["text"], strict=True))
    kinds = coded.segments.set_index(["article_id", "segment_id"])["kind"].to_dict()
    columns = ["article_id", "sentence_id", "segment_id", "start", "end"]
    rows: list[tuple[Any, ...]] = []
    position, last = 0, None
    for article_id, sentence_id, segment_id, start, end in coded.sentences[columns].itertuples(index=False):
        position = position + 1 if article_id == last else 0
        last = article_id
        kind = kinds.get((article_id, segment_id))
        for match in TOKEN.finditer(texts[article_id], start, end):
            surface = match.group()
            if surface[0].isalnum() and surface.strip("ـ"):
                rows.append((article_id, sentence_id, position, match.start(), match.end(), surface, kind))
            position += 1
    names = ["article_id", "sentence_id", "position", "start", "end", "surface", "segment"]
    return pd.DataFrame(rows, columns=names)


class _Words:
    """What each word was read as, as lists, because a DataFrame is slow cell by cell."""

    def __init__(self, table: pd.DataFrame, analyses: Mapping[str, Analysis]) -> None:
        self.surface: list[str] = table["surface"].tolist()
        self.start: list[int] = table["start"].tolist()
        read = [analyses[surface] for surface in self.surface]
        self.known = [analysis.known for analysis in read]
        self.term = [analysis.lemma for analysis in read]
        self.pos = ["digit" if word[0].isdigit() else a.pos for word, a in zip(self.surface, read, strict=True)]
        self.proclitics = [analysis.proclitics or None for analysis in read]
        self.enclitic = [analysis.enclitic or None for analysis in read]

    def write(self, row: int, term: str, pos: str, begins: int, article: bool = False) -> None:
        """Make a row's word a name or demonym that begins at the offset `begins`, with an article or not."""
        before = bare(self.surface[row][: max(0, begins - self.start[row])])
        rest = term.removeprefix("لل")
        if pos == "noun_prop" and rest != term and spelling_key(ARTICLE + rest) in codebook_words():
            before, term = before + "ل", ARTICLE + rest  # after ل the article loses its alef
        if before + ARTICLE * article != (self.proclitics[row] or "").replace("+", ""):
            self.proclitics[row] = "+".join([*before, *([ARTICLE] if article else [])]) or None
        self.term[row], self.pos[row], self.enclitic[row] = term, pos, None


def _name(words: _Words, table: pd.DataFrame, coded: Coded) -> None:
    """Read the words of actors' names as names; the mention tells where the name begins in the word."""
    named = coded.mentions[coded.mentions["form"].isin(["name", "metonym", "demonym"])]
    first, stop = covered(table, named)
    for mention, begin, end in zip(named.itertuples(index=False), first.tolist(), stop.tolist(), strict=True):
        if end - begin == 1 and mention.form == "demonym":
            if not words.known[begin]:
                article = bare(mention.surface).startswith(ARTICLE)
                words.write(begin, _masculine(bare(mention.surface)), "adj", mention.start, article)
        elif end - begin == 1:
            words.write(begin, bare(mention.surface), "noun_prop", mention.start)
        elif mention.form != "demonym" and mention.actor_id.partition(":")[0] in _SPELLED_OUT:
            for row in range(begin, end):
                inside = words.surface[row][max(0, mention.start - words.start[row]) :]
                words.write(row, bare(inside), "noun_prop", mention.start)
    names = [row for row, pos in enumerate(words.pos) if pos == "noun_prop"]
    spelling = commonest(Counter(words.term[row] for row in names))
    for row in names:
        words.term[row] = spelling[spelling_key(words.term[row])]


def covered(table: pd.DataFrame, spans: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each span the first row of the terms that it touches and the row after the last."""
    import pandas as pd

    codes, _ = pd.factorize(pd.concat([table["article_id"], spans["article_id"]]).astype("string"))
    words, places = codes[: len(table)] * _FAR, codes[len(table) :] * _FAR
    starts, ends = (words + table[name].to_numpy(dtype=np.int64) for name in ("start", "end"))
    first = np.searchsorted(ends, places + spans["start"].to_numpy(dtype=np.int64), side="right")
    stop = np.searchsorted(starts, places + spans["end"].to_numpy(dtype=np.int64), side="left")
    return first, stop


def _masculine(demonym: str) -> str:
    """Return the masculine singular without article of a demonym that no lexicon knows: الأرمينية is أرميني."""
    stem = demonym.removeprefix(ARTICLE)
    for ending in clitics("nisba"):
        if stem.endswith(ending.form) and len(stem) - len(ending.form) >= ending.min_rest:
            return stem.removesuffix(ending.form) + "ي"
    return stem
