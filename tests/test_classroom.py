"""Sheets show nothing of the machine, sheets with mistakes are named, and the comparison counts what it says."""

from __future__ import annotations

import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from conftest import ROOT

import analysis
from analysis import classroom, spreadsheets
from analysis.__main__ import main
from analysis.classroom import answers
from analysis.classroom.items import items, machine
from analysis.classroom.questions import QUESTIONS, Questions, label, meaning
from analysis.classroom.sheet import COLUMNS, heading, write
from analysis.tables import Coded

DOCS = ROOT / "docs" / "classroom"
EXAMPLES = sorted((DOCS / "examples").glob("*.csv"))


@pytest.fixture(scope="module")
def coded(seeds: Path) -> Coded:
    return analysis.code(analysis.load(seeds))


@pytest.fixture
def sheet(coded: Coded, tmp_path: Path) -> Path:
    """A sheet on one article, filled in as the machine coded it."""
    sentences = items(coded, ["003"])
    found = machine(coded, sentences, Questions.of(coded, ["003"])).answers
    path = tmp_path / "maryam.csv"
    write(path, sentences, {str(item): row.dropna().to_dict() for item, row in found.iterrows()}, "ar")
    return path


def cells(path: Path) -> list[dict[str, str]]:
    return [row.cells for row in spreadsheets.read(path, ())]


def changed(path: Path, row: int, **to: str) -> Path:
    """Write other cells into a row (the header is row 1)."""
    rows = cells(path)
    rows[row - 2] |= {heading(name, "ar"): cell for name, cell in to.items()}
    spreadsheets.write(path, list(rows[0]), rows)
    return path


