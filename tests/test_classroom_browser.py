"""The form in a real JupyterLab, driven by clicks and by the keyboard: what is chosen is in the student's sheet."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from lab import opened, serving

from analysis import spreadsheets

NOTEBOOK = "notebooks/09_classroom.ipynb"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lab")
    (folder / "notebooks").mkdir()
    (folder / "docs").symlink_to(ROOT / "docs")
    (folder / "seeds").symlink_to(ROOT / "seeds")
    shutil.copy(ROOT / NOTEBOOK, folder / NOTEBOOK)
    return folder


@pytest.fixture(scope="module")
def page(folder: Path, chrome: str) -> Generator[Any]:
    with serving(folder) as address, opened(address, NOTEBOOK, chrome) as page:
        page.locator(".mizan-coding").scroll_into_view_if_needed()
        yield page


def sheet(folder: Path) -> list[dict[str, str]]:
    return [row.cells for row in spreadsheets.read(folder / "results" / "class" / "your name.csv", ())]


def answered(page: Any, done: int) -> None:
    """Wait until the form says how many sentences are coded: the kernel has saved."""
    page.get_by_role("status").get_by_text(f"رُمّز منها {done}").wait_for()


def test_the_notebook_runs_without_an_error(page: Any) -> None:
    assert page.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0


def test_the_form_runs_right_to_left(page: Any) -> None:
    form = page.locator(".mizan-coding")
    label = form.get_by_text("الاقتباس", exact=True).bounding_box()
    box = form.get_by_label("الاقتباس", exact=True).bounding_box()
    assert label["x"] > box["x"]
    assert form.locator('[dir="rtl"] .sentence').evaluate("(one) => getComputedStyle(one).direction") == "rtl"


def test_the_rule_opens_beside_its_question(page: Any) -> None:
    question = page.locator(".mizan-coding summary").first
    told = page.locator(".mizan-coding details").first.get_by_text("قول كامل بين علامتي تنصيص")
    assert told.is_hidden()
    question.click()
    assert told.is_visible()
    question.click()


def test_clicks_are_saved(page: Any, folder: Path) -> None:
    form = page.locator(".mizan-coding")
    speaker = form.get_by_label("القائل", exact=True)
    assert speaker.is_disabled()
    form.get_by_label("الاقتباس", exact=True).select_option("مختلط")
    answered(page, 1)
    speaker.select_option("الولايات المتحدة")
    form.get_by_label("من يُحمَّل المسؤولية", exact=True).select_option("لا تحميل")
    form.get_by_role("button", name="التالي").click()
    form.get_by_text("الجملة 2 من").wait_for()
    assert form.get_by_label("الاقتباس", exact=True).input_value() == "—"
    first = sheet(folder)[0]
    assert (first["الاقتباس"], first["القائل"]) == ("مختلط", "الولايات المتحدة")
    assert (first["من يُحمَّل المسؤولية"], first["بكلام من"]) == ("لا تحميل", "")


def test_the_keyboard_does_it_too(page: Any, folder: Path) -> None:
    form = page.locator(".mizan-coding")
    form.get_by_label("الاقتباس", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    answered(page, 2)
    for _ in range(100):  # the second key is saved after the first
        if sheet(folder)[1]["الاقتباس"] == "مباشر":
            break
        page.wait_for_timeout(100)
    assert sheet(folder)[1]["الاقتباس"] == "مباشر"
    form.get_by_role("button", name="السابق").focus()
    page.keyboard.press("Enter")
    form.get_by_text("الجملة 1 من").wait_for()
    assert form.get_by_label("القائل", exact=True).input_value() == "الولايات المتحدة"
