"""The constructed articles: short pages of hard cases, each with the rows that a reader of Arabic expects.

A page is `constructed/NN_slug.txt`; `NN_slug.yaml` beside it names its cases and holds, under `expect`, rows of the
tables: the columns that are named must be so, the others are open. Every quotation of a page is listed, so that one
more is a failure too. `absent` holds rows that nothing may match, `known_misses` what the machine still gets wrong:
they fail here as soon as it gets them right, and then move up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from analysis import codebook
from analysis.coding.article import code_article, coder
from analysis.tables import COLUMNS

FOLDER = Path(__file__).parent / "constructed"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
LAYERS = ("quotes", "blame", "roles", "names")
ANY = "*"  # in a row: some value, whichever
# Columns of an expectation that are no columns of a table: what the row's quotation points to, and a word of the act.
DERIVED = {"quotes": {"parent", "continues"}, "blame": {"act_word"}}

QUOTATIONS = [*(f"D{number}" for number in range(1, 10)), *(f"I{number}" for number in range(1, 15)), "I16", "I17"]
ATTRIBUTIONS = [f"6.3 {name}" for name in ("before its claim", "after its claim", "relay", "no source")]
NEGATIVES = [
    *("6.5 names in marks", "6.5 titles of works", "6.5 scare quotes", "6.5 narrator's formulas"),
    *("6.5 performative acts", "6.5 homographs", "6.5 speech verbs inside speech", "6.5 page furniture"),
    "6.5 thought without speech",
]
BLAME = [*(f"G{number}" for number in range(1, 12)), *(f"U{number}" for number in range(1, 9))]

Row = Mapping[str, Any]


@lru_cache
def expectations(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    return data


@lru_cache
def page(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text("utf-8")


@lru_cache
def coded(name: str) -> dict[str, list[Row]]:
    """Code a page; its rows by layer, as column -> value, with the columns of `DERIVED`."""
    _, tables = code_article(name, page(name), None, coder(codebook.read()))
    layers = {layer: [dict(zip(COLUMNS[layer], row, strict=True)) for row in tables[layer]] for layer in LAYERS}
    said = {row["quote_id"]: row["text"] for row in layers["quotes"]}
    for row in layers["quotes"]:
        row["parent"], row["continues"] = said.get(row["parent_quote_id"]), said.get(row["continues_quote_id"])
    return {layer: list(rows) for layer, rows in layers.items()}


def agrees(row: Row, expected: Row) -> bool:
    """Say whether every named column of `expected` is so in `row`."""
    for column, value in expected.items():
        if column == "reason":
            continue
        if column == "act_word":
            ok = value in (row["act"] or "")
        elif value == ANY:
            ok = row[column] is not None
        else:
            ok = row[column] == value
        if not ok:
            return False
    return True


def unmatched(rows: list[Row], expected: list[Row]) -> tuple[list[Row], list[Row]]:
    """Give each expected row a coded one of its own; return the expected and the coded ones left without."""
    left, missing = list(rows), []
    # The row that says most chooses first, so that an open one does not take what it needs.
    for want in sorted(expected, key=len, reverse=True):
        found = next((row for row in left if agrees(row, want)), None)
        if found is None:
            missing.append(want)
        else:
            left.remove(found)
    return missing, left


def short(rows: list[Row], like: list[Row]) -> str:
    """Show the coded rows in the columns that the expectation names."""
    columns = dict.fromkeys(column for row in like for column in row if column not in ("act_word", "reason"))
    return "\n".join(str({column: row[column] for column in [*columns, "start", "end"]}) for row in rows)


def listed(name: str, part: str) -> Iterator[tuple[str, Row]]:
    """Yield (layer, row) of `expect`, `absent` or one of these under `known_misses`."""
    data = expectations(name)
    for key in part.split("."):
        data = data.get(key) or {}
    for layer, rows in data.items():
        for row in rows:
            yield layer, row


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("name", NAMES)
def test_every_expected_row_is_coded(name: str, layer: str) -> None:
    rows = coded(name)[layer]
    expected = [row for kind, row in listed(name, "expect") if kind == layer]
    missing, _ = unmatched(rows, expected)
    assert not missing, f"expected {missing}\ncoded:\n{short(rows, expected)}"


@pytest.mark.parametrize("name", NAMES)
def test_no_other_quotation_is_coded(name: str) -> None:
    known = ("expect", "known_misses.expect", "known_misses.absent")
    expected = Counter(row["text"] for part in known for layer, row in listed(name, part) if layer == "quotes")
    extra = Counter(row["text"] for row in coded(name)["quotes"]) - expected
    assert not extra, f"nobody said {list(extra)}, or not so often"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_must_be_absent_is_coded(name: str) -> None:
    found = [(layer, row) for layer, row in listed(name, "absent") if any(agrees(r, row) for r in coded(name)[layer])]
    assert not found


@pytest.mark.parametrize("name", NAMES)
def test_a_known_miss_that_is_right_now_moves_up(name: str) -> None:
    for layer in LAYERS:
        misses = [row for kind, row in listed(name, "known_misses.expect") if kind == layer]
        right = [row for row in misses if any(agrees(r, row) for r in coded(name)[layer])]
        assert not right, f"move these of {name}.yaml from known_misses to expect: {right}"
        false = [row for kind, row in listed(name, "known_misses.absent") if kind == layer]
        right = [row for row in false if not any(agrees(r, row) for r in coded(name)[layer])]
        assert not right, f"move these of {name}.yaml from known_misses to absent: {right}"


@pytest.mark.parametrize("name", NAMES)
def test_an_article_says_what_it_is_and_keeps_to_the_columns(name: str) -> None:
    data = expectations(name)
    assert data["constructed"] is True
    assert all(case.keys() == {"name", "why", "ar"} for case in data["cases"])
    for part in ("expect", "absent", "known_misses.expect", "known_misses.absent"):
        for layer, row in listed(name, part):
            assert row.keys() - {"reason"} <= COLUMNS[layer].keys() | DERIVED.get(layer, set()), row
            evidence = [row.get(column) for column in ("text", "cue", "speaker", "blamed", "accuser", "surface")]
            assert all(value in page(name) for value in evidence if value and value != ANY), row
            assert part.startswith("known_misses") == ("reason" in row), row


def test_every_case_of_the_guide_occurs() -> None:
    cases = [case["name"] for name in NAMES for case in expectations(name)["cases"]]
    missing = [
        case
        for case in [*QUOTATIONS, *ATTRIBUTIONS, *NEGATIVES, *BLAME]
        if not any(re.match(rf"{re.escape(case)}\b", name) for name in cases)
    ]
    assert not missing


def test_there_are_enough_rows_and_few_misses() -> None:
    rows = sum(1 for name in NAMES for _ in listed(name, "expect"))
    misses = sum(1 for name in NAMES for part in ("expect", "absent") for _ in listed(name, f"known_misses.{part}"))
    assert len(NAMES) == 20
    assert rows >= 100
    assert misses <= 0.15 * (rows + misses)


def test_every_page_has_its_expectations() -> None:
    assert [path.stem for path in sorted(FOLDER.glob("*.txt"))] == NAMES


def test_the_documentation_lists_every_case() -> None:
    table = (FOLDER.parent.parent / "docs" / "constructed.md").read_text("utf-8")
    for name in NAMES:
        assert f"`{name}`" in table
        assert all(f"| {case['name']} | {case['why']} |" in table for case in expectations(name)["cases"])
