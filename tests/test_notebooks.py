"""The notebooks: executed, bilingual, thin; what they print cannot change unseen; they work on somebody else's corpus.

That every cell still gives its committed output is checked by nbval, which `pytest` runs on the notebooks themselves.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
COURSE = [path for path in NOTEBOOKS if re.match("0[0-8]_", path.name)]
ARABIC = re.compile("[\u0620-\u064a]")
LINES = 10
WIDTH = 115
"""The most lines of a code cell (one call and what it needs) and characters of a line (what a window shows)."""


def named(paths: list[Path]) -> Any:
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.stem)


def cells(path: Path, kind: str) -> list[Any]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def test_the_course_is_complete() -> None:
    assert [path.stem for path in COURSE] == [
        "00_start",
        "01_corpus",
        "02_who_speaks",
        "03_who_is_blamed",
        "04_turkey_and_russia",
        "05_names_and_frames",
        "06_words_and_keyness",
        "07_how_good_is_the_machine",
        "08_your_own_corpus",
    ]


@named(NOTEBOOKS)
def test_every_cell_was_run_in_order_without_an_error_or_a_warning(path: Path) -> None:
    """A notebook without outputs would pass nbval with nothing compared."""
    code = cells(path, "code")
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    outputs = [output for cell in code for output in cell.outputs]
    assert len(outputs) >= len(code) - 2
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]


@named(NOTEBOOKS)
def test_it_is_valid_and_says_nothing_of_the_machine_it_ran_on(path: Path) -> None:
    nbformat.validate(nbformat.read(path, as_version=4))
    raw = path.read_text("utf-8")
    assert not re.search(r"/(home|root|Users|tmp|work)/|site-packages", raw)


@named(NOTEBOOKS)
def test_headings_and_prose_are_in_both_languages(path: Path) -> None:
    prose = [cell.source for cell in cells(path, "markdown")]
    assert prose[0].startswith("# ")
    for source in prose:
        english = source.partition('<div dir="rtl"')[0]
        assert re.search("[a-z]{3}", english)
        assert ARABIC.search(source), source
        if "<div" in source:  # what stands in such a block is Markdown only after a blank line
            assert '<div dir="rtl" lang="ar">\n\n' in source
            assert source.rstrip().endswith("\n\n</div>")
            arabic = source.partition('lang="ar">')[2].partition("</div>")[0].split("\n")
            # JupyterLab aligns paragraphs to the left, also in a block that runs right to left
            assert not [
                line for line in arabic if line and not line.startswith(("### ", '<p style="text-align: right">'))
            ]


@named(COURSE)
def test_it_warns_of_what_five_articles_do_not_show(path: Path) -> None:
    prose = " ".join(cell.source for cell in cells(path, "markdown"))
    assert re.search(r"(?i)do not|does not|cannot|no p-value|nothing more", prose)


@named(NOTEBOOKS)
def test_code_cells_are_thin_and_hold_no_arabic(path: Path) -> None:
    """JupyterLab shows code left to right and would reorder it."""
    for cell in cells(path, "code"):
        assert len(cell.source.splitlines()) <= LINES, cell.source
        assert max(map(len, cell.source.splitlines())) <= WIDTH, cell.source
        assert not ARABIC.search(cell.source), cell.source


@named(COURSE)
def test_tables_with_arabic_run_right_to_left(path: Path) -> None:
    tables = [
        "".join(output.data["text/html"])
        for cell in cells(path, "code")
        for output in cell.outputs
        if "<table" in "".join(output.get("data", {}).get("text/html", ""))
    ]
    assert tables
    for html in tables:
        body = re.sub(r"<thead>.*?</thead>", "", html, flags=re.DOTALL)
        assert 'dir="rtl"' in html or not ARABIC.search(body)


def test_links_between_notebooks_lead_somewhere() -> None:
    for path in COURSE:
        for cell in cells(path, "markdown"):
            for target in re.findall(r"\]\(([^)#]+\.ipynb)\)", cell.source):
                assert (path.parent / target).is_file(), f"{path.name} links to {target}"


def run_nbval(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml")]
    sanitize = (
        f"--override-ini=addopts=--nbval --nbval-current-env --nbval-sanitize-with={ROOT}/tests/nbval_sanitize.cfg"
    )
    return subprocess.run(
        [*command, f"--rootdir={folder}", sanitize, str(folder / "notebooks")],
        cwd=folder, capture_output=True, text=True, timeout=300,
    )  # fmt: skip


def test_nbval_passes_and_fails_when_a_number_has_changed(tmp_path: Path) -> None:
    notebook = nbformat.read(ROOT / "notebooks/00_start.ipynb", as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"][:3]
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    copy = tmp_path / "notebooks/copy.ipynb"
    nbformat.write(notebook, copy)
    passed = run_nbval(tmp_path)
    assert passed.returncode == 0, passed.stdout

    figure = next(cell for cell in notebook.cells if "with_caption(figure)" in cell.source)
    shown = figure.outputs[0].data["application/vnd.plotly.v1+json"]
    before = json.dumps(shown)
    changed = re.sub(r"(\d+) (\(\d+%\))", lambda found: f"{int(found[1]) + 1} {found[2]}", before, count=1)
    assert changed != before
    figure.outputs[0].data["application/vnd.plotly.v1+json"] = json.loads(changed)
    table = next(cell for cell in notebook.cells if cell.source.startswith("table("))
    html = table.outputs[0].data["text/html"]
    table.outputs[0].data["text/html"] = re.sub(
        r">(\d+)</td>", lambda found: f">{int(found[1]) + 1}</td>", html, count=1
    )
    nbformat.write(notebook, copy)
    failed = run_nbval(tmp_path)
    assert failed.returncode == 1
    assert len(re.findall("^FAILED", failed.stdout, re.MULTILINE)) == 2, failed.stdout


def test_the_last_notebook_runs_on_another_corpus_in_arabic(tmp_path: Path) -> None:
    papermill = pytest.importorskip("papermill")
    articles = [
        ("صحيفة أ", "قال وزير الخارجية الروسي سيرغي لافروف إن موسكو تعرض وساطتها بين الطرفين."),
        ("صحيفة ب", 'وأضاف المتحدث باسم الخارجية التركية: "نقف إلى جانب أذربيجان".'),
        ("صحيفة ب", "اتهمت وزارة الدفاع الأرمينية القوات الأذربيجانية بقصف القرى الحدودية."),
    ]
    rows = ["id,source,date,title,body"]
    rows += [
        f'n{number},{outlet},2020-10-0{number + 1},خبر {number},"{text.replace(chr(34), chr(34) * 2)}"'
        for number, (outlet, text) in enumerate(articles)
    ]
    (tmp_path / "mine.csv").write_text("\n".join(rows) + "\n", "utf-8")
    done = papermill.execute_notebook(
        ROOT / "notebooks/08_your_own_corpus.ipynb",
        tmp_path / "done.ipynb",
        parameters={"source": str(tmp_path / "mine.csv"), "lang": "ar"},
        cwd=str(tmp_path),
        progress_bar=False,
        log_output=False,
    )
    shown = json.dumps(done, ensure_ascii=False)
    assert "لافروف" in shown
    assert "صحيفة ب" in shown
    last = done.cells[-1].outputs[-1].data["text/html"]
    assert 'lang="ar" dir="rtl"' in last
    assert "اقتباس غير مباشر" in last


def test_each_notebook_has_cells_in_an_order_that_a_reader_can_follow() -> None:
    """Never more than three code cells without a word."""
    for path in COURSE:
        kinds = "".join(cell.cell_type[0] for cell in nbformat.read(path, as_version=4).cells)
        assert "cccc" not in kinds, path.name
