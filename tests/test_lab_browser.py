"""JupyterLab in a real browser: a notebook runs to its end, its figure is drawn, its table runs right to left, and the
reader's marks are there, tell why, and hide when they are told to.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOK = "00_start.ipynb"
SECONDS = 120
_SESSION = "window.jupyterapp?.shell.currentWidget?.sessionContext"


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    """The address of a JupyterLab on a copy of the notebooks, so that a run changes nothing here."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "notebooks").mkdir()
    (folder / "seeds").symlink_to(ROOT / "seeds")
    (folder / "notebooks" / NOTEBOOK).write_bytes((ROOT / "notebooks" / NOTEBOOK).read_bytes())
    port = _free_port()
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}", "--port-retries=0",
        "--IdentityProvider.token=", f"--ServerApp.root_dir={folder}", "--LabApp.expose_app_in_browser=True",
    ]  # fmt: skip
    homes = {f"JUPYTER_{name}_DIR": str(folder / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **homes})
        try:
            for _ in range(10 * SECONDS):
                assert server.poll() is None, (folder / "log").read_text("utf-8")
                with socket.socket() as client:
                    if client.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.fixture(scope="module")
def page(lab: str, chrome: str) -> Generator[Any]:
    """The notebook, open and run to its end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1300, "height": 1000})
        page.set_default_timeout(1000 * SECONDS)
        page.goto(f"{lab}/lab/tree/notebooks/{NOTEBOOK}?reset")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell")
        page.wait_for_function(f"{_SESSION}?.session?.kernel?.status === 'idle'")
        page.evaluate(
            "() => { window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => { window.ran = true }) }"
        )
        page.wait_for_function("window.ran")
        yield page
        browser.close()


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


def test_the_figure_is_drawn(page: Any) -> None:
    page.locator(".js-plotly-plot .main-svg").first.scroll_into_view_if_needed()
    assert page.locator(".js-plotly-plot .main-svg text").count() > 5


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
    chips = page.locator(".mizan .text .chip")
    chips.first.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.row") == chips.nth(2).get_attribute("data-row")
    assert page.locator(".mizan .card").is_visible()


def test_the_reader_follows_the_theme_of_the_lab(page: Any) -> None:
    ground = "getComputedStyle(document.querySelector('.mizan')).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
    page.wait_for_selector('body[data-jp-theme-light="false"]')
    assert page.evaluate(ground) == "rgb(22, 22, 22)"
    page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Light'})")
    page.wait_for_selector('body[data-jp-theme-light="true"]')
