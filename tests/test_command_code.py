"""The command line as a user meets it: help that teaches, messages that name the file, exit codes to trust."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

import analysis
from analysis.__main__ import main


def test_the_seeds_from_page_to_tables(seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["code", str(seeds), "--out", str(tmp_path / "out")]) == 0
    assert "quotes" in capsys.readouterr().out
    assert len(analysis.load_coded(tmp_path / "out").articles) == 5


def test_help_shows_a_line_to_copy(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["code", "--help"])
    assert stopped.value.code == 0
    assert "python -m analysis code seeds --out results/seeds" in capsys.readouterr().out


def test_wrong_usage_is_exit_code_2() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["code"])
    assert stopped.value.code == 2


def test_no_such_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["code", str(tmp_path / "nothing"), "--out", str(tmp_path / "out")]) == 2
    assert "nothing" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_unknown_column_names_those_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("body,paper\nقال لافروف إن بلاده قلقة.,جريدة\n", "utf-8")
    assert main(["code", str(table), "--text", "corpus", "--out", str(tmp_path / "out")]) == 2
    message = capsys.readouterr().err
    assert "corpus" in message
    assert "body" in message


def test_the_manifest_keeps_which_columns_were_named(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("story,paper\nقال لافروف إن بلاده قلقة.,جريدة\n", "utf-8")
    assert main(["code", str(table), "--text", "story", "--outlet", "paper", "--out", str(tmp_path / "out")]) == 0
    manifest = analysis.load_coded(tmp_path / "out").manifest
    assert manifest["options"] == {"columns": {"text": "story", "outlet": "paper"}}
    assert analysis.code(analysis.load(table, text="story", outlet="paper")).manifest == manifest


def test_a_broken_codebook_line_stops_before_anything_is_written(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sides.csv").write_text("side,label_en,label_ar\nx,X\n", "utf-8")
    code = main(["code", str(seeds), "--out", str(tmp_path / "out"), "--codebook", str(tmp_path)])
    assert code == 2
    assert "sides.csv line 2" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_one_bad_article_lands_in_issues_and_the_others_are_coded(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("عنوان\n\nقال لافروف إن بلاده قلقة من التصعيد.", "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(bytes(range(256)) * 8)
    assert main(["code", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    coded = analysis.load_coded(tmp_path / "out")
    assert "good" in coded.articles["article_id"].tolist()
    assert coded.quotes["speaker"].tolist() == ["لافروف"]
    assert {"empty", "picture"} <= set(coded.issues["article_id"].dropna())


SAID = "قال لافروف إن بلاده قلقة."


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("mine.csv", bytes(range(256)) * 8, "mine.csv is not a text file"),
        ("mine.csv", b"", "mine.csv is empty"),
        ("mine.csv", f'"id,body\n1,{SAID}\n'.encode(), "mine.csv: its header opens a quotation mark"),
        ("mine.jsonl.gz", b"no gzip", "mine.jsonl.gz is no whole gzip file"),
        ("mine.jsonl.gz", gzip.compress(b'{"text": "x"}' * 99, mtime=0)[:30], "mine.jsonl.gz is no whole gzip file"),
        (
            "mine.csv.gz",
            gzip.compress(f"id,body\n1,{SAID}\n".encode(), mtime=0)[:40],
            "mine.csv.gz is no whole gzip file",
        ),
    ],
)
def test_a_broken_table_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(data)
    assert main(["code", str(tmp_path / name), "--out", str(tmp_path / "out")]) == 2
    assert message in capsys.readouterr().err


def test_a_cell_that_swallows_the_rest_of_a_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(f'id,body\n1,{SAID}\n2,"{SAID}\n3,{SAID}\n', "utf-8")
    assert main(["code", str(tmp_path / "mine.csv"), "--out", str(tmp_path / "out")]) == 1
    coded = analysis.load_coded(tmp_path / "out")
    assert coded.articles["text"].tolist() == [SAID, f"{SAID}\n3,{SAID}\n"]
    assert coded.issues.loc[coded.issues["code"] == "unclosed_cell", "article_id"].tolist() == ["2"]


def test_broken_metadata_of_a_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(SAID, "utf-8")
    (tmp_path / "articles.csv").write_text('article_id,outlet\na,"Paper\nb,Other\n', "utf-8")
    assert main(["code", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "articles.csv: row 1 opens a quotation mark" in capsys.readouterr().err


def test_a_file_where_the_tables_should_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(SAID, "utf-8")
    assert main(["code", str(tmp_path / "a.txt"), "--out", str(tmp_path / "a.txt")]) == 2
    assert "a.txt/unfinished: a file stands where a folder is needed" in capsys.readouterr().err
    assert (tmp_path / "a.txt").read_text("utf-8") == SAID


def test_importing_takes_less_than_a_second() -> None:
    probe = "import time; t = time.perf_counter(); import analysis; print(time.perf_counter() - t)"
    taken = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout
    assert float(taken) < 1.0


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = analysis.nothing


def test_a_table_of_nothing_but_a_header_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.csv").write_text("id,text,outlet\n", "utf-8")
    assert main(["code", str(tmp_path / "mine.csv"), "--out", str(tmp_path / "out")]) == 1
    assert "mine.csv: no row below the header; put one article a row there" in capsys.readouterr().err
