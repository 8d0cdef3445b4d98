"""Lemmas from CAMeL Tools: what is chosen among its analyses, against words that were read by hand."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from analysis.text import TOKEN, fold
from analysis.words import Analysis, CamelLemmatiser, Lemmatiser, LightLemmatiser, lemmatiser

HERE = Path(__file__).parent
ARTICLE = "ال"


@pytest.fixture(scope="module")
def camel(camel_data: Path) -> CamelLemmatiser:
    loaded = lemmatiser()
    assert isinstance(loaded, CamelLemmatiser)
    return loaded


@pytest.fixture(scope="module")
def words(seeds: Path) -> Counter[str]:
    """Every word of the five seeds with its count."""
    texts = [path.read_text("utf-8") for path in sorted(seeds.glob("*.txt"))]
    return Counter(match.group() for text in texts for match in TOKEN.finditer(text) if match.group()[0].isalnum())


SEEDS, OTHERS = "words_gold.csv", "words_gold_others.csv"


def read_gold(name: str) -> list[dict[str, str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def agreement(lemmas: Lemmatiser, words: Counter[str], name: str) -> tuple[int, int]:
    """Return how many of the checked words have the right lemma, and how many the right clitics."""
    gold = read_gold(name)
    analyses = lemmas.analyse(words + Counter(row["surface"] for row in gold))
    right = separated = 0
    for row in gold:
        found = analyses[row["surface"]]
        accepted = {fold(lemma.removeprefix(ARTICLE)) for lemma in row["lemma"].split("|")}
        right += fold(found.lemma.removeprefix(ARTICLE)) in accepted
        clitics = (found.proclitics, found.enclitic)
        without = row["proclitics"].removesuffix(ARTICLE).removesuffix("+")
        separated += clitics in {(row["proclitics"], row["enclitic"])} | (
            {(without, row["enclitic"])} if found.pos == "noun_prop" else set()
        )
    return right, separated


def test_gold_slices_out_of_the_seeds(seeds: Path) -> None:
    gold = read_gold(SEEDS)
    assert (len(gold), len(read_gold(OTHERS))) == (150, 150)
    for row in gold:
        with (seeds / f"{row['article_id']}.txt").open(encoding="utf-8", newline="") as file:
            assert file.read()[int(row["start"]) : int(row["end"])] == row["surface"]


@pytest.mark.parametrize(("name", "least"), [(SEEDS, (146, 148)), (OTHERS, (147, 150))])
def test_accuracy_on_checked_words(
    camel: CamelLemmatiser, words: Counter[str], name: str, least: tuple[int, int]
) -> None:
    """Of 150 each; the bare disambiguator has 130 and 142 of the lemmas."""
    lemmas, separated = agreement(camel, words, name)
    assert lemmas >= least[0]
    assert separated >= least[1]


@pytest.mark.parametrize(("name", "least"), [(SEEDS, (110, 139)), (OTHERS, (103, 136))])
def test_accuracy_of_the_light_lemmatiser(words: Counter[str], name: str, least: tuple[int, int]) -> None:
    lemmas, separated = agreement(LightLemmatiser(), words, name)
    assert lemmas >= least[0]
    assert separated >= least[1]


@pytest.mark.parametrize(
    ("word", "analysis"),
    [
        ("وستتقدم", Analysis("تقدم", "verb", "و+س", "", known=True)),
        ("للدول", Analysis("دولة", "noun", "ل+ال", "", known=True)),
        ("قواته", Analysis("قوة", "noun", "", "ه", known=True)),
        ("بأنها", Analysis("أن", "conj_sub", "ب", "ها", known=True)),
        ("اتّهمت", Analysis("اتهم", "verb", known=True)),
        # the name of a country, not the dual of its demonym
        ("روسيا", Analysis("روسيا", "noun_prop", known=True)),
        ("وتركيا", Analysis("تركيا", "noun_prop", "و", known=True)),
        ("رسميا", Analysis("رسميا", "adv", known=True)),
        # a name is written as it is written, with its article
        ("واشنطن", Analysis("واشنطن", "noun_prop", known=True)),
        ("بالعراق", Analysis("العراق", "noun_prop", "ب", known=True)),
        # the letters as written: ة is no ه
        ("قبيلة", Analysis("قبيلة", "noun", known=True)),
        ("تاريخية", Analysis("تاريخي", "adj", known=True)),
        # news gives no commands and says neither I nor my
        ("كل", Analysis("كل", "noun_quant", known=True)),
        ("واسع", Analysis("واسع", "adj", known=True)),
        ("أفضل", Analysis("أفضل", "adj", known=True)),
        ("دولي", Analysis("دولي", "adj", known=True)),
        # ... unless there is no other reading
        ("أعتقد", Analysis("اعتقد", "verb", known=True)),
        # equally likely lemmas: the one that stands in the word, but a singular before its plural
        ("غياب", Analysis("غياب", "noun", known=True)),
        ("التطورات", Analysis("تطور", "noun", "ال", known=True)),
        # corrections
        ("ولكنها", Analysis("لكن", "conj", "و", "ها", known=True)),
        ("للخارجية", Analysis("خارجية", "noun", "ل+ال", known=True)),
        ("ايضا", Analysis("أيضا", "adv", known=True)),
        ("يرى", Analysis("رأى", "verb", known=True)),
        ("الأوروبية", Analysis("أوروبي", "adj", "ال", known=True)),
    ],
)
def test_chosen_analysis(camel: CamelLemmatiser, word: str, analysis: Analysis) -> None:
    assert camel.analyse({word: 1}) == {word: analysis}


def test_written_signs_decide(camel: CamelLemmatiser) -> None:
    found = camel.analyse({"كَتَبَ": 1, "كُتُب": 1})
    assert found["كَتَبَ"].lemma == "كتب"
    assert found["كُتُب"].lemma == "كتاب"


def test_word_that_no_lexicon_knows_loses_what_the_corpus_shows(camel: CamelLemmatiser) -> None:
    alone = camel.analyse({"وكلباجار": 1})
    assert alone["وكلباجار"] == Analysis("وكلباجار", "noun_prop")
    together = camel.analyse({"وكلباجار": 1, "كلباجار": 1})
    assert together["وكلباجار"] == Analysis("كلباجار", "noun_prop", "و")


def test_names_have_one_spelling(camel: CamelLemmatiser) -> None:
    found = camel.analyse({"ارمينيا": 1, "أرمينيا": 3, "وأرمينيا": 1})
    assert {analysis.lemma for analysis in found.values()} == {"أرمينيا"}


def test_no_reading_is_lost(camel: CamelLemmatiser, words: Counter[str]) -> None:
    """Leaving out features and endings makes it faster; every lemma with its clitics and score is still found."""
    from camel_tools.disambig.mle import MLEDisambiguator

    bare = MLEDisambiguator.pretrained("calima-msa-r13", top=10_000)
    compared = ("lex", "pos", "prc0", "prc1", "prc2", "prc3", "enc0", "asp", "per", "num", "source")
    for word in sorted(words)[::20]:
        full = [s for s in bare.disambiguate([word])[0].analyses if s.analysis["source"] != "backoff"]
        readings, found = (
            {(s.score, *(s.analysis[name] for name in compared)) for s in analyses}
            for analyses in (full, camel.ranked(word))
        )
        assert found == readings


def test_a_word_is_analysed_once(camel: CamelLemmatiser, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ranked = camel.ranked
    monkeypatch.setattr(camel, "ranked", lambda word: asked.append(word) or ranked(word))
    first = camel.analyse({"مستودعات": 2, "بمستودع": 1})
    second = camel.analyse({"بمستودع": 5, "مستودعات": 1, "والمستودع": 1})
    assert {word: second[word] for word in first} == first
    assert asked == ["بمستودع", "مستودعات", "والمستودع"]


def test_loaded_once_and_chosen_by_what_is_there(
    camel: CamelLemmatiser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert lemmatiser() is camel
    assert camel.name.startswith("camel-tools 1.")
    assert camel.name.endswith(" calima-msa-r13")
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    assert lemmatiser().name == "light"
    with pytest.raises(FileNotFoundError, match="camel_data -i light"):
        CamelLemmatiser()


def test_no_data_no_network(tmp_path: Path) -> None:
    """With an empty data folder nothing of CAMeL Tools that downloads is imported."""
    code = (
        "import sys; from analysis import words; print(words.lemmatiser().name); "
        "print(any(name.startswith('camel_tools') for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "CAMELTOOLS_DATA": str(tmp_path)},
        cwd=HERE.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["light", "False"]
