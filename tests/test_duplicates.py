"""Wire copy and shared paragraphs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.corpus import Corpus, load
from analysis.duplicates import mark_duplicates

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


def corpus(folder: Path, *articles: tuple[str, str, str]) -> Corpus:
    path = folder / "a.jsonl"
    lines = [{"id": name, "outlet": "أ", "published": date, "text": text} for name, date, text in articles]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return load(path)


def test_a_copy_gets_the_id_of_the_first_published(tmp_path: Path) -> None:
    marked = mark_duplicates(
        corpus(tmp_path, ("late", "2020-10-02", EDITED), ("other", "2020-09-01", OTHER), ("early", "2020-10-01", WIRE))
    )
    assert marked.articles["duplicate_of"].fillna("-").tolist() == ["early", "-", "-"]
    assert marked.issues[["article_id", "code"]].to_numpy().tolist() == [["late", "duplicate_of"]]
    assert "article early" in marked.issues["message"].iloc[0]


def test_a_copy_of_a_copy_is_one_of_the_original(tmp_path: Path) -> None:
    marked = mark_duplicates(corpus(tmp_path, *((str(n), f"2020-10-0{n}", WIRE) for n in range(1, 5))))
    assert marked.articles["duplicate_of"].fillna("-").tolist() == ["-", "1", "1", "1"]


def test_articles_without_a_date_come_last(tmp_path: Path) -> None:
    marked = mark_duplicates(corpus(tmp_path, ("a", "", WIRE), ("b", "2020-10-01", WIRE)))
    assert marked.articles["duplicate_of"].fillna("-").tolist() == ["b", "-"]


def test_texts_of_one_word_are_no_copies(tmp_path: Path) -> None:
    marked = mark_duplicates(corpus(tmp_path, ("a", "", "خبر"), ("b", "", "عاجل")))
    assert marked.articles["duplicate_of"].isna().all()


def test_a_paragraph_that_three_pages_of_an_outlet_share(tmp_path: Path) -> None:
    texts = [f"{text}\n{TEASER}" for text in (WIRE, OTHER, "اختتمت القمة أعمالها في بروكسل من دون بيان مشترك.")]
    marked = mark_duplicates(corpus(tmp_path, *((str(n), "", text) for n, text in enumerate(texts))))
    issues = marked.issues
    assert issues["code"].tolist() == ["shared_paragraph"] * 3
    for issue, text in zip(issues.itertuples(), texts, strict=True):
        assert text[issue.start : issue.end] == TEASER


def test_marking_is_deterministic_and_leaves_the_corpus_alone(tmp_path: Path) -> None:
    given = corpus(tmp_path, ("a", "", WIRE), ("b", "", EDITED), ("c", "", OTHER))
    first, second = mark_duplicates(given), mark_duplicates(given)
    assert first.articles.equals(second.articles)
    assert first.issues.equals(second.issues)
    assert given.articles["duplicate_of"].isna().all()


@pytest.mark.parametrize("threshold", [0, -1, 1.5])
def test_a_threshold_is_a_share(tmp_path: Path, threshold: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        mark_duplicates(corpus(tmp_path, ("a", "", WIRE)), threshold)
