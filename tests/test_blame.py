"""Blame: who is said to have done harm, by whom, in whose voice; and what must never become a charge."""

from __future__ import annotations

from pathlib import Path

import pytest
from coding import HEADLINE, code
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.coding.blame import Blame

ACCUSED = [
    (
        "اتهمت وزارة الخارجية الروسية بريطانيا بإخفاء معلومات عن الحادث.",
        "وزارة الخارجية الروسية",
        "بريطانيا",
        "deception",
    ),
    ("وتتهم لندن موسكو بالوقوف خلف عملية التسميم.", "لندن", "موسكو", "killing"),
    ("أعلنت بكين فرض رسوم على السلع، متهمة واشنطن بانتهاك قواعد التجارة.", "بكين", "واشنطن", "violation"),
    ("وحمّل أردوغان إسرائيل مسؤولية ما جرى.", "أردوغان", "إسرائيل", "unspecified"),
    ("ألقى الوزير الفرنسي باللوم على إيران في تدهور الوضع.", "الوزير الفرنسي", "إيران", "unspecified"),
    ("ويواجه أردوغان اتهامات من معارضيه بأنه أشعل الحرب.", "معارضيه", "أردوغان", "unspecified"),
    ("نددت فرنسا بالهجوم الذي شنته إيران على القاعدة.", "فرنسا", "إيران", "attack"),
    ("انتقد ماكرون سياسة أنقرة في ليبيا.", "ماكرون", "أنقرة", "unspecified"),
    ("وتدين الأمم المتحدة إيران لتقاعسها عن منع التهريب.", "الأمم المتحدة", "إيران", "negligence"),
    ("قالت تركيا إن القوات الروسية قصفت مستشفى في إدلب.", "تركيا", "القوات الروسية", "shelling"),
    ("اعتبر ماكرون أن تصريحات أنقرة خطيرة.", "ماكرون", "أنقرة", "reckless_conduct"),
    ('وصف ماكرون تصريحات أنقرة بأنها "متهورة".', "ماكرون", "أنقرة", "reckless_conduct"),
    (
        "اتهمت السفارة الروسية وسفيرها في برلين، الحكومة الألمانية بالكذب.",
        "السفارة الروسية",
        "الحكومة الألمانية",
        "unspecified",
    ),
    (
        "اتهم العقيد تركي المالكي، المتحدث باسم وزارة الدفاع، الحوثيين بأنهم يهربون السلاح.",
        "العقيد تركي المالكي، المتحدث باسم وزارة الدفاع",
        "الحوثيين",
        "unspecified",
    ),
    (
        "وقال الناشط إن القرى تتعرض لقصف الطائرات التركية.",
        "الناشط",
        "الطائرات التركية",
        "shelling",
    ),
    ("أدانت إيران واستنكرت تهديدات الولايات المتحدة.", "إيران", "الولايات المتحدة", "threat"),
    ("قال السكان إن البلدة تعرضت لهجوم كيماوي نفذه النظام السوري.", "السكان", "النظام السوري", "attack"),
    (
        "وجّهت وزارة الدفاع الأرمينية أصابع الاتهام إلى أذربيجان، الاثنين، بضلوعها في الهجوم.",
        "وزارة الدفاع الأرمينية",
        "أذربيجان",
        "causing_harm",
    ),
    ("قالت رئيسة الوزراء إن موسكو مسؤولة عن تسميم الرجل.", "رئيسة الوزراء", "موسكو", "killing"),
    ("ورأى التقرير أن الجيش الروسي يقف وراء تدمير الطائرة.", "التقرير", "الجيش الروسي", "destruction"),
    ("رد الوزير على انتقادات الرئيس التركي لإسرائيل.", "الرئيس التركي", "إسرائيل", "unspecified"),
    ("علق البرلمان على الاتهامات التي توجهها الهند إلى باكستان برعاية الإرهاب.", "الهند", "باكستان", "arming"),
    ("أقام في معسكر لجماعة غولن، التي تتهمها تركيا بتدبير الانقلاب.", "تركيا", "جماعة غولن", "unspecified"),
    ("قال السفير إن القرار غير القانوني الذي اتخذته إيران سيفشل.", "السفير", "إيران", "violation"),
    ("قال الوزير إن السلوك السيئ لإيران لن يمر.", "الوزير", "إيران", "reckless_conduct"),
    ("قالت بغداد إن محاولة إيران زعزعة المنطقة لن تنجح.", "بغداد", "إيران", "incitement"),
    ("أدان مسؤولون فلسطينيون قرار واشنطن وقف التمويل.", "مسؤولون فلسطينيون", "واشنطن", "unspecified"),
    ("انتقد ترامب الدول الأعضاء في الناتو على نفقاتها.", "ترامب", "الدول الأعضاء في الناتو", "unspecified"),
    ("قال المرصد إن ستة مدنيين قتلوا جراء قصف القوات السورية على البلدة.", "المرصد", "القوات السورية", "killing"),
    ("قالت منظمة إن نحو عشرين مدنيا قتلوا في غارات روسية.", "منظمة", "روسية", "killing"),
    (
        "قالت دمشق إن طيران التحالف الدولي الذي تقوده واشنطن شن غارة على حي سكني.",
        "دمشق",
        "طيران التحالف الدولي",
        "airstrike",
    ),
    ("وقعت الجريمة التي اتهمت بريطانيا موسكو بالوقوف وراءها.", "بريطانيا", "موسكو", "unspecified"),
    ("حاتم ينتقد آل الراوي بسبب أغنية.", "حاتم", "آل الراوي", "unspecified"),
    ("قالت الشرطة إن بعض المحتجين خربوا المباني.", "الشرطة", "بعض المحتجين", "sabotage"),
    ("واتهم ترامب مرات كثيرة ماكيب بالانحياز.", "ترامب", "ماكيب", "partisanship"),
    (
        "وجّه القضاء الفرنسي اتهاما إلى الوزير السابق إريك فورت بالتواطؤ.",
        "القضاء الفرنسي",
        "الوزير السابق",
        "conspiracy",
    ),
    ("ندد ماكرون بالموقف المعيب للحكومة الإيطالية.", "ماكرون", "للحكومة الإيطالية", "unspecified"),
    ("ماكرون يندد بعدم استقبال إيطاليا سفينة.", "ماكرون", "إيطاليا", "unspecified"),
    ("انتقد المرجع السيستاني السياسيين في العراق.", "المرجع السيستاني", "السياسيين", "unspecified"),
    ("انتقد الوزير قرار المحكمة.", "الوزير", "المحكمة", "unspecified"),
    ("تدين دمشق الدور الذي تلعبه إيران في المنطقة.", "دمشق", "إيران", "unspecified"),
    ("أكدت باريس استخدام النظام السوري للأسلحة الكيماوية.", "باريس", "النظام السوري", "attack"),
]


