"""The concordance: places, context, reading order, and how it is shown."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from compare_corpus import Corpus
from words_corpus import corpus, mention

from analysis.reader import table as shown
from analysis.reader.tables import Table
from analysis.tables import Coded
from analysis.words import LightLemmatiser, concordance, terms


@pytest.fixture(scope="module")
def coded() -> Coded:
    return corpus()


@pytest.fixture(scope="module")
def table(coded: Coded) -> pd.DataFrame:
    return terms(coded, LightLemmatiser())


def test_before_node_and_after_are_the_raw_text(table: pd.DataFrame, coded: Coded) -> None:
    lines = concordance(table, coded, "وقف إطلاق النار", width=3)
    assert [tuple(text.strip() for text in line) for line in lines[["before", "node", "after"]].to_numpy()] == [
        ("وتدعو روسيا إلى", "وقف إطلاق النار", "، والقوات الروسية لا"),
        ("موسكو تدعو إلى", "وقف إطلاق النار", ""),
        ('الوزير: "روسيا مع', "وقف إطلاق النار", '"'),
    ]
    texts = dict(zip(coded.articles["article_id"], coded.articles["text"], strict=True))
    for line in lines.itertuples():
        text = texts[line.article_id]
        assert text[line.start : line.end] == line.node
        shown = slice(line.start - len(line.before), line.end + len(line.after))
        assert text[shown] == line.before + line.node + line.after


def test_a_query_is_a_term_or_a_written_form(table: pd.DataFrame, coded: Coded) -> None:
    assert concordance(table, coded, "قال")["node"].tolist() == ["وقال"]
    assert concordance(table, coded, "وقال")["node"].tolist() == ["وقال"]
    assert concordance(table, coded, "اذربيجان")["node"].tolist() == ["أذربيجان", "أذربيجان"]
    assert concordance(table, coded, "قره باغ")["node"].tolist() == []


def test_a_phrase_does_not_leave_its_sentence(table: pd.DataFrame, coded: Coded) -> None:
    assert len(concordance(table, coded, "الحرب وقال")) == 0


def test_a_side_is_its_actors(table: pd.DataFrame, coded: Coded) -> None:
    lines = concordance(table, coded, side="russia")
    assert lines["node"].tolist() == ["روسيا", "الروسية", "موسكو", "روسيا"]
    assert concordance(table, coded, side="turkey", speech="inside")["node"].tolist() == ["تركيا"]
    assert concordance(table, coded, side="turkey", speech="outside")["node"].tolist() == ["تركيا", "أنقرة"]


def test_a_node_is_whole_words() -> None:
    """What is written together with a name stays with it, so that no Arabic letter is torn from its neighbour."""
    made = Corpus()
    made.article("a", "Outlet", "بين أذربيجان وأرمينيا")
    mention(made, "a", "أرمينيا", "country:armenia", "armenia")
    found = terms(made.coded(), LightLemmatiser())
    assert concordance(found, made.coded(), side="armenia")["node"].tolist() == ["وأرمينيا"]


def sorted_lines(order: str) -> list[str]:
    made = Corpus()
    made.article(
        "a", "Outlet", "بدأ اليوم وقف باطل", "تأخر أمس وقف آخر", 'استمر اليوم وقف "تام"', "انتهى أمس وقف، بعيد"
    )
    lines = concordance(terms(made.coded(), LightLemmatiser()), made.coded(), "وقف", sort=order)
    return lines["sentence_id"].str[-1].tolist()


def test_after_is_sorted_by_what_is_read_next() -> None:
    assert sorted_lines("text") == ["0", "1", "2", "3"]
    assert sorted_lines("after") == ["1", "0", "3", "2"]  # آخر، باطل، بعيد، تام: signs and hamza aside


def test_before_is_sorted_from_the_node_outwards() -> None:
    assert sorted_lines("before") == ["2", "0", "3", "1"]  # اليوم استمر، اليوم بدأ، أمس انتهى، أمس تأخر


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "not both"),
        ({"query": "روسيا", "side": "russia"}, "not both"),
        ({"query": "؟!"}, "no word"),
        ({"query": "روسيا", "sort": "left"}, "before"),
    ],
)
def test_refuses(table: pd.DataFrame, coded: Coded, arguments: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        concordance(table, coded, **arguments)


def as_read(lines: pd.DataFrame, coded: Coded) -> Table:
    return shown(lines, coded, ["outlet", "before", "node", "after", "article_id"], lang="ar")


def test_shown_right_to_left_escaped_and_the_same_each_time(table: pd.DataFrame, coded: Coded) -> None:
    made = Corpus()
    made.article("a", "Outlet <b>", "قالت <script> روسيا & غيرها", outlet_confidence="low")
    unsafe = terms(made.coded(), LightLemmatiser())
    page = as_read(concordance(unsafe, made.coded(), "روسيا"), made.coded())._repr_html_()
    assert 'dir="rtl" lang="ar">' in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "غير محد" in page  # an outlet of low confidence is not shown as fact
    lines = concordance(table, coded, side="russia")
    assert as_read(lines, coded)._repr_html_() == as_read(lines, coded)._repr_html_()
    assert as_read(lines.iloc[:0], coded)._repr_html_()
    assert "0x" not in repr(as_read(lines, coded))  # an address would differ on every run


def test_read_from_right_to_left_in_a_browser(table: pd.DataFrame, coded: Coded, chrome: str, tmp_path: Path) -> None:
    """What comes before the node stands to its right and ends at it; what comes after begins at its left."""
    from playwright.sync_api import sync_playwright

    page_file = tmp_path / "lines.html"
    lines = concordance(table, coded, "وقف", sort="after")
    page_file.write_text(as_read(lines, coded).styler.to_html(doctype_html=True), "utf-8")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chrome, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(page_file.as_uri())
        boxes = page.evaluate(
            """() => [...document.querySelector("tbody tr").children].map(cell => {
                const range = document.createRange(); range.selectNodeContents(cell);
                const ink = range.getBoundingClientRect(), {left, right} = cell.getBoundingClientRect();
                return {text: cell.innerText, left, right, inkLeft: ink.left, inkRight: ink.right};
            })"""
        )
        browser.close()
    _, before, node, after, _ = boxes
    assert (before["text"], node["text"]) == ("موسكو تدعو إلى", "وقف")
    assert after["right"] <= node["left"] < node["right"] <= before["left"]
    assert before["inkLeft"] - before["left"] < before["right"] - before["inkRight"] + 3  # it ends close to the node
    assert after["right"] - after["inkRight"] < 13  # the padding
