"""Counts of who speaks, blames, plays which part and is named how: exact, with denominators and rows."""

from __future__ import annotations

import pandas as pd
import pytest
from compare_corpus import Corpus

from analysis import compare
from analysis.tables import Coded


@pytest.fixture(scope="module")
def coded() -> Coded:
    corpus = Corpus()
    corpus.article(
        "a",
        "قناة أ",
        "موسكو: نعرض الوساطة",
        "أعلنت روسيا تعاونها مع تركيا لإنهاء الصراع في الإقليم",
        'وقال المندوب الروسي "نحن نتعاون مع تركيا في سوريا وليبيا"، مضيفا "نسعى إلى السلام"',
        "واتهمت وزارة الدفاع الأذربيجانية القوات الأرمينية بشن هجوم",
        "وقالت وزارة الدفاع الأرمينية إن قوات أذربيجان شنت قصفا مكثفا",
        "ودعت روسيا وفرنسا إلى وقف إطلاق النار",
        "وذكر الكرملين أن أنقرة أبلغته أن الوقت قد حان",
        kinds="hbbbbbb",
    )
    corpus.article(
        "b",
        "قناة ب",
        "تركيا تقف في انحياز واضح إلى جانب أذربيجان",
        "وندين العنف",
        "نفت أنقرة أن تكون طائراتها قصفت المدنيين",
    )
    corpus.article("c", "قناة ج", "لا أقوال هنا عن أحد")
    corpus.article("d", "قناة ب", "تجدد القتال في سبتمبر", event="2022-clashes", published="2022-09-13")
    corpus.quote("a", "نعرض الوساطة", "russia", kind="direct", act=None, cue_lemma=None)
    corpus.quote("a", "تعاونها مع تركيا لإنهاء الصراع في الإقليم", "russia", act="announce", cue_lemma="أعلن")
    first = corpus.quote("a", "نحن نتعاون مع تركيا في سوريا وليبيا", "russia", kind="direct")
    corpus.quote("a", "نسعى إلى السلام", "russia", kind="direct", continues_quote_id=first)
    ministries = {"speaker": "وزارة الدفاع الأذربيجانية", "cue_lemma": "اتهم", "act": "accuse"}
    corpus.quote("a", "بشن هجوم", "azerbaijan", **ministries)
    corpus.quote("a", "قوات أذربيجان شنت قصفا مكثفا", "armenia", speaker="وزارة الدفاع الأرمينية")
    corpus.quote("a", "وقف إطلاق النار", "russia|france", act="demand", cue_lemma="دعا")
    outer = corpus.quote("a", "أنقرة أبلغته أن الوقت قد حان", "russia")
    corpus.quote("a", "الوقت قد حان", "turkey", parent_quote_id=outer, act="say", cue_lemma="أبلغ")
    corpus.quote("b", "العنف", None, act="condemn", cue_lemma="أدان")
    for surface, actor in (("روسيا تعاونها", "russia"), ("تركيا لإنهاء", "turkey"), ("تركيا في سوريا", "turkey")):
        corpus.add("mentions", "a", surface, actor_id=f"country:{actor}", side=actor, form="name")
    corpus.add("mentions", "a", "سوريا", actor_id="country:syria", side="syria", form="name")
    corpus.add("mentions", "a", "ليبيا", actor_id="country:libya", side="libya", form="name")
    corpus.add("mentions", "b", "تركيا", actor_id="country:turkey", side="turkey", form="name")
    corpus.blame("a", "القوات الأرمينية", "azerbaijan", "armenia")
    corpus.blame("a", "قوات أذربيجان", "armenia", "azerbaijan", stance="distanced")
    corpus.blame("b", "في انحياز واضح", None, "turkey")
    corpus.blame("b", "العنف", "usa", None)
    corpus.blame("b", "قصفت المدنيين", "turkey", "turkey", stance="denied")
    corpus.role("a", "نعرض الوساطة", "russia", "mediator", "russia", modality="offered", segment="headline")
    corpus.role("a", "تعاونها", "russia", "partner", "russia")
    corpus.role("a", "نسعى إلى السلام", "russia", "peacemaker", "russia|turkey")
    corpus.role("b", "تقف", "turkey", "ally", None)
    corpus.role("b", "نفت", "turkey", "aggressor", "turkey", polarity="negated")
    corpus.add("names", "b", "العنف", referent="event", variant="عنف", voice="attributed")
    corpus.add("names", "d", "القتال", referent="event", variant="قتال", voice="outlet", effect="neutral")
    corpus.add("names", "a", "الإقليم", referent="karabakh", variant="الإقليم", voice="outlet", marking="scare_quotes")
    return corpus.coded()


