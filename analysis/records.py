"""What a reader hands on: one record an article, before ids are settled and tables are made."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import codebook
from analysis.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.encodings import Problem

codebook.register("columns", codebook.Schema(("field", "name"), ("field", "name"), ("field", "name")))

METADATA = tuple(
    "outlet outlet_ar outlet_confidence outlet_evidence published published_earliest published_latest "
    "event agency language".split()
)
"""Columns of `articles` that come from a metadata file or from columns of the table itself."""


class Record(NamedTuple):
    """An article as it was read.

    `text` is None where nothing could be read; `problems` then says why. `metadata` holds the columns of `METADATA`
    and, after them, the columns of the source that the contract does not name.
    """

    article_id: str
    source: str
    text: str | None
    title: str | None = None
    encoding: str | None = None
    sha256: str | None = None
    metadata: Mapping[str, str | None] = {}
    problems: tuple[Problem, ...] = ()


@lru_cache(maxsize=1)
def _known_columns() -> dict[str, list[str]]:
    known: dict[str, list[str]] = {}
    for row in codebook.read().rows("columns"):
        known.setdefault(row["field"], []).append(_plain(row["name"]))
    return known


def _plain(name: str) -> str:
    return fold(name).replace("_", " ").replace("-", " ").strip()


def choose_columns(header: Iterable[str], given: Mapping[str, str | None], source: str) -> dict[str, str]:
    """Decide which column of a table is the text, the title, the outlet, the date and the id.

    Parameters
    ----------
    header
        The table's columns.
    given
        Field (`text`, `title`, `outlet`, `published`, `article_id`) to the column that the user named, or None.
    source
        The file, for messages.

    Returns
    -------
    dict
        Field to column. Fields that no column fits are absent.

    Raises
    ------
    ValueError
        If a named column is not there; the message lists those that are.
    """
    header = [str(name) for name in header]
    chosen: dict[str, str] = {}
    for field, column in given.items():
        if column is None:
            continue
        if column not in header:
            raise ValueError(f"{source} has no column {column!r} (asked for as {field}). {_listing(header)}")
        chosen[field] = column
    free = {_plain(name): name for name in reversed(header) if name not in chosen.values()}
    for field in ("article_id", "title", *METADATA, "text"):
        names = _known_columns().get(field, [_plain(field)])
        column = next((free[name] for name in names if name in free), None)
        if field not in chosen and column is not None:
            chosen[field] = column
            free = {plain: name for plain, name in free.items() if name != column}
    return chosen


def need_text(chosen: Mapping[str, str], header: Iterable[str], source: str) -> None:
    """Refuse a table without text: exports of Media Cloud and the like list addresses only.

    Raises
    ------
    ValueError
        If no column was chosen for the text.
    """
    if "text" in chosen:
        return
    header = list(header)
    hint = ""
    if {"media_name", "media_url"} & set(header) or "stories_id" in header:
        hint = (
            " This looks like a Media Cloud export, which lists addresses without the articles: "
            "save the pages (HTML or text) and load their folder, or code the headlines alone with text='title'."
        )
    raise ValueError(f"{source}: no column looks like the text of the articles. {_listing(header)}{hint}")


def _listing(header: Iterable[str]) -> str:
    return f"Its columns are: {', '.join(header)}. Name the right one, e.g. load(..., text='...') or --text ..."
