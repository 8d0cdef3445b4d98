"""The terms that are compared: tokens, lemmas or phrases, in or out of reported speech."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import pandas as pd

from analysis.text import TOKEN, fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.tables import Coded

Speech: TypeAlias = Literal["all", "inside", "outside"]
Cutter: TypeAlias = Callable[[str], Iterable[tuple[int, int, str]]]
Terms: TypeAlias = "pd.DataFrame | pd.Series | Cutter"

_FAR = 1 << 40  # farther than any offset, so that articles lie one after another on a single line


def words(text: str) -> list[tuple[int, int, str]]:
    """Cut a text into folded words with their offsets: the plainest `Cutter`."""
    return [(m.start(), m.end(), fold(m.group())) for m in TOKEN.finditer(text) if m.group()[0].isalnum()]


def select_terms(terms: Terms, coded: Coded, speech: Speech = "all") -> pd.DataFrame:
    """Return the terms to compare, a row an occurrence.

    Parameters
    ----------
    terms
        A DataFrame with `article_id`, `term`, `start`, `end` (offsets into the article), such as the terms table of
        `analysis.words`; or a function that cuts a text into (start, end, term), which is given each coded sentence
        so that no phrase runs across two; or a Series of lists of terms indexed by `article_id`, which has no offsets.
    coded
        The coded corpus: its sentences are what is cut, its quotations what is inside or outside.
    speech
        `"inside"` keeps what the outlet reports others to have said (direct, indirect and mixed), `"outside"` what it
        says itself, `"all"` both.

    Returns
    -------
    DataFrame
        `article_id`, `start`, `end`, `term`.

    Raises
    ------
    ValueError
        If `speech` is none of the three, or the terms have no offsets and `speech` is not `"all"`.
    """
    if speech not in ("all", "inside", "outside"):
        raise ValueError(f"speech {speech!r} is not known: use 'all', 'inside' or 'outside'")
    if isinstance(terms, pd.DataFrame):
        found = terms[["article_id", "start", "end", "term"]].dropna(subset=["term"])
    elif isinstance(terms, pd.Series):
        if speech != "all":
            raise ValueError("terms without offsets cannot be told inside from outside speech: give them start and end")
        found = terms.rename("term").rename_axis("article_id").explode().dropna().reset_index()
        found = found.assign(start=pd.NA, end=pd.NA)[["article_id", "start", "end", "term"]]
    else:
        found = _cut(terms, coded)
    if speech != "all":
        told = in_speech(found, coded.quotes)
        found = found[told if speech == "inside" else ~told]
    return found.reset_index(drop=True)


def in_speech(places: pd.DataFrame, quotes: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell for each place (`article_id`, `start`) whether it lies in the span of a quotation."""
    spans = quotes[["article_id", "start", "end"]].dropna()
    if spans.empty or places.empty:
        return np.zeros(len(places), dtype=bool)
    codes, _ = pd.factorize(pd.concat([places["article_id"], spans["article_id"]]).astype("string"))
    here = codes[: len(places)] * _FAR + places["start"].to_numpy(dtype=np.int64)
    article = codes[len(places) :] * _FAR
    starts, ends = article + spans["start"].to_numpy(dtype=np.int64), article + spans["end"].to_numpy(dtype=np.int64)
    order = np.argsort(starts, kind="stable")
    reach = np.maximum.accumulate(ends[order])  # a long quotation reaches past those nested in it
    before = np.searchsorted(starts[order], here, side="right") - 1
    told: NDArray[np.bool_] = (before >= 0) & (reach[np.maximum(before, 0)] > here)
    return told


def _cut(cutter: Cutter, coded: Coded) -> pd.DataFrame:
    texts = dict(zip(coded.articles["article_id"], coded.articles["text"], strict=True))
    rows = [
        (article_id, start + first, start + last, term)
        for article_id, start, end in coded.sentences[["article_id", "start", "end"]].itertuples(index=False)
        for first, last, term in cutter(texts[article_id][start:end])
    ]
    found = pd.DataFrame(rows, columns=["article_id", "start", "end", "term"])
    return found.astype({"article_id": "string", "start": "Int64", "end": "Int64", "term": "string"})
