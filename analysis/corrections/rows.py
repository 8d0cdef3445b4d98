"""Find the row that a correction is about, and work out what changes in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.corrections.lines import PLACED, Line
from analysis.tables import COLUMNS, INTEGER

if TYPE_CHECKING:
    import pandas as pd

    from analysis.tables import Coded

_WORDS = {"quotes": "text", "mentions": "surface", "names": "surface", "frames": "surface"}
"""The column that repeats the words of `start:end`."""

_RESOLVED = {
    ("quotes", "speaker"): ("speaker_id", "side"),
    ("blame", "accuser"): (None, "accuser_side"),
    ("blame", "blamed"): (None, "blamed_side"),
    ("roles", "surface"): ("actor_id", "side"),
}
"""Column with the words of an actor -> the columns that say who that is."""

_DEFAULTS = {
    "quotes": {"outlet_stance": "neutral", "polarity": "positive"},
    "blame": {"stance": "asserted"},
    "roles": {"polarity": "asserted", "modality": "actual", "strength": "explicit"},
    "names": {"marking": "plain", "effect": "neutral"},
}
_REQUIRED = {
    "mentions": ("actor_id",),
    "quotes": ("kind",),
    "blame": ("act", "voice"),
    "roles": ("side", "role", "voice"),
    "names": ("referent", "variant", "voice"),
    "frames": ("frame", "voice"),
}


class Mismatch(Exception):  # noqa: N818 - a finding, not an error
    """A correction that does not fit the coding; the message says why."""


@dataclass(frozen=True)
class Page:
    """An article with what corrections need of its coding."""

    article_id: str
    text: str
    mentions: pd.DataFrame
    sentences: pd.DataFrame
    segments: pd.DataFrame

    @classmethod
    def of(cls, coded: Coded, article_id: str) -> Page:
        """Take one article out of a coded corpus."""
        articles = coded.articles
        text = articles.loc[articles["article_id"] == article_id, "text"].iloc[0]
        parts = (data[data["article_id"] == article_id] for data in (coded.mentions, coded.sentences, coded.segments))
        return cls(article_id, text, *parts)

    def find(self, table: pd.DataFrame, line: Line) -> Any:
        """Return the index of the only row that a line is about."""
        rows = table[table["article_id"] == self.article_id]
        if line.start is not None:
            self._check(line)
            rows = rows[(rows["start"] == line.start) & (rows["end"] == line.end)]
        else:
            spans = zip(rows["start"], rows["end"], strict=True)
            rows = rows[[self.text[start:end] == line.text for start, end in spans]]
        for name, value in line.where.items():
            rows = rows[(rows[name].astype("string") == value).fillna(False)]
        if rows.empty:
            place = "" if line.start is None else f" at {line.start}-{line.end}"
            raise Mismatch(f"{line.table} has no such row{place} any more, so its mistake may be gone")
        if len(rows) > 1:
            raise Mismatch(f"{len(rows)} rows of {line.table} fit: say which in the column where, as in column=value")
        return rows.index[0]

    def span(self, line: Line) -> tuple[int, int]:
        """Return the place of the words of a line."""
        if line.start is not None and line.end is not None:
            self._check(line)
            return line.start, line.end
        places = self.places(line.text)
        if not places:
            raise Mismatch(f"{line.text!r} does not stand in the article")
        if len(places) > 1:
            raise Mismatch(f"{line.text!r} stands in the article {len(places)} times: give start and end")
        return places[0], places[0] + len(line.text)

    def places(self, words: str) -> list[int]:
        """Return where words stand in the article."""
        return [found.start() for found in re.finditer(re.escape(words), self.text)]

    def _check(self, line: Line) -> None:
        found = self.text[line.start : line.end]
        if found != line.text:
            raise Mismatch(f"{line.start}-{line.end} should be {line.text!r}, but the article has {found!r} there")

    def part(self, data: pd.DataFrame, place: int, column: str) -> str | None:
        """Return `column` of the row of `data` (sentences, segments) that holds a place."""
        rows = data[(data["start"] <= place) & (data["end"] > place)]
        return None if rows.empty else rows[column].iloc[0]

    def who(self, start: int, end: int) -> tuple[str | None, str | None]:
        """Return actor and side of an actor's words: a person before his country, nobody where sides differ."""
        rows = self.mentions[(self.mentions["start"] < end) & (self.mentions["end"] > start)]
        persons = rows[rows["actor_id"].str.startswith("person:").fillna(False)]
        rows = rows if persons.empty else persons
        actors, sides = rows["actor_id"].dropna().unique(), rows["side"].dropna().unique()
        return (actors[0] if len(actors) == 1 else None), (sides[0] if len(sides) == 1 else None)


