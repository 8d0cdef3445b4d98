"""Sheets that people fill in: read with their own row numbers, whatever program saved them."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from analysis import tabular

_ESCAPED = re.compile(r"^'(?=[=+\-@\t\r])")
_RISKY = re.compile(r"[=+\-@\t\r]")


class SheetRow(NamedTuple):
    """A row and its number as the spreadsheet shows it (the header is row 1)."""

    number: int
    cells: dict[str, str]


def read(path: str | os.PathLike[str], columns: Sequence[str]) -> list[SheetRow]:
    """Read a CSV (any separator, UTF-8 or an Arabic code page) or XLSX sheet.

    Parameters
    ----------
    path
        The file.
    columns
        Columns that it must have; further ones are kept.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If it is no sheet or lacks a column; the message names the file and the remedy.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no such file: {path}")
    if tabular.suffix(path) not in (".csv", ".tsv", ".xlsx"):
        raise ValueError(f"{path.name} is no sheet that can be read: save it as .xlsx or .csv")
    header, rows = tabular.rows(path)
    missing = [name for name in columns if name not in header]
    if missing:
        raise ValueError(
            f"{path.name}: the column {missing[0]!r} is missing; the header must have {', '.join(columns)}. "
            "Copy the header row from a fresh sheet"
        )
    return [
        SheetRow(
            row.number + 1,
            {_ESCAPED.sub("", name): _ESCAPED.sub("", row.values.get(name, "") or "") for name in header},
        )
        for row in rows
    ]


def write(path: str | os.PathLike[str], columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write a CSV that spreadsheets show right: UTF-8 with a byte order mark, no cell that runs as a formula.

    The file is complete before it replaces an older one.
    """
    path = Path(path)
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writerow({name: escaped(name) for name in columns})
    for row in rows:
        writer.writerow({name: escaped(row.get(name, "")) for name in columns})
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
        file.write(text.getvalue())
    Path(name).chmod(0o644)
    Path(name).replace(path)


def escaped(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula."""
    return f"'{cell}" if _RISKY.match(cell) else cell
