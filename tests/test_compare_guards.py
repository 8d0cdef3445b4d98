"""What may not be claimed, and the sentence that says why."""

from __future__ import annotations

import pytest
from compare_corpus import Corpus, uniform
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare import for_corpus, guards, of_ar, of_en, permutation_floor, wording


def test_no_p_value_where_the_floor_is_above_the_level() -> None:
    verdict = guards.p_value([(2, 3)])
    assert not verdict.allowed
    assert verdict.sentence_en == (
        "No p-value is given: 2 articles against 3, so no arrangement of them gives a p below 0.20."
    )
    assert verdict.sentence_ar == (
        "لا تُذكر قيمة احتمالية لأن المقارنة بين مقالتين و3، فلا يعطي أي توزيع لها قيمة احتمالية أقل من 0.20."
    )
    assert guards.p_value([(4, 4)]).allowed


def test_no_p_value_for_a_single_article_however_many_stand_against_it() -> None:
    assert permutation_floor([(1, 99)]) < 0.05
    verdict = guards.p_value([(1, 99)])
    assert not verdict.allowed
    assert "cannot be told apart from its article" in verdict.sentence_en


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=3))
def test_the_guard_follows_the_floor(sizes: list[tuple[int, int]]) -> None:
    verdict = guards.p_value(sizes)
    shared = [size for size in sizes if min(size)]
    enough = bool(shared) and min(sum(size[side] for size in shared) for side in (0, 1)) > 1
    assert verdict.allowed == (permutation_floor(sizes) <= 0.05 and enough)
    assert verdict.allowed == (verdict.sentence_en == "")


def test_an_event_that_one_outlet_reports_alone_says_nothing() -> None:
    assert guards.p_value([(5, 0), (0, 9)]).sentence_en == (
        "No p-value is given: no event is reported by this outlet and by another."
    )
    assert "2 articles against 3" in guards.p_value([(2, 3), (4, 0)]).sentence_en


def test_no_interval_under_ten_articles() -> None:
    assert guards.interval(10).allowed
    assert guards.interval(9).sentence_ar == "لا تُرسم فترة ثقة لمجموعة تقل عن 10 مقالات (أصغرها 9)."


def test_one_article_an_outlet_is_a_comparison_of_articles() -> None:
    verdict = guards.subject([1] * 5)
    assert (verdict.allowed, verdict.sentence_en, verdict.sentence_ar) == (
        False,
        "these five articles",
        "هذه المقالات الخمس",
    )
    assert guards.subject([3, 4]).sentence_en == ""
    assert guards.subject([3, 1]).sentence_en == (
        "1 of 2 outlets: a single article, which cannot be told from its outlet."
    )
    assert guards.subject([3, 1, 1], events=2).sentence_en == (
        "2 of 3 groups (an outlet on an event): a single article, which cannot be told from its outlet."
    )
    assert guards.subject([3, 1, 1], events=2).sentence_ar == (
        "لدى 2 من 3 مجموعات (مؤسسة في حدث) مقالة واحدة لا يمكن فصلها عن المؤسسة."
    )


def test_events_are_named_whether_apart_or_pooled() -> None:
    events = {"2020-war": 4, "2022-clashes": 1}
    apart = guards.pooling(events)
    assert not apart.allowed
    assert apart.sentence_en == "2 events, kept apart (2020-war, 4 articles; 2022-clashes, 1 article)."
    assert apart.sentence_ar == "عدد الأحداث 2، كلٌّ على حدة (2020-war في 4 مقالات؛ 2022-clashes في مقالة واحدة)."
    assert guards.pooling(events, pooled=True).allowed
    named = guards.pooling(events, {"2020-war": ("2020 war", "حرب 2020")})
    assert named.sentence_ar == "عدد الأحداث 2، كلٌّ على حدة (حرب 2020 في 4 مقالات؛ 2022-clashes في مقالة واحدة)."
    assert guards.pooling({"2020-war": 4}).sentence_en == ""


def test_zero_has_a_denominator() -> None:
    assert of_en(0, 12, "sentence") == "0 of 12 sentences"
    assert of_ar(0, 12, "sentence") == "0 من 12 جملة"
    assert of_ar(0, 5, "article") == "0 من 5 مقالات"


@pytest.mark.parametrize(
    ("number", "noun", "arabic"),
    [
        (1, "event", "حدث واحد"),
        (2, "quotation", "اقتباسين"),
        (3, "sentence", "3 جمل"),
        (10, "word", "10 كلمات"),
        (11, "quotation", "11 اقتباسًا"),
        (99, "event", "99 حدثًا"),
        (100, "quotation", "100 اقتباس"),
        (103, "outlet", "103 مؤسسات"),
        (1000, "article", "1,000 مقالة"),
        (0, "article", "0 مقالة"),
    ],
)
def test_arabic_nouns_take_the_form_that_their_number_asks_for(number: int, noun: str, arabic: str) -> None:
    assert wording.count_ar(number, noun) == arabic


def test_titles_of_few_and_of_many() -> None:
    assert wording.these_articles_en(1) == "this article"
    assert wording.these_articles_ar(2) == "هاتان المقالتان"
    assert wording.these_articles_ar(10) == "هذه المقالات العشر"
    assert wording.these_articles_en(3000) == "these 3,000 articles"
    assert wording.these_articles_ar(3000) == "هذه المقالات وعددها 3,000"


def test_copies_and_families_are_said() -> None:
    assert guards.copies(20, 4).sentence_en == "4 of 20 articles repeat another (wire copy): not independent."
    assert guards.family(12, "BH").sentence_en == "p-values adjusted over 12 tests (Benjamini-Hochberg)."


def test_no_overall_score_exists() -> None:
    from analysis import compare

    assert not guards.no_score().allowed
    assert not [name for name in compare.__all__ if "score" in name or "bias" in name or "index" in name]


def test_the_guards_of_the_seeds_shape() -> None:
    """Four outlets on one event and a fifth on another, an article each."""
    corpus = Corpus()
    for number, outlet in enumerate("أبجده"):
        late = {"event": "2022-clashes", "published": "2022-09-13"} if outlet == "ه" else {}
        corpus.article(f"00{number}", outlet, "خبر عن الإقليم", **late)
    said = {verdict.guard: verdict for verdict in for_corpus(corpus.coded())}
    assert list(said) == ["subject", "pooling", "p_value", "interval", "no_score"]
    assert said["subject"].sentence_en == "these five articles"
    assert "2020-war, 4 articles" in said["pooling"].sentence_en
    assert "1 article against 3" in said["p_value"].sentence_en


def test_an_event_of_two_years_says_so() -> None:
    corpus = Corpus()
    for number, published in enumerate(["2020-12-30", "2021-01-02", None]):
        corpus.article(f"00{number}", "أ", "خبر عن الإقليم", published=published)
    said = {verdict.guard: verdict for verdict in for_corpus(corpus.coded())}
    assert said["years"].sentence_en == "One event, several years: 2020-war, 2020-2021."
    assert "2020-war، 2020-2021" in said["years"].sentence_ar


def test_a_large_corpus_of_one_event_is_free_of_refusals() -> None:
    coded = uniform({"أ": 12, "ب": 12}, {"أ": 8, "ب": 3})
    assert [verdict.guard for verdict in for_corpus(coded)] == ["no_score"]


def test_an_empty_corpus_has_guards_too() -> None:
    assert [verdict.guard for verdict in for_corpus(Corpus().coded())] == ["no_score"]
