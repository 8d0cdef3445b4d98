"""Fingerprints of a batch of articles: small arrays in place of texts."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from analysis.coding.reading import CODED
from analysis.text import fold

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

Prints = Mapping[str, Any]
"""Array by name: `bands` (a row an article), `counts` and `triples` (of the articles, end to end), and for each long
paragraph `owners` (the article's place in the batch), `keys`, `starts` and `ends`."""

BANDS, ROWS = 16, 4
"""Two articles that share half their triples have a band in common with a chance of 64 %, at 80 % of 99.99 %."""
_SHARED = 60  # characters of a paragraph that is no mere formula
_WORD = re.compile(r"\w+")


def prints(articles: pd.DataFrame, segments: pd.DataFrame) -> Prints:
    """Take the fingerprints of a coded batch."""
    import numpy as np
    from datasketch import MinHash

    sets = [_triples(text) for text in articles["text"]]
    signatures = MinHash.generator((triples.tolist() for triples in sets), num_perm=BANDS * ROWS, hashfunc=int)
    bands = [_bands(signature.hashvalues) for signature in signatures]
    found = _paragraphs(articles, segments)
    return {
        "bands": np.array(bands, dtype=np.uint32).reshape(-1, BANDS),
        "counts": np.array([len(triples) for triples in sets], dtype=np.int32),
        "triples": np.concatenate([np.empty(0, dtype=np.uint32), *sets]),
        "owners": np.array([row for row, _, _, _ in found], dtype=np.int32),
        "keys": np.array([key for _, key, _, _ in found], dtype=np.uint64),
        "starts": np.array([start for _, _, start, _ in found], dtype=np.int32),
        "ends": np.array([end for _, _, _, end in found], dtype=np.int32),
    }


def _triples(text: str) -> npt.NDArray[np.uint32]:
    """Return the word triples of a text as sorted 32-bit numbers, each once."""
    import numpy as np

    words = [zlib.crc32(fold(word).encode("utf-8", "replace")) for word in _WORD.findall(text)]
    numbers = np.array(words, dtype=np.uint64)
    mixed = numbers[:-2] * np.uint64(0x9E3779B1) + numbers[1:-1] * np.uint64(0x85EBCA77) + numbers[2:]
    return np.unique((mixed >> np.uint64(16)).astype(np.uint32))


def _bands(signature: npt.NDArray[Any]) -> npt.NDArray[np.uint32]:
    """Return one number for each band of a signature."""
    import numpy as np

    rows = signature.astype(np.uint64).reshape(BANDS, ROWS)
    factors = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64)
    mixed: npt.NDArray[np.uint64] = (rows * factors).sum(axis=1, dtype=np.uint64)
    return (mixed >> np.uint64(32)).astype(np.uint32)


def _paragraphs(articles: pd.DataFrame, segments: pd.DataFrame) -> list[tuple[int, int, int, int]]:
    """Find each article's long paragraphs, each once: the article's place, a key of outlet and words, the span."""
    known = articles["outlet"].notna()
    place = {article_id: row for row, article_id in enumerate(articles["article_id"]) if known.iloc[row]}
    texts, outlets = articles["text"].tolist(), articles["outlet"].tolist()
    found: dict[tuple[int, int], tuple[int, int]] = {}
    long = segments[(segments["end"] - segments["start"] >= _SHARED) & segments["kind"].isin(CODED)]
    for article_id, start, end in zip(long["article_id"], long["start"], long["end"], strict=True):
        row = place.get(article_id)
        if row is not None:
            words = f"{outlets[row]}\n{texts[row][start:end]}".encode("utf-8", "replace")
            key = int.from_bytes(hashlib.blake2b(words, digest_size=8).digest(), "little")
            found.setdefault((row, key), (start, end))
    return [(row, key, start, end) for (row, key), (start, end) in found.items()]
