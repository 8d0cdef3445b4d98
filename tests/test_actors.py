"""Mentions of actors behind clitics, in every gender and number; and who a noun phrase is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from coding import code

from analysis.coding import actors

MENTIONS = {
    "وللجيش الأذري": [("الأذري", "azerbaijan", "demonym")],
    "بتركيا وفي الولايات المتحدة": [("تركيا", "turkey", "name"), ("الولايات المتحدة", "usa", "name")],
    "للولايات المتحدة": [("للولايات المتحدة", "usa", "name")],
    "والأذربيجانيين والأرمينيات": [("الأذربيجانيين", "azerbaijan", "demonym"), ("الأرمينيات", "armenia", "demonym")],
    "التركيّة": [("التركيّة", "turkey", "demonym")],
    "أعلن الكرملين": [("الكرملين", "russia", "metonym")],
    "كبار القوم وبعض الناس": [],
}


@pytest.mark.parametrize(("text", "expected"), MENTIONS.items())
def test_mentions(text: str, expected: list[tuple[str, str, str]]) -> None:
    _, tables = code(text + " هنا.")
    assert [(row[4], row[6], row[7]) for row in tables["mentions"]] == expected


def test_recall_and_precision_on_the_country_mentions_of_the_seeds(seeds: Path) -> None:
    """At least 98 % of what a coder marked as a country, capital or demonym, and hardly anything else."""
    gold = json.loads((seeds / "gold" / "coder_A.json").read_text("utf-8"))
    hits = misses = false = 0
    for article_id, rows in gold.items():
        text = (seeds / f"{article_id}.txt").read_bytes().decode("utf-8")
        reading, tables = code(text, "")
        coded = [
            (s.start, s.end) for s in reading.segments if s.kind not in ("boilerplate", "repeat", "byline", "dateline")
        ]
        wanted = {
            (m["start"], m["end"], m["actor_side"])
            for m in rows["mentions"]
            if any(a <= m["start"] < b for a, b in coded)
        }
        found = {(m.start, m.end, m.side) for m in reading.mentions}
        states = {(m.start, m.end) for m in reading.mentions if m.kind in ("country", "capital", "city")}
        overlapping = {w for w in wanted if any(f[0] < w[1] and w[0] < f[1] and f[2] == w[2] for f in found)}
        hits += len(overlapping)
        misses += len(wanted) - len(overlapping)
        false += sum(not any(s[0] < w[1] and w[0] < s[1] for w in wanted) for s in states)
        assert len(tables["mentions"]) == len(reading.mentions)
    assert hits / (hits + misses) >= 0.98
    assert hits / (hits + false) >= 0.98


WHO = {
    "وزير الخارجية الروسي سيرغي لافروف": ("person:lavrov", "russia"),
    "مساعد الرئيس الروسي فلاديمير بوتين": (None, "russia"),
    "وزارة الدفاع الأذربيجانية": (None, "azerbaijan"),
    "الكرملين": ("institution:kremlin", "russia"),
    "روسيا والولايات المتحدة وفرنسا": (None, "russia|usa|france"),
    "مصادر مطلعة": (None, None),
}


@pytest.mark.parametrize(("phrase", "expected"), WHO.items())
def test_who_a_noun_phrase_is(phrase: str, expected: tuple[str | None, str | None]) -> None:
    reading, _ = code(phrase)
    first = reading.bounds[-1][0]
    assert actors.resolve(reading, first, reading.bounds[-1][1]) == expected
