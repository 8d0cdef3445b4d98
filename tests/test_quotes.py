"""The cases of the quotation guide, each as the rows that a reader of Arabic expects."""

from __future__ import annotations

from pathlib import Path

import pytest
from coding import code, quotes

# text -> [(kind, content, cue, speaker, sieve)]
DIRECT = {
    "D1 verb, subject, colon": (
        'وقال نيبيزا: "صحيح أن تركيا تقف في صف أذربيجان، لكن هذا لا يعني أننا نقف مع أرمينيا".',
        [
            (
                "direct",
                "صحيح أن تركيا تقف في صف أذربيجان، لكن هذا لا يعني أننا نقف مع أرمينيا",
                "قال",
                "نيبيزا",
                "explicit",
            )
        ],
    ),
    "D2 comma before the speech": (
        'وقالت المتحدثة باسم وزارة الخارجية الأميركية مورغان أورتاغوس، في بيان اليوم الأحد، "تعرب واشنطن عن قلقها".',
        [
            (
                "direct",
                "تعرب واشنطن عن قلقها",
                "قالت",
                "المتحدثة باسم وزارة الخارجية الأميركية مورغان أورتاغوس",
                "explicit",
            )
        ],
    ),
    "D4 speech introduced by إن": (
        'وقال ماكرون في مؤتمر صحفي له، إن "روسيا والولايات المتحدة وفرنسا ستتقدم بعدة مبادرات لإنهاء النزاع".',
        [
            (
                "direct",
                "روسيا والولايات المتحدة وفرنسا ستتقدم بعدة مبادرات لإنهاء النزاع",
                "قال",
                "ماكرون",
                "explicit",
            )
        ],
    ),
    "D3 and D5 hidden subject, then a participle": (
        """قال توماس كامبل المتحدث باسم البنتاغون إن الأوضاع متغيرة للغاية.
وأوضح أن البنتاغون تتابع الأحداث، مضيفاً: "ندين العنف، ونعزي أسر من فقدوا أرواحهم".""",
        [
            ("indirect", "الأوضاع متغيرة للغاية", "قال", "توماس كامبل المتحدث باسم البنتاغون", "explicit"),
            ("indirect", "البنتاغون تتابع الأحداث", "أوضح", "توماس كامبل المتحدث باسم البنتاغون", "previous_paragraph"),
            (
                "direct",
                "ندين العنف، ونعزي أسر من فقدوا أرواحهم",
                "مضيفاً",
                "توماس كامبل المتحدث باسم البنتاغون",
                "same_sentence",
            ),
        ],
    ),
    "D6 split by its speaker": (
        "«سنواصل الرد على كل هجوم»، قال علييف، «حتى آخر شبر من أرضنا».",
        [
            ("direct", "سنواصل الرد على كل هجوم", "قال", "علييف", "explicit"),
            ("direct", "حتى آخر شبر من أرضنا", "قال", "علييف", "explicit"),
        ],
    ),
    "D7 speech first": (
        "«لن نتراجع عن موقفنا أبدا»، بحسب ما قال وزير الدفاع.",
        [("direct", "لن نتراجع عن موقفنا أبدا", "قال", "وزير الدفاع", "explicit")],
    ),
    "D8 a paragraph of nothing but speech": (
        "قال علييف: «لن نقبل وقفا للنار».\n«كما أن على المجتمع الدولي أن يتحمل مسؤوليته أمام هذا الوضع».",
        [
            ("direct", "لن نقبل وقفا للنار", "قال", "علييف", "explicit"),
            (
                "direct",
                "كما أن على المجتمع الدولي أن يتحمل مسؤوليته أمام هذا الوضع",
                None,
                "علييف",
                "previous_paragraph",
            ),
        ],
    ),
    "D10 an interview": (
        "- س: ما موقفكم من الاتفاق؟\n- ج: نحن نرفض الاتفاق بصيغته الحالية.",
        [
            ("direct", "ما موقفكم من الاتفاق", ":", None, None),
            ("direct", "نحن نرفض الاتفاق بصيغته الحالية", ":", None, None),
        ],
    ),
}
INDIRECT = {
    "I1 إنها": (
        "قالت وزارة الدفاع الأميركية (البنتاغون) إنها أعادت ترتيب مساعداتها العسكرية.",
        [("indirect", "أعادت ترتيب مساعداتها العسكرية", "قالت", "وزارة الدفاع الأميركية (البنتاغون)", "explicit")],
    ),
    "I2 بأن": (
        "وأفاد الكرملين بأن المكالمة تناولت المواجهات المسلحة.",
        [("indirect", "المكالمة تناولت المواجهات المسلحة", "أفاد", "الكرملين", "explicit")],
    ),
    "I3 noun content": (
        "أعلنت روسيا تعاونها مع تركيا لإنهاء الصراع في الإقليم.",
        [("indirect", "تعاونها مع تركيا لإنهاء الصراع في الإقليم", "أعلنت", "روسيا", "explicit")],
    ),
    "I4 عن": (
        "وأعرب لافروف عن قلقه من الأعمال القتالية.",
        [("indirect", "قلقه من الأعمال القتالية", "أعرب", "لافروف", "explicit")],
    ),
    "I5 with an addressee": (
        "ودعا متحدث البنتاغون أذربيجان وأرمينيا إلى وقف الاشتباكات.",
        [("indirect", "وقف الاشتباكات", "دعا", "متحدث البنتاغون", "explicit")],
    ),
    "I6 accusation": (
        'اتّهمت وزارة الدفاع الأذربيجانية القوات الأرمينية بشنّ "أعمال تخريبية واسعة النطاق" قرب الحدود.',
        [
            (
                "mixed",
                'بشنّ "أعمال تخريبية واسعة النطاق" قرب الحدود',
                "اتّهمت",
                "وزارة الدفاع الأذربيجانية",
                "explicit",
            )
        ],
    ),
    "I8 subject first": (
        "وزارة الخارجية الأذربيجانية أكدت، أمس الأربعاء، أن الوزير اقترح هدنة.",
        [("indirect", "الوزير اقترح هدنة", "أكدت", "وزارة الخارجية الأذربيجانية", "explicit")],
    ),
    "I9 other names in an adjunct do not become the speaker": (
        "أكد وزير الخارجية الروسي، سيرغي لافروف، في اتصال مع نظيره الأذربيجاني، جيحون بيراموف، ضرورة وقف إطلاق النار.",
        [("indirect", "ضرورة وقف إطلاق النار", "أكد", "وزير الخارجية الروسي، سيرغي لافروف", "explicit")],
    ),
    "I11 كان before its subject": (
        "وكانت واشنطن حثت طرفي الصراع على وقف الأعمال العدائية.",
        [("indirect", "وقف الأعمال العدائية", "حثت", "واشنطن", "explicit")],
    ),
    "I13 قائلا repeats its verb": (
        "ورد لافروف قائلاً إن بلاده لن تتدخل.",
        [("indirect", "بلاده لن تتدخل", "رد", "لافروف", "explicit")],
    ),
    "I15 a noun as cue": (
        "تجددت الاشتباكات مع إعلان وزارة الدفاع في أذربيجان أنها شنت هجوما مضادا.",
        [("indirect", "شنت هجوما مضادا", "إعلان", "وزارة الدفاع في أذربيجان", "explicit")],
    ),
    "I16 a report inside a report": (
        "ذكر الكرملين أن بوتين وماكرون دعوا إلى وقف فوري لإطلاق النار.",
        [
            ("indirect", "بوتين وماكرون دعوا إلى وقف فوري لإطلاق النار", "ذكر", "الكرملين", "explicit"),
            ("indirect", "وقف فوري لإطلاق النار", "دعوا", "بوتين وماكرون", "explicit"),
        ],
    ),
    "I17 relay": (
        "ونقلت وكالة تاس عن لافروف قوله إن بلاده قلقة من التصعيد.",
        [("indirect", "بلاده قلقة من التصعيد", "قوله", "لافروف", "explicit")],
    ),
    "I18 a slip in the complementizer": (
        "وقال وزراء خارجية الدول الثلاث في بيان أصدروه اليوم ؤإنهم يدينون التصعيد الخطير للعنف.",
        [("indirect", "يدينون التصعيد الخطير للعنف", "قال", "وزراء خارجية الدول الثلاث", "explicit")],
    ),
    "attribution after the claim": (
        "سيطرت القوات على ثلاث قرى، بحسب وزارة الدفاع الأذربيجانية.",
        [("indirect", "سيطرت القوات على ثلاث قرى", "بحسب", "وزارة الدفاع الأذربيجانية", "explicit")],
    ),
    "attribution before the claim": (
        "ووفقا لمصادر مطلعة على الملف، فقد بلغت قيمة العقد مليون يورو.",
        [("indirect", "فقد بلغت قيمة العقد مليون يورو", "وفقا", "مصادر مطلعة", "explicit")],
    ),
    "the target is not the speaker": (
        "موسكو تتهم لندن بإخفاء المعلومات.",
        [("indirect", "بإخفاء المعلومات", "تتهم", "موسكو", "explicit")],
    ),
}
NOTHING = {
    "narrator's formula": "يذكر أن النزاع بدأ عام 1988، والجدير بالذكر أن الهدنة انهارت.",
    "the law is no speaker": "ووفقا للقانون يحق للرئيس حل البرلمان.",
    "counted, not said": "تُرسل القوات حسب الحاجة إلى الحدود.",
    "between, male, via": "كان الخلاف بين الطرفين كبيرا، وعثر على ذكر نمر عبر الحدود.",
    "names in marks": 'التقى الوفد أعضاء "مجموعة مينسك" في مقر وكالة "رويترز".',
    "what a thing shows": "وهذه هي التوقعات التي كانت تشير إلى ارتفاع الأسعار.",
    "a wish, not a report": "تريد باريس أن يدين مجلس الأمن الهجوم.",
    "a noun like a verb": "جاء ذلك بعد قرار رفض طلب التأشيرة.",
}


