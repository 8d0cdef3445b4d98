"""Wire copy and paragraphs that many pages share: what would be counted twice.

Candidates come from MinHash signatures with locality-sensitive hashing (datasketch); what is marked is decided by
the exact overlap of word triples, so that no chance of hashing reaches a table. Time is linear in the corpus.

Source: A. Z. Broder, "On the resemblance and containment of documents", 1997.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from analysis import codebook
from analysis.corpus import Corpus
from analysis.furniture import lines, rules
from analysis.tables import conform, frame
from analysis.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

THRESHOLD = 0.5
_PERMUTATIONS = 64
_SAME = 0.95  # a copy so close finds nothing that its original does not find
_SEARCH = 0.8  # candidates are looked for below the threshold, so that few are missed
_SHARED, _PAGES = 60, 3  # a paragraph of so many characters on so many pages of one outlet is no news of its own
_WORD = re.compile(r"\w+")


def mark_duplicates(corpus: Corpus, threshold: float = THRESHOLD) -> Corpus:
    """Fill `articles.duplicate_of`: near-copies get the id of the one that was published first.

    Parameters
    ----------
    corpus
        From `analysis.load`.
    threshold
        The share of word triples that two articles must have in common (Jaccard, between 0 and 1).

    Returns
    -------
    Corpus
        With an issue `duplicate_of` for each copy, and an issue `shared_paragraph` for each paragraph that stands on
        three or more pages of its outlet (teasers, standing texts): what it quotes is counted on each page.

    Raises
    ------
    ValueError
        If `threshold` is not between 0 and 1.
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold is a share between 0 and 1, not {threshold}")
    articles = corpus.articles.copy()
    copies = dict(_copies(articles, threshold))
    articles["duplicate_of"] = articles["article_id"].map({copy: original for copy, (original, _, _) in copies.items()})
    rows: list[tuple[Any, ...]] = [
        (copy, None, None, "duplicate_of", _message(original, like, share))
        for copy, (original, like, share) in copies.items()
    ]
    rows += _shared_paragraphs(articles[~articles["article_id"].isin(list(copies))])
    order = {article_id: place for place, article_id in enumerate(articles["article_id"])}
    rows.sort(key=lambda row: (order[row[0]], row[1] or 0))
    import pandas as pd

    issues = pd.concat([corpus.issues, frame("issues", rows)], ignore_index=True)
    return Corpus(conform("articles", articles), conform("issues", issues), corpus.root, corpus.columns)


def _message(original: str, like: str, share: float) -> str:
    chain = "" if like == original else f", a copy of article {original}"
    return f"{share:.0%} of the word triples are those of article {like}{chain}"


def _copies(articles: pd.DataFrame, threshold: float) -> Iterator[tuple[str, tuple[str, str, float]]]:
    """Yield each copy with its original, the article it is most like, and the share of triples they have in common."""
    from datasketch import MinHash, MinHashLSH

    codes: dict[str, int] = {}
    originals: dict[int, int] = {}
    index = MinHashLSH(threshold=_SEARCH * threshold, num_perm=_PERMUTATIONS)
    # The earliest first; without a date an article comes after those that have one.
    order = articles["published"].fillna("9999").reset_index(drop=True).sort_values(kind="stable").index
    ids, texts = articles["article_id"].tolist(), articles["text"].tolist()
    sets = (_triples(texts[row], codes).tolist() for row in order)
    for row, signature in zip(order, MinHash.generator(sets, num_perm=_PERMUTATIONS, hashfunc=int), strict=True):
        triples = _triples(texts[row], codes)
        shares = {other: _share(triples, _triples(texts[other], codes)) for other in sorted(index.query(signature))}
        best = max(shares, key=lambda other: (shares[other], -other), default=None)
        share = 0.0 if best is None else shares[best]
        if best is not None and share >= threshold:
            originals[row] = originals.get(best, best)  # a copy of a copy is one of the original
            yield ids[row], (ids[originals[row]], ids[best], share)
        if share < _SAME:
            index.insert(row, signature)


def _triples(text: str, codes: dict[str, int]) -> npt.NDArray[np.uint32]:
    """Return the word triples of a text as sorted 32-bit numbers, each once; `codes` remembers words."""
    import numpy as np

    words = _WORD.findall(text)
    for word in set(words).difference(codes):
        codes[word] = zlib.crc32(fold(word).encode("utf-8", "replace"))
    numbers = np.array([codes[word] for word in words], dtype=np.uint64)
    mixed = numbers[:-2] * np.uint64(0x9E3779B1) + numbers[1:-1] * np.uint64(0x85EBCA77) + numbers[2:]
    return np.unique((mixed >> np.uint64(16)).astype(np.uint32))


def _share(left: npt.NDArray[np.uint32], right: npt.NDArray[np.uint32]) -> float:
    import numpy as np

    common = len(np.intersect1d(left, right, assume_unique=True))
    return common / max(len(left) + len(right) - common, 1)  # texts of one or two words have no triples


def _shared_paragraphs(articles: pd.DataFrame) -> list[tuple[Any, ...]]:
    given = rules(codebook.read())
    places: dict[tuple[str, bytes], list[tuple[str, int, int]]] = defaultdict(list)
    known = articles[articles["outlet"].notna()]
    for article_id, outlet, text in zip(known["article_id"], known["outlet"], known["text"], strict=True):
        paragraphs = {line.text: line.start for line in reversed(lines(text, given)) if len(line.text) >= _SHARED}
        for paragraph, start in paragraphs.items():
            digest = hashlib.blake2b(paragraph.encode("utf-8", "replace"), digest_size=12).digest()
            places[outlet, digest].append((article_id, start, start + len(paragraph)))
    return [
        (article_id, start, end, "shared_paragraph", f"this paragraph stands on {len(pages)} pages of {outlet}")
        for (outlet, _), pages in places.items()
        if len(pages) >= _PAGES
        for article_id, start, end in pages
    ]
