"""Tables of articles as rows of text: CSV, JSON lines, JSON, Parquet and Excel, read a row at a time."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import json
import math
import zlib
from contextlib import contextmanager
from itertools import chain
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from analysis.encodings import NotTextError, Problem, decode, mojibake

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

TABULAR = (".csv", ".csv.gz", ".tsv", ".jsonl", ".jsonl.gz", ".ndjson", ".json", ".json.gz", ".parquet", ".xlsx")
_END = "\ufdd0"  # no character: a line after the last one, which a cell without its closing mark would swallow
_SAMPLE = 1 << 20  # bytes from which encoding and separator of a CSV are told


class Row(NamedTuple):
    """A row of a table: its number in the file (from 1, the header not counted) and its cells as text."""

    number: int
    values: Mapping[str, str]
    encoding: str | None = "utf-8"
    problems: tuple[Problem, ...] = ()


def suffix(path: Path) -> str:
    """Return the ending of a file name, `.gz` with the one before it."""
    endings = [ending.lower() for ending in path.suffixes[-2:]]
    return "".join(endings) if endings and endings[-1] == ".gz" else (endings[-1] if endings else "")


def rows(path: Path) -> tuple[list[str], Iterator[Row]]:
    """Open a table.

    Returns
    -------
    header
        The names of its columns (of JSON: those of the first hundred rows).
    rows
        An iterator; the file is closed when it ends.

    Raises
    ------
    ValueError
        If the file is empty or not what its name says; so does the iterator, of a file that breaks off.
    """
    if path.stat().st_size == 0:
        raise ValueError(f"{path.name} is empty: fill it or leave it out")
    with _named(path):
        header, body = _opened(path)
    return header, _whole(path, body)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Name the file in what is said of its bytes."""
    try:
        yield
    except NotTextError as error:
        raise ValueError(f"{path.name} {error}") from None
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ValueError(f"{path.name} is no whole gzip file ({error}): copy or download it again") from None
    except csv.Error as error:
        raise ValueError(f"{path.name} is no table that can be read ({error}): save it again as CSV UTF-8") from None


def _whole(path: Path, body: Iterator[Row]) -> Iterator[Row]:
    with _named(path):
        yield from body


def _opened(path: Path) -> tuple[list[str], Iterator[Row]]:
    kind = suffix(path).removesuffix(".gz")
    if kind in (".csv", ".tsv"):
        return _csv(path)
    if kind == ".xlsx":
        return _excel(path)
    if kind == ".parquet":
        return _parquet(path)
    return _peek(path, _json(path) if kind == ".json" else _json_lines(path))


