"""Articles in: ids, titles, issues, batches."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.corpus import Corpus, iter_batches, language, load
from analysis.tables import COLUMNS

TITLE = "باكو ويريفان تتبادلان الأسرى"
BODY = (
    "تبادلت أذربيجان وأرمينيا عددا من الأسرى، اليوم الثلاثاء، عند معبر حدودي بإشراف الوسطاء.\n"
    "وقال المتحدث باسم الوزارة إن العملية جرت من دون حوادث."
)


def rows(path: Path, *articles: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles), "utf-8")
    return path


def codes(corpus: Corpus, article_id: str | None = None) -> list[str]:
    issues = corpus.issues
    if article_id is not None:
        issues = issues[issues["article_id"] == article_id]
    return issues["code"].tolist()


def test_the_seeds(seeds: Path) -> None:
    corpus = load(seeds)
    articles = corpus.articles
    assert list(articles.columns[: len(COLUMNS["articles"])]) == list(COLUMNS["articles"])
    assert articles["article_id"].tolist() == ["000", "001", "002", "003", "004"]
    assert articles["outlet"].tolist() == [
        "Syria TV", "Unidentified (001)", "UrduPoint", "Asharq News", "Al Mayadeen",
    ]  # fmt: skip
    assert articles["outlet_confidence"].tolist() == ["high", "low", "high", "high", "medium"]
    assert articles["published"].tolist() == ["2020-10-02", "2020-10-06", "2020-09-28", "2022-09-13", "2020-10-01"]
    assert articles["agency"].isna().tolist() == [False, True, False, False, True]
    assert articles["encoding"].unique().tolist() == ["utf-8"]
    assert articles["source_path"].tolist() == [f"00{number}.txt" for number in range(5)]
    assert corpus.issues[["article_id", "code"]].to_numpy().tolist() == [
        ["001", "unknown_outlet"],
        ["004", "inferred_outlet"],
    ]
    for article in articles.itertuples():
        data = (seeds / article.source_path).read_bytes()
        assert article.text == data.decode("utf-8")
        assert article.sha256 == hashlib.sha256(data).hexdigest()
        assert article.title in article.text


def test_a_single_page_takes_its_row_of_articles_csv(seeds: Path) -> None:
    corpus = load(seeds / "003.txt")
    assert corpus.articles[["article_id", "outlet"]].to_numpy().tolist() == [["003", "Asharq News"]]
    assert corpus.issues.empty


def test_a_page_without_metadata_has_no_outlet(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{TITLE}\n\n{BODY}", "utf-8")
    corpus = load(tmp_path)
    assert corpus.articles["title"].tolist() == [TITLE]
    assert corpus.articles["outlet"].isna().all()
    assert codes(corpus) == ["unknown_outlet"]


def test_a_title_stands_before_a_text_that_lacks_it(tmp_path: Path) -> None:
    path = rows(
        tmp_path / "a.jsonl",
        {"id": "apart", "title": TITLE, "text": BODY, "outlet": "أ", "published": "2020-10-01"},
        {"id": "within", "title": TITLE, "text": f"{TITLE}\n{BODY}", "outlet": "أ"},
        {"id": "none", "text": f"{TITLE}\n\n{BODY}", "outlet": "أ"},
    )
    articles = load(path).articles.set_index("article_id")
    assert articles.loc["apart", "text"] == f"{TITLE}\n\n{BODY}"
    assert articles.loc["within", "text"] == f"{TITLE}\n{BODY}"
    assert articles.loc["none", "text"] == f"{TITLE}\n\n{BODY}"
    assert articles["title"].tolist() == [TITLE] * 3
    assert articles.loc["apart", "sha256"] == hashlib.sha256(BODY.encode()).hexdigest()


def test_an_id_that_is_used_twice(tmp_path: Path) -> None:
    articles = [{"id": name, "text": BODY, "outlet": "أ"} for name in ("a", "a~2", "a", "b", "a")]
    corpus = load(rows(tmp_path / "a.jsonl", *articles))
    assert corpus.articles["article_id"].tolist() == ["a", "a~2", "a~3", "b", "a~4"]
    assert codes(corpus) == ["duplicate_id", "duplicate_id"]


def test_an_id_like_one_that_was_made(tmp_path: Path) -> None:
    articles = [{"id": name, "text": BODY, "outlet": "أ"} for name in ("a", "a", "a~2")]
    ids = load(rows(tmp_path / "a.jsonl", *articles)).articles["article_id"].tolist()
    assert len(set(ids)) == 3


def test_an_id_that_only_looks_like_one_that_was_made(tmp_path: Path) -> None:
    names = ["a", "a~²", "a~" + "9" * 5000]
    articles = [{"id": name, "text": BODY, "outlet": "أ"} for name in names]
    assert load(rows(tmp_path / "a.jsonl", *articles)).articles["article_id"].tolist() == names


def test_without_an_id_it_is_a_hash_of_the_text(tmp_path: Path) -> None:
    corpus = load(rows(tmp_path / "a.jsonl", {"text": BODY, "outlet": "أ"}))
    assert corpus.articles["article_id"].tolist() == [hashlib.sha256(BODY.encode()).hexdigest()[:16]]


def test_bad_articles_are_issues_and_the_others_load(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_text(" \n\u200f\n", "utf-8")
    (tmp_path / "good.txt").write_text(f"{TITLE}\n\n{BODY}", "utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "report.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "windows.txt").write_bytes(f"{TITLE}\n\n{BODY}".encode("cp1256"))
    corpus = load(tmp_path)
    assert corpus.articles["article_id"].tolist() == ["good", "windows"]
    assert corpus.articles["encoding"].tolist() == ["utf-8", "windows-1256"]
    assert {name: codes(corpus, name) for name in ("empty", "blank", "picture", "report", "windows")} == {
        "empty": ["empty_article"],
        "blank": ["empty_article"],
        "picture": ["not_text"],
        "report": ["not_text"],
        "windows": ["encoding", "unknown_outlet"],
    }


def test_nulls_and_half_surrogates_do_not_crash(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "outlet": "أ", "text": "قال\\u0000 الوزير \\ud800 إنه سيعود."}\n', "utf-8")
    corpus = load(path)
    assert corpus.articles["text"].tolist() == ["قال\0 الوزير \ufffd إنه سيعود."]
    assert corpus.issues[["start", "end", "code"]].to_numpy().tolist() == [[12, 13, "undecodable_bytes"]]


def test_dates_that_cannot_be_read_are_issues(tmp_path: Path) -> None:
    dates = ["٢ تشرين الأول ٢٠٢٠", "25 شوال 1436 هـ", "02/10/2020", ""]
    articles = [{"id": str(n), "text": BODY, "outlet": "أ", "date": date} for n, date in enumerate(dates)]
    corpus = load(rows(tmp_path / "a.jsonl", *articles))
    assert corpus.articles["published"].fillna("-").tolist() == ["2020-10-02", "-", "-", "-"]
    assert corpus.articles["published_latest"].fillna("-").tolist() == ["-", "-", "2020-10-02", "-"]
    assert codes(corpus) == ["unreadable_date", "unreadable_date"]


def test_metadata_rows_without_files_and_unsafe_ids(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, "utf-8")
    secret = tmp_path.parent / "secret.txt"
    secret.write_text("سر لا يقرأ", "utf-8")
    with (tmp_path / "articles.csv").open("w", encoding="utf-8-sig", newline="") as target:
        csv.writer(target).writerows(
            [["article_id", "outlet"], ["a", "الميادين"], ["../secret", "أ"], ["/etc/passwd", "أ"], ["b", "أ"]]
        )
    corpus = load(tmp_path)
    assert corpus.articles[["article_id", "outlet"]].to_numpy().tolist() == [["a", "الميادين"]]
    assert sorted(codes(corpus)) == ["no_file"] * 3


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("سر لا يقرأ", "utf-8")
    (folder / "a.txt").write_text(BODY, "utf-8")
    (folder / "b.txt").symlink_to(tmp_path / "secret.txt")
    corpus = load(folder)
    assert corpus.articles["article_id"].tolist() == ["a"]
    assert codes(corpus, "b") == ["unsafe_path"]


def test_folders_within_folders(tmp_path: Path) -> None:
    for name in ("أ/1.txt", "ب/1.txt", "ب/.hidden/2.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(BODY, "utf-8")
    assert load(tmp_path).articles["article_id"].tolist() == ["أ-1", "ب-1"]


def test_several_paths(tmp_path: Path, seeds: Path) -> None:
    path = rows(tmp_path / "a.jsonl", {"id": "a", "text": BODY, "outlet": "أ"})
    assert load([seeds / "000.txt", path]).articles["article_id"].tolist() == ["000", "a"]
    with pytest.raises(ValueError, match="no path"):
        load([])


@pytest.mark.parametrize(
    ("name", "content", "error", "message"),
    [
        ("missing.csv", None, FileNotFoundError, "no such file or folder: .*missing.csv"),
        ("a.zip", b"PK\x03\x04", ValueError, "a.zip is an archive: unpack it"),
        ("a.pkl", b"\x80\x04", ValueError, "a.pkl is an archive"),
        ("a.exe", b"MZ", ValueError, "files of this kind are not read"),
        ("a.csv", b"", ValueError, "a.csv is empty"),
        ("a.csv", b"id,titel\n1,x\n", ValueError, "a.csv: no column looks like the text.*Its columns are: id, titel"),
        ("a.jsonl", b"[1, 2]\n", ValueError, "a.jsonl holds no JSON objects"),
        ("a.parquet", b"nonsense", ValueError, "a.parquet is not a Parquet file"),
        ("a.xlsx", b"nonsense", ValueError, "a.xlsx is not an Excel workbook"),
    ],
)
def test_a_bad_input_gets_a_clear_message(
    tmp_path: Path, name: str, content: bytes | None, error: type[Exception], message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=message):
        load(tmp_path / name)


def test_an_unknown_column_is_named_with_those_that_are_there(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", {"id": "a", "body": BODY, "outlet": "أ"})
    with pytest.raises(ValueError, match=r"no column 'content' .*Its columns are: id, body, outlet"):
        load(path, text="content")
    (tmp_path / "b.txt").write_text(BODY, "utf-8")
    with pytest.raises(ValueError, match=r"outlet='paper' names a column, but .* has no articles.csv"):
        load(tmp_path, outlet="paper")


def test_a_folder_of_nothing_says_what_is_in_it(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no articles"):
        load(tmp_path)
    rows(tmp_path / "corpus.jsonl", {"text": BODY})
    with pytest.raises(ValueError, match=r"It holds corpus.jsonl: load the file itself"):
        load(tmp_path)


def test_a_media_cloud_export_says_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "mc.csv"
    path.write_text("id,indexed_date,language,media_name,media_url,publish_date,title,url\n", "utf-8")
    with pytest.raises(ValueError, match="Media Cloud"):
        load(path)


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_batches_put_together_are_the_corpus(tmp_path: Path, size: int) -> None:
    articles = [{"id": name, "text": BODY, "outlet": "أ", "section": name} for name in "abcad"]
    path = rows(tmp_path / "a.jsonl", *articles)
    whole, batches = load(path), list(iter_batches(path, size))
    assert len(batches[0].articles) == min(size, 5)
    for table in ("articles", "issues"):
        together = pd.concat([getattr(batch, table) for batch in batches], ignore_index=True)
        pd.testing.assert_frame_equal(together, getattr(whole, table))


def test_columns_that_the_contract_does_not_name_stay(tmp_path: Path) -> None:
    path = rows(
        tmp_path / "a.jsonl", {"id": "a", "text": BODY, "outlet": "أ", "url": "https://a.example", "n_tokens": 3}
    )
    articles = load(path).articles
    assert articles.columns[-1] == "url"
    assert articles["url"].tolist() == ["https://a.example"]
    assert articles["n_tokens"].isna().all()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BODY, "ar"),
        ("The minister said no.", None),
        ("وزیر خارجه گفت که این کشور پیشنهاد را می‌پذیرد", None),
        ("", None),
    ],
)
def test_language(text: str, expected: str | None) -> None:
    assert language(text) == expected


def test_a_text_that_is_not_arabic_is_an_issue(tmp_path: Path) -> None:
    corpus = load(rows(tmp_path / "a.jsonl", {"id": "a", "text": "The minister said no.", "outlet": "a"}))
    assert codes(corpus) == ["not_arabic"]


def test_the_same_input_gives_the_same_tables(seeds: Path) -> None:
    first, second = load(seeds), load(seeds)
    assert first.articles.equals(second.articles)
    assert first.issues.equals(second.issues)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200), title=st.none() | st.text(max_size=40))
def test_any_text_loads_or_is_an_issue(tmp_path: Path, text: str, title: str | None) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text, "title": title, "outlet": "أ"}) + "\n", "utf-8")
    corpus = load(path)
    assert len(corpus.articles) == 1 or "empty_article" in codes(corpus)


def test_a_folder_that_may_not_be_entered_is_an_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("قال لافروف إن بلاده قلقة.", "utf-8")
    (tmp_path / "locked").mkdir()
    enter = os.scandir

    def refusing(path: str) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", path)
        return enter(path)

    monkeypatch.setattr(os, "scandir", refusing)  # the tests may run as root, whom no lock stops
    corpus = load(tmp_path)
    assert corpus.articles["article_id"].tolist() == ["a"]
    found = corpus.issues[corpus.issues["code"] == "unreadable"]
    assert found["message"].tolist() == ["the folder locked cannot be read: Permission denied"]
