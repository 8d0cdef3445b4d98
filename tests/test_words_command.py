"""The command `words`: what it prints, what it writes, what it refuses."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from words_corpus import corpus

from analysis.__main__ import main


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A coded corpus on disk, and the light lemmatiser."""
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path / "none"))
    return str(corpus().save(tmp_path / "results"))


def test_list_is_printed(results: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["words", "list", results]) == 0
    printed = capsys.readouterr().out
    assert "أذربيجان" in printed
    assert "light" in printed


def test_tables_are_written(results: str, tmp_path: Path) -> None:
    assert main(["words", "ngrams", results, "--n", "3", "--min", "1", "--out", str(tmp_path / "runs.csv")]) == 0
    assert (tmp_path / "runs.csv").read_bytes().startswith(b"\xef\xbb\xbfevent,")
    runs = pd.read_csv(tmp_path / "runs.csv", encoding="utf-8-sig")
    assert "وقف إطلاق النار" in runs["term"].tolist()
    where = str(tmp_path / "near.parquet")
    assert main(["words", "collocations", results, "--side", "russia", "--min", "1", "--out", where]) == 0
    assert pd.read_parquet(where)["rows"].str.fullmatch(r"[ab]:\d+-\d+(\|[ab]:\d+-\d+)*").all()


def test_stop_words_on_request(results: str, tmp_path: Path) -> None:
    out = str(tmp_path / "all.csv")
    assert main(["words", "list", results, "--all-words", "--min", "1", "--out", out]) == 0
    assert "إلى" in pd.read_csv(out, encoding="utf-8-sig")["term"].tolist()


def test_concordance_as_a_page(results: str, tmp_path: Path) -> None:
    out = tmp_path / "pages" / "lines.html"
    assert main(["words", "concordance", results, "--query", "وقف إطلاق النار", "--out", str(out)]) == 0
    page = out.read_text("utf-8")
    assert 'dir="rtl"' in page
    assert page.count("<tr>") == 4


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["list", "{}", "--out", "words.docx"], ".parquet"),
        (["list", "{}", "--out", "words.html"], "only a concordance"),
        (["concordance", "{}", "--query", "؟"], "no word"),
        (["list", "no/such/folder"], "no such folder"),
        (["accept", "no.csv", "--codebook", "mine"], "words actors"),
        (["list", "{}", "--by", "colour"], "colour"),
    ],
)
def test_refuses(results: str, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert main(["words", *(argument.format(results) for argument in arguments)]) == 2
    assert message in capsys.readouterr().err
