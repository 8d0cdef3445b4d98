"""Statistics pinned to published figures and to other programs."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import compare

COUNTS = np.array([(4, 400, 0, 1826), (0, 400, 9, 1826), (12, 300, 7, 900), (30, 1000, 35, 4000), (1, 50, 0, 60)]).T


def test_log_likelihood_is_that_of_association_measures() -> None:
    """pandas-association-measures 0.3.2, `score(measures=["log_likelihood"])`, without its sign."""
    found = compare.log_likelihood(*COUNTS)
    assert found.g2 == pytest.approx([13.764918, 3.573408, 12.529118, 22.829784, 1.587931], abs=1e-6)


def test_log_likelihood_is_that_of_scipy_table_by_table() -> None:
    from scipy.stats import chi2_contingency

    for a, n, b, m in COUNTS.T:
        whole = chi2_contingency([[a, b], [n - a, m - b]], lambda_="log-likelihood", correction=False)
        found = compare.log_likelihood(a, n, b, m)
        assert (float(found.g2), float(found.p)) == pytest.approx((whole.statistic, whole.pvalue))


def test_log_ratio_is_discounted_by_a_half() -> None:
    """pandas-association-measures 0.3.2, `log_ratio` with disc=.5: 4 against 0 gives 5.36, not 14.16."""
    assert compare.log_ratio(*COUNTS) == pytest.approx([5.359133, -2.058720, 2.320327, 1.780449, 1.845614], abs=1e-6)


def test_conservative_log_ratio_is_that_of_association_measures() -> None:
    """The same package, `conservative_log_ratio` with alpha=.05, boundary="poisson", Bonferroni over 7 and none."""
    found = compare.conservative_log_ratio(*COUNTS, family=7)
    assert found == pytest.approx([0.562717, 0, 0.414832, 0.752296, 0], abs=1e-6)
    found = compare.conservative_log_ratio(*COUNTS)
    assert found == pytest.approx([1.591424, 0, 0.900564, 1.023875, 0], abs=1e-6)


EVERT = [
    ("eingebracht", 1189, 2157, 6.910068549501856),
    ("Menschenrechtsbeauftragte", 22, 33, 5.7600897023524364),
    ("-eingebrachten", 15, 18, 5.991330482867978),
    ("Gremienbericht", 5, 7, 3.219920584278789),
    ("die", 39632, 1811869, 1.3482115650536943),
    ("vorhat", 5, 52, 0),
    ("und", 2671, 437488, -0.37783874364223136),
    ("sein", 2166, 429001, -0.6415905032796787),
]
"""f, f2 and LRC of a keyword list of German parliament debates (f1 = 168,329, N = 19,720,567; 599 candidates)."""


@pytest.mark.parametrize(("lemma", "f", "f2", "lrc"), EVERT)
def test_conservative_log_ratio_is_that_of_everts_r_code(lemma: str, f: int, f2: int, lrc: float) -> None:
    """Evert's R implementation of LRC (2022), as published in pandas-association-measures' tests/data."""
    found = compare.conservative_log_ratio(f, 168_329, f2 - f, 19_720_567 - 168_329, family=599)
    assert float(found) == pytest.approx(lrc, abs=1e-9), lemma


def test_the_interval_of_a_log_ratio_is_open_where_a_count_is_zero() -> None:
    low, high = compare.log_ratio_interval(*COUNTS)
    assert high[0] == math.inf
    assert low[1] == -math.inf
    assert low[0] == pytest.approx(1.591424, abs=1e-6)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(61, 5000), st.integers(61, 5000))
def test_keyness_turns_its_sign_when_the_corpora_change_places(a: int, b: int, n: int, m: int) -> None:
    if a + b == 0:
        return
    assert float(compare.log_ratio(a, n, b, m)) == pytest.approx(-float(compare.log_ratio(b, m, a, n)))
    one, other = compare.conservative_log_ratio(a, n, b, m), compare.conservative_log_ratio(b, m, a, n)
    assert float(one) == pytest.approx(-float(other), abs=1e-9)
    low, high = compare.log_ratio_interval(a, n, b, m)
    assert float(low) <= math.log2(max(a, 1e-9) / n * m / max(b, 1e-9)) <= float(high)


def test_weighted_log_odds_are_those_of_the_logodds_package() -> None:
    """logodds 0.1.0 (J. Mendelsohn), `log_odds_details(a, b, prior_counts=a + b)`, after Monroe et al. (2008)."""
    a, b = np.array([30, 12, 80, 9, 0]), np.array([10, 40, 150, 0, 14])
    found = compare.weighted_log_odds(a, 131, b, 214, prior=a + b, prior_total=345)
    assert found == pytest.approx([3.03820955, -1.45971234, -1.67509446, 2.14623379, -1.69234536], abs=1e-8)


def test_dispersion_of_gries_worked_example() -> None:
    """Gries (2008; 2020): the word a in five parts of 9, 10, 10, 10, 11 words; DP .18, DPnorm .22."""
    found = compare.dispersion_measures([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])
    assert found["range"] == 5
    assert found["dp"] == pytest.approx(0.18)
    assert found["dp_norm"] == pytest.approx(0.18 / 0.82)


def test_dispersion_is_that_of_tlda() -> None:
    """R package tlda 0.1.0 (Soenning 2025), README: ALLEMAND in ten parts; DP .4990705, DA .3081640."""
    sizes = [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930]
    found = compare.dispersion_measures([2, 0, 1, 1, 3, 0, 3, 0, 0, 0], sizes)
    assert found["range"] == 5
    assert found["dp"] == pytest.approx(0.4990705, abs=1e-7)
    assert found["da"] == pytest.approx(0.3081640, abs=1e-7)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(20, 60)), min_size=2, max_size=12))
def test_dispersion_agrees_with_its_definition_and_keeps_its_bounds(parts: list[tuple[int, int]]) -> None:
    counts, sizes = np.array(parts).T
    if not counts.sum():
        return
    found = compare.dispersion_measures(counts, sizes)
    assert found["dp"] == pytest.approx(np.abs(sizes / sizes.sum() - counts / counts.sum()).sum() / 2)
    rates = counts / sizes
    pairs = np.abs(rates[:, None] - rates).sum() / (len(rates) * (len(rates) - 1))
    assert found["da"] == pytest.approx(1 - pairs / (2 * rates.mean()), abs=1e-9)
    assert -1e-9 <= found["dp_norm"] <= 1 + 1e-9


def test_a_single_part_has_no_dispersion() -> None:
    assert math.isnan(compare.dispersion_measures([3], [50])["dp"])


def test_proportion_intervals() -> None:
    """3 of 5: Wilson .23 to .88; 0 of 5: Wilson 0 to .43, Clopper-Pearson 0 to .5218 (1 - .025^(1/5))."""
    found = compare.proportion_interval([3, 0, 0], [5, 5, 0])
    assert found["low"].tolist()[:2] == pytest.approx([0.2307, 0], abs=1e-4)
    assert found["high"].tolist()[:2] == pytest.approx([0.8824, 0.4345], abs=1e-4)
    assert found[["share", "low", "high"]].iloc[2].isna().all()
    exact = compare.proportion_interval([0], [5], "beta")
    assert exact["high"].tolist() == pytest.approx([1 - 0.025 ** (1 / 5)])


def test_association_of_a_two_by_two_table() -> None:
    """Fisher's tea tasting (1935): 3 of 4 right, two-sided p = .4857; odds ratio 9 of the sample."""
    found = compare.association([[3, 1], [1, 3]])
    assert (found.n, found.test) == (8, "fisher")
    assert found.p == pytest.approx(34 / 70)
    assert found.cramers_v == pytest.approx(0.5)
    assert found.odds_ratio == pytest.approx(9)
    assert found.smallest_expected == 2