def blame(text: str, headline: str = HEADLINE) -> list[Blame]:
    """Blame rows of a page whose body is `text`."""
    return code(text, headline)[1]["blame"]


def only(text: str) -> Blame:
    """The one blame row of a text."""
    (row,) = blame(text)
    return row


@pytest.mark.parametrize(("text", "accuser", "blamed", "act"), ACCUSED)
def test_a_charge_names_who_makes_it_and_against_whom(text: str, accuser: str, blamed: str, act: str) -> None:
    row = only(text)
    assert (row.accuser, row.blamed, row.act_code) == (accuser, blamed, act)
    assert (row.voice, row.stance) == ("attributed", "asserted")


@pytest.mark.parametrize(
    "text",
    [
        "ندد الاتحاد الأوروبي بالهجوم على السفارة الروسية في كابول.",
        "أدانت الولايات المتحدة مقتل السفير الروسي في أنقرة.",
        'وقال الوزير الفرنسي: "ندين العنف في المنطقة".',
    ],
)
def test_a_condemnation_without_a_culprit_names_none(text: str) -> None:
    row = only(text)
    assert row.blamed is None
    assert row.blamed_side is None
    assert row.rule_id == "condemnation"


@pytest.mark.parametrize(
    "text",
    [
        "نددت فرنسا بالهجوم الذي وصفته إيران بالصغير.",
        "نددت فرنسا بالهجوم الذي شهدته دوما.",
        "نددت فرنسا بالهجوم الذي أدانته تركيا.",
        "نددت فرنسا بهجوم باريس.",
    ],
)
def test_who_only_speaks_of_a_deed_or_suffers_it_is_not_its_culprit(text: str) -> None:
    assert [(row.accuser, row.blamed) for row in blame(text) if row.accuser == "فرنسا"] == [("فرنسا", None)]


