"""Stop words: codebook data, in kinds that a scholar can take or leave."""

from __future__ import annotations

import os
from collections.abc import Iterable

from analysis import codebook
from analysis.words.spelling import bare

KINDS = ("function", "auxiliary", "time", "number", "reporting")
codebook.register(
    "stopwords",
    codebook.Schema(("kind", "word", "note"), ("word",), ("kind", "word"), {"kind": frozenset((*KINDS, "keep"))}),
)


def stop_words(
    kinds: Iterable[str] = ("function", "auxiliary"), folder: str | os.PathLike[str] | None = None
) -> frozenset[str]:
    """Return the stop words of the codebook, without vowel signs.

    Parameters
    ----------
    kinds
        Of stopwords.csv: `function`, `auxiliary`, `time`, `number`, `reporting`.
    folder
        A codebook folder laid over ours; its stopwords.csv adds words, and takes one of ours back with the kind `keep`.

    Raises
    ------
    ValueError
        If a kind is unknown.
    """
    kinds = tuple(kinds)
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        raise ValueError(f"there is no kind {unknown[0]!r} of stop words: use {', '.join(KINDS)}")
    return frozenset(bare(row["word"]) for row in codebook.read(folder).rows("stopwords") if row["kind"] in kinds)
