"""The corrections file: its columns, and a line that has been checked."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis import codes, spreadsheets
from analysis.tables import COLUMNS as TABLE_COLUMNS
from analysis.tables import Coded

COLUMNS = tuple("article_id sha256 table action start end text where field value at by reason".split())
ACTIONS = ("change", "delete", "add")
TABLES = ("mentions", "quotes", "blame", "roles", "names", "frames")

PLACED = {"quotes": ("cue", "speaker"), "blame": ("accuser", "blamed", "act"), "roles": ("surface",)}
"""Columns whose words stand in the article: with a `_start` and an `_end` of their own."""

_KEPT = frozenset(
    "article_id sentence_id segment segment_id text quote_id blame_id role_id parent_quote_id continues_quote_id "
    "resolved_by boundary flags rule_id confidence".split()
)
_OF_THE_SPAN = {"mentions": ("surface",), "names": ("surface",), "frames": ("surface",)}


def editable(table: str) -> tuple[str, ...]:
    """Return the columns of a table that a correction may set; the others follow from them."""
    placed = PLACED.get(table, ())
    offsets = {f"{name}_{end}" for name in placed for end in ("start", "end")}
    kept = _KEPT | offsets | set(_OF_THE_SPAN.get(table, ()))
    return tuple(name for name in TABLE_COLUMNS[table] if name not in kept)


@dataclass(frozen=True)
class Line:
    """One line of a corrections file.

    Attributes
    ----------
    number
        Its row in the file, the header being row 1.
    article_id, sha256
        The article; the hash decides where both are given.
    table, start, end, text, where
        The row: its span, the words that stand there, and values of other columns where several rows share a span.
    action, field, value, at
        What to do; `at` is where `value` stands in the article.
    by, reason
        Who corrected it, and why.
    """

    number: int
    article_id: str
    sha256: str
    table: str
    action: str
    start: int | None
    end: int | None
    text: str
    by: str
    where: Mapping[str, str] = field(default_factory=dict)
    field: str = ""
    value: str = ""
    at: int | None = None
    reason: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What lines about the same row have in common."""
        return self.sha256 or self.article_id, self.table, self.start, self.end, self.text, *sorted(self.where.items())

    def cells(self) -> dict[str, str]:
        """Return the line as the cells of the file."""
        found = {name: getattr(self, name) for name in COLUMNS}
        found["where"] = "; ".join(f"{name}={value}" for name, value in self.where.items())
        return {name: "" if value is None else str(value) for name, value in found.items()}


def own_sides(coded: Coded) -> frozenset[str]:
    """Return the sides that the codebook of a run adds to ours."""
    labels = coded.manifest.get("codebook", {}).get("labels", [])
    return frozenset(code for kind, code, *_ in labels if kind == "side")


def read(path: str | os.PathLike[str], own: Collection[str] = ()) -> list[Line]:
    """Read and check a corrections file (CSV or XLSX); `own` are the sides that a scholar's codebook adds.

    Raises
    ------
    ValueError
        If a line cannot be used; the message names the file, the row and the remedy.
    """
    name = Path(path).name
    rows = spreadsheets.read(path, COLUMNS)
    return [_line(f"{name} row {row.number}", row, own) for row in rows if any(row.cells.values())]


def write(path: str | os.PathLike[str], lines: Iterable[Line]) -> None:
    """Write a corrections file."""
    spreadsheets.write(path, COLUMNS, (line.cells() for line in lines))


def _line(place: str, row: spreadsheets.SheetRow, own: Collection[str]) -> Line:
    cells = row.cells
    table, action, field = (cells[name].strip() for name in ("table", "action", "field"))
    if table not in TABLES:
        raise ValueError(f"{place}: the table is {table!r}; write one of {', '.join(TABLES)}")
    if action not in ACTIONS:
        raise ValueError(f"{place}: the action is {action!r}; write one of {', '.join(ACTIONS)}")
    line = Line(
        row.number,
        cells["article_id"].strip(),
        cells["sha256"].strip(),
        table,
        action,
        _number(place, "start", cells["start"]),
        _number(place, "end", cells["end"]),
        cells["text"],
        cells["by"].strip(),
        _where(place, table, cells["where"]),
        field,
        cells["value"],
        _number(place, "at", cells["at"]),
        cells["reason"].strip(),
    )
    problem = _identity(line) or _change(line, own)
    if problem:
        raise ValueError(f"{place}: {problem}")
    return line


def _identity(line: Line) -> str | None:
    if not line.article_id and not line.sha256:
        return "neither article_id nor sha256 says which article is meant; copy them from the articles table"
    if (line.start is None) != (line.end is None):
        return "only one of start and end is given; give both, or neither"
    if not line.text:
        return "text is empty; copy the words of the row from the table, so that the line still finds it later"
    if line.start is not None and line.end is not None and line.end - line.start != len(line.text):
        return f"text has {len(line.text)} characters, but {line.start}-{line.end} are {line.end - line.start}"
    return "by is empty; say who made the correction" if not line.by else None


def _change(line: Line, own: Collection[str]) -> str | None:
    if line.action == "delete":
        return f"a deletion needs no field, but {line.field!r} is given" if line.field else None
    if not line.field:
        return None if line.action == "add" else "field is empty; name the column to change"
    allowed = editable(line.table)
    if line.field not in allowed:
        return f"{line.field!r} cannot be corrected in {line.table}; these can: {', '.join(allowed)}"
    if line.at is not None and line.field not in PLACED.get(line.table, ()):
        return f"at is only for words of the article, and {line.field} is none"
    if line.field in ("start", "end"):
        return None if line.value.strip().isdigit() else f"{line.field} must be a whole number, not {line.value!r}"
    return codes.problem(line.table, line.field, line.value, own) if line.value else None


def _number(place: str, name: str, cell: str) -> int | None:
    cell = cell.strip()
    if not cell:
        return None
    if not cell.isdigit():
        raise ValueError(f"{place}: {name} must be a whole number (an offset into the article), not {cell!r}")
    return int(cell)


def _where(place: str, table: str, cell: str) -> dict[str, str]:
    found = {}
    for part in filter(None, map(str.strip, cell.split(";"))):
        name, equals, value = (item.strip() for item in part.partition("="))
        if not equals or name not in TABLE_COLUMNS[table]:
            raise ValueError(f"{place}: where holds {part!r}; write column=value with a column of {table}")
        found[name] = value
    return found
