"""The accuracy that travels with every figure: measured once by `evaluate --update`, kept in accuracy.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "accuracy.json"
_CODES = Path(__file__).parent / "codes.csv"


@dataclass(frozen=True)
class Accuracy:
    """How well a layer is found, and what says so.

    Attributes
    ----------
    layer
        As in the tables.
    measured_on
        Name of the set of articles in accuracy.json.
    articles
        How many they are.
    f1, low, high
        Of the layer's main measure; the 95 % interval is missing where the articles are too few for one.
    unreliable
        Codes and fields of the layer on which the two coders agreed too badly (alpha under .667).
    en, ar
        All this as a sentence for a caption.
    """

    layer: str
    measured_on: str
    articles: int
    f1: float
    low: float | None
    high: float | None
    unreliable: tuple[str, ...]
    en: str
    ar: str


def accuracy(layer: str) -> Accuracy:
    """Return how well a layer is found.

    Raises
    ------
    ValueError
        If the layer was not measured; the message names those that were.
    """
    data = read()
    if layer not in data["layers"]:
        raise ValueError(f"the accuracy of {layer!r} was not measured; that of {', '.join(data['layers'])} was")
    name, found = next(iter(data["layers"][layer].items()))
    about = data["sets"][name]
    bad = unreliable(layer)
    return Accuracy(
        layer,
        name,
        found["articles"],
        found["f1"],
        found["low"],
        found["high"],
        bad,
        _sentence(layer, "en", found, about, bad),
        _sentence(layer, "ar", found, about, bad),
    )


def sentences() -> dict[str, dict[str, str]]:
    """Return the caption's sentence of every layer: layer -> language -> sentence."""
    found = {layer: accuracy(layer) for layer in read()["layers"]}
    return {layer: {"en": one.en, "ar": one.ar} for layer, one in found.items()}


def unreliable(layer: str) -> tuple[str, ...]:
    """Return the codes and fields of a layer (`all` for the layer itself) on which two coders agreed too badly."""
    rows = read()["reliability"]
    return tuple(row["field"] or row["code"] for row in rows if row["layer"] == layer and row["reliable"] is False)


@lru_cache(maxsize=1)
def read() -> Mapping[str, Any]:
    """Read accuracy.json: sets, layers, reliability, baselines, calibration and robustness."""
    data: Mapping[str, Any] = json.loads(FILE.read_text("utf-8"))
    return data


# ---------------------------------------------------------------- sentences

_LAYER = {
    "quotes": ("Quotations", "الاقتباسات"),
    "blame": ("Blame", "اللوم"),
    "roles": ("Roles", "الأدوار"),
    "names": ("Names", "التسميات"),
    "frames": ("Frames", "الأطر"),
    "mentions": ("Mentions", "ذكر الأطراف"),
}
_SAY = {
    "en": "{layer}: F1 {f1}{interval} on {set}{speaker}.",
    "ar": "{layer}: F1 يساوي {f1}{interval} في {set}{speaker}.",
}
_SPEAKER = {
    "en": "; of those found, the speaker is right in {share} and wrong in {wrong}",
    "ar": "، والقائل صحيح في {share} مما عُثر عليه وخاطئ في {wrong}",
}
_BAD = {
    "en": " Unreliable, because two coders disagree on it (alpha below .67): {codes}.",
    "ar": " غير موثوق لاختلاف مرمّزَين فيه (ألفا دون 0.67): {codes}.",
}


def _sentence(layer: str, lang: str, found: Mapping[str, Any], about: Mapping[str, Any], bad: tuple[str, ...]) -> str:
    arabic = lang == "ar"
    interval = ""
    if found["low"] is not None:
        interval = f" [{_number(found['low'], arabic)}–{_number(found['high'], arabic)}]"
    speaker = ""
    if "speaker_right" in found:
        right, wrong = (f"{100 * found[f'speaker_{name}']:.0f}\u00a0%" for name in ("right", "wrong"))
        speaker = _SPEAKER[lang].format(share=right, wrong=wrong)
    name = _LAYER[layer][arabic]
    said = _SAY[lang].format(
        layer=name,
        f1=_number(found["f1"], arabic),
        interval=interval,
        set=about[f"label_{lang}"].format(n=found["articles"]),
        speaker=speaker,
    )
    if not bad:
        return said
    codes = ("، " if arabic else ", ").join(_label(layer, code, lang) for code in bad)
    return said + _BAD[lang].format(codes=codes)


def _label(layer: str, code: str, lang: str) -> str:
    """Return what the codebook, or this package, calls a code or field."""
    from analysis.codebook import HERE, Schema, read_csv
    from analysis.evaluate.report import measures

    if field := measures().get((layer, code)):
        return field.label_ar if lang == "ar" else field.label_en
    schema = Schema(("kind", "code", "label_en", "label_ar"), ("kind", "code"))
    rows = [row for path in (_CODES, HERE / "labels.csv") for row in read_csv(path, schema).values()]
    return next((row[f"label_{lang}"] for row in rows if row["code"] == code), code)


def _number(value: float, arabic: bool) -> str:
    """Write .94 in English; 0.94, which no right-to-left line can turn round, in Arabic."""
    return f"{value:.2f}" if arabic else f"{value:.2f}".removeprefix("0")
