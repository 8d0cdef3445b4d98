"""Whatever comes in: no exception, every offset slices, time grows with length."""

from __future__ import annotations

import time
from typing import Any

import pytest
from coding import code
from hypothesis import given
from hypothesis import strategies as st

PIECES = [
    *"«»\"'“”()[]:،.؟!…-–_#@%&;<>",
    *[
        "قال",
        "وأضاف",
        "إن",
        "أن",
        "بأن",
        "إلى",
        "عن",
        "الرئيس",
        "التركي",
        "أردوغان",
        "روسيا",
        "بحسب",
        "نقلا عن",
        "الذي",
    ],
    *[
        "وكالة",
        "اتهم",
        "بشن",
        "هجوم",
        "جاء ذلك",
        "س:",
        "ج:",
        "يذكر أن",
        "مشيرا",
        "قوله",
        "كما",
        "ما",
        "دعا",
        "\n",
        "\n\n",
        " ",
    ],
    *["\u202e", "\u2067", "\u200f", "\x00", "\ufeff", "&quot;", "ﷺ", "پاکستان", "<b>", "👍", "ً", "ـ", "2020", "٣"],
]


def check(text: str) -> None:
    reading, tables = code(text, "")
    ids = {row[1] for row in tables["sentences"]}
    for name, rows in tables.items():
        for row in rows:
            record: dict[str, Any] = row._asdict() if hasattr(row, "_asdict") else {}
            for key, start in record.items():
                if key.endswith("start") and start is not None:
                    end = record[key.replace("start", "end")]
                    assert 0 <= start <= end <= len(text), (name, key)
                    surface = record.get(key.removesuffix("_start"))
                    if key != "start" and isinstance(surface, str):
                        assert text[start:end] == surface, (name, key)
            assert record.get("sentence_id") is None or record["sentence_id"] in ids
    for quote in tables["quotes"]:
        assert quote.text == text[quote.start : quote.end]
        assert quote.text
        assert 0 < quote.confidence <= 1
    assert all(first.opening < first.closing for first in reading.marked)


@given(st.text())
def test_any_text(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(PIECES), max_size=80).map(" ".join))
def test_news_gone_wrong(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
def test_news_gone_wrong_without_spaces(text: str) -> None:
    check(text)


def test_lone_surrogates_are_coded_like_any_letter() -> None:
    check("قال لافروف إن \ud800 بلاده قلقة.")


LONG = {
    "one line": "قال الرئيس التركي أردوغان إن بلاده تقف مع أذربيجان، مشيرا إلى أن القوات شنت هجوما على المدنيين ",
    "marks": '"',
    "guillemets": "« ",
    "cues": "وقال إن ",
    "actors": "روسيا ",
    "brackets": "(",
    "attributions": "بحسب ",
    "backlinks": "وأضاف أن بلاده قلقة. جاء ذلك خلال مؤتمر صحفي. ",
    "accusations": "اتهم أردوغان روسيا بقصف المدنيين. ",
    "accusing nouns": "اتهام روسيا لتركيا بدعم الإرهاب في سوريا ",
    "offices": "قال الرئيس الروسي فلاديمير بوتين إن الوضع صعب. وقال الرئيس إن الوضع صعب. ",
    "direct speech": "قال لافروف: «بلاده قلقة من التصعيد في المنطقة». ",
}


@pytest.mark.parametrize("piece", LONG.values(), ids=LONG)
def test_time_grows_with_length_and_not_with_its_square(piece: str) -> None:
    def seconds(words: int) -> float:
        text = piece * (words // max(1, len(piece.split())))
        begun = time.process_time()
        code(text)
        return time.process_time() - begun

    seconds(1000)
    times = 8
    for _ in range(3):  # other programs slow one measurement down, but not each: a square would be 64 times every time
        short, long = seconds(5000), seconds(times * 5000)
        if long < 3 * times * max(short, 0.02):
            return
    pytest.fail(f"{times} times the words took {long / short:.0f} times as long")
