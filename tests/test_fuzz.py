"""Whatever stands in a page, a file or a row of a table: rows that keep the rules, or a message; never a crash."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from fuzz import HOSTILE, check, texts, titles
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analysis
from analysis import codebook
from analysis.coding.article import code_article, coder

SAME_FOLDER = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
CELLS = st.one_of(
    st.text(max_size=20),
    st.sampled_from([piece for piece in HOSTILE if piece.isprintable()]),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.lists(st.integers(), max_size=2),
)


@given(texts(), titles())
def test_any_page(text: str, title: str | None) -> None:
    check(text, title)


@pytest.mark.parametrize("piece", HOSTILE)
def test_every_hostile_piece_in_the_middle_of_a_report(piece: str) -> None:
    check(
        f"عنوان\n\nقال {piece} لافروف إن {piece}بلاده{piece} «قلقة {piece}» {piece}\n\n{piece}وأضاف أن روسيا {piece}",
        None,
    )


@SAME_FOLDER
@given(st.one_of(st.binary(max_size=300), texts(10).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_as_a_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "page.txt").write_bytes(data)
    coded = analysis.code(analysis.load(tmp_path))
    for row in coded.quotes.itertuples():
        assert coded.articles["text"][0][row.start : row.end] == row.text
    assert len(coded.articles) or len(coded.issues)


@SAME_FOLDER
@given(
    st.lists(st.dictionaries(st.sampled_from(["id", "title", "outlet", "date", "event", "desk"]), CELLS), max_size=4)
)
def test_any_cells_in_a_table(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    path = tmp_path / "pages.jsonl"
    text = "قال لافروف إن بلاده قلقة من التصعيد."
    path.write_text("\n".join(json.dumps({"text": text, **row}) for row in [{}, *rows]), "utf-8")
    coded = analysis.code(analysis.load(path))
    assert len(coded.articles) == len(rows) + 1
    assert coded.articles["article_id"].is_unique
    saved = analysis.load_coded(coded.save(tmp_path / "out", format="csv"))
    assert saved.articles["text"].tolist() == coded.articles["text"].tolist()


@pytest.mark.parametrize("piece", ["ا", "«", '"', "(", "َ", " ", "\x00", "\u202e", "<b>", "كلمة ", "سطر قصير\n"])
def test_a_megabyte_of_one_thing_takes_seconds(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    begun = time.process_time()
    code_article("t", text, None, coder(codebook.read()))
    assert time.process_time() - begun < 30
