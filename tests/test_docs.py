"""The site builds with every link; every block and command of README, CONTRIBUTING and docs/ does what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from documents import ROOT, Runner, blocks, commands
from openpyxl import Workbook

from analysis import spreadsheets
from analysis.__main__ import main, parser
from analysis.tables import COLUMNS

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
NOT_RUN = {
    "make figures": ".ci/run runs it",
    "make test": ".ci/run runs it",
    "PIP_EXTRA_INDEX_URL=ADDRESS make figures": "the same, with an address that the reader looks up",
    "conda env create -f environment.yml": "needs conda; test_environment.py compares the pins",
    "conda activate mizan": "needs conda",
    "pytest": "is this very run",
    "jupyter lab notebooks": "test_lab_browser.py opens it",
    "python -m analysis figures results/seeds --out figures --lang both": "the Makefile's line, which .ci/run runs",
    "python -m analysis benchmark --corpus ../shared/sample/articles.jsonl.gz": "needs a corpus that is not ours",
    "python -m analysis benchmark --articles 1000000 --workers 8": "takes hours",
}


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Code the seeds."""
    folder = tmp_path_factory.mktemp("coded") / "seeds"
    assert main(["code", str(ROOT / "seeds"), "--out", str(folder)]) == 0
    return folder


@pytest.fixture
def reader(tmp_path: Path, coded: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as somebody has it who came as far as a page: a clone, coded seeds, articles of his own."""
    monkeypatch.chdir(tmp_path)
    for name in ("seeds", "examples", "docs", "README.md"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in ("seeds", "mine"):
        shutil.copytree(coded, tmp_path / "results" / name)
    shutil.copy(ROOT / "examples" / "nile_dam.csv", tmp_path / "my_articles.csv")
    pd.read_csv("my_articles.csv").to_json("mine.jsonl", orient="records", lines=True)
    return tmp_path


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="mkdocs is in the dev extra")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, done.stderr
    for page in ("index.html", "tutorial.ar/index.html", "howto.ar/index.html", "method.ar/index.html"):
        assert 'dir="rtl"' in (tmp_path / page).read_text("utf-8")
    assert "F1 يساوي" in (tmp_path / "method.ar" / "index.html").read_text("utf-8")
    assert (tmp_path / "codebook_page.html").stat().st_size > 100_000


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "CONTRIBUTING.md"], ids=lambda p: p.name)
def test_every_block_of_a_page_does_what_it_says(page: Path, reader: Path) -> None:
    if page.name in ("corrections.md", "README.md"):
        shutil.copytree(ROOT / "seeds", reader / "my_articles")  # these pages speak of rows of the seeds
    if page.parent.name == "classroom":
        (reader / "class").mkdir()
        for sheet in sorted((page.parent / "examples").glob("*.csv")):
            book = Workbook()
            rows = [row.cells for row in spreadsheets.read(sheet, ())]
            for cells in (list(rows[0]), *(list(row.values()) for row in rows)):
                book.active.append(cells)
            book.save(reader / "class" / f"{sheet.stem}.xlsx")
    runner = Runner(reader)
    for block in blocks(page.read_text("utf-8")):
        if not (block.language == "sh" and set(commands(block)) & set(NOT_RUN)):
            runner.run(block)
            continue
        for line in commands(block):
            if line not in NOT_RUN:
                runner.command(line)


def test_the_five_tasks_of_contributing_work_as_written(reader: Path) -> None:
    runner = Runner(reader)
    changes = []
    for block in blocks((ROOT / "CONTRIBUTING.md").read_text("utf-8")):
        runner.run(block)
        if "codebook diff ours" in block.text:
            changes.append(runner.printed)
    verb, role, furniture = changes
    assert verb.count("appears  quotes") == 1
    assert "العقوبات لن توقف القتال" in verb
    assert role.count("appears  roles") == 1
    assert re.search(r"vanishes mentions app:\d+  روسيا", furniture)
    assert (reader / "results" / "figures" / "who_is_silent.ar.html").is_file()
    speakers = (reader / "results" / "elections_figures" / "who_speaks.ar.html").read_text("utf-8")
    assert "المعارضة" in speakers  # as the scholar's own sides.csv calls it


def test_no_reason_is_left_for_a_command_that_no_page_has() -> None:
    lines = {line for page in PAGES for block in blocks(page.read_text("utf-8")) for line in commands(block)}
    assert set(NOT_RUN) <= lines


def test_what_is_not_run_is_at_least_understood() -> None:
    for line in NOT_RUN:
        if line.startswith("python -m analysis "):
            parser().parse_args(line.split()[3:])


def test_every_column_is_explained() -> None:
    page = (ROOT / "docs" / "tables.md").read_text("utf-8")
    named = set(re.findall(r"`(\w+)`", page))
    assert {name for columns in COLUMNS.values() for name in columns} - named == set()
    assert re.findall(r"^## (\w+)$", page, re.MULTILINE) == list(COLUMNS)


def test_the_codebook_page_names_every_file() -> None:
    page = (ROOT / "docs" / "codebook.md").read_text("utf-8")
    files = {path.name for path in (ROOT / "analysis" / "codebook").iterdir() if path.suffix in (".csv", ".yaml")}
    assert files <= set(re.findall(r"`([\w.]+)`", page))
