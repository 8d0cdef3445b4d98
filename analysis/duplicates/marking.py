"""Which article is a copy of which, and which paragraphs stand on many pages, from fingerprints alone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.duplicates.prints import BANDS, Prints

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

THRESHOLD = 0.5
"""The share of word triples that two articles have in common, from which on one is a copy of the other."""
_SAME = 0.95  # a copy so close finds nothing that its original does not find
_CROWD = 10  # of a text that is printed everywhere, so many stand for all: time stays linear
_PAGES = 3  # a paragraph on so many pages of one outlet is no news of its own
_SPOOL = 1 << 26  # bytes of triples in memory, before they go to the disk

Batches = Callable[[], Iterator[tuple["pd.DataFrame", Prints]]]
"""Begins the corpus anew: for each batch its articles (id, outlet, date) and their fingerprints."""


class Marks(NamedTuple):
    """What was found, by the article's row in the corpus.

    Attributes
    ----------
    original, like, share
        The row of the first published, that of the article it is most like, and the share of triples they have in
        common; -1 where an article is no copy.
    ids
        Row -> id of the articles that may be copies or have some.
    keys, pages
        The shared paragraphs, in order of their key, and on how many pages each stands.
    """

    original: npt.NDArray[np.int64]
    like: npt.NDArray[np.int64]
    share: npt.NDArray[np.float64]
    ids: dict[int, str]
    keys: npt.NDArray[np.uint64]
    pages: npt.NDArray[np.int64]

    def duplicate_of(self, first: int, articles: int) -> list[str | None]:
        """Return the column `duplicate_of` of a batch that begins at row `first`."""
        return [None if row < 0 else self.ids[row] for row in self.original[first : first + articles].tolist()]

    def issues(self, first: int, articles: pd.DataFrame, prints: Prints) -> list[tuple[Any, ...]]:
        """Return the rows of `issues` of a batch that begins at row `first`."""
        import numpy as np

        names, outlets = articles["article_id"].tolist(), articles["outlet"].tolist()
        copies = np.flatnonzero(self.original[first : first + len(names)] >= 0).tolist()
        rows: list[tuple[int, tuple[Any, ...]]] = [
            (place, (names[place], None, None, "duplicate_of", self._message(first + place))) for place in copies
        ]
        places: Any = np.searchsorted(self.keys, prints["keys"])
        hits = np.flatnonzero(np.isin(prints["keys"], self.keys) & (self.original[first + prints["owners"]] < 0))
        for hit in hits.tolist():
            place = int(prints["owners"][hit])
            message = f"this paragraph stands on {self.pages[places[hit]]} pages of {outlets[place]}"
            span = int(prints["starts"][hit]), int(prints["ends"][hit])
            rows.append((place, (names[place], *span, "shared_paragraph", message)))
        return [row for _, row in sorted(rows, key=lambda found: (found[0], found[1][1] or 0))]

    def _message(self, row: int) -> str:
        original, like = self.ids[int(self.original[row])], self.ids[int(self.like[row])]
        chain = "" if like == original else f", a copy of article {original}"
        return f"{self.share[row]:.0%} of the word triples are those of article {like}{chain}"


def mark(batches: Batches, scratch: Path | None = None) -> Marks:
    """Find copies and shared paragraphs.

    Near-copies get the id of the one that was published first; without a date an article comes after those with one.

    Parameters
    ----------
    batches
        Is called three times.
    scratch
        Folder with room for the triples of articles that may be copies (a kilobyte each), if there are many.
    """
    import numpy as np

    bands = np.concatenate([np.empty((0, BANDS), np.uint32), *(prints["bands"] for _, prints in batches())])
    recurring = np.zeros(bands.shape, dtype=bool)
    for band in range(BANDS):
        recurring[:, band] = _recurs(bands[:, band])
    marks = Marks(
        np.full(len(bands), -1, np.int64), np.full(len(bands), -1, np.int64), np.zeros(len(bands)), {},
        np.empty(0, np.uint64), np.empty(0, np.int64),
    )  # fmt: skip
    with tempfile.SpooledTemporaryFile(_SPOOL, dir=None if scratch is None else str(scratch)) as file:
        candidates = _Candidates(batches, np.flatnonzero(recurring.any(axis=1)), file)
        _compare(candidates, bands, recurring, marks)
        marks.ids.update(candidates.ids)
    keys, pages = np.unique(_paragraphs(batches, marks), return_counts=True)
    often = pages >= _PAGES
    return marks._replace(keys=keys[often], pages=pages[often])


def marked(
    batches: Sequence[tuple[pd.DataFrame, Prints]],
) -> list[tuple[list[str | None], list[tuple[Any, ...]]]]:
    """Mark a corpus that is at hand: for each batch the column `duplicate_of`, and rows of `issues`."""
    marks, first, found = mark(lambda: iter(batches)), 0, []
    for articles, prints in batches:
        found.append((marks.duplicate_of(first, len(articles)), marks.issues(first, articles, prints)))
        first += len(articles)
    return found


def _recurs(values: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    import numpy as np

    ordered = np.sort(values)
    return np.isin(values, ordered[1:][ordered[1:] == ordered[:-1]])


class _Candidates:
    """The articles that share a band with another: their ids, their order in time, and their triples on the disk."""

    def __init__(self, batches: Batches, chosen: npt.NDArray[np.int64], file: Any) -> None:
        import numpy as np

        self.file = file
        self.ids: dict[int, str] = {}
        self.places: dict[int, tuple[int, int]] = {}
        dates: dict[int, str] = {}
        first = written = 0
        for articles, prints in batches():
            ends = np.cumsum(prints["counts"])
            triples = prints["triples"]
            here = slice(*np.searchsorted(chosen, [first, first + len(articles)]).tolist())
            wanted = [place for place in (chosen[here] - first).tolist() if prints["counts"][place]]
            names, published = articles["article_id"].tolist(), articles["published"].fillna("9999").tolist()
            for place in wanted:
                data = triples[ends[place] - prints["counts"][place] : ends[place]].tobytes()
                file.write(data)
                self.ids[first + place], dates[first + place] = names[place], published[place]
                self.places[first + place] = written, len(data)
                written += len(data)
            first += len(articles)
        self.order = sorted(self.ids, key=lambda row: (dates[row], row))

    def triples(self, row: int) -> npt.NDArray[np.uint32]:
        import numpy as np

        start, length = self.places[row]
        self.file.seek(start)
        return np.frombuffer(self.file.read(length), dtype=np.uint32)


def _compare(
    candidates: _Candidates, bands: npt.NDArray[np.uint32], recurring: npt.NDArray[np.bool_], marks: Marks
) -> None:
    """Hold each candidate against the earlier ones in its bands."""
    earlier: dict[tuple[int, int], list[int]] = {}
    for row in candidates.order:
        keys = [(band, int(bands[row, band])) for band in recurring[row].nonzero()[0].tolist()]
        near = {other for key in keys for other in earlier.get(key, ())}
        triples = candidates.triples(row) if near else None
        shares = {other: _share(triples, candidates.triples(other)) for other in sorted(near)}
        best = max(shares, key=lambda other: (shares[other], -other), default=None)
        share = 0.0 if best is None else shares[best]
        if best is not None and share >= THRESHOLD:
            root = int(marks.original[best])
            marks.original[row] = best if root < 0 else root  # a copy of a copy is one of the original
            marks.like[row], marks.share[row] = best, share
        if share < _SAME:
            for key in keys:
                crowd = earlier.setdefault(key, [])
                if len(crowd) < _CROWD:
                    crowd.append(row)


def _share(left: Any, right: npt.NDArray[np.uint32]) -> float:
    import numpy as np

    common = len(np.intersect1d(left, right, assume_unique=True))
    return common / (len(left) + len(right) - common)


def _paragraphs(batches: Batches, marks: Marks) -> npt.NDArray[np.uint64]:
    """Gather the keys of long paragraphs, those of copies left out."""
    import numpy as np

    first, found = 0, [np.empty(0, np.uint64)]
    for articles, prints in batches():
        found.append(prints["keys"][marks.original[first + prints["owners"]] < 0])
        first += len(articles)
    return np.concatenate(found)
