"""Corrections by hand: they find their rows after recoding, keep the tables whole, and never vanish silently."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import corrections
from analysis.__main__ import main
from analysis.commands import correct
from analysis.corrections.lines import COLUMNS
from analysis.tables import Coded

TEXT = (
    "موسكو: المحادثات مستمرة\n\n"
    "قال وزير الخارجية الروسي سيرغي لافروف إن المحادثات مستمرة.\n\n"
    "وأضاف: \"نريد وقف إطلاق النار\".\n\n"
    "واتهمت وزارة الدفاع الأذربيجانية القوات الأرمينية بقصف مدينة كنجه.\n"
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "one.txt").write_text(TEXT, "utf-8")
    (folder / "two.txt").write_text(TEXT.replace("كنجه", "شوشة"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def coded(folder: Path) -> Coded:
    return analysis.code(analysis.load(folder))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "corrections.csv"


def quote(coded: Coded, words: str, article: str = "one") -> pd.Series:
    quotes = coded.quotes
    return quotes[(quotes["article_id"] == article) & quotes["text"].str.contains(words)].iloc[0]


def by_hand(file: Path, **cells: str) -> None:
    line = dict.fromkeys(COLUMNS, "") | {"by": "M. A."} | cells
    with file.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.DictWriter(target, COLUMNS)
        writer.writeheader()
        writer.writerow(line)


def test_a_speaker_is_changed_with_place_actor_and_side(coded: Coded, file: Path) -> None:
    row = quote(coded, "نريد وقف")
    corrections.record(file, coded, "quotes", row["quote_id"], {"speaker": "وزارة الدفاع الأذربيجانية"}, by="M. A.")
    done = corrections.apply(coded, file)
    new = quote(done, "نريد وقف")
    start = TEXT.index("وزارة الدفاع الأذربيجانية")
    assert (new["speaker_start"], new["speaker_end"]) == (start, start + len("وزارة الدفاع الأذربيجانية"))
    assert new["side"] == "azerbaijan"
    assert (new["rule_id"], new["resolved_by"], new["confidence"]) == ("correction", "correction", 1.0)
    others = done.quotes["quote_id"] != row["quote_id"]
    pd.testing.assert_frame_equal(done.quotes[others], coded.quotes[others.to_numpy()])


def test_a_person_outweighs_the_country_in_his_title(coded: Coded, file: Path) -> None:
    row = quote(coded, "نريد وقف")
    speaker = "وزير الخارجية الروسي سيرغي لافروف"
    corrections.record(file, coded, "quotes", row["quote_id"], {"speaker": speaker}, by="M. A.")
    new = quote(corrections.apply(coded, file), "نريد وقف")
    assert (new["speaker_id"], new["side"]) == ("person:lavrov", "russia")


def test_an_unknown_speaker_is_unknown_throughout(coded: Coded, file: Path) -> None:
    row = quote(coded, "نريد وقف")
    corrections.record(file, coded, "quotes", row["quote_id"], {"speaker": ""}, by="M. A.")
    new = quote(corrections.apply(coded, file), "نريد وقف")
    assert new[["speaker", "speaker_start", "speaker_end", "speaker_id", "side"]].isna().all()


def test_the_offset_decides_which_mention_is_meant(coded: Coded, file: Path) -> None:
    row = quote(coded, "نريد وقف")
    place = TEXT.rindex("المحادثات")
    corrections.record(file, coded, "quotes", row["quote_id"], {"speaker": f"المحادثات@{place}"}, by="M. A.")
    assert quote(corrections.apply(coded, file), "نريد وقف")["speaker_start"] == place


def test_a_moved_span_takes_its_words_along(coded: Coded, file: Path) -> None:
    row = quote(coded, "نريد وقف")
    end = int(row["start"]) + len("نريد وقف")
    corrections.record(file, coded, "quotes", row["quote_id"], {"end": str(end), "kind": "mixed"}, by="M. A.")
    done = corrections.apply(coded, file)
    new = done.quotes[done.quotes["quote_id"] == row["quote_id"]].iloc[0]
    assert (new["text"], new["end"], new["kind"]) == ("نريد وقف", end, "mixed")


def test_a_deleted_quotation_leaves_no_reference_behind(coded: Coded, file: Path) -> None:
    blame = coded.blame[coded.blame["article_id"] == "one"].iloc[0]
    assert pd.notna(blame["quote_id"])
    corrections.record(file, coded, "quotes", blame["quote_id"], None, by="M. A.", reason="an act, no speech")
    done = corrections.apply(coded, file)
    assert blame["quote_id"] not in set(done.quotes["quote_id"])
    for _, data in done.tables():
        if "quote_id" in data.columns:
            assert blame["quote_id"] not in set(data["quote_id"].dropna())


def test_a_row_is_added_with_sentence_segment_and_id(coded: Coded, file: Path) -> None:
    row = quote(coded, "نريد وقف")
    missed = Coded(**dict(coded.tables()) | {"quotes": coded.quotes.drop(index=row.name)})
    cells = {"article_id": "one", "table": "quotes", "action": "add", "text": row["text"]}
    by_hand(file, field="kind", value="direct", **cells)
    done = corrections.apply(missed, file)
    new = done.quotes[done.quotes["quote_id"] == "one:qc001"].iloc[0]
    same = ["sentence_id", "start", "end", "text", "kind", "segment", "outlet_stance", "polarity"]
    assert new[same].to_dict() == row[same].to_dict()
    assert done.quotes["article_id"].is_monotonic_increasing
    assert "has this row already" in corrections.apply(coded, file).issues["message"].iloc[-1]
    by_hand(file, **cells)
    assert "needs kind" in corrections.apply(missed, file).issues["message"].iloc[-1]


def test_a_correction_survives_recoding_in_another_order_and_under_another_name(
    coded: Coded, folder: Path, file: Path, tmp_path: Path
) -> None:
    row = quote(coded, "نريد وقف")
    corrections.record(file, coded, "quotes", row["quote_id"], {"act": "demand"}, by="M. A.")
    other = tmp_path / "again"
    other.mkdir()
    (other / "aaa.txt").write_text("عنوان\n\nقال الرئيس إن الطقس جميل.\n", "utf-8")
    (other / "renamed.txt").write_bytes((folder / "one.txt").read_bytes())
    again = corrections.apply(analysis.code(analysis.load(other)), file)
    assert quote(again, "نريد وقف", "renamed")["act"] == "demand"
    assert not (again.issues["code"] == "correction_unmatched").any()


def test_what_no_longer_matches_becomes_an_issue(coded: Coded, folder: Path, file: Path, tmp_path: Path) -> None:
    row = quote(coded, "نريد وقف")
    corrections.record(file, coded, "quotes", row["quote_id"], {"act": "demand"}, by="M. A.")
    other = tmp_path / "edited"
    other.mkdir()
    (other / "one.txt").write_text(TEXT + "وختم.\n", "utf-8")
    edited = corrections.apply(analysis.code(analysis.load(other)), file)
    issue = edited.issues[edited.issues["code"] == "correction_unmatched"].iloc[0]
    assert "row 2" in issue["message"]
    assert "sha256" in issue["message"]
    assert edited.manifest["corrections"]["unmatched"] == 1
    gone = Coded(**dict(coded.tables()) | {"quotes": coded.quotes.iloc[:0]})
    assert "no such row" in corrections.apply(gone, file).issues["message"].iloc[-1]


def test_the_words_must_stand_where_the_line_says(coded: Coded, file: Path) -> None:
    by_hand(file, article_id="one", table="quotes", action="delete", start="0", end="5", text="واشنط")
    issue = corrections.apply(coded, file).issues.iloc[-1]
    assert (issue["code"], issue["start"]) == ("correction_unmatched", 0)
    assert "موسكو" in issue["message"]


def test_a_line_without_offsets_finds_the_only_row_with_its_words(coded: Coded, file: Path) -> None:
    words = "نريد وقف إطلاق النار"
    by_hand(file, article_id="one", table="quotes", action="change", text=words, field="act", value="demand")
    assert quote(corrections.apply(coded, file), "نريد وقف")["act"] == "demand"


def test_several_rows_of_one_span_need_a_word_more(coded: Coded, file: Path) -> None:
    frames = coded.frames[coded.frames["article_id"] == "one"]
    twin = frames[frames.duplicated(["start", "end"], keep=False)].iloc[0]
    text = TEXT[twin["start"] : twin["end"]]
    cells = {"article_id": "one", "table": "frames", "action": "delete", "text": text}
    by_hand(file, start=str(twin["start"]), end=str(twin["end"]), **cells)
    assert "say which in the column where" in corrections.apply(coded, file).issues["message"].iloc[-1]
    by_hand(file, start=str(twin["start"]), end=str(twin["end"]), where=f"frame={twin['frame']}", **cells)
    assert len(corrections.apply(coded, file).frames) == len(coded.frames) - 1
    file.unlink()
    row = f"one:{twin['start']}-{twin['end']}"
    with pytest.raises(ValueError, match="add :code"):
        corrections.record(file, coded, "frames", row, None, by="M. A.")
    corrections.record(file, coded, "frames", f"{row}:{twin['frame']}", None, by="M. A.")
    assert len(corrections.apply(coded, file).frames) == len(coded.frames) - 1


def test_an_outlet_has_no_accuser(coded: Coded, file: Path) -> None:
    blame = coded.blame[coded.blame["article_id"] == "one"].iloc[0]
    corrections.record(file, coded, "blame", blame["blame_id"], {"voice": "outlet"}, by="M. A.")
    done = corrections.apply(coded, file)
    row = done.blame[done.blame["blame_id"] == blame["blame_id"]].iloc[0]
    assert row["voice"] == "outlet"
    assert row[["accuser", "accuser_start", "accuser_end", "accuser_side"]].isna().all()
    file.unlink()
    corrections.record(file, coded, "blame", blame["blame_id"], {"accuser": ""}, by="M. A.")
    assert "name the accuser" in corrections.apply(coded, file).issues["message"].iloc[-1]


def test_manifest_and_caption_count_what_was_done(coded: Coded, file: Path) -> None:
    first, second = (quote(coded, "نريد وقف", article) for article in ("one", "two"))
    corrections.record(file, coded, "quotes", first["quote_id"], {"act": "demand", "kind": "mixed"}, by="M. A.")
    corrections.record(file, coded, "quotes", second["quote_id"], None, by="S. B.")
    done = corrections.apply(coded, file)
    record = done.manifest["corrections"]
    assert (record["lines"], record["corrected"], record["unmatched"], record["by"]) == (3, 2, 0, ["M. A.", "S. B."])
    assert record["rows"] == {"quotes": {"changed": 1, "deleted": 1, "added": 0}}
    assert done.manifest["rows"]["quotes"] == len(done.quotes)
    assert corrections.caption(done, "quotes")["en"] == "Rows corrected by hand: 1 changed, 1 deleted."
    assert corrections.caption(done, "blame") == {} == corrections.caption(coded, "quotes")
    with pytest.raises(ValueError, match="holds corrections already"):
        corrections.apply(done, file)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"table": "quote"}, "the table is 'quote'"),
        ({"action": "remove"}, "write one of change, delete, add"),
        ({"article_id": ""}, "neither article_id nor sha256"),
        ({"text": ""}, "text is empty"),
        ({"start": "12,5"}, "whole number"),
        ({"start": "3", "end": "9"}, "characters"),
        ({"by": ""}, "by is empty"),
        ({"field": ""}, "field is empty"),
        ({"field": "quote_id"}, "cannot be corrected"),
        ({"field": "act", "value": "shout"}, "act is 'shout': write one of accuse, announce"),
        ({"field": "side", "value": "rusia"}, "did you mean 'russia'"),
        ({"field": "act", "value": "say", "at": "7"}, "at is only for words"),
        ({"where": "cue قال"}, "column=value"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(coded: Coded, file: Path, cells: dict[str, str], said: str) -> None:
    good = {"article_id": "one", "table": "quotes", "action": "change", "text": "نريد", "field": "act", "value": "say"}
    by_hand(file, **good | cells)
    with pytest.raises(ValueError, match=said) as error:
        corrections.apply(coded, file)
    assert str(error.value).startswith("corrections.csv row 2: ")


def test_a_file_that_lacks_a_column_is_named(coded: Coded, file: Path) -> None:
    file.write_text("article_id,table\none,quotes\n", "utf-8")
    with pytest.raises(ValueError, match=r"corrections.csv: the column 'sha256' is missing"):
        corrections.apply(coded, file)
    with pytest.raises(FileNotFoundError, match="no such file"):
        corrections.apply(coded, file.with_name("absent.csv"))


def test_a_file_saved_by_a_spreadsheet_is_read_alike(coded: Coded, file: Path) -> None:
    row = quote(coded, "نريد وقف")
    corrections.record(file, coded, "quotes", row["quote_id"], {"act": "demand"}, by="M. A.")
    plain = corrections.read(file)
    text = file.read_text("utf-8-sig")
    file.write_text(text.replace(",", ";"), "cp1256")
    assert corrections.read(file) == plain


def test_a_bad_value_is_refused_before_the_file_is_touched(coded: Coded, file: Path) -> None:
    row = quote(coded, "نريد وقف")
    corrections.record(file, coded, "quotes", row["quote_id"], {"act": "demand"}, by="M. A.")
    before = file.read_bytes()
    with pytest.raises(ValueError, match=r"corrections.csv row 3: act is 'x'"):
        corrections.record(file, coded, "quotes", row["quote_id"], {"act": "x"}, by="M. A.")
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_the_command_writes_a_line(coded: Coded, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results, file = tmp_path / "results", tmp_path / "mine.csv"
    coded.save(results)
    row = quote(coded, "نريد وقف")["quote_id"]
    parser = argparse.ArgumentParser()
    correct.configure(parser)
    arguments = [str(results), row, "--set", "act=demand", "--by", "M. A.", "--file", str(file)]
    assert correct.run(parser.parse_args(arguments)) == 0
    assert f"{row}: act = demand" in capsys.readouterr().out
    assert quote(corrections.apply(analysis.load_coded(results), file), "نريد وقف")["act"] == "demand"
    with pytest.raises(ValueError, match="--table"):
        correct.run(parser.parse_args([str(results), "one:3-9", "--delete", "--by", "M. A."]))


def test_a_side_of_a_scholars_own_codebook_is_one(folder: Path, tmp_path: Path) -> None:
    book, out, file = tmp_path / "book", tmp_path / "out", tmp_path / "corrections.csv"
    book.mkdir()
    (book / "sides.csv").write_text("side,label_en,label_ar\nnegotiators,Negotiators,المفاوضون\n", "utf-8")
    code = ["code", str(folder), "--out", str(out), "--codebook", str(book)]
    assert main(code) == 0
    row = analysis.load_coded(out).quotes["quote_id"].iloc[0]
    change = ["correct", str(out), row, "--set", "side=negotiators", "--by", "layla", "--file", str(file)]
    assert main(change) == 0
    assert main([*code, "--corrections", str(file)]) == 0
    quotes = analysis.load_coded(out).quotes.set_index("quote_id")
    assert "negotiators" in set(quotes["side"])
    with pytest.raises(ValueError, match=r"'negotiators' is no side of the codebook"):
        corrections.read(file)
