"""Figures, gold files, coders, calibration, baselines, robustness, errors and the command."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from evaluation import DIRECT, GOLD, GOLD_BLAME, INDIRECT, TEXT, article, at, label, said
from hypothesis import given
from hypothesis import strategies as st

import analysis
from analysis.__main__ import main
from analysis.evaluate import (
    baselines,
    by_outlet,
    calibration,
    coders,
    confusions,
    errors,
    evaluate,
    measures,
    published,
    report,
)
from analysis.evaluate.gold import GoldError, read_gold
from analysis.evaluate.records import Article, Origin
from analysis.evaluate.robustness import CHANGES, LIMIT, retype, robustness
from analysis.tables import Coded

# ---------------------------------------------------------------- figures


def counts(*rows: tuple[str, float, float, float, float]) -> pd.DataFrame:
    columns = ["article_id", *measures.KEYS, *measures.NUMBERS]
    return pd.DataFrame([(name, "quotes", "iou50", "all", "all", *numbers) for name, *numbers in rows], columns=columns)


def test_f1_is_of_sums_and_zero_where_nothing_is_right() -> None:
    table = measures.figures(counts(("a", 2, 4, 2, 2), ("b", 0, 0, 0, 2)), ["a", "b"], resamples=0)
    row = table.iloc[0]
    assert (row.precision, row.recall, row.score) == (0.5, 0.5, 0.5)
    assert measures.figures(counts(("a", 0, 3, 0, 2)), ["a"], resamples=0)["score"].iloc[0] == 0
    assert math.isnan(measures.figures(counts(("a", 0, 0, 0, 0)), ["a"], resamples=0)["score"].iloc[0])


def test_a_measure_without_gold_is_a_share() -> None:
    row = measures.figures(counts(("a", 3, 4, 0, 0)), ["a"], resamples=0).iloc[0]
    assert row.score == 0.75
    assert math.isnan(row.recall)


def test_intervals_come_from_articles_and_need_ten_of_them() -> None:
    names = [f"a{n}" for n in range(12)]
    rows = [(name, n % 3, 3, n % 3, 3) for n, name in enumerate(names)]
    row = measures.figures(counts(*rows), names, resamples=200).iloc[0]
    assert 0 < row.low < row.score < row.high < 1
    assert row.equals(measures.figures(counts(*rows), names, resamples=200).iloc[0]), "the same every time"
    assert math.isnan(measures.figures(counts(*rows[:9]), names[:9], resamples=200)["low"].iloc[0])


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=6))
def test_scores_stay_between_nothing_and_all(rows: list[tuple[int, int, int]]) -> None:
    totals = np.array([[[hit, hit + false, hit, hit + miss]] for hit, false, miss in rows], dtype=float)
    scores = measures.scores(totals, np.array([False]))
    assert ((scores >= 0) & (scores <= 1) | np.isnan(scores)).all()


def test_outlets_are_compared_by_themselves() -> None:
    gold = [article("one", quotes=GOLD, outlet="sana"), article("two", quotes=GOLD, outlet="tass")]
    coded = [article("one", quotes=GOLD), article("two")]
    table = by_outlet(evaluate(gold, coded, layers=["quotes"], resamples=0))
    recall = table[table["measure"] == "iou50"].set_index("value")["recall"]
    assert dict(recall) == {"sana": 1.0, "tass": 0.0}


def test_every_measure_that_is_counted_has_a_name_in_two_languages() -> None:
    names = report.measures()
    coded = [article(quotes=GOLD, blame=(GOLD_BLAME,))]
    found = evaluate(coded, coded, resamples=0).figures
    inner = {"kind_confusion", "act_confusion", "outlet_stance_confusion", "optional"}
    assert {(row.layer, row.measure) for row in found.itertuples() if row.measure not in inner} <= set(names)
    assert all(name.label_en and name.label_ar and name.definition for name in names.values())


def test_confusions_count_rare_codes_as_much_as_the_others() -> None:
    coded = (GOLD[0], replace(GOLD[1], kind="mixed"), GOLD[2])
    found = evaluate([article(quotes=GOLD)], [article(quotes=coded)], layers=["quotes"], resamples=0)
    table = confusions.confusion(found, "kind")
    assert table.loc["direct", "mixed"] == 1
    assert table.to_numpy().sum() == 3
    assert confusions.macro_f1(table) == pytest.approx((1 + 0 + 2 / 3) / 3)


# ---------------------------------------------------------------- gold files


def write(folder: Path, data: Any, text: str = TEXT) -> Path:
    (folder / "page.txt").write_bytes(text.encode())
    path = folder / "gold.json"
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return path


def row(surface: str, **others: Any) -> dict[str, Any]:
    start, end = at(surface)
    return {"start": start, "end": end, "text": surface, **others}


def test_both_styles_of_gold_are_read(tmp_path: Path) -> None:
    start, _ = at("قال")
    listed = {
        "id": "page",
        "file": "page.txt",
        "outlet": "sana",
        "quotes": [row(INDIRECT, type="indirect", verb="قال", verb_start=start, speaker=None, core=False)],
    }
    found = read_gold(write(tmp_path, [listed]))[0]
    assert (found.outlet, found.quotes[0].cue, found.quotes[0].core) == ("sana", at("قال"), False)
    assert found.layers == {"quotes"}
    by_id = {"page": {"quotes": [row(INDIRECT, kind="indirect", cue="قال", cue_start=start, borderline=True)]}}
    again = read_gold(write(tmp_path, by_id))[0]
    assert (again.quotes[0].span, again.quotes[0].cue) == (found.quotes[0].span, found.quotes[0].cue)
    assert not again.quotes[0].core, "a borderline row is optional"


def test_a_medium_in_the_articles_words_gets_the_codebooks_code(tmp_path: Path) -> None:
    coding = {"page": {"quotes": [row(INDIRECT, kind="indirect", medium="مؤتمر صحفي في دمشق")]}}
    assert read_gold(write(tmp_path, coding))[0].quotes[0].labels["medium"] == "press_conference"


def test_a_side_by_its_english_name_gets_the_codebooks_code(tmp_path: Path) -> None:
    codes = {"side": "united states", "role": "critic", "toward": "saudi arabia|iran"}
    labels = read_gold(write(tmp_path, {"page": {"roles": [row(INDIRECT, **codes)]}}))[0].labels["roles"][0].labels
    assert (labels["side"], labels["toward"]) == ("usa", "saudi_arabia|iran")


def test_a_folder_of_articles_with_their_codings_is_read(tmp_path: Path) -> None:
    write(tmp_path, {})
    (tmp_path / "gold.json").rename(tmp_path / "page.json")
    (tmp_path / "page.json").write_text(json.dumps({"quotes": [row(DIRECT, kind="direct")]}), "utf-8")
    assert read_gold(tmp_path)[0].quotes[0].raw == at(DIRECT)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"page": {"quotes": [{"start": 0, "end": 5, "text": "غيره", "kind": "direct"}]}}, "should be 'غيره'"),
        ({"gone": {"quotes": []}}, "the text gone.txt is not in"),
        ([{"id": "page", "sha256": "0" * 64, "quotes": []}], "is not the text that was annotated"),
        ("text", "neither a list of articles nor"),
    ],
)
def test_a_coding_that_cannot_be_used_says_why(tmp_path: Path, data: Any, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        read_gold(write(tmp_path, data))


def test_a_file_that_is_no_json_says_where(tmp_path: Path) -> None:
    path = write(tmp_path, {})
    path.write_text("{\n oops", "utf-8")
    with pytest.raises(GoldError, match="line 2"):
        read_gold(path)
    with pytest.raises(FileNotFoundError, match="there is no coding at"):
        read_gold(tmp_path / "none.json")


def test_an_article_is_known_by_its_bytes_too() -> None:
    sha = hashlib.sha256(TEXT.encode()).hexdigest()
    gold = Article("gold_id", "gold_id", TEXT, sha, quotes=GOLD)
    coded = Article("other_id", "other_stem", TEXT, quotes=GOLD)
    assert evaluate([gold], [coded], layers=["quotes"], resamples=0).missing == ()


def test_the_seeds_gold_stands_at_its_offsets_and_every_difference_has_a_reason(seeds: Path) -> None:
    codings = {name: read_gold(seeds / "gold" / f"{name}.json") for name in ("coder_A", "coder_B", "adjudicated")}
    assert all(len(articles) == 5 for articles in codings.values())
    data = json.loads((seeds / "gold" / "adjudicated.json").read_text("utf-8"))
    for found in data.values():
        assert all(len(decision["reason"]) > 10 for decision in found["decisions"])
        for layer, rows in found.items():
            if layer not in ("decisions", "not_quotes"):
                kept = Counter(one["coders"] for one in rows)
                dropped = Counter(
                    decision["only"]
                    for decision in found["decisions"]
                    if decision["layer"] == layer and decision["decided"] == "drop"
                )
                for coder in "AB":
                    article_id = next(key for key, value in data.items() if value is found)
                    original = json.loads((seeds / "gold" / f"coder_{coder}.json").read_text("utf-8"))
                    n = len(original[article_id][layer])
                    assert kept["AB"] + kept[coder] + dropped[coder] == n, (layer, coder)


# ---------------------------------------------------------------- two coders


def test_a_coder_agrees_with_himself() -> None:
    one = [article(quotes=GOLD, blame=(GOLD_BLAME,), layers=frozenset({"quotes", "blame"}))]
    table = coders.compare(one, one)
    assert set(table["raw"]) == {1.0}
    assert set(table["alpha"].dropna()) == {1.0}


def test_disagreement_lowers_alpha_and_marks_the_code() -> None:
    def coding(*surfaces: str) -> list[Article]:
        labels = tuple(label(surface, frame="conflict", voice="outlet") for surface in surfaces)
        return [article(labels={"frames": labels, "mentions": ()}, layers=frozenset({"frames"}))]

    table = coders.compare(coding("التهم", "بقصف", "اعتداء", "معبر"), coding("التهم", "الاتفاق", "الحدود", "معبر"))
    whole = table[(table["code"] == "all") & table["field"].isna()].iloc[0]
    assert whole["raw"] < 1
    assert whole["alpha"] < 0.667
    assert not whole["reliable"]


def test_nothing_is_said_of_a_code_that_hardly_occurs() -> None:
    one = [
        article(labels={"frames": (label("التهم", frame="economic", voice="outlet"),)}, layers=frozenset({"frames"}))
    ]
    other = [article(labels={"frames": ()}, layers=frozenset({"frames"}))]
    assert coders.compare(one, other)["reliable"].isna().all()


def test_the_gold_readme_prints_the_agreement_of_the_coders(seeds: Path) -> None:
    one, other = (read_gold(seeds / "gold" / f"coder_{name}.json") for name in "AB")
    assert f"```\n{report.agreement(coders.compare(one, other))}\n```" in (seeds / "gold" / "README.md").read_text(
        "utf-8"
    )


# ---------------------------------------------------------------- calibration, baselines, errors


def outcomes(*rows: tuple[float, bool], missed: int = 0) -> pd.DataFrame:
    table = [("quotes", "hit" if hit else "false", confidence) for confidence, hit in rows]
    return pd.DataFrame(table + [("quotes", "miss", None)] * missed, columns=["layer", "status", "confidence"])


def test_calibration() -> None:
    rows = [(0.9, True)] * 40 + [(0.7, True)] * 30 + [(0.7, False)] * 10 + [(0.5, False)] * 20
    found = outcomes(*rows, missed=30)
    table = calibration.bins(found, "quotes", 3)
    assert table["precision"].is_monotonic_increasing
    assert table["rows"].sum() == 100
    point = calibration.operating_point(found, "quotes")
    assert point is not None
    assert (point.threshold, point.precision, point.rows) == (0.9, 1.0, 40)
    assert point.recall == 40 / 100
    assert calibration.operating_point(outcomes((0.9, False)), "quotes") is None


def test_a_single_confidence_is_one_bin() -> None:
    assert len(calibration.bins(outcomes((0.6, True), (0.6, False)), "quotes")) == 1


def test_baselines_find_what_their_rule_says() -> None:
    gold = [article(quotes=GOLD, blame=(GOLD_BLAME,))]
    found = baselines.baselines(gold, gold)
    assert [TEXT[slice(*quote.raw)] for quote in found["marks"][0].quotes] == [DIRECT, "حبر على ورق", "باب السلام"]
    contents = [TEXT[slice(*quote.span)] for quote in found["sentence"][0].quotes]
    assert INDIRECT in contents
    table = baselines.table(gold, gold).set_index(["layer", "measure", "baseline"])["score"]
    assert table["quotes", "iou50", "machine"] == 1
    assert table["quotes", "iou50", "marks"] < 1


def test_the_page_of_errors_shows_each_in_its_sentence() -> None:
    text = TEXT + "\n\nقال حداد <b>غير ذلك</b>."
    gold = Article("page", "page", text, quotes=GOLD)
    false = replace(said("تنتشر القوات قرب معبر", "direct"), origin=Origin("mark"))
    wrong = replace(GOLD[2], kind="direct")
    coded = Article("page", "page", text, quotes=(GOLD[0], wrong, false))
    page = errors.page(evaluate([gold], [coded], layers=["quotes"], resamples=0))
    assert f'<span class="gold">{DIRECT}</span>' in page
    assert '<span class="coded">تنتشر القوات قرب معبر</span> &quot;باب السلام&quot; منذ أسبوع' in page
    assert "kind: <bdi>direct</bdi> instead of <bdi>mixed</bdi>" in page
    assert "<td>1</td><td>1</td><td>1</td>" in page
    assert 'class="hit"' in page
    assert INDIRECT not in page, "what is right is not listed"


# ---------------------------------------------------------------- robustness


@given(st.text('قالإأن "«»“”\n\u064bab', max_size=60), st.sampled_from(CHANGES), st.integers(0, 3))
def test_a_changed_text_keeps_the_way_back(text: str, change: Any, seed: int) -> None:
    changed, places = retype(text, change, seed)
    assert len(places) == len(changed) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)
    for place, character in enumerate(changed):
        if character not in "\"'«»“”\r\nا":
            assert text[places[place]] == character
    assert (changed, places) == retype(text, change, seed)


def test_each_change_does_what_it_says() -> None:
    text = 'قالَ "نعم" أو «إلى»\n' * 100
    changed = {change.name: retype(text, change).text for change in CHANGES}
    marks = sum(text.count(mark) for mark in '"«»')
    lost = marks - sum(changed["marks_deleted"].count(mark) for mark in '"«»')
    flipped = sum(one != other for one, other in zip(text, changed["marks_flipped"], strict=True))
    assert 0 < lost < 0.1 * marks
    assert 0 < flipped < 0.1 * marks
    assert "\u064e" not in changed["harakat"]
    assert '"' in changed["styles"]
    assert "«نعم»" in changed["styles"]
    assert "او" in changed["alefs"]
    assert "الي" not in changed["alefs"], "only alefs are folded"
    assert changed["lines"].count("\r\n") == 100


def test_the_seeds_lose_little_however_they_are_typed(seeds: Path) -> None:
    table = robustness(read_gold(seeds / "gold" / "adjudicated.json"), seeds=(0,))
    assert set(table["change"]) == {change.name for change in CHANGES}
    assert table[table["loss"] > LIMIT].empty, table[table["loss"] > LIMIT].to_string()


# ---------------------------------------------------------------- what is published


def test_every_layer_has_its_sentence_in_two_languages() -> None:
    said_of = published.sentences()
    assert set(said_of) == {"quotes", "blame", "roles", "names", "frames", "mentions"}
    for one in said_of.values():
        assert one["en"].endswith(".")
        assert "F1" in one["ar"]
    assert "the speaker is right in" in said_of["quotes"]["en"]


def test_unreliable_codes_are_named_in_the_sentence() -> None:
    assert "event" in published.unreliable("names")
    assert "nouns for the event" in published.accuracy("names").en
    assert "أسماء الحدث" in published.accuracy("names").ar
    assert published.unreliable("mentions") == ()
    with pytest.raises(ValueError, match="was not measured"):
        published.accuracy("weather")


# ---------------------------------------------------------------- the command


@pytest.fixture(scope="module")
def coded_seeds(seeds: Path) -> Coded:
    return analysis.code(analysis.load(seeds))


def test_the_command_writes_its_results(tmp_path: Path, coded_seeds: Coded, seeds: Path, capsys: Any) -> None:
    coded_seeds.save(tmp_path / "coded")
    gold = str(seeds / "gold" / "adjudicated.json")
    assert main(["evaluate", gold, str(tmp_path / "coded"), "--layer", "quotes", "--out", str(tmp_path / "out")]) == 0
    assert "right speaker" in capsys.readouterr().out
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"accuracy.json", "figures.csv", "baselines.csv", "calibration.csv", "errors.html"} | {
        f"confusion_{field}.csv" for field in confusions.FIELDS
    }
    figures = pd.read_csv(tmp_path / "out" / "figures.csv")
    assert {"rule", "kind", "outlet", "all"} <= set(figures["by"])
    first = (tmp_path / "out" / "accuracy.json").read_bytes()
    main(["evaluate", gold, str(tmp_path / "coded"), "--layer", "quotes", "--out", str(tmp_path / "out")])
    assert (tmp_path / "out" / "accuracy.json").read_bytes() == first


def test_the_command_compares_coders(seeds: Path, capsys: Any) -> None:
    files = [str(seeds / "gold" / f"coder_{name}.json") for name in "AB"]
    assert main(["evaluate", "--coders", *files, "--layer", "names"]) == 0
    out = capsys.readouterr().out
    assert "unreliable" in out
    assert "quotes" not in out


@pytest.mark.parametrize("arguments", [[], ["gold.json"], ["a", "b", "--coders", "c", "d"], ["none.json", "none"]])
def test_wrong_usage_is_said_and_exits_2(arguments: list[str], capsys: Any) -> None:
    assert main(["evaluate", *arguments]) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_an_article_that_was_not_coded_is_a_finding(
    tmp_path: Path, coded_seeds: Coded, seeds: Path, capsys: Any
) -> None:
    few = replace(coded_seeds, articles=coded_seeds.articles.iloc[1:])
    few.save(tmp_path / "coded")
    assert (
        main(["evaluate", str(seeds / "gold" / "adjudicated.json"), str(tmp_path / "coded"), "--layer", "blame"]) == 1
    )
    assert "not coded, all their rows missed: 000" in capsys.readouterr().out
