"""Patterns of a codebook: Python's classes, every spelling, linear time, and a clear word where that cannot be."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from analysis import codebook, patterns
from analysis.page import segments

CHARACTERS = "".join(
    map(chr, [*range(0x20, 0x300), *range(0x370, 0x700), *range(0x2000, 0x2070), *range(0xFB50, 0xFF00)])
)


def matches(pattern: str, text: str) -> bool:
    return patterns.compiled(patterns.translated(pattern)).fullmatch(text) is not None


@pytest.mark.parametrize("pattern", [r"\s", r"\d", r"\w", r"\S", r"\D", r"\W", r"[\d.،]", r"[^\s\w]", "."])
def test_classes_are_those_of_python(pattern: str) -> None:
    found = patterns.compiled(patterns.translated(pattern)).findall(CHARACTERS)
    assert found == re.findall(pattern, CHARACTERS)


@pytest.mark.parametrize(
    ("pattern", "text", "is_one"),
    [
        ("اخبار ذات صلة", "أخبار\xa0ذات صلة", True),
        ("كي", "کى", True),
        ("[اب]ن", "أن", True),
        ("[اب]ن", "]ن", False),
        ("[]ي]", "ى", True),
        ("[[ي]", "[", True),
        ("share", "Share", True),
        (r"\[\d\]", "[٣]", True),
        ("مشاهد", "شاهد", False),
    ],
)
def test_a_letter_stands_for_its_spellings(pattern: str, text: str, is_one: bool) -> None:
    assert matches(pattern, text) is is_one


@pytest.mark.parametrize("where", ["line", "edge", "start", "end"])
@pytest.mark.parametrize("pattern", ["(ا+)+ب", "(ا|ا|اا)*ب", "(.*)*(.*)*(.*)*ب", "(ا?){300}ا{300}ب"])
def test_a_pattern_made_to_take_for_ever_ends_at_once(tmp_path: Path, where: str, pattern: str) -> None:
    (tmp_path / "furniture.csv").write_text(f"kind,where,pattern\nboilerplate,{where},{pattern}\n", "utf-8")
    text = "\n".join(["ا" * 299, "وصل الوزير", "ا" * 290 + "ج"])
    book = codebook.read(tmp_path)
    begun = time.process_time()
    assert "boilerplate" not in {found.kind for found in segments(text, book=book)}
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        (r"(?<=\.)سمات", r"(?<= looks at what it does not match"),
        (r"عنوان(?!ه)", r"(?! looks at what it does not match"),
        (r"\bسمات\b", r"\b knows no Arabic letters; write \s"),
        (r"[^\S.]+", r"\S stands between [ and ]"),
        (r"(ا)\1", r"invalid escape sequence: \1"),
        ("(?P<kind>ا)", "a group with a name"),
        ("ا{2000}", "invalid repetition size"),
        ("((((.{99}){99}){99}){99})", "invalid repetition size"),
        ("(ا", "missing )"),
    ],
)
def test_what_cannot_be_matched_in_linear_time_is_named_with_its_remedy(
    tmp_path: Path, pattern: str, message: str
) -> None:
    (tmp_path / "furniture.csv").write_text(f'kind,where,pattern\nbyline,line,"{pattern}"\n', "utf-8")
    with pytest.raises(codebook.CodebookError) as raised:
        codebook.read(tmp_path)
    assert str(raised.value).startswith("furniture.csv line 2: pattern is ")
    assert message in str(raised.value)


def test_too_many_patterns_together_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "MEMORY", 1 << 20)
    (tmp_path / "furniture.csv").write_text("kind,where,pattern\nboilerplate,line,نهاية\n", "utf-8")
    with pytest.raises(codebook.CodebookError, match=r"furniture\.csv: its patterns are too many for one search"):
        segments("خبر", book=codebook.read(tmp_path))


def test_the_mark_before_what_is_glued_to_the_end_stays() -> None:
    text = "خبر من يريفان\n\nوصل الوزير إلى جنيف أمس لإجراء محادثات مع نظيره الأرميني حول الهدنة. مقالات أخرى للكاتب"
    assert text[segments(text)[-2].end - 1] == "."
    assert segments(text)[-1].kind == "boilerplate"
