"""Read what the machine coded, and find the article that each coding is of."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from analysis.evaluate.gold import GoldError
from analysis.evaluate.records import FIELDS, LAYERS, Article, Blame, Label, Origin, Quote, quote
from analysis.evaluate.spans import Span
from analysis.tables import Coded, load_coded

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]


def read_coded(coded: Coded | str | os.PathLike[str]) -> list[Article]:
    """Turn ten tables into one coding an article.

    Parameters
    ----------
    coded
        Coded tables, or the folder that holds them.
    """
    if not isinstance(coded, Coded):
        coded = load_coded(coded)
    rows = {layer: _by_article(getattr(coded, layer)) for layer in LAYERS}
    return [_article(row, {layer: found.get(row["article_id"], []) for layer, found in rows.items()})
            for row in _records(coded.articles)]  # fmt: skip


def join(gold: Sequence[Article], coded: Iterable[Article]) -> dict[str, Article]:
    """Find the coding of each gold article: by id, else by its bytes, else by the name of its file.

    Returns
    -------
    dict
        Gold article_id -> coding, its offsets counted in the gold text. Articles that were not coded are left out.

    Raises
    ------
    GoldError
        If the text that was coded is not the annotated one.
    """
    left = list(coded)
    found: dict[str, Article] = {}
    for keys_of_gold, keys_of_coding in _WAYS:
        for article in gold:
            if article.article_id in found:
                continue
            keys = keys_of_gold(article)
            match = next((coding for coding in left if keys & keys_of_coding(coding)), None)
            if match is not None:
                left.remove(match)
                found[article.article_id] = _aligned(match, article)
    return found


_Keys = Callable[[Article], set[str]]
_WAYS: tuple[tuple[_Keys, _Keys], ...] = (
    (lambda gold: {gold.article_id, gold.stem}, lambda coding: {coding.article_id}),
    (lambda gold: {gold.sha256} - {""}, lambda coding: {coding.sha256, _sha256(coding.text)}),
    (lambda gold: {gold.article_id, gold.stem}, lambda coding: {coding.stem}),
)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _aligned(coding: Article, article: Article) -> Article:
    if coding.text != article.text:
        raise GoldError(
            f"article {article.article_id}: the coded text is not the annotated one "
            f"({len(coding.text)} and {len(article.text)} characters): code the file that was annotated"
        )
    return coding


# ---------------------------------------------------------------- rows


def _records(data: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as dictionaries in which missing is None."""
    return [dict(zip(data.columns, values, strict=True)) for values in
            data.astype(object).where(data.notna(), None).itertuples(index=False, name=None)]  # fmt: skip


def _by_article(data: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in _records(data):
        found.setdefault(row["article_id"], []).append(row)
    return found


def _article(row: Row, rows: Mapping[str, list[dict[str, Any]]]) -> Article:
    text = row["text"] or ""
    source = PurePath(row["source_path"] or row["article_id"])
    return Article(
        row["article_id"],
        source.stem,
        text,
        row["sha256"] or "",
        row["outlet"],
        quotes=tuple(_quote(text, quoted) for quoted in rows["quotes"]),
        blame=tuple(_blame(text, blame) for blame in rows["blame"]),
        labels={layer: tuple(_label(text, layer, found) for found in rows[layer]) for layer in LAYERS[2:]},
    )


def _place(row: Row, name: str, length: int) -> Span | None:
    """Return the span of a field, or None where it has none inside the text."""
    prefix = f"{name}_" if name else ""
    start, end = row.get(f"{prefix}start"), row.get(f"{prefix}end")
    if start is None or end is None or not 0 <= start < end <= length:
        return None
    return int(start), int(end)


def _origin(row: Row) -> Origin:
    return Origin(row.get("rule_id"), row.get("confidence"))


def _labels(layer: str, row: Row) -> dict[str, Any]:
    return {name: row.get(name) for name in FIELDS[layer]}


def _quote(text: str, row: Row) -> Quote:
    speaker = _place(row, "speaker", len(text))
    return quote(
        text,
        _place(row, "", len(text)) or (len(text), len(text)),
        row["kind"],
        cue=_place(row, "cue", len(text)),
        speaker=speaker,
        speaker_text="" if speaker else row["speaker"] or "",
        continues=row["continues_quote_id"] is not None,
        labels=_labels("quotes", row) | {"resolved_by": row["resolved_by"]},
        origin=_origin(row),
    )


def _blame(text: str, row: Row) -> Blame:
    length = len(text)
    return Blame(
        _place(row, "act", length) or _place(row, "", length) or (length, length),
        _place(row, "blamed", length),
        row["blamed"] or "",
        _place(row, "accuser", length),
        row["accuser"] or "",
        voice=row["voice"],
        labels=_labels("blame", row),
        origin=_origin(row),
    )


def _label(text: str, layer: str, row: Row) -> Label:
    span = _place(row, "", len(text)) or (len(text), len(text))
    labels = _labels(layer, row)
    if layer == "mentions":
        labels["actor_id"] = row["actor_id"]
    return Label(span, labels, origin=_origin(row))
