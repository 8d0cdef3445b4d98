"""What counts as found, as wrong and as neither, layer by layer."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from evaluation import DIRECT, GOLD, GOLD_BLAME, INDIRECT, MINISTER, MIXED, SHORT, TEXT, article, at, label, said

from analysis.evaluate import Evaluation, evaluate
from analysis.evaluate.records import Article, Blame, Origin


def run(gold: Article, coded: Article, layer: str) -> Evaluation:
    return evaluate([gold], [coded], layers=[layer], resamples=0)


def quotes(coded: tuple[Any, ...], **gold: Any) -> Evaluation:
    return run(article(quotes=GOLD, **gold), article(quotes=coded), "quotes")


def test_a_perfect_coding_scores_one_everywhere() -> None:
    found = quotes(GOLD)
    for measure in ("cov30", "cov80", "iou50", "strict", "begin", "words", "cue", "triple", "triple_strict", "kind"):
        assert found.figure("quotes", measure) == 1
    assert found.figure("quotes", "speaker_wrong") == 0
    assert set(found.outcomes["status"]) == {"hit"}


def test_precision_and_recall_are_per_kind_of_their_own_side() -> None:
    found = quotes((GOLD[0], replace(GOLD[1], kind="mixed")))
    assert found.figure("quotes", "iou50", column="recall") == pytest.approx(2 / 3)
    assert found.figure("quotes", "iou50", "direct", "recall") == 1, "the direct one was found, as whatever kind"
    assert found.figure("quotes", "iou50", "mixed", "recall") == 0
    assert found.figure("quotes", "iou50", "mixed", "precision") == 1
    assert found.figure("quotes", "kind") == 0.5


def test_levels_of_overlap() -> None:
    start, end = at(INDIRECT)
    longer = replace(GOLD[0], raw=(start, end + 40), span=(start, end + 40))
    found = quotes((longer,))
    assert found.figure("quotes", "cov80", column="recall") == pytest.approx(1 / 3)
    assert found.figure("quotes", "begin", column="recall") == pytest.approx(1 / 3)
    assert found.figure("quotes", "iou50", column="recall") == 0, "more than half of it is something else"
    assert found.figure("quotes", "strict", column="recall") == 0


def test_coverage_gives_a_row_to_one_quotation_only() -> None:
    everything = said(INDIRECT, "indirect")
    everything = replace(everything, raw=(0, len(TEXT)), span=(0, len(TEXT)))
    assert quotes((everything,)).figure("quotes", "cov30", column="recall") == pytest.approx(1 / 3)


def test_optional_gold_is_neither_a_miss_nor_an_error() -> None:
    gold = (GOLD[0], replace(GOLD[1], core=False))
    for coded in ((GOLD[0],), GOLD[:2]):
        found = run(article(quotes=gold), article(quotes=coded), "quotes")
        assert found.figure("quotes", "iou50") == 1


def test_a_row_inside_a_quotation_is_free_unless_it_tries_to_be_that_quotation() -> None:
    nested = said("تغلق", "indirect", cue=at("لن"))
    again = said("بلاده", "indirect", cue=at("قال"))
    assert quotes((*GOLD, nested)).figure("quotes", "iou50", column="precision") == 1
    assert quotes((*GOLD, again)).figure("quotes", "iou50", column="precision") == pytest.approx(3 / 4)
    second_part = said("الحدود", "indirect", cue=at("قال"), continues=True)
    assert quotes((*GOLD, second_part)).figure("quotes", "iou50", column="precision") == 1


def test_names_in_marks_that_become_quotations_are_counted() -> None:
    trap = said("باب السلام", "direct")
    found = quotes((*GOLD, trap), not_quotes=(at("باب السلام"),))
    assert found.figure("quotes", "not_quotes_emitted") == 1
    assert found.figure("quotes", "iou50", column="precision") == pytest.approx(3 / 4)
    assert quotes(GOLD, not_quotes=(at("باب السلام"),)).figure("quotes", "not_quotes_emitted") == 0


def test_rows_in_a_span_to_ignore_are_free() -> None:
    extra = said("تنتشر القوات قرب معبر", "indirect")
    assert quotes((*GOLD, extra), ignore=(at("وتنتشر القوات قرب معبر"),)).figure("quotes", "iou50") == 1
    assert quotes((*GOLD, extra)).figure("quotes", "iou50") < 1


def test_a_row_without_usable_offsets_is_an_error_not_a_crash() -> None:
    broken = replace(GOLD[0], raw=(len(TEXT), len(TEXT)), span=(len(TEXT), len(TEXT)))
    found = quotes((*GOLD, broken))
    assert found.figure("quotes", "iou50", column="precision") == pytest.approx(3 / 4)
    assert found.figure("quotes", "iou50", column="recall") == 1


@pytest.mark.parametrize(
    ("speaker", "right", "unknown", "wrong"),
    [
        (SHORT, 1, 0, 0),  # the same minister by his short name
        (None, 0, 1, 0),
        (at("الجيش"), 0, 0, 1),
    ],
)
def test_a_speaker_is_right_unknown_or_wrong(speaker: Any, right: int, unknown: int, wrong: int) -> None:
    found = quotes((replace(GOLD[0], speaker=speaker, antecedent=None),))
    figures = [found.figure("quotes", f"speaker_{name}") for name in ("resolved", "unknown", "wrong")]
    assert figures == [right, unknown, wrong]


def test_giving_no_speaker_is_right_where_the_gold_has_none() -> None:
    nobody = replace(GOLD[0], speaker=None, antecedent=None)
    gold = article(quotes=(nobody,))
    assert run(gold, article(quotes=(nobody,)), "quotes").figure("quotes", "speaker_resolved") == 1
    guess = replace(nobody, speaker=MINISTER)
    assert run(gold, article(quotes=(guess,)), "quotes").figure("quotes", "speaker_wrong") == 1


def test_a_triple_needs_content_cue_and_speaker() -> None:
    coded = (GOLD[0], replace(GOLD[1], cue=at("قال")), replace(GOLD[2], speaker=at("الجيش")))
    assert quotes(coded).figure("quotes", "iou50") == 1
    assert quotes(coded).figure("quotes", "triple") == pytest.approx(1 / 3)


def test_codes_are_compared_where_the_gold_has_them() -> None:
    gold = replace(GOLD[0], labels={"act": "say", "outlet_stance": "neutral"})
    coded = replace(gold, labels={"act": "say", "outlet_stance": "distancing", "side": "syria"})
    found = run(article(quotes=(gold,)), article(quotes=(coded,)), "quotes")
    assert found.figure("quotes", "act") == 1
    assert found.figure("quotes", "outlet_stance") == 0
    with pytest.raises(KeyError, match="side"):
        found.figure("quotes", "side")
    assert found.outcomes["wrong"].iloc[0] == {"outlet_stance": ("neutral", "distancing")}


def test_figures_by_rule_are_precisions() -> None:
    good, bad = (
        replace(GOLD[0], origin=Origin("that", 0.9)),
        said("تنتشر القوات", "direct", origin=Origin("mark", 0.4)),
    )
    found = quotes((good, bad))
    assert found.figure("quotes", "iou50", "that") == 1
    assert found.figure("quotes", "iou50", "mark") == 0


def blame(*coded: Blame, gold: tuple[Blame, ...] = (GOLD_BLAME,)) -> Evaluation:
    return run(article(blame=gold), article(blame=coded), "blame")


def test_blame_is_found_by_act_and_culprit() -> None:
    assert blame(GOLD_BLAME).figure("blame", "relation") == 1
    other = replace(GOLD_BLAME, blamed=at("الجيش"))
    assert blame(other).figure("blame", "relation") == 0
    elsewhere = replace(GOLD_BLAME, act=at("حبر على ورق"))
    assert blame(elsewhere).figure("blame", "relation") == 0


def test_blame_in_the_wrong_voice_is_found_but_wrong() -> None:
    found = blame(replace(GOLD_BLAME, accuser=None, voice="outlet"))
    assert found.figure("blame", "relation") == 1
    assert found.figure("blame", "voice") == 0
    assert found.figure("blame", "accuser_unknown") == 1
    assert blame(replace(GOLD_BLAME, accuser=MINISTER)).figure("blame", "accuser_wrong") == 1


def test_blame_without_a_culprit_is_counted_beside_the_rest() -> None:
    nobody = Blame(at("اعتداء"), accuser=SHORT, voice="attributed")
    gold = (GOLD_BLAME, nobody)
    found = blame(GOLD_BLAME, nobody, gold=gold)
    assert found.figure("blame", "with_culprit") == 1
    assert found.figure("blame", "without_culprit") == 1
    assert found.figure("blame", "relation", column="recall") == 0.5, "the yardstick counts it as missed"
    filled_in = replace(nobody, blamed=at("القوات المجاورة"))
    assert blame(GOLD_BLAME, filled_in, gold=gold).figure("blame", "with_culprit", column="precision") == 0.5


def test_a_role_needs_the_side_and_the_role() -> None:
    codes = {"side": "syria", "role": "aggressor", "toward": "turkey|iraq", "voice": "attributed"}
    gold = article(labels={"roles": (label("القوات المجاورة بقصف القرى", **codes),)})
    same = label("بقصف القرى", **codes | {"toward": "iraq|turkey", "voice": "outlet"})
    found = run(gold, article(labels={"roles": (same,)}), "roles")
    assert found.figure("roles", "ascription") == 1
    assert found.figure("roles", "toward") == 1, "the order of sides says nothing"
    assert found.figure("roles", "voice") == 0
    other = label("بقصف القرى", **codes | {"role": "belligerent"})
    found = run(gold, article(labels={"roles": (other,)}), "roles")
    assert found.figure("roles", "ascription") == 0
    assert found.figure("roles", "party") == 1
    assert found.figure("roles", "ascription", "aggressor", "recall") == 0


def test_a_role_that_can_be_defended_is_right() -> None:
    gold = label("بقصف القرى", side="syria", role="aggressor", also=("belligerent",))
    coded = label("بقصف القرى", side="syria", role="belligerent")
    found = run(article(labels={"roles": (gold,)}), article(labels={"roles": (coded,)}), "roles")
    assert found.figure("roles", "ascription") == 1


def test_frames_are_found_by_sentence() -> None:
    gold = article(labels={"frames": (label("قصف", frame="conflict", voice="outlet"),)})
    elsewhere_in_it = label("القوات المجاورة", frame="conflict", voice="outlet")
    next_sentence = label("الاتفاق", frame="conflict", voice="outlet")
    assert run(gold, article(labels={"frames": (elsewhere_in_it,)}), "frames").figure("frames", "frame") == 1
    assert run(gold, article(labels={"frames": (next_sentence,)}), "frames").figure("frames", "frame") == 0


def test_mentions_of_bodies_that_name_no_country_are_outside_the_layer() -> None:
    gold = article(labels={"mentions": (label("الجيش", side="syria", form="name"),)})
    right = label("الجيش", side="syria", form="name", actor_id="country:syria")
    person = label("سامي حداد", side="syria", form="name", actor_id="person:haddad")
    country = label("القرى", side="iraq", form="name", actor_id="country:iraq")
    assert run(gold, article(labels={"mentions": (right, person)}), "mentions").figure("mentions", "mention") == 1
    found = run(gold, article(labels={"mentions": (right, person, country)}), "mentions")
    assert found.figure("mentions", "mention", column="precision") == 0.5


def test_names_are_found_by_place_and_compared_by_field() -> None:
    codes = {"referent": "event", "variant": "shelling", "voice": "attributed", "marking": "plain", "effect": "neutral"}
    gold = article(labels={"names": (label("بقصف", **codes),)})
    coded = label("قصف", **codes | {"effect": "distancing"})
    found = run(gold, article(labels={"names": (coded,)}), "names")
    assert found.figure("names", "name") == 1
    assert found.figure("names", "effect") == 0


def test_a_layer_that_was_not_coded_in_an_article_is_not_compared_there() -> None:
    gold = article(quotes=GOLD, layers=frozenset({"quotes"}))
    coded = article(quotes=GOLD, blame=(GOLD_BLAME,))
    found = evaluate([gold], [coded], resamples=0)
    assert set(found.figures["layer"]) == {"quotes"}
    with pytest.raises(ValueError, match="none of the layers blame"):
        evaluate([gold], [coded], layers=["blame"])


def test_an_article_that_was_not_coded_is_missed_whole_and_named() -> None:
    gold = [article("one", quotes=GOLD), article("two", quotes=GOLD)]
    found = evaluate(gold, [article("one", quotes=GOLD)], layers=["quotes"], resamples=0)
    assert found.missing == ("two",)
    assert found.figure("quotes", "iou50", column="recall") == 0.5
    assert math.isclose(found.figure("quotes", "iou50"), 2 / 3)


def test_another_text_under_the_same_name_is_refused() -> None:
    other = Article("page", "page", TEXT + "!")
    with pytest.raises(ValueError, match="not the annotated one"):
        evaluate([article(quotes=GOLD)], [other])


def test_mixed_stays_mixed() -> None:
    assert TEXT[slice(*GOLD[2].raw)] == MIXED
    assert TEXT[slice(*GOLD[1].raw)] == DIRECT
