"""The light lemmatiser: what it takes off a word, and what it leaves on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.words import Analysis, LightLemmatiser
from analysis.words.spelling import bare, commonest, spelling_key


def analyse(word: str, *others: str) -> Analysis:
    return LightLemmatiser().analyse(dict.fromkeys((word, *others), 1))[word]


@pytest.mark.parametrize(
    ("word", "others", "lemma", "proclitics", "enclitic"),
    [
        # the article is unmistakable
        ("الاشتباكات", (), "اشتباكات", "ال", ""),
        ("والأرمني", (), "أرمني", "و+ال", ""),
        ("بالمنطقة", (), "منطقة", "ب+ال", ""),
        # the rest must stand in the corpus, alone or with the article
        ("لسحب", (), "لسحب", "", ""),
        ("لسحب", ("السحب",), "سحب", "ل", ""),
        ("وتجددت", ("تجددت",), "تجددت", "و", ""),
        ("وزير", ("وزيرا",), "وزير", "", ""),
        ("سيعقد", ("يعقد",), "يعقد", "س", ""),
        ("قواته", ("قوات",), "قوات", "", "ه"),
        ("قيادتها", ("قيادة",), "قيادة", "", "ها"),
        # ... or in the codebook
        ("وأعلن", (), "أعلن", "و", ""),
        ("وفرنسا", (), "فرنسا", "و", ""),
        # ل before an article that lost its alef, and before a word that begins with ل
        ("للدول", ("الدول",), "دول", "ل+ال", ""),
        ("للقاء", ("لقاء",), "لقاء", "ل", ""),
        # short function words
        ("وفي", (), "في", "و", ""),
        ("عليها", (), "على", "", "ها"),
        ("أنه", (), "أن", "", "ه"),
        ("فقد", (), "فقد", "", ""),
        # the accusative, where the writer marks it
        ("عدداً", (), "عدد", "", ""),
        ("عددا", (), "عددا", "", ""),
        # names that only look like clitics and article
        ("كالينينغراد", (), "كالينينغراد", "", ""),
        ("تركيا", ("تركي",), "تركيا", "", ""),
    ],
)
def test_takes_off(word: str, others: tuple[str, ...], lemma: str, proclitics: str, enclitic: str) -> None:
    found = analyse(word, *others)
    assert (found.lemma, found.proclitics, found.enclitic) == (lemma, proclitics, enclitic)


def test_rest_that_is_much_rarer_is_no_word_of_its_own() -> None:
    counts = {"وسائل": 100, "سائل": 1, "كانت": 100, "انت": 1}
    found = LightLemmatiser().analyse(counts)
    assert found["كانت"].lemma == "كانت"
    assert found["وسائل"].proclitics == ""


def test_one_spelling() -> None:
    found = LightLemmatiser().analyse({"اشتباك": 1, "إشتباك": 2, "على": 1, "علي": 1})
    assert found["اشتباك"].lemma == found["إشتباك"].lemma == "إشتباك"
    assert found["على"].lemma != found["علي"].lemma


def test_spelling_key_keeps_what_tells_words_apart() -> None:
    assert spelling_key("أذربيجان") == spelling_key("إذربيجان") == spelling_key("اذربيجان")
    assert spelling_key("آثار") != spelling_key("أثار")
    assert spelling_key("رأس") != spelling_key("راس")


def test_commonest_is_the_same_whatever_the_order() -> None:
    pairs = {"أنقرة": 2, "انقرة": 2, "إنقرة": 1}
    assert commonest(pairs) == commonest(dict(reversed(pairs.items()))) == {"انقرة": "أنقرة"}


@given(
    st.text("وفبلكسالأإهمانيتةىءقرـًّ", min_size=1, max_size=9), st.lists(st.text("وبلالقهاترة", min_size=1), max_size=5)
)
def test_parts_make_up_the_word(word: str, others: list[str]) -> None:
    """What is taken off and what remains are the letters of the word (لل, ة and ى before a pronoun, and اً aside)."""
    if not bare(word):
        return
    found = analyse(word, *others)
    taken = found.proclitics.replace("ل+ال", "لل").replace("+", "")
    letters = bare(word)
    assert spelling_key(letters).startswith(spelling_key(taken)) or letters.startswith(taken)
    assert letters.endswith(found.enclitic)
    rest = letters.removeprefix(taken).removesuffix(found.enclitic)
    assert found.lemma
    assert abs(len(rest) - len(found.lemma)) <= 1
