"""`python -m analysis figures`: what it writes, says and returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from figures_corpus import corpus

from analysis.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def coded(tmp_path: Path) -> str:
    return str(corpus(2).save(tmp_path / "coded"))


@pytest.fixture(autouse=True)
def no_chrome(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setattr("choreographer.browsers.chromium.Chromium.find_browser", lambda **_: None)


def test_without_chrome_it_says_what_is_missing_and_how_to_get_it(
    coded: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "figures"
    assert main(["figures", coded, "--out", str(out), "--only", "who_speaks", "--lang", "ar"]) == 0
    said = capsys.readouterr()
    assert said.out == f"written to {out}\n"
    assert "No Chrome or Chromium was found" in said.err
    assert "apt-get install chromium" in said.err
    assert "not drawn: who_speaks.ar.svg, who_speaks.ar.pdf, who_speaks.ar.png" in said.err
    assert sorted(path.name for path in out.glob("*.html")) == ["who_speaks.ar.html"]


def test_check_uses_the_options_of_the_folder_and_tells_what_differs(
    coded: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "figures")
    only = ["--only", "timeline", "--only", "who_speaks"]
    assert main(["figures", coded, "--out", out, *only, "--lang", "en", "--width", "89mm"]) == 0
    capsys.readouterr()
    before = {path.name: path.read_bytes() for path in (tmp_path / "figures").iterdir()}
    assert main(["figures", coded, "--out", out, *only, "--check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        *(f"timeline.en.{ending}: missing" for ending in ("svg", "pdf", "png")),
        *(f"who_speaks.en.{ending}: missing" for ending in ("svg", "pdf", "png")),
        "6 differences",
    ]
    assert {path.name: path.read_bytes() for path in (tmp_path / "figures").iterdir()} == before
    assert (
        main(["figures", coded, "--out", out, "--only", "who_speaks", "--lang", "en", "--width", "120", "--check"]) == 1
    )
    assert "who_speaks.en: the figure has changed" in capsys.readouterr().out


def test_roles_of_other_sides_are_asked_for_by_name(coded: str, tmp_path: Path) -> None:
    out = tmp_path / "figures"
    only = ["--only", "roles_by_voice", "--lang", "en"]
    assert main(["figures", coded, "--out", str(out), *only, "--sides", "armenia,russia"]) == 0
    assert '"sides": [\n   "armenia",\n   "russia"\n  ]' in (out / "manifest.json").read_text("utf-8")
    page = (out / "roles_by_voice.en.html").read_text("utf-8")
    assert "Armenia" in page
    assert "Turkey" not in page


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--only", "bias"], "there is no figure 'bias'; the figures are who_speaks, "),
        (["--width", "2m"], "width '2m' is not usable: give 60mm to 400mm"),
        (["--sides", "turkey,atlantis"], "there is no side 'atlantis': sides.csv of the codebook lists them"),
        (["--check"], "has no manifest.json: run the same command without --check first"),
    ],
)
def test_a_wrong_argument_is_named(
    coded: str, tmp_path: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["figures", coded, "--out", str(tmp_path / "figures"), *arguments]) == 2
    assert message in capsys.readouterr().err


def test_a_missing_corpus_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", str(tmp_path / "nothing"), "--out", str(tmp_path / "figures")]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_a_failing_browser_is_an_error_and_not_a_crash(
    coded: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(plots: object) -> str:
        raise OSError("Chrome could not draw who_speaks.en.svg: it crashed")

    monkeypatch.setattr("analysis.figures.chrome.draw", fail)
    assert main(["figures", coded, "--out", str(tmp_path / "figures"), "--only", "who_speaks"]) == 2
    assert capsys.readouterr().err.startswith("error: Chrome could not draw who_speaks.en.svg")
