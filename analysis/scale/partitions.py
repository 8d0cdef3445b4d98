"""Dask collections of articles, coded where their partitions lie."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any

from analysis import codebook as codebooks
from analysis.coding.run import code_batch
from analysis.corpus import Corpus, language, with_title
from analysis.duplicates import Prints, marked, prints
from analysis.scale.batches import PRINTS, Task
from analysis.tables import COLUMNS, TABLES, conform, frame

if TYPE_CHECKING:
    import pandas as pd


def code_dask(articles: Any, codebook: str | os.PathLike[str] | None = None) -> dict[str, Any]:
    """Code a Dask bag or DataFrame, each partition on the worker that holds it.

    Parameters
    ----------
    articles
        A `dask.bag.Bag` of mappings or a `dask.dataframe.DataFrame`, with `article_id` (unique in the whole
        collection), `text`, and any other column of `COLUMNS["articles"]`.
    codebook
        A folder laid over the project's own codebook; it must lie at the same place on every worker.

    Returns
    -------
    dict
        Table -> lazy `dask.dataframe.DataFrame`. Compute several with one `dask.compute`, so that each partition is
        coded once. Articles and issues wait for all partitions: one worker compares their
        fingerprints. Rows are those of `analysis.code`; other columns of a DataFrame are kept in `articles`.

    Raises
    ------
    ValueError
        If `article_id` or `text` is missing.

    Examples
    --------
    >>> import dask, dask.bag, json  # doctest: +SKIP
    >>> tables = code_dask(dask.bag.read_text("articles-*.jsonl.gz").map(json.loads))  # doctest: +SKIP
    >>> quotes, blame = dask.compute(tables["quotes"], tables["blame"])  # doctest: +SKIP
    """
    import dask.dataframe as dd
    from dask.delayed import delayed

    task = Task.of(codebooks.read(codebook), codebook)
    names = [str(name) for name in getattr(articles, "columns", ())]
    if names:
        _need(names)
    extra = [name for name in names if name not in COLUMNS["articles"]]
    parts = [delayed(_code)(part, task, tuple(extra)) for part in articles.to_delayed()]
    copies = delayed(_marked)([delayed(_taken)(part) for part in parts])  # which takes all partitions
    articles, issues = (
        [delayed(complete)(part, delayed(list.__getitem__)(copies, number)) for number, part in enumerate(parts)]
        for complete in (_articles, _issues)
    )
    found = {name: [delayed(dict.__getitem__)(part, name) for part in parts] for name in TABLES}
    found |= {"articles": articles, "issues": issues}
    empty = {name: frame(name, ()) for name in TABLES}
    empty["articles"] = _frame([], tuple(extra))
    return {name: dd.from_delayed(found[name], meta=empty[name]) for name in TABLES}


def _need(names: list[str]) -> None:
    for name in ("article_id", "text"):
        if name not in names:
            raise ValueError(
                f"the articles have no column {name!r}. Their columns are: {', '.join(names)}. Rename the right one"
            )


def _code(part: Any, task: Task, extra: tuple[str, ...]) -> dict[str, Any]:
    tables = code_batch(Corpus(_frame(part, extra), frame("issues", ()), ""), task.tools())
    return tables | {PRINTS: prints(tables["articles"], tables["segments"])}


def _taken(part: dict[str, Any]) -> tuple[pd.DataFrame, Prints]:
    return part["articles"][["article_id", "outlet", "published"]], part[PRINTS]


def _marked(taken: list[tuple[pd.DataFrame, Prints]]) -> list[Any]:
    return list(marked(taken))


def _articles(part: dict[str, Any], copies: tuple[list[str | None], Any]) -> pd.DataFrame:
    import pandas as pd

    data: pd.DataFrame = part["articles"]
    return data.assign(duplicate_of=pd.array(copies[0], dtype="string"))


def _issues(part: dict[str, Any], copies: tuple[Any, list[tuple[Any, ...]]]) -> pd.DataFrame:
    import pandas as pd

    return conform("issues", pd.concat([frame("issues", copies[1]), part["issues"]]))


def _frame(part: Any, extra: tuple[str, ...]) -> pd.DataFrame:
    """Make a partition a table of articles: what `load` fills in from the text is filled in."""
    import pandas as pd

    data = pd.DataFrame(part if hasattr(part, "columns") else list(part))
    if len(data):
        _need([str(name) for name in data.columns])
    wanted = [*COLUMNS["articles"], *extra]
    data = conform("articles", data.reindex(columns=wanted)).astype(dict.fromkeys(extra, "string"))
    titles = (None if pd.isna(title) else title for title in data["title"])
    titled = [with_title(text, title) for text, title in zip(data["text"], titles, strict=True)]
    raw = [hashlib.sha256(text.encode("utf-8")).hexdigest() for text in data["text"]]
    data["text"] = pd.array([text for text, _ in titled], dtype="string")
    data["title"] = pd.array([title for _, title in titled], dtype="string")
    data["sha256"] = data["sha256"].fillna(pd.Series(raw, dtype="string"))
    data["language"] = data["language"].fillna(pd.Series([language(text) for text in data["text"]], dtype="string"))
    return data
