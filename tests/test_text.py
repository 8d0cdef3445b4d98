"""Normal forms on the side: what is the same word, and where it stands in the raw text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text import fold, normalize, tokens


@pytest.mark.parametrize(
    ("spelling", "same"),
    [
        ("اتّهمتْ", "اتهمت"),
        ("الأرمينيّة", "الارمينيه"),
        ("إلهام", "الهام"),
        ("مسؤول", "مسوول"),
        ("هيئة", "هييه"),
        ("قـــره", "قره"),
        ("ﻻ", "لا"),
        ("پاکستان", "پاكستان"),
        ("٢٠٢٠", "2020"),
        ("\u200fتركيا\u200e", "تركيا"),
        ("TASS", "tass"),
    ],
)
def test_spellings_of_one_word_fold_together(spelling: str, same: str) -> None:
    assert fold(spelling) == same


def test_tokens_keep_harakat_marks_and_entities_apart() -> None:
    found = tokens('اتّهمت بـ"قره باغ" 16:30 &quot;نعم&quot; قال..')
    surfaces = ["اتّهمت", "بـ", '"', "قره", "باغ", '"', "16:30", "&quot;", "نعم", "&quot;", "قال", ".."]
    assert found["surface"].tolist() == surfaces
    assert found.loc[found["is_word"], "folded"].tolist() == ["اتهمت", "ب", "قره", "باغ", "16:30", "نعم", "قال"]


@given(st.text())
def test_every_token_is_a_slice_of_the_raw_text(raw: str) -> None:
    found = tokens(raw)
    assert [raw[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == found[
        "surface"
    ].tolist()


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_a_normalised_text_leads_back_to_the_raw_one(raw: str) -> None:
    folded = normalize(raw)
    assert len(folded.places) == len(folded.text) + 1
    for place, character in enumerate(folded.text):
        start, end = folded.raw_span(place, place + 1)
        assert character in fold(raw[start:end])


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(IndexError, match="span 0:4 outside a text of 3 characters"):
        normalize("نعم").raw_span(0, 4)
