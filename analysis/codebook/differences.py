"""What changes in a corpus when the codebook is edited: which rows appear, vanish or change."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import codebook as codebooks
from analysis.codebook import Codebook, stamp

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus import Corpus

KEYS = {
    "mentions": ("start", "actor_id"),
    "quotes": ("start", "cue_start"),
    "blame": ("act_start", "blamed_start"),
    "roles": ("start", "side", "role"),
    "names": ("start", "referent"),
    "frames": ("start", "frame"),
}
"""Table -> the columns by which a row of one coding is found again in the other, besides the article."""

OURS = "ours"
"""The name of the codebook that comes with the project."""

_TEXT = {"quotes": "text", "blame": "act"}  # the column that shows what a row is about; else `surface`
_NUMBERED = ("quote_id", "blame_id", "role_id", "parent_quote_id", "continues_quote_id", "sentence_id")


def open_codebook(folder: str | os.PathLike[str]) -> Codebook:
    """Read a codebook to compare: `ours`, a folder of own files laid over ours, or a whole copy that stands alone.

    A folder that holds every file of ours is taken as it is, so that an entry deleted in it is gone.

    Raises
    ------
    FileNotFoundError
        If there is no such folder.
    CodebookError
        If a file is broken; the message names file and line.
    """
    if os.fspath(folder) == OURS:
        return codebooks.read()
    path = Path(folder)
    names = {file.name for file in codebooks.HERE.iterdir() if file.suffix in (".csv", ".yaml")}
    if not path.is_dir() or not names <= {file.name for file in path.iterdir()}:
        return codebooks.read(folder)
    whole = Codebook((path.absolute(),), stamp(path))
    whole.check()
    return whole


def differences(old: Codebook, new: Codebook, batches: Iterable[Corpus]) -> pd.DataFrame:
    """Code a corpus with two codebooks and compare the rows.

    Parameters
    ----------
    old, new
        From `open_codebook`.
    batches
        The corpus, in parts (`analysis.corpus.iter_batches`), or `[corpus]`.

    Returns
    -------
    DataFrame
        A line for a row that appears or vanishes, a line a column for one that changes: table, change (appears,
        vanishes, changes), article_id, start, text, column, old, new. Numbers of rows and confidence are not compared.
    """
    import pandas as pd

    from analysis.coding.article import coder
    from analysis.coding.run import code_batch

    tools = [coder(book) for book in (old, new)]
    lines: list[dict[str, Any]] = []
    for corpus in batches:
        before, after = (code_batch(corpus, one) for one in tools)
        for table in KEYS:
            lines += _of_table(table, before[table], after[table])
    columns = ["table", "change", "article_id", "start", "text", "column", "old", "new"]
    return pd.DataFrame(lines, columns=columns).astype({"start": "Int64"})


def _of_table(table: str, before: pd.DataFrame, after: pd.DataFrame) -> list[dict[str, Any]]:
    olds, news = _by_key(table, before), _by_key(table, after)
    lines: list[dict[str, Any]] = []
    for key in sorted(olds.keys() | news.keys(), key=lambda key: tuple(map(str, key))):
        pairs = _pair(olds.get(key, []), news.get(key, []))
        for old, new in pairs:
            row = old or new or {}
            place = {
                "table": table,
                "article_id": row["article_id"],
                "start": row["start"],
                "text": row[_TEXT.get(table, "surface")],
            }
            if old is None or new is None:
                lines.append(place | {"change": "appears" if old is None else "vanishes"})
                continue
            changed = [column for column in old if old[column] != new[column]]
            lines += [place | {"change": "changes", "column": c, "old": old[c], "new": new[c]} for c in changed]
    return lines


def _by_key(table: str, rows: pd.DataFrame) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    """Rows by article and key, without what numbers them; an empty cell is None."""
    kept = [column for column in rows.columns if column not in _NUMBERED and column != "confidence"]
    found: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    plain = rows[kept].astype(object)
    for row in plain.where(plain.notna(), None).to_dict("records"):
        found[(row["article_id"], *(row[column] for column in KEYS[table]))].append(
            {str(name): value for name, value in row.items()}
        )
    return found


def _pair(
    olds: list[dict[str, Any]], news: list[dict[str, Any]]
) -> list[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    """Pair the rows of one key that differ; equal ones are left out."""
    left = [row for row in olds if row not in news]
    right = [row for row in news if row not in olds]
    longest = max(len(left), len(right))
    return [(left[at] if at < len(left) else None, right[at] if at < len(right) else None) for at in range(longest)]


def summary(found: pd.DataFrame) -> pd.DataFrame:
    """Count the rows that appear, vanish or change, by table.

    Returns
    -------
    DataFrame
        table x change; a row that changes in several columns counts once.
    """
    import pandas as pd

    rows = found.drop_duplicates(["table", "change", "article_id", "start", "text"])
    counted = pd.crosstab(rows["table"], rows["change"])
    return counted.reindex(index=list(KEYS), columns=["appears", "vanishes", "changes"], fill_value=0)
