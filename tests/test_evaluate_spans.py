"""Spans and surfaces: what is trimmed, what is the same, who is the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.evaluate.spans import iou, overlap, same, same_content, trim
from analysis.evaluate.surfaces import same_name, same_surface
from analysis.evaluate.units import sentence_at, sentences, words


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("«سنرد قريبا».", "سنرد قريبا"),
        (' "سنرد"، ', "سنرد"),
        ("&quot;سنرد&quot;", "سنرد"),
        ("&#171;سنرد&#187;؟", "سنرد"),
        ("ـ\u200f“سنرد...”", "سنرد"),
        ("...", "..."),
    ],
)
def test_trim_cuts_marks_spaces_and_final_punctuation(text: str, left: str) -> None:
    start, end = trim(text, (0, len(text)))
    assert text[start:end] == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('إن "بلاده سترد"', "بلاده سترد"),
        ("بأنّها سترد", "سترد"),
        ("أنهم سيردون.", "سيردون"),
        ("إنجاز كبير", "إنجاز كبير"),
    ],
)
def test_a_complementizer_is_a_word_of_its_own(text: str, left: str) -> None:
    start, end = trim(text, (0, len(text)), complementizer=True)
    assert text[start:end] == left


@given(st.text('اأإنبه «»".،! \u064b&quot;', max_size=30), st.data())
def test_trim_stays_inside_leaves_something_and_is_done_once(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    inner = trim(text, (start, end))
    assert start <= inner[0] <= inner[1] <= end
    assert (inner[0] < inner[1]) or (start == end)
    if inner != (start, end):
        assert trim(text, inner) == inner


def test_overlap_and_iou() -> None:
    assert overlap((0, 10), (8, 20)) == 2
    assert overlap((0, 5), (5, 9)) == 0
    assert iou((0, 10), (5, 15)) == pytest.approx(5 / 15)
    assert iou((3, 3), (3, 3)) == 0


def test_one_leading_clitic_more_or_less_is_the_same() -> None:
    text = "وقال الوزير بالضغط"
    assert same(text, (0, 4), (1, 4))
    assert not same(text, (0, 4), (5, 11))
    assert not same(text, None, (0, 4))
    assert same_content(text, (12, 18), (13, 18))
    assert not same(text, (12, 18), (13, 18)), "ب is no conjunction"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وزير الخارجية الروسي سيرغي لافروف", "لافروف"),
        ("أنتوني بلينكن", "الوزير بلينكن"),
        ("وزارة الدفاع الأرمينية", "وزارة دفاع أرمينية"),
        ("الهام علييف", "إلهام علييف"),
        ("الكرملين", "للكرملين"),
    ],
)
def test_same_name(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وزير الخارجية الروسي", "وزير الدفاع الروسي"),
        ("الرئيس الروسي", "الرئيس الفرنسي"),
        ("وزارة الدفاع", "وزارة الدفاع الأرمينية"),
        ("المتحدث باسم الحكومة", "المتحدث باسم الجيش"),
        ("", "لافروف"),
    ],
)
def test_two_speakers_who_share_only_a_title_are_two(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_same_surface_allows_a_conjunction() -> None:
    assert same_surface("والكرملين", "الكرملين")
    assert not same_surface("وفد", "فد"), "a short word may begin with و"


def test_units_of_agreement() -> None:
    text = "قال: نعم. ثم خرج!\n\nاتّهم الجيش 3.5 ألف رجل"
    assert [text[slice(*span)] for span in sentences(text)] == ["قال: نعم.", " ثم خرج!", "اتّهم الجيش 3.5 ألف رجل"]
    assert sentence_at(text, text.index("خرج")) == 1
    assert sentence_at(text, len(text)) == 2
    assert "اتّهم" in [text[slice(*span)] for span in words(text)], "harakat do not cut a word"