def row(found: pd.DataFrame, **cell: str) -> pd.Series:
    """Return the one row of a cell."""
    for name, value in cell.items():
        found = found[found[name] == value]
    assert len(found) == 1, found
    return found.iloc[0]


def test_words_go_to_the_outer_speaker_and_each_side_of_a_joint_one(coded: Coded) -> None:
    found = compare.who_speaks(coded)
    russia = row(found, outlet="قناة أ", side="russia")
    # 2 + 7 + 7 + 3 + 3 + 6 words; the split quotation is one, the nested one is not counted again
    assert (russia["quotes"], russia["words"], russia["words_total"], russia["quotes_total"]) == (5, 28, 38, 8)
    assert row(found, outlet="قناة أ", side="france")["words"] == 3
    assert "turkey" not in set(found["side"])
    assert found[found["outlet"] == "قناة أ"]["share"].sum() == pytest.approx(1)
    assert len(russia["rows"]) == 6
    assert set(russia["rows"]) <= set(coded.quotes["quote_id"])


def test_an_unknown_speaker_is_counted_and_an_outlet_without_quotations_has_no_share(coded: Coded) -> None:
    found = compare.who_speaks(coded)
    assert row(found, outlet="قناة ب", event="2020-war", side="unknown")["words"] == 1
    silent = found[found["outlet"] == "قناة ج"]
    assert set(silent["words"]) == {0}
    assert silent["share"].isna().all()
    assert list(silent["rows"].iloc[0]) == []


def test_events_are_never_pooled_unasked(coded: Coded) -> None:
    apart = compare.who_speaks(coded)
    assert set(apart["event"]) == {"2020-war", "2022-clashes"}
    together = compare.who_speaks(coded, pool_events=True)
    assert set(together["event"]) == {"2020-war + 2022-clashes"}
    assert row(together, outlet="قناة ب", side="unknown")["articles"] == 2


def test_verbs_by_side_count_acts_lemmas_and_stances(coded: Coded) -> None:
    acts = compare.verbs_by_side(coded)
    assert row(acts, outlet="قناة أ", side="azerbaijan", act="accuse")["count"] == 1
    assert row(acts, outlet="قناة أ", side="russia", act="unstated")["count"] == 1  # a headline `X: ...` has no verb
    assert row(acts, outlet="قناة أ", side="turkey", act="say")["total"] == 1  # nested, but a verb the outlet chose
    lemmas = compare.verbs_by_side(coded, verb="cue_lemma")
    assert row(lemmas, outlet="قناة أ", side="france", cue_lemma="دعا")["share"] == 1


def test_ministries_of_one_article_are_contrasted(coded: Coded) -> None:
    found = compare.ministries_verbs(coded)
    assert set(found["article_id"]) == {"a"}
    accused = row(found, side="azerbaijan")
    assert (accused["speaker"], accused["cue_lemma"], accused["act"]) == ("وزارة الدفاع الأذربيجانية", "اتهم", "accuse")
    assert bool(accused["contrast"])
    assert row(found, side="armenia")["act"] == "say"


def test_blame_keeps_the_outlets_voice_the_unnamed_culprit_and_denials_apart(coded: Coded) -> None:
    found = compare.who_blames_whom(coded)
    own = row(found, outlet="قناة ب", event="2020-war", accuser="outlet", blamed="turkey")
    assert (own["count"], own["total"], own["asserted"]) == (1, 2, 1)
    assert row(found, outlet="قناة ب", event="2020-war", accuser="usa", blamed="none")["count"] == 1
    denied = row(found, outlet="قناة ب", event="2020-war", accuser="turkey", blamed="turkey")
    assert (denied["count"], denied["denied"], denied["rows"]) == (0, 1, [])
    assert row(found, outlet="قناة أ", accuser="armenia", blamed="azerbaijan")["distanced"] == 1
    assert (found["asserted"] + found["distanced"] + found["hypothetical"] == found["count"]).all()


