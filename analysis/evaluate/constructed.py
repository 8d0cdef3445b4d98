"""Read the constructed articles as gold: their expectations name quotations by their words, not by offsets.

Only quotations are read, because only they are listed to the last one; the other layers name some rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.evaluate.records import Article, Quote, quote
from analysis.evaluate.spans import Span

_ANY = "*"


def read_constructed(folder: Path) -> list[Article]:
    """Read NAME.txt and the quotations that NAME.yaml expects or knows to be missed, for each article of a folder."""
    return [_article(file) for file in sorted(folder.glob("*.yaml"))]


def _article(file: Path) -> Article:
    import yaml

    text = file.with_suffix(".txt").read_text("utf-8")
    data = yaml.safe_load(file.read_text("utf-8"))
    rows = list(data["expect"].get("quotes", ()))
    for missed in ((data.get("known_misses") or {}).get("expect") or {}).get("quotes", ()):
        same = next((number for number, row in enumerate(rows) if row["text"] == missed["text"]), None)
        if same is None:
            rows.append(missed)
        else:  # the row is found, and what it lacks is the miss
            rows[same] = {**rows[same], **missed}
    taken: set[Span] = set()
    quotes = tuple(_quote(text, row, taken) for row in rows)
    return Article(file.stem, file.stem, text, layers=frozenset({"quotes"}), quotes=quotes)


def _quote(text: str, row: Mapping[str, Any], taken: set[Span]) -> Quote:
    """Find the words of a quotation, an occurrence of its own for each row; cue and speaker are those nearest to it."""
    content = next(span for span in _places(text, row["text"]) if span not in taken)
    taken.add(content)
    cue, speaker = (_nearest(text, row.get(name), content) for name in ("cue", "speaker"))
    labels = {name: row[name] for name in ("act", "outlet_stance", "side") if name in row}
    return quote(
        text,
        content,
        row.get("kind"),
        cue=cue,
        speaker=speaker,
        antecedent=speaker,
        continues=bool(row.get("continues")),
        labels=labels,
    )


def _nearest(text: str, surface: str | None, content: Span) -> Span | None:
    """Return the last occurrence before the content in its paragraph, else the one nearest to it."""
    if surface in (None, _ANY):
        return None
    places = [span for span in _places(text, str(surface)) if span[1] <= content[0] or span[0] >= content[1]]
    paragraph = text.rfind("\n", 0, content[0])
    before = [span for span in places if paragraph < span[0] < content[0]]
    if before:
        return before[-1]
    return min(places, key=lambda span: max(content[0] - span[1], span[0] - content[1]), default=None)


def _places(text: str, surface: str) -> list[Span]:
    return [found.span() for found in re.finditer(re.escape(surface), text)]
