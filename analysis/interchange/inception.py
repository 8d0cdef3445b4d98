"""INCEpTION: UIMA CAS XMI, an article a file, and the type system that makes the layers of the project.

Spans are layers, links are slot features. Import `TypeSystem.xml` under Layers first: INCEpTION drops annotations of
layers that the project does not have.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.interchange.documents import FIELDS, LINKS, Document, Link, Span, in_order
from analysis.text import TOKEN, xml_safe

TYPES = "TypeSystem.xml"
ENDINGS = (".xmi", ".zip")

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
_TOKEN, _SENTENCE = f"{_DKPRO}.segmentation.type.Token", f"{_DKPRO}.segmentation.type.Sentence"
_LONGEST = 60  # letters of an id in a file name
_METADATA = f"{_DKPRO}.metadata.type.DocumentMetaData"
_STRING, _ANNOTATION = "uima.cas.String", "uima.tcas.Annotation"


def _layer(label: str) -> str:
    return f"mizan.{label.capitalize()}"


def _link_type(label: str) -> str:
    return f"mizan.{''.join(part.capitalize() for part in label.split('_'))}Link"


def type_system() -> Any:
    """Return the layers as a UIMA type system: a span layer for each label, a slot feature for each link."""
    import cassis

    types = cassis.TypeSystem()
    for name in (_TOKEN, _SENTENCE):
        types.create_type(name, _ANNOTATION)
    metadata = types.create_type(_METADATA, "uima.tcas.DocumentAnnotation")
    for name in ("documentId", "documentTitle"):
        types.create_feature(metadata, name, _STRING)
    layers = {label: types.create_type(_layer(label), _ANNOTATION) for label in FIELDS}
    for label, fields in FIELDS.items():
        for name in fields:
            types.create_feature(layers[label], name, _STRING)
    for label, (source, target) in LINKS.items():
        link = types.create_type(_link_type(label), "uima.cas.TOP")
        types.create_feature(link, "role", _STRING)
        types.create_feature(link, "target", layers[target])
        types.create_feature(layers[source], label, "uima.cas.FSArray", elementType=link)
    return types


def write(documents: Sequence[Document], folder: Path) -> list[Path]:
    """Write `TypeSystem.xml` and an XMI file an article; return their paths."""
    types = type_system()
    types.to_xml(folder / TYPES)
    paths = [folder / TYPES]
    for document, name in zip(documents, _names(documents), strict=True):
        path = folder / f"{name}.xmi"
        _cas(document, types).to_xmi(path)
        paths.append(path)
    return paths


def _names(documents: Iterable[Document]) -> Iterator[str]:
    """Yield file names that every system takes and that do not repeat; the whole id is in the file."""
    used: set[str] = set()
    for document in documents:
        base = re.sub(r"[^\w.~-]+", "_", document.article_id)[:_LONGEST].strip("._") or "article"
        name, number = base, 1
        while name.casefold() in used:
            number += 1
            name = f"{base}~{number}"
        used.add(name.casefold())
        yield name


def _cas(document: Document, types: Any) -> Any:
    import cassis

    cas = cassis.Cas(types)
    text = xml_safe(document.text)
    cas.sofa_string, cas.sofa_mime, cas.document_language = text, "text/plain", "ar"
    title = xml_safe(document.article_id)
    cas.add(types.get_type(_METADATA)(begin=0, end=len(text), documentId=title, documentTitle=title, language="ar"))
    for line in re.finditer(r"[^\r\n]+", text):
        cas.add(types.get_type(_SENTENCE)(begin=line.start(), end=line.end()))
    for token in TOKEN.finditer(text):
        cas.add(types.get_type(_TOKEN)(begin=token.start(), end=token.end()))
    made = {
        span.span_id: types.get_type(_layer(span.label))(
            begin=span.start, end=span.end, **{name: xml_safe(said) for name, said in span.fields.items()}
        )
        for span in document.spans
    }
    array = types.get_type("uima.cas.FSArray")
    for link in document.links:
        slot = types.get_type(_link_type(link.label))(role=link.label, target=made[link.target])
        setattr(made[link.source], link.label, array(elements=[slot]))
    cas.add_all(made.values())
    return cas


def read(path: Path) -> Iterator[Document]:
    """Read an XMI file with its type system beside it, or a ZIP that holds both, as INCEpTION exports them.

    Raises
    ------
    ValueError
        If there is no XMI in it, or if it cannot be read.
    """
    if path.suffix == ".xmi":
        types = path.with_name(TYPES)
        yield _read(path.read_bytes(), types.read_bytes() if types.is_file() else None, path.name)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            inside = [name for name in names if name.endswith(".xmi")]
            for name in inside:
                types_name = f"{name.rpartition('/')[0]}/{TYPES}".lstrip("/")
                types_data = archive.read(types_name) if types_name in names else None
                yield _read(archive.read(name), types_data, f"{path.name}/{name}")
    except zipfile.BadZipFile:
        raise ValueError(f"{path.name} is not a ZIP file: export the document again as UIMA CAS XMI") from None
    if not inside:
        raise ValueError(f"{path.name} holds no .xmi file: export the document as UIMA CAS XMI (XML 1.0)")


def _read(data: bytes, types: bytes | None, origin: str) -> Document:
    import cassis

    try:
        system = _types(types) if types else type_system()
        cas = cassis.load_cas_from_xmi(io.BytesIO(data), typesystem=system, lenient=True)
    except Exception as error:  # the library raises whatever its XML reader does
        raise ValueError(f"{origin} cannot be read as UIMA CAS XMI ({error}): export it as XML 1.0") from error
    found = {
        feature.xmiID: (label, feature)
        for label in FIELDS
        if system.contains_type(_layer(label))
        for feature in cas.select(_layer(label))
    }
    spans = (
        Span(str(name), label, feature.begin, feature.end, _fields(label, feature))
        for name, (label, feature) in found.items()
    )
    links = [
        Link(link, str(name), str(slot.target.xmiID))
        for name, (label, feature) in found.items()
        for link, (source, _) in LINKS.items()
        if source == label and getattr(feature, link, None) is not None
        for slot in getattr(feature, link).elements
        if slot.target is not None
    ]
    metadata = cas.select(_METADATA) if system.contains_type(_METADATA) else []
    name = next((item.documentTitle for item in metadata if item.documentTitle), "")
    return Document(name or "", cas.sofa_string or "", "", tuple(in_order(spans)), tuple(links), origin)


@lru_cache(maxsize=4)
def _types(data: bytes) -> Any:
    import cassis

    return cassis.load_typesystem(io.BytesIO(data))


def _fields(label: str, feature: Any) -> dict[str, str]:
    values = ((name, getattr(feature, name, None)) for name in FIELDS[label])
    return {name: value for name, value in values if value}
