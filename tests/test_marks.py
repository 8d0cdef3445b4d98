"""Which marks belong together, where outlets reverse, mix, glue and forget them."""

from __future__ import annotations

import pytest
from coding import HEADLINE, code
from hypothesis import given
from hypothesis import strategies as st

PAIRS = {
    'قال: "نعم للسلام" ثم "لا للحرب".': ['"نعم للسلام"', '"لا للحرب"'],
    "تهدف إلى لـ«تهدئة الأوضاع» و«ضبط النفس».": ["«تهدئة الأوضاع»", "«ضبط النفس»"],
    "واستطرد العم عبدالله:» العيد اختلف حاليا « .": ["» العيد اختلف حاليا «"],
    'قال: «قالوا لي "اخرج" فخرجت».': ['«قالوا لي "اخرج" فخرجت»', '"اخرج"'],
    'وصفها بأنها «خطوة خطيرة" اليوم.': ['«خطوة خطيرة"'],
    "زار ''البيت الأبيض'' أمس.": ["''البيت الأبيض''"],
    'قال إن القوات شنت هجوما". وأضافت أن أذربيجان "استخدمت طائرات".': ['"استخدمت طائرات"'],
    "the army didn't reply and can't.": [],
}


@pytest.mark.parametrize(("text", "expected"), PAIRS.items())
def test_pairs(text: str, expected: list[str]) -> None:
    reading, _ = code(text)
    assert [reading.text[slice(*reading.span(m.opening, m.closing + 1))] for m in reading.marked] == expected


@given(st.lists(st.sampled_from([*'"«»“”„‹›‘’', "قال", "إن", "نعم", ":", "،", ". ", " ", "\n"]), max_size=60))
def test_pairs_never_cross_and_every_mark_is_paired_or_an_issue(parts: list[str]) -> None:
    reading, _ = code("".join(parts), HEADLINE)
    open_pairs: list[int] = []
    for opening, closing in reading.marked:
        assert opening < closing
        while open_pairs and open_pairs[-1] < opening:
            open_pairs.pop()
        assert not open_pairs or closing < open_pairs[-1]
        open_pairs.append(closing)
    paired = {token for pair in reading.marked for token in pair}
    assert not paired & set(reading.unmatched)
    assert sum(issue.code == "unbalanced_mark" for issue in reading.issues) == len(reading.unmatched)
