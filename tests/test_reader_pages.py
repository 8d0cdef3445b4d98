"""The reader as a folder and as one file, its command, and the tables for notebooks."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_corpus import article, corpus, small

import analysis
from analysis import compare
from analysis.__main__ import main
from analysis.reader import table
from analysis.reader.pages import BESIDE, file_name, write
from analysis.tables import Coded


@pytest.fixture(scope="module")
def coded(seeds: Path) -> Coded:
    return analysis.code(analysis.load(seeds))


class TestFolder:
    def test_an_index_a_page_an_article_and_one_for_the_event_that_several_report(
        self, coded: Coded, tmp_path: Path
    ) -> None:
        written = write(coded, tmp_path / "reader")
        assert [path.relative_to(tmp_path / "reader").as_posix() for path in written] == [
            "index.html",
            "articles/002.html",
            "articles/004.html",
            "articles/000.html",
            "articles/001.html",
            "articles/003.html",
            "events/2020-war.html",
        ]
        assert sorted(tmp_path.rglob("*.html")) == sorted(written)
        beside = (tmp_path / "reader/events/2020-war.html").read_text("utf-8")
        assert re.findall(r"<h2>([^<]*)</h2>", beside) == ["Article 002", "Article 004", "Article 000", "Article 001"]

    def test_every_link_leads_somewhere(self, coded: Coded, tmp_path: Path) -> None:
        links = 0
        for path in write(coded, tmp_path):
            html = path.read_text("utf-8")
            for link in re.findall(r'href="([^"]*)"', html):
                target, _, anchor = unquote(link).partition("#")
                assert (path.parent / target).is_file() if target else f'id="{anchor}"' in html
                links += 1
        assert links > 20

    def test_two_runs_give_the_same_bytes(self, coded: Coded, tmp_path: Path) -> None:
        first, second = write(coded, tmp_path / "a", lang="ar"), write(coded, tmp_path / "b", lang="ar")
        assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]

    def test_one_file_holds_everything(self, coded: Coded, tmp_path: Path) -> None:
        assert write(coded, tmp_path, one_file=True) == [tmp_path / "index.html"]
        html = (tmp_path / "index.html").read_text("utf-8")
        assert sorted(re.findall(r"<h2>(Article \d+)</h2>", html)) == [f"Article 00{number}" for number in range(5)]
        for anchor in re.findall(r'href="#([^"]*)"', html):
            assert html.count(f'id="{anchor}"') == 1
        assert html.count("<script>") == 1

    def test_a_large_event_has_several_pages(self, tmp_path: Path) -> None:
        data = corpus(articles=[article(article_id=f"a{number}", event="war") for number in range(BESIDE + 2)])
        names = [path.name for path in write(data, tmp_path) if path.parent.name == "events"]
        assert names == ["war.html", "war-2.html"]
        assert [(tmp_path / "events" / name).read_text("utf-8").count("<h2>") for name in names] == [BESIDE, 2]

    def test_articles_without_an_event_are_listed_and_not_put_side_by_side(self, tmp_path: Path) -> None:
        data = corpus(articles=[article(article_id=name) for name in "ab"])
        assert len(write(data, tmp_path)) == 3
        assert "without an event" in (tmp_path / "index.html").read_text("utf-8")

    def test_a_corpus_without_articles_has_nothing_to_read(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="no article"):
            write(corpus(), tmp_path / "none")
        assert not (tmp_path / "none").exists()

    def test_a_failed_run_leaves_the_earlier_pages(
        self, coded: Coded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = {path: path.read_bytes() for path in write(coded, tmp_path)}
        original = Path.write_bytes

        def fail(path: Path, data: bytes) -> int:
            if path.name == "004.html":
                raise OSError("No space left on device")
            return original(path, data)

        monkeypatch.setattr(Path, "write_bytes", fail)
        with pytest.raises(OSError, match="No space"):
            write(coded, tmp_path, lang="ar")
        assert {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()} == before


class TestFileName:
    @given(st.lists(st.text(), unique=True, min_size=2, max_size=4))
    def test_no_two_ids_share_a_file_on_any_system(self, names: list[str]) -> None:
        found = [file_name(name).casefold() for name in names]
        assert len(set(found)) == len(names)
        assert all(re.fullmatch(r"[a-z0-9_-]{1,60}", name) for name in found)

    def test_a_plain_id_keeps_its_name(self) -> None:
        assert file_name("003") == "003"
        assert file_name("../../etc/passwd").startswith("etc-passwd-")


class TestCommand:
    def test_it_writes_the_pages(self, coded: Coded, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        coded.save(tmp_path / "coded")
        assert main(["read", str(tmp_path / "coded"), "--out", str(tmp_path / "out"), "--lang", "ar"]) == 0
        assert capsys.readouterr().out == f"7 pages written; open {tmp_path / 'out' / 'index.html'}\n"
        assert 'lang="ar" dir="rtl"' in (tmp_path / "out/articles/003.html").read_text("utf-8")
        assert main(["read", str(tmp_path / "coded"), "--out", str(tmp_path / "one"), "--one-file"]) == 0
        assert [path.name for path in (tmp_path / "one").iterdir()] == ["index.html"]

    def test_a_folder_that_is_not_there_is_named(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["read", str(tmp_path / "none"), "--out", str(tmp_path)]) == 2
        assert "no such folder" in capsys.readouterr().err


class TestTable:
    def test_words_of_articles_make_it_run_right_to_left(self) -> None:
        html = table(small().quotes, small(), ["outlet", "speaker", "side", "act", "confidence"])._repr_html_()
        assert '<table id="T_' in html
        assert 'dir="rtl" lang="ar"' in html
        cells = re.findall(r"<td[^>]*>(.*?)</td>", html)
        assert cells == [
            "<bdi>Daily (inferred)</bdi>",
            '<bdi lang="ar" dir="rtl">لافروف</bdi>',
            "<bdi>Russia</bdi>",
            "<bdi>say</bdi>",
            "0.70",
        ]
        assert re.findall(r"<th[^>]*>(.*?)</th>", html)[1] == "<bdi>speaker</bdi><br><small><bdi>القائل</bdi></small>"

    def test_counts_alone_run_left_to_right_and_in_arabic_right_to_left(self, coded: Coded) -> None:
        data = compare.who_speaks(coded).query("quotes > 0")
        columns = ["outlet", "side", "quotes", "quotes_total", "share", "rows"]
        english, arabic = (table(data, coded, columns, lang=lang)._repr_html_() for lang in ("en", "ar"))
        assert 'dir="ltr" lang="en"' in english
        assert "<bdi>Asharq News (inferred)</bdi>" in english
        assert 'dir="rtl" lang="ar"' in arabic
        assert '<bdi lang="ar" dir="rtl">الشرق للأخبار (باستنتاج)</bdi>' in arabic

    def test_its_id_is_made_of_its_content(self) -> None:
        data = pd.DataFrame({"side": ["russia", "turkey"], "count": [1, 2]})
        first = table(data, small())._repr_html_()
        assert table(data.copy(), small())._repr_html_() == first
        changed = table(data.assign(count=[1, 3]), small())._repr_html_()
        assert re.findall("T_[0-9a-f]{10}", changed)[0] not in first

    def test_an_article_cannot_write_markup_into_it(self) -> None:
        evil = pd.DataFrame({"speaker": ["<script>alert(1)</script>\u202e"], "<b>": ["</td><img src=x>"]})
        html = table(evil, small(), caption="<i>x</i>")._repr_html_()
        assert not re.search(r"<(script|img|i|b)>|<img", html)
        assert "&lt;script&gt;" in html
        assert "\u202e" not in html

    def test_missing_values_are_dashes_and_lists_are_cut(self) -> None:
        data = pd.DataFrame({"toward": pd.array([None], "string"), "count": pd.array([None], "Int64")})
        data["rows"] = [["a:1", "a:2", "a:3", "a:4", "a:5"]]
        cells = re.findall(r"<td[^>]*>(.*?)</td>", table(data, small())._repr_html_())
        assert [re.sub("<[^>]*>", "", cell) for cell in cells] == ["—", "—", "a:1, a:2, a:3 +2"]
        assert '<bdi class="i">a:2</bdi>' in cells[2]  # an id is not broken over two lines

    def test_a_cell_runs_as_most_of_its_letters_do_and_lines_stay_lines(self) -> None:
        data = pd.DataFrame({"message": ["dateline (إسطنبول)", "AFP: قال الوزير", "one\ntwo", ""]})
        cells = re.findall(r"<td[^>]*>(.*?)</td>", table(data, small())._repr_html_())
        assert cells == [
            "<bdi>dateline (إسطنبول)</bdi>",
            '<bdi lang="ar" dir="rtl">AFP: قال الوزير</bdi>',
            "<bdi>one</bdi><br><bdi>two</bdi>",
            "—",
        ]

    def test_whose_words_and_nobody_named_are_told_in_words(self, coded: Coded) -> None:
        data = pd.DataFrame({"accuser": ["outlet", "unknown"], "blamed": ["none", "turkey"]})
        cells = re.findall(r"<td[^>]*><bdi>(.*?)</bdi>", table(data, coded)._repr_html_())
        assert cells == ["outlet&#x27;s own words", "nobody named", "speaker not found", "Turkey"]

    def test_truth_is_told_in_words_and_whole_numbers_without_a_point(self) -> None:
        data = pd.DataFrame({"contrast": [True, False], "share": [0.25, 1.0]})
        data["total"] = pd.array([8.0, None], "Float64")
        shown = [table(data, small(), lang=lang)._repr_html_() for lang in ("en", "ar")]
        cells = [re.sub("<[^>]*>", "", cell) for html in shown for cell in re.findall(r"<td.*?</td>", html)]
        assert cells == ["yes", "25%", "8", "no", "100%", "—", "نعم", "25%", "8", "لا", "100%", "—"]

    def test_an_unknown_column_is_named_with_those_there_are(self) -> None:
        with pytest.raises(ValueError, match="no column 'sied'; it has side"):
            table(pd.DataFrame({"side": ["russia"]}), small(), ["sied"])

    def test_an_empty_table_has_its_headings(self) -> None:
        html = table(pd.DataFrame({"side": [], "count": []}), small())._repr_html_()
        assert "<th" in html
        assert "<td" not in html
