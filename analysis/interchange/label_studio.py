"""Label Studio: tasks in its JSON format, and the labelling configuration for the project.

The machine's coding goes out as predictions, which coders see and correct; what comes back is read from annotations
only, so that a prediction that nobody looked at never passes for a person's coding.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from analysis import codes
from analysis.interchange.documents import FIELDS, LINKS, Document, Link, Span, in_order

FILE, CONFIG = "label_studio.json", "label_studio.xml"
ENDINGS = (".json",)

_COLOURS = {"quote": "#0072B2", "cue": "#E69F00", "party": "#009E73", "blame": "#D55E00"}
_TABLES = {"quote": "quotes", "blame": "blame"}


def write(documents: Sequence[Document], folder: Path) -> list[Path]:
    """Write tasks and configuration; return their paths."""
    tasks = [_task(number, document) for number, document in enumerate(documents, 1)]
    path, config = folder / FILE, folder / CONFIG
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
    config.write_text(configuration() + "\n", "utf-8", newline="\n")
    return [path, config]


def configuration() -> str:
    """Return the labelling configuration: right to left, a list of codes for each field, one relation for each link."""
    view = ET.Element("View")
    relations = ET.SubElement(view, "Relations")
    for label in LINKS:
        ET.SubElement(relations, "Relation", value=label)
    labels = ET.SubElement(view, "Labels", name="label", toName="text")
    for label, colour in _COLOURS.items():
        ET.SubElement(labels, "Label", value=label, background=colour)
    page = ET.SubElement(view, "View", style="direction: rtl; text-align: right; line-height: 2")
    ET.SubElement(page, "Text", name="text", value="$text", granularity="symbol")
    for label, fields in FIELDS.items():
        for name in fields:
            _field(view, label, name)
    ET.indent(view)
    return ET.tostring(view, encoding="unicode")


def _field(view: ET.Element, label: str, name: str) -> None:
    """Add the widget of one field, which shows while a span with its label is selected."""
    when = {"whenTagName": "label", "whenLabelValue": label}
    box = ET.SubElement(view, "View", {"visibleWhen": "region-selected", **when})
    ET.SubElement(box, "Header", value=name, size="6")
    shown = {"name": _tag(label, name), "toName": "text", "perRegion": "true", **when}
    if options := _codes(label, name):
        choices = ET.SubElement(box, "Choices", {**shown, "choice": "single-radio"})
        for option in options:
            ET.SubElement(choices, "Choice", value=option)
    else:
        ET.SubElement(box, "TextArea", {**shown, "maxSubmissions": "1"})


def _codes(label: str, name: str) -> tuple[str, ...]:
    return codes.allowed(_TABLES.get(label, ""), name)


def _tag(label: str, name: str) -> str:
    return f"{label}__{name}"


def _task(number: int, document: Document) -> dict[str, Any]:
    data = {"text": document.text, "article_id": document.article_id, "sha256": document.sha256}
    task: dict[str, Any] = {"id": number, "data": data}
    if document.spans:
        from analysis import __version__

        task["predictions"] = [{"model_version": f"mizan {__version__}", "result": list(_result(document))}]
    return task


def _result(document: Document) -> Iterator[dict[str, Any]]:
    for span in document.spans:
        words = document.text[span.start : span.end]
        value = {"start": span.start, "end": span.end, "text": words}
        region = {"id": span.span_id, "to_name": "text"}
        yield {**region, "from_name": "label", "type": "labels", "value": {**value, "labels": [span.label]}}
        for name, said in span.fields.items():
            kind = "choices" if _codes(span.label, name) else "textarea"
            answer = {"choices": [said]} if kind == "choices" else {"text": [said]}
            field_value = {"start": span.start, "end": span.end} | answer
            yield {**region, "from_name": _tag(span.label, name), "type": kind, "value": field_value}
    for link in document.links:
        ends = {"from_id": link.source, "to_id": link.target}
        yield {"type": "relation", **ends, "direction": "right", "labels": [link.label]}


def read(path: Path) -> Iterator[Document]:
    """Read what Label Studio exported as JSON; tasks that nobody annotated are left out.

    Raises
    ------
    ValueError
        If the file is not Label Studio's, or if a task was annotated by more than one person.
    """
    try:
        tasks = json.loads(path.read_text("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise ValueError(f"{path.name} is not JSON (line {error.lineno}: {error.msg})") from None
    if not isinstance(tasks, list) or not all(isinstance(task, dict) and "data" in task for task in tasks):
        raise ValueError(f"{path.name} is no export of Label Studio: export the project as JSON (not JSON-MIN)")
    for task in tasks:
        data = task["data"]
        place = f"{path.name} task {task.get('id', '?')}"
        done = [one for one in task.get("annotations") or () if not one.get("was_cancelled")]
        if len(done) > 1:
            raise ValueError(f"{place} was annotated {len(done)} times: export the annotations of one coder at a time")
        if done:
            yield _document(data, done[0]["result"], place)


def _document(data: Mapping[str, Any], result: Sequence[Mapping[str, Any]], place: str) -> Document:
    text = data["text"]
    regions: dict[str, Span] = {}
    for item in (item for item in result if item["type"] == "labels"):
        start, end = _span(text, item["value"], place)
        regions[item["id"]] = Span(item["id"], item["value"]["labels"][0], start, end, {})
    for item in result:
        _, marked, name = item.get("from_name", "").partition("__")
        said = item.get("value", {}).get("choices") or item.get("value", {}).get("text")
        if marked and said and item["id"] in regions:
            old = regions[item["id"]]
            regions[item["id"]] = old._replace(fields={**old.fields, name: said[0] if isinstance(said, list) else said})
    links = []
    for item in (item for item in result if item["type"] == "relation"):
        backwards = item.get("direction") == "left"
        ends = (item["to_id"], item["from_id"]) if backwards else (item["from_id"], item["to_id"])
        links += [Link(label, *ends) for label in item.get("labels") or [""]]
    spans = tuple(in_order(regions.values()))
    return Document(str(data.get("article_id", "")), text, str(data.get("sha256", "")), spans, tuple(links), place)


def _span(text: str, value: Mapping[str, Any], place: str) -> tuple[int, int]:
    """Return a region's offsets as Python counts them; some versions of Label Studio count as JavaScript does."""
    start, end, words = int(value["start"]), int(value["end"]), value.get("text")
    if words is None or text[start:end] == words:
        return start, end
    units = text.encode("utf-16-le", "surrogatepass")
    if units[2 * start : 2 * end].decode("utf-16-le", "replace") == words:
        first = len(units[: 2 * start].decode("utf-16-le", "replace"))
        return first, first + len(words)
    raise ValueError(f"{place}: {start}-{end} should be {words!r}, but the text has {text[start:end]!r} there")