def changed(page: Page, group: Sequence[Line], row: dict[str, Any]) -> dict[str, Any]:
    """Return what the lines about one row change in it.

    Words of an actor bring their place, actor and side along, unless a line gives these; a blame row in the outlet's
    voice loses its accuser.
    """
    table, columns = group[0].table, COLUMNS[group[0].table]
    new: dict[str, Any] = {}
    for line in group:
        if line.field in ("start", "end"):
            new[line.field] = int(line.value)
    start, end = int(new.get("start", row["start"])), int(new.get("end", row["end"]))
    if not 0 <= start < end <= len(page.text):
        raise Mismatch(f"{start}-{end} is no span of the article")
    if new and table in _WORDS:
        new[_WORDS[table]] = page.text[start:end]
    placed = PLACED.get(table, ())
    for line in group:
        if line.field in placed:
            new |= _placed(page, line, start)
    for line in group:
        if line.field and line.field not in (*placed, "start", "end"):
            value: Any = line.value or None
            new[line.field] = int(value) if value and columns[line.field] == INTEGER else value
    if table == "blame":
        new |= _accusation({**row, **new}, new)
    if "rule_id" in columns:
        new["rule_id"] = "correction"
    if "confidence" in columns:
        new["confidence"] = 1.0
    return new


def _placed(page: Page, line: Line, near: int) -> dict[str, Any]:
    name = line.field
    new: dict[str, Any] = {name: None, f"{name}_start": None, f"{name}_end": None}
    actor = side = None
    if line.value:
        start = _place(page, line, near)
        end = start + len(line.value)
        new = {name: line.value, f"{name}_start": start, f"{name}_end": end}
        actor, side = page.who(start, end)
    for column, value in zip(_RESOLVED.get((line.table, name), ()), (actor, side), strict=False):
        if column:
            new[column] = value
    if name == "speaker":
        new["resolved_by"] = "correction"
    if name == "cue":
        new["cue_lemma"] = None
    return new


def _place(page: Page, line: Line, near: int) -> int:
    places = page.places(line.value)
    if line.at is not None:
        if line.at not in places:
            raise Mismatch(f"{line.value!r} does not stand at {line.at}")
        return line.at
    if not places:
        raise Mismatch(f"{line.value!r} does not stand in the article: copy the words as they are written there")
    return min(places, key=lambda place: (abs(place - near), place))


def _accusation(row: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Keep the contract: an accuser where the voice is attributed, none where it is the outlet's."""
    if row["voice"] == "outlet":
        if new.get("accuser"):
            raise Mismatch("the voice is the outlet's, so there is no accuser: set voice to attributed as well")
        return dict.fromkeys(("accuser", "accuser_start", "accuser_end", "accuser_side"))
    if not isinstance(row["accuser"], str):
        raise Mismatch("the voice is attributed: name the accuser in another line")
    return {}


def added(page: Page, group: Sequence[Line], table: pd.DataFrame) -> dict[str, Any]:
    """Return the row that the lines add."""
    line = group[0]
    start, end = page.span(line)
    same = table[(table["article_id"] == page.article_id) & (table["start"] == start) & (table["end"] == end)]
    row: dict[str, Any] = dict.fromkeys(COLUMNS[line.table])
    row |= {"article_id": page.article_id, "start": start, "end": end, **_DEFAULTS.get(line.table, {})}
    row["sentence_id"] = page.part(page.sentences, start, "sentence_id")
    if "segment" in row:
        row["segment"] = page.part(page.segments, start, "kind")
    if line.table in _WORDS:
        row[_WORDS[line.table]] = line.text
    row |= changed(page, group, row)
    missing = [name for name in _REQUIRED[line.table] if row[name] is None]
    if missing:
        raise Mismatch(f"a new row of {line.table} needs {missing[0]}: add a line with that field")
    keys = _REQUIRED[line.table]
    if any(all(old[name] == row[name] for name in keys) for old in same[list(keys)].to_dict("records")):
        raise Mismatch(f"{line.table} has this row already")
    return row
