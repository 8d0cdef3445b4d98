"""Word lists, n-grams and stop words."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from compare_corpus import Corpus
from words_corpus import corpus

from analysis import compare
from analysis.codebook import CodebookError
from analysis.tables import Coded
from analysis.words import LightLemmatiser, ngrams, stop_words, terms, word_list


@pytest.fixture(scope="module")
def coded() -> Coded:
    return corpus()


@pytest.fixture(scope="module")
def table(coded: Coded) -> pd.DataFrame:
    return terms(coded, LightLemmatiser())


def counts(listed: pd.DataFrame, outlet: str) -> dict[str, int]:
    here = listed[listed["outlet"] == outlet]
    return dict(zip(here["term"], here["count"], strict=True))


def test_counts_with_denominators(table: pd.DataFrame, coded: Coded) -> None:
    listed = word_list(table, coded)
    assert list(listed.columns) == [
        "event", "outlet", "term", "pos", "count", "tokens", "per_1000", "articles_with", "articles", "forms", "rows",
        "lemmatiser",
    ]  # fmt: skip
    first = listed.iloc[0]
    assert (first["outlet"], first["term"], first["count"]) == ("Outlet A", "أذربيجان", 2)
    assert first["tokens"] == 26
    assert first["per_1000"] == pytest.approx(1000 * 2 / 26)
    assert (first["articles_with"], first["articles"]) == (1, 1)
    assert counts(listed, "Outlet B")["إطلاق"] == 2
    assert "في" not in counts(listed, "Outlet A")
    assert counts(word_list(table, coded, stop=()), "Outlet A")["في"] == 3


def test_every_count_leads_to_its_words(table: pd.DataFrame, coded: Coded) -> None:
    texts = dict(zip(coded.articles["article_id"], coded.articles["text"], strict=True))
    for listed in word_list(table, coded, stop=()).itertuples():
        assert len(listed.rows) == listed.count
        written = []
        for place in listed.rows:
            article, _, span = place.partition(":")
            start, end = map(int, span.split("-"))
            written.append(texts[article][start:end])
        assert sorted(set(written)) == sorted({form.rsplit(" ", 1)[0] for form in listed.forms.split("، ")})


def test_forms_commonest_first() -> None:
    made = Corpus()
    made.article("a", "Outlet", "الحرب والحرب الحرب")
    listed = word_list(terms(made.coded(), LightLemmatiser()), made.coded())
    assert listed["forms"].tolist() == ["الحرب 2، والحرب 1"]


def test_speech(table: pd.DataFrame, coded: Coded) -> None:
    inside, outside = (counts(word_list(table, coded, speech=kind), "Outlet B") for kind in ("inside", "outside"))
    assert inside["روسيا"] == 1
    assert "روسيا" not in outside
    assert outside["موسكو"] == 1
    assert word_list(table, coded, speech="inside").query("outlet == 'Outlet B'")["tokens"].unique().tolist() == [7]
    with pytest.raises(ValueError, match="inside"):
        word_list(table, coded, speech="within")


def test_events_are_not_pooled_silently() -> None:
    made = Corpus()
    made.article("a", "Outlet", "الحرب مستمرة")
    made.article("b", "Outlet", "الحرب مستمرة", event="2022-clashes")
    found = terms(made.coded(), LightLemmatiser())
    assert word_list(found, made.coded())["count"].tolist() == [1, 1, 1, 1]
    assert word_list(found, made.coded(), pool_events=True)["count"].tolist() == [2, 2]


def test_numbers_count_among_the_words_but_are_not_listed() -> None:
    made = Corpus()
    made.article("a", "Outlet", "الحرب 2020 الحرب")
    listed = word_list(terms(made.coded(), LightLemmatiser()), made.coded())
    assert listed[["term", "count", "tokens"]].to_numpy().tolist() == [["حرب", 2, 3]]


def test_ngrams_stop_at_signs_and_sentences(table: pd.DataFrame) -> None:
    found = set(ngrams(table, 2)["term"])
    assert "إطلاق النار" in found
    assert "النار والقوات" not in found  # a comma
    assert "أذربيجان في" in found
    assert "الحرب وقال" not in found  # two sentences
    assert "الوزير روسيا" not in found  # a colon and a quotation mark


def test_ngrams_slice_out_of_the_text(table: pd.DataFrame, coded: Coded) -> None:
    texts = dict(zip(coded.articles["article_id"], coded.articles["text"], strict=True))
    found = ngrams(table, 3)
    assert "وقف إطلاق النار" in set(found["term"])
    for run in found.itertuples():
        assert texts[run.article_id][run.start : run.end] == run.surface


def test_ngram_is_inside_a_quotation_if_all_of_it_is(table: pd.DataFrame) -> None:
    found = ngrams(table, 2).query("article_id == 'b'")
    inside = dict(zip(found["term"], found["in_quote"], strict=True))
    assert inside["روسيا مع"]
    assert not inside["إنها ضد"]


def test_ngrams_of_terms_and_their_list(table: pd.DataFrame, coded: Coded) -> None:
    listed = word_list(ngrams(table, 2, of="term"), coded)
    assert counts(listed, "Outlet B")["إطلاق نار"] == 2
    assert not any(term.startswith("في ") or term.endswith(" في") for term in listed["term"])
    assert listed["tokens"].tolist()[0] == 22  # all bigrams of the outlet, those with stop words, too


@pytest.mark.parametrize(("arguments", "message"), [({"n": 1}, "two words"), ({"of": "lemma"}, "surface")])
def test_ngrams_refuse(table: pd.DataFrame, arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ngrams(table, **arguments)


def test_keyness_takes_terms_and_ngrams(table: pd.DataFrame, coded: Coded) -> None:
    keyed = compare.keyness(table, coded, min_count=1)
    assert set(keyed["lemmatiser"]) == set(table["lemmatiser"])
    assert keyed.query("outlet == 'Outlet B' and term == 'موسكو'")["count"].tolist() == [1]
    assert len(compare.keyness(ngrams(table, 2), coded, min_count=1))


def test_stop_words_by_kind() -> None:
    assert {"في", "الذي", "كان"} <= stop_words()
    assert "نوفمبر" not in stop_words()
    assert "نوفمبر" in stop_words(["time"])
    assert not {"حرب", "روسيا", "علي", "إمام"} & stop_words(["function", "auxiliary", "time", "number", "reporting"])
    with pytest.raises(ValueError, match="reporting"):
        stop_words(["verbs"])


def test_a_scholar_adds_and_takes_back(tmp_path: Path) -> None:
    (tmp_path / "stopwords.csv").write_text("kind,word,note\nfunction,سبوتنيك,ours\nkeep,ضد,\n", "utf-8")
    ours = stop_words(folder=tmp_path)
    assert "سبوتنيك" in ours
    assert "ضد" not in ours
    (tmp_path / "stopwords.csv").write_text("kind,word,note\nverbs,قال,\n", "utf-8")
    with pytest.raises(CodebookError, match=r"stopwords\.csv line 2"):
        stop_words(folder=tmp_path)
