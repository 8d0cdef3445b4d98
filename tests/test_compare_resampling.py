"""Bootstrap and permutation by articles: against scipy, by hand, and the same every time."""

from __future__ import annotations

import math

import numpy as np
import pytest
from compare_corpus import uniform
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis import compare


def test_the_floor_of_two_against_three_articles() -> None:
    assert compare.permutation_floor([(2, 3)]) == pytest.approx(0.2)
    assert compare.permutation_floor([(1, 4)]) == pytest.approx(0.4)
    assert compare.permutation_floor([(2, 2), (2, 2)]) == pytest.approx(2 / 36)  # two events, 6 deals each
    assert compare.permutation_floor([(5, 0), (0, 5)]) == 1  # an outlet for each event: nothing can be shuffled


def test_the_floor_of_five_outlets_of_one_article() -> None:
    assert compare.omnibus_floor([(1, 1, 1, 1, 1)]) == 1
    assert compare.omnibus_floor([(2, 3, 4)]) == pytest.approx(1 / 1260)


def test_permutation_is_exact_and_that_of_scipy_where_there_is_one_event() -> None:
    values = np.array([3.0, 5, 4, 1, 2, 0, 1, 1])
    groups = ["أ"] * 4 + ["ب"] * 4
    found = compare.permutation_tests(values, np.ones(8), groups, ["حدث"] * 8)["أ"]
    whole = stats.permutation_test(
        (values[:4], values[4:]), lambda x, y, axis: x.mean(axis) - y.mean(axis), vectorized=True, n_resamples=np.inf
    )
    assert found.exact
    assert found.difference == pytest.approx(whole.statistic)
    assert found.p == pytest.approx(whole.pvalue)
    assert found.floor == pytest.approx(2 / 70)


def test_no_p_is_returned_where_none_could_be_small() -> None:
    found = compare.permutation_tests([3, 5, 4, 1, 2], [9] * 5, list("ااببب"), ["حدث"] * 5)["ا"]
    assert math.isnan(found.p)
    assert found.floor == pytest.approx(0.2)
    assert found.difference == pytest.approx(8 / 18 - 7 / 27)
    p, floor = compare.omnibus_test([3, 5, 4, 1, 2], [9] * 5, list("ابجده"), ["حدث"] * 5)
    assert math.isnan(p)
    assert floor == 1


def test_random_shuffles_come_near_the_exact_p_and_are_the_same_every_time() -> None:
    rng = np.random.default_rng(5)
    part, whole = rng.integers(0, 9, 14), rng.integers(5, 20, 14)
    groups, events = ["أ", "ب"] * 7, ["1"] * 6 + ["2"] * 8
    exact = compare.permutation_tests(part, whole, groups, events)["أ"]
    drawn = compare.permutation_tests(part, whole, groups, events, resamples=1000)["أ"]
    assert exact.exact
    assert not drawn.exact
    assert drawn.p == pytest.approx(exact.p, abs=0.05)
    assert drawn == compare.permutation_tests(part, whole, groups, events, resamples=1000)["أ"]


def test_articles_are_shuffled_within_their_event_only() -> None:
    part = [9] * 6 + [1] * 6  # the whole difference lies between the events
    found = compare.permutation_tests(part, [10] * 12, list("أأأأبب" + "أأبببب"), ["1"] * 6 + ["2"] * 6)
    assert found["أ"].difference > 0.2
    assert found["أ"].p == 1


def test_articles_without_a_whole_are_left_out_and_a_group_alone_is_not_tested() -> None:
    found = compare.permutation_tests([1, 2, 0], [5, 5, 0], ["أ", "أ", "ب"], ["1"] * 3)
    assert math.isnan(found["أ"].p)
    assert "ب" not in found


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9)), min_size=4, max_size=9), st.integers(0, 3))
def test_no_p_is_below_its_floor(articles: list[tuple[int, int]], seed: int) -> None:
    part, whole = zip(*articles, strict=True)
    groups = ["أ" if (i + seed) % 3 else "ب" for i in range(len(articles))]
    for found in compare.permutation_tests(
        part, whole, groups, ["1"] * len(articles), resamples=200, seed=seed
    ).values():
        assert math.isnan(found.p) if found.floor > 0.05 else found.floor - 1e-12 <= found.p <= 1


def test_the_omnibus_test_sees_a_difference_among_three_outlets_and_none_where_there_is_none() -> None:
    groups = np.repeat(["أ", "ب", "ج"], 6)
    p, floor = compare.omnibus_test(np.repeat([8, 2, 5], 6), [10] * 18, groups, ["1"] * 18)
    assert p == pytest.approx(1 / 5000)
    assert floor < 1e-6
    p, _ = compare.omnibus_test([5] * 18, [10] * 18, groups, ["1"] * 18)
    assert p == 1


def test_bootstrap_is_that_of_scipy_over_articles() -> None:
    rng = np.random.default_rng(1)
    part, whole = rng.integers(0, 30, 25), rng.integers(40, 80, 25)
    found = compare.bootstrap_rate(part, whole, resamples=2000, seed=3)
    whole_sale = stats.bootstrap(
        (part.astype(float), whole.astype(float)),
        lambda x, y, axis=-1: x.sum(axis) / y.sum(axis),
        paired=True,
        n_resamples=2000,
        rng=np.random.default_rng(3),
    ).confidence_interval
    assert found.rate == pytest.approx(part.sum() / whole.sum())
    assert (found.low, found.high) == pytest.approx((whole_sale.low, whole_sale.high))
    assert found.low < found.rate < found.high


def test_no_interval_for_nine_articles_nor_for_articles_all_alike() -> None:
    assert math.isnan(compare.bootstrap_rate([1, 2, 3] * 3, [10] * 9).low)
    alike = compare.bootstrap_rate([0] * 12, [10] * 12)
    assert alike.rate == 0
    assert math.isnan(alike.high)
    assert math.isnan(compare.bootstrap_rate([], []).rate)


def test_rates_of_outlets_are_compared_with_interval_p_and_effect() -> None:
    coded = uniform({"أ": 12, "ب": 12, "ج": 12}, {"أ": 8, "ب": 3, "ج": 3})
    voices = compare.who_speaks(coded, by="article_id")
    found = compare.compare_rates(voices, coded, "words", "words_total", cell=["side"], resamples=999)
    turkey = found[found["side"] == "turkey"].set_index("outlet")
    assert turkey.loc["أ", ["words", "words_total", "articles", "articles_rest"]].tolist() == [96, 120, 12, 24]
    assert turkey.loc["أ", "difference"] == pytest.approx(0.5)
    assert turkey.loc["أ", "cliffs_delta"] == 1
    assert turkey.loc["أ", "p"] == pytest.approx(2 / 1000)
    assert turkey.loc["أ", "p_adjusted"] <= 0.05
    assert set(found["family"]) == {6}
    assert set(found["note_en"]) == {""}


def test_five_articles_get_counts_and_a_reason_instead_of_p_and_interval() -> None:
    coded = uniform(dict.fromkeys("أبجده", 1), {"أ": 8, "ب": 3, "ج": 3, "د": 5, "ه": 0})
    voices = compare.who_speaks(coded, by="article_id")
    found = compare.compare_rates(voices, coded, "words", "words_total", cell=["side"])
    assert found[["p", "low", "high", "p_adjusted"]].isna().all(axis=None)
    assert found["rate"].notna().all()
    assert set(found["family"]) == {0}
    assert all("1 article against 4" in note and "fewer than 10 articles" in note for note in found["note_en"])
    assert all("مقالة واحدة و4" in note and "10 مقالات" in note for note in found["note_ar"])
