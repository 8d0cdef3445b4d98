"""Collocations: windows, counts that can be checked by hand, measures against NLTK."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from compare_corpus import Corpus
from nltk.metrics import BigramAssocMeasures
from words_corpus import corpus, mention

from analysis.tables import Coded
from analysis.words import LightLemmatiser, collocations, terms


@pytest.fixture(scope="module")
def coded() -> Coded:
    return corpus()


@pytest.fixture(scope="module")
def table(coded: Coded) -> pd.DataFrame:
    return terms(coded, LightLemmatiser())


def test_counts_by_hand() -> None:
    made = Corpus()
    made.article("a", "Outlet", "ألف باء روسيا جيم دال هاء", "جيم روسيا روسيا جيم", "باء جيم دال")
    coded = made.coded()
    found = collocations(terms(coded, LightLemmatiser()), coded, "روسيا", window=2, min_count=1, stop=())
    near = found.set_index("term")
    assert near["count"].to_dict() == {"ألف": 1, "باء": 1, "جيم": 3, "دال": 1}  # هاء is three words away
    assert near["frequency"].to_dict() == {"ألف": 1, "باء": 2, "جيم": 4, "دال": 2}
    assert near["nodes"].unique().tolist() == [3]
    assert near["tokens"].unique().tolist() == [10]
    assert near["window_tokens"].unique().tolist() == [6]  # a word near two nodes counts once
    assert near.loc["جيم", "expected"] == pytest.approx(6 * 4 / 10)
    assert near.loc["جيم", "log_dice"] == pytest.approx(14 + math.log2(2 * 3 / (3 + 4)))
    assert near.loc["جيم", "rows"] == ["a:14-17", "a:26-29", "a:42-45"]


def test_g2_is_nltks(table: pd.DataFrame, coded: Coded) -> None:
    found = collocations(table, coded, side="russia", window=3, min_count=1)
    assert len(found) > 5
    for line in found.itertuples():
        expected = BigramAssocMeasures.likelihood_ratio(line.count, (line.window_tokens, line.frequency), line.tokens)
        assert abs(line.g2) == pytest.approx(expected, rel=1e-3, abs=1e-3)
        assert math.copysign(1, line.g2) == (1 if line.count > line.expected else -1) or line.g2 == 0


def test_node_is_no_neighbour_and_window_keeps_to_the_sentence(table: pd.DataFrame, coded: Coded) -> None:
    found = collocations(table, coded, side="turkey", window=50, min_count=1, stop=())
    here = set(found.query("outlet == 'Outlet A'")["term"])
    assert "تركيا" not in here
    assert "أذربيجان" in here
    assert "تشارك" not in here  # the third sentence has no Turkey


def test_inside_and_outside_quotations(table: pd.DataFrame, coded: Coded) -> None:
    inside, outside = (
        collocations(table, coded, side="turkey", speech=speech, min_count=1) for speech in ("inside", "outside")
    )
    assert set(inside.query("outlet == 'Outlet A'")["term"]) == {"تقف", "صف", "أذربيجان", "بقوة"}
    assert set(outside.query("outlet == 'Outlet A'")["term"]) == {"تدعم", "أذربيجان", "حرب"}
    assert inside.query("outlet == 'Outlet B'").empty


def test_window_is_measured_in_the_text_not_among_the_words_that_are_left() -> None:
    """Outside quotations the neighbours of a node do not jump over what is quoted between them."""
    made = Corpus()
    made.article("a", "Outlet", 'روسيا تقول "كلام طويل جدا عن الحرب" وتنسحب')
    made.quote("a", "كلام طويل جدا عن الحرب", "russia")
    mention(made, "a", "روسيا", "country:russia", "russia")
    found = terms(made.coded(), LightLemmatiser())
    near = collocations(found, made.coded(), side="russia", window=3, speech="outside", min_count=1)
    assert near["term"].tolist() == ["تقول"]


def test_every_word_near_a_node_tells_nothing() -> None:
    made = Corpus()
    made.article("a", "Outlet", "باء روسيا جيم جيم")
    found = collocations(terms(made.coded(), LightLemmatiser()), made.coded(), "روسيا", min_count=1)
    assert found["g2"].tolist() == [0, 0]
    assert found["window_tokens"].equals(found["tokens"])


def test_least_count_and_order(table: pd.DataFrame, coded: Coded) -> None:
    found = collocations(table, coded, side="russia", min_count=1)
    for _, group in found.groupby("outlet"):
        assert group["log_dice"].is_monotonic_decreasing
    assert (collocations(table, coded, side="russia", min_count=2)["count"] >= 2).all()


def test_nobody_of_that_side_gives_an_empty_table(table: pd.DataFrame, coded: Coded) -> None:
    found = collocations(table, coded, side="libya")
    assert len(found) == 0
    assert "log_dice" in found.columns


def test_refuses(table: pd.DataFrame, coded: Coded) -> None:
    with pytest.raises(ValueError, match="window"):
        collocations(table, coded, side="russia", window=0)
    with pytest.raises(ValueError, match="not both"):
        collocations(table, coded)
