"""Arabic at the display edge: what is isolated, what stays, and what Pillow is given."""

from __future__ import annotations

import os
from pathlib import Path

import arabic_reshaper
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import features

from analysis.figures import fonts, rtl, typeset

ARABIC = st.text(st.sampled_from('ابتثجحخدذرسشعغفقكلمنهوىيةءأإآؤئ ،.()«»"0123456789-abcXYZ%:'), max_size=60)


def seen(text: str) -> str:
    """Show isolates as brackets: < > left to right, [ ] right to left (the inner PDI closes the inner isolate)."""
    return text.replace(rtl.LRI, "<").replace(rtl.RLI, "[").replace(rtl.PDI, "]")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("من يتكلم؟", "[من يتكلم؟]"),
        ("Who speaks (5)", "<Who speaks (5)]"),
        ("الميادين (باستنتاج)", "[الميادين (باستنتاج)]"),
        ("حرب 2020 (4 مقالات)", "[حرب 2020 (4 مقالات)]"),
        ("الحدث 2020-war في 4 مقالات", "[الحدث <2020-war] في 4 مقالات]"),
        ("نُشر في 2020-10-02، أي 45%", "[نُشر في <2020-10-02]، أي <45%]]"),
        ("المؤسسة Al-Watan (Saudi)، 2015", "[المؤسسة <Al-Watan (Saudi)]، 2015]"),
        ("النسبة +1.5 [+0.5, +∞]", "[النسبة <+1.5] [<+0.5], <+∞]]]"),
        ("camel-tools 1.6.0 calima-msa-r13. 5 مقالات", "<camel-tools 1.6.0 calima-msa-r13. 5 مقالات]"),
        ("الجذوع: calima-msa-r13. 5 مقالات", "[الجذوع: <calima-msa-r13]. 5 مقالات]"),
        ("", ""),
    ],
)
def test_a_line_is_isolated_after_its_first_letter(text: str, expected: str) -> None:
    assert seen(rtl.isolate(text)) == expected


def test_the_figures_language_wins_over_the_first_letter() -> None:
    assert seen(rtl.isolate("UrduPoint (باستنتاج)", "rtl")) == "[<UrduPoint] (باستنتاج)]"


def test_controls_of_a_raw_page_do_not_turn_the_figure_round() -> None:
    assert seen(rtl.isolate("\u202eتركيا\u202c وروسيا\u200f")) == "[تركيا وروسيا]"


@given(ARABIC)
def test_isolating_adds_isolates_and_nothing_else(text: str) -> None:
    isolated = rtl.isolate(text)
    plain = "".join(char for char in isolated if char not in (rtl.LRI, rtl.RLI, rtl.PDI))
    assert plain == text
    assert isolated.count(rtl.PDI) == isolated.count(rtl.LRI) + isolated.count(rtl.RLI)


def test_a_label_is_escaped_wrapped_and_cut() -> None:
    assert rtl.label("قال <b> & ذهب") == f"{rtl.RLI}قال &lt;{rtl.LRI}b{rtl.PDI}&gt; &amp; ذهب{rtl.PDI}"
    lines = rtl.label("كلمة " * 40, width=30, lines=2).split("<br>")
    assert len(lines) == 2
    assert all(line.startswith(rtl.RLI) and line.endswith(rtl.PDI) for line in lines)
    assert "…" in lines[1]


@given(ARABIC, st.integers(20, 300))
def test_wrapping_keeps_every_word(text: str, room: int) -> None:
    lines = typeset.wrap(text, room, 9.5)
    assert " ".join(lines).split() == text.split()
    assert all(" " not in line or typeset.width(line, 9.5) <= room for line in lines)


def test_widths_are_those_of_joined_letters() -> None:
    """A joined word is narrower than its letters one by one; the width is known to the unit of the font."""
    assert typeset.width("محمد", 10) < sum(typeset.width(char, 10) for char in "محمد")
    assert typeset.width("m", 2048) == 1995


def test_pillow_with_raqm_gets_the_plain_string(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtl, "pillow_shapes", lambda: True)
    assert rtl.for_pillow("سلام (2020)") == "سلام (2020)"
    assert rtl.pillow_direction("rtl") == "rtl"


def test_pillow_without_raqm_gets_joined_forms_in_the_order_of_the_eye(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtl, "pillow_shapes", lambda: False)
    assert rtl.for_pillow("سلام") == arabic_reshaper.reshape("سلام")[::-1]
    assert rtl.for_pillow("سلام (حرب)")[0] == "("  # mirrored, and at the left end
    assert rtl.for_pillow("Outlet 1 (باستنتاج)", "rtl").endswith("Outlet 1")
    assert rtl.pillow_direction("rtl") is None


def test_raqm_is_asked_of_pillow_itself() -> None:
    rtl.pillow_shapes.cache_clear()
    assert rtl.pillow_shapes() is features.check("raqm")


def test_the_font_has_the_letters() -> None:
    for text in ("تركيا وروسيا", arabic_reshaper.reshape("تركيا وروسيا"), "گپچ"):
        assert fonts.has(fonts.arabic(text), text)
    assert fonts.has(fonts.bundled(), arabic_reshaper.reshape("لا سلام مع الحرب"))


def test_a_machine_without_arabic_fonts_gets_dejavu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed", dict)
    assert fonts.arabic("سلام") == fonts.bundled()
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    fonts.show_chrome_a_font()
    written = Path(os.environ.pop("FONTCONFIG_FILE"))
    assert str(fonts.bundled().parent) in written.read_text("utf-8")
