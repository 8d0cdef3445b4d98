"""The terms table: words in their places, names as the codebook knows them, in or out of quotations."""

from __future__ import annotations

import pandas as pd
import pytest
from compare_corpus import Corpus
from words_corpus import corpus, mention

import analysis
from analysis.tables import COLUMNS, Coded, frame
from analysis.words import TERM_COLUMNS, Analysis, LightLemmatiser, terms


@pytest.fixture(scope="module")
def coded() -> Coded:
    return corpus()


@pytest.fixture(scope="module")
def table(coded: Coded) -> pd.DataFrame:
    return terms(coded, LightLemmatiser())


def row(table: pd.DataFrame, article: str, surface: str) -> dict[str, object]:
    found = table[(table["article_id"] == article) & (table["surface"] == surface)]
    return {key: (None if value is pd.NA else value) for key, value in found.iloc[0].items()}


def test_columns_and_places(table: pd.DataFrame, coded: Coded) -> None:
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == {
        name: "string" if dtype == "string" else dtype for name, dtype in TERM_COLUMNS.items()
    }
    texts = dict(zip(coded.articles["article_id"], coded.articles["text"], strict=True))
    for word in table.itertuples():
        assert texts[word.article_id][word.start : word.end] == word.surface
    assert table["lemmatiser"].unique().tolist() == ["light"]


def test_names_of_actors(table: pd.DataFrame) -> None:
    assert row(table, "b", "أنقرة")["term"] == "أنقرة"
    assert row(table, "b", "أنقرة")["pos"] == "noun_prop"
    assert row(table, "a", "الروسية") | {"start": 0, "end": 0, "position": 0} == {
        "article_id": "a",
        "sentence_id": "a-s2",
        "position": 0,
        "start": 0,
        "end": 0,
        "surface": "الروسية",
        "term": "روسي",
        "pos": "adj",
        "proclitics": "ال",
        "enclitic": None,
        "in_quote": False,
        "segment": "body",
        "lemmatiser": "light",
    }


def test_name_behind_clitics_and_in_several_words() -> None:
    made = Corpus()
    made.article("a", "Outlet", "وتحدث لروسيا عن قره باغ وللأناضول مع فلاديمير بوتين والولايات المتحدة")
    for surface, actor in (
        ("روسيا", "country:russia"),
        ("قره باغ", "region:karabakh"),
        ("للأناضول", "media:anadolu"),
        ("فلاديمير بوتين", "person:putin"),
        ("الولايات المتحدة", "country:usa"),
    ):
        mention(made, "a", surface, actor)
    table = terms(made.coded(), LightLemmatiser())
    found = {word.surface: (word.term, word.pos, word.proclitics) for word in table.itertuples()}
    assert found["لروسيا"] == ("روسيا", "noun_prop", "ل")
    assert found["قره"][:2] == ("قره", "noun_prop")
    assert found["باغ"][:2] == ("باغ", "noun_prop")
    assert found["وللأناضول"] == ("الأناضول", "noun_prop", "و+ل")
    assert found["بوتين"][:2] == ("بوتين", "noun_prop")
    assert found["والولايات"][0] == "ولايات"  # a name of common words stays with the lemmatiser
    assert found["والولايات"][2] == "و+ال"


def test_name_wins_over_the_lexicon() -> None:
    class Wrong:
        """Reads the country as the dual of its demonym, as the bare disambiguator does."""

        name = "wrong"

        def analyse(self, counts: dict[str, int]) -> dict[str, Analysis]:
            return {word: Analysis("روسي", "adj", "", "ا", known=True) for word in counts}

    made = Corpus()
    made.article("a", "Outlet", "روسيا الروسية")
    mention(made, "a", "روسيا", "country:russia")
    mention(made, "a", "الروسية", "country:russia", form="demonym")
    table = terms(made.coded(), Wrong())
    assert table[["term", "pos", "enclitic"]].fillna("").to_numpy().tolist() == [
        ["روسيا", "noun_prop", ""],
        ["روسي", "adj", "ا"],  # a demonym that the lexicon knows stays with it
    ]


def test_in_or_out_of_quotations(table: pd.DataFrame) -> None:
    inside = table[table["in_quote"]]
    assert inside[inside["article_id"] == "b"]["surface"].tolist() == "روسيا مع وقف إطلاق النار ضد الحرب".split()
    assert not row(table, "b", "موسكو")["in_quote"]


def test_position_jumps_over_signs_and_between_sentences(table: pd.DataFrame) -> None:
    second = table[table["sentence_id"] == "b-s1"]
    positions = dict(zip(second["surface"], second["position"], strict=True))
    assert positions["الوزير"] - positions["وأضاف"] == 1
    assert positions["روسيا"] - positions["الوزير"] == 3  # a colon and a quotation mark
    first = table[table["sentence_id"] == "b-s0"]
    assert positions["وأضاف"] - first["position"].max() == 2


def test_tatweel_alone_is_no_word_and_a_number_is_a_digit() -> None:
    made = Corpus()
    made.article("a", "Outlet", "الحدود الأذرية ـ الأرمنية عام 2020")
    table = terms(made.coded(), LightLemmatiser())
    assert table["surface"].tolist() == ["الحدود", "الأذرية", "الأرمنية", "عام", "2020"]
    assert table["pos"].tolist()[-1] == "digit"


def test_nothing_coded_gives_an_empty_table() -> None:
    empty = Coded(**{name: frame(name, []) for name in COLUMNS})
    table = terms(empty, LightLemmatiser())
    assert len(table) == 0
    assert list(table.columns) == list(TERM_COLUMNS)


def test_seeds_give_the_same_bytes_twice(seeds: object) -> None:
    coded = analysis.code(analysis.load(seeds))
    one, other = (terms(coded, LightLemmatiser()).to_csv() for _ in range(2))
    assert one == other
    assert len(terms(coded, LightLemmatiser())) == coded.sentences["n_tokens"].sum()
