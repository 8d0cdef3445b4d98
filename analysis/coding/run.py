"""A corpus through the layers: from articles to the ten tables."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from analysis import codebook as codebooks
from analysis.coding.article import Coder, code_article, coder
from analysis.tables import COLUMNS, TABLES, Coded, conform, frame

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus import Corpus

Rows = dict[str, list[tuple[Any, ...]]]


def code(corpus: Corpus, codebook: str | os.PathLike[str] | None = None, progress: bool = False) -> Coded:
    """Code every article of a corpus.

    Parameters
    ----------
    corpus
        From `analysis.load`.
    codebook
        A folder laid over the project's own codebook.
    progress
        Whether to show a progress bar (on standard error, and only where that is a terminal).

    Returns
    -------
    Coded
        The ten tables and their manifest. An article that cannot be coded becomes an issue; the others are coded.
    """
    book = codebooks.read(codebook)
    tools = coder(book)
    rows: Rows = {name: [] for name in TABLES if name != "articles"}
    counts: dict[str, tuple[int, int]] = {}
    articles = corpus.articles
    triples = zip(articles["article_id"], articles["text"], articles["title"], strict=True)
    for article_id, text, title in _shown(triples, len(articles), progress):
        coded, n_tokens, n_tokens_all = code_one(article_id, text, None if _missing(title) else title, tools)
        counts[article_id] = (n_tokens, n_tokens_all)
        for name, found in coded.items():
            rows[name] += found
    return assemble(corpus, rows, counts, book)


def code_one(article_id: str, text: str, title: str | None, tools: Coder) -> tuple[Rows, int, int]:
    """Code one article; whatever goes wrong in it becomes an issue.

    Returns
    -------
    tuple
        Rows by table; the words of its body; the words of the whole page.
    """
    try:
        reading, rows = code_article(article_id, text, title, tools)
    except Exception as error:  # noqa: BLE001 - one bad article must not stop a run
        problem = f"this article could not be coded ({type(error).__name__}: {error}); please report it"
        return {"issues": [(article_id, None, None, "not_coded", problem)]}, 0, 0
    return rows, reading.n_body(), reading.n_all()


def assemble(corpus: Corpus, rows: Rows, counts: dict[str, tuple[int, int]], book: codebooks.Codebook) -> Coded:
    """Make the tables and the manifest of coded articles."""
    import pandas as pd

    tables = {name: frame(name, rows.get(name, ())) for name in TABLES if name != "articles"}
    articles = corpus.articles.assign(
        n_tokens=[counts[i][0] for i in corpus.articles["article_id"]],
        n_tokens_all=[counts[i][1] for i in corpus.articles["article_id"]],
    )
    tables["articles"] = conform("articles", articles)
    tables["issues"] = conform("issues", pd.concat([conform("issues", corpus.issues), tables["issues"]]))
    return Coded(**tables, manifest=manifest(tables, book))


def manifest(tables: dict[str, pd.DataFrame], book: codebooks.Codebook) -> dict[str, Any]:
    """Describe a coding: versions, hashes, counts and denominators. Nothing in it depends on time or place."""
    from analysis import __version__

    articles = tables["articles"]
    digest = hashlib.sha256()
    for article_id, sha in sorted(zip(articles["article_id"], articles["sha256"], strict=True)):
        digest.update(f"{article_id} {sha}\n".encode())
    outlets = Counter("unknown" if _missing(outlet) else outlet for outlet in articles["outlet"])
    return {
        "mizan": __version__,
        "codebook": {"version": codebooks.VERSION, "sha256": book.sha256, "own_files": len(book.folders) > 1},
        "input": {"articles": len(articles), "sha256": digest.hexdigest()},
        "rows": {name: len(data) for name, data in sorted(tables.items())},
        "denominators": {
            "articles": len(articles),
            "sentences": len(tables["sentences"]),
            "tokens": int(articles["n_tokens"].sum()),
            "tokens_all": int(articles["n_tokens_all"].sum()),
            "articles_by_outlet": dict(sorted(outlets.items())),
        },
        "columns": {name: list(columns) for name, columns in COLUMNS.items()},
    }


def _missing(value: Any) -> bool:
    return not isinstance(value, str) or not value


def _shown(items: Iterable[Any], total: int, progress: bool) -> Iterator[Any]:
    if not progress:
        return iter(items)
    from tqdm.auto import tqdm

    return iter(tqdm(items, total=total, unit="article", disable=None, desc="coding"))
