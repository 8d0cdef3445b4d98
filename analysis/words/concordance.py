"""Concordance (key word in context): every place of a word with what stands before and after it, in reading order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, TypeAlias

from analysis.tables import INTEGER, STRING, TRUTH
from analysis.text import TOKEN, fold
from analysis.words.lists import spoken
from analysis.words.terms import covered

if TYPE_CHECKING:
    import pandas as pd

    from analysis.compare.terms import Speech
    from analysis.tables import Coded

Cut: TypeAlias = tuple[int, int]

CONCORDANCE_COLUMNS: dict[str, str] = {
    "article_id": STRING,
    "outlet": STRING,
    "published": STRING,
    "sentence_id": STRING,
    "segment": STRING,
    "in_quote": TRUTH,
    "before": STRING,
    "node": STRING,
    "after": STRING,
    "start": INTEGER,
    "end": INTEGER,
    "lemmatiser": STRING,
}


def concordance(
    terms: pd.DataFrame,
    coded: Coded,
    query: str | None = None,
    *,
    side: str | None = None,
    speech: Speech = "all",
    width: int = 8,
    sort: Literal["text", "before", "after"] = "text",
) -> pd.DataFrame:
    """Return every place of a word, a phrase, or the actors of a side.

    Parameters
    ----------
    terms
        From `terms`.
    coded
        The coded corpus that they are from.
    query
        A word or a phrase. Each of its words may be the term (قال finds وقالت) or the form as written; hamza forms,
        final ى, ة and vowel signs do not matter.
    side
        Instead of a query: the actors of a side, as `mentions` has them (`"turkey"`).
    speech
        `"inside"` quotations, `"outside"` them, or `"all"`.
    width
        Words of context to either side; the context ends with the sentence.
    sort
        `"text"` keeps the order of the articles. `"after"` sorts by what is read after the node, word by word;
        `"before"` by what is read before it, from the nearest word outwards.

    Returns
    -------
    DataFrame
        The columns of `CONCORDANCE_COLUMNS`. `before`, `node` and `after` are cut from the raw text; `start` and `end`
        are the node's offsets.

    Raises
    ------
    ValueError
        If neither or both of `query` and `side` are given, or `sort` is unknown.
    """
    import pandas as pd

    if sort not in ("text", "before", "after"):
        raise ValueError(f"sort is {sort!r}: use 'text', 'before' or 'after'")
    nodes = places(terms, coded, query, side)
    nodes = spoken(nodes, speech)
    articles = coded.articles.set_index("article_id")
    sentences = coded.sentences.set_index(["article_id", "sentence_id"])[["start", "end"]]
    texts = articles["text"].to_dict()
    cuts: dict[tuple[str, str], list[Cut]] = {}
    rows, keys = [], []
    for node in nodes.itertuples(index=False):
        text, sentence = texts[node.article_id], (node.article_id, node.sentence_id)
        if sentence not in cuts:
            first, last = (int(place) for place in sentences.loc[sentence])
            cuts[sentence] = [match.span() for match in TOKEN.finditer(text, first, last)]
        before, after = _context(text, cuts[sentence], node.start, node.end, width)
        first, last = (before[0][0] if before else node.start), (after[-1][1] if after else node.end)
        article = articles.loc[node.article_id]
        place = (node.article_id, article["outlet"], article["published"], node.sentence_id, node.segment)
        parts = (text[first : node.start], text[node.start : node.end], text[node.end : last])
        rows.append((*place, node.in_quote, *parts, node.start, node.end, node.lemmatiser))
        keys.append((_words(text, reversed(before)), _words(text, after)))
    result = pd.DataFrame(rows, columns=list(CONCORDANCE_COLUMNS)).astype(CONCORDANCE_COLUMNS)
    if sort != "text":
        order = sorted(range(len(keys)), key=lambda row: keys[row] if sort == "before" else keys[row][::-1])
        result = result.iloc[order].reset_index(drop=True)
    return result


def places(terms: pd.DataFrame, coded: Coded, query: str | None, side: str | None) -> pd.DataFrame:
    """Return the rows of the terms where a node begins, with `end` moved to the end of the node's last word.

    Raises
    ------
    ValueError
        If neither or both of `query` and `side` are given, or the query has no word.
    """
    if (query is None) == (side is None):
        raise ValueError("give a word to look for, or a side, and not both")
    import pandas as pd

    terms = terms.reset_index(drop=True)
    if query is None:
        spans = coded.mentions[coded.mentions["side"] == side]
        first, stop = covered(terms, spans)
        first, last = first[first < stop], stop[first < stop] - 1
    else:
        words = [fold(match.group()) for match in TOKEN.finditer(query) if match.group()[0].isalnum()]
        if not words:
            raise ValueError(f"{query!r} holds no word to look for")
        folded = [terms[column].map(fold) for column in ("term", "surface")]
        hit = pd.Series(True, index=terms.index)
        for step, word in enumerate(words):
            here = (folded[0] == word) | (folded[1] == word)
            same = terms["article_id"].shift(-step) == terms["article_id"]
            hit = hit & same & here.shift(-step, fill_value=False)
            hit = hit & (terms["sentence_id"].shift(-step) == terms["sentence_id"])
        first = hit.fillna(False).to_numpy(dtype=bool).nonzero()[0]
        last = first + len(words) - 1
    nodes = terms.iloc[first].copy()
    nodes["end"] = terms["end"].iloc[last].array
    return nodes.drop_duplicates(["article_id", "start", "end"])


def _context(text: str, cuts: list[Cut], start: int, end: int, width: int) -> tuple[list[Cut], list[Cut]]:
    """Return the tokens of the sentence before and after a node, as far as `width` words."""
    left = bisect_right(cuts, start, key=lambda cut: cut[1])
    right = bisect_left(cuts, end, key=lambda cut: cut[0])
    before = _as_far_as(text, cuts[:left][::-1], width)[::-1]
    return before, _as_far_as(text, cuts[right:], width)


def _as_far_as(text: str, cuts: list[Cut], width: int) -> list[Cut]:
    words = [place for place, (start, _) in enumerate(cuts) if text[start].isalnum()]
    return cuts[: words[width - 1] + 1] if len(words) > width else cuts


def _words(text: str, cuts: Iterable[Cut]) -> list[str]:
    """Return the folded words of a context, signs left out: what a concordance is sorted by."""
    return [fold(text[start:end]) for start, end in cuts if text[start].isalnum()]