class TestSheets:
    def test_every_coded_sentence_is_there_in_its_own_words(self, coded: Coded, tmp_path: Path) -> None:
        _, plain, _ = classroom.sheets(coded, tmp_path, ["003", "001"])
        rows = cells(plain)
        text = coded.articles.set_index("article_id")["text"]
        for row in rows:
            article, _, span = row["البند"].partition(":")
            start, _, end = span.partition("-")
            assert row["الجملة"] == text[article][int(start) : int(end)]
        assert [row["البند"] for row in rows] == [item.item for item in items(coded, ["003", "001"])]
        assert not any("AFP" in row["الجملة"] for row in rows)  # a caption

    def test_nothing_of_the_machine_is_in_them(self, coded: Coded, tmp_path: Path) -> None:
        bare = replace(
            coded, **{name: getattr(coded, name).iloc[:0] for name in ("quotes", "blame", "roles", "frames")}
        )
        for folder, corpus in (("one", coded), ("two", bare)):
            classroom.sheets(corpus, tmp_path / folder, ["003"])
        for path in (tmp_path / "one").iterdir():
            assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()

    def test_the_workbook_runs_right_to_left_and_asks_with_lists(self, coded: Coded, tmp_path: Path) -> None:
        book = openpyxl.load_workbook(classroom.sheets(coded, tmp_path, ["003"])[0])
        page, lists = book.worksheets
        assert page.sheet_view.rightToLeft
        assert page["B2"].alignment.readingOrder == 2
        rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
        last = page.max_row
        assert set(rules) == {f"{letter}2:{letter}{last}" for letter in "CDEF"}
        assert all(rule.type == "list" and rule.showErrorMessage for rule in rules.values())
        voices = [row[0].value for row in lists["D2:D4"]]
        assert voices == [label("voice", code, "ar") for code in ("outlet", "attributed", "both")]
        assert rules[f"F2:F{last}"].formula1 == f"'{lists.title}'!$D$2:$D$4"
        assert page.protection.sheet
        assert [page[cell].protection.locked for cell in ("A2", "B2", "C2", "G2")] == [True, True, False, False]

    def test_a_sentence_that_looks_like_a_formula_stays_text(self, coded: Coded, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "a.txt").write_text("عنوان\n\n=1+1 قال الوزير إن الجو جميل.\n", "utf-8")
        workbook, plain, handout = classroom.sheets(analysis.code(analysis.load(tmp_path / "in")), tmp_path / "out")
        assert openpyxl.load_workbook(workbook).worksheets[0]["B3"].data_type == "s"
        assert "'=1+1" in plain.read_text("utf-8-sig")
        assert cells(plain)[1]["الجملة"].startswith("=1+1")
        assert "=1+1" in handout.read_text("utf-8")

    def test_characters_that_no_workbook_can_hold_do_not_stop_the_class(self, tmp_path: Path) -> None:
        page = tmp_path / "page.jsonl"
        page.write_text('{"id": "a\\u0001b", "text": "قال\\u0002 الوزير إن\\u0000 الجو جميل."}\n', "utf-8")
        coded = analysis.code(analysis.load(page))
        workbook, plain, _ = classroom.sheets(coded, tmp_path)
        book = openpyxl.load_workbook(workbook)
        sheet = book.worksheets[0]
        assert sheet["A2"].value.startswith("a\ufffdb:")
        assert sheet["B2"].value == cells(plain)[0]["الجملة"] == "قال\ufffd الوزير إن\ufffd الجو جميل."
        for cell, question, code in (("C2", "quotation", "indirect"), ("E2", "blamed", "none")):
            sheet[cell] = label(question, code, "ar")
        book.save(tmp_path / "maryam.xlsx")
        (read,) = answers.read([tmp_path / "maryam.xlsx"], coded)
        assert read.answers.loc[items(coded)[0].item, "quotation"] == "indirect"

    def test_the_sides_are_those_that_the_articles_mention(self, coded: Coded) -> None:
        questions = Questions.of(coded, ["003"])
        assert set(questions.sides[:4]) == {"russia", "azerbaijan", "armenia", "usa"}
        assert questions.codes("blamed")[:2] == ("none", "unnamed")
        assert questions.codes("speaker")[-3:] == ("several", "other", "unknown")
        assert questions.known("speaker", "japan") == "other"

    @pytest.mark.parametrize("lang", ["ar", "en"])
    def test_every_label_means_its_own_code(self, coded: Coded, lang: str) -> None:
        questions = Questions.of(coded, coded.articles["article_id"])
        for question in QUESTIONS:
            for code in questions.codes(question):
                assert meaning(question, f" {label(question, code, lang)} ") == code
        assert meaning("quotation", "غير  مُباشر") == "indirect"

    def test_article_text_is_no_markup(self, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "a.txt").write_text('عنوان\n\nقال <script>alert("x")</script> الوزير.\n', "utf-8")
        *_, handout = classroom.sheets(analysis.code(analysis.load(tmp_path / "in")), tmp_path / "out")
        tags: list[str] = []

        class Reader(HTMLParser):
            def handle_starttag(self, tag: str, attrs: object) -> None:
                tags.append(tag)

        Reader().feed(handout.read_text("utf-8"))
        assert "script" not in tags
        assert "table" in tags

    def test_wrong_requests_are_named(self, coded: Coded, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="no article '999'"):
            classroom.sheets(coded, tmp_path, ["999"])
        with pytest.raises(ValueError, match="language 'fr'"):
            classroom.sheets(coded, tmp_path, lang="fr")


