"""A coding of one article as spans and links: what every coding tool understands, and the way from and to the tables.

A quotation is a span with its cue and its speaker linked to it; blame is the span of the act with accuser, blamed and
carrying quotation linked to it. A field that was left blank in a tool was not coded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.text import xml_safe

if TYPE_CHECKING:
    from analysis.tables import Coded

FIELDS: Mapping[str, tuple[str, ...]] = {
    "quote": ("kind", "act", "outlet_stance", "relay", "medium"),
    "cue": ("cue_lemma",),
    "party": ("side",),
    "blame": ("voice", "stance", "agency", "act_code", "victim", "victim_side"),
}
"""Label of a span -> the fields that it has."""

LINKS: Mapping[str, tuple[str, str]] = {
    "cue": ("quote", "cue"),
    "speaker": ("quote", "party"),
    "parent": ("quote", "quote"),
    "continues": ("quote", "quote"),
    "accuser": ("blame", "party"),
    "blamed": ("blame", "party"),
    "in_quote": ("blame", "quote"),
}
"""Label of a link -> the labels of the spans that it goes from and to. A span has at most one link of each label."""


class Span(NamedTuple):
    """A marked piece of the article."""

    span_id: str
    label: str
    start: int
    end: int
    fields: Mapping[str, str] = {}


class Link(NamedTuple):
    """A link between two spans, by their ids."""

    label: str
    source: str
    target: str


@dataclass(frozen=True)
class Document:
    """The coding of one article.

    Attributes
    ----------
    article_id, sha256, text
        The article.
    spans, links
        What is coded in it, spans in the order of the text.
    origin
        The file that it was read from, for messages.
    """

    article_id: str
    text: str
    sha256: str = ""
    spans: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    origin: str = field(default="", compare=False)


def from_coded(coded: Coded, articles: Sequence[str] | None = None, *, blank: bool = False) -> list[Document]:
    """Turn the quotations and the blame of a coded corpus into documents.

    Parameters
    ----------
    coded
        The corpus.
    articles
        Ids of the articles; all by default.
    blank
        Leave the machine's coding out, for people who are to code without seeing it.

    Raises
    ------
    ValueError
        If an id is unknown.
    """
    known = set(coded.articles["article_id"])
    unknown = [article_id for article_id in articles or () if article_id not in known]
    if unknown:
        raise ValueError(f"there is no article {unknown[0]!r} among the {len(known)} coded ones")
    quotes, blame = _by_article(coded.quotes), _by_article(coded.blame)
    found = []
    for row in _records(coded.articles):
        if articles and row["article_id"] not in articles:
            continue
        document = Document(row["article_id"], row["text"], row["sha256"] or "")
        if not blank:
            builder = _Builder(document)
            for quote in quotes.get(row["article_id"], ()):
                builder.quote(quote)
            for accusation in blame.get(row["article_id"], ()):
                builder.blame(accusation)
            document = builder.document()
        found.append(document)
    return found


class _Builder:
    """Collects spans; a place that is marked for the same reason twice is one span."""

    def __init__(self, article: Document) -> None:
        self.article = article
        self.spans: dict[Any, Span] = {}
        self.links: list[Link] = []

    def quote(self, row: Mapping[str, Any]) -> None:
        name = row["quote_id"]
        self._add(name, Span(name, "quote", row["start"], row["end"], _filled("quote", row)))
        self._part(name, "cue", "cue", row, {"cue_lemma": row["cue_lemma"]})
        self._part(name, "speaker", "party", row, {"side": row["side"]})
        for label in ("parent", "continues"):
            if row[f"{label}_quote_id"]:
                self.links.append(Link(label, name, row[f"{label}_quote_id"]))

    def blame(self, row: Mapping[str, Any]) -> None:
        name = row["blame_id"]
        start, end = (row["start"], row["end"]) if row["act_start"] is None else (row["act_start"], row["act_end"])
        self._add(name, Span(name, "blame", start, end, _filled("blame", row)))
        for label in ("accuser", "blamed"):
            self._part(name, label, "party", row, {"side": row[f"{label}_side"]})
        if row["quote_id"]:
            self.links.append(Link("in_quote", name, row["quote_id"]))

    def _add(self, key: Any, span: Span) -> str:
        return self.spans.setdefault(key, span).span_id

    def _part(self, owner: str, link: str, label: str, row: Mapping[str, Any], fields: Mapping[str, Any]) -> None:
        start, end = row[f"{link}_start"], row[f"{link}_end"]
        if start is None:
            return
        filled = {name: value for name, value in fields.items() if value}
        key = (label, start, end, tuple(filled.items()))
        number = sum(span.label == label for span in self.spans.values()) + 1
        target = self._add(key, Span(f"{self.article.article_id}:{label}{number:03d}", label, start, end, filled))
        self.links.append(Link(link, owner, target))

    def document(self) -> Document:
        known = {span.span_id for span in self.spans.values()}
        links = tuple(link for link in self.links if link.target in known)
        return replace(self.article, spans=tuple(in_order(self.spans.values())), links=links)


def _filled(label: str, row: Mapping[str, Any]) -> dict[str, str]:
    return {name: row[name] for name in FIELDS[label] if row[name]}


def _records(data: Any) -> list[dict[str, Any]]:
    """Return the rows as dictionaries in which missing is None."""
    return [dict(zip(data.columns, values, strict=True)) for values in
            data.astype(object).where(data.notna(), None).itertuples(index=False, name=None)]  # fmt: skip


def _by_article(data: Any) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in _records(data):
        found.setdefault(row["article_id"], []).append(row)
    return found


def in_order(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans in the order of the text, longer ones first."""
    yield from sorted(spans, key=lambda span: (span.start, -span.end, span.span_id))