def test_any_intervention_is_nobodys() -> None:
    row = only("وأكدت واشنطن أن أي تدخل خارجي في النزاع لن يكون مفيدا.")
    assert (row.blamed, row.stance, row.act_code) == (None, "hypothetical", "interference")


@pytest.mark.parametrize(
    "text",
    [
        "أعلن الجيش التركي أنه قصف مواقع لحزب العمال الكردستاني.",
        "قصفت طائرات التحالف الدولي مواقع لتنظيم داعش.",
        "الهجوم الإنجليزي قوي والمدرب سعيد بلاعبي المنتخب قبل مباراة الدوري.",
        "اندلعت حرب تجارية بين الولايات المتحدة والصين.",
        "زار وزير الخارجية الروسي تركيا.",
        "قال الوزير إن التحالف أحبط هجوما لعناصر التنظيم.",
        "وصل جبر إلى خان يونس.",
        "يحتل الفريق المركز الأول.",
        "قال الوزير إن كل جيش يقتل المدنيين مذنب.",
        "أكد الرئيس أنه لا يريد أن يتدخل أحد في شؤون بلاده.",
        "قالت الشرطة إن القضاء أعدم رجلين.",
        "تدين بنما بالفضل لحارس مرماها.",
        "قال محاميه إن مفتشين احتجزوا وثائق.",
        "قالت مصادر أمنية إن الشرطة في مالي احتجزت عشرين متطرفا.",
        "ذكرت صحيفة أن ترامب هدد بشن هجوم كبير على الأسد.",
        "قال بومبيو إن إطلاق النار من اليمن التي تستهدف السفن يجب أن يتوقف.",
        "قال لافروف إن المزاعم بشأن استخدام قوات الأسد للغازات السامة غريبة.",
        'تعقد الجامعة اجتماعا "لمواجهة العدوان الإسرائيلي على الشعب الفلسطيني الأعزل".',
        "تحدث التقرير عن الهجوم الكيميائي الذي اتهم النظام السوري بتنفيذه.",
        "قال العايد إن الأتراك قصفوا مواقع لتنظيم داعش.",
        "قالت الهيئة إن موجة الحر أودت بحياة 65 شخصا.",
        "وصل الوزير تامر السبهان إلى الرياض.",
        "قال الوزير إن القانون يمنع التعرض بالإهانة لأي شعب.",
        "وفي تغريدة انتقد النظام القطري لغياب الدوحة عن التدريبات.",
        "نفت سوريا أي استخدام للأسلحة الكيميائية.",
        "قال الوزير إن روسيا لن تخدع أحدا.",
        "إذا لم تقمع الحكومة المتظاهرين فإن الأزمة ستستمر.",
        "قال المحقق إن التحقيق في تدخل روسيا في الانتخابات مستمر.",
        "قال المحامي إن مزاعم عيتاني بالتعرض للتعذيب غريبة.",
        "قال الوزير المسؤول عن ملف الهجرة إن الأزمة مستمرة.",
    ],
)
def test_what_is_told_without_reproach_is_no_blame(text: str) -> None:
    assert blame(text) == []


