"""Wire copy and shared paragraphs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import analysis
from analysis.duplicates import marking
from analysis.duplicates.prints import BANDS
from analysis.scale import code_to
from analysis.tables import Coded

WIRE = (
    "أعلنت وزارة الخارجية الأرمينية أن بلادها مستعدة لاستئناف المحادثات في جنيف مع الجانب الأذربيجاني، "
    "وأن وفدا يرأسه نائب الوزير سيتوجه إلى المدينة قبل نهاية الأسبوع الجاري للقاء الوسطاء الدوليين.\n"
    "وقال المتحدث باسم الوزارة إن الاجتماع المقبل سيبحث تبادل الأسرى وفتح الطرق بين البلدين."
)
EDITED = WIRE.replace("قبل نهاية الأسبوع الجاري", "خلال أيام") + "\nولم تعلق باكو."
OTHER = (
    "انخفضت أسعار النفط في تعاملات اليوم بفعل مخاوف من تراجع الطلب في آسيا، بينما ينتظر المستثمرون "
    "اجتماع الدول المنتجة الذي سيحدد حجم الإنتاج في الشهر المقبل."
)
TEASER = "تعرض القناة مساء كل خميس برنامجا عن تاريخ المنطقة يحاور فيه المؤرخون شهودا على أحداثها."


def coded(folder: Path, *articles: tuple[str, str, str]) -> Coded:
    path = folder / "a.jsonl"
    lines = [{"id": name, "outlet": "أ", "published": date, "text": text} for name, date, text in articles]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return analysis.code(analysis.load(path))


def test_a_copy_gets_the_id_of_the_first_published(tmp_path: Path) -> None:
    marked = coded(
        tmp_path, ("late", "2020-10-02", EDITED), ("other", "2020-09-01", OTHER), ("early", "2020-10-01", WIRE)
    )
    assert marked.articles["duplicate_of"].fillna("-").tolist() == ["early", "-", "-"]
    assert marked.issues[["article_id", "code"]].to_numpy().tolist() == [["late", "duplicate_of"]]
    assert "article early" in marked.issues["message"].iloc[0]


def test_a_copy_of_a_copy_is_one_of_the_original(tmp_path: Path) -> None:
    marked = coded(tmp_path, *((str(n), f"2020-10-0{n}", WIRE) for n in range(1, 5)))
    assert marked.articles["duplicate_of"].fillna("-").tolist() == ["-", "1", "1", "1"]


def test_articles_without_a_date_come_last(tmp_path: Path) -> None:
    marked = coded(tmp_path, ("a", "", WIRE), ("b", "2020-10-01", WIRE))
    assert marked.articles["duplicate_of"].fillna("-").tolist() == ["b", "-"]


def test_texts_of_one_word_are_no_copies(tmp_path: Path) -> None:
    marked = coded(tmp_path, ("a", "", "خبر"), ("b", "", "عاجل"))
    assert marked.articles["duplicate_of"].isna().all()


def test_a_paragraph_that_three_pages_of_an_outlet_share(tmp_path: Path) -> None:
    texts = [f"{text}\n{TEASER}" for text in (WIRE, OTHER, "اختتمت القمة أعمالها في بروكسل من دون بيان مشترك.")]
    marked = coded(tmp_path, *((str(n), "", text) for n, text in enumerate(texts)))
    issues = marked.issues
    assert issues["code"].tolist() == ["shared_paragraph"] * 3
    for issue, text in zip(issues.itertuples(), texts, strict=True):
        assert text[issue.start : issue.end] == TEASER


def test_a_text_that_is_printed_everywhere_costs_no_more_for_each_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0
    share = marking._share

    def counted(*given: Any) -> float:
        nonlocal compared
        compared += 1
        return share(*given)

    monkeypatch.setattr(marking, "_share", counted)
    sentences = [f"وقال المتحدث رقم {n} إن الوفد رقم {n * 7} وصل إلى المدينة رقم {n * 13} أمس." for n in range(60)]
    pages = [f"{WIRE}\n{one}" for one in sentences]  # alike, and none so close that it is dropped
    marked = coded(tmp_path, *((f"{n:02d}", "", page) for n, page in enumerate(pages)))
    assert marked.articles["duplicate_of"].fillna("-").tolist() == ["-"] + ["00"] * 59
    assert compared <= 60 * BANDS * marking._CROWD


def test_streamed_without_room_in_memory_for_the_triples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [(f"{n}", f"2020-10-{20 - n}", (WIRE, EDITED, OTHER)[n % 3]) for n in range(9)]
    expected = coded(tmp_path, *articles)
    monkeypatch.setattr(marking, "_SPOOL", 1)
    code_to(tmp_path / "a.jsonl", tmp_path / "out", batch=2)
    streamed = analysis.load_coded(tmp_path / "out")
    pd.testing.assert_frame_equal(streamed.articles, expected.articles)
    pd.testing.assert_frame_equal(streamed.issues, expected.issues)
    assert streamed.articles["duplicate_of"].fillna("-").tolist() == ["7", "7", "8"] * 2 + ["7", "-", "-"]
