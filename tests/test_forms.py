"""The written forms of a verb: strong, hollow, weak in ا and in ى."""

from __future__ import annotations

import pytest

from analysis.coding import forms


@pytest.mark.parametrize(
    ("lemma", "written"),
    [
        ("قال", ["قال", "قالت", "قالا", "قالتا", "قالوا"]),
        ("دعا", ["دعا", "دعت", "دعوا", "دعتا", "دعوا"]),
        ("نفى", ["نفي", "نفت", "نفيا", "نفتا", "نفوا"]),
    ],
)
def test_perfect(lemma: str, written: list[str]) -> None:
    assert [form.spelling for form in forms.perfect(lemma)] == written


def test_imperfect_of_a_weak_verb() -> None:
    spellings = [form.spelling for form in forms.imperfect("يدعو")]
    assert spellings == ["يدعو", "تدعو", "يدعوان", "تدعوان", "يدعون", "يدعوا", "تدعون"]


def test_participles_that_continue_a_report() -> None:
    spellings = {form.spelling for form in forms.participle("داعي")}
    assert {"داعيا", "داعيه", "داعين"} <= spellings


def test_a_verb_without_a_principal_part_has_no_forms_of_it() -> None:
    assert {form.kind for form in forms.of_verb("ارتأى", "يرتئي")} == {"perfect", "imperfect"}
