"""The contract: columns, missing values, what is saved comes back, and a failed save destroys nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import saving, tables
from analysis.tables import COLUMNS, Coded


@pytest.fixture(scope="module")
def coded(seeds: Path) -> Coded:
    return analysis.code(analysis.load(seeds))


def test_every_table_has_its_columns_from_the_first_day(coded: Coded) -> None:
    for name, data in coded.tables():
        assert list(data.columns)[: len(COLUMNS[name])] == list(COLUMNS[name])
        assert {column: str(data[column].dtype) for column in COLUMNS[name]} == COLUMNS[name]


def test_every_offset_slices(coded: Coded) -> None:
    texts = coded.articles.set_index("article_id")["text"]
    pairs = [("start", "end")]
    for name, data in coded.tables():
        own = [(c, c.replace("_start", "_end")) for c in data.columns if c.endswith("_start")]
        for start, end in (pairs if "start" in data else []) + own:
            for article_id, a, b in data[["article_id", start, end]].dropna().itertuples(index=False):
                assert 0 <= a <= b <= len(texts[article_id]), name
            surface = start.removesuffix("_start")
            if surface in data.columns and start != "start":
                rows = data.dropna(subset=[start, surface])
                for row in rows[["article_id", start, end, surface]].itertuples(index=False):
                    assert texts[row[0]][row[1] : row[2]] == row[3]
    for quote in coded.quotes.itertuples():
        assert texts[quote.article_id][quote.start : quote.end] == quote.text


def test_missing_is_na_and_never_a_word(coded: Coded) -> None:
    for _, data in coded.tables():
        for column in data.select_dtypes("string"):
            assert not data[column].isin(["", "None", "nan", "-1", "<NA>"]).any(), column


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_what_is_saved_comes_back(coded: Coded, tmp_path: Path, kind: str) -> None:
    again = analysis.load_coded(coded.save(tmp_path, format=kind))
    for name, data in coded.tables():
        pd.testing.assert_frame_equal(getattr(again, name), data)
    assert again.manifest == coded.manifest


def test_the_same_input_gives_the_same_bytes(coded: Coded, seeds: Path, tmp_path: Path) -> None:
    coded.save(tmp_path / "one")
    analysis.code(analysis.load(seeds)).save(tmp_path / "two")
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_csv_opens_in_a_spreadsheet_without_running_anything(tmp_path: Path) -> None:
    risky = tables.frame("issues", [("=1+1", 0, 1, "@x", "نص, بفاصلة"), ("a", None, None, "b", "-2")])
    shown = saving.for_spreadsheet(risky)
    assert shown["article_id"].tolist() == ["'=1+1", "a"]
    assert shown["message"].tolist() == ["نص, بفاصلة", "'-2"]


def test_the_name_of_a_column_runs_nothing_either(coded: Coded, tmp_path: Path) -> None:
    own = replace(coded, articles=coded.articles.assign(**{"=1+1": pd.array(["-2"] * 5, dtype="string")}))
    own.save(tmp_path, format="csv")
    header = (tmp_path / "articles.csv").read_text("utf-8-sig").partition("\n")[0]
    assert header.endswith(",'=1+1")
    assert analysis.load_coded(tmp_path).articles["=1+1"].tolist() == ["-2"] * 5


def test_what_a_killed_process_was_writing_is_cleared_away(coded: Coded, tmp_path: Path) -> None:
    (tmp_path / ".writing-x1y2").mkdir()
    (tmp_path / ".writing-x1y2" / "quotes.parquet").write_bytes(b"PAR1 half of a t")
    coded.save(tmp_path)
    assert not list(tmp_path.glob(".*"))


def test_csv_begins_with_a_byte_order_mark(coded: Coded, tmp_path: Path) -> None:
    coded.save(tmp_path, format="csv")
    assert (tmp_path / "quotes.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_any_page_comes_back_from_csv(tmp_path: Path) -> None:
    speech = "قال لافروف إن «بلاده قلقة»."
    pages = [
        "'=1+1\n" + speech,
        "''-" + speech,
        "عنوان\r" + speech,
        "عنوان\r\n" + speech,
        '"' + speech + '""',
        "\t" + speech,
    ]
    (tmp_path / "pages").mkdir()
    for number, page in enumerate(pages):
        (tmp_path / "pages" / f"{number}.txt").write_bytes(page.encode())
    coded = analysis.code(analysis.load(tmp_path / "pages"))
    assert coded.articles["text"].tolist() == pages
    again = analysis.load_coded(coded.save(tmp_path / "out", format="csv"))
    for name, data in coded.tables():
        pd.testing.assert_frame_equal(getattr(again, name), data)


def test_a_failed_save_leaves_the_old_tables(coded: Coded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coded.save(tmp_path)
    before = (tmp_path / "quotes.parquet").read_bytes()

    def full_disk(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setitem(saving._WRITERS, "parquet", full_disk)
    with pytest.raises(OSError, match="No space left"):
        coded.save(tmp_path)
    assert (tmp_path / "quotes.parquet").read_bytes() == before
    assert analysis.load_coded(tmp_path).manifest == coded.manifest


def test_an_incomplete_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such folder"):
        analysis.load_coded(tmp_path / "missing")
    with pytest.raises(FileNotFoundError, match=r"has no articles\.parquet or articles\.csv"):
        analysis.load_coded(tmp_path)


def test_an_unknown_format_is_refused(coded: Coded, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="format 'xlsx' is not known"):
        coded.save(tmp_path, format="xlsx")


def test_hazards_of_the_seeds_that_no_other_test_holds(coded: Coded, seeds: Path) -> None:
    found = coded.mentions.groupby(["article_id", "surface"])
    assert set(found.get_group(("001", "الأرمنيي"))["side"]) == {"armenia"}  # a letter lost
    blinken = {found.get_group(("003", name))["actor_id"].iloc[0] for name in ("بلينكين", "بلينكن")}
    assert blinken == {"person:blinken"}
    assert (seeds / "003.txt").read_text("utf-8").count('"') == 33  # one is alone
    lone = coded.issues[coded.issues["code"] == "unbalanced_mark"]
    assert lone["article_id"].tolist() == ["003"]
    article = coded.articles.set_index("article_id").loc["002"]
    assert article["n_tokens_all"] - article["n_tokens"] >= 80  # two paragraphs that stand twice
