"""Frames: cues of the generic news frames and of Entman's functions, with their voice."""

from __future__ import annotations

import pytest
from coding import HEADLINE, code

from analysis import codebook
from analysis.coding.frames import ALSO, Frame


def frames(text: str) -> list[Frame]:
    """Frame rows of a page whose body is `text`."""
    return code(text)[1]["frames"]


@pytest.mark.parametrize(
    ("text", "frame", "surface"),
    [
        ("تجددت الاشتباكات بين البلدين.", "conflict", "الاشتباكات"),
        ("يطالب السكان بوقف فوري لإطلاق النار.", "remedy", "بوقف فوري لإطلاق النار"),
        ("ارتفع عدد الضحايا.", "human_interest", "الضحايا"),
        ("تراجعت أسعار النفط.", "economic", "أسعار"),
        ("يشهد البلد أزمة خانقة.", "problem", "أزمة"),
        ("كان التصعيد تهديدا للسكان.", "problem", "تهديدا"),
    ],
)
def test_a_cue_names_its_frame(text: str, frame: str, surface: str) -> None:
    assert (frame, surface) in [
        (row.frame, row.surface.lstrip("ب") if surface[0] != "ب" else row.surface) for row in frames(text)
    ] or (frame, surface.lstrip("ب")) in [(row.frame, row.surface) for row in frames(text)]


def test_entmans_functions_are_also_the_generic_frames_that_they_carry() -> None:
    rows = frames("دعت تركيا إلى ضبط النفس.")
    assert {row.frame for row in rows} == {"remedy", "responsibility_solution"}
    assert len({(row.start, row.end) for row in rows}) == 1


def test_blame_is_a_cause_and_condemnation_a_moral_judgement() -> None:
    blamed = {row.frame for row in frames("قالت تركيا إن القوات الروسية قصفت مستشفى.") if row.rule_id == "blame"}
    assert blamed == {"cause", "responsibility_cause"}
    judged = {row.frame for row in frames("انتقد ماكرون سياسة أنقرة.") if row.rule_id == "blame"}
    assert judged == {"moral_evaluation", "morality"}


def test_the_longest_cue_wins_within_a_frame() -> None:
    rows = [row for row in frames("دعا إلى تسوية سلمية.") if row.frame == "remedy"]
    assert [row.surface for row in rows] == ["تسوية سلمية"]


def test_voice_tells_whose_frame_it_is() -> None:
    (said,) = [row for row in frames("قال الوزير إن الأزمة كبيرة.") if row.frame == "problem"]
    (told,) = [row for row in frames("تفاقمت الأزمة.") if row.frame == "problem"]
    assert (said.voice, told.voice) == ("attributed", "outlet")
    assert said.quote_id is not None
    assert told.quote_id is None


@pytest.mark.parametrize("text", ["لم تجد أي أثر للسيارة.", "سمم بغاز أعصاب.", "يخدم المركز ذوي الاحتياجات الخاصة."])
def test_what_is_only_spelled_like_a_cue_is_none(text: str) -> None:
    assert frames(text) == []


def test_a_text_without_cues_has_no_frame() -> None:
    assert frames("وصل الوفد إلى العاصمة صباح اليوم.") == []


def test_every_row_is_a_known_frame_where_it_says() -> None:
    body = "أدان الرئيس الحرب وتحدث عن الضحايا والأسعار وخفض التصعيد."
    text = HEADLINE + body
    rows = frames(body)
    assert {row.frame for row in rows} <= set(codebook.read().codes("frames"))
    assert [text[row.start : row.end] for row in rows] == [row.surface for row in rows]
    assert set(ALSO.values()) <= set(codebook.read().codes("frames"))
