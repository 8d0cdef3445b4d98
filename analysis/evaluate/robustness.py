"""How much is lost when an article is typed otherwise: marks lost or flipped, harakat, mark styles, alefs, line breaks.

A change is made to the text, the changed text is coded, and the rows are carried back to the offsets of the original:
the same gold judges both.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from analysis.evaluate.coded import read_coded
from analysis.evaluate.records import LAYERS, Article
from analysis.evaluate.run import MAIN, evaluate
from analysis.evaluate.spans import Span
from analysis.text import HARAKAT

if TYPE_CHECKING:
    import pandas as pd

SHARE = 0.05
"""Share of the quotation marks that a change deletes or flips."""

LIMIT = 0.03
"""Loss of F1 that is tolerated for a change."""

_MARK = re.compile('["«»“”]')
_FLIP = {'"': "'", "«": "»", "»": "«", "“": "”", "”": "“"}
_OTHER_STYLE = {"«": '"', "»": '"', "“": "«", "”": "»"}


class Change(NamedTuple):
    """A way of typing a text otherwise: each original character becomes a string, possibly empty."""

    name: str
    label_en: str
    label_ar: str
    retype: Callable[[str, random.Random], list[str]]


class Retyped(NamedTuple):
    """A changed text and, for each of its characters and its end, the offset of the original."""

    text: str
    places: list[int]


def retype(text: str, change: Change, seed: int = 0) -> Retyped:
    """Type a text otherwise and keep the way back to its offsets.

    Parameters
    ----------
    text, change
        The text and one of `CHANGES`.
    seed
        Which marks are lost or flipped.
    """
    pieces = change.retype(text, random.Random(f"{seed} {text}"))  # noqa: S311 a repeatable choice is meant
    places = [place for place, piece in enumerate(pieces) for _ in piece]
    return Retyped("".join(pieces), [*places, len(text)])


def _marks(replacement: Callable[[str], str]) -> Callable[[str, random.Random], list[str]]:
    """Change a share of the quotation marks."""

    def change(text: str, rng: random.Random) -> list[str]:
        chosen = {found.start() for found in _MARK.finditer(text) if rng.random() < SHARE}
        return [replacement(c) if place in chosen else c for place, c in enumerate(text)]

    return change


def _each(replacement: Callable[[str], str]) -> Callable[[str, random.Random], list[str]]:
    return lambda text, _: [replacement(character) for character in text]


def _swap_styles(text: str, _: random.Random) -> list[str]:
    """Write straight marks as guillemets and the others as straight ones or guillemets."""
    opening = True
    pieces = []
    for character in text:
        if character == "\n":
            opening = True
        if character == '"':
            pieces.append("«" if opening else "»")
            opening = not opening
        else:
            pieces.append(_OTHER_STYLE.get(character, character))
    return pieces


def _windows_lines(text: str, _: random.Random) -> list[str]:
    return ["\r\n" if c == "\n" and text[max(0, place - 1)] != "\r" else c for place, c in enumerate(text)]


CHANGES = (
    Change("marks_deleted", "5 % of the marks deleted", "حذف 5٪ من العلامات", _marks(lambda _: "")),
    Change("marks_flipped", "5 % of the marks flipped", "قلب 5٪ من العلامات", _marks(lambda mark: _FLIP[mark])),
    Change("harakat", "harakat stripped", "حذف الحركات", _each(lambda c: "" if re.match(f"[{HARAKAT}]", c) else c)),
    Change("styles", "other style of marks", "نمط علامات آخر", _swap_styles),
    Change("alefs", "alefs folded", "توحيد الألفات", _each(lambda c: "ا" if c in "أإآٱ" else c)),
    Change("lines", "other line breaks", "فواصل أسطر أخرى", _windows_lines),
)


def robustness(articles: Sequence[Article], seeds: Sequence[int] = (0, 1)) -> pd.DataFrame:
    """Measure what each change costs.

    Parameters
    ----------
    articles
        Gold articles.
    seeds
        Draws of the changes that choose marks; the loss is their mean.

    Returns
    -------
    DataFrame
        `change`, `label_en`, `label_ar`, `layer`, `score` (F1 unchanged), `changed` (F1 after it), `loss`.

    Raises
    ------
    ValueError
        If a changed text is not coded, or an offset in it does not give the row's own words.
    """
    import pandas as pd

    plain = _scores(articles, code_texts({article.article_id: article.text for article in articles}))
    rows = []
    for change in CHANGES:
        draws = seeds if change.name.startswith("marks") else seeds[:1]
        found = [_scores(articles, _recoded(articles, change, seed)) for seed in draws]
        for layer, score in plain.items():
            changed = sum(scores[layer] for scores in found) / len(found)
            rows.append((change.name, change.label_en, change.label_ar, layer, score, changed, score - changed))
    return pd.DataFrame(rows, columns=["change", "label_en", "label_ar", "layer", "score", "changed", "loss"])


def _scores(articles: Sequence[Article], codings: Sequence[Article]) -> dict[str, float]:
    """Return the score of each layer that the gold has."""
    layers = [layer for layer in LAYERS if any(layer in article.layers for article in articles)]
    found = evaluate(articles, codings, layers=layers, resamples=0)
    return {layer: found.figure(layer, MAIN[layer]) for layer in layers}


def _recoded(articles: Sequence[Article], change: Change, seed: int) -> list[Article]:
    """Code changed texts, and give the rows the offsets of the originals."""
    retyped = {article.article_id: retype(article.text, change, seed) for article in articles}
    texts = {article.article_id: article.text for article in articles}
    codings = code_texts({article_id: text for article_id, (text, _) in retyped.items()})
    return [_carried_back(coding, retyped[coding.article_id].places, texts[coding.article_id]) for coding in codings]


def code_texts(texts: Mapping[str, str]) -> list[Article]:
    """Code texts, given by their article_id, as `code` codes a folder of them.

    Raises
    ------
    ValueError
        If a text was not coded, or a quotation is not what stands at its offsets.
    """
    import analysis

    with TemporaryDirectory() as folder:
        for article_id, text in texts.items():
            (Path(folder) / f"{article_id}.txt").write_bytes(text.encode("utf-8"))
        coded = analysis.code(analysis.load(folder))
    lost = set(texts) - set(coded.articles["article_id"])
    failed = coded.issues[coded.issues["code"].eq("not_coded")]
    if lost or not failed.empty:
        raise ValueError(f"not coded: {', '.join(sorted(lost | set(failed['article_id'])))}")
    for row in coded.quotes.itertuples():
        if texts[row.article_id][row.start : row.end] != row.text:
            raise ValueError(f"article {row.article_id}: {row.quote_id} does not stand at its offsets")
    return read_coded(coded)


def _carried_back(coding: Article, places: list[int], text: str) -> Article:
    """Give a coding of a changed text the offsets of the original."""

    def back(span: Span) -> Span:
        return places[span[0]], places[span[1] - 1] + 1 if span[1] > span[0] else places[span[1]]

    def maybe(span: Span | None) -> Span | None:
        return None if span is None else back(span)

    return replace(
        coding,
        text=text,
        sha256="",
        quotes=tuple(
            replace(q, raw=back(q.raw), span=back(q.span), cue=maybe(q.cue), speaker=maybe(q.speaker))
            for q in coding.quotes
        ),
        blame=tuple(
            replace(b, act=back(b.act), blamed=maybe(b.blamed), accuser=maybe(b.accuser)) for b in coding.blame
        ),
        labels={
            layer: tuple(replace(row, span=back(row.span)) for row in rows) for layer, rows in coding.labels.items()
        },
    )
