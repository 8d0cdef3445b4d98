"""Word clouds: joined, right to left, the same on every run, and the same words in every format."""

from __future__ import annotations

import io
import re
from itertools import combinations
from typing import TYPE_CHECKING

import arabic_reshaper
import numpy as np
import pytest
from bidi.algorithm import get_display
from figures_corpus import corpus
from PIL import Image, ImageDraw, ImageFont

from analysis.figures import FIGURES, clouds, fonts, rtl

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS = [("تركيا", 20.0), ("روسيا", 18.0), ("أذربيجان", 17.0), ("وقف إطلاق النار", 9.0), ("سلام", 5.0), ("لافروف", 4.0)]
RAQM = pytest.mark.skipif(not rtl.pillow_shapes(), reason="this Pillow has no raqm (libfribidi0 is missing)")


@pytest.fixture
def no_raqm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pillow as it is on a machine without fribidi."""
    plain = ImageFont.truetype

    def basic(font: str, size: float, *args: object, **options: object) -> ImageFont.FreeTypeFont:
        return plain(font, size, layout_engine=ImageFont.Layout.BASIC)

    monkeypatch.setattr(rtl, "pillow_shapes", lambda: False)
    monkeypatch.setattr(ImageFont, "truetype", basic)


def ink(text: str, layout: ImageFont.Layout) -> NDArray[np.bool_]:
    """Return the pixels of a text drawn large, cut to its ink."""
    font = ImageFont.truetype(str(fonts.bundled()), 96, layout_engine=layout)
    image = Image.new("L", (900, 220), 255)
    ImageDraw.Draw(image).text((20, 40), text, fill=0, font=font)
    return cut(image)


def cut(image: Image.Image) -> NDArray[np.bool_]:
    dark = np.asarray(image.convert("L")) < 128
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def likeness(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> float:
    """Return the share of pixels in common, the second resized to the first."""
    size = (first.shape[1], first.shape[0])
    scaled = np.asarray(Image.fromarray(second).resize(size))
    return float((first & scaled).sum() / (first | scaled).sum())


def one_word(word: str, monkeypatch: pytest.MonkeyPatch) -> NDArray[np.bool_]:
    """Return the ink of a cloud of one word, in DejaVu Sans."""
    monkeypatch.setattr(fonts, "installed", dict)
    picture = clouds.lay_out([("", [(word, 1.0)])], 400)
    return cut(Image.open(io.BytesIO(picture.png())))


@RAQM
@pytest.mark.parametrize("word", ["سلام", "أذربيجان", "لافروف", "مجموعة مينسك"])
def test_with_raqm_the_pixels_are_those_of_the_joined_word(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = one_word(word, monkeypatch)
    right = ink(get_display(arabic_reshaper.reshape(word)), ImageFont.Layout.BASIC)  # shaped by hand, once
    twice = ink(get_display(arabic_reshaper.reshape(word)), ImageFont.Layout.RAQM)  # the usual mistake
    apart = ink("\u200c".join(word), ImageFont.Layout.RAQM)
    assert likeness(drawn, right) > 0.8
    assert likeness(drawn, right) > likeness(drawn, twice) + 0.2
    assert likeness(drawn, right) > likeness(drawn, apart) + 0.2


@pytest.mark.usefixtures("no_raqm")
@pytest.mark.parametrize("word", ["سلام", "أذربيجان", "لافروف", "مجموعة مينسك"])
def test_without_raqm_the_pixels_are_those_of_the_joined_word(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = one_word(word, monkeypatch)
    forms = arabic_reshaper.reshape(word)
    monkeypatch.undo()
    right = ink(forms[::-1], ImageFont.Layout.BASIC)
    backwards = ink(forms, ImageFont.Layout.BASIC)
    apart = ink(word[::-1], ImageFont.Layout.BASIC)
    assert likeness(drawn, right) > 0.8
    assert likeness(drawn, right) > likeness(drawn, backwards) + 0.2
    assert likeness(drawn, right) > likeness(drawn, apart) + 0.2


@pytest.mark.usefixtures("no_raqm")
def test_without_raqm_the_svg_still_holds_the_words_in_reading_order() -> None:
    svg = clouds.lay_out([("", WORDS)], 600).svg().decode()
    assert [re.sub(f"[{rtl.RLI}{rtl.PDI}]", "", word) for word in re.findall(r">([^<>\n]+)</text>", svg)] == [
        word for word, _ in WORDS
    ]


def test_svg_keeps_each_words_width_in_any_font() -> None:
    picture = clouds.lay_out([("الميادين (باستنتاج)", WORDS)], 600)
    svg = picture.svg().decode()
    assert svg.count("<text ") == svg.count("textLength=") == len(picture.words) + len(picture.headings)
    for word in picture.words:
        assert f'textLength="{word.advance:g}"' in svg


def test_the_same_counts_give_the_same_bytes_in_whatever_order() -> None:
    first, second = clouds.lay_out([("", WORDS)], 600), clouds.lay_out([("", WORDS[::-1])], 600)
    assert first.png() == second.png()
    assert first.svg() == second.svg()


@pytest.mark.parametrize("across", [1, 2])
def test_words_lie_on_the_paper_apart_and_the_heavier_are_larger(across: int) -> None:
    panels = [(f"Outlet {number}", WORDS) for number in range(4)]
    picture = clouds.lay_out(panels, 692, across, title="Words")
    for word in (*picture.words, *picture.headings):
        assert 0 <= word.x
        assert word.x + word.width <= picture.width
        assert 0 <= word.y
        assert word.y + word.height <= picture.height
    for heading in picture.headings:
        assert not any(overlap(heading, word) for word in picture.words)
    for panel in range(4):
        sizes = {word.text: word.size for word in picture.words if word.panel == panel}
        assert len(sizes) == len(WORDS)
        assert [sizes[word] for word, _ in WORDS] == sorted(sizes.values(), reverse=True)
    for first, second in combinations(picture.words, 2):  # words may reach into each other's box, but no further
        smaller = min(first.width * first.height, second.width * second.height)
        assert area(first, second) < 0.35 * smaller


def overlap(first: clouds.Word, second: clouds.Word) -> bool:
    return area(first, second) > 0


def area(first: clouds.Word, second: clouds.Word) -> float:
    across = min(first.x + first.width, second.x + second.width) - max(first.x, second.x)
    down = min(first.y + first.height, second.y + second.height) - max(first.y, second.y)
    return max(0.0, across) * max(0.0, down)


def test_arabic_panels_stand_from_right_to_left() -> None:
    panels = [("الأولى", WORDS), ("الثانية", WORDS)]
    picture = clouds.lay_out(panels, 692, 2, title="كلمات")
    left = {panel: min(word.x for word in picture.words if word.panel == panel) for panel in (0, 1)}
    assert left[0] > left[1]
    title = picture.headings[0]
    assert title.x + title.width > 0.98 * picture.width


def test_no_words_make_an_empty_picture() -> None:
    for panels in ([], [("", [])], [("عنوان", [])]):
        picture = clouds.lay_out(panels, 336, title="أكثر الكلمات ورودًا")
        assert picture.words == ()
        assert Image.open(io.BytesIO(picture.png())).size == (picture.width * 4, picture.height * 4)


@pytest.mark.parametrize("name", ["word_cloud", "key_cloud"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_all_formats_list_the_same_words(name: str, lang: str) -> None:
    figure = FIGURES[name](corpus(5, 2), lang)
    assert figure.picture is not None
    terms = figure.data["term"].tolist()
    assert terms
    assert [word.text for word in figure.picture.words] == terms
    assert list(figure.plot.data[0].textfont.family) == [word.families for word in figure.picture.words]
    isolates = f"[{rtl.RLI}{rtl.LRI}{rtl.PDI}]"
    assert [re.sub(isolates, "", word) for word in figure.plot.data[0].text] == terms
    svg = re.findall(r">([^<>\n]+)</text>", figure.picture.svg().decode())
    assert [re.sub(isolates, "", word) for word in svg][: len(terms)] == terms
    assert f"{len(terms)}" in figure.caption[lang]


def test_a_cloud_says_what_made_its_words_and_its_letters() -> None:
    figure = FIGURES["word_cloud"](corpus(2))
    lemmas, *font, shaping = figure.made_with.split("; ")
    assert lemmas in figure.caption["en"]
    assert font
    assert shaping in ("raqm", "arabic-reshaper, python-bidi")


def test_stop_words_and_numbers_are_no_key_words() -> None:
    terms = set(FIGURES["word_cloud"](corpus(5, 2)).data["term"])
    assert not terms & {"إلى", "في", "على", "إن", "من"}
    assert "روسيا" in terms
