"""Roles: which part an actor is given, toward whom, in whose voice, asserted or refused, done or only possible."""

from __future__ import annotations

import pytest
from coding import HEADLINE, code
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import codebook
from analysis.coding.roles import Role


def roles(text: str, headline: str = HEADLINE) -> list[Role]:
    """Role rows of a page whose body is `text`."""
    return code(text, headline)[1]["roles"]


def told(text: str) -> set[tuple[str, str, str | None]]:
    """Side, role and toward of each role in a text."""
    return {(row.side, row.role, row.toward) for row in roles(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دعت تركيا إلى وقف إطلاق النار.", {("turkey", "peacemaker", None)}),
        ("طالبت تركيا أرمينيا بالانسحاب.", {("turkey", "demander", "armenia")}),
        ("دعمت قطر الاقتصاد التركي.", {("qatar", "ally", "turkey")}),
        ("روسيا حليفة دمشق.", {("russia", "ally", "syria")}),
        (
            "اندلعت معارك بين روسيا وأوكرانيا.",
            {("russia", "belligerent", "ukraine"), ("ukraine", "belligerent", "russia")},
        ),
        ("عرضت روسيا الوساطة بين الجانبين.", {("russia", "mediator", None)}),
        ("القوات السورية المدعومة من روسيا تتقدم.", {("russia", "ally", "syria")}),
        ("اقتحمت قوات الاحتلال الإسرائيلي البلدة.", {("israel", "occupier", None), ("israel", "aggressor", None)}),
        ("اتهمت موسكو لندن بالكذب.", {("russia", "critic", "uk")}),
        ("قصفت إسرائيل مواقع سورية.", {("israel", "belligerent", "syria")}),
        ("تعمل تركيا وسيطا بين روسيا وأوكرانيا.", {("turkey", "mediator", "russia|ukraine")}),
        ("الجهود المصرية لوقف إطلاق النار مستمرة.", {("egypt", "peacemaker", None)}),
        ("روسيا حريصة على إيجاد حل سياسي للأزمة.", {("russia", "peacemaker", None)}),
        ("دعت روسيا إلى هدنة بين أرمينيا وأذربيجان.", {("russia", "peacemaker", "armenia|azerbaijan")}),
        ("الدعم العسكري الروسي المباشر للقوات السورية مستمر.", {("russia", "ally", "syria")}),
        ("تزود روسيا أرمينيا بالأسلحة.", {("russia", "ally", "armenia")}),
        ("تحظى أرمينيا بدعم روسي.", {("russia", "ally", "armenia")}),
        ("هذه الميليشيات الحوثية سلحتها إيران حليفة دمشق.", {("iran", "ally", "syria"), ("iran", "ally", "houthis")}),
        ("التعاون الروسي التركي مستمر.", {("russia", "partner", "turkey"), ("turkey", "partner", "russia")}),
        ("وقعت روسيا وتركيا اتفاقا.", {("russia", "partner", "turkey"), ("turkey", "partner", "russia")}),
        ("أعدت بريطانيا بالتشاور مع فرنسا مشروع القرار.", {("uk", "partner", "france")}),
        ("أكدت إيران حيادها.", {("iran", "neutral_party", None)}),
        ("نشرت روسيا قوات حفظ سلام في الإقليم.", {("russia", "guarantor", None)}),
        ("تعهدت روسيا بالدفاع عن أرمينيا.", {("russia", "guarantor", "armenia")}),
        ("التدخل العسكري الروسي في سوريا.", {("russia", "belligerent", "syria")}),
        ("حشدت تركيا قواتها على الحدود.", {("turkey", "belligerent", None)}),
        ("تحتل إسرائيل الجولان منذ عام 1967.", {("israel", "occupier", None)}),
        ("هددت تركيا أرمينيا بالحرب.", {("turkey", "instigator", "armenia")}),
        ("عارضت روسيا الضربات الأمريكية.", {("russia", "critic", "usa"), ("usa", "belligerent", None)}),
        ("فرضت واشنطن عقوبات على روسيا.", {("russia", "victim", "usa")}),
        ("تعرضت القوات التركية لهجوم صاروخي.", {("turkey", "victim", None)}),
        ("انسحبت واشنطن من الاتفاق النووي.", {("usa", "spoiler", None)}),
        ("الاحتلال السوري للبنان.", {("syria", "occupier", "lebanon")}),
        ("تحرك الجيش الروسي مع حليفه النمساوي.", {("austria", "ally", "russia")}),
        ("غارات إسرائيلية ضد قاعدة إيرانية.", {("israel", "belligerent", "iran")}),
        ("مقتل جنديين تركيين وواشنطن تراقب.", {("turkey", "victim", None)}),
        ("اعترضت السعودية صاروخا أطلقته ميليشيات الحوثي.", {("houthis", "belligerent", None)}),
        ("قصفت إسرائيل أهدافا تابعة للجيش السوري.", {("israel", "belligerent", "syria")}),
        ("شنت فرنسا غارات على مواقع للجيش السوري.", {("france", "belligerent", "syria")}),
        ("انحازت تركيا إلى أذربيجان.", {("turkey", "ally", "azerbaijan")}),
        ("زارت موسكو وفود من سوريا وحليفتها إيران.", {("iran", "ally", "syria")}),
    ],
)
def test_the_outlet_ascribes_a_role(text: str, expected: set[tuple[str, str, str | None]]) -> None:
    assert told(text) == expected
    assert {row.voice for row in roles(text)} == {"outlet"}


