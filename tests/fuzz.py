"""Any text there may be, and what must hold whatever comes in.

`python tests/fuzz.py` tries far more than the tests do: 20,000 texts, or as many as its argument says. It stops at the
first that breaks a rule, made as small as it goes; the same number gives the same texts.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from analysis import codebook
from analysis.coding.article import code_article, coder
from analysis.page import segments
from analysis.tables import COLUMNS

SEEDS = Path(__file__).parent.parent / "seeds"
PAGES = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
WORDS = sorted({word for page in PAGES for word in page.split()})
HOSTILE = [
    "\x00",
    "\x1b[31m",
    "\ufeff",
    "\ufffe",
    "\ud800",
    "\udfff\ud83d",
    "\u202e",
    "\u202d",
    "\u2066",
    "\u2067",
    "\u2069",
    "\u200f",
    "\u200d",
    "\u061c",
    "\u00ad",
    "\u0640" * 9,
    "\u064b" * 40,
    "\u0655\u0655",
    "\ufdfa",
    "\U0001f468\u200d\U0001f469",
    "\r",
    "\r\n",
    "\v",
    "\f",
    "\x85",
    "\u2028",
    "\u2029",
    "\u00a0",
    "\u3000",
    "\U000e0041",
    "<script>alert(1)</script>",
    "</td><img src=x onerror=alert(1)>",
    "<b>",
    "&quot;",
    "&laquo;",
    "&#171;",
    "&amp;quot;",
    "<!--",
    "]]>",
    '=HYPERLINK("http://a")',
    "+1",
    "-1",
    "@x",
    "../../etc/passwd",
    "%s%n",
    "${x}",
    "{{7*7}}",
    "`",
    "\\",
    "\\u0000",
    "'\"",
    "گفت که",
    "پاکستان نے کہا",
    "ڕێکخراو",
    "İstanbul",
    "ΑΒΓ ς",
    "Ǆ",
    "ß",
    "１２",
    "٣٫٥",
    "۱۲",
    "²",
    "Ⅷ",
    "①",
    "«",
    "»",
    "“",
    "”",
    "„",
    '"',
    "''",
    "‹",
    "›",
    "(",
    ")",
    "[",
    "]",
    "…",
    "،",
    "؟",
    "؛",
    ":",
    ".",
    "..",
    "-",
    "–",
    "#",
    "_",
    "#_",
    "@",
    "%",
    "قال",
    "وقال إن",
    "إن",
    "أن",
    "بأن",
    "مضيفا:",
    "بحسب",
    "نقلا عن",
    "الذي",
    "اتهم",
    "ندين",
    "دعا إلى",
    "جاء ذلك خلال",
    "لم",
    "س:",
    "ج:",
    "\n",
    "\n\n",
    "\n \n",
    " ",
    "\t",
]
"""What breaks programs that read text: controls, halves of characters, markup, formulas, marks, words of cues."""


def texts(pieces: int = 60) -> st.SearchStrategy[str]:
    """Any Unicode; news with anything between its words; and pages of news that were cut and mended."""
    scraps = st.one_of(st.sampled_from(HOSTILE), st.sampled_from(WORDS), st.text(st.characters(codec=None), max_size=6))
    cut = st.tuples(st.sampled_from(PAGES), st.integers(0, 4000), st.integers(0, 600)).map(
        lambda c: c[0][c[1] : c[1] + c[2]]
    )
    return st.one_of(
        st.text(st.characters(codec=None), max_size=200),
        st.lists(scraps, max_size=pieces).map(" ".join),
        st.lists(scraps, max_size=pieces).map("".join),
        st.lists(st.one_of(cut, scraps), max_size=8).map("".join),
    )


def titles() -> st.SearchStrategy[str | None]:
    """A title, or none."""
    return st.one_of(st.none(), st.sampled_from([page.split("\n")[0] for page in PAGES]), st.sampled_from(HOSTILE))


def check(text: str, title: str | None) -> None:
    """Code a text and hold its rows against the rules of the tables."""
    last = 0
    for segment in segments(text, title):
        assert last <= segment.start < segment.end <= len(text)
        assert not any(map(str.isalnum, text[last : segment.start])), "words that lie in no segment"
        last = segment.end
    assert not any(map(str.isalnum, text[last:])), "words that lie in no segment"
    _, tables = code_article("t", text, title, coder(codebook.read()))
    sentences = {row[1]: (row[3], row[4]) for row in tables["sentences"]}
    for name, rows in tables.items():
        columns = list(COLUMNS[name])
        for row in rows:
            check_row(name, dict(zip(columns, row, strict=True)), text, sentences)
    again = code_article("t", text, title, coder(codebook.read()))[1]
    assert again == tables, "the same input gave other rows"


def check_row(name: str, row: dict[str, Any], text: str, sentences: dict[str, tuple[int, int]]) -> None:
    """Every offset slices, evidence is what stands there, ids exist, and missing is None."""
    for column, start in row.items():
        if column.endswith("start") and start is not None:
            end = row[column.removesuffix("start") + "end"]
            assert 0 <= start <= end <= len(text), (name, column)
            said = row.get(column.removesuffix("_start"))
            if column.endswith("_start") and said is not None:
                assert text[start:end] == said, (name, column)
    for column in ("surface", "text"):
        if row.get(column) is not None and "surface_start" not in row:
            assert text[row["start"] : row["end"]] == row[column], (name, column)
    assert row.get("sentence_id") in {None, *sentences}, name
    assert not any(isinstance(value, str) and value in ("", "None", "nan", "-1") for value in row.values()), (name, row)
    if row.get("confidence") is not None:
        assert 0 < row["confidence"] <= 1


def main(examples: int) -> None:
    """Try many texts."""
    rules = settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    for number in range(0, examples, 2000):
        seed(number)(settings(rules, max_examples=min(2000, examples - number))(given(texts(200), titles())(check)))()
        print(f"{min(number + 2000, examples):,} texts", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
