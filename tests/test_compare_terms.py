"""Keyness and dispersion of tokens, lemmas and phrases, in and out of reported speech."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from compare_corpus import Corpus, uniform
from hypothesis import given
from hypothesis import strategies as st

from analysis import compare
from analysis.compare.terms import in_speech, words
from analysis.tables import Coded
from analysis.text import fold


@pytest.fixture(scope="module")
def coded() -> Coded:
    corpus = Corpus()
    corpus.article("a1", "أ", "النظام التركي يتدخل", "وقال لافروف إن النظام باق والنظام قوي")
    corpus.article("a2", "أ", "النظام مرة أخرى وتركيا")
    corpus.article("b1", "ب", "الرئيس التركي يزور تركيا", "الرئيس يتحدث عن تركيا")
    corpus.article("c1", "ج", "لا شيء عن تركيا هنا")
    corpus.article("d1", "أ", "النظام في حدث آخر", event="2022-clashes")
    corpus.quote("a1", "النظام باق والنظام قوي", "russia")
    corpus.quote("a1", "النظام قوي", "russia")
    return corpus.coded()


def cell(found: pd.DataFrame, outlet: str, term: str) -> pd.Series:
    found = found[(found["outlet"] == outlet) & (found["term"] == term)]
    assert len(found) == 1
    return found.iloc[0]


def test_words_are_folded_and_keep_their_place() -> None:
    text = "«الأرمينيّة» و3 4.5 ..."
    assert [(text[start:end], term) for start, end, term in words(text)] == [
        ("الأرمينيّة", "الارمينيه"),
        ("و3", "و3"),
        ("4.5", "4.5"),
    ]


def test_keyness_compares_each_outlet_with_all_others_on_the_event(coded: Coded) -> None:
    found = compare.keyness(words, coded)
    assert set(found["outlet"]) == {"أ", "ب", "ج"}
    assert set(found["event"]) == {"2020-war"}  # one outlet alone on the other event: nothing to compare
    regime = cell(found, "أ", "النظام")
    assert (regime["count"], regime["tokens"], regime["count_rest"], regime["tokens_rest"]) == (3, 14, 0, 13)
    assert (regime["articles_with"], regime["articles"], regime["articles_with_rest"]) == (2, 2, 0)
    assert regime["per_1000"] == pytest.approx(3000 / 14)
    assert regime["log_ratio"] == pytest.approx(float(compare.log_ratio(3, 14, 0, 13)))
    assert regime["g2"] == pytest.approx(float(compare.log_likelihood(3, 14, 0, 13).g2))
    assert regime["log_odds_z"] > 0 > cell(found, "ب", "النظام")["log_odds_z"]
    assert set(found["family"]) == {len(found)}


def test_keyness_gives_no_p_and_no_interval_on_four_articles(coded: Coded) -> None:
    found = compare.keyness(words, coded)
    assert found[["p", "p_adjusted", "log_ratio_low", "log_ratio_high"]].isna().all(axis=None)


def test_keyness_gives_them_where_there_are_articles_enough() -> None:
    coded = uniform({"أ": 12, "ب": 12, "ج": 12}, {"أ": 8, "ب": 3, "ج": 3})
    found = compare.keyness(words, coded)
    peace = cell(found, "أ", "سلام")
    assert peace["p"] == pytest.approx(float(compare.log_likelihood(96, 168, 72, 336).p))
    assert peace["p"] < peace["p_adjusted"] < 0.001
    assert peace["log_ratio_low"] < np.log2(96 / 168 * 336 / 72) < peace["log_ratio_high"]
    assert 0 < peace["lrc"] < peace["log_ratio_low"]
    by_articles = cell(compare.keyness(words, coded, unit="articles"), "أ", "سلام")
    assert by_articles["log_ratio"] == pytest.approx(float(compare.log_ratio(12, 12, 24, 24)))
    assert by_articles["lrc"] == 0  # every article of every outlet has the word


def test_what_the_outlet_says_and_what_it_quotes_can_be_told_apart(coded: Coded) -> None:
    outside = compare.select_terms(words, coded, "outside")
    inside = compare.select_terms(words, coded, "inside")
    assert len(outside) + len(inside) == len(compare.select_terms(words, coded))
    assert inside["term"].tolist() == ["النظام", "باق", "والنظام", "قوي"]
    found = compare.keyness(words, coded, speech="outside")
    assert cell(found, "أ", "النظام")["count"] == 2
    assert cell(found, "أ", "النظام")["tokens"] == 10


def test_rows_lead_to_the_words_in_the_text(coded: Coded) -> None:
    texts = coded.articles.set_index("article_id")["text"]
    found = cell(compare.keyness(words, coded), "أ", "النظام")
    assert found["table"] == "terms"
    assert len(found["rows"]) == 3
    for row in found["rows"]:
        article_id, span = row.split(":")
        start, end = map(int, span.split("-"))
        assert texts[article_id][start:end] == "النظام"


def test_lemmas_phrases_and_ready_made_lists_are_terms_too(coded: Coded) -> None:
    def pairs(text: str) -> list[tuple[int, int, str]]:
        cut = words(text)
        return [(one[0], two[1], f"{one[2]} {two[2]}") for one, two in pairwise(cut)]

    found = compare.select_terms(pairs, coded)
    assert "النظام التركي" in set(found["term"])
    assert "يتدخل وقال" not in set(found["term"])  # no phrase runs across two sentences
    table = found.assign(term="لمة")
    assert set(compare.keyness(table, coded)["term"]) == {"لمة"}
    ready = pd.Series({"a1": ["تركيا", "تركيا"], "b1": ["روسيا"], "c1": []})
    assert compare.select_terms(ready, coded)["term"].tolist() == ["تركيا", "تركيا", "روسيا"]
    with pytest.raises(ValueError, match="without offsets"):
        compare.select_terms(ready, coded, "inside")
    with pytest.raises(ValueError, match="use 'all', 'inside' or 'outside'"):
        compare.select_terms(words, coded, "quoted")  # type: ignore[arg-type]


def test_dispersion_over_articles_and_over_paragraphs(coded: Coded) -> None:
    found = compare.dispersion(words, coded)
    regime = cell(found[found["event"] == "2020-war"], "أ", "النظام")
    assert (regime["parts"], regime["n_parts"], regime["range"], regime["count"]) == ("articles", 2, 2, 3)
    assert regime["dp"] == pytest.approx(10 / 14 - 2 / 3)
    president = cell(found, "ب", fold("الرئيس"))
    assert (president["parts"], president["n_parts"], president["range"]) == ("paragraphs", 2, 2)


def test_nothing_to_compare_gives_an_empty_table_with_its_columns(coded: Coded) -> None:
    empty = compare.keyness(words, Corpus().coded())
    assert len(empty) == 0
    assert list(empty.columns) == list(compare.keyness(words, coded).columns)
    assert len(compare.dispersion(words, Corpus().coded())) == 0
    with pytest.raises(ValueError, match="within an event"):
        compare.keyness(words, coded, by="event")
    with pytest.raises(ValueError, match="use 'tokens' or 'articles'"):
        compare.keyness(words, coded, unit="sentences")  # type: ignore[arg-type]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 30), st.integers(0, 12)), max_size=8),
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 40)), min_size=1, max_size=12),
)
def test_a_place_is_in_speech_where_any_quotation_covers_it(
    spans: list[tuple[str, int, int]], places: list[tuple[str, int]]
) -> None:
    quotes = pd.DataFrame([(a, s, s + n) for a, s, n in spans], columns=["article_id", "start", "end"])
    found = in_speech(pd.DataFrame(places, columns=["article_id", "start"]), quotes)
    expected = [any(a == article and s <= place < s + n for a, s, n in spans) for article, place in places]
    assert found.tolist() == expected
