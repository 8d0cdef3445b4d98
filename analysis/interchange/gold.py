"""A document as rows in the style of the gold standard, which `evaluate` reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from analysis.interchange.documents import Document, Span


def coding(document: Document, sentences: Sequence[tuple[int, int]] = ()) -> dict[str, list[dict[str, Any]]]:
    """Turn a document into rows of quotations and blame in the style of `seeds/gold`.

    Parameters
    ----------
    document
        The coding.
    sentences
        The article's sentences: a speaker outside the sentence of his quotation is `speaker_implicit`.

    Returns
    -------
    dict
        `quotes` and `blame`, each in the order of the text. What the tool's format does not carry, or was left blank,
        is not in a row; `parent`, `continues` and `quote` are numbers of rows of `quotes`.
    """
    spans = {span.span_id: span for span in document.spans}
    links = {(link.label, link.source): spans[link.target] for link in document.links}
    ordered = [span for span in document.spans if span.label == "quote"]
    number = {span.span_id: place for place, span in enumerate(ordered)}

    def words(name: str, span: Span | None) -> dict[str, Any]:
        if span is None:
            return {name: None}
        return {name: document.text[span.start : span.end], f"{name}_start": span.start, f"{name}_end": span.end}

    quotes = []
    for span in ordered:
        cue, speaker = links.get(("cue", span.span_id)), links.get(("speaker", span.span_id))
        row = _base(document, span) | words("cue", cue) | words("speaker", speaker)
        row |= {} if cue is None else cue.fields
        row |= {} if speaker is None else speaker.fields
        if speaker is not None and _sentence(sentences, speaker.start) != _sentence(sentences, (cue or span).start):
            row["speaker_implicit"] = True
        for label in ("parent", "continues"):
            if target := links.get((label, span.span_id)):
                row[label] = number[target.span_id]
        quotes.append(row)
    blame = []
    for span in (span for span in document.spans if span.label == "blame"):
        row = _base(document, span) | words("act", span)
        for label in ("accuser", "blamed"):
            party = links.get((label, span.span_id))
            row |= words(label, party)
            if party is not None and "side" in party.fields:
                row[f"{label}_side"] = party.fields["side"]
        if target := links.get(("in_quote", span.span_id)):
            row["quote"] = number[target.span_id]
        blame.append(row)
    return {"quotes": quotes, "blame": blame}


def _base(document: Document, span: Span) -> dict[str, Any]:
    words = document.text[span.start : span.end]
    return {"start": span.start, "end": span.end, "text": words, **span.fields}


def _sentence(sentences: Iterable[tuple[int, int]], place: int) -> int | None:
    return next((number for number, (start, end) in enumerate(sentences) if start <= place < end), None)
