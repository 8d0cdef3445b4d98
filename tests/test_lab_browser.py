"""JupyterLab in a real browser: a notebook runs to its end, its figure is drawn, its table runs right to left, and the
reader's marks are there, tell why, and hide when they are told to.
"""

from __future__ import annotations

import shutil
from collections.abc import Generator
from typing import Any

import pytest
from conftest import ROOT
from lab import opened, serving

NOTEBOOK = "notebooks/00_start.ipynb"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, chrome: str) -> Generator[Any]:
    """The notebook, open and run to its end, in a copy of the folder, so that the run changes nothing here."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "notebooks").mkdir()
    for name in ("seeds", "figures"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / NOTEBOOK, folder / NOTEBOOK)
    with serving(folder) as address, opened(address, NOTEBOOK, chrome) as page:
        yield page


def _visible_marks(page: Any, layer: str) -> int:
    """Count the marks of a layer whose line is drawn."""
    return int(
        page.evaluate(
            "(layer) => [...document.querySelectorAll(`.mizan .text span.${layer}`)]"
            ".filter((mark) => getComputedStyle(mark).textDecorationLine !== 'none').length",
            layer,
        )
    )


def test_the_notebook_runs_without_an_error(page: Any) -> None:
    assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
    assert page.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0


def test_the_figure_is_drawn_in_its_size(page: Any) -> None:
    """Where `figures/` has its picture, JupyterLab shows that until the mouse enters."""
    output = page.locator(".jp-RenderedPlotly").first
    output.scroll_into_view_if_needed()
    output.hover()
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    assert page.locator(".js-plotly-plot .main-svg text").count() > 5
    drawn = page.locator(".js-plotly-plot .main-svg").first.bounding_box()["width"]
    pictures = page.evaluate(
        """() => [...document.querySelectorAll('.jp-RenderedPlotly img')]
                 .filter((image) => image.naturalWidth).map((image) => image.naturalWidth)"""
    )
    assert all(width == pytest.approx(drawn, abs=2) for width in pictures)


def test_tables_with_arabic_run_right_to_left(page: Any) -> None:
    table = page.locator("table[dir=rtl]").first
    table.scroll_into_view_if_needed()
    first, last = (table.locator("thead th:visible").nth(place).bounding_box() for place in (0, -1))
    assert first["x"] > last["x"]


def test_the_reader_shows_its_marks_and_tells_why(page: Any) -> None:
    reader = page.locator(".mizan")
    reader.scroll_into_view_if_needed()
    assert _visible_marks(page, "mixed") > 5
    reader.locator(".text .chip.mixed").first.click()
    note = reader.locator(".card")
    assert note.is_visible()
    assert "headline-colon" in note.inner_text()
    assert reader.locator(".run.lit").count() >= 2
    page.keyboard.press("Escape")
    assert note.is_hidden()


def test_a_filter_hides_its_marks_and_brings_them_back(page: Any) -> None:
    box = page.locator('.mizan input[value="mixed"]')
    before = _visible_marks(page, "mixed"), _visible_marks(page, "indirect")
    box.click()
    assert (_visible_marks(page, "mixed"), _visible_marks(page, "indirect")) == (0, before[1])
    assert page.locator(".mizan .text .chip.mixed:visible").count() == 0
    box.click()
    assert (_visible_marks(page, "mixed"), _visible_marks(page, "indirect")) == before


def test_the_arrows_move_from_mark_to_mark_and_not_from_cell_to_cell(page: Any) -> None:
    chips = page.locator(".mizan .text .chip:not(.frame, .mention)")
    chips.first.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.row") == chips.nth(2).get_attribute("data-row")
    assert page.locator(".mizan .card").is_visible()


def test_the_reader_follows_the_theme_of_the_lab(page: Any) -> None:
    ground = "getComputedStyle(document.querySelector('.mizan')).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
    page.wait_for_selector('body[data-jp-theme-light="false"]', state="attached")
    assert page.evaluate(ground) == "rgb(22, 22, 22)"
    page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Light'})")
    page.wait_for_selector('body[data-jp-theme-light="true"]', state="attached")
