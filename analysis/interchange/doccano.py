"""doccano: a JSONL file for a sequence labelling project with relations.

doccano's spans have no fields, so the label itself says the kind of a quotation and the voice of blame; the other
fields are not carried. The project must allow overlapping spans and use relation labelling.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.interchange.documents import Document, Link, Span, in_order

FILE = "doccano.jsonl"
ENDINGS = (".jsonl",)

_IN_LABEL = {"quote": "kind", "blame": "voice"}


def carried(span: Span) -> Span:
    """Return a span with the fields that doccano keeps."""
    kept = _IN_LABEL.get(span.label)
    return span._replace(fields={name: said for name, said in span.fields.items() if name == kept})


def write(documents: Sequence[Document], folder: Path) -> list[Path]:
    """Write the documents; return the file's path."""
    path = folder / FILE
    lines = (json.dumps(_example(document), ensure_ascii=False) + "\n" for document in documents)
    path.write_text("".join(lines), "utf-8", newline="\n")
    return [path]


def _example(document: Document) -> dict[str, object]:
    numbers = {span.span_id: number for number, span in enumerate(document.spans)}
    return {
        "text": document.text,
        "article_id": document.article_id,
        "sha256": document.sha256,
        "entities": [
            {"id": numbers[span.span_id], "label": _label(span), "start_offset": span.start, "end_offset": span.end}
            for span in document.spans
        ],
        "relations": [
            {"id": number, "from_id": numbers[link.source], "to_id": numbers[link.target], "type": link.label}
            for number, link in enumerate(document.links)
        ],
    }


def _label(span: Span) -> str:
    said = span.fields.get(_IN_LABEL.get(span.label, ""))
    return f"{span.label}_{said}" if said else span.label


def read(path: Path) -> Iterator[Document]:
    """Read what doccano exported (JSONL with relations).

    Raises
    ------
    ValueError
        If a line is not doccano's; the message names file and line.
    """
    for number, line in enumerate(path.read_text("utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        place = f"{path.name} line {number}"
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"{place} is not JSON: {error.msg}") from None
        if not isinstance(item, dict) or not {"text", "entities", "relations"} <= item.keys():
            raise ValueError(
                f"{place} lacks text, entities or relations: switch on relation labelling in the project and "
                "export as JSONL"
            )
        yield _document(item, place)


def _document(item: dict[str, object], place: str) -> Document:
    entities: list[dict[str, object]] = item["entities"]  # type: ignore[assignment]
    relations: list[dict[str, object]] = item["relations"]  # type: ignore[assignment]
    spans = []
    for entity in entities:
        label, _, said = str(entity["label"]).partition("_")
        fields = {_IN_LABEL[label]: said} if said and label in _IN_LABEL else {}
        start, end = int(str(entity["start_offset"])), int(str(entity["end_offset"]))
        known = label if fields or not said else str(entity["label"])
        spans.append(Span(str(entity["id"]), known, start, end, fields))
    links = (Link(str(row["type"]), str(row["from_id"]), str(row["to_id"])) for row in relations)
    article_id, sha256 = str(item.get("article_id") or ""), str(item.get("sha256") or "")
    return Document(article_id, str(item["text"]), sha256, tuple(in_order(spans)), tuple(links), place)
