"""From a mark of a figure back to the rows behind it, and to the sentences in the raw articles."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

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

    articles = coded.articles.drop_duplicates("article_id").set_index("article_id")
    places = _places(coded, table, ids)
    if len(lost := places.index[places["article_id"].isna()]):
        raise KeyError(f"{table} has no row {lost[0]!r}")
    spans, texts = _sentences(coded), articles["text"].to_dict()
    columns = [places[name].tolist() for name in ("article_id", "sentence_id", "start", "end")]
    rows = []
    for row_id, article_id, sentence_id, start, end in zip(places.index, *columns, strict=True):
        text = texts[article_id]
        first, last = spans.get((article_id, sentence_id)) or _line(text, start, end)
        first, last = min(first, start), max(last, end)
        rows.append((table, row_id, article_id, start, end, text[start:end], first, last, text[first:last]))
    found = pd.DataFrame(rows, columns=["table", "row_id", "article_id", "start", "end", "text", *COLUMNS[-3:]]).astype(
        {"row_id": "string", "article_id": "string", "text": "string", "sentence": "string"}
    )
    of_article = articles[["outlet", "outlet_confidence", "published"]]
    return found.join(of_article, on="article_id")[list(COLUMNS)]


def _places(coded: Coded, table: str, ids: Sequence[str]) -> pd.DataFrame:
    """Return article, sentence and span of each of the rows `ids`, indexed by row id."""
    import pandas as pd

    from analysis.compare.grouping import items

    if table == "terms":
        return _terms(coded, ids)
    data = items(coded, table).rename(columns={"row": "row_id"})
    if table == "articles":  # its evidence is its headline, or its first line
        first = coded.segments[coded.segments["kind"] == "headline"].drop_duplicates("article_id")
        data = data[["row_id", "article_id"]].merge(first[["article_id", "start", "end"]], on="article_id", how="left")
        data = data.fillna({"start": 0, "end": 0}).assign(sentence_id=None)
    data = data.drop_duplicates("row_id").set_index("row_id")
    return data[["article_id", "sentence_id", "start", "end"]].reindex(
        pd.Index(list(ids), dtype="string", name="row_id")
    )


def _terms(coded: Coded, ids: Sequence[str]) -> pd.DataFrame:
    """Return the places of runs of text `article_id:start-end`, each in the sentence that holds its start."""
    import pandas as pd

    parts = [row_id.rpartition(":") for row_id in ids]
    spans = [span.partition("-") for *_, span in parts]
    data = pd.DataFrame(
        {
            "row_id": pd.array(list(ids), dtype="string"),
            "article_id": pd.array([article for article, *_ in parts], dtype="string"),
            "start": pd.array([int(start) for start, *_ in spans], dtype="Int64"),
            "end": pd.array([int(end) for *_, end in spans], dtype="Int64"),
        }
    )
    sentences = _starts(coded)
    found = []
    for article, start in zip(data["article_id"], data["start"], strict=True):
        begins, names = sentences.get(article, ([], []))
        place = bisect_right(begins, start) - 1
        found.append(names[place] if place >= 0 else None)
    return data.assign(sentence_id=pd.array(found, dtype="string")).set_index("row_id")


@once
def _sentences(coded: Coded) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the span of each sentence; its id is its own only within its article."""
    columns = [coded.sentences[name].tolist() for name in ("article_id", "sentence_id", "start", "end")]
    return {(article, name): (start, end) for article, name, start, end in zip(*columns, strict=True)}


@once
def _starts(coded: Coded) -> dict[str, tuple[list[int], list[str]]]:
    """Return for each article where its sentences start, and their ids, in reading order."""
    found: dict[str, tuple[list[int], list[str]]] = {}
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
