"""A codebook that is broken says where; a scholar's own files extend or replace ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analysis import codebook
from analysis.codebook import CodebookError
from analysis.coding.article import code_article, coder

HEADER = "lemma,imperfect,participle,masdar,act,stance,frames,homograph,note\n"


def test_our_own_codebook_is_sound() -> None:
    ours = codebook.read()
    assert {row["act"] for row in ours.rows("verbs")} == codebook.ACTS
    assert len(ours.rows("verbs")) > 150


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            HEADER + "همهم,يهمهم,مهمهم,,murmur,neutral,an,,\n",
            "verbs.csv line 2: act is 'murmur'; use one of accuse, announce",
        ),
        (HEADER + "همهم,يهمهم\n", "verbs.csv line 2: 2 cells where the header has 9"),
        (HEADER + ",يهمهم,مهمهم,,say,neutral,an,,\n", "verbs.csv line 2: the column lemma is empty"),
        (HEADER + "همهم,يهمهم,مهمهم,,say,neutral,an|zz,,\n", "verbs.csv line 2: frames holds 'zz'"),
        (
            HEADER + "# a note\nأن,,,,say,neutral,,,\nأن,,,,say,neutral,,,\n",
            "verbs.csv line 4: أن/say stands there twice",
        ),
        ("lemma,verb\n", "verbs.csv line 1: lacks the column act"),
        (HEADER.replace("note", "remark"), "verbs.csv line 1: has an unknown column 'remark'"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "verbs.csv").write_text(content, "utf-8")
    with pytest.raises(CodebookError) as raised:
        codebook.read(tmp_path)
    assert message in str(raised.value)


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "verbs.csv").write_bytes((HEADER + "همهم,,,,say,neutral,an,,\n").encode("cp1256"))
    with pytest.raises(CodebookError, match=r"verbs\.csv is not UTF-8"):
        codebook.read(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("confidence.csv", "rule_id,confidence\nverb-an,high\n", "confidence.csv line 2: confidence is 'high'"),
        ("names.csv", "pattern,kind,referent,variant,effect\n(a|b,event,x,y,neutral\n", "names.csv line 2: pattern is"),
        ("furniture.csv", "kind,where,pattern\nbyline,line,(a\n", "furniture.csv line 2: pattern is '(a'"),
        ("roles.yml", "ally:\n  label_en: x\n", "roles.yml is no file of the codebook"),
        ("verbs.xlsx", "PK", "verbs.xlsx is no file of the codebook"),
        ("notes.txt", "mine", "holds no file of the codebook"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(CodebookError) as raised:
        codebook.read(tmp_path)
    assert message in str(raised.value)


def test_a_file_with_a_wrong_name_is_not_silently_ignored(tmp_path: Path) -> None:
    (tmp_path / "verb.csv").write_text(HEADER, "utf-8")
    with pytest.raises(CodebookError, match=r"verb\.csv is no file of the codebook"):
        codebook.read(tmp_path)


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such codebook folder"):
        codebook.read(tmp_path / "missing")


def test_a_scholars_verb_is_read_beside_ours_and_one_of_ours_can_be_changed(tmp_path: Path) -> None:
    rows = "همهم,يهمهم,مهمهم,,say,distancing,an|q,,\nقال,يقول,قائل,قول,say,endorsing,an|q,an|q,\n"
    (tmp_path / "verbs.csv").write_text(HEADER + rows, "utf-8")
    text = "عنوان\n\nهمهم لافروف أن بلاده قلقة. وقال بلينكن إن بلاده هادئة."
    _, ours = code_article("t", text, None, coder(codebook.read()))
    _, theirs = code_article("t", text, None, coder(codebook.read(tmp_path)))
    assert [(q.cue, q.outlet_stance) for q in ours["quotes"]] == [("قال", "neutral")]
    assert [(q.cue, q.outlet_stance) for q in theirs["quotes"]] == [("همهم", "distancing"), ("قال", "endorsing")]


def test_an_edited_codebook_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "sides.csv"
    path.write_text("side,label_en,label_ar,note\nnorth,North,الشمال,\n", "utf-8")
    before = codebook.read(tmp_path)
    assert codebook.read(tmp_path) is before
    path.write_text("side,label_en,label_ar,note\nsouth,South,الجنوب,\n", "utf-8")
    os.utime(path, ns=(1, 1))
    after = codebook.read(tmp_path)
    assert after != before
    assert {row["side"] for row in after.rows("sides")} >= {"south", "russia"}
