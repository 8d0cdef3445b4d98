"""Articles in: what each is, where it came from, and what is wrong with it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import page
from analysis.dates import read_date
from analysis.encodings import Problem
from analysis.readers import records
from analysis.records import Record
from analysis.tables import COLUMNS, conform, frame
from analysis.text import SURROGATE, whole_characters

if TYPE_CHECKING:
    import pandas as pd

Paths = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]


@dataclass(frozen=True)
class Corpus:
    """Articles before they are coded.

    Attributes
    ----------
    articles
        A row an article, with the columns of `COLUMNS["articles"]` and those of the source that these do not name.
    issues
        What the reader should know: unreadable files, encodings, unknown outlets, dates that cannot be read.
    root
        What was loaded.
    columns
        The columns that were named when it was loaded: text, title, outlet, date or id, to the name of the column.
    """

    articles: pd.DataFrame
    issues: pd.DataFrame
    root: str
    columns: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Corpus({len(self.articles)} articles, {len(self.issues)} issues, from {self.root})"


def load(
    path: Paths,
    *,
    text: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    date: str | None = None,
    id: str | None = None,
) -> Corpus:
    """Load articles.

    Parameters
    ----------
    path
        A folder of .txt or .html pages (with an `articles.csv` beside them or not), one page, a table (CSV, TSV, JSON
        lines, JSON, Parquet, Excel; .gz too), or a list of these.
    text, title, outlet, date, id
        Names of the columns that hold them, in a table or in `articles.csv`; those not given are guessed.

    Returns
    -------
    Corpus
        Where a table has a title that its text does not begin with, `articles.text` is the title, a blank line and
        the text: headlines are coded too. Bad files are rows of `issues`; the others are loaded.

    Raises
    ------
    FileNotFoundError
        If there is nothing at `path`.
    ValueError
        If it holds no articles or lacks a column; the message names the file, its columns and the remedy.

    Examples
    --------
    >>> load("seeds").articles.article_id.tolist()
    ['000', '001', '002', '003', '004']
    """
    given = {"text": text, "title": title, "outlet": outlet, "published": date, "article_id": id}
    columns = named(text=text, title=title, outlet=outlet, date=date, id=id)
    return replace(_corpus(_records(path, given), _Ids(), _root(path)), columns=columns)


def iter_batches(
    path: Paths,
    size: int = 1000,
    *,
    text: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    date: str | None = None,
    id: str | None = None,
) -> Iterator[Corpus]:
    """Load a corpus that is larger than memory, `size` articles at a time; the parameters are those of `load`.

    The batches put together are what `load` returns.
    """
    if size < 1:
        raise ValueError(f"a batch needs at least one article, not {size}")
    given = {"text": text, "title": title, "outlet": outlet, "published": date, "article_id": id}
    found, ids = _records(path, given), _Ids()
    while batch := list(islice(found, size)):
        corpus = _corpus(batch, ids, _root(path))
        yield replace(corpus, columns=named(text=text, title=title, outlet=outlet, date=date, id=id))


def named(**columns: str | None) -> dict[str, str]:
    """Return the columns that somebody named, for the manifest."""
    return {field: column for field, column in columns.items() if column}


def _paths(path: Paths) -> list[Path]:
    return [Path(path)] if isinstance(path, str | os.PathLike) else [Path(one) for one in path]


def _root(path: Paths) -> str:
    return ", ".join(map(str, _paths(path)))


def _records(path: Paths, given: dict[str, str | None]) -> Iterator[Record]:
    paths = _paths(path)
    if not paths:
        raise ValueError("no path was given: name a folder of articles or a table")
    for one in paths:
        yield from records(one, given)


class _Ids:
    """Makes ids unique: the second article `a` becomes `a~2`. Only ids as given are remembered.

    SQLite remembers them: with an empty name it keeps two megabytes in memory and the rest on the disk, for a while.
    """

    def __init__(self) -> None:
        import sqlite3

        self.known = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self.known.execute("PRAGMA journal_mode = OFF")
        self.known.execute("CREATE TABLE ids (id TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID")
        self.known.execute("BEGIN")  # and no commit: nothing is to outlive the run

    def settle(self, article_id: str) -> tuple[str, bool]:
        base, mark, number = article_id.rpartition("~")
        made = bool(mark) and number.isdecimal() and len(number) < 9 and self._count(base) >= int(number)
        count = self._count(article_id)
        if not count and not made:
            self._keep(article_id, 1)
            return article_id, False
        count = max(count, 1) + 1
        while self._count(f"{article_id}~{count}"):
            count += 1
        self._keep(article_id, count)
        return f"{article_id}~{count}", True

    def _count(self, article_id: str) -> int:
        """How many articles have had this id; none if it was not given."""
        found = self.known.execute("SELECT count FROM ids WHERE id = ?", (article_id,)).fetchone()
        return int(found[0]) if found else 0

    def _keep(self, article_id: str, count: int) -> None:
        self.known.execute("INSERT OR REPLACE INTO ids VALUES (?, ?)", (article_id, count))


def _corpus(found: Iterable[Record], ids: _Ids, root: str) -> Corpus:
    import pandas as pd

    articles: list[dict[str, Any]] = []
    issues: list[tuple[Any, ...]] = []
    for record in found:
        given = record.article_id
        name = _NAMELESS.sub("\ufffd", given)
        article_id, again = ids.settle(name)
        article, problems = _article(record._replace(article_id=article_id))
        if name != given:
            message = f"the id {given!r} holds characters that no name can: now {article_id!r}"
            problems.insert(0, Problem("undecodable_bytes", message))
        if again:
            problems.insert(
                0, Problem("duplicate_id", f"the id {record.article_id!r} was used before: now {article_id!r}")
            )
        if article:
            articles.append(article)
        issues += [(article_id, problem.start, problem.end, problem.code, problem.message) for problem in problems]
    data = conform("articles", pd.DataFrame(articles, columns=None if articles else list(COLUMNS["articles"])))
    extra = [name for name in data.columns if name not in COLUMNS["articles"]]
    return Corpus(data.astype(dict.fromkeys(extra, "string")), frame("issues", issues), root)


def _article(record: Record) -> tuple[dict[str, Any] | None, list[Problem]]:
    """Make a row of `articles`, or none where there is nothing to code, and what is to be said about it."""
    problems = list(record.problems)
    if record.text is None:
        return None, problems
    body = record.text
    if lost := SURROGATE.search(body):
        body = whole_characters(body)
        problems.append(Problem("undecodable_bytes", "half a surrogate pair is no character", *lost.span()))
    text, title = with_title(body, record.title)
    if not _WORD.search(text):
        return None, [*problems, Problem("empty_article", f"{record.source} holds no text")]
    if not _WORD.search(body):
        problems.append(Problem("empty_article", f"{record.source} has a title but no text"))
    row: dict[str, Any] = {"article_id": record.article_id, "text": text, "title": title}
    row |= {"encoding": record.encoding, "sha256": record.sha256, "source_path": record.source}
    row |= record.metadata
    whole = {whole_characters(key): value if value is None else whole_characters(value) for key, value in row.items()}
    if whole != row:
        row = whole
        problems.append(Problem("undecodable_bytes", "half a surrogate pair in a column is no character"))
    problems += _dates(row)
    problems += _outlet(row)
    row.setdefault("language", language(text))
    if row["language"] is None:
        problems.append(Problem("not_arabic", "most letters of the text are not Arabic: its counts mean little"))
    return row, problems


def _outlet(row: dict[str, Any]) -> list[Problem]:
    """Say of an outlet that is not given, or that somebody inferred, that it is no fact."""
    outlet, confidence, evidence = (row.get(name) for name in ("outlet", "outlet_confidence", "outlet_evidence"))
    if not outlet:
        return [Problem("unknown_outlet", "no outlet is given for this article: it is counted under none")]
    grounds = f" ({evidence})" if evidence else ""
    if confidence == "low":
        return [Problem("unknown_outlet", f"the outlet is not known, {outlet!r} is a label: confidence low{grounds}")]
    if confidence == "medium":
        return [Problem("inferred_outlet", f"{outlet} is inferred, not named by the page: confidence medium{grounds}")]
    return []


def with_title(text: str, title: str | None) -> tuple[str, str | None]:
    """Put the title before a text that does not begin with it; without a title take the page's own headline."""
    if not title:
        return text, page.headline(text)
    if page.has_title(text, title):
        return text, title
    return (f"{title}\n\n{text}" if text.strip() else title), title


def _dates(row: dict[str, Any]) -> list[Problem]:
    problems = []
    for name in ("published", "published_earliest", "published_latest"):
        if not row.get(name):
            continue
        reading = read_date(row[name])
        row[name] = reading.iso
        if reading.problem:
            problems.append(Problem("unreadable_date", f"{name}: {reading.problem}"))
        if reading.earliest and name == "published":
            row.setdefault("published_earliest", reading.earliest)
            row.setdefault("published_latest", reading.latest)
    return problems


_WORD = re.compile(r"[^\W\d_]")
_NAMELESS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # no file can have such a name
_LETTERS = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0620-\u06ff\ufb50-\ufefc]+")
_FOREIGN = re.compile("[پچژگکیےںٹڈڑہھۆێەڕڵۇۈ]")


def language(text: str) -> str | None:
    """Return `ar` where most letters are Arabic and few are those of Persian, Urdu or Kurdish; else None."""
    text = text[:1000]
    letters = sum(map(len, _LETTERS.findall(text)))
    arabic = sum(map(len, _ARABIC.findall(text)))
    return "ar" if arabic > 0.5 * letters and len(_FOREIGN.findall(text)) < 0.05 * letters else None
