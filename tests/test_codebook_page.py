"""The codebook's codes and cues are sound; its page shows them all; an edit shows what it changes."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from coding import code

import analysis
from analysis import codebook
from analysis.__main__ import main
from analysis.codebook.differences import differences, open_codebook, summary
from analysis.codebook.page import LAYERS, page, words_of
from analysis.coding.acts import DEED, LIGHT, UNDERGO, ActForm
from analysis.coding.frames import FrameCue
from analysis.coding.names import NameCue
from analysis.coding.role_words import RoleCue
from analysis.coding.signals import Signal
from analysis.corpus import Corpus
from analysis.tables import Coded

CODES = [(layer, name, entry) for layer in LAYERS for name, entry in codebook.read().codes(layer).items()]
CUES: dict[str, type] = {"role_cues": RoleCue, "names": NameCue, "frames": FrameCue, "blame_cues": Signal}
HEADER = "lemma,imperfect,participle,masdar,act,stance,frames,homograph,note\n"


@pytest.fixture(scope="session")
def corpus(seeds: Path) -> Corpus:
    return analysis.load(seeds)


@pytest.fixture(scope="session")
def coded(corpus: Corpus) -> Coded:
    return analysis.code(corpus)


@pytest.fixture
def softer(tmp_path: Path) -> Path:
    """Own files in which أكد is neutral."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "verbs.csv").write_text(HEADER + "أكد,يؤكد,مؤكد,تأكيد,assert,neutral,an|q|ala|np,,\n", "utf-8")
    return folder


# ---------------------------------------------------------------- the data


@pytest.mark.parametrize(("layer", "name", "entry"), CODES, ids=[f"{layer}-{name}" for layer, name, _ in CODES])
def test_every_code_is_defined_in_both_languages_with_examples(
    layer: str, name: str, entry: dict[str, Any], seeds: Path
) -> None:
    assert entry["label_en"]
    assert entry["label_ar"]
    assert entry["definition"]
    assert entry["definition_ar"]
    assert entry["positive_examples"]
    assert entry["negative_examples"]
    assert ("negative_clarification" in entry) == ("negative_clarification_ar" in entry)
    assert len(entry.get("decision_questions", [])) == len(entry.get("decision_questions_ar", []))
    for example in entry["positive_examples"] + entry["negative_examples"]:
        if "seed" in example:
            text = (seeds / f"{example['seed']}.txt").read_bytes().decode("utf-8")
            assert text[example["start"] :].startswith(example["text"])


def test_every_code_in_a_list_is_defined() -> None:
    book = codebook.read()
    acts = {row["code"] for row in book.rows("acts") if row["harm"] != "charge"} - {LIGHT, UNDERGO, DEED}
    acts |= {row["code"] for row in book.rows("blame_cues")} - {"", "imperfect", "loose"}
    roles = {row["role"] for row in (*book.rows("role_cues"), *book.rows("blame_cues"))}
    roles |= {row[column] for row in book.rows("acts") for column in ("does", "suffers")}
    assert acts <= set(book.codes("acts"))
    assert roles - {""} <= set(book.codes("roles"))
    assert {row["effect"] for row in book.rows("names")} <= set(book.codes("names"))
    assert {row["frame"] for row in book.rows("frames")} <= set(book.codes("frames"))


@pytest.mark.parametrize("file", CUES)
def test_no_cue_is_dead(file: str) -> None:
    dead = []
    for row in codebook.read().rows(file):
        words = re.sub(r"\(([^|)]*)[^)]*\)", r"\1", row["pattern"].removeprefix("="))  # the first alternative
        found = code(f"ورد في النص {words} كما جاء في الصحف.")[0].layer_hits.get(CUES[file], [])
        if not any(hit.last - hit.first + 1 == len(words.split()) for hit in found):
            dead.append(row["pattern"])
    assert dead == []


def test_no_act_is_dead() -> None:
    dead = []
    for row in codebook.read().rows("acts"):
        word = row["lemma"] or row["masdar"] or row["nouns"].split("|")[0] or row["imperfect"]
        if not any(
            hit.payload.act.code == row["code"]
            for hit in code(f"ورد في النص {word} كما جاء في الصحف.")[0].layer_hits.get(ActForm, [])
        ):
            dead.append(word)
    assert dead == []


# ---------------------------------------------------------------- the page


