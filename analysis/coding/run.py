"""A corpus through the layers: from articles to the ten tables."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from analysis import codebook as codebooks
from analysis.codebook.labels import own_names
from analysis.coding.article import Coder, code_article, coder
from analysis.duplicates import Prints, marked
from analysis.duplicates import prints as take_prints
from analysis.tables import COLUMNS, TABLES, Coded, conform, frame

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus import Corpus

Rows = dict[str, list[tuple[Any, ...]]]
BATCH = 500
"""Articles coded between two steps of the progress bar, sent to a worker at once, and kept once coded."""


def code(
    corpus: Corpus, codebook: str | os.PathLike[str] | None = None, progress: bool = False, workers: int = 1
) -> Coded:
    """Code every article of a corpus.

    Parameters
    ----------
    corpus
        From `analysis.load`.
    codebook
        A folder laid over the project's own codebook.
    progress
        Whether to show a progress bar (on standard error, and only where that is a terminal).
    workers
        Processes that share the work; the tables are the same whatever their number.

    Returns
    -------
    Coded
        The ten tables and their manifest. An article that cannot be coded becomes an issue; the others are coded.

    Raises
    ------
    ValueError
        If `workers` is less than one, or the codebook is broken.
    ChildProcessError
        If a worker process was killed.
    """
    import pandas as pd

    book = codebooks.read(codebook)
    parts: list[dict[str, pd.DataFrame]] = []
    taken: list[Prints] = []
    with bar(len(corpus.articles), progress) as shown:
        for part, prints in _coded(_batches(corpus), book, codebook, workers):
            parts.append(part)
            taken.append(prints)
            shown.update(len(part["articles"]))
    repeated = _mark([part["articles"] for part in parts], taken)
    tables = {
        name: parts[0][name] if len(parts) == 1 else pd.concat([part[name] for part in parts], ignore_index=True)
        for name in TABLES
    }
    tables["issues"] = conform("issues", pd.concat([conform("issues", corpus.issues), repeated, tables["issues"]]))
    tally = Tally(book, corpus.columns)
    tally.add(tables["articles"])
    return Coded(**tables, manifest=tally.manifest({name: len(data) for name, data in tables.items()}))


def code_batch(corpus: Corpus, tools: Coder) -> dict[str, pd.DataFrame]:
    """Code the articles of a corpus, or of a batch of one.

    Returns
    -------
    dict
        The ten tables. `issues` holds what coding found; `corpus.issues`, what reading found, is not in it. Copies are
        not marked: that takes the whole corpus.
    """
    rows: Rows = {name: [] for name in TABLES if name != "articles"}
    counts: list[tuple[int, int]] = []
    articles = corpus.articles
    for article_id, text, title in zip(articles["article_id"], articles["text"], articles["title"], strict=True):
        coded, n_tokens, n_tokens_all = code_one(article_id, text, title if isinstance(title, str) else None, tools)
        counts.append((n_tokens, n_tokens_all))
        for name, found in coded.items():
            rows[name] += found
    articles = articles.assign(n_tokens=[body for body, _ in counts], n_tokens_all=[page for _, page in counts])
    return {"articles": conform("articles", articles)} | {name: frame(name, found) for name, found in rows.items()}


def code_one(article_id: str, text: str, title: str | None, tools: Coder) -> tuple[Rows, int, int]:
    """Code one article; whatever goes wrong in it becomes an issue.

    Returns
    -------
    tuple
        Rows by table; the words of its body; the words of the whole page.
    """
    try:
        reading, rows = code_article(article_id, text, title or None, tools)
    except Exception as error:  # noqa: BLE001 - one bad article must not stop a run
        problem = f"this article could not be coded ({type(error).__name__}: {error}); please report it"
        return {"issues": [(article_id, None, None, "not_coded", problem)]}, 0, 0
    return rows, reading.n_body(), reading.n_all()


class Tally:
    """Counts the articles of a coding as they pass, and describes the coding by them."""

    def __init__(self, book: codebooks.Codebook, columns: Mapping[str, str]) -> None:
        self.book, self.named = book, dict(columns)
        self.digest = hashlib.sha256()
        self.outlets: Counter[str] = Counter()
        self.tokens = self.tokens_all = 0

    def add(self, articles: pd.DataFrame) -> None:
        """Count coded articles, in the order of the corpus."""
        for article_id, sha in zip(articles["article_id"], articles["sha256"], strict=True):
            self.digest.update(f"{article_id} {sha}\n".encode())
        self.outlets.update(articles["outlet"].fillna("unknown"))
        self.tokens += int(articles["n_tokens"].sum())
        self.tokens_all += int(articles["n_tokens_all"].sum())

    def manifest(self, rows: Mapping[str, int]) -> dict[str, Any]:
        """Describe the coding: versions, hashes, options, counts and denominators, nothing of time or place."""
        from analysis import __version__

        own = {"labels": named} if (named := own_names(self.book)) else {}
        return {
            "mizan": __version__,
            "codebook": {
                "version": codebooks.VERSION,
                "sha256": self.book.sha256,
                "own_files": len(self.book.folders) > 1,
                **own,
            },
            "options": {"columns": self.named},
            "input": {"articles": rows["articles"], "sha256": self.digest.hexdigest()},
            "rows": dict(sorted(rows.items())),
            "denominators": {
                "articles": rows["articles"],
                "sentences": rows["sentences"],
                "tokens": self.tokens,
                "tokens_all": self.tokens_all,
                "articles_by_outlet": dict(sorted(self.outlets.items())),
            },
            "columns": {name: list(columns) for name, columns in COLUMNS.items()},
        }


def bar(total: int | None, progress: bool) -> Any:
    """Return a progress bar with rate and time left; it is shown only if `progress`, and only on a terminal."""
    from tqdm import tqdm

    return tqdm(total=total, unit=" articles", desc="coding", disable=None if progress else True, smoothing=0.1)


def _mark(articles: list[pd.DataFrame], taken: list[Prints]) -> pd.DataFrame:
    """Fill `duplicate_of` in the batches of a corpus, and return what the reader should know of copies."""
    import pandas as pd

    rows: list[tuple[Any, ...]] = []
    found = marked(list(zip(articles, taken, strict=True)))
    for data, (originals, issues) in zip(articles, found, strict=True):
        data["duplicate_of"] = pd.array(originals, dtype="string")
        rows += issues
    return frame("issues", rows)


def _batches(corpus: Corpus) -> Iterator[Corpus]:
    from dataclasses import replace

    articles = corpus.articles
    for first in range(0, max(len(articles), 1), BATCH):
        yield replace(corpus, articles=articles.iloc[first : first + BATCH], issues=corpus.issues.iloc[:0])


def _coded(
    batches: Iterator[Corpus], book: codebooks.Codebook, codebook: str | os.PathLike[str] | None, workers: int
) -> Iterator[tuple[dict[str, pd.DataFrame], Prints]]:
    if workers == 1:
        tools = coder(book)
        for batch in batches:
            tables = code_batch(batch, tools)
            yield tables, take_prints(tables["articles"], tables["segments"])
        return
    from analysis.scale import batches as packed
    from analysis.scale.pool import ordered

    function = packed.Task.of(book, codebook)
    tasks = ((batch, packed.pack(batch)) for batch in batches)
    for _, result in ordered(function, tasks, workers):
        yield packed.unpack(result)
