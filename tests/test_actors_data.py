"""The actors of the codebook: a lexicon in which no surface means two actors, and no common word means one."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from babel import Locale

import analysis
from analysis import codebook
from analysis.coding.actors import demonym_forms
from analysis.tables import Coded
from analysis.text import fold

ROOT = Path(__file__).parent.parent
SURFACES = ("names", "short", "metonyms", "demonyms", "titles")
UNITED_NATIONS = (
    "AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL "
    "CN CO KM CG CD CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN "
    "GW GY HT HN HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KI KP KR KW KG LA LV LB LS LR LY LI LT LU MG MW MY "
    "MV ML MT MH MR MU MX FM MD MC MN ME MA MZ MM NA NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT "
    "QA RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ TZ TH TL TG TO "
    "TT TN TR TM TV UG UA AE GB US UY UZ VU VE VN YE ZM ZW PS VA"
).split()
COMMON_WORDS = {"مالي", "بنين", "فيجي", "عُمان"}  # a state's name in Unicode that also means something else
OTHER_NAMES = {"TL": "تيمور الشرقية", "PS": "فلسطين"}  # where Unicode's name is not the one of the news

Entry = dict[str, str]
Mentions = Callable[[str], list[tuple[str, str, str | None, str]]]


@pytest.fixture(scope="module")
def actors() -> list[Entry]:
    return codebook.read().rows("actors")


@pytest.fixture(scope="module")
def sides() -> dict[str, Entry]:
    return {row["side"]: row for row in codebook.read().rows("sides")}


@pytest.fixture
def mentions(tmp_path: Path) -> Mentions:
    """Code one sentence and return (surface, actor, side, form) of its mentions."""

    def find(sentence: str) -> list[tuple[str, str, str | None, str]]:
        (tmp_path / "article.txt").write_text(f"عنوان الخبر هنا\n\n{sentence}\n", "utf-8")
        found = analysis.code(analysis.load(tmp_path)).mentions
        return [
            (row.surface, row.actor_id, None if pd.isna(row.side) else row.side, row.form) for row in found.itertuples()
        ]

    return find


def surfaces(actor: Entry) -> Iterator[tuple[str, str]]:
    for column in SURFACES:
        for surface in filter(None, actor[column].split("|")):
            yield column, surface


def written_forms(actor: Entry) -> Iterator[str]:
    for column, surface in surfaces(actor):
        yield from demonym_forms(surface) if column == "demonyms" else (folded(surface),)


def folded(surface: str) -> str:
    return " ".join(map(fold, surface.split()))


def test_no_surface_means_two_actors(actors: list[Entry]) -> None:
    owners = defaultdict(set)
    for actor in actors:
        for form in written_forms(actor):
            owners[form].add(actor["actor_id"])
    assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}


def test_no_surface_is_listed_twice(actors: list[Entry]) -> None:
    listed = Counter(folded(surface) for actor in actors for _, surface in surfaces(actor))
    assert [form for form, count in listed.items() if count > 1] == []


def test_every_actor_can_be_found_and_shown(actors: list[Entry], sides: dict[str, Entry]) -> None:
    for actor in actors:
        assert list(surfaces(actor)), actor["actor_id"]
        assert actor["side"] in sides or not actor["side"], actor["actor_id"]
        assert actor["gender"], actor["actor_id"]
        assert re.fullmatch(r"[a-z]+:[a-z0-9_]+", actor["actor_id"])
        assert re.search(r"[\u0621-\u064a]", actor["label_ar"]), actor["actor_id"]
        assert re.search(r"[A-Za-z]", actor["label_en"]), actor["actor_id"]


def test_the_id_says_the_kind(actors: list[Entry]) -> None:
    expected = {"country": {"country"}, "capital": {"city"}}
    for actor in actors:
        prefix = actor["actor_id"].partition(":")[0]
        assert prefix in expected.get(actor["kind"], {actor["kind"], "city"}), actor["actor_id"]


def test_surfaces_are_plain_arabic(actors: list[Entry]) -> None:
    for actor in actors:
        for _, surface in surfaces(actor):
            assert re.fullmatch(r"[\u0621-\u064aپڤچگ\u064b-\u0652 0-9–-]+", surface), (actor["actor_id"], surface)
            assert surface == " ".join(surface.split()), surface


def test_every_side_has_an_actor_and_labels(actors: list[Entry], sides: dict[str, Entry]) -> None:
    assert set(sides) - {actor["side"] for actor in actors} == set()
    for code, side in sides.items():
        assert re.fullmatch(r"[a-z0-9_]+", code)
        assert re.search(r"[\u0621-\u064a]", side["label_ar"]), code
    labels = Counter(side["label_ar"] for side in sides.values())
    assert [label for label, count in labels.items() if count > 1] == []


@pytest.mark.parametrize("territory", UNITED_NATIONS)
def test_every_state_is_found_under_the_name_that_unicode_gives_it(actors: list[Entry], territory: str) -> None:
    name = OTHER_NAMES.get(territory) or re.sub(r" - .*| \(.*\)", "", Locale("ar").territories[territory])
    if name in COMMON_WORDS:
        assert not any(folded(name) == folded(surface) for actor in actors for _, surface in surfaces(actor))
        return
    spellings = {folded(name), folded(re.sub("^(?:جمهورية|دولة|الأراضي|مدينة) ?", "", name))}
    spellings |= {spelling.removeprefix("ال") for spelling in spellings}
    found = [
        actor["actor_id"]
        for actor in actors
        if actor["kind"] == "country" and spellings & {folded(s).removeprefix("ال") for _, s in surfaces(actor)}
    ]
    assert len(found) == 1, (name, found)


def test_states_have_a_demonym_and_a_capital(actors: list[Entry]) -> None:
    countries = {actor["side"]: actor for actor in actors if actor["kind"] == "country"}
    capitals = Counter(actor["side"] for actor in actors if actor["kind"] == "capital")
    with_both = [side for side, actor in countries.items() if actor["demonyms"] and capitals[side] == 1]
    assert len(with_both) >= 140
    for side in "russia turkey armenia azerbaijan georgia iran ukraine syria iraq lebanon egypt france usa uk".split():
        assert side in with_both
    assert max(capitals.values()) == 1, "a state with two capitals"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("وقالت روسيا إنها تراقب الوضع.", ("روسيا", "country:russia", "russia", "name")),
        ("ردت موسكو على التصريحات.", ("موسكو", "city:moscow", "russia", "metonym")),
        ("نفى الكرملين ذلك.", ("الكرملين", "institution:kremlin", "russia", "metonym")),
        ("سلمت الوثائق للأذربيجانيين.", ("للأذربيجانيين", "country:azerbaijan", "azerbaijan", "demonym")),
        ("التقى الوفد طيارين أتراكا سابقين وأتراك آخرين.", ("أتراك", "country:turkey", "turkey", "demonym")),
        ("تحدث عن الأكراد في المنطقة.", ("الأكراد", "group:kurds", "kurds", "demonym")),
        ("هاجم رئيس النظام التركي المعارضة.", ("رئيس النظام التركي", "person:erdogan", "turkey", "title")),
        ("قال مولود تشاووش أوغلو للصحفيين ذلك.", ("مولود تشاووش أوغلو", "person:cavusoglu", "turkey", "name")),
        ("أعلن لافروڤ موقفه ثم عاد لافروف.", ("لافروف", "person:lavrov", "russia", "name")),
        ("نقلت رويترز الخبر.", ("رويترز", "media:reuters", None, "name")),
        ("أعلنت جمهورية آرتساخ التعبئة.", ("جمهورية آرتساخ", "institution:artsakh_authorities", "artsakh", "name")),
        ("تدور المعارك في ناغورني كاراباخ منذ أيام.", ("ناغورني كاراباخ", "region:karabakh", None, "name")),
        ("اجتمعت مجموعة مينسك في جنيف.", ("مجموعة مينسك", "org:minsk_group", "minsk_group", "name")),
        ("انتقد حزب الله القرار.", ("حزب الله", "group:hezbollah", "hezbollah", "name")),
        ("تحدث جان-إيف لودريان طويلا.", ("جان-إيف لودريان", "person:le_drian", "france", "name")),
        ("أكدت الحكومة السورية ذلك.", ("السورية", "country:syria", "syria", "demonym")),
    ],
)
def test_surfaces_resolve(mentions: Mentions, sentence: str, expected: tuple[str, str, str | None, str]) -> None:
    assert expected in mentions(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "ناقش المجتمعون السياسة المالية والوضع المالي.",
        "جرفت سيول قوية عددا من السيارات.",
        "افتتحت الوزارة مدارس للبنين والبنات.",
        "ارتفعت أسعار الألبان واللحوم.",
        "تابع الجميع مجريات الأحداث ومجرى النهر.",
        "جاءت الخطوة كرد على القرار السابق.",
        "استيقظ باكرا وغادر منزله.",
        "ضرب الإعصار ولايتي الساحل والجبل.",
        "ورد الاسم في التقرير المشار إليه.",
        "فينا من يقدر على العثور على الحل.",
        "يرى عالم أن القاعدة العسكرية قديمة.",
        "أشعل الشباب الحركة في الجزيرة.",
        "تحدث المدرب عن الفريق الذي يعلو المنصات ويعلون اسمه.",
    ],
)
def test_common_words_are_no_actors(mentions: Mentions, sentence: str) -> None:
    assert mentions(sentence) == []


SEED_ROOTS = {
    "azerbaijan": "اذربيجان|اذري|باكو",
    "armenia": "ارمين|ارمن|يريفان",
    "russia": "روسي|موسكو|كرملين",
    "turkey": "تركي|تركيه|اتراك|انقره",
    "france": "فرنس",
    "usa": "الولايات المتحده|اميرك|واشنطن|بنتاغون",
    "syria": "سوريا|دمشق",
    "libya": "ليبيا",
    "ukraine": "اوكراني",
    "uzbekistan": "اوزبكستان",
}
"""Every root of a state's name, capital or demonym in the five seeds, found by reading them."""