class TestReading:
    def test_a_filled_sheet_has_no_problem(self, coded: Coded, sheet: Path) -> None:
        (read,) = answers.read([sheet], coded)
        assert read.problems == ()
        assert read.coder == "maryam"
        assert read.answers.loc["003:285-481"].to_dict() == {
            "quotation": "mixed", "speaker": "usa", "blamed": "russia", "voice": "attributed",
        }  # fmt: skip
        assert read.answers.loc["003:2025-2043"].isna().tolist() == [False, True, False, True]

    def test_a_workbook_reads_like_the_csv(self, coded: Coded, tmp_path: Path) -> None:
        workbook, *_ = classroom.sheets(coded, tmp_path, ["003"], lang="en")
        book = openpyxl.load_workbook(workbook)
        for column, said in zip("CDEF", ("indirect", "Russia", "nobody named", "attributed"), strict=True):
            book.worksheets[0][f"{column}2"] = said
        book.save(tmp_path / "yusuf.xlsx")
        (read,) = answers.read([tmp_path / "yusuf.xlsx"], coded)
        assert read.answers.iloc[0].to_list() == ["indirect", "russia", "unnamed", "attributed"]
        assert len(read.problems) == len(read.answers) - 1
        assert "the row is empty" in read.problems[0].message

    @pytest.mark.parametrize(
        ("cells_of", "column", "said"),
        [
            ({"quotation": "مباشير"}, "الاقتباس", "did you mean 'مباشر'"),
            ({"quotation": ""}, "الاقتباس", "the cell is empty"),
            ({"speaker": ""}, "القائل", "the cell is empty"),
            ({"quotation": "لا اقتباس"}, "القائل", "says none"),
            ({"blamed": "لا تحميل"}, "بكلام من", "says none"),
            ({"voice": "الجزيرة"}, "بكلام من", "is no code. It counts as not coded"),
        ],
    )
    def test_a_cell_that_cannot_be_used_is_named_and_not_coded(
        self, coded: Coded, sheet: Path, cells_of: dict[str, str], column: str, said: str
    ) -> None:
        assert cells(sheet)[1]["البند"] == "003:285-481"
        (read,) = answers.read([changed(sheet, 3, **cells_of)], coded)
        problem = read.problems[0]
        assert (problem.file, problem.row, problem.column) == ("maryam.csv", 3, column)
        assert said in problem.message
        question = next(name for name in QUESTIONS if heading(name, "ar") == column)
        assert pd.isna(read.answers.loc["003:285-481", question])

    def test_what_is_no_sheet_of_this_corpus_is_refused(self, coded: Coded, sheet: Path, tmp_path: Path) -> None:
        whole = sheet.read_text("utf-8-sig")

        def refused(text: str, said: str) -> None:
            sheet.write_text(text, "utf-8-sig")
            with pytest.raises(ValueError, match=said) as error:
                answers.read([sheet], coded)
            assert str(error.value).startswith("maryam.csv")

        refused(whole.replace("القائل", "المتحدث", 1), r"the column 'Speaker / القائل' is missing or was renamed")
        refused(whole.replace("003:0-73", "003:0-74"), r"row 2: the item '003:0-74' is in no article")
        refused(whole.replace("واشنطن: موسكو", "موسكو: واشنطن"), r"row 2: the sentence is not that of 003:0-73")
        refused(whole + whole.split("\n", 1)[1].split("\n")[0] + "\n", r"row 19: the item 003:0-73 is there twice")
        refused(whole.split("\n", 1)[0] + "\n", r"no rows|missing")
        with pytest.raises(FileNotFoundError, match="no such file"):
            answers.read([tmp_path / "nobody.csv"], coded)

    def test_two_files_of_one_coder_are_refused(self, coded: Coded, sheet: Path, tmp_path: Path) -> None:
        (tmp_path / "other").mkdir()
        shutil.copy(sheet, tmp_path / "other" / "maryam.csv")
        with pytest.raises(ValueError, match="both of the coder 'maryam'"):
            answers.read([sheet, tmp_path / "other" / "maryam.csv"], coded)

    def test_the_file_that_excel_keeps_beside_an_open_sheet_is_no_sheet(self, coded: Coded, sheet: Path) -> None:
        lock = sheet.with_name("~$maryam.xlsx")
        lock.write_bytes(b"\x05owner")
        assert [one.coder for one in answers.read([lock, sheet], coded)] == ["maryam"]

    def test_what_excel_on_arabic_windows_saves_is_read(self, coded: Coded, sheet: Path) -> None:
        (before,) = answers.read([sheet], coded)
        rows = cells(sheet)
        lines = [";".join(rows[0]), *(";".join('"' + c.replace('"', '""') + '"' for c in row.values()) for row in rows)]
        sheet.write_bytes("\r\n".join(lines).encode("cp1256", "replace"))
        (after,) = answers.read([sheet], coded)
        pd.testing.assert_frame_equal(before.answers, after.answers)


