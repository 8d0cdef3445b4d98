"""The five seeds through the comparisons: what a reader of the articles can check by eye."""

from __future__ import annotations

from pathlib import Path

import pytest

import analysis
from analysis import compare
from analysis.tables import Coded


@pytest.fixture(scope="module")
def coded() -> Coded:
    return analysis.code(analysis.load(Path(__file__).parent.parent / "seeds"))


def test_turkey_is_not_mentioned_in_002_and_003(coded: Coded) -> None:
    found = compare.absent(coded, sides=["turkey", "russia"], by="article_id").set_index(["side", "article_id"])
    states = found["state"]["turkey"]
    assert states[states == "not mentioned"].index.tolist() == ["002", "003"]
    assert found.loc[("turkey", "003"), ["mentions", "mentioned_in", "articles"]].tolist() == [0, 0, 1]
    assert (found["state"]["russia"] != "not mentioned").all()


def test_the_2022_article_stands_apart_and_all_five_are_named(coded: Coded) -> None:
    found = compare.who_speaks(coded)
    assert found.loc[found["event"] == "2022-clashes", "outlet"].unique().tolist() == ["Asharq News"]
    assert found.groupby(["event", "outlet"]).ngroups == 5
    assert found.groupby(["event", "outlet"])["share"].sum().tolist() == pytest.approx([1] * 5)


def test_every_row_id_is_unique_and_found(coded: Coded) -> None:
    assert coded.quotes["quote_id"].is_unique
    told = [row for rows in compare.verbs_by_side(coded)["rows"] for row in rows]
    assert set(told) <= set(coded.quotes["quote_id"])
    assert len(set(told)) == (coded.quotes["continues_quote_id"].isna() & (coded.quotes["polarity"] != "negated")).sum()


def test_artsakh_is_a_word_of_001_alone(coded: Coded) -> None:
    texts = coded.articles.set_index("article_id")["text"]
    found = compare.keyness(compare.words, coded)
    artsakh = found[(found["term"] == "ارتساخ") & (found["count"] > 0)].iloc[0]
    assert (artsakh["outlet"], artsakh["count_rest"]) == ("Unidentified (001)", 0)
    assert found["p"].isna().all()
    for row in artsakh["rows"]:
        article_id, span = row.split(":")
        start, end = map(int, span.split("-"))
        assert texts[article_id][start:end] == "آرتساخ"


def test_the_guards_speak_in_both_languages(coded: Coded) -> None:
    said = compare.for_corpus(coded)
    assert [verdict.guard for verdict in said] == ["subject", "pooling", "p_value", "interval", "no_score"]
    assert said[0].sentence_ar == "هذه المقالات الخمس"
    assert all(verdict.sentence_en and verdict.sentence_ar for verdict in said)