def seed_words(coded: Coded) -> Iterator[tuple[str, str, int, int]]:
    """Yield (article, side, start, end) of the words of the coded sentences that hold one of the roots."""
    texts = coded.articles.set_index("article_id")["text"]
    for sentence in coded.sentences.itertuples():
        text = texts[sentence.article_id][sentence.start : sentence.end]
        words = [
            (fold(m.group()), sentence.start + m.start(), sentence.start + m.end()) for m in re.finditer(r"\S+", text)
        ]
        for (word, start, end), (after, _, _) in zip(words, [*words[1:], ("", 0, 0)], strict=True):
            for side, roots in SEED_ROOTS.items():
                if any(root in f"{word} {after}" and root.split()[0] in word for root in roots.split("|")):
                    yield sentence.article_id, side, start, end


def test_every_state_in_the_seeds_is_found_and_no_other(seeds: Path) -> None:
    coded = analysis.code(analysis.load(seeds))
    named = list(coded.mentions.dropna(subset=["side"]).itertuples())
    words = list(seed_words(coded))
    assert len(words) > 180
    missed = [
        word
        for word in words
        if not any((m.article_id, m.side) == word[:2] and m.start < word[3] and m.end > word[2] for m in named)
    ]
    assert missed == []
    invented = [
        (m.article_id, m.surface)
        for m in named
        if re.match("country|city|institution:(kremlin|pentagon)", m.actor_id)
        and not any((m.article_id, m.side) == word[:2] and m.start < word[3] and m.end > word[2] for word in words)
    ]
    assert invented == []