# ---------------------------------------------------------------- what a tool gave back


def checked(document: Document) -> Document:
    """Return a document whose spans lie in the text and whose links say something.

    Raises
    ------
    ValueError
        If they do not; the message names the file, the article and the words.
    """
    place = f"{document.origin}, article {document.article_id}"
    spans = {span.span_id: span for span in document.spans}
    for span in document.spans:
        if span.label not in FIELDS:
            raise ValueError(f"{place}: the label {span.label!r} is unknown; the labels are {', '.join(FIELDS)}")
        if not 0 <= span.start < span.end <= len(document.text):
            raise ValueError(
                f"{place}: the span {span.start}-{span.end} lies outside its {len(document.text)} characters"
            )
    seen: set[tuple[str, str]] = set()
    for link in document.links:
        if link.label not in LINKS:
            raise ValueError(f"{place}: the relation {link.label!r} is unknown; the relations are {', '.join(LINKS)}")
        source, target = LINKS[link.label]
        one, other = spans.get(link.source), spans.get(link.target)
        if one is None or other is None or (one.label, other.label) != (source, target):
            words = "" if one is None else f" at {document.text[one.start : one.end]!r}"
            raise ValueError(f"{place}: the relation {link.label!r}{words} must go from a {source} to a {target}")
        if (link.label, link.source) in seen:
            words = document.text[one.start : one.end]
            raise ValueError(
                f"{place}: {words!r} has two relations {link.label!r}; mark names joined by a conjunction as one span"
            )
        seen.add((link.label, link.source))
    return document


def identified(document: Document, coded: Coded) -> Document:
    """Find the article of a document that a tool gave back, and put the article's own text under its spans.

    Raises
    ------
    ValueError
        If no article, or more than one, has this text.
    """
    text = xml_safe(document.text)
    articles = zip(coded.articles["article_id"], coded.articles["text"], coded.articles["sha256"], strict=True)
    same = [row for row in articles if len(row[1]) == len(text) and xml_safe(row[1]) == text]
    named = [row for row in same if xml_safe(row[0]) == xml_safe(document.article_id)]
    found = named or same
    if len(found) != 1:
        which = f"{len(found)} articles have" if found else "no coded article has"
        name = document.article_id or document.text[:40]
        raise ValueError(
            f"{document.origin}: {which} the text of {name!r}, letter by letter: "
            "import with the coded corpus that was exported"
        )
    article_id, original, sha256 = found[0]
    spans = tuple(
        span._replace(fields={name: _as_in(original, text, said) for name, said in span.fields.items()})
        for span in document.spans
    )
    return replace(document, article_id=article_id, text=original, sha256=sha256, spans=spans)


def _as_in(original: str, shown: str, words: str) -> str:
    """Return words of an article with the characters that XML could not carry, where they stand in what it showed."""
    place = shown.find(words) if "\ufffd" in words else -1
    return words if place < 0 else original[place : place + len(words)]


def sentences_of(coded: Coded, article_id: str) -> list[tuple[int, int]]:
    """Return the spans of an article's sentences."""
    rows = coded.sentences[coded.sentences["article_id"] == article_id]
    return list(zip(rows["start"].tolist(), rows["end"].tolist(), strict=True))
