"""Finished batches on disk, and how they become the tables.

A part is one file, complete when it has its name: it is written beside and renamed, so that what was half-written
when the power or the process went is never read. Its name says what it was made from, so that what is done is known.
"""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.coding.run import Tally
from analysis.scale.batches import READ
from analysis.tables import COLUMNS, TABLES, conform, for_spreadsheet, frame

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


class Done(NamedTuple):
    """What a run has written: rows by table, and issues by code."""

    rows: dict[str, int]
    issues: Counter[str]


FOLDER = "unfinished"
_GROUP = 10_000  # rows of a table in memory at once, and in a row group of its file


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
        rows: dict[str, int] = {}
        issues: Counter[str] = Counter()
        watch = {
            "articles": lambda group: tally.add(group[["article_id", "sha256", "outlet", "n_tokens", "n_tokens_all"]]),
            "issues": lambda group: issues.update(group["code"]),
        }
        with tempfile.TemporaryDirectory(dir=self.out, prefix=".writing-") as scratch:
            for name in TABLES:
                schema = _schema(name, paths)
                groups = _groups(_members(name, paths), schema)
                if name in watch:
                    groups = _watched(groups, watch[name])
                rows[name] = _WRITERS[format](groups, schema, Path(scratch) / f"{name}.{format}")
            manifest = json.dumps(tally.manifest(rows), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            (Path(scratch) / "manifest.json").write_text(manifest, "utf-8")
            for path in sorted(Path(scratch).iterdir()):
                path.replace(self.out / path.name)
        for other in _WRITERS.keys() - {format}:
            for name in TABLES:  # a table of an earlier run in the other format would contradict this one
                (self.out / f"{name}.{other}").unlink(missing_ok=True)
        self.clear()
        return Done(rows, issues)


def _members(name: str, paths: Sequence[Path]) -> Iterator[pa.Table]:
    """Yield a table part by part; of the issues, first those of reading, as `analysis.code` has them."""
    import pyarrow.parquet as pq

    for member in (READ, name) if name == "issues" else (name,):
        for path in paths:
            with zipfile.ZipFile(path) as part:
                yield pq.read_table(io.BytesIO(part.read(member)))


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


def _groups(tables: Iterator[pa.Table], schema: pa.Schema) -> Iterator[pa.Table]:
    """Cut a stream of tables into pieces of the same number of rows, whatever the sizes of the parts."""
    import pyarrow as pa

    waiting = schema.empty_table()
    for table in tables:
        there = set(table.column_names)
        columns = [
            table.column(field.name) if field.name in there else pa.nulls(len(table), field.type) for field in schema
        ]
        waiting = pa.concat_tables([waiting, pa.table(columns, schema.names).cast(schema)])
        while len(waiting) >= _GROUP:
            yield waiting.slice(0, _GROUP).combine_chunks()
            waiting = waiting.slice(_GROUP)
    if len(waiting):
        yield waiting.combine_chunks()


def _watched(groups: Iterator[pa.Table], see: Callable[[pd.DataFrame], None]) -> Iterator[pa.Table]:
    for group in groups:
        see(group.to_pandas())
        yield group


def _write_parquet(groups: Iterator[pa.Table], schema: pa.Schema, path: Path) -> int:
    import pyarrow.parquet as pq

    rows = 0
    with pq.ParquetWriter(path, schema) as writer:
        for group in groups:
            writer.write_table(group)
            rows += len(group)
        if not rows:
            writer.write_table(schema.empty_table())  # as pandas does
    return rows


def _write_csv(groups: Iterator[pa.Table], schema: pa.Schema, path: Path) -> int:
    rows = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        for_spreadsheet(schema.empty_table().to_pandas()).to_csv(file, index=False, lineterminator="\n")
        for group in groups:
            for_spreadsheet(group.to_pandas()).to_csv(file, index=False, header=False, lineterminator="\n")
            rows += len(group)
    return rows


_WRITERS: dict[str, Any] = {"parquet": _write_parquet, "csv": _write_csv}
