"""Names that take a position: place names, titles, words for a status or an event, and their marking."""

from __future__ import annotations

import pytest
from coding import HEADLINE, code

from analysis.coding.names import Name


def names(text: str) -> list[Name]:
    """Name rows of a page whose body is `text`."""
    return code(text)[1]["names"]


@pytest.mark.parametrize(
    ("text", "surface", "referent", "variant", "effect"),
    [
        ("وصل الوفد إلى إقليم آرتساخ – قره باغ.", "آرتساخ – قره باغ", "karabakh", "آرتساخ – قره باغ", "legitimising"),
        ("وصل الوفد إلى ناغورنو كاراباخ.", "ناغورنو كاراباخ", "karabakh", "ناغورنو كاراباخ", "neutral"),
        ("دعا رئيس النظام التركي أردوغان.", "رئيس النظام التركي", "person:erdogan", "head_of_regime", "delegitimising"),
        ("دعا الرئيس الروسي فلاديمير بوتين.", "الرئيس الروسي", "person:putin", "president", "neutral"),
        ("زار رئيس الوزراء الأرميني المدينة.", "رئيس الوزراء الأرميني", "leader:armenia", "prime_minister", "neutral"),
        ("تقدم الجيش الأذري.", "الجيش الأذري", "force:azerbaijan", "army", "neutral"),
        ("رد الجيش على هجوم مضاد.", "هجوم مضاد", "event", "counter_attack", "legitimising"),
        ("شن الطيران قصفا.", "قصفا", "event", "shelling", "neutral"),
    ],
)
def test_a_name_its_referent_and_its_effect(text: str, surface: str, referent: str, variant: str, effect: str) -> None:
    assert (surface, referent, variant, effect) in [(n.surface, n.referent, n.variant, n.effect) for n in names(text)]


def test_a_compound_name_is_one_row() -> None:
    assert [row.surface for row in names("في إقليم آرتساخ – قره باغ.")] == ["آرتساخ – قره باغ"]


def test_scare_quotes_and_hedges_distance_a_name() -> None:
    (quoted,) = names('دعوات للسلام في "قره باغ" اليوم.')
    assert (quoted.marking, quoted.effect) == ("scare_quotes", "distancing")
    (hedged,) = [row for row in names("طالب بالانسحاب من الأراضي المحتلة على حد زعمه.") if row.variant == "occupied"]
    assert (hedged.marking, hedged.effect) == ("hedged", "distancing")
    (plain,) = names("وصل إلى قره باغ.")
    assert (plain.marking, plain.effect) == ("plain", "neutral")


def test_a_name_inside_reported_content_is_attributed() -> None:
    rows = names("قالت الوزارة الروسية إن الأوضاع في قره باغ هادئة.")
    assert [(row.voice, row.quote_id is not None) for row in rows] == [("attributed", True)]


def test_a_title_without_a_country_takes_no_position() -> None:
    assert names("دعا رئيس الشركة الموظفين.") == []


@pytest.mark.parametrize(
    "text",
    [
        "دخل مقاتلو هيئة تحرير الشام إلى البلدة.",
        "كنت هناك إلى أن تم تحريري.",
        "المدرب واللاعبون واللاعب والمنتخب قبل المباراة: تاريخ المواجهات.",
    ],
)
def test_a_part_of_a_name_and_a_game_are_no_event(text: str) -> None:
    assert [row for row in names(text) if row.rule_id == "event"] == []


def test_targets_and_teams_make_no_war_a_match() -> None:
    assert "الحرب" in [row.surface for row in names("استمرت الحرب. ضربت الطائرات أهدافا، وزار فريق أممي أهدافا أخرى.")]


def test_names_are_where_they_say() -> None:
    body = "دعا الرئيس الروسي إلى وقف القتال في ناغورنو كاراباخ."
    text = HEADLINE + body
    rows = names(body)
    assert [text[row.start : row.end] for row in rows] == [row.surface for row in rows]
    assert [row.start for row in rows] == sorted(row.start for row in rows)