SUDAN = ROOT / "examples" / "codebook-sudan"
SUDAN_PAGE = """حرب السودان تدخل شهرا جديدا

قال قائد الجيش السوداني عبد الفتاح البرهان إن قواته باقية في بورتسودان.
واتهمت تنسيقية تقدم ميليشيا آل دقلو بقصف أم درمان، ونفى حميدتي ذلك.
وحققت البلاد تقدما في مكافحة غلاء كل عقار طبي.
"""


def sides_of(folder: Path, own: Path | None) -> dict[str, str | None]:
    found = analysis.code(analysis.load(folder), codebook=own).mentions
    return {row.surface: None if pd.isna(row.side) else row.side for row in found.itertuples()}


def test_another_conflict_is_a_matter_of_data(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(SUDAN_PAGE, "utf-8")
    ours, theirs = sides_of(tmp_path, None), sides_of(tmp_path, SUDAN)
    assert ours["عبد الفتاح البرهان"] == "sudan"
    assert "بورتسودان" not in ours
    assert theirs == {
        "السودان": "sudan",
        "قائد الجيش السوداني": "sudan_army",
        "عبد الفتاح البرهان": "sudan_army",
        "بورتسودان": "sudan_army",
        "تنسيقية تقدم": "sudan_civilians",
        "ميليشيا آل دقلو": "rsf",
        "أم درمان": None,
        "حميدتي": "rsf",
    }


def test_the_example_keeps_the_rules_of_the_lexicon() -> None:
    book = codebook.read(SUDAN)
    owners = defaultdict(set)
    for actor in book.rows("actors"):
        assert actor["side"] in {row["side"] for row in book.rows("sides")} | {""}, actor["actor_id"]
        for form in written_forms(actor):
            owners[form].add(actor["actor_id"])
    assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}


def test_phrases_that_are_no_actors_hold_the_surface_of_one(actors: list[Entry]) -> None:
    forms = {form for actor in actors for form in written_forms(actor)}
    lines = (codebook.HERE / "not_actors.csv").read_text("utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert len(rows) > 25
    for row in rows:
        assert row["note"]
        for phrase in row["phrases"].split("|"):
            words = folded(phrase.removeprefix("="))
            assert words not in forms, phrase
            assert any(form.removeprefix("ال") in words for form in forms), phrase
