"""The doctor: each thing found or missing, with the one command that gets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import doctor
from analysis.__main__ import main
from analysis.doctor import Finding


def install(folder: Path, *files: str) -> None:
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    return tmp_path


LEMMAS = (
    "catalogue.json",
    "data/morphology_db/calima-msa-r13/morphology.db",
    "data/disambig_mle/calima-msa-r13/model.json",
)


def test_lemmas_missing_or_half_installed(data: Path) -> None:
    for files in ((), LEMMAS[:1], LEMMAS[:2]):
        install(data, *files)
        found = doctor.lemmas()
        assert found.status == "missing"
        assert found.remedy.endswith("camel_data -i light")
        assert "light clitic stripper" in found.detail
    install(data, *LEMMAS)
    assert doctor.lemmas() == Finding(
        "lemmas (CAMeL Tools)", "ok", str(data / "data" / "morphology_db" / "calima-msa-r13")
    )


def test_named_entities_are_optional(data: Path) -> None:
    assert doctor.entities().status == "optional"
    assert doctor.entities().remedy.endswith("camel_data -i ner-arabert")
    install(data, "catalogue.json", "data/ner/arabert/config.json")
    assert doctor.entities().status == "ok"


def test_font(monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.figures import fonts

    monkeypatch.setattr(fonts, "installed", dict)
    assert doctor.font().status == "missing"
    assert "DejaVu Sans" in doctor.font().detail
    monkeypatch.setattr(fonts, "installed", lambda: {"Amiri": Path("Amiri.ttf")})
    assert doctor.font() == Finding("Arabic font", "ok", "Amiri (Amiri.ttf)")


def test_raqm(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import features

    monkeypatch.setattr(features, "check", lambda name: False)
    assert doctor.raqm().status == "missing"
    assert "arabic-reshaper" in doctor.raqm().detail


def test_chrome(monkeypatch: pytest.MonkeyPatch) -> None:
    from choreographer.browsers.chromium import Chromium

    monkeypatch.setattr(Chromium, "find_browser", classmethod(lambda cls, skip_local: None))
    assert doctor.chrome().status == "missing"
    assert doctor.chrome().remedy.endswith("plotly_get_chrome")


@pytest.mark.parametrize(("status", "code"), [("ok", 0), ("optional", 0), ("missing", 1)])
def test_exit_code(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], status: str, code: int) -> None:
    remedy = "" if status == "ok" else "get it"
    monkeypatch.setattr(doctor, "examine", lambda: [Finding("thing", status, "detail", remedy)])
    assert main(["doctor"]) == code
    printed = capsys.readouterr().out
    assert "thing: detail" in printed
    assert ("-> get it" in printed) == (status != "ok")


def test_everything_is_looked_for(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1
    printed = capsys.readouterr().out
    assert all(name in printed for name in ("lemmas", "named entities", "font", "raqm", "Chrome"))
