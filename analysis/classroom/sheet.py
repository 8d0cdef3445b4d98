"""The sheet that students fill in, as a workbook and as CSV, and the hand-out that explains it."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import spreadsheets
from analysis.classroom import handout
from analysis.classroom.items import Item, items
from analysis.classroom.questions import QUESTIONS, Questions, headings, label, title, words
from analysis.text import xml_safe

if TYPE_CHECKING:
    from analysis.tables import Coded

COLUMNS = ("item", "sentence", *QUESTIONS, "note")
"""The columns of a sheet, by code; their headings are in the sheet's language."""

_WIDTHS = {"item": 15, "sentence": 78, "note": 28}


def sheets(
    coded: Coded, folder: str | os.PathLike[str], articles: Sequence[str] | None = None, *, lang: str = "ar"
) -> list[Path]:
    """Write `sheet.xlsx`, `sheet.csv` and `handout.html`: the sentences, the questions, and nothing of the machine.

    Parameters
    ----------
    coded
        A coded corpus.
    folder
        Made if it does not exist.
    articles
        Ids of the articles; all by default.
    lang
        Language of headings, codes and hand-out: `"ar"` or `"en"`.

    Returns
    -------
    list of Path
        The three files; the same corpus gives the same bytes.
    """
    if lang not in ("en", "ar"):
        raise ValueError(f"language {lang!r} is not known: use 'en' or 'ar'")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    sentences = items(coded, articles)
    questions = Questions.of(coded, {item.article_id for item in sentences})
    workbook, plain, explained = (folder / name for name in ("sheet.xlsx", "sheet.csv", "handout.html"))
    workbook.write_bytes(_workbook(sentences, questions, lang))
    write(plain, sentences, {}, lang)
    explained.write_text(handout.page(coded, sentences, questions, lang), "utf-8", newline="\n")
    return [workbook, plain, explained]


def heading(column: str, lang: str) -> str:
    """Return the heading of a column of the sheet."""
    return headings(column)[1 if lang == "en" else 2]


def write(path: Path, sentences: Sequence[Item], answers: dict[str, dict[str, str]], lang: str) -> None:
    """Write a CSV sheet.

    Parameters
    ----------
    path
        The file.
    sentences
        Its rows.
    answers
        Item -> column -> code (of `note`: text).
    lang
        Language of headings and codes.
    """
    names = {column: heading(column, lang) for column in COLUMNS}
    rows = []
    for item in sentences:
        given = answers.get(item.item, {})
        cells = {"item": xml_safe(item.item), "sentence": xml_safe(item.text), "note": given.get("note", "")}
        cells |= {question: label(question, given[question], lang) for question in QUESTIONS if given.get(question)}
        rows.append({names[column]: cell for column, cell in cells.items()})
    spreadsheets.write(path, list(names.values()), rows)


def _workbook(sentences: Sequence[Item], questions: Questions, lang: str) -> bytes:
    """Make a workbook, right to left, in which the answers are chosen from lists and nothing else can be changed."""
    import openpyxl
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.properties import PageSetupProperties

    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = words("sheet", lang)
    lists = book.create_sheet(words("lists", lang))
    for one in (page, lists):
        one.sheet_view.rightToLeft = lang == "ar"
    bold, grey = Font(bold=True), PatternFill("solid", fgColor="EEEEEE")
    arabic = Alignment(wrap_text=True, vertical="top", horizontal="right", readingOrder=2)
    plain = Alignment(wrap_text=True, vertical="top", readingOrder=2 if lang == "ar" else 1)
    for column, name in enumerate(COLUMNS, 1):
        cell = page.cell(1, column, heading(name, lang))
        cell.font, cell.fill, cell.alignment = bold, grey, plain
        page.column_dimensions[cell.column_letter].width = _WIDTHS.get(name, 19)
    for row, item in enumerate(sentences, 2):
        for column, name in enumerate(COLUMNS, 1):
            cell = page.cell(row, column)
            text = {"item": item.item, "sentence": item.text}.get(name)
            if text is not None:
                cell.value, cell.data_type = xml_safe(text), "s"  # a sentence that begins with = is no formula
            cell.alignment = arabic if name == "sentence" else plain
            cell.protection = Protection(locked=text is not None)
    last = len(sentences) + 1
    for column, question in enumerate(QUESTIONS, 1):
        codes = [label(question, code, lang) for code in questions.codes(question)]
        for row, text in enumerate([title(question, lang), *codes], 1):
            lists.cell(row, column, text).alignment = plain
        letter = lists.cell(1, column).column_letter
        lists.column_dimensions[letter].width = 24
        where = f"'{lists.title}'!${letter}$2:${letter}${len(codes) + 1}"
        check = DataValidation("list", formula1=where, allow_blank=True, showErrorMessage=True, showInputMessage=True)
        check.errorTitle, check.error = title(question, lang), words("not_listed", lang)
        check.promptTitle, check.prompt = title(question, lang), words("choose", lang)
        target = page.cell(1, COLUMNS.index(question) + 1).column_letter
        check.add(f"{target}2:{target}{last}")
        page.add_data_validation(check)
    page.freeze_panes = "C2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for one in (page, lists):
        one.protection.sheet = True
        one.protection.formatColumns = one.protection.formatRows = False  # which allows it
    found = io.BytesIO()
    book.save(found)
    return _without_time(found.getvalue())


def _without_time(data: bytes) -> bytes:
    """Return a workbook whose bytes do not depend on when it was written."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
