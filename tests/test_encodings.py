"""Bytes to text: the encodings of Arabic files, told from the bytes, and what could not be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.encodings import NotTextError, decode

ARABIC = "قال وزير الخارجية الأرميني إن بلاده لن تقبل شروطا مسبقة، وأضاف أن المحادثات ستبدأ غدا في جنيف؟"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1256", "windows-1256"),
        ("iso8859_6", "iso-8859-6"),
    ],
)
def test_the_encodings_of_arabic_files(codec: str, name: str) -> None:
    decoded = decode(ARABIC.encode(codec))
    assert (decoded.text, decoded.encoding) == (ARABIC, name)
    assert [problem.code for problem in decoded.problems] == ([] if name == "utf-8" else ["encoding"])


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
def test_the_seeds_in_every_encoding_that_holds_them(seeds: Path, name: str, codec: str) -> None:
    text = (seeds / f"{name}.txt").read_bytes().decode("utf-8")
    if codec == "cp1256":  # has no Urdu ye
        text = text.encode(codec, "ignore").decode(codec)
    assert decode(text.encode(codec)).text == text


def test_line_ends_are_kept() -> None:
    assert decode("أ\r\nب\rج\n".encode()).text == "أ\r\nب\rج\n"


def test_bytes_that_cannot_be_read_are_named_with_their_place() -> None:
    data = ARABIC.encode()
    decoded = decode(data[:7] + b"\xff\xfe" + data[7:])
    assert decoded.encoding == "utf-8"
    assert decoded.text.replace("\ufffd", "") == ARABIC
    (problem,) = decoded.problems
    assert problem.code == "undecodable_bytes"
    assert decoded.text[problem.start : problem.end] == "\ufffd\ufffd"


def test_windows_letters_among_utf_8_are_mixed_encoding() -> None:
    decoded = decode(ARABIC.encode() * 3 + "وقال الرئيس".encode("cp1256"))
    assert {problem.code for problem in decoded.problems} == {"undecodable_bytes", "mixed_encoding"}


def test_utf_8_read_as_latin_is_named() -> None:
    decoded = decode(ARABIC.encode().decode("latin-1").encode())
    assert [problem.code for problem in decoded.problems] == ["mixed_encoding"]


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", bytes(range(256)) * 20])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(NotTextError, match="not a text file"):
        decode(data)


def test_a_page_that_declares_an_encoding_of_no_text() -> None:
    assert decode(ARABIC.encode("cp1256"), declared="zip").text == ARABIC
    assert decode(b"\xe3\xd1\xc8", declared="windows-1256").text == "مرب"


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except NotTextError:
        return
    assert all(
        problem.start is None or 0 <= problem.start < (problem.end or 0) <= len(decoded.text)
        for problem in decoded.problems
    )
