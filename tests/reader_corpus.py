"""A corpus of one article, made by hand, for the tests of the reader."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.tables import TABLES, Coded, conform

TEXT = (
    "موسكو تدعو إلى التهدئة\n"
    "إسطنبول ـ وكالات\n"
    'قال لافروف إن تركيا "تقف إلى جانب أذربيجان"، فيما اتهمت يريفان أنقرة بتأجيج الصراع.\n'
)


def span(part: str, text: str = TEXT) -> tuple[int, int]:
    """Return where `part` stands in the text."""
    start = text.index(part)
    return start, start + len(part)


def placed(part: str, prefix: str = "", text: str = TEXT) -> dict[str, Any]:
    """Return `start` and `end` of `part` as columns."""
    start, end = span(part, text)
    return {f"{prefix}start": start, f"{prefix}end": end}


def corpus(**rows: list[dict[str, Any]]) -> Coded:
    """Return a coded corpus with these rows; what is not given is empty."""
    return Coded(**{name: conform(name, pd.DataFrame(rows.get(name, []))) for name in TABLES})


def article(text: str = TEXT, article_id: str = "a1", **values: Any) -> dict[str, Any]:
    """Return a row of `articles`."""
    return {"article_id": article_id, "text": text, "outlet": "Daily", "published": "2020-10-02", **values}


def small() -> Coded:
    """Return an article with a quotation, blame inside a role, and a name."""
    headline, dateline, body = TEXT.splitlines()
    row = {"article_id": "a1", "sentence_id": "s1", "rule_id": "verb-an", "confidence": 0.7, "voice": "attributed"}
    return corpus(
        articles=[article(event="2020-war", n_tokens=15, outlet_confidence="medium")],
        segments=[
            {"article_id": "a1", "segment_id": "g1", **placed(headline), "kind": "headline"},
            {"article_id": "a1", "segment_id": "g2", **placed(dateline), "kind": "dateline"},
            {"article_id": "a1", "segment_id": "g3", **placed(body), "kind": "body"},
        ],
        quotes=[
            {
                **row, "quote_id": "a1:q001", **placed('تركيا "تقف إلى جانب أذربيجان"'), "kind": "mixed", "cue": "قال",
                **placed("قال", "cue_"), "act": "say", "outlet_stance": "neutral", "speaker": "لافروف",
                **placed("لافروف", "speaker_"), "speaker_id": "person:lavrov", "side": "russia",
                "resolved_by": "explicit", "boundary": "hard", "segment": "body",
            }
        ],
        blame=[
            {
                **row, "blame_id": "a1:b001", **placed("اتهمت يريفان أنقرة بتأجيج الصراع"), "accuser": "يريفان",
                **placed("يريفان", "accuser_"), "accuser_side": "armenia", "blamed": "أنقرة",
                **placed("أنقرة", "blamed_"), "blamed_side": "turkey", "act": "تأجيج الصراع",
                **placed("تأجيج الصراع", "act_"), "act_code": "incitement", "stance": "asserted",
                "agency": "nominalised", "rule_id": "accusation",
            }
        ],
        roles=[
            {
                **row, "role_id": "a1:r001", **placed('تركيا "تقف إلى جانب أذربيجان'), "surface": "تركيا",
                **placed("تركيا", "surface_"), "actor_id": "country:turkey", "side": "turkey", "role": "ally",
                "toward": "azerbaijan", "speaker_side": "russia", "polarity": "asserted", "modality": "actual",
                "strength": "explicit", "quote_id": "a1:q001", "rule_id": "cue",
            }
        ],
        names=[
            {
                **row, **placed("الصراع"), "surface": "الصراع", "referent": "event", "variant": "conflict",
                "marking": "plain", "effect": "neutral", "rule_id": "event",
            }
        ],
    )  # fmt: skip