def test_no_p_for_a_table_of_five_articles() -> None:
    found = compare.association([[2, 0], [0, 3]])
    assert math.isnan(found.p)  # the most lopsided table of these sums has p = .1
    assert (found.n, found.cramers_v) == (5, pytest.approx(1))
    assert math.isnan(compare.association([[1, 0, 1], [0, 2, 1]]).p)
    even = compare.association([[20, 10, 10], [10, 20, 10]])
    assert even.p == pytest.approx(math.exp(-20 / 3 / 2))  # chi-squared 20/3, two degrees of freedom


def test_association_of_a_larger_table_and_of_an_empty_row() -> None:
    found = compare.association([[10, 0, 0], [0, 10, 0], [0, 0, 10]])
    assert (found.test, found.cramers_v) == ("chi2", pytest.approx(1))
    with pytest.raises(ValueError, match="none of them empty"):
        compare.association([[0, 0], [1, 3]])


def test_adjusted_p_values() -> None:
    """Benjamini & Hochberg (1995, section 3.1): 15 tests, of which the four smallest hold at .05; Holm holds three."""
    p = pd.Series(
        [
            0.0001,
            0.0004,
            0.0019,
            0.0095,
            0.0201,
            0.0278,
            0.0298,
            0.0344,
            0.0459,
            0.3240,
            0.4262,
            0.5719,
            0.6528,
            0.7590,
            1.0,
        ]
    )
    assert (compare.adjust(p) <= 0.05).sum() == 4
    assert (compare.adjust(p, "Holm") <= 0.05).sum() == 3
    some = compare.adjust(pd.Series([0.01, pd.NA, 0.04], dtype="Float64"))
    assert some.isna().tolist() == [False, True, False]
    assert some.tolist()[0] == pytest.approx(0.02)  # two tests, not three


def test_cliffs_delta() -> None:
    """Cliff (1993): the share of pairs in which the first is larger, minus those in which it is smaller."""
    assert compare.cliffs_delta([3, 4], [1, 2]) == 1
    assert compare.cliffs_delta([1, 2, 3], [2]) == 0
    assert math.isnan(compare.cliffs_delta([], [1]))


def test_alpha_is_that_of_krippendorffs_example() -> None:
    """Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability": four observers, nominal .743."""
    coders = {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    }
    found = compare.agreement(pd.DataFrame(coders).astype("Int64"))
    assert found.items == 11
    assert found.alpha == pytest.approx(0.743, abs=5e-4)
    assert found.low < found.alpha <= found.high
    assert 0.7 < found.raw < 0.8
    assert found == compare.agreement(pd.DataFrame(coders).astype("Int64"))


def test_alpha_is_undefined_where_only_one_code_is_in_use() -> None:
    found = compare.agreement(pd.DataFrame({"A": ["نعم"] * 4, "B": ["نعم"] * 4}))
    assert math.isnan(found.alpha)
    assert (found.raw, found.prevalence) == (1, 1)
    assert compare.agreement(pd.DataFrame({"A": ["نعم"], "B": [None]})).items == 0