def found(text: str) -> list[tuple[str, str, str | None, str | None, str | None]]:
    return [(q.kind, q.text, q.cue, q.speaker, q.resolved_by) for q in quotes(text)]


@pytest.mark.parametrize(("text", "expected"), [*DIRECT.values(), *INDIRECT.values()], ids=[*DIRECT, *INDIRECT])
def test_a_quotation_is_found_whole_and_given_to_its_speaker(text: str, expected: list[tuple[str, ...]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_what_nobody_said_is_no_quotation(text: str) -> None:
    assert found(text) == []


def test_the_later_part_of_a_split_quotation_points_to_the_first() -> None:
    first, second = quotes(DIRECT["D6 split by its speaker"][0])
    assert (first.continues_quote_id, second.continues_quote_id) == (None, first.quote_id)


def test_speech_inside_speech_is_a_child_of_it() -> None:
    outer, inner = quotes('قال بوتين: «لقد قال ماكرون: "انسحبوا من هناك" لكننا رفضنا».')
    assert (outer.speaker_id, inner.speaker_id) == ("person:putin", "person:macron")
    assert (inner.text, inner.parent_quote_id) == ("انسحبوا من هناك", outer.quote_id)


def test_a_relay_is_not_the_speaker() -> None:
    (quote,) = quotes('وقال بلينكن: "هذا أمر نشعر بالقلق بشأنه دائماً"، وذلك بحسب ما ذكرته وكالة "رويترز".')
    assert (quote.speaker_id, quote.relay) == ("person:blinken", 'وكالة "رويترز"')


def test_coordinated_speakers_share_a_row_in_the_order_written() -> None:
    (quote,) = quotes("دعت روسيا والولايات المتحدة وفرنسا إلى وقف إطلاق النار.")
    assert (quote.side, quote.speaker) == ("russia|usa|france", "روسيا والولايات المتحدة وفرنسا")


def test_an_adviser_is_not_his_president() -> None:
    (quote,) = quotes("قال يوري أوشاكوف، مساعد الرئيس الروسي فلاديمير بوتين، إن الوضع يتطلب ضبط النفس.")
    assert quote.speaker_id == "person:ushakov"


def test_nothing_is_carried_across_a_change_of_turn() -> None:
    _, second = quotes("قال لافروف إن بلاده قلقة.\nمن جانبه، أكد أن الاتفاق لم ينته.")
    assert (second.cue, second.speaker, second.resolved_by) == ("أكد", None, None)


def test_a_hidden_subject_agrees_with_its_verb() -> None:
    rows = quotes("قالت المتحدثة ماريا زاخاروفا إن الوضع صعب.\nوقال لافروف إن الحل قريب.\nوأضافت أن الحوار ضروري.")
    assert [row.speaker_id for row in rows] == ["person:zakharova", "person:lavrov", "person:zakharova"]


def test_distancing_sticks_to_its_claim_and_not_to_the_whole_report() -> None:
    (quote,) = quotes("جدد أردوغان المطالبة بانسحاب القوات الأرمينية من الأراضي المحتلة على حد زعمه.")
    assert quote.text == "المطالبة بانسحاب القوات الأرمينية من الأراضي المحتلة"
    assert (quote.distancing, quote.outlet_stance) == ("على حد زعمه", "distancing")


def test_two_axes_the_act_of_the_speaker_and_the_stance_of_the_outlet() -> None:
    acts = {
        "زعم المتحدث أن الجيش انسحب.": ("say", "distancing"),
        "أكد المتحدث أن الجيش انسحب.": ("assert", "endorsing"),
        "حذر المتحدث من أن الجيش سيرد.": ("warn", "neutral"),
        "نفى المتحدث أن يكون الجيش انسحب.": ("deny", "neutral"),
    }
    for text, expected in acts.items():
        (quote,) = quotes(text)
        assert (quote.act, quote.outlet_stance) == expected


def test_what_is_not_confirmed_is_marked_as_such() -> None:
    (quote,) = quotes("ولم يؤكد الوزير أن الهجوم وقع.")
    assert quote.polarity == "negated"


@pytest.mark.parametrize(
    ("marks", "kind"),
    [("«»", "direct"), ('""', "direct"), ("“”", "direct"), ("”“", "direct"), ("»«", "direct"), ("„”", "direct")],
)
def test_every_style_of_marks(marks: str, kind: str) -> None:
    (quote,) = quotes(f"وقال الوزير: {marks[0]}سنبقى هنا إلى أن ينتهي القتال{marks[1]}.")
    assert (quote.kind, quote.text) == (kind, "سنبقى هنا إلى أن ينتهي القتال")


def test_marks_written_as_entities() -> None:
    (quote,) = quotes("وقال الوزير: &quot;سنبقى هنا إلى أن ينتهي القتال&quot;.")
    assert (quote.kind, quote.text) == ("direct", "سنبقى هنا إلى أن ينتهي القتال")


def test_a_lone_mark_is_an_issue_and_never_a_phantom() -> None:
    text = 'وقالت وزارة الدفاع الأرمينية إن القوات شنت قصفاً على البلدات". وأضافت أنّ أذربيجان "استخدمت طائرات مسيرة".'
    reading, tables = code(text)
    assert [(q.kind, q.text) for q in tables["quotes"]] == [
        ("indirect", "القوات شنت قصفاً على البلدات"),
        ("mixed", 'أذربيجان "استخدمت طائرات مسيرة"'),
    ]
    ((_, start, end, code_, _),) = tables["issues"]
    assert (reading.text[start:end], code_) == ('"', "unbalanced_mark")


def test_headlines_with_a_colon_name_the_speaker_and_a_place_alone_does_not() -> None:
    (said,) = quotes("نص الخبر.", "واشنطن: موسكو قادرة على المساهمة في التهدئة\n\n")
    assert (said.speaker, said.text) == ("واشنطن", "موسكو قادرة على المساهمة في التهدئة")
    (to,) = quotes("نص الخبر.", "أردوغان لأمين عام الناتو: على أرمينيا الانسحاب من الإقليم\n\n")
    assert (to.speaker, to.segment) == ("أردوغان", "headline")
    assert quotes("نص الخبر.", "سوريا: مقتل عشرة مدنيين في قصف على إدلب\n\n") == []


def test_the_press_conference_named_later_is_the_medium_of_what_was_reported(seeds: Path) -> None:
    text = (seeds / "000.txt").read_text("utf-8")
    russia = [q for q in quotes(text, "") if q.cue == "أعلنت" and q.speaker == "روسيا" and q.text.startswith("لا تقف")]
    assert [(q.medium, q.speaker_id) for q in russia] == [("press_conference", "person:nebenzya")]


def test_confidence_is_lower_where_the_speaker_is_carried_over() -> None:
    explicit, carried = quotes("قال لافروف إن بلاده قلقة.\nوأضاف أن الحل قريب.")
    assert explicit.confidence > carried.confidence


def test_illa_an_is_but_and_alla_is_that_not() -> None:
    assert quotes("لم تكشف الشركة أسماء المتضررين، إلا أن تقارير محلية قدرت عددهم بالمئات.") == []
    (feared,) = quotes("وأكد الوزير ألا تراجع عن القرار.")
    assert (feared.speaker, feared.text) == ("الوزير", "تراجع عن القرار")


def test_before_is_no_imam_that_could_speak() -> None:
    (said,) = quotes('وقال أمام جلسة استماع في البرلمان إنه "بريء"، مؤكدا أنه لن ينسحب.', "")[1:]
    assert (said.cue, said.speaker, said.resolved_by) == ("مؤكدا", None, None)


# text -> [(cue, content, speaker, speaker_id, side)]
MOUTHS = {
    "each of several, feminine verb": (
        "في بيان مشترك دعت كل من روسيا والولايات المتحدة وفرنسا، إلى وقف إطلاق النار.",
        [("دعت", "وقف إطلاق النار", "كل من روسيا والولايات المتحدة وفرنسا", None, "russia|usa|france")],
    ),
    "several states before a verb of the second person": (
        "روسيا والولايات المتحدة وفرنسا تدعون إلى وقف إطلاق النار",
        [("تدعون", "وقف إطلاق النار", "روسيا والولايات المتحدة وفرنسا", None, "russia|usa|france")],
    ),
    "three states, then their ministers": (
        """دعت روسيا والولايات المتحدة وفرنسا إلى وقف إطلاق النار.
وقال وزراء خارجية الدول الثلاث إن التصعيد خطير.
وشدد الوزراء على أن الهدنة ضرورة.""",
        [
            ("دعت", "وقف إطلاق النار", "روسيا والولايات المتحدة وفرنسا", None, "russia|usa|france"),
            ("قال", "التصعيد خطير", "وزراء خارجية الدول الثلاث", None, "russia|usa|france"),
            ("شدد", "الهدنة ضرورة", "الوزراء", None, "russia|usa|france"),
        ],
    ),
    "a dual verb is theirs of whom was told, not the single source's": (
        "وقال الكرملين إن بوتين وماكرون بحثا خفض التصعيد، وطالبا بحل الصراع.",
        [
            ("قال", "بوتين وماكرون بحثا خفض التصعيد", "الكرملين", "institution:kremlin", "russia"),
            ("طالبا", "بحل الصراع", "بوتين وماكرون", None, "russia|france"),
        ],
    ),
    "an office stands for the one who held it": (
        """قال وزير الخارجية الروسي سيرغي لافروف إن الهدنة صامدة.
وأكد الوزير الروسي أن المراقبين وصلوا.""",
        [
            ("قال", "الهدنة صامدة", "وزير الخارجية الروسي سيرغي لافروف", "person:lavrov", "russia"),
            ("أكد", "المراقبين وصلوا", "الوزير الروسي", "person:lavrov", "russia"),
        ],
    ),
    "an office that two held stands for nobody": (
        """قال وزير الخارجية الروسي سيرغي لافروف إن الهدنة صامدة، وقال وزير الخارجية التركي مولود جاويش أوغلو إنها هشة.
وأكد الوزير أن المراقبين وصلوا.""",
        [
            ("قال", "الهدنة صامدة", "وزير الخارجية الروسي سيرغي لافروف", "person:lavrov", "russia"),
            ("قال", "هشة", "وزير الخارجية التركي مولود جاويش أوغلو", "person:cavusoglu", "turkey"),
            ("أكد", "المراقبين وصلوا", "الوزير", None, None),
        ],
    ),
    "the president is not the prime minister": (
        """قال رئيس الوزراء الأرميني نيكول باشينيان إن بلاده مستعدة.
وأكد الرئيس الأرميني أن الحدود هادئة.""",
        [
            ("قال", "بلاده مستعدة", "رئيس الوزراء الأرميني نيكول باشينيان", "person:pashinyan", "armenia"),
            ("أكد", "الحدود هادئة", "الرئيس الأرميني", None, "armenia"),
        ],
    ),
    "a short name whose full form stands elsewhere": (
        """استقبل سيرغي لافروف نظيره في موسكو. وقال مستشار لافروف إن اللقاء طويل.""",
        [("قال", "اللقاء طويل", "مستشار لافروف", None, "russia")],
    ),
    "the subordinate clause ends where the main clause speaks": (
        "وإذ أكد أردوغان أن الحدود آمنة، قال محامي القس إن موكله ناشد المحكمة، وطالبها برفع الحظر.",
        [
            ("أكد", "الحدود آمنة", "أردوغان", "person:erdogan", "turkey"),
            ("قال", "موكله ناشد المحكمة", "محامي القس", None, None),
            ("طالبها", "برفع الحظر", "محامي القس", None, None),
        ],
    ),
    "a rubric and a stroke before a headline's subject": (
        "سياسي / رئيس الوزراء الأرميني يطالب بوتين بإرسال مراقبين",
        [("يطالب", "بإرسال مراقبين", "رئيس الوزراء الأرميني", None, "armenia")],
    ),
    "an adverb between the verb and its subject": (
        "وقال أولاً الدكتور سامح الأنصاري إن الطريق مفتوح.",
        [("قال", "الطريق مفتوح", "الدكتور سامح الأنصاري", None, None)],
    ),
    "to draw attention has no subject named attention": (
        "وقال لافروف إن الهدنة صامدة. ولفت النظر إلى أن المراقبين وصلوا.",
        [
            ("قال", "الهدنة صامدة", "لافروف", "person:lavrov", "russia"),
            ("لفت", "المراقبين وصلوا", "لافروف", "person:lavrov", "russia"),
        ],
    ),
    "envoys to a body do not speak for it": (
        "واتهم سفراء غربيون لدى الأمم المتحدة موسكو بعرقلة التحقيق.",
        [("اتهم", "بعرقلة التحقيق", "سفراء غربيون لدى الأمم المتحدة", None, None)],
    ),
    "a private body in a country is not the country": (
        "وقال مركز حقوق الإنسان في إيران إن المعتقل نقل.",
        [("قال", "المعتقل نقل", "مركز حقوق الإنسان في إيران", None, None)],
    ),
    "content of a noun ends where the outlet tells on": (
        "وطالب ترامب بالتحقيق في سياسات الصين، قبل أن يبدأ بزيادة التعريفات.",
        [("طالب", "بالتحقيق في سياسات الصين", "ترامب", "person:trump", "usa")],
    ),
    "the main clause need not speak": (
        "في وقت أعلن الرئيس الأميركي باراك أوباما أن المتمردين تراجعوا في الجنوب، قتل ستة أشخاص في هجوم على فندق.",
        [("أعلن", "المتمردين تراجعوا في الجنوب", "الرئيس الأميركي باراك أوباما", "person:obama", "usa")],
    ),
    "what somebody was asked about did not answer": (
        'وقال النسور إن المهمة صعبة. وعن فترة تولي المفوض السامي خلال السنوات الماضية، أضاف: "كانت تجربة مهمة".',
        [
            ("قال", "المهمة صعبة", "النسور", None, None),
            ("أضاف", "كانت تجربة مهمة", "النسور", None, None),
        ],
    ),
    "those who accuse are several and not the man before": (
        "وكان الرجل في المعبد، فأحاط به الحشد، متهمين إياه بممارسة السحر.",
        [("متهمين", "بممارسة السحر", None, None, None)],
    ),
    "who and whom after a verb of blame are not told apart": (
        "وقال زيدان إن الفريق جاهز. ووصف أحمد مجاهد عضو مجلس الإدارة الخطابات بأنها خطأ.",
        [
            ("قال", "الفريق جاهز", "زيدان", None, None),
            ("وصف", "خطأ", None, None, None),
        ],
    ),
    "a title's stress is content and not part of the title": (
        "أكد مدير الدائرة الإعلامية أهمية الحوار بين الطرفين.",
        [("أكد", "أهمية الحوار بين الطرفين", "مدير الدائرة الإعلامية", None, None)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), MOUTHS.values(), ids=MOUTHS)
def test_the_right_mouth(text: str, expected: list[tuple[str | None, ...]]) -> None:
    rows = quotes(text)
    assert [(q.cue, q.text, q.speaker, q.speaker_id, q.side) for q in rows] == expected


def test_the_outlet_to_which_something_was_said_is_its_relay() -> None:
    (row,) = quotes("وفي تصريح للأناضول، الخميس، قال توماس كامبل المتحدث باسم البنتاغون إن الأوضاع متغيرة.")
    assert (row.speaker, row.relay) == ("توماس كامبل المتحدث باسم البنتاغون", "الأناضول")


def test_what_only_looks_like_a_verb_of_saying() -> None:
    for text in (
        "تمكن العلماء من متابعة أواصر القربى وتحديد مكان “الآباء المؤسسين” ومناطق إقامتهم.",
        "أثار المقطع جدلا حول طالبة سويدية تمكنت من إفشال الترحيل.",
        "وتعتبر السعودية أكثر الدول العربية تحقيقا للإنجازات في هذا الأولمبياد.",
        "بدا الأمر غريبا رغم أن التوقعات الفصلية في الاجتماع أن العدد أكبر.",
        "ستسلم كوريا الشمالية الرفات إلى الأمم المتحدة، على أن تنقل بعد ذلك إلى القاعدة.",
    ):
        assert quotes(text) == []


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("واتهم ناشطون الحكومة الإثيوبية بتجاهل القرى.", "ناشطون"),
        ("وحث مسؤولون أميركيون الطرفين على وقف القتال.", "مسؤولون أميركيون"),
        ("ودعت وزارة الخارجية السودانية البلدين إلى ضبط النفس.", "وزارة الخارجية السودانية"),
        ("وقال تلفزيون النظام إن الطريق مفتوح.", "تلفزيون النظام"),
        ("وأكدت هيئة المحامين المصريين أن القانون ظالم.", "هيئة المحامين المصريين"),
    ],
)
def test_an_object_after_its_subject_is_no_part_of_it(sentence: str, speaker: str) -> None:
    assert [quote.speaker for quote in quotes(sentence)] == [speaker]
