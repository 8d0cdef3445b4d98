"""From a mark of a figure back to the rows behind it, and to the sentences in the raw articles."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, TypeAlias

from analysis.figures.once import once

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analysis.tables import Coded

COLUMNS = (
    "table",
    "row_id",
    "article_id",
    "outlet",
    "outlet_confidence",
    "published",
    "start",
    "end",
    "text",
    "sentence_start",
    "sentence_end",
    "sentence",
)

Place: TypeAlias = "tuple[str, str | None, int, int]"
"""Article, sentence, start and end."""


def sentences_of(coded: Coded, table: str, ids: Sequence[str]) -> pd.DataFrame:
    """Return the rows `ids` of `table`, each with its sentence as it stands in the raw article.

    Parameters
    ----------
    coded
        The coded corpus.
    table
        A table of the contract, or `"terms"` for runs of text that no table holds (ids `article_id:start-end`).
    ids
        Row ids as `analysis.compare` gives them; their order and number are kept.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`: `text` is `articles.text[start:end]`, `sentence` is
        `articles.text[sentence_start:sentence_end]`. Where a row has no sentence, the line around it stands in.

    Raises
    ------
    KeyError
        If an id is in no row of the table.
    """
    import pandas as pd

    articles = _articles(coded)
    spans = _sentences(coded)
    rows = []
    for row_id, place in zip(ids, _places(coded, table, ids), strict=True):
        if place is None:
            raise KeyError(f"{table} has no row {row_id!r}")
        article_id, sentence_id, start, end = place
        text, outlet, confidence, published = articles[article_id]
        first, last = spans.get((article_id, sentence_id)) or _line(text, start, end)
        first, last = min(first, start), max(last, end)
        where = (article_id, outlet, confidence, published, start, end, text[start:end])
        rows.append((table, row_id, *where, first, last, text[first:last]))
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    names = ("row_id", "article_id", "outlet", "outlet_confidence", "published", "text", "sentence")
    return found.astype(dict.fromkeys(names, "string"))


def _places(coded: Coded, table: str, ids: Sequence[str]) -> list[Place | None]:
    """Return article, sentence and span of each of the rows `ids`."""
    if table == "terms":
        return [_term(coded, row_id) for row_id in ids]
    known = _known(coded)
    if table not in known:
        known[table] = _index(coded, table)
    return [known[table].get(row_id) for row_id in ids]


@once
def _known(coded: Coded) -> dict[str, dict[str, Place]]:
    """Return the indexes of the tables that were asked for so far, by name."""
    return {}


def _index(coded: Coded, table: str) -> dict[str, Place]:
    """Return row id -> place."""
    from analysis.compare.grouping import items

    data = items(coded, table)
    if table == "articles":  # its evidence is its headline, or its first line
        first = coded.segments[coded.segments["kind"] == "headline"].drop_duplicates("article_id")
        data = data[["row", "article_id"]].merge(first[["article_id", "start", "end"]], on="article_id", how="left")
        data = data.fillna({"start": 0, "end": 0}).assign(sentence_id=None)
    data = data.drop_duplicates("row")
    columns = [data[name].tolist() for name in ("row", "article_id", "sentence_id", "start", "end")]
    return {row: (article, sentence, start, end) for row, article, sentence, start, end in zip(*columns, strict=True)}


def _term(coded: Coded, row_id: str) -> Place:
    """Return the place of a run of text `article_id:start-end`, in the sentence that holds its start."""
    article, _, span = row_id.rpartition(":")
    start, end = map(int, span.split("-"))
    begins, names = _starts(coded).get(article, ([], []))
    place = bisect_right(begins, start) - 1
    return article, names[place] if place >= 0 else None, start, end


@once
def _articles(coded: Coded) -> dict[str, tuple[str, Any, Any, Any]]:
    """Return for each article its text, outlet, how sure that is, and date."""
    data = coded.articles.drop_duplicates("article_id")
    columns = [data[name].tolist() for name in ("article_id", "text", "outlet", "outlet_confidence", "published")]
    return {article: (text, *about) for article, text, *about in zip(*columns, strict=True)}


@once
def _sentences(coded: Coded) -> dict[tuple[str, str | None], tuple[int, int]]:
    """Return the span of each sentence; its id is its own only within its article."""
    columns = [coded.sentences[name].tolist() for name in ("article_id", "sentence_id", "start", "end")]
    return {(article, name): (start, end) for article, name, start, end in zip(*columns, strict=True)}


@once
def _starts(coded: Coded) -> dict[str, tuple[list[int], list[str | None]]]:
    """Return for each article where its sentences start, and their ids, in reading order."""
    found: dict[str, tuple[list[int], list[str | None]]] = {}
    for (article, name), (start, _) in sorted(_sentences(coded).items(), key=lambda item: (item[0][0], item[1][0])):
        starts, names = found.setdefault(article, ([], []))
        starts.append(start)
        names.append(name)
    return found


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the line around `start`, at least up to `end`."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return first, len(text) if last < 0 else last
