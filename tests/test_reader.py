"""The reader: marks at their places, raw text intact, article text never markup."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_corpus import TEXT, article, corpus, small, span

import analysis
from analysis import codebook
from analysis.reader.article import content
from analysis.reader.reading import style
from analysis.reader.rows import LAYERS
from analysis.reader.runs import Span, cut, lines, word_start
from analysis.reader.words import Words
from analysis.tables import Coded

VOID = {"meta", "input", "br", "link", "img"}
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(LAYERS)), max_size=8)


class Page(HTMLParser):
    """Reads a page as a browser does: elements, and the text of the article without what the reader adds."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str]]] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.lines: list[str] = []
        self.runs: list[tuple[str, frozenset[str], frozenset[str]]] = []
        self.before_chip: list[str] = []
        self.chips: list[dict[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        self.elements.append((tag, values))
        classes = values.get("class", "").split()
        if "line" in classes:
            self.lines.append("")
        if "chip" in classes:
            self.chips.append(values)
            self.before_chip.append(self.lines[-1])
        if tag not in VOID:
            self.open.append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = {name for _, values in self.open for name in values.get("class", "").split()}
        if self.open and self.open[-1][0] == "script":
            self.scripts.append(data)
        if "line" in classes and not classes & {"chip", "kind", "control"}:
            self.lines[-1] += data
            rows = {row for _, values in self.open for row in values.get("data-rows", "").split()}
            self.runs.append((data, frozenset(rows), frozenset(classes & set(LAYERS))))


@pytest.fixture(scope="module")
def coded(seeds: Path) -> Coded:
    return analysis.code(analysis.load(seeds))


class TestRuns:
    @given(SPANS, st.integers(0, 20), st.integers(0, 20), st.lists(st.integers(0, 40)))
    def test_runs_cover_the_stretch_and_carry_exactly_the_spans_over_them(
        self, marks: list[tuple[int, int, str]], start: int, length: int, stops: list[int]
    ) -> None:
        spans = [Span(first, last, layer, "", f"q{i}") for i, (first, last, layer) in enumerate(marks)]
        runs = list(cut(start, start + length, spans, stops))
        assert [place for run in runs for place in range(run.start, run.end)] == list(range(start, start + length))
        assert all(run.start < run.end for run in runs)
        for run in runs:
            for place in range(run.start, run.end):
                assert run.spans == tuple(mark for mark in spans if mark.start <= place < mark.end)

    @given(st.text("اب \n"))
    def test_lines_are_the_text_without_blank_ones(self, text: str) -> None:
        assert [text[start:end] for start, end in lines(text)] == [part for part in text.split("\n") if part.strip()]

    @pytest.mark.parametrize(
        ("before", "after", "begins"),
        [("قال و", "أضاف", "و"), ('"', "نحن", ""), ("لـ", "تركيا", "لـ"), ("اتّ", "همت", "اتّ"), ("", "قال", "")],
    )
    def test_a_word_begins_before_its_clitics(self, before: str, after: str, begins: str) -> None:
        assert before[word_start(before + after, len(before)) :] == begins


class TestText:
    def test_every_line_of_every_seed_is_shown_as_it_stands(self, coded: Coded) -> None:
        for article_id, text in zip(coded.articles["article_id"], coded.articles["text"], strict=True):
            page = Page(analysis.read(coded, article_id)._repr_html_())
            assert page.lines == [line for line in text.split("\n") if line.strip()]

    def test_every_row_of_the_seeds_is_marked_where_its_offsets_are(self, coded: Coded) -> None:
        for article_id, text in zip(coded.articles["article_id"], coded.articles["text"], strict=True):
            page = Page(analysis.read(coded, article_id)._repr_html_())
            for table, letter in {"quotes": "q", "blame": "b", "roles": "r", "names": "n"}.items():
                data = getattr(coded, table)
                rows = data[data["article_id"] == article_id].sort_values(
                    ["start", "end"], ascending=[True, False], kind="stable"
                )
                assert len(rows)
                for number, (start, end) in enumerate(zip(rows["start"], rows["end"], strict=True), 1):
                    marked = "".join(part for part, labels, _ in page.runs if f"{letter}{number}" in labels)
                    assert text[start:end].replace("\n", "").strip() in marked

    def test_overlapping_layers_each_keep_their_mark(self) -> None:
        page = Page(analysis.read(small(), "a1")._repr_html_())
        found = {part: (rows, layers) for part, rows, layers in page.runs}
        assert found["تركيا"] == ({"q1", "r1"}, {"mixed", "role"})
        assert found[' "تقف إلى جانب أذربيجان'] == ({"q1", "r1"}, {"mixed", "role"})
        assert found["لافروف"] == ({"q1"}, {"speaker"})
        assert found["الصراع"] == ({"b1", "n1"}, {"blame", "name"})
        assert found["أنقرة"] == ({"b1"}, {"blame"})
        assert 'class="blame blamed"' in analysis.read(small(), "a1")._repr_html_()

    def test_a_label_never_stands_between_letters_that_join(self, coded: Coded) -> None:
        for article_id in coded.articles["article_id"]:
            page = Page(analysis.read(coded, article_id)._repr_html_())
            assert page.before_chip
            for before in page.before_chip:
                assert word_start(before + "ا", len(before)) == len(before), before

    def test_what_is_no_part_of_the_article_is_named(self) -> None:
        html = analysis.read(small(), "a1")._repr_html_()
        assert re.findall(r'<span class="kind"[^>]*>([^<]*)', html) == ["dateline"]
        assert 'class="segment of-dateline"' in html


class TestEvidence:
    def test_a_quotation_says_who_spoke_and_why(self) -> None:
        html = analysis.read(small(), "a1")._repr_html_()
        entry = re.search(r'<li class="mixed" data-row="q1">.*?</li>', html, re.DOTALL)
        assert entry is not None
        told = re.findall(r"<dt>([^<]*)</dt><dd>(.*?)</dd>", entry[0])
        assert {name: re.sub("<[^>]*>", "", value) for name, value in told} == {
            "Speaker": "لافروف · Sergey Lavrov · Russia · named at the verb",
            "Cue": "قال · say · the outlet stays neutral",
            "Where": "body",
            "Why (rule)": "reporting verb, then أنّ and a clause (verb-an)",
            "Confidence": "0.70",
            "Row of the table": "a1:q001",
        }

    def test_the_same_in_arabic(self) -> None:
        html = analysis.read(small(), "a1", lang="ar")._repr_html_()
        assert "لافروف</bdi> · <bdi>سيرغي لافروف</bdi> · <bdi>روسيا" in html
        assert re.findall(r'data-row="r1" lang="ar" dir="rtl" aria-label="([^"]*)"', html) == [
            "دور 1. الطرف: تركيا, تركيا, تركيا. الدور: حليف"
        ]

    def test_a_speaker_who_was_not_found_is_said_to_be_unknown(self) -> None:
        data = small()
        data.quotes[["speaker", "speaker_start", "speaker_end", "speaker_id", "side", "resolved_by"]] = None
        assert "not found: wrong would be worse than unknown" in analysis.read(data, "a1")._repr_html_()

    def test_a_row_that_was_corrected_says_so(self) -> None:
        data = small()
        data.quotes["rule_id"], data.quotes["confidence"] = "correction", 1.0
        assert "corrected by hand (correction)" in analysis.read(data, "a1")._repr_html_()

    def test_an_inferred_outlet_is_shown_as_inferred(self) -> None:
        assert "<bdi>Daily (inferred)</bdi>" in analysis.read(small(), "a1")._repr_html_()

    def test_the_issues_of_the_article_are_told(self, coded: Coded) -> None:
        assert "quotation mark without its opening mark" in analysis.read(coded, "003")._repr_html_()
        assert "quotation mark without its opening mark" not in analysis.read(coded, "000")._repr_html_()

    def test_every_code_on_the_seeds_has_an_arabic_name(self, coded: Coded) -> None:
        """A rule or code without a line in labels.csv would show its English id to an Arabic reader."""
        html = analysis.read(coded, coded.articles["article_id"].tolist(), lang="ar")._repr_html_()
        shown = re.findall(r"<dd>(.*?)</dd>", html)
        codes = [part for value in shown for part in re.findall(r"<bdi>([^<]*)</bdi>", value)]
        ids = re.compile(r"\([a-z_-]+\)$|^\d+:\S+$")
        assert [code for code in codes if re.search("[A-Za-z]{2}", ids.sub("", code))] == []

    def test_every_rule_with_a_measured_confidence_is_explained_in_both_languages(self) -> None:
        for lang in ("en", "ar"):
            words = Words(small(), lang)
            rules = [row["rule_id"] for row in codebook.read().rows("confidence")]
            assert rules
            assert [rule for rule in rules if words.rule(rule) == rule.replace("_", " ")] == []


class TestSafety:
    EVIL = (
        "<script>alert(1)</script></p></script><img src=x onerror=alert(1)> \" ' & &lt; "
        "\u202eعكس\u202c \u2067x \x00\x1b <!-- ]]> {{7*7}} `${1}`\nسطر ثان"
    )

    def evil(self) -> Coded:
        text, start = self.EVIL, self.EVIL.index("عكس")
        words = {"article_id": text, "start": start, "end": start + 3, "cue": text, "speaker": text, "rule_id": text}
        return corpus(
            articles=[article(text, text, outlet=text, title=text, event=text, language=text)],
            segments=[{"article_id": text, "segment_id": "g1", "start": 0, "end": len(text), "kind": text}],
            quotes=[{**words, "quote_id": text, "kind": text, "side": text, "act": text, "parent_quote_id": text}],
            names=[{"article_id": text, "start": 0, "end": 7, "surface": text, "variant": text, "referent": text}],
            issues=[{"article_id": text, "code": text, "message": text}],
        )

    def test_nothing_in_an_article_becomes_markup(self, tmp_path: Path) -> None:
        reading = analysis.read(self.evil(), self.EVIL)
        for html in (reading._repr_html_(), reading.save(tmp_path / "page.html").read_text("utf-8")):
            page = Page(html)
            assert page.open == []
            assert [tag for tag, _ in page.elements].count("script") == 1
            assert not {"img", "iframe", "object", "link", "base", "form"} & {tag for tag, _ in page.elements}
            assert not [name for _, values in page.elements for name in values if name.startswith("on")]
            assert not [values for _, values in page.elements if "src" in values or "style" in values]
            assert "alert" not in "".join(page.scripts)
            assert page.lines[0].startswith("<script>alert(1)</script></p></script><img src=x onerror=alert(1)>")

    def test_signs_that_turn_text_round_are_shown_and_not_obeyed(self) -> None:
        html = analysis.read(self.evil(), self.EVIL)._repr_html_()
        assert not set(html) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b")
        assert '<span class="control">U+202E</span>' in html

    @given(st.text())
    def test_content_has_no_markup_and_can_be_written(self, text: str) -> None:
        shown = re.sub(r'<span class="control">U\+[0-9A-F]{4}</span>', "", content(text))
        assert not set('<>"') & set(shown)
        shown.encode("utf-8")

    def test_the_page_allows_the_readers_own_script_and_nothing_else(self, tmp_path: Path) -> None:
        html = analysis.read(small(), "a1").save(tmp_path / "page.html").read_text("utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
        assert policy is not None
        for tag in ("script", "style"):
            (source,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
            digest = base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy[1]
        assert policy[1].startswith("default-src 'none';")
        assert "unsafe" not in policy[1]
        assert not re.search(r"https?:|//[a-z]", re.sub(r'"[^"]*"', "", html.split("<body")[0]))


class TestReading:
    def test_it_is_the_same_on_every_run(self, coded: Coded) -> None:
        assert analysis.read(coded, "003")._repr_html_() == analysis.read(coded, "003")._repr_html_()

    def test_several_articles_stand_side_by_side_in_the_order_asked_for(self, coded: Coded) -> None:
        reading = analysis.read(coded, ["001", "000", "001"])
        assert repr(reading) == "Reading(001, 000)"
        html = reading._repr_html_()
        assert re.findall(r"<h2>([^<]*)</h2>", html) == ["Article 001", "Article 000"]
        assert '<div class="articles beside"' in html

    def test_an_unknown_article_is_named_with_those_there_are(self, coded: Coded) -> None:
        with pytest.raises(ValueError, match=r"no article '007' in this corpus; it has 000, 001, 002, 003, 004$"):
            analysis.read(coded, "007")
        with pytest.raises(ValueError, match="no article to read"):
            analysis.read(coded, [])
        with pytest.raises(ValueError, match="language 'fr'"):
            analysis.read(coded, "000", lang="fr")

    def test_an_article_without_rows_can_be_read(self) -> None:
        html = analysis.read(corpus(articles=[article(TEXT)]), "a1")._repr_html_()
        assert "nothing found" in html
        assert Page(html).lines == TEXT.splitlines()

    def test_offsets_outside_the_text_do_no_harm(self) -> None:
        rows = [{"article_id": "a1", "quote_id": "a1:q1", "kind": "direct", "start": 900, "end": 950}]
        assert Page(analysis.read(corpus(articles=[article()], quotes=rows), "a1")._repr_html_()).chips == []

    def test_the_legend_counts_what_it_shows(self) -> None:
        html = analysis.read(small(), "a1")._repr_html_()
        boxes = re.findall(r'value="(\w+)"( checked)?><span class="\w+">[^<]*</span> <small>(\d+)', html)
        assert [(layer, count) for layer, _, count in boxes if count != "0"] == [
            ("mixed", "1"), ("speaker", "1"), ("cue", "1"), ("blame", "1"), ("role", "1"), ("name", "1"),
        ]  # fmt: skip
        assert [layer for layer, checked, _ in boxes if not checked] == ["frame", "mention"]

    def test_a_row_without_words_of_its_own_is_labelled_where_it_begins(self) -> None:
        start, _ = span("\nإسطنبول")
        rows = [{"article_id": "a1", "quote_id": "a1:q1", "kind": "direct", "start": start, "end": start + 8}]
        page = Page(analysis.read(corpus(articles=[article()], quotes=rows), "a1")._repr_html_())
        assert page.before_chip == [""]


class TestLooks:
    """Contrast as WCAG 2.2 asks for (1.4.3), and no meaning by colour alone (1.4.1)."""

    @staticmethod
    def palettes() -> list[dict[str, str]]:
        blocks = re.findall(r"\{\n(--ink.*?)\}", style(), re.DOTALL)
        return [dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", block)) for block in blocks]

    @staticmethod
    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(self, one: str, other: str) -> float:
        high, low = sorted((self.luminance(one), self.luminance(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    def test_the_contrast_is_enough_in_both_themes(self) -> None:
        light, dark, lab_dark = self.palettes()
        assert dark == lab_dark
        assert light.keys() == dark.keys()
        tints = ("paper", "raised", "lit", "direct", "indirect", "mixed", "speaker-tint", "cue-tint")
        for colours in (light, dark):
            for tint in tints:
                assert self.contrast(colours["ink"], colours[tint]) >= 7, tint
            assert self.contrast(colours["quiet"], colours["paper"]) >= 4.5
            assert self.contrast(colours["quiet"], colours["raised"]) >= 4.5
            for layer in ("quote", "blame", "role", "name", "frame", "mention", "speaker", "cue"):
                assert self.contrast(colours[layer], colours["paper"]) >= 4.5, layer
            for tint in ("direct", "indirect", "mixed"):  # a line must be told from the ground that it lies on
                assert self.contrast(colours["quote"], colours[tint]) >= 3

    def test_each_layer_has_a_line_that_no_other_has(self) -> None:
        rules = re.findall(
            r"\.mizan \.(\w+):is\(span\)\{[^}]*text-decoration:(\w+) (\w+) ([\d.]+)px[^}]*?(?:offset:([\d.]+)em)?\}",
            style(),
        )
        assert {layer for layer, *_ in rules} == set(LAYERS)
        patterns = [tuple(pattern) for _, *pattern in rules]
        assert len(set(patterns)) == len(LAYERS)

    def test_nothing_in_the_text_breaks_letters_that_join(self) -> None:
        """Padding, margins, borders and another weight on an inline element separate Arabic letters."""
        rules = re.findall(rf"\.mizan \.(?:{'|'.join(LAYERS)})(?::is\(span\)|[.:])[^{{]*\{{([^}}]*)\}}", style())
        assert len(rules) >= len(LAYERS)
        for rule in rules:
            assert not re.search(r"padding|margin|border|font|letter-spacing|display", rule), rule

    def test_marks_take_the_focus_in_reading_order_and_say_what_they_are(self) -> None:
        page = Page(analysis.read(small(), "a1")._repr_html_())
        assert [chip["data-row"] for chip in page.chips] == ["q1", "r1", "b1", "n1"]
        assert page.chips[0]["aria-label"].startswith("mixed quotation 1. Speaker: لافروف, Sergey Lavrov, Russia")
        assert all(values.get("type") == "button" for tag, values in page.elements if tag == "button")

    def test_headings_descend_without_a_gap(self) -> None:
        page = Page(analysis.read(small(), "a1")._repr_html_())
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 2
        assert all(after - before <= 1 for before, after in pairwise(levels))