def test_the_same_strike_is_blame_when_its_victim_tells_it() -> None:
    row = only("قالت وزارة الدفاع الأرمينية إن قوات أذربيجان شنت، فجر الثلاثاء، قصفا مكثفا على مواقع أرمينية.")
    assert (row.accuser_side, row.blamed_side, row.victim_side) == ("armenia", "azerbaijan", "armenia")
    assert (row.agency, row.rule_id) == ("active", "reported_force")


def test_an_attribution_after_the_whole_claim_still_owns_it() -> None:
    row = only("اندلعت اشتباكات إثر إطلاق الجيش الأرميني النار على قرى أذربيجانية، بحسب وزارة الدفاع الأذربيجانية.")
    assert (row.accuser, row.blamed, row.voice) == ("وزارة الدفاع الأذربيجانية", "الجيش الأرميني", "attributed")
    assert row.agency == "nominalised"


def test_a_culprit_who_is_only_an_adjective_of_origin_is_marked_as_such() -> None:
    row = only("أفادت وزارة الدفاع الأرمينية بأن مسيّرات تركية تنفذ غارات شمال الإقليم.")
    assert (row.blamed_side, row.agency, row.act_code) == ("turkey", "origin_adjective", "airstrike")


def test_the_outlets_own_verdict_has_no_accuser() -> None:
    text = "طالب الرئيس التركي أرمينيا بالانسحاب. وذلك في انحياز واضح للجانب الأذربيجاني."
    row = only(text)
    assert (row.accuser, row.accuser_side, row.voice) == (None, None, "outlet")
    assert (row.blamed, row.act_code, row.rule_id) == ("الرئيس التركي", "partisanship", "evaluation")


def test_a_crime_told_by_the_outlet_is_its_own_charge() -> None:
    row = only("مسلحون يخطفون أربعة عمال في بغداد.")
    assert (row.blamed, row.voice, row.act_code) == ("مسلحون", "outlet", "abduction")


def test_harm_that_befalls_somebody_keeps_its_row_without_a_culprit() -> None:
    row = only("وقالت السلطات المحلية إن القرية تعرضت للقصف.")
    assert (row.blamed, row.victim, row.agency) == (None, "القرية", "passive")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("ووجهت لندن أصابع الاتهام إلى روسيا.", "ووجهت لندن أصابع الاتهام إلى روسيا"),
        ("ألقت لندن باللوم على روسيا في الهجوم بغاز أعصاب.", "في الهجوم بغاز أعصاب"),
        ("انتقد المخرج السعودي عامر الحمود تصرفات الفنان.", "تصرفات الفنان"),
        ("تنتقد شركات أمريكية كثيرة قرارات التعريفة الجمركية.", "قرارات التعريفة الجمركية"),
    ],
)
def test_an_act_is_what_is_charged_and_no_part_of_a_name(text: str, act: str) -> None:
    assert only(text).act == act


def test_guilt_that_is_only_supposed_is_hypothetical() -> None:
    row = only("في حال تبين أن موسكو ضالعة في الهجوم ستتغير العلاقات.")
    assert (row.blamed, row.stance) == ("موسكو", "hypothetical")


def test_who_is_killed_with_others_is_no_killer() -> None:
    rows = blame("قال الناشط إن رجلا واحدا قتل وأصيب ستة مدنيين في غارات.")
    assert all(row.blamed is None for row in rows)


def test_the_condemners_office_is_no_part_of_what_he_condemns() -> None:
    row = only('وأدان إبراهيم كالان المتحدث باسم أردوغان "الهجوم البشع" على تويتر.')
    assert (row.act, row.victim) == ('"الهجوم البشع" على تويتر', None)


def test_who_holds_a_place_is_the_victim_of_an_attack_on_it() -> None:
    row = only("قالت دمشق إن إسرائيل قصفت موقعا تابعا للجيش السوري.")
    assert (row.victim, row.victim_side) == ("موقعا تابعا للجيش السوري", "syria")


