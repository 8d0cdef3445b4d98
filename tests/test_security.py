"""What a corpus or a codebook cannot do, whoever wrote it: the promises of SECURITY.md that no other test keeps."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import analysis
from analysis.__main__ import main
from analysis.classroom import answers as classroom_answers
from analysis.codebook import CodebookError
from analysis.codebook import read as read_codebook

IDS = ["../../evil", "/etc/evil", "..", "a/b\\c", "=cmd|calc", "<b>\"&'", "\u202eevil", "-rf", "%2e%2e%2f", "a" * 300]
MARKUP = '<script>alert(1)</script><img src=x onerror="alert(2)">'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A coded corpus whose ids, outlets, titles, events and texts attack whatever is made of them."""
    folder = tmp_path_factory.mktemp("hostile")
    text = f"قال {MARKUP} لافروف إن «=1+1 {MARKUP} بلاده قلقة». واتهم أردوغان روسيا بقصف {MARKUP} المدنيين."
    rows = [
        {"id": name, "text": text, "title": f"{MARKUP} عنوان", "outlet": "=1+1", "event": MARKUP, "desk": "@SUM(1)"}
        for name in IDS
    ]
    (folder / "pages.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert main(["code", str(folder / "pages.jsonl"), "--out", str(folder / "coded")]) == 0
    return folder / "coded"


@pytest.mark.parametrize(
    "command",
    [["read"], ["exchange", "export", "--to", "inception"], ["exchange", "export", "--to", "label-studio"]],
    ids=["reader", "inception", "label studio"],
)
def test_nothing_is_written_outside_the_output_folder(hostile: Path, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "in").mkdir()
    out = tmp_path / "in" / "out"
    assert main([*command, str(hostile), "--out", str(out)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["out"]
    assert any(out.rglob("*"))


@pytest.fixture
def controls(tmp_path: Path) -> Path:
    """A coded corpus with controls and halves of characters in ids, titles, outlets and texts."""
    text = "قال\x00 لافروف\x1b إن \ud800بلاده\x07 قلقة. واتهم أردوغان روسيا بقصف \x0bالمدنيين\ufffe."
    row = {"id": "a\x00b\ud800", "title": "عنوان\x08\udfff", "outlet": "جر\x00يدة\ud800", "text": text}
    (tmp_path / "pages.jsonl").write_text(json.dumps(row), "utf-8")
    assert main(["code", str(tmp_path / "pages.jsonl"), "--out", str(tmp_path / "coded")]) == 0
    return tmp_path / "coded"


def test_controls_and_halves_of_characters_stop_no_export(controls: Path, tmp_path: Path) -> None:
    coded = analysis.load_coded(controls)
    assert coded.articles["article_id"].tolist() == ["a\ufffdb\ufffd"]
    assert coded.issues["message"].str.contains("half a surrogate pair|no name can").sum() == 3
    assert main(["classroom", "sheet", str(controls), "--out", str(tmp_path / "class")]) == 0
    for name in ("sheet.xlsx", "sheet.csv"):
        filled = classroom_answers.read([tmp_path / "class" / name], coded)
        assert len(filled[0].answers) == len(coded.sentences), name
    for tool in ("inception", "label-studio", "doccano"):
        assert main(["exchange", "export", str(controls), "--to", tool, "--out", str(tmp_path / tool)]) == 0
    back = ["exchange", "import", str(tmp_path / "inception"), "--from", "inception", "--coded", str(controls)]
    assert main([*back, "--by", "A", "--out", str(tmp_path / "back")]) == 0
    assert main(["read", str(controls), "--out", str(tmp_path / "pages")]) == 0


def test_no_markup_of_an_article_is_markup_of_a_page(hostile: Path, tmp_path: Path) -> None:
    assert main(["read", str(hostile), "--out", str(tmp_path)]) == 0
    assert main(["words", "concordance", str(hostile), "--query", "قلقة", "--out", str(tmp_path / "lines.html")]) == 0
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > len(IDS)
    for page in pages:
        html = page.read_text("utf-8")
        assert "<script>alert" not in html
        assert "<img" not in html


def test_no_cell_of_a_table_is_a_formula(hostile: Path, tmp_path: Path) -> None:
    analysis.load_coded(hostile).save(tmp_path, format="csv")
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                assert not [cell for cell in row if cell[:1] in "=+-@\t\r" and cell], path.name
    assert analysis.load_coded(tmp_path).articles["article_id"].tolist() == IDS


def test_a_codebook_that_asks_to_run_something_is_refused(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    (tmp_path / "frames.yaml").write_text(f"x: !!python/object/apply:os.system ['touch {trace}']\n", "utf-8")
    with pytest.raises(CodebookError, match=r"frames\.yaml line 1: not valid YAML"):
        read_codebook(tmp_path)
    assert not trace.exists()


def test_an_xml_file_cannot_make_us_read_another(hostile: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("سر لا يعرفه أحد", "utf-8")
    assert main(["exchange", "export", str(hostile), "--to", "inception", "--out", str(tmp_path / "xmi")]) == 0
    for path in (tmp_path / "xmi").glob("*.xmi"):
        text = path.read_text("utf-8")
        head, declaration, rest = text.partition("?>")
        entity = f'<!DOCTYPE x [<!ENTITY secret SYSTEM "{secret.as_uri()}">]>'
        path.write_text(head + declaration + entity + rest.replace('sofaString="', 'sofaString="&secret;', 1), "utf-8")
    arguments = ["exchange", "import", str(tmp_path / "xmi"), "--from", "inception", "--coded", str(hostile)]
    assert main([*arguments, "--by", "A", "--out", str(tmp_path / "back")]) in (0, 1, 2)
    for path in (tmp_path / "back").rglob("*"):
        assert "سر لا يعرفه أحد" not in path.read_text("utf-8")
