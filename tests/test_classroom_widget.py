"""The form in a notebook: what is clicked is in the sheet, and nothing of the machine is on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets
import pytest

import analysis
from analysis import classroom, spreadsheets
from analysis.classroom import answers
from analysis.classroom.items import items
from analysis.tables import Coded


@pytest.fixture(scope="module")
def coded(seeds: Path) -> Coded:
    return analysis.code(analysis.load(seeds))


def every(widget: Any) -> list[Any]:
    return [widget, *(one for child in getattr(widget, "children", ()) for one in every(child))]


class Form:
    """A form as a student meets it."""

    def __init__(self, form: classroom.Coding) -> None:
        parts = every(form.widget)
        self.form = form
        self.lists = {one.description: one for one in parts if isinstance(one, ipywidgets.Dropdown)}
        self.buttons = {one.description: one for one in parts if isinstance(one, ipywidgets.Button)}
        self.texts = [one for one in parts if isinstance(one, ipywidgets.HTML)]

    def choose(self, question: str, said: str) -> None:
        self.lists[question].label = said

    def html(self) -> str:
        return "\n".join(text.value for text in self.texts)


def test_answers_are_saved_at_once_and_read_like_any_sheet(coded: Coded, tmp_path: Path) -> None:
    form = Form(classroom.Coding(coded, "maryam", tmp_path, ["003"], lang="en"))
    form.choose("Quotation", "mixed")
    form.choose("Speaker", "United States")
    form.choose("Blamed", "no blame")
    (sheet,) = answers.read([tmp_path / "maryam.csv"], coded)
    assert sheet.answers.iloc[0].dropna().to_dict() == {"quotation": "mixed", "speaker": "usa", "blamed": "none"}
    form.buttons["Next"].click()
    assert form.lists["Quotation"].label == "—"
    form.choose("Quotation", "direct")
    (sheet,) = answers.read([tmp_path / "maryam.csv"], coded)
    assert sheet.answers["quotation"].dropna().to_list() == ["mixed", "direct"]
    form.buttons["Previous"].click()
    assert form.lists["Speaker"].label == "United States"


def test_a_question_that_depends_on_another_waits_for_it(coded: Coded, tmp_path: Path) -> None:
    form = Form(classroom.Coding(coded, "maryam", tmp_path, ["003"], lang="en"))
    assert form.lists["Speaker"].disabled
    form.choose("Quotation", "direct")
    assert not form.lists["Speaker"].disabled
    form.choose("Speaker", "Russia")
    form.choose("Quotation", "none")
    assert form.lists["Speaker"].disabled
    assert form.form.answers["003:0-73"] == {"quotation": "none"}


def test_coding_goes_on_where_it_ended(coded: Coded, tmp_path: Path) -> None:
    form = Form(classroom.Coding(coded, "maryam", tmp_path, ["003"]))
    form.choose("الاقتباس", "مختلط")
    again = Form(classroom.Coding(coded, "maryam", tmp_path, ["003"]))
    assert again.form.place == 1
    again.buttons["السابق"].click()
    assert again.lists["الاقتباس"].label == "مختلط"


def test_what_else_stands_in_the_file_stays_there(coded: Coded, tmp_path: Path) -> None:
    Form(classroom.Coding(coded, "maryam", tmp_path, ["001"])).choose("الاقتباس", "غير مباشر")
    path = tmp_path / "maryam.csv"
    rows = [row.cells for row in spreadsheets.read(path, ())]
    rows[3]["ملاحظة"] = "لا أدري"
    spreadsheets.write(path, list(rows[0]), rows)
    Form(classroom.Coding(coded, "maryam", tmp_path, ["003"])).choose("الاقتباس", "مختلط")
    (sheet,) = answers.read([path], coded)
    assert sheet.answers["quotation"].dropna().to_dict() == {"003:0-73": "mixed", "001:0-72": "indirect"}
    assert list(sheet.notes.values()) == ["لا أدري"]


def test_it_runs_right_to_left_and_escapes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("عنوان\n\nقال <script>alert(1)</script> الوزير.\n", "utf-8")
    coded = analysis.code(analysis.load(tmp_path / "in"))
    form = Form(classroom.Coding(coded, "maryam", tmp_path))
    form.buttons["التالي"].click()
    assert "<script>" not in form.html()
    assert "&lt;script&gt;" in form.html()
    assert '<div dir="rtl" lang="ar">' in form.html()
    assert "rtl" in form.form.widget._dom_classes


def test_nothing_of_the_machine_is_shown(coded: Coded, tmp_path: Path) -> None:
    form = Form(classroom.Coding(coded, "maryam", tmp_path, ["003"], lang="en"))
    for _ in items(coded, ["003"]):
        assert all(part.label == "—" for part in form.lists.values())
        assert ":q0" not in form.html()
        form.buttons["Next"].click()
    assert form.buttons["Next"].disabled
    assert not (tmp_path / "maryam.csv").exists()


@pytest.mark.parametrize("name", ["", "../x", "a:b", ".x"])
def test_a_name_that_is_no_file_name_is_refused(coded: Coded, tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="cannot be the name of a file"):
        classroom.Coding(coded, name, tmp_path)


def test_a_file_of_another_corpus_is_not_overwritten(coded: Coded, tmp_path: Path) -> None:
    spreadsheets.write(tmp_path / "maryam.csv", ["name"], [{"name": "my shopping list"}])
    with pytest.raises(ValueError, match=r"maryam.csv: the column .* is missing"):
        classroom.Coding(coded, "maryam", tmp_path)
    assert "my shopping list" in (tmp_path / "maryam.csv").read_text("utf-8-sig")