def test_responsibility_that_is_denied_is_denied() -> None:
    row = only("قال الوزير إن إيران ليست مسؤولة عن التصعيد.")
    assert (row.blamed, row.stance, row.rule_id) == ("إيران", "denied", "culprit")


def test_who_is_helped_to_do_harm_is_no_victim_of_it() -> None:
    row = only("اتهمت روسيا تركيا بالتواطؤ مع تنظيم داعش.")
    assert (row.blamed_side, row.victim) == ("turkey", None)


def test_the_vowel_of_the_passive_makes_a_subject_the_victim() -> None:
    (row,) = blame("قالت المنظمة إن المدنيين عُذبوا في السجن.")
    assert (row.blamed, row.victim, row.rule_id) == (None, "المدنيين", "befalls")


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("قالت أوكرانيا إن روسيا لم تقصف المدينة.", "denied"),
        ("قالت الخارجية الأرمينية إن القوات الأذربيجانية قد تكون قصفت البلدة.", "hypothetical"),
        ("قالت أوكرانيا إن روسيا قد قصفت المدينة.", "asserted"),
        ("زعمت سوريا أن إسرائيل قصفت المطار.", "distanced"),
        ("قالت سوريا إن إسرائيل قصفت المطار.", "asserted"),
        ("قالت المعارضة إنها ستدرس الرد إذا وجدت دلائل على تدخل روسيا في الانتخابات.", "hypothetical"),
        ("حذرت أنقرة من تدخل إيران في شؤون المنطقة.", "hypothetical"),
    ],
)
def test_stance_says_how_the_voice_stands_to_the_charge(text: str, stance: str) -> None:
    assert only(text).stance == stance


def test_a_side_that_denies_its_own_deed_blames_nobody() -> None:
    assert blame("نفت روسيا أن تكون قواتها قصفت المستشفى.") == []


def test_what_one_rejects_is_not_what_one_denies() -> None:
    row = only("أكدت الخارجية المصرية رفض مصر الكامل للتدخل الإيراني في الشؤون العربية.")
    assert (row.blamed_side, row.stance) == ("iran", "asserted")


@pytest.mark.parametrize("text", ["واتهمته موسكو بالكذب.", "واتهمت إياهم تركيا بالضلوع في الانقلاب."])
def test_a_pronoun_is_no_culprit_that_anybody_could_name(text: str) -> None:
    assert all(row.blamed is None or row.blamed_side for row in blame(text))
    assert not any(row.rule_id == "accusation" for row in blame(text))


def test_the_object_of_a_verb_with_a_hidden_subject_is_not_its_accuser() -> None:
    text = "وردت إسرائيل بغضب وانتقدت الاتحاد الأوروبي بشدة."
    assert not any(row.accuser_side == "eu" for row in blame(text))


def test_blame_points_back_to_the_text_and_to_the_quotation_that_carries_it() -> None:
    text = HEADLINE + "قالت تركيا إن القوات الروسية قصفت مستشفى في إدلب."
    tables = code(text.removeprefix(HEADLINE))[1]
    (row,) = tables["blame"]
    assert text[row.start : row.end] == "القوات الروسية قصفت مستشفى في إدلب"
    assert text[row.act_start : row.act_end] == row.act == "قصفت مستشفى في إدلب"
    assert text[row.blamed_start : row.blamed_end] == row.blamed
    assert text[row.accuser_start : row.accuser_end] == row.accuser
    assert row.quote_id in {quote.quote_id for quote in tables["quotes"]}
    assert row.blame_id == "t:b001"


