"""What is written to the folder: complete or not at all, the same bytes each time, each file true to the figure."""

from __future__ import annotations

import base64
import contextlib
import html
import io
import json
import re
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pandas as pd
import pytest
from figures_corpus import corpus
from PIL import Image

from analysis.figures import FIGURES, chrome, exporting, notebook, raster, rtl
from analysis.figures.template import COLUMN

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("who_speaks", "key_cloud")
OPTIONS = {"lang": "both", "width_mm": COLUMN}


@pytest.fixture
def no_chrome(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setattr("choreographer.browsers.chromium.Chromium.find_browser", lambda **_: None)


def figures(names: tuple[str, ...] = NAMES, outlets: int = 3, langs: tuple[str, ...] = ("en", "ar")):  # type: ignore[no-untyped-def]
    coded = corpus(outlets, 2)
    return [FIGURES[name](coded, lang, COLUMN) for name in names for lang in langs]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.usefixtures("no_chrome")
def test_without_chrome_pages_and_data_are_written_and_the_rest_is_named(tmp_path: Path) -> None:
    missing, reason = exporting.export(figures(), tmp_path, OPTIONS)
    assert reason == "No Chrome or Chromium was found."
    assert "chromium" in chrome.HOW_TO_GET_IT
    assert missing == [
        f"{name}.{ending}"
        for name in ("who_speaks.en", "who_speaks.ar", "key_cloud.en", "key_cloud.ar")
        for ending in (("svg", "pdf", "png") if name.startswith("who") else ("pdf",))
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "key_cloud.ar.html",
        "key_cloud.ar.png",
        "key_cloud.ar.svg",
        "key_cloud.csv",
        "key_cloud.en.html",
        "key_cloud.en.png",
        "key_cloud.en.svg",
        "key_cloud.evidence.csv",
        "key_cloud.txt",
        "manifest.json",
        "plotly.min.js",
        "who_speaks.ar.html",
        "who_speaks.csv",
        "who_speaks.en.html",
        "who_speaks.evidence.csv",
        "who_speaks.txt",
    ]


@pytest.mark.usefixtures("no_chrome")
def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for run in ("first", "second"):
        exporting.export(figures(), tmp_path / run, OPTIONS)
    assert bytes_of(tmp_path / "first") == bytes_of(tmp_path / "second")


@pytest.mark.usefixtures("no_chrome")
def test_the_written_data_lead_back_to_the_raw_articles(tmp_path: Path) -> None:
    exporting.export(figures(), tmp_path, OPTIONS)
    texts = corpus(3, 2).articles.set_index("article_id")["text"].to_dict()
    read = {"dtype": {"article_id": str}, "encoding": "utf-8-sig", "keep_default_na": False}
    for name in NAMES:
        evidence = pd.read_csv(tmp_path / f"{name}.evidence.csv", **read)
        data = pd.read_csv(tmp_path / f"{name}.csv", **read)
        assert len(evidence) > 5
        for row in evidence.itertuples(index=False):
            assert texts[row.article_id][row.start : row.end] == row.text
            assert texts[row.article_id][row.sentence_start : row.sentence_end] == row.sentence
        listed = {mark: rows["row_id"].tolist() for mark, rows in evidence.groupby("mark", sort=False)}
        assert {mark: rows.split() for mark, rows in zip(data["mark"], data["rows"], strict=True) if rows} == listed


@pytest.mark.usefixtures("no_chrome")
def test_the_caption_stands_in_both_languages_and_keeps_its_order(tmp_path: Path) -> None:
    exporting.export(figures(("who_speaks",), 5), tmp_path, OPTIONS)
    english, arabic = (tmp_path / "who_speaks.txt").read_text("utf-8").split("\n\n")
    assert english.startswith("Who speaks: 10 articles, 5 outlets\n")
    assert arabic.startswith("من يتكلم: 10 مقالات من 5 مؤسسات\n")
    assert "حرب 2020 في 8 مقالات" in arabic
    assert f"{rtl.LRI}F1{rtl.PDI}" in arabic


@pytest.mark.usefixtures("no_chrome")
def test_a_page_cannot_be_broken_by_its_articles(tmp_path: Path) -> None:
    coded = corpus(2)
    text = coded.articles["text"].str.replace("فورا", "<i>&q", regex=False).str.replace("الطرفين", "</script>")
    assert (text.str.len() != coded.articles["text"].str.len()).any()
    articles = coded.articles.assign(text=text)
    quotes = coded.quotes.assign(end=coded.quotes["start"] + 3, text="xyz")
    figure = FIGURES["who_speaks"](replace(coded, articles=articles, quotes=quotes), "ar")
    exporting.export([figure], tmp_path, {})
    page = (tmp_path / "who_speaks.ar.html").read_text("utf-8")
    assert page.count("</script>") == page.count("<script")
    assert "<i>&q" not in page
    data = json.loads(re.search(r'id="evidence-data">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    assert any("</script>" in "".join(row) for mark in data["marks"].values() for row in mark["rows"])


@pytest.mark.usefixtures("no_chrome")
def test_a_figure_of_its_own_keeps_the_others_in_the_manifest(tmp_path: Path) -> None:
    exporting.export(figures(), tmp_path, OPTIONS)
    exporting.export(figures(("who_speaks",), 3, ("en",)), tmp_path, OPTIONS)
    manifest = exporting.read_manifest(tmp_path)
    assert list(manifest["figures"]) == ["key_cloud.ar", "key_cloud.en", "who_speaks.ar", "who_speaks.en"]
    assert manifest["options"] == OPTIONS


def test_a_failing_browser_leaves_the_folder_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "who_speaks.en.png").write_bytes(b"good")

    def fail(plots: object) -> str:
        raise OSError("Chrome could not draw who_speaks.en.png: it crashed")

    monkeypatch.setattr(chrome, "draw", fail)
    with pytest.raises(OSError, match=r"could not draw who_speaks\.en\.png"):
        exporting.export(figures(("who_speaks",)), tmp_path, {})
    assert bytes_of(tmp_path) == {"who_speaks.en.png": b"good"}


@pytest.mark.usefixtures("no_chrome")
def test_what_a_killed_export_left_is_removed_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / ".writing-figures-abc"
    left.mkdir()
    (left / "who_speaks.en.html").write_text("half", "utf-8")
    exporting.export(figures(("who_speaks",)), tmp_path, {})
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.usefixtures("no_chrome")
def test_a_frequent_words_evidence_is_complete_but_not_all_of_it_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "SENTENCES", 2)
    monkeypatch.setattr(exporting, "LONGEST_CELL", 60)
    made = FIGURES["word_cloud"](corpus(3, 2), "en")
    exporting.export([made], tmp_path, {})
    evidence = pd.read_csv(tmp_path / "word_cloud.evidence.csv", encoding="utf-8-sig", dtype=str)
    counts = dict(zip(made.data["mark"], made.data["count"], strict=True))
    assert evidence.groupby("mark").size().to_dict() == counts
    assert evidence["text"].notna().all()
    assert evidence.groupby("mark")["sentence"].count().to_dict() == {mark: min(2, n) for mark, n in counts.items()}
    data = pd.read_csv(tmp_path / "word_cloud.csv", encoding="utf-8-sig", dtype=str)
    listed = dict(zip(data["mark"], data["rows"], strict=True))
    assert {mark for mark, rows in listed.items() if pd.isna(rows)} == {
        mark for mark, rows in zip(made.data["mark"], made.data["rows"], strict=True) if len(" ".join(rows)) > 60
    }


def test_an_error_in_a_later_figure_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    def two():  # type: ignore[no-untyped-def]
        yield from figures(("who_speaks",))
        raise ValueError("the second figure cannot be made")

    with pytest.raises(ValueError, match="second figure"):
        exporting.export(two(), tmp_path, {})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("no_chrome")
def test_pictures_of_an_earlier_run_stay_and_are_known_to_be_old(tmp_path: Path) -> None:
    """With Chrome gone, a good picture is kept; the manifest tells that it shows an older figure."""

    def pretend(plots: dict[Path, object]) -> str:
        for path in plots:
            path.write_bytes(path.name.encode())
        return ""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chrome, "draw", pretend)
        exporting.export(figures(("who_speaks",)), tmp_path, OPTIONS)
    assert exporting.stale(figures(("who_speaks",)), tmp_path) == ([], [])
    exporting.export(figures(("who_speaks",), outlets=4), tmp_path, OPTIONS)
    assert (tmp_path / "who_speaks.en.png").read_bytes() == b"who_speaks.en.png"
    differences, _ = exporting.stale(figures(("who_speaks",), outlets=4), tmp_path)
    assert differences == [
        f"who_speaks.{lang}.{ending}: drawn from an older figure"
        for lang in ("en", "ar")
        for ending in ("svg", "pdf", "png")
    ]


