"""Finished batches on disk, and how they become the tables.

A part is one file, complete when it has its name: it is written beside and renamed, so that what was half-written
when the power or the process went is never read. Its name says what it was made from, so that what is done is known.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis import saving
from analysis.coding.run import Tally
from analysis.duplicates import Marks, Prints, mark
from analysis.scale.batches import PRINTS, READ, to_prints
from analysis.tables import COLUMNS, TABLES, conform, frame

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


class Done(NamedTuple):
    """What a run has written: rows by table, and issues by code."""

    rows: dict[str, int]
    issues: Counter[str]


FOLDER = "unfinished"
_SEEN = ("article_id", "sha256", "outlet", "n_tokens", "n_tokens_all", "code")  # columns that are counted


class Parts:
    """The finished batches of a run, in `unfinished/` of the folder where its tables will be."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.folder = out / FOLDER

    def clear(self) -> None:
        """Throw away what an interrupted run has finished."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, number: int, key: str) -> Path:
        """Where the part of a batch is, or will be."""
        return self.folder / f"{number:07d}-{key}.zip"

    def keep(self, path: Path, result: Mapping[str, bytes]) -> None:
        """Write a coded batch; it has its name only once it is whole."""
        self.folder.mkdir(parents=True, exist_ok=True)
        writing = path.with_suffix(".writing")
        try:
            with zipfile.ZipFile(writing, "w") as file:  # not compressed: Parquet is
                for name, data in result.items():
                    file.writestr(name, data)
            writing.replace(path)
        finally:
            writing.unlink(missing_ok=True)  # on a full disk, the room is needed

    def finish(self, paths: Sequence[Path], tally: Tally, format: str) -> Done:
        """Put parts together: one file a table, and the manifest; then remove the parts."""
        self.out.mkdir(parents=True, exist_ok=True)
        marks = mark(lambda: _fingerprints(paths), self.out)
        issues: Counter[str] = Counter()
        watch: dict[str, Callable[[pd.DataFrame], None]] = {
            "articles": tally.add,
            "issues": lambda data: issues.update(data["code"]),
        }

        def tables() -> Iterator[saving.Rows]:
            for name in TABLES:
                pieces = _pieces(name, paths, marks)
                if name in watch:
                    pieces = _watched(pieces, watch[name])
                yield saving.Rows(name, _schema(name, paths), pieces)

        rows = saving.save(tables(), self.out, format, tally.manifest)
        self.clear()
        return Done(rows, issues)


def _pieces(name: str, paths: Sequence[Path], marks: Marks) -> Iterator[pa.Table]:
    """Yield a table part by part; the issues in the order of `analysis.code`: of reading, of copies, of coding."""
    import pyarrow as pa

    if name == "issues":
        yield from _members(READ, paths)
        first = 0
        for articles, prints in _fingerprints(paths):
            yield pa.Table.from_pandas(frame(name, marks.issues(first, articles, prints)), preserve_index=False)
            first += len(articles)
    if name != "articles":
        yield from _members(name, paths)
        return
    first = 0
    for piece in _members(name, paths):
        copies = pa.array(marks.duplicate_of(first, len(piece)), pa.string())
        yield piece.set_column(piece.column_names.index("duplicate_of"), "duplicate_of", copies)
        first += len(piece)


def _members(name: str, paths: Sequence[Path], columns: list[str] | None = None) -> Iterator[pa.Table]:
    import pyarrow.parquet as pq

    for path in paths:
        with zipfile.ZipFile(path) as part:
            yield pq.read_table(io.BytesIO(part.read(name)), columns=columns)


def _fingerprints(paths: Sequence[Path]) -> Iterator[tuple[pd.DataFrame, Prints]]:
    wanted = _members("articles", paths, ["article_id", "outlet", "published"])
    for path, articles in zip(paths, wanted, strict=True):
        with zipfile.ZipFile(path) as part:
            yield articles.to_pandas(), to_prints(part.read(PRINTS))


def _schema(name: str, paths: Sequence[Path]) -> pa.Schema:
    """Schema of a whole table: articles from several sources may have columns of their own."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    extra: dict[str, None] = {}
    if name == "articles":
        for path in paths:
            with zipfile.ZipFile(path) as part:
                names = pq.read_schema(io.BytesIO(part.read(name))).names
            extra |= dict.fromkeys(column for column in names if column not in COLUMNS[name])
    empty = conform(name, frame(name, ())).assign(**dict.fromkeys(extra))
    return pa.Table.from_pandas(empty.astype(dict.fromkeys(extra, "string")), preserve_index=False).schema


def _watched(pieces: Iterator[pa.Table], see: Callable[[pd.DataFrame], None]) -> Iterator[pa.Table]:
    for piece in pieces:
        see(piece.select([name for name in _SEEN if name in piece.column_names]).to_pandas())
        yield piece