def test_inside_reported_content_a_role_is_the_speakers() -> None:
    (row,) = roles("قالت موسكو إن تركيا تقف إلى جانب أذربيجان.")
    assert (row.side, row.role, row.toward) == ("turkey", "ally", "azerbaijan")
    assert (row.voice, row.speaker_side, row.strength) == ("attributed", "russia", "explicit")


def test_coordinated_actors_get_a_row_each() -> None:
    sides = [row.side for row in roles("دعت روسيا والولايات المتحدة وفرنسا إلى وقف إطلاق النار.")]
    assert sides == ["russia", "usa", "france"]


@pytest.mark.parametrize(
    ("text", "role", "polarity"),
    [
        ("أعلنت روسيا أنها لا تقف إلى جانب أرمينيا.", ("russia", "ally"), "negated"),
        ("رفضت أرمينيا مفاوضات تحت إشراف روسيا.", ("russia", "mediator"), "rejected"),
        ("قال باشينيان إن بلاده غير مستعدة لمفاوضات سلام تحت إشراف روسيا.", ("russia", "mediator"), "rejected"),
        ("قالت باريس إن روسيا تقف إلى جانب أرمينيا.", ("russia", "ally"), "asserted"),
    ],
)
def test_polarity_tells_denied_from_refused(text: str, role: tuple[str, str], polarity: str) -> None:
    assert {(row.side, row.role): row.polarity for row in roles(text)}[role] == polarity


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("قالت واشنطن إن روسيا قادرة على المساهمة في تهدئة الأوضاع.", "capable"),
        ("قالت باريس إن روسيا ستقدم مبادرات للسلام.", "offered"),
        ("قد تقصف تركيا مواقع في سوريا.", "hypothetical"),
        ("قصفت تركيا مواقع في سوريا.", "actual"),
    ],
)
def test_modality_is_as_the_words_say(text: str, modality: str) -> None:
    assert [row.modality for row in roles(text) if row.side in ("russia", "turkey")] == [modality]


def test_who_strikes_is_a_belligerent_and_where_blamed_an_aggressor() -> None:
    assert {row.role for row in roles("أعلنت تركيا أن طائراتها قصفت مواقع في سوريا.")} <= {"belligerent"}
    blamed = roles("قالت سوريا إن تركيا قصفت مواقع سورية.")
    assert [(row.side, row.role) for row in blamed] == [("turkey", "aggressor"), ("syria", "victim")]
    assert blamed[0].toward == "syria"


def test_the_speakers_own_country_is_the_speakers_side() -> None:
    (row,) = roles("أكد وزير الخارجية التركي، في تصريحات للصحفيين، وقوف بلاده إلى جانب أذربيجان.")
    assert (row.side, row.surface, row.role, row.toward) == ("turkey", "بلاده", "ally", "azerbaijan")


def test_a_group_named_once_is_known_by_its_bare_noun() -> None:
    text = "شن تنظيم داعش هجوما على القرية.\n\nوقالت مصادر إن التنظيم خطف أربعة رجال."
    assert "isis" in {row.side for row in roles(text) if row.voice == "attributed"}


def test_the_two_countries_are_those_that_the_article_names_together() -> None:
    text = "تجددت الاشتباكات بين البلدين.\n\nوقال المراسل إن القتال بين أرمينيا وأذربيجان متواصل."
    found = {
        (row.side, row.toward, row.surface) for row in roles(text) if row.start < text.index("وقال") + len(HEADLINE)
    }
    assert found == {("armenia", "azerbaijan", "البلدين"), ("azerbaijan", "armenia", "البلدين")}
    assert roles("تجددت الاشتباكات بين البلدين.\n\nروسيا وفرنسا. تركيا وإيران.") == [], "which two is not clear"


