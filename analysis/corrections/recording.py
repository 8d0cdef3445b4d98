"""Write a line of the corrections file for a row that somebody saw to be wrong."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.corrections.lines import TABLES, Line, editable, own_sides, read, write

if TYPE_CHECKING:
    import pandas as pd

    from analysis.tables import Coded

_TELLING = {
    "mentions": ("actor_id",),
    "quotes": ("cue_start",),
    "blame": ("act_start", "blamed_start"),
    "roles": ("role", "actor_id"),
    "names": ("referent", "variant"),
    "frames": ("frame",),
}
"""The columns that tell rows with the same span apart."""


def record(
    path: str | os.PathLike[str],
    coded: Coded,
    table: str,
    row: str,
    changes: Mapping[str, str] | None = None,
    *,
    by: str,
    reason: str = "",
) -> list[Line]:
    """Append the correction of one row to a corrections file, which is made if it does not exist.

    Parameters
    ----------
    path
        The file.
    coded
        The coded corpus in which the row is wrong.
    table, row
        The table and the row's id (`quote_id`, `blame_id`, `role_id`, or `article_id:start-end`); for rows without an
        id of their own that share a span, `article_id:start-end:code` with a frame, an actor or a variant.
    changes
        Column -> what it should hold (empty: unknown). Words of the article may end in `@offset`. None deletes the row.
    by, reason
        Who corrected it, and why.

    Returns
    -------
    list of Line
        What was appended.

    Raises
    ------
    ValueError
        If there is no such row, or if a value cannot stand in its column.
    """
    if table not in TABLES:
        raise ValueError(f"{table!r} has no rows to correct; the tables are {', '.join(TABLES)}")
    line = deletion(coded, table, _row(coded, table, row), by, reason)
    lines = [line] if changes is None else [_change(line, name, said) for name, said in changes.items()]
    append(path, lines, own_sides(coded))
    return lines


def deletion(coded: Coded, table: str, row: Mapping[str, Any], by: str, reason: str = "") -> Line:
    """Return the line that deletes a row; with another action, field and value it is the line that changes it."""
    article_id, start, end = row["article_id"], int(row["start"]), int(row["end"])
    article = coded.articles[coded.articles["article_id"] == article_id].iloc[0]
    data: pd.DataFrame = getattr(coded, table)
    twins = (data["article_id"] == article_id) & (data["start"] == start) & (data["end"] == end)
    telling = _TELLING[table] if twins.sum() > 1 else ()
    where = {name: str(row[name]) for name in telling if not _missing(row[name])}
    text = article["text"][start:end]
    return Line(0, article_id, article["sha256"], table, "delete", start, end, text, by, where, reason=reason)


def _missing(value: Any) -> bool:
    import pandas as pd

    return bool(pd.isna(value))


def append(path: str | os.PathLike[str], lines: list[Line], own: Collection[str] = ()) -> None:
    """Add lines to a corrections file; the whole is checked, with a scholar's own sides, before it replaces the old."""
    path = Path(path)
    old = read(path, own) if path.is_file() else []
    trial = path.with_name(f".trial-{path.name}")
    try:
        write(trial, [*old, *lines])
        read(trial, own)
        trial.replace(path)
    except ValueError as error:
        raise ValueError(str(error).replace(trial.name, path.name)) from None
    finally:
        trial.unlink(missing_ok=True)


def _change(line: Line, column: str, said: str) -> Line:
    if column not in editable(line.table):
        known = ", ".join(editable(line.table))
        raise ValueError(f"{column!r} cannot be corrected in {line.table}; these can: {known}")
    words, mark, offset = said.rpartition("@")
    value, at = (words, int(offset)) if mark and offset.isdigit() else (said, None)
    return replace(line, action="change", field=column, value=value, at=at)


def _row(coded: Coded, table: str, row: str) -> Mapping[str, Any]:
    from analysis.compare.grouping import items

    data = items(coded, table)
    found = data[data["row"] == row]
    if found.empty:
        base, _, code = row.rpartition(":")
        found = data[data["row"] == base]
        found = found[(found[list(_TELLING[table])] == code).fillna(False).any(axis=1)]
    if len(found) != 1:
        many = "no" if found.empty else f"{len(found)}"
        hint = f", or add :code to say which ({', '.join(_TELLING[table])})" if len(found) > 1 else ""
        raise ValueError(f"{table} has {many} row {row!r}: copy its id from the table{hint}")
    record: Mapping[str, Any] = found.iloc[0].to_dict()
    return record
