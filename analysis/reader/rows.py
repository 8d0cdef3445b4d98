"""The rows of an article as the reader shows them: where each lies in the text, and what it says of itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.reader.runs import Span

if TYPE_CHECKING:
    from analysis.tables import Coded

Record = Mapping[str, Any]

LAYERS = ("direct", "indirect", "mixed", "speaker", "cue", "blame", "role", "name", "frame", "mention")
"""What can be shown and hidden, in the order of the legend: kinds of quotations, then what lies in and around them.

The dense ones are marked without a label of their own, the hidden ones are not shown at first."""
KINDS = LAYERS[:3]
DENSE = LAYERS[-3:]
HIDDEN = LAYERS[-2:]

LETTERS = {"quotes": "q", "blame": "b", "roles": "r", "names": "n", "frames": "f", "mentions": "m"}
"""Table -> the letter by which its rows are numbered in an article, in the order in which they are listed."""

_IDS = {"quotes": "quote_id", "blame": "blame_id", "roles": "role_id"}
_LAYER = {"blame": "blame", "roles": "role", "names": "name", "frames": "frame", "mentions": "mention"}
_PARTS = {
    "quotes": {"speaker": "speaker", "cue": "cue"},
    "blame": {"accuser": "blame", "blamed": "blame", "act": "blame"},
    "roles": {"surface": "role"},
}
"""Table -> part of a row with offsets of its own -> its layer."""


@dataclass(frozen=True)
class Row:
    """A row of a coded table.

    Attributes
    ----------
    label
        Its number within the article and table: `"q5"`.
    row_id
        Its id in the table, `article_id:start-end` where the table has none.
    table, layer
        The table and the layer of the legend.
    start, end
        Where it lies.
    spans
        The stretches that it marks: itself first, then its parts.
    record
        Its values; missing ones are None.
    """

    label: str
    row_id: str
    table: str
    layer: str
    start: int
    end: int
    spans: tuple[Span, ...]
    record: Record


@dataclass(frozen=True)
class Article:
    """An article with everything that the reader shows of it."""

    record: Record
    segments: tuple[Record, ...]
    issues: tuple[Record, ...]
    rows: tuple[Row, ...]

    @property
    def article_id(self) -> str:
        """Its id."""
        return str(self.record["article_id"])

    @property
    def text(self) -> str:
        """The raw text."""
        return str(self.record["text"] or "")


def articles(coded: Coded, ids: Collection[str]) -> Iterator[Article]:
    """Yield the articles `ids`, in that order.

    Raises
    ------
    ValueError
        If the corpus has no such article; the message names some that it has.
    """
    known = coded.articles["article_id"].tolist()
    there = set(known)
    for unknown in (name for name in ids if name not in there):
        some = ", ".join(known[:8]) + (" ..." if len(known) > 8 else "")
        raise ValueError(f"there is no article {unknown!r} in this corpus; it has {some or 'none'}")
    found = {table: _records(data, ids) for table, data in coded.tables() if table != "sentences"}
    for name in ids:
        yield Article(
            found["articles"][name][0],
            tuple(found["segments"].get(name, ())),
            tuple(found["issues"].get(name, ())),
            tuple(row for table in LETTERS for row in _rows(table, found[table].get(name, ()))),
        )


def _records(data: Any, ids: Collection[str]) -> dict[str, list[Record]]:
    """Return the rows of a table by article, missing values as None."""
    wanted = data[data["article_id"].isin(list(ids))].astype(object)
    grouped: dict[str, list[Record]] = {}
    for record in wanted.where(wanted.notna(), None).to_dict("records"):
        grouped.setdefault(record["article_id"], []).append(record)
    return grouped


def _rows(table: str, records: Collection[Record]) -> Iterator[Row]:
    placed = [record for record in records if record["start"] is not None and record["start"] < record["end"]]
    placed.sort(key=lambda record: (record["start"], -record["end"]))
    for number, record in enumerate(placed, 1):
        label = f"{LETTERS[table]}{number}"
        layer = _LAYER.get(table) or (record["kind"] if record["kind"] in KINDS else "indirect")
        spans = [Span(record["start"], record["end"], layer, "", label)]
        for part, of_layer in _PARTS.get(table, {}).items():
            first, last = record[f"{part}_start"], record[f"{part}_end"]
            if first is not None and last is not None:
                spans.append(Span(first, last, of_layer, part, label))
        place = f"{record['article_id']}:{record['start']}-{record['end']}"
        row_id = str(record[_IDS[table]]) if table in _IDS else place
        yield Row(label, row_id, table, layer, record["start"], record["end"], tuple(spans), record)
