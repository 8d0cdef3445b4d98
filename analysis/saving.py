"""Tables on disk: whole or not there, safe in a spreadsheet, and the same bytes however their rows came together."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

FORMATS = ("parquet", "csv")
MANIFEST = "manifest.json"
_GROUP = 10_000  # rows of a table in memory at once, and in a row group of its file
_SCRATCH = ".writing-"
_RISKY = r"'*[=+\-@\t\r]"  # after an apostrophe of the text's own, too: or it would be lost on the way back
_LINE_END = "\r\n"  # with it, a cell that holds a lone return is put in quotation marks, too


class Rows(NamedTuple):
    """A table as a stream: its name, its columns, and its rows in pieces of any size."""

    name: str
    schema: pa.Schema
    pieces: Iterable[pa.Table]


def known_format(format: str) -> None:
    """Refuse a format that is not one of `FORMATS`."""
    if format not in FORMATS:
        raise ValueError(f"format {format!r} is not known: use 'parquet' or 'csv'")


def save(
    tables: Iterable[Rows],
    folder: Path,
    format: str,
    manifest: Callable[[dict[str, int]], Mapping[str, Any]],
) -> dict[str, int]:
    """Write one file a table and `manifest.json`; all are complete before one of them replaces an older one.

    Parameters
    ----------
    tables
        Read once, in their order.
    folder
        Made if it does not exist.
    format
        One of `FORMATS`.
    manifest
        Makes the manifest from the numbers of rows, when all of them are written.

    Returns
    -------
    dict
        Rows by table.
    """
    counts: dict[str, int] = {}
    with replacing(folder) as scratch:
        for name, schema, pieces in tables:
            counts[name] = _WRITERS[format](_groups(pieces, schema), schema, scratch / f"{name}.{format}")
        described = json.dumps(manifest(counts), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (scratch / MANIFEST).write_text(described, "utf-8")
    for other in FORMATS:
        for name in counts if other != format else ():  # of an earlier run: it would contradict this one
            (folder / f"{name}.{other}").unlink(missing_ok=True)
    return counts


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give a folder to write in, whose files replace those of `folder` once the block has ended well."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{_SCRATCH}*"):  # by a process that was killed
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=_SCRATCH) as scratch:
        yield Path(scratch)
        files = [path.relative_to(scratch) for path in Path(scratch).rglob("*") if path.is_file()]
        for path in sorted(files, key=lambda path: (path.name == MANIFEST, path)):  # last: what it lists is in place
            (folder / path).parent.mkdir(exist_ok=True)
            (Path(scratch) / path).replace(folder / path)


def _groups(pieces: Iterable[pa.Table], schema: pa.Schema) -> Iterator[pa.Table]:
    """Cut a stream of tables into pieces of the same number of rows, whatever the sizes of the parts."""
    import pyarrow as pa

    waiting = schema.empty_table()
    for table in pieces:
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
        for_spreadsheet(schema.empty_table().to_pandas()).to_csv(file, index=False, lineterminator=_LINE_END)
        for group in groups:
            for_spreadsheet(group.to_pandas()).to_csv(file, index=False, header=False, lineterminator=_LINE_END)
            rows += len(group)
    return rows


_WRITERS: dict[str, Any] = {"parquet": _write_parquet, "csv": _write_csv}


def for_spreadsheet(data: pd.DataFrame) -> pd.DataFrame:
    """Return a copy in which no text can run as a formula: one with a leading = + - @ tab or return gets an apostrophe.

    That holds for the names of columns too: a table that somebody sent may have any.
    """
    data = data.rename(columns=lambda name: re.sub(f"^(?={_RISKY})", "'", str(name)))
    for name in data.select_dtypes("string").columns:
        risky = data[name].str.match(_RISKY).fillna(False)
        data[name] = data[name].mask(risky, "'" + data[name])
    return data


def from_spreadsheet(data: pd.DataFrame) -> pd.DataFrame:
    """Undo `for_spreadsheet`."""
    data = data.rename(columns=lambda name: re.sub(f"^'(?={_RISKY})", "", name))
    for name in data.select_dtypes("string").columns:
        escaped = data[name].str.match(f"'{_RISKY}").fillna(False)
        data[name] = data[name].mask(escaped, data[name].str.slice(1))
    return data