def test_roles_keep_voice_speaker_polarity_and_modality(coded: Coded) -> None:
    found = compare.roles_by_voice(coded)
    offered = row(found, outlet="قناة أ", side="russia", role="mediator", speaker="russia")
    assert (offered["count"], offered["offered"], offered["actual"]) == (1, 1, 0)
    assert row(found, outlet="قناة ب", event="2020-war", role="ally", voice="outlet")["speaker"] == "outlet"
    assert row(found, outlet="قناة ب", event="2020-war", role="aggressor", polarity="negated")["count"] == 1
    assert found[(found["outlet"] == "قناة أ") & (found["role"] == "peacemaker")]["count"].tolist() == [1, 1]
    assert not set(compare.roles_by_voice(coded, sides=["turkey"])["side"]) - {"turkey"}


def test_headline_lead_and_body_are_told_apart(coded: Coded) -> None:
    found = compare.headline_vs_body(coded, by="article_id")
    mediator = found[(found["article_id"] == "a") & (found["role"] == "mediator")]
    assert dict(zip(mediator["position"], mediator["count"], strict=True)) == {"headline": 1, "lead": 0, "body": 0}
    partner = found[(found["article_id"] == "a") & (found["role"] == "partner")]
    assert dict(zip(partner["position"], partner["count"], strict=True)) == {"headline": 0, "lead": 1, "body": 0}
    assert mediator["position"].tolist() == ["headline", "lead", "body"]


def test_names_and_event_nouns(coded: Coded) -> None:
    names = compare.names_by_outlet(coded)
    scare = row(names, outlet="قناة أ", variant="الإقليم")
    assert (scare["count"], scare["total"], scare["scare_quotes"], scare["own_voice"]) == (1, 1, 1, 1)
    start = coded.names["start"].iloc[-1]
    assert scare["rows"] == [f"a:{start}-{start + len('الإقليم')}"]
    nouns = compare.event_nouns(coded)
    assert set(nouns["variant"]) == {"عنف", "قتال"}
    assert row(nouns, outlet="قناة ب", event="2022-clashes", variant="قتال")["share"] == 1


def test_a_claim_in_the_lead_is_held_against_the_quotation(coded: Coded) -> None:
    found = compare.claim_vs_quote(coded)
    claim = row(found, position="lead", side="russia")
    assert claim["claim"] == "تعاونها مع تركيا لإنهاء الصراع في الإقليم"
    assert claim["quotation"] == "نحن نتعاون مع تركيا في سوريا وليبيا"
    assert claim["only_in_quotation"] == ["libya", "syria"]
    assert (claim["shared"], claim["only_in_claim"]) == (["turkey"], [])
    assert len(claim["rows"]) == 2
    text = coded.articles.set_index("article_id")["text"]["a"]
    assert text[claim["quotation_start"] : claim["quotation_end"]] == claim["quotation"]


def test_a_claim_knows_its_quotation_by_the_letters_of_a_verb() -> None:
    corpus = Corpus()
    corpus.article(
        "a",
        "أ",
        "أعلنت روسيا تعاونها مع تركيا لإنهاء الصراع في الإقليم",
        'وقال "صحيح أن تركيا تقف في صف أذربيجان"',
        'وأضاف "بالنسبة لموقف تركيا نحن نتعاون معها في سوريا"',
    )
    corpus.quote("a", "تعاونها مع تركيا لإنهاء الصراع في الإقليم", "russia")
    corpus.quote("a", "صحيح أن تركيا تقف في صف أذربيجان", "russia", kind="direct")
    wanted = corpus.quote("a", "بالنسبة لموقف تركيا نحن نتعاون معها في سوريا", "russia", kind="direct")
    corpus.add("mentions", "a", "سوريا", actor_id="country:syria", side="syria", form="name")
    claim = compare.claim_vs_quote(corpus.coded()).iloc[0]
    assert (claim["quote_id"], claim["only_in_quotation"]) == (wanted, ["syria"])