@pytest.mark.usefixtures("no_chrome")
def test_stale_names_what_has_changed(tmp_path: Path) -> None:
    exporting.export(figures(("who_speaks",), 3, ("en",)), tmp_path, OPTIONS)
    (tmp_path / "who_speaks.csv").write_text("1,2,3", "utf-8")
    (tmp_path / "who_speaks.txt").unlink()
    differences, notes = exporting.stale(figures(("who_speaks",), 4, ("en", "ar")), tmp_path)
    assert notes == []
    assert "who_speaks.en: the figure has changed" in differences
    assert "who_speaks.csv: the content has changed" in differences
    assert "who_speaks.csv: not the file that manifest.json lists" in differences
    assert "who_speaks.txt: missing" in differences
    assert "who_speaks.en.png: missing" in differences
    assert "who_speaks.ar: not in manifest.json" in differences


@pytest.mark.usefixtures("no_chrome")
def test_a_cloud_of_another_machine_is_not_called_stale(tmp_path: Path) -> None:
    made = figures(("key_cloud",), 3, ("en",))
    exporting.export([replace(made[0], made_with="other lemmas; other font")], tmp_path, {})
    differences, notes = exporting.stale(made, tmp_path)
    assert differences == []
    assert notes == [f"key_cloud.en: made with other lemmas; other font; here {made[0].made_with}, so not compared"]


