"""Read the sheets that students filled in; what cannot be used is named with its file, its row and the remedy."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis import spreadsheets
from analysis.classroom.items import Item, items
from analysis.classroom.questions import ONLY_WHERE, QUESTIONS, headings, label, meaning, meanings, title
from analysis.codes import suggestion
from analysis.text import fold, xml_safe

if TYPE_CHECKING:
    import pandas as pd

    from analysis.tables import Coded


class Problem(NamedTuple):
    """A cell that could not be used, or an answer that is missing."""

    file: str
    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Sheet:
    """What one coder wrote.

    Attributes
    ----------
    coder
        The name of the file without its ending.
    answers
        A row an item, a column a question; `<NA>` where nothing that can be used was written.
    problems
        What could not be used.
    notes
        Item -> what the coder noted.
    """

    coder: str
    answers: pd.DataFrame
    problems: tuple[Problem, ...]
    notes: Mapping[str, str]


def read(paths: Iterable[str | os.PathLike[str]], coded: Coded) -> list[Sheet]:
    """Read filled sheets (XLSX or CSV), each by another coder.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If a file is no sheet of this corpus, or if two files are of one coder; the message says what to do.
    """
    found: dict[str, Path] = {}
    sheets = []
    known = {xml_safe(item.item): item for item in items(coded)}
    for path in map(Path, paths):
        if path.name.startswith("~$"):  # Excel's own, beside a sheet that is open
            continue
        if other := found.get(path.stem):
            raise ValueError(f"{other.name} and {path.name} are both of the coder {path.stem!r}: rename or remove one")
        found[path.stem] = path
        sheets.append(_sheet(path, known))
    return sheets


def _sheet(path: Path, known: Mapping[str, Item]) -> Sheet:
    import pandas as pd

    rows = spreadsheets.read(path, ())
    columns = _columns(path, list(rows[0].cells) if rows else [])
    answers: dict[str, dict[str, str | None]] = {}
    problems: list[Problem] = []
    notes: dict[str, str] = {}
    for row in rows:
        cells = {name: row.cells[heading].strip() for name, heading in columns.items()}
        if not any(cells.values()):
            continue
        item = known.get(xml_safe(cells["item"]))
        if item is None:
            raise ValueError(
                f"{path.name} row {row.number}: the item {cells['item']!r} is in no article of this corpus. Give the "
                "coded corpus that the sheet was made from, and leave the first column as it is"
            )
        if _plain(cells["sentence"]) != _plain(item.text):
            raise ValueError(
                f"{path.name} row {row.number}: the sentence is not that of {item.item}, it was changed or the rows "
                "were sorted by one column alone. Copy the answers into a fresh sheet"
            )
        if item.item in answers:
            raise ValueError(f"{path.name} row {row.number}: the item {item.item} is there twice; remove one of them")
        answers[item.item], found = _answers(cells)
        notes |= {item.item: cells["note"]} if cells.get("note") else {}
        problems += [Problem(path.name, row.number, columns[question], message) for question, message in found]
    if not answers:
        raise ValueError(f"{path.name} has no rows: is it the sheet, saved after filling it in?")
    data = pd.DataFrame.from_dict(answers, "index", columns=list(QUESTIONS), dtype="string").rename_axis("item")
    if not data.notna().any(axis=None):
        problems = [Problem(path.name, 1, columns["quotation"], "nothing is filled in: the file is left out")]
    return Sheet(path.stem, data, tuple(problems), notes)


def _columns(path: Path, header: Sequence[str]) -> dict[str, str]:
    """Return column -> its heading in this file, in whichever language."""
    found: dict[str, str] = {}
    for name in ("item", "sentence", *QUESTIONS, "note"):
        wanted = {_plain(heading) for heading in headings(name)}
        heading = next((given for given in header if _plain(given) in wanted), None)
        if heading is None and name == "note":
            continue
        if heading is None:
            expected = " / ".join(headings(name)[1:])
            raise ValueError(
                f"{path.name}: the column {expected!r} is missing or was renamed. Copy the first row from a fresh sheet"
            )
        found[name] = heading
    return found


def _answers(cells: Mapping[str, str]) -> tuple[dict[str, str | None], list[tuple[str, str]]]:
    """Return the codes of a row and what is wrong with it."""
    found: dict[str, str | None] = {}
    problems: list[tuple[str, str]] = []
    for question in QUESTIONS:
        cell = cells[question]
        found[question] = meaning(question, cell) if cell else None
        if cell and found[question] is None:
            labels = tuple(
                label(question, code, lang) for code in set(meanings(question).values()) for lang in ("ar", "en")
            )
            near = suggestion(cell, labels) or "."
            problems.append((question, f"{cell!r} is no code{near} It counts as not coded: write one from the list"))
    if not any(cells[question] for question in QUESTIONS):
        return found, [("quotation", "the row is empty: the sentence counts as not coded")]
    for question in QUESTIONS:
        first = ONLY_WHERE.get(question)
        if first is None:
            if not cells[question]:
                problems.append((question, "the cell is empty: it counts as not coded"))
        elif found[first] == "none" and cells[question]:
            found[question] = None
            said = f"{title(first, 'ar')} / {title(first, 'en')}"
            problems.append((question, f"{cells[question]!r} stands where {said} says none: empty it, or change that"))
        elif found[first] not in (None, "none") and not cells[question]:
            problems.append((question, "the cell is empty: it counts as not coded"))
        elif found[first] is None:
            found[question] = None
    return found, problems


def _plain(cell: str) -> str:
    return " ".join(fold(xml_safe(cell)).split())