def test_absence_is_a_row(coded: Coded) -> None:
    found = compare.absent(coded, sides=["turkey", "russia"])
    nothing = row(found, outlet="قناة ج", side="turkey")
    assert (nothing["state"], nothing["mentions"], nothing["sentences_total"]) == ("not mentioned", 0, 1)
    assert row(found, outlet="قناة ب", event="2020-war", side="turkey")["state"] == "mentioned, not quoted"
    assert row(found, outlet="قناة أ", side="russia")["state"] == "quoted"
    assert set(compare.absent(coded)["side"]) >= {"syria", "libya", "france"}


def test_timeline_keeps_the_undated() -> None:
    corpus = Corpus()
    corpus.article("a", "أ", "خبر أول")
    corpus.article("b", "أ", "خبر ثان", published=None)
    corpus.blame("a", "أول", None, "turkey")
    found = compare.timeline(corpus.coded())
    assert found["day"].isna().tolist() == [False, True]
    assert found["articles"].tolist() == [1, 1]
    assert found["articles_total"].tolist() == [2, 2]
    assert found["blame_own_voice"].tolist() == [1, 0]
    assert found["rows"].tolist() == [["a"], ["b"]]


def test_rates_state_every_denominator(coded: Coded) -> None:
    found = compare.rates(coded, "names", ["referent"])
    event = row(found, outlet="قناة ب", event="2020-war", referent="event")
    tokens = int(coded.articles.set_index("article_id")["n_tokens"]["b"])
    assert event["per_1000"] == pytest.approx(1000 / tokens)
    assert (event["articles_with"], event["articles"], event["sentences_with"], event["sentences"]) == (1, 1, 1, 3)
    assert pd.isna(event["low"])  # one article: no interval
    assert row(found, outlet="قناة ج", referent="event")["count"] == 0


def test_a_repeat_of_the_same_outlet_is_left_out_and_a_wire_copy_of_another_is_not() -> None:
    corpus = Corpus()
    corpus.article("a", "أ", "قال إن السلام قريب")
    corpus.article("b", "أ", "قال إن السلام قريب", duplicate_of="a")
    corpus.article("c", "ب", "قال إن السلام قريب", duplicate_of="a")
    for article in "abc":
        corpus.quote(article, "السلام قريب", "turkey")
    found = compare.who_speaks(corpus.coded())
    assert found["articles"].tolist() == [1, 1]
    assert found["words"].tolist() == [2, 2]
    assert compare.denominators(corpus.coded())["quotes"].tolist() == [1, 1]


def test_an_unknown_column_is_named(coded: Coded) -> None:
    with pytest.raises(ValueError, match="no column 'channel'"):
        compare.who_speaks(coded, by="channel")


MEASURES = [
    compare.who_speaks,
    compare.verbs_by_side,
    compare.who_blames_whom,
    compare.roles_by_voice,
    compare.headline_vs_body,
    compare.names_by_outlet,
    compare.event_nouns,
    compare.timeline,
    compare.claim_vs_quote,
    compare.ministries_verbs,
    compare.absent,
    compare.denominators,
]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__name__)
def test_every_measure_survives_a_corpus_without_rows_or_articles(measure: object) -> None:
    corpus = Corpus()
    full = measure(corpus.coded())  # type: ignore[operator]
    assert len(full) == 0
    corpus.article("a", None, "لا شيء", event=None, published=None)
    one = measure(corpus.coded())  # type: ignore[operator]
    assert list(one.columns) == list(full.columns)
    assert not len(one) or (set(one["outlet"]) == {"unknown"} and set(one["event"]) == {"undated"})


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__name__)
def test_every_count_leads_to_its_rows(measure: object, coded: Coded) -> None:
    found = measure(coded)  # type: ignore[operator]
    for cell in found.itertuples() if "rows" in found.columns else ():
        table = getattr(coded, cell.table)
        key = {"quotes": "quote_id", "blame": "blame_id", "roles": "role_id", "articles": "article_id"}.get(cell.table)
        places = (
            table["article_id"] + ":" + table["start"].astype(str) + "-" + table["end"].astype(str)
            if not key
            else table[key]
        )
        assert set(cell.rows) <= set(places)
        if hasattr(cell, "count") and isinstance(getattr(cell, "count", None), int):
            assert len(cell.rows) == cell.count