SEED_NAMED: list[tuple[str, str | None, str, str]] = [
    ("000", "azerbaijan", "armenia", "shelling"),
    ("001", "turkey", "armenia", "occupation"),
    ("001", None, "turkey", "obstruction"),
    ("001", None, "turkey", "partisanship"),
    ("003", "usa", "russia", "incitement"),
    ("003", "armenia", "azerbaijan", "shelling"),
    ("003", "armenia", "azerbaijan", "attack"),
    ("003", "azerbaijan", "armenia", "sabotage"),
    ("004", "armenia", "turkey", "airstrike"),
    ("004", "france", "turkey", "reckless_conduct"),
]
SEED_UNNAMED: list[tuple[str, str | None, str]] = [
    ("000", "usa", "unspecified"),
    ("001", "russia|usa|france", "unspecified"),
    ("001", "russia|usa|france", "attack"),
    ("002", "usa", "unspecified"),
    ("002", "usa", "interference"),
    ("003", "azerbaijan", "shelling"),
    ("003", None, "killing"),
]


def seed_rows(seeds: Path, seed: str) -> list[Blame]:
    """Blame rows of a seed."""
    text = (seeds / f"{seed}.txt").read_bytes().decode("utf-8")
    rows: list[Blame] = code(text, headline="")[1]["blame"]
    return rows


@pytest.mark.parametrize(("seed", "accuser", "blamed", "act"), SEED_NAMED)
def test_the_seeds_named_relations(seeds: Path, seed: str, accuser: str | None, blamed: str, act: str) -> None:
    found = [(row.accuser_side, row.blamed_side, row.act_code) for row in seed_rows(seeds, seed)]
    assert (accuser, blamed, act) in found


def test_a_relative_after_a_comma_still_speaks_of_the_conduct(seeds: Path) -> None:
    acts = [row.act for row in seed_rows(seeds, "004") if row.act_code == "reckless_conduct"]
    assert acts == ['تصريحات أنقرة "خطيرة', "التصريحات السياسيّة التركيّة، والتي تبدو لي متهورة وخطيرة"]


@pytest.mark.parametrize(("seed", "accuser", "act"), SEED_UNNAMED)
def test_the_seeds_relations_without_a_culprit(seeds: Path, seed: str, accuser: str | None, act: str) -> None:
    found = [(row.accuser_side, row.blamed, row.act_code) for row in seed_rows(seeds, seed)]
    assert any(side == accuser and blamed is None and code_ == act for side, blamed, code_ in found)


@pytest.mark.parametrize("seed", ["000", "001", "002", "003", "004"])
def test_no_culprit_is_invented_in_the_seeds(seeds: Path, seed: str) -> None:
    known = {(s, a, b) for s, a, b, _ in SEED_NAMED}
    for row in seed_rows(seeds, seed):
        assert row.blamed is None or (seed, row.accuser_side, row.blamed_side) in known


WORDS = (
    "روسيا تركيا اتهمت بقصف ، أن إن قصفت المدينة شنت غارات على الذي هجوما قال الوزير من قبل ندد بالهجوم لم قد "
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=120)
def test_every_row_keeps_the_contract_whatever_the_words(words: list[str]) -> None:
    body = " ".join(words)
    text = HEADLINE + body
    for row in blame(body):
        assert (row.accuser is None) == (row.voice == "outlet")
        assert (row.blamed is None) == (row.blamed_start is None)
        assert text[row.act_start : row.act_end] == row.act
        assert row.start <= row.act_start < row.act_end
        for surface, start, end in (
            (row.accuser, row.accuser_start, row.accuser_end),
            (row.blamed, row.blamed_start, row.blamed_end),
        ):
            assert surface is None or text[start:end] == surface


def test_a_condemned_deed_is_one_row_and_not_a_second_one_for_its_adjective() -> None:
    row = only(
        'ودعا البيان الختامي للقمة إلى إرسال بعثة مراقبة و"يدين الأعمال الإجرامية التي ترتكبها القوات الأذربيجانية ضد '
        'المدنيين العزل" في الإقليم.'
    )
    assert (row.rule_id, row.accuser, row.blamed) == (
        "condemnation",
        "البيان الختامي للقمة",
        "القوات الأذربيجانية",
    )
