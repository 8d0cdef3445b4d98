"""The anatomy of a page: the seeds' hazards with their exact spans, and pages as outlets make them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import codebook
from analysis.credits import BLANK
from analysis.furniture import KINDS
from analysis.page import Segment, has_title, headline, segments

SEEDS = Path(__file__).parents[1] / "seeds"

LEAD = (
    "أعلنت وزارة الخارجية الأرمينية، اليوم الثلاثاء، أن بلادها مستعدة لاستئناف المحادثات في جنيف، "
    "وأن وفدا يرأسه نائب الوزير سيتوجه إلى المدينة قبل نهاية الأسبوع الجاري."
)
SECOND = (
    "وقال المتحدث باسم الوزارة إن الاجتماع المقبل سيبحث تبادل الأسرى وفتح الطرق بين البلدين، "
    "مضيفا أن الوسطاء أبلغوا بذلك قبل أيام."
)
TITLE = "يريفان تعلن استعدادها لاستئناف المحادثات"


def seed(name: str) -> str:
    return (SEEDS / f"{name}.txt").read_bytes().decode("utf-8")


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(found.kind, text[found.start : found.end]) for found in segments(text, title)]


SEED_FURNITURE = {
    "000": [
        Segment(0, 4, "boilerplate"),  # icon
        Segment(5, 18, "boilerplate"),  # التغطية الحية
        Segment(20, 75, "headline"),
        Segment(77, 100, "dateline"),  # 2020.10.02 | 10:27 دمشق
        Segment(102, 134, "boilerplate"),  # the picture's file name
        Segment(135, 166, "caption"),  # مناورات للجيش الأذري ـ الأناضول
        Segment(167, 183, "dateline"),  # إسطنبول ـ وكالات
        Segment(184, 186, "boilerplate"),  # +A
        Segment(187, 195, "boilerplate"),  # حجم الخط
        Segment(196, 198, "boilerplate"),  # -A
        Segment(1563, 1592, "subhead"),
        Segment(2340, 2408, "boilerplate"),  # اقرأ أيضا: and the link
    ],
    "001": [
        Segment(0, 72, "headline"),
        Segment(74, 236, "standfirst"),  # the next paragraph says it again
        Segment(793, 867, "subhead"),
        Segment(1207, 1283, "subhead"),
        Segment(1875, 1932, "subhead"),
        Segment(2348, 2359, "boilerplate"),  # اظهر المزيد
        Segment(2360, 2380, "boilerplate"),  # زر الذهاب إلى الأعلى
    ],
    "002": [
        Segment(0, 78, "headline"),
        Segment(80, 129, "dateline"),  # Urdu outlet, agency and date before the first words
        Segment(2652, 2813, "repeat"),
        Segment(2815, 3155, "repeat"),
    ],
    "003": [
        Segment(0, 73, "headline"),
        Segment(75, 109, "boilerplate"),  # time reading iconدقائق القراءة
        Segment(110, 184, "caption"),
        Segment(185, 259, "repeat"),  # the caption again
        Segment(260, 272, "dateline"),  # واشنطن/ دبي-
        Segment(272, 283, "byline"),  # رويترزالشرق
        Segment(1045, 1063, "subhead"),
        Segment(2025, 2043, "subhead"),
        Segment(2897, 2908, "boilerplate"),  # اقرأ أيضاً:
        Segment(2910, 2917, "boilerplate"),  # تصنيفات
    ],
    "004": [Segment(0, 65, "headline"), Segment(66, 297, "standfirst")],
}


@pytest.mark.parametrize("name", sorted(SEED_FURNITURE))
def test_everything_but_the_body_of_the_seeds(name: str) -> None:
    assert [found for found in segments(seed(name)) if found.kind != "body"] == SEED_FURNITURE[name]


@pytest.mark.parametrize(("name", "paragraphs"), [("000", 13), ("001", 9), ("002", 11), ("003", 13), ("004", 11)])
def test_body_paragraphs_of_the_seeds(name: str, paragraphs: int) -> None:
    text = seed(name)
    body = [text[found.start : found.end] for found in segments(text) if found.kind == "body"]
    assert len(body) == paragraphs
    assert all(paragraph.rstrip('"').endswith(".") for paragraph in body)


def test_the_body_after_the_dateline_begins_with_its_first_word() -> None:
    text = seed("002")
    body = next(found for found in segments(text) if found.kind == "body")
    assert (body.start, body.end) == (130, 345)
    assert text[body.start :].startswith("أعربت الولايات المتحدة")


def test_a_page_of_headline_blank_line_and_body() -> None:
    assert kinds(f"{TITLE}\n\n{LEAD}\n{SECOND}") == [("headline", TITLE), ("body", LEAD), ("body", SECOND)]


def test_with_a_title_only_the_line_that_says_it_is_the_headline() -> None:
    deck = "لقاء مرتقب في جنيف"
    assert kinds(f"{deck}\n{LEAD}", title=TITLE) == [("body", deck), ("body", LEAD)]
    assert kinds(f"{TITLE}  \n{deck}\n{LEAD}", title=TITLE) == [
        ("headline", TITLE),
        ("standfirst", deck),
        ("body", LEAD),
    ]


def test_a_text_without_headline_has_none() -> None:
    assert kinds(LEAD) == [("body", LEAD)]
    assert kinds(f"{LEAD}\n{SECOND}") == [("body", LEAD), ("body", SECOND)]


@pytest.mark.parametrize(
    "credit",
    [
        "جنيف، سويسرا (CNN)--",
        "موسكو - سبوتنيك -",
        "موسكو (رويترز) -",
        "(رويترز) -",
        "باريس (أ ف ب) –",
        "دبي - العربية.نت:",
        "القاهرة ـ «القدس العربي»:",
        "موسكو 2 أكتوبر/تشرين الأول (رويترز) -",
        "باكو –",
    ],
)
def test_a_dateline_inside_the_first_paragraph(credit: str) -> None:
    assert kinds(f"{TITLE}\n\n{credit} {LEAD}\n{SECOND}")[1:3] == [("dateline", credit), ("body", LEAD)]


def test_a_byline_inside_the_first_paragraph() -> None:
    assert kinds(f"{TITLE}\n\nأحمد الحمد – سبق – متابعة: {LEAD}")[1] == ("byline", "أحمد الحمد – سبق – متابعة:")


@pytest.mark.parametrize(
    "start",
    [
        "(الأمين العام) ",
        "موسكو: لن نتراجع، كما قال الوزير. ",
        "روسيا - تركيا: قمة جديدة. ",
        "قال بوتين: نريد السلام. ",
    ],
)
def test_what_only_looks_like_a_dateline_stays_in_the_body(start: str) -> None:
    assert kinds(f"{TITLE}\n\n{start}{LEAD}")[1:] == [("body", start + LEAD)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("موسكو - سبوتنيك", ["dateline", "byline"]),
        ("الميادين – متابعات", ["dateline"]),
        ("ناصر الحمد - جدة", ["byline"]),
        ("أنقرة/ الأناضول", ["dateline"]),
        ("محمد بن علي", ["byline"]),
        ("صورة ارشيفية لمبنى الوزارة", ["caption"]),
        ("جنود أرمن قرب الحدود. - AFP", ["caption"]),
        ("بقلم: أحمد حسن", ["byline"]),
    ],
)
def test_credits_between_headline_and_first_paragraph(line: str, expected: list[str]) -> None:
    found = [kind for kind, _ in kinds(f"{TITLE}\n\n{line}\n{LEAD}\n{SECOND}")]
    assert found == ["headline", *expected, "body", "body"]


def test_a_subhead_stands_between_paragraphs() -> None:
    text = f"{TITLE}\n\n{LEAD}\nمواقف متباينة\n{SECOND}\nماذا بعد جنيف؟\n{LEAD[:-1]} أيضا."
    assert [kind for kind, _ in kinds(text)] == ["headline", "body", "subhead", "body", "subhead", "body"]


def test_a_short_sentence_and_an_item_of_a_list_are_body() -> None:
    text = f"{TITLE}\n\n{LEAD}\nولم يصدر تعليق من باكو.\n{SECOND}\n- جنيف\n- فيينا\n{LEAD[:-1]} أيضا."
    assert {kind for kind, _ in kinds(text)[1:]} == {"body"}


@pytest.mark.parametrize(
    "line",
    [
        "اقرأ أيضا: باكو ترد على يريفان",
        "إقرأ أيضاً: باكو ترد على يريفان",
        "قد يهمك| باكو ترد على يريفان",
        "للمزيد: باكو ترد على يريفان",
        "شاهد أيضا: باكو ترد على يريفان",
        "زر الذهاب إلى الأعلى",
        "حجم الخط",
        "صورة-12.jpg",
        "// انتهى //",
        "-----------",
        "رابط الخبر بصحيفة الوئام: يريفان تعلن",
        "تابعونا عبر تطبيق تلغرام",
    ],
)
def test_furniture_between_paragraphs(line: str) -> None:
    assert kinds(f"{TITLE}\n\n{LEAD}\n{line}\n{SECOND}")[2] == ("boilerplate", line)


@pytest.mark.parametrize(
    "sentence",
    [
        "اقرأ أيضا ما كتبه الوزير عن هذه الحرب، فهو أول من حذر منها.",
        "شارك الرئيس في القمة.",
        "للمزيد من الضغط، قررت أنقرة إغلاق الحدود.",
        "قد يهمك أن تعرف ما جرى في جنيف.",
        "تابع الوفد الأرميني المحادثات عبر الهاتف.",
        "المصدر: لن نتراجع عن حقنا في الدفاع عن أرضنا مهما طال الزمن.",
    ],
)
def test_a_sentence_that_begins_like_furniture_stays_body(sentence: str) -> None:
    assert ("body", sentence) in kinds(f"{TITLE}\n\n{LEAD}\n{sentence}\n{SECOND}")


def test_the_headlines_of_other_articles_between_two_paragraphs_are_links() -> None:
    links = ["باكو: لا محادثات قبل انسحاب القوات الأرمينية", "ماذا يريد الوسطاء من مؤتمر جنيف المقبل؟"]
    found = kinds(f"{TITLE}\n\n{LEAD}\n{links[0]}\n{links[1]}\n{SECOND}")
    assert [kind for kind, _ in found] == ["headline", "body", "boilerplate", "boilerplate", "body"]


def test_a_plain_question_after_links_is_the_next_subhead() -> None:
    links = ["باكو: لا محادثات قبل انسحاب القوات الأرمينية", 'الوسطاء يدعون إلى مؤتمر "عاجل" في مدينة جنيف']
    lines = [LEAD, *links, "ماذا قالت الحكومة في يريفان؟", SECOND]
    found = [kind for kind, _ in kinds("\n".join([TITLE, "", *lines]))]
    assert found == ["headline", "body", "boilerplate", "boilerplate", "body", "body"]


def test_two_short_sentences_in_a_row_are_no_links() -> None:
    lines = ['وأضاف المتحدث: "لن نقبل شروطا مسبقة من أحد"', 'وتساءل المتحدث "لماذا يغيب الوسطاء عن جنيف"']
    found = kinds(f"{TITLE}\n\n{LEAD}\n{lines[0]}\n{lines[1]}\n{SECOND}")
    assert "boilerplate" not in [kind for kind, _ in found]


def test_links_after_a_heading_of_links_end_with_the_next_paragraph() -> None:
    text = f"{TITLE}\n\n{LEAD}\nاقرأ أيضا:\nباكو ترد على يريفان\n{SECOND}"
    assert [kind for kind, _ in kinds(text)] == ["headline", "body", "boilerplate", "boilerplate", "body"]


def test_furniture_glued_to_the_first_and_the_last_line() -> None:
    text = f"Next Previous {LEAD}\n{SECOND} سمات يريفان جنيف محادثات"
    assert kinds(text) == [
        ("boilerplate", "Next Previous"),
        ("body", LEAD),
        ("body", SECOND),
        ("boilerplate", "سمات يريفان جنيف محادثات"),
    ]


def test_a_repeated_paragraph_and_a_repeated_refrain() -> None:
    text = f"{TITLE}\n\n{LEAD}\n{SECOND}\n{LEAD}\nوقفة\nوقفة"
    assert [kind for kind, _ in kinds(text)][1:4] == ["body", "body", "repeat"]
    assert [kind for kind, _ in kinds(text)].count("repeat") == 1


def test_the_lines_of_a_wrapped_paragraph_are_one_segment() -> None:
    first, second = (
        "\n".join(" ".join(words[start : start + 6]) for start in range(0, len(words), 6))
        for words in (LEAD.split(), SECOND.split())
    )
    assert kinds(f"{first}\n\n{second}", title="عنوان") == [("body", first), ("body", second)]


def test_line_ends_of_every_kind() -> None:
    for end in ("\n", "\r\n", "\r", "\u2028", "\x85"):
        assert [kind for kind, _ in kinds(f"{TITLE}{end}{end}{LEAD}{end}{SECOND}")] == ["headline", "body", "body"]


def test_headline_and_title() -> None:
    assert headline(seed("000")) == 'دعوات للتهدئة في "قره باغ" وأسلحة البنتاغون ليست للنزاع'
    assert headline(LEAD) is None
    assert has_title(seed("000"), 'دعوات للتهدئة في "قره باغ"  وأسلحة البنتاغون ليست للنزاع')
    assert not has_title(LEAD, TITLE)


def test_a_scholars_patterns_and_names_count(tmp_path: Path) -> None:
    (tmp_path / "furniture.csv").write_text("kind,where,pattern\nboilerplate,line,نهاية النشرة\n", "utf-8")
    (tmp_path / "credits.csv").write_text("kind,name\nagency,وكالة القوقاز\n", "utf-8")
    text = f"{TITLE}\n\nيريفان - وكالة القوقاز: {LEAD}\n{SECOND}\nنهاية النشرة"
    ours = [found.kind for found in segments(text)]
    theirs = [found.kind for found in segments(text, book=codebook.read(tmp_path))]
    assert ours == ["headline", "dateline", "body", "body", "body"]
    assert theirs == ["headline", "dateline", "body", "body", "boilerplate"]


def test_a_pattern_that_is_no_expression_is_named(tmp_path: Path) -> None:
    (tmp_path / "furniture.csv").write_text("kind,where,pattern\nboilerplate,line,(نهاية\n", "utf-8")
    with pytest.raises(codebook.CodebookError, match="نهاية"):
        segments(LEAD, book=codebook.read(tmp_path))


LINES = st.lists(
    st.one_of(
        st.text(alphabet='ابتأإوي ةىء"«»“()[].،:؛؟!-–ـ/|*#0٣9\t\x00\u200f\u202e\ufeff\xa0Aa😀\ud800پ', max_size=60),
        st.sampled_from([LEAD, SECOND, TITLE, "اقرأ أيضا:", "موسكو - سبوتنيك", "سمات أ ب", "(CNN)--", "x.jpg", "---"]),
    ),
    max_size=14,
)


@settings(max_examples=300, deadline=None)
@given(LINES, st.sampled_from(["\n", "\n\n", "\r\n", "\u2028"]), st.sampled_from([None, TITLE, ""]))
def test_segments_cover_every_character_in_order(lines: list[str], end: str, title: str | None) -> None:
    text = end.join(lines)
    last = 0
    for found in segments(text, title):
        assert last <= found.start < found.end
        assert not text[last : found.start].strip(BLANK)
        assert found.kind in KINDS
        last = found.end
    assert not text[last:].strip(BLANK)


@pytest.mark.parametrize("text", ["قال الرئيس إن الأمر خطير. " * 120_000, "اقرأ أيضا:\n" * 60_000, "(" * 3_000_000])
def test_time_is_linear(text: str) -> None:
    segments(text[:1000])
    start = time.process_time()
    segments(text)
    assert time.process_time() - start < 5