class TestMachine:
    def test_the_outlets_own_blame(self, coded: Coded) -> None:
        found = machine(coded, items(coded, ["001"]), Questions.of(coded, ["001"]))
        row = found.answers.loc["001:2137-2346"]
        assert (row["quotation"], row["blamed"], row["voice"]) == ("none", "turkey", "outlet")
        assert pd.isna(row["speaker"])
        assert found.rows.loc["001:2137-2346", "blamed"].startswith("001:b")

    def test_speakers_together_are_several_and_media_unknown(self, coded: Coded) -> None:
        questions = Questions.of(coded, ["001", "003"])
        found = machine(coded, items(coded, ["001", "003"]), questions).answers
        assert found.loc["001:74-236", "speaker"] == "several"
        assert found.loc["003:2045-2298", "speaker"] == "unknown"
        assert found.loc["003:907-1043", "quotation"] == "direct"

    def test_it_agrees_with_the_answer_key(self, coded: Coded) -> None:
        found = classroom.compare([DOCS / "answer_key.csv"], coded).against_machine.set_index("question")
        assert (found["raw"] >= 0.85).all()
        assert found.loc["quotation", "items"] == len(cells(DOCS / "answer_key.csv"))


class TestComparison:
    def test_agreement_travels_with_raw_agreement_and_prevalence(
        self, coded: Coded, sheet: Path, tmp_path: Path
    ) -> None:
        other = changed(Path(shutil.copy(sheet, tmp_path / "yusuf.csv")), 3, blamed="لا تحميل", voice="")
        found = classroom.compare([sheet, other], coded, lang="en")
        blamed = found.agreement.set_index("question").loc["Blamed"]
        total = len(cells(sheet))
        assert (blamed["items"], blamed["coders"], blamed["most"]) == (total, 2, "no blame")
        assert blamed["raw"] == pytest.approx((total - 1) / total)
        none = sum(row["من يُحمَّل المسؤولية"] == "لا تحميل" for row in cells(sheet)) * 2 + 1
        assert blamed["prevalence"] == pytest.approx(none / (2 * total))
        assert 0 < blamed["alpha"] < 1
        row = found.disagreements.iloc[0]
        assert (len(found.disagreements), row["item"], row["question"]) == (1, "003:285-481", "Blamed")
        assert (row["maryam"], row["yusuf"], row["machine"]) == ("Russia", "no blame", "Russia")
        assert "Blame is more than a verb of accusing" in row["rule"]
        assert "no blame: Nothing in the sentence" in row["rule"]

    def test_the_class_is_the_code_of_more_than_half(self, coded: Coded, sheet: Path, tmp_path: Path) -> None:
        for name in ("yusuf", "zayd"):
            changed(Path(shutil.copy(sheet, tmp_path / f"{name}.csv")), 3, speaker="روسيا")
        paths = [tmp_path / f"{name}.csv" for name in ("maryam", "yusuf", "zayd")]
        found = classroom.compare(paths, coded, lang="en")
        difference = found.differences.iloc[0]
        assert difference[["item", "question", "class", "machine"]].to_list() == [
            "003:285-481", "Speaker", "Russia", "United States",
        ]  # fmt: skip
        assert difference["rows"] == "003:q002 003:q003"
        assert classroom.compare(paths[:2], coded).differences.empty  # one against one is no majority

    @pytest.mark.parametrize(
        ("keep", "said"),
        [(5, "Only 5 items"), (None, "reliable")],
    )
    def test_alpha_is_not_read_from_few_items(
        self, coded: Coded, sheet: Path, tmp_path: Path, keep: int | None, said: str
    ) -> None:
        rows = cells(sheet)[:keep]
        for name in ("maryam", "yusuf"):
            spreadsheets.write(tmp_path / f"{name}.csv", list(rows[0]), rows)
        found = classroom.compare([tmp_path / "maryam.csv", tmp_path / "yusuf.csv"], coded, lang="en")
        assert said in found.agreement["reading"].iloc[0]

    def test_high_raw_agreement_by_prevalence_alone_is_called_so(
        self, coded: Coded, sheet: Path, tmp_path: Path
    ) -> None:
        rows = cells(sheet)
        for row in rows:
            row |= {heading("blamed", "ar"): "لا تحميل", heading("voice", "ar"): ""}
        for name in ("maryam", "yusuf"):
            spreadsheets.write(tmp_path / f"{name}.csv", list(rows[0]), rows)
        paths = [tmp_path / "maryam.csv", changed(tmp_path / "yusuf.csv", 3, blamed="روسيا", voice="كلاهما")]
        changed(tmp_path / "maryam.csv", 4, blamed="روسيا", voice="كلاهما")
        blamed = classroom.compare(paths, coded, lang="en").agreement.set_index("question").loc["Blamed"]
        assert blamed["raw"] > 0.8
        assert blamed["alpha"] < 0.1
        assert blamed["reading"].startswith("Raw agreement is high because one code is nearly everywhere")

    def test_the_examples_of_the_lesson(self, coded: Coded, tmp_path: Path) -> None:
        found = classroom.compare(EXAMPLES, coded)
        assert found.problems.empty
        assert found.coders == ("layla", "omar", "salma")
        assert found.agreement["items"].iloc[0] == 32
        assert found.agreement["alpha"].between(0.2, 0.95).all()
        written = found.save(tmp_path)
        tables = ["agreement", "disagreements", "against_machine", "differences", "problems"]
        assert [path.name for path in written] == [*(f"{name}.csv" for name in tables), "report.html"]
        report = (tmp_path / "report.html").read_text("utf-8")
        assert 'dir="rtl"' in report
        assert report.count("<article>") == len(found.disagreements)
        again = classroom.compare(EXAMPLES, coded)
        assert report == (again.save(tmp_path / "again"), (tmp_path / "again" / "report.html").read_text("utf-8"))[1]


