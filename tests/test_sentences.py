"""Sentences: a full stop inside marks, in an abbreviation or a number does not end one."""

from __future__ import annotations

import pytest
from coding import code

CASES = {
    "قال إن الحرب انتهت. وأضاف أن السلام قريب.": ["قال إن الحرب انتهت.", "وأضاف أن السلام قريب."],
    'قال: "انتهت الحرب. بدأ السلام." وأضاف أنه سعيد.': ['قال: "انتهت الحرب. بدأ السلام."', "وأضاف أنه سعيد."],
    "قال د. محمد العريفي إن العدد بلغ 3.5 مليون. هل هذا صحيح؟ نعم!": [
        "قال د. محمد العريفي إن العدد بلغ 3.5 مليون.",
        "هل هذا صحيح؟",
        "نعم!",
    ],
    "انتهت الجلسة.وبدأت أخرى": ["انتهت الجلسة.", "وبدأت أخرى"],
    "زوروا موقع example.com اليوم.": ["زوروا موقع example.com اليوم."],
    "بغداد.. مدينة السلام، كما قيل.": ["بغداد.. مدينة السلام، كما قيل."],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_sentences(text: str, expected: list[str]) -> None:
    reading, tables = code(text)
    body = {segment[1] for segment in tables["segments"] if segment[4] != "headline"}
    assert [reading.text[row[3] : row[4]] for row in tables["sentences"] if row[2] in body] == expected


def test_a_sentence_without_end_is_cut_so_that_time_grows_with_length_only() -> None:
    _, tables = code("وقال إن الأمر كذلك، " * 1000)
    assert max(row[5] for row in tables["sentences"]) <= 500
