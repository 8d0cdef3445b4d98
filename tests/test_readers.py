"""Folders, pages and tables as other programs write them."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus import load

TITLE = "باكو ويريفان تتبادلان الأسرى"
BODY = (
    "تبادلت أذربيجان وأرمينيا عددا من الأسرى، اليوم الثلاثاء، عند معبر حدودي؛ بإشراف الوسطاء.\n"
    'وقال المتحدث: "جرت العملية من دون حوادث"، وأضاف أن غيرها سيتبع.'
)
WHOLE = f"{TITLE}\n\n{BODY}"
COLUMNS = ["id", "outlet", "date", "title", "text"]
ROW = ["007", "الميادين", "2 تشرين الأول 2020", TITLE, BODY]


def only(path: Path, **columns: str) -> dict[str, object]:
    """The one article of a corpus, without what is missing."""
    corpus = load(path, **columns)
    assert len(corpus.articles) == 1, corpus.issues.to_string()
    return {name: value for name, value in corpus.articles.iloc[0].items() if pd.notna(value)}


def check(article: dict[str, object]) -> None:
    assert {name: article[name] for name in ("article_id", "outlet", "published", "title", "text")} == {
        "article_id": "007",
        "outlet": "الميادين",
        "published": "2020-10-02",
        "title": TITLE,
        "text": WHOLE,
    }


def write_csv(path: Path, encoding: str, delimiter: str) -> Path:
    with path.open("w", encoding=encoding, newline="") as target:
        csv.writer(target, delimiter=delimiter).writerows([COLUMNS, ROW])
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_every_encoding_and_separator(tmp_path: Path, encoding: str, delimiter: str) -> None:
    check(only(write_csv(tmp_path / "a.csv", encoding, delimiter)))


def test_csv_with_a_text_longer_than_any_cell(tmp_path: Path) -> None:
    long = (BODY + "\n") * 2000
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([["text"], [long]])
    assert only(path)["text"] == long


def test_csv_gz_and_a_row_with_bytes_that_are_no_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    good, bad = ("1,أ,خبر عن القمة\n" * 40).encode(), "2,أ,خبر".encode() + b"\xff\n"
    path.write_bytes(gzip.compress(b"section,outlet,text\n" + good + bad))
    corpus = load(path)
    assert len(corpus.articles) == 41
    assert corpus.issues.loc[corpus.issues["code"] == "undecodable_bytes", "article_id"].tolist() == [
        corpus.articles["article_id"].iloc[-1]
    ]
    assert corpus.articles["source_path"].iloc[-1] == "a.csv.gz:41"


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.ndjson", "a.json", "a.json.gz"])
def test_json(tmp_path: Path, name: str) -> None:
    item = dict(zip(COLUMNS, ROW, strict=True))
    data = json.dumps([item] if ".json." in name + "." and "jsonl" not in name else item, ensure_ascii=False).encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    check(only(tmp_path / name))


def test_a_broken_line_is_an_issue_and_the_others_load(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"id": "1", "outlet": "أ", "text": "{TITLE}"}}\n{{"id": "2", \n\n[3]\n', "utf-8")
    corpus = load(path)
    assert corpus.articles["article_id"].tolist() == ["1"]
    assert corpus.issues[["article_id", "code"]].to_numpy().tolist() == [["a-2", "not_json"], ["a-4", "not_json"]]


def test_deeply_nested_json_is_an_issue(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"id": "1", "outlet": "أ", "text": "{TITLE}"}}\n' + "[" * 200_000 + "\n", "utf-8")
    assert load(path).issues["code"].tolist() == ["not_json"]


def test_parquet_keeps_numbers_and_dates_as_they_read(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = {
        "id": [7.0],
        "outlet": ["الميادين"],
        "date": [pd.Timestamp("2020-10-02 10:27")],
        "text": [WHOLE],
        "n": [None],
    }
    pd.DataFrame(table).to_parquet(path)
    article = only(path)
    assert (article["article_id"], article["published"], article["title"]) == ("7", "2020-10-02", TITLE)


def test_xlsx_with_a_title_above_the_table(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    pd.DataFrame([["Search results", *[None] * 4], [None] * 5, COLUMNS, ROW]).to_excel(path, header=False, index=False)
    check(only(path))


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (  # Nexis
            ["Title", "Publication", "Publication Date", "Byline", "Length", "Hlead"],
            [TITLE, "الميادين", "October 2, 2020 Friday", "", "80 words", BODY],
        ),
        (
            ["HD", "SN", "PD", "AN", "LP", "TD"],
            [TITLE, "الميادين", "2 October 2020", "X1", *BODY.split("\n")],
        ),  # Factiva
        (  # Media Cloud, with the text fetched
            ["stories_id", "publish_date", "title", "url", "language", "media_name", "text"],
            ["1", "2020-10-02 04:00:00", TITLE, "https://a.example/1", "ar", "الميادين", BODY],
        ),
        (["العنوان", "المصدر", "التاريخ", "النص"], [TITLE, "الميادين", "٢٠٢٠/١٠/٢", BODY]),
    ],
)
def test_exports_are_recognised_by_their_columns(tmp_path: Path, header: list[str], row: list[str]) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        csv.writer(target).writerows([header, row])
    article = only(path)
    assert (article["outlet"], article["published"], article["title"]) == ("الميادين", "2020-10-02", TITLE)
    assert str(article["text"]).split() == WHOLE.split()


def test_named_columns_win_over_guesses(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([["text", "words", "paper", "source"], ["لا هذا", WHOLE, "الميادين", "ملف"]])
    article = only(path, text="words", outlet="paper")
    assert (article["text"], article["outlet"]) == (WHOLE, "الميادين")


def test_headlines_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"title,media_name\n{TITLE},الميادين\n", "utf-8")
    assert only(path, text="title")["text"] == TITLE


HTML = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="{{charset}}"><title>{TITLE} | الميادين</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="الميادين">
<meta property="article:published_time" content="2020-10-02T10:27:00+03:00">
<script>alert(1)</script></head><body><nav><a href="/">الرئيسية</a></nav>
<article><h1>{TITLE}</h1><p>{BODY.partition(chr(10))[0]}</p><p>{BODY.partition(chr(10))[2]}</p></article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_html_pages(tmp_path: Path, charset: str) -> None:
    (tmp_path / "page.html").write_bytes(HTML.format(charset=charset).encode(charset))
    article = only(tmp_path)
    assert article["text"] == f"{TITLE}\n{BODY}"
    assert (article["article_id"], article["title"], article["published"]) == ("page", TITLE, "2020-10-02")
    assert (article["outlet"], article["outlet_confidence"]) == ("الميادين", "medium")
    assert article["encoding"] == charset


def test_a_date_in_the_text_of_an_html_page_is_not_its_own(tmp_path: Path) -> None:
    page = (
        HTML.format(charset="utf-8")
        .replace("article:published_time", "other")
        .replace("</h1>", "</h1><p>صورة. 5 أغسطس 2019</p>")
    )
    (tmp_path / "page.html").write_text(page.replace("2020-10-02T10:27:00+03:00", ""), "utf-8")
    assert "published" not in only(tmp_path)


def test_metadata_wins_over_what_an_html_page_says(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(HTML.format(charset="utf-8"), "utf-8")
    (tmp_path / "articles.csv").write_text("article_id,outlet,published\npage,المنار,2020-10-03\n", "utf-8")
    article = only(tmp_path)
    assert (article["outlet"], article["published"]) == ("المنار", "2020-10-03")
    assert "outlet_confidence" not in article


def test_an_html_page_without_an_article(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body></body></html>", "utf-8")
    corpus = load(tmp_path)
    assert corpus.articles.empty
    assert corpus.issues["code"].tolist() == ["empty_article"]