def test_the_command(coded: Coded, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results = str(coded.save(tmp_path / "results"))
    assert main(["classroom", "sheet", results, "--out", str(tmp_path / "class"), "--articles", "003"]) == 0
    assert sorted(path.name for path in (tmp_path / "class").iterdir()) == ["handout.html", "sheet.csv", "sheet.xlsx"]
    compare = ["classroom", "compare", *map(str, EXAMPLES), "--coded", results, "--out", str(tmp_path / "out")]
    capsys.readouterr()
    assert main([*compare, "--lang", "en"]) == 0
    assert "Quotation: 32 items, alpha 0." in capsys.readouterr().out
    blank = str(tmp_path / "class" / "sheet.xlsx")
    assert main([*compare[:2], blank, *compare[2:]]) == 1
    assert "sheet.xlsx row 1, الاقتباس: nothing is filled in: the file is left out" in capsys.readouterr().err
    assert "sheet" not in pd.read_csv(tmp_path / "out" / "disagreements.csv").columns
    assert main([*compare[:2], blank, *compare[-4:]]) == 2
    assert "nothing is filled in in any" in capsys.readouterr().err


def test_the_answer_key_explains_itself(coded: Coded) -> None:
    (key,) = answers.read([DOCS / "answer_key.csv"], coded)
    assert key.problems == ()
    assert list(key.answers.index) == [item.item for item in items(coded, ["001", "003"])]
    notes = [row["ملاحظة"] for row in cells(DOCS / "answer_key.csv")]
    assert sum(bool(note) for note in notes) > 20
    assert all(" / " in note for note in notes if note)
    assert set(COLUMNS) >= set(QUESTIONS)