def test_a_denial_and_a_noun_that_is_not() -> None:
    (row,) = roles("تنفي إيران تزويد الحوثيين بأسلحة.")
    assert (row.side, row.role, row.toward, row.polarity) == ("iran", "ally", "houthis", "negated")
    rows = roles("لم تكن المبادرة نتيجة تفاهمات بين موسكو وطهران.")
    assert {(row.side, row.polarity) for row in rows} == {("russia", "negated"), ("iran", "negated")}


@pytest.mark.parametrize(
    "text",
    [
        "مبادرة إسطنبول للتعاون التي يديرها الناتو.",
        "فازت تركيا على روسيا في المباراة.",
        "يسيطر الناتج المحلي على اهتمام تركيا.",
        "انتقد المدرب لاعبيه.",
        "باختطاف طائرة مصرية في قبرص.",
        "رفع العقوبات عن إيران وتخفيف العقوبات على روسيا.",
        "احتل الفريق التركي المركز الأول.",
        "دافع ترامب عن قراره.",
        "اعتقلت القوات الإسرائيلية، اليوم، شابا.",
        "حضرت واشنطن وحلفاؤها المؤتمر.",
        "أجبر الهجوم تركيا على تغيير موقفها.",
        "تسيطر حركة حماس على قطاع غزة منذ سنوات.",
        "نشر التلفزيون السوري خبرا عن وصول قوات.",
        "الاتفاق النووي مع إيران.",
        "تعاونت المغنية مع أكبر الأسماء التركية.",
        "مقتل الصحفي السعودي في مدينة بعيدة.",
    ],
)
def test_what_ascribes_no_role_gives_no_row(text: str) -> None:
    assert roles(text) == []


def test_headline_and_body_are_told_apart() -> None:
    rows = roles("وقال الوزير إن الجو جميل.", "تركيا تدعو إلى وقف إطلاق النار\n\n")
    assert [(row.side, row.role, row.segment) for row in rows] == [("turkey", "peacemaker", "headline")]


def test_a_role_points_back_to_the_text() -> None:
    body = "قالت موسكو إن تركيا تقف إلى جانب أذربيجان."
    (row,) = roles(body)
    text = HEADLINE + body
    assert text[row.start : row.end] == "تركيا تقف إلى جانب أذربيجان"
    assert text[row.surface_start : row.surface_end] == row.surface == "تركيا"
    assert row.actor_id == "country:turkey"


WORDS = (
    "روسيا وتركيا تدعم أذربيجان دعت إلى وقف إطلاق النار حليفة ، قال إن اتهمت بقصف بوساطة الاحتلال قد لا مدعومة من "
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=120)
def test_every_row_keeps_the_contract_whatever_the_words(words: list[str]) -> None:
    body = " ".join(words)
    text = HEADLINE + body
    for row in roles(body):
        assert row.role in codebook.read().codes("roles")
        assert "|" not in row.side
        assert text[row.surface_start : row.surface_end] == row.surface
        assert row.side not in (row.toward or "").split("|")
        assert row.speaker_side is None or row.voice == "attributed"


@pytest.mark.parametrize(
    "text",
    [
        "وأشارت السلطات التركية إلى أنه فجر نفسه في الحديقة.",
        "قال المتحدث إن الجماعة مستمرة بقصف العاصمة السورية.",
        "قال المتحدث إن المسلحين لم يهاجموا تركيا.",
        "يستهدف ترامب زيادة التوظيف في المصانع.",
        "ناقش الاجتماع سبل دعم الأردن للخروج من الأزمة.",
        "أكد الوزير الصيني أن بلاده تدعم الحوار الاقتصادي.",
    ],
)
def test_no_role_for_whom_an_act_is_not_said_of(text: str) -> None:
    assert not [row for row in roles(text) if row.rule_id == "act"]


def test_what_is_threatened_or_coming_is_not_actual() -> None:
    assert {row.modality for row in roles("قال مسؤول إن الولايات المتحدة ستشن هجمات على التنظيم.")} == {"hypothetical"}
    assert {row.modality for row in roles("أعلنت تركيا أنها ستتعاون مع روسيا.")} == {"offered"}


def test_what_a_clause_says_twice_is_one_row_with_the_target_that_either_names() -> None:
    assert [(row.side, row.role, row.toward) for row in roles("ينص القرار على فرض عقوبات أميركية على طهران.")] == [
        ("iran", "victim", "usa")
    ]
    assert [(row.side, row.role, row.toward) for row in roles("ودعت باريس طهران إلى المساعدة على إنهاء النزاع.")] == [
        ("france", "peacemaker", "iran")
    ]