def as_text(value: Any) -> str:
    """Write a cell as text: nothing for a missing one, ISO dates, whole numbers without a decimal point."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _open(path: Path) -> IO[bytes]:
    return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")  # type: ignore[return-value]


def _csv(path: Path) -> tuple[list[str], Iterator[Row]]:
    with _open(path) as source:
        sample = source.read(_SAMPLE)
    whole = len(sample) < _SAMPLE
    head, encoding, _ = decode(sample if whole else sample[: sample.rfind(b"\n") + 1] or sample)
    try:
        dialect: Any = csv.Sniffer().sniff(head[:20_000].partition("\n")[0] + "\n", delimiters=",;\t|")
        separator = dialect.delimiter
    except csv.Error:
        separator = ","
    stream = io.TextIOWrapper(
        _open(path), encoding="utf-8-sig" if encoding == "utf-8" else encoding, errors="replace", newline=""
    )
    reader = csv.reader(chain(stream, [_END]), delimiter=separator)
    header = [name.strip() for name in next(reader, [])]
    if header and header[-1].endswith(_END) and header != [_END]:
        stream.close()
        raise ValueError(f"{path.name}: its header opens a quotation mark that nothing closes. Close it there")
    if not any(header) or header == [_END]:
        stream.close()
        raise ValueError(f"{path.name} has no header: its first line must name the columns")

    def body() -> Iterator[Row]:
        with stream:
            for number, cells in enumerate(reader, 1):
                if cells == [_END]:
                    return
                problems = _cell_problems(cells, encoding)
                if cells and cells[-1].endswith(_END):
                    cells[-1] = cells[-1].removesuffix(_END)
                    message = (
                        f"row {number} opens a quotation mark that nothing closes: all rows after it are in one cell"
                    )
                    problems = (Problem("unclosed_cell", message), *problems)
                if any(cells):
                    yield Row(number, dict(zip(header, cells, strict=False)), encoding, problems)

    return header, body()


def _cell_problems(cells: Iterable[str], encoding: str) -> tuple[Problem, ...]:
    problems = []
    if encoding != "utf-8":
        problems.append(
            Problem("encoding", f"the table was in {encoding}, not in UTF-8: check that its letters are right")
        )
    if any("\ufffd" in cell for cell in cells):
        problems.append(Problem("undecodable_bytes", "the row holds bytes that are in no known encoding"))
    for cell in cells:
        problems += [Problem(problem.code, problem.message) for problem in mojibake(cell)[:1]]
    return tuple(dict.fromkeys(problems))


def _json_lines(path: Path) -> Iterator[Row]:
    with _open(path) as source:
        for number, line in enumerate(source, 1):
            if not line.strip():
                continue
            problems: list[Problem] = []
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                text = line.decode("utf-8", errors="replace")
                problems.append(Problem("undecodable_bytes", "the line holds bytes that are not UTF-8"))
            try:
                item = json.loads(text, strict=False)
            except (json.JSONDecodeError, RecursionError) as error:
                yield Row(number, {}, None, (Problem("not_json", f"line {number} is no JSON: {error}"),))
                continue
            yield _item(number, item, problems)


def _item(number: int, item: Any, problems: Iterable[Problem] = ()) -> Row:
    if not isinstance(item, dict):
        return Row(number, {}, None, (Problem("not_json", f"item {number} is not an object with named fields"),))
    values = {str(name): as_text(value) for name, value in item.items()}
    found = [Problem(p.code, p.message) for value in values.values() for p in mojibake(value)[:1]]
    return Row(number, values, "utf-8", tuple(dict.fromkeys([*problems, *found])))


def _json(path: Path) -> Iterator[Row]:
    with _open(path) as source:
        text = decode(source.read()).text
    try:
        items = json.loads(text, strict=False)
    except (json.JSONDecodeError, RecursionError):
        yield from _json_lines(path)
        return
    for number, item in enumerate(items if isinstance(items, list) else [items], 1):
        yield _item(number, item)


def _peek(path: Path, table: Iterator[Row]) -> tuple[list[str], Iterator[Row]]:
    first = [row for _, row in zip(range(100), table, strict=False)]
    header = list(dict.fromkeys(name for row in first for name in row.values))
    if not header:
        raise ValueError(f"{path.name} holds no JSON objects: wanted is one object a line, or a list of objects")

    def body() -> Iterator[Row]:
        yield from first
        yield from table

    return header, body()


def _parquet(path: Path) -> tuple[list[str], Iterator[Row]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        source = pq.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise ValueError(f"{path.name} is not a Parquet file: {error}") from None

    def body() -> Iterator[Row]:
        number = 0
        with source:
            for batch in source.iter_batches(batch_size=1000):
                for item in batch.to_pylist():
                    number += 1
                    yield _item(number, item)

    return list(source.schema_arrow.names), body()


def _excel(path: Path) -> tuple[list[str], Iterator[Row]]:
    import zipfile

    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        raise ValueError(f"{path.name} is not an Excel workbook (.xlsx): {error}") from None
    cells = ([as_text(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True))
    header = next((row for row in cells if sum(map(bool, row)) > 1), [])  # exports put a title above the table
    if not header:
        raise ValueError(f"{path.name}: the first sheet has no row that names columns")

    def body() -> Iterator[Row]:
        for number, row in enumerate(cells, 1):
            if any(row):
                yield Row(number, dict(zip(header, row, strict=False)))
        book.close()

    return [name for name in header if name], body()