def test_the_page_shows_every_code_with_its_count_and_loads_nothing(coded: Coded) -> None:
    made = page(codebook.read(), coded)
    for layer, name, entry in CODES:
        assert f'id="{layer}-{name}"' in made
        assert html.escape(entry["definition"]) in made
        assert html.escape(entry["definition_ar"]) in made
    mediators = int((coded.roles["role"] == "mediator").sum())
    assert mediators > 0
    assert f'<code>mediator</code> <span class="told">rows: {mediators}</span>' in made
    assert not re.search(r"https?://|<script|<link|<img", made)
    assert made == page(codebook.read(), coded)


def test_every_link_of_the_page_leads_somewhere() -> None:
    made = page(codebook.read())
    assert set(re.findall(r'href="#([^"]+)"', made)) <= set(re.findall(r' id="([^"]+)"', made))
    assert "rows:" not in made


def test_a_scholars_code_stands_on_the_page_with_its_signs_kept_harmless(tmp_path: Path) -> None:
    (tmp_path / "roles.yaml").write_text(
        'hegemon: {label_en: "<hegemon>", label_ar: مهيمن, definition: rules & orders, definition_ar: يأمر, '
        "positive_examples: [{text: يأمر}], negative_examples: [{text: يسأل}]}\n",
        "utf-8",
    )
    made = page(codebook.read(tmp_path))
    assert "&lt;hegemon&gt;" in made
    assert "<hegemon>" not in made
    assert "rules &amp; orders" in made
    assert 'id="roles-mediator"' in made


def test_the_words_of_a_code_are_those_of_the_lists() -> None:
    words = words_of(codebook.read())
    assert "قصف" in words["acts"]["shelling"]
    assert "حليف" in words["roles"]["ally"]
    assert "آرتساخ" in words["names"]["legitimising"]
    assert "وقف إطلاق النار" in words["frames"]["remedy"]


# ---------------------------------------------------------------- the differences


def test_an_edited_stance_changes_the_rows_of_its_verb_and_nothing_else(corpus: Corpus, softer: Path) -> None:
    found = differences(codebook.read(), open_codebook(softer), [corpus])
    assert set(found["table"]) == {"quotes"}
    assert set(found["change"]) == {"changes"}
    assert set(zip(found["column"], found["old"], found["new"], strict=True)) == {
        ("outlet_stance", "endorsing", "neutral")
    }
    assert summary(found).loc["quotes", "changes"] == len(found)


def test_what_appears_one_way_vanishes_the_other_way(corpus: Corpus, tmp_path: Path) -> None:
    whole = tmp_path / "copy"
    shutil.copytree(codebook.HERE, whole, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    lines = (whole / "frames.csv").read_text("utf-8").splitlines(keepends=True)
    (whole / "frames.csv").write_text("".join(line for line in lines if not line.startswith("conflict,نزاع,")), "utf-8")
    without = open_codebook(whole)
    gone = differences(codebook.read(), without, [corpus])
    back = differences(without, codebook.read(), [corpus])
    assert set(gone["change"]) == {"vanishes"}
    assert set(back["change"]) == {"appears"}
    assert gone["text"].tolist() == back["text"].tolist()
    assert {"نزاع", "النزاع"} & set(gone["text"])


def test_the_same_codebook_differs_in_nothing(corpus: Corpus) -> None:
    assert differences(open_codebook("ours"), open_codebook("ours"), [corpus]).empty


def test_the_command_tells_what_differs_and_says_so_in_its_exit_code(
    seeds: Path, softer: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "changes.csv"
    assert main(["codebook", "diff", "ours", str(softer), str(seeds)]) == 1
    assert "outlet_stance: endorsing -> neutral" in capsys.readouterr().out
    assert main(["codebook", "diff", "ours", str(softer), str(seeds), "--out", str(out)]) == 1
    assert out.read_bytes().startswith(b"\xef\xbb\xbftable,change,article_id,start,text,column,old,new\n")
    assert main(["codebook", "diff", "ours", "ours", str(seeds)]) == 0
    assert main(["codebook", "diff", "ours", str(tmp_path / "none"), str(seeds)]) == 2
    assert "no such codebook folder" in capsys.readouterr().err


def test_the_command_writes_the_page(seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "pages" / "codebook.html"
    assert main(["codebook", "page", "--corpus", str(seeds), "--out", str(out)]) == 0
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert main(["codebook", "page", "--corpus", str(seeds), "--out", str(tmp_path / "page.txt")]) == 2
    assert "ends in .html" in capsys.readouterr().err