def test_a_damaged_manifest_is_named(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{", "utf-8")
    with pytest.raises(ValueError, match=r"manifest\.json is damaged.*delete it"):
        exporting.read_manifest(tmp_path)


# With a browser.


@pytest.fixture(scope="module")
def exported(chrome: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two exports of the same figures, drawn by Chrome."""
    folders = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    for folder in folders:
        assert exporting.export(figures(), folder, OPTIONS) == ([], "")
    return folders


def test_images_have_the_same_bytes_on_each_run(exported: tuple[Path, Path]) -> None:
    first, second = map(bytes_of, exported)
    assert first == second
    assert exporting.stale(figures(), exported[0]) == ([], [])


def test_images_have_the_width_of_a_journals_column(exported: tuple[Path, Path]) -> None:
    for name in NAMES:
        with Image.open(exported[0] / f"{name}.ar.png") as image:
            assert image.width == 336 * raster.SCALE
            assert image.info["dpi"] == pytest.approx((384, 384), abs=0.1)
            assert len(set(image.convert("L").tobytes())) > 20
        pdf = (exported[0] / f"{name}.ar.pdf").read_bytes()
        width = float(re.search(rb"/MediaBox ?\[0 0 ([\d.]+)", pdf)[1])  # type: ignore[index]
        assert width / 72 * 25.4 == pytest.approx(89, abs=0.3)
        assert 'width="336"' in (exported[0] / f"{name}.ar.svg").read_text("utf-8")


def test_a_pdf_shows_the_whole_figure_in_its_size(exported: tuple[Path, Path]) -> None:
    """300 dots an inch for 96 pixels, and no margin: with one, Chrome made all smaller and cut the last line."""
    for name in NAMES:
        pdf = (exported[0] / f"{name}.ar.pdf").read_bytes()
        streams = []
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
            with contextlib.suppress(zlib.error):
                streams.append(zlib.decompress(stream))
        drawing = next(stream for stream in streams if b" cm\n" in stream)
        assert re.search(rb"3\.125 0 0 3\.125 0 0 cm", drawing)


def test_svg_and_figure_say_the_same(exported: tuple[Path, Path]) -> None:
    """Numbers and labels stand in the SVG as text, in reading order."""
    for figure in figures(("who_speaks",)):
        svg = ElementTree.parse(exported[0] / f"{exporting.stem(figure)}.svg")  # noqa: S314 - our own file
        drawn = {"".join(node.itertext()) for node in svg.iter() if node.tag.endswith(("text", "tspan"))}
        texts = [note.text for note in figure.plot.layout.annotations]
        texts += [text for trace in figure.plot.data if trace.text is not None for text in trace.text]
        for line in "<br>".join(texts).split("<br>"):
            assert html.unescape(re.sub("</?b>", "", line)) in drawn


def test_a_click_lists_the_sentences(exported: tuple[Path, Path], chrome: str) -> None:
    from playwright.sync_api import sync_playwright

    figure = figures(("who_speaks",), 3, ("ar",))[0]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chrome, args=["--no-sandbox"])
        page = browser.new_page()
        errors: list[str] = []
        asked: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto((exported[0] / "who_speaks.ar.html").as_uri())
        page.wait_for_selector(".js-plotly-plot .main-svg")
        bar = figure.plot.data[0]
        box = page.locator(".js-plotly-plot").bounding_box()
        assert box is not None
        x = box["x"] + figure.plot.layout.width - (bar.base[0] + bar.x[0] / 2)  # the axis runs from the right
        page.mouse.move(x, box["y"] + bar.y[0])
        page.wait_for_selector(".hoverlayer .hovertext")
        page.mouse.down()
        page.mouse.up()
        page.wait_for_selector("#rows li")
        rows = figure.rows(bar.customdata[0])
        assert page.locator("#rows li > div").all_inner_texts() == rows["sentence"].tolist()
        assert page.locator("#rows li mark").all_inner_texts() == rows["text"].tolist()
        assert page.locator("#rows li > div").first.get_attribute("dir") == "rtl"
        first = rows.iloc[0]  # outlet, date and id do not turn each other round
        told = page.locator("#rows li small").first.locator("bdi").all_inner_texts()
        assert told[1:] == [first["published"], first["row_id"]]
        assert page.locator("#head").inner_text() == figure.data["label"].iloc[0]
        browser.close()
    assert errors == []
    assert all(url.startswith("file:") for url in asked)


# In a notebook.


def test_a_notebook_shows_the_picture_only_if_it_is_of_this_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pretend(plots: dict[Path, object]) -> str:
        for path in plots:
            Image.new("RGB", (336 * raster.SCALE, 200 * raster.SCALE), "white").save(path, "png")
        return ""

    monkeypatch.setattr(chrome, "draw", pretend)
    made = figures(("who_speaks",), 3, ("en",))[0]
    exporting.export([made], tmp_path / "figures", {})
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    shown = notebook.bundle(made)
    assert shown["text/plain"] == "figures/who_speaks.en.png"
    with Image.open(io.BytesIO(base64.b64decode(shown["image/png"]))) as image:
        assert image.size == (336, 200)  # JupyterLab shows it pixel by pixel
    assert shown["application/vnd.plotly.v1+json"] == json.loads(made.plot.to_json())
    other = figures(("who_speaks",), 4, ("en",))[0]
    assert "image/png" not in notebook.bundle(other)
    assert made._repr_mimebundle_() == shown
