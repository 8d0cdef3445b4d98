"""Accuracy may not fall by more than a point, and the figures are those of the development articles' own scorer.

`python -m analysis evaluate --update` measures again and writes what is expected here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from analysis.evaluate import evaluate, publish
from analysis.evaluate.records import Article
from analysis.evaluate.robustness import code_texts
from analysis.tables import load_coded

SETS = [one for one in publish.SETS if (ROOT / one.gold).exists()]
SCORER = ROOT / "../shared/dev/score.py"


@pytest.mark.parametrize("one", SETS, ids=lambda one: one.name)
def test_accuracy_has_not_fallen(one: publish.Set) -> None:
    expected = json.loads((ROOT / publish.EXPECTED).read_text("utf-8"))[one.name]
    articles = publish.present(ROOT)[one]
    coded = code_texts({article.article_id: article.text for article in articles})
    assert publish.fallen(expected, publish.guarded(evaluate(articles, coded, resamples=0))) == []


def test_a_fall_is_seen() -> None:
    expected = {"quotes.iou50": 0.9, "blame.relation": 0.8}
    assert publish.fallen(expected, {"quotes.iou50": 0.891, "blame.relation": 0.85}) == []
    assert len(publish.fallen(expected, {"quotes.iou50": 0.889, "blame.relation": 0.85})) == 1
    assert len(publish.fallen(expected, {"blame.relation": 0.8})) == 1


def test_what_is_expected_is_what_is_published() -> None:
    expected = json.loads((ROOT / publish.EXPECTED).read_text("utf-8"))
    layers = json.loads(publish.published.FILE.read_text("utf-8"))["layers"]
    for layer, sets in layers.items():
        for name, found in sets.items():
            assert found["f1"] == expected[name][f"{layer}.{publish.MAIN[layer]}"], "run `evaluate --update`"


def yardstick(gold: Path, texts: Path, coded: Path) -> Any:
    command = [sys.executable, SCORER, gold, texts, coded, "--json", "--boot", "60"]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def check(theirs: Any, ours: Any) -> None:
    """Compare every figure that both have."""

    def figure(*key: str, column: str = "score") -> float | None:
        try:
            value = ours.figure(*key, column=column)
        except KeyError:
            return None
        return None if value != value else value  # noqa: PLR0124 nan

    pairs = {
        f"{level}.{kind}.{name}": (theirs[level][kind][name], figure("quotes", level, kind, column=column))
        for level in ("cov30", "cov80", "iou50", "strict", "strict_comp", "begin")
        for kind in ("direct", "mixed", "indirect", "marked", "all")
        for name, column in (("p", "precision"), ("r", "recall"), ("f1", "score"))
    }
    speaker, blame = theirs["speaker"], theirs["blame"]
    pairs |= {
        "words": (theirs["words"]["f1"], figure("quotes", "words")),
        "kind": (theirs["kind"]["accuracy"], figure("quotes", "kind")),
        "kind_alt": (theirs["kind"]["accuracy_alt"], figure("quotes", "kind_or_alternative")),
        "cue": (theirs["cue"]["given_match"]["f1"], figure("quotes", "cue")),
        "cue_alone": (theirs["cue"]["overall"]["f1"], figure("quotes", "cue_alone")),
        "triple": (theirs["triple"]["lenient"]["f1"], figure("quotes", "triple")),
        "triple_strict": (theirs["triple"]["strict"]["f1"], figure("quotes", "triple_strict")),
        "emitted": (theirs["not_quotes"]["emitted"], figure("quotes", "not_quotes_emitted")),
        "elided": (speaker["resolved_elided"], figure("quotes", "speaker_resolved", "elided")),
        "blame.p": (blame["p"], figure("blame", "relation", column="precision")),
        "blame.r": (blame["r"], figure("blame", "relation", column="recall")),
        "blame.f1": (blame["f1"], figure("blame", "relation")),
        "accuser": (blame["accuser_accuracy"], figure("blame", "accuser")),
        "accuser_wrong": (blame["accuser_wrong"], figure("blame", "accuser_wrong")),
        "voice": (blame["voice_accuracy"], figure("blame", "voice")),
    }
    for name in ("overlap", "exact", "resolved", "unknown_rate", "wrong_rate"):
        pairs[name] = (speaker[name], figure("quotes", f"speaker_{name.removesuffix('_rate')}"))
    assert {name: pair for name, pair in pairs.items() if pair[0] != pytest.approx(pair[1], abs=1e-12)} == {}


if SCORER.is_file():

    @pytest.mark.parametrize(
        ("gold", "texts"),
        [("../shared/dev/annotations.json", "../shared/dev"), ("seeds/gold/coder_A.json", "seeds")],
        ids=["dev", "seeds"],
    )
    def test_the_figures_are_those_of_the_yardstick(gold: str, texts: str, tmp_path: Path) -> None:
        import analysis

        coded = analysis.code(analysis.load(ROOT / texts)).save(tmp_path / "coded")
        theirs = yardstick(ROOT / gold, ROOT / texts, coded)
        ours = evaluate(ROOT / gold, load_coded(coded), layers=["quotes", "blame"], resamples=60)
        check(theirs, ours)
        if len(ours.articles) >= 10:
            low, high = theirs["ci95"]["iou50.all.f1"]
            assert ours.figure("quotes", "iou50", column="low") == pytest.approx(low)
            assert ours.figure("quotes", "iou50", column="high") == pytest.approx(high)


def test_a_layer_is_guarded_only_where_it_was_coded() -> None:
    gold = [Article("a", "a", "قال حداد نعم", layers=frozenset({"blame"}))]
    assert all(name.startswith("blame.") for name in publish.guarded(evaluate(gold, gold, resamples=0)))
