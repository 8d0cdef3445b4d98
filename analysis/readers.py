"""Articles in: folders, single pages and tables, one `Record` at a time.

Nothing that is read is ever run: no pickles, no archives, and no path that a metadata file names is opened.
"""

from __future__ import annotations

import csv
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from analysis.encodings import NotTextError, Problem, decode
from analysis.records import Record, choose_columns, need_text
from analysis.tables import COLUMNS
from analysis.tabular import TABULAR, rows, suffix

PAGES = (".txt", ".text")
HTML = (".html", ".htm", ".xhtml")
METADATA_FILE = "articles.csv"
_FOREIGN = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".mht", ".webarchive")
_ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz", ".rar", ".7z", ".xz", ".bz2", ".pkl", ".pickle")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)

Given = Mapping[str, str | None]


def records(path: Path, given: Given) -> Iterator[Record]:
    """Read the articles of a folder or a file.

    Parameters
    ----------
    path
        A folder of pages, one page, or a table.
    given
        Field to column name, for tables and `articles.csv`.

    Raises
    ------
    FileNotFoundError
        If there is nothing at `path`.
    ValueError
        If it holds no articles, or a column is missing; the message names the file and the remedy.
    """
    if not path.exists():
        raise FileNotFoundError(f"no such file or folder: {path} (looked for in {Path.cwd()})")
    if path.is_dir():
        yield from _folder(path, given)
        return
    kind = suffix(path)
    if kind in TABULAR:
        yield from _table(path, given)
    elif kind in PAGES or kind in HTML:
        metadata = _Metadata(path.parent, given)
        yield _page(path, path.parent, metadata.take(path.stem))
    elif kind in _ARCHIVES:
        raise ValueError(f"{path} is an archive: unpack it, look at what is in it and load the folder")
    else:
        wanted = ", ".join((*PAGES[:1], *HTML[:1], *TABULAR))
        raise ValueError(f"{path}: files of this kind are not read. Wanted: a folder of pages, or {wanted}")


# --- folders and pages ----------------------------------------------------------------------------------------------


class _Metadata:
    """The rows of a folder's `articles.csv`, by article id."""

    def __init__(self, folder: Path, given: Given) -> None:
        self.path = folder / METADATA_FILE
        self.rows: dict[str, Mapping[str, str]] = {}
        self.columns: dict[str, str] = {}
        self.header: list[str] = []
        self.unused: set[str] = set()
        if not self.path.is_file():
            named = [f"{field}={column!r}" for field, column in given.items() if column]
            if named:
                raise ValueError(f"{', '.join(named)} names a column, but {folder} has no {METADATA_FILE}")
            return
        self.header, table = rows(self.path)
        self.columns = choose_columns(self.header, given, str(self.path))
        if "article_id" not in self.columns:
            raise ValueError(
                f"{self.path} has no column article_id. Its columns are: {', '.join(self.header)}. "
                "article_id holds the names of the files without their ending (000 for 000.txt)"
            )
        for row in table:
            if broken := next((problem for problem in row.problems if problem.code == "unclosed_cell"), None):
                raise ValueError(f"{self.path}: {broken.message}. Close it there")
            article_id = row.values.get(self.columns["article_id"], "").strip()
            if article_id:
                self.rows.setdefault(article_id, row.values)
        self.unused = set(self.rows)

    def take(self, *names: str) -> dict[str, str | None]:
        """Return the row of an article under the first of `names` that has one."""
        name = next((name for name in names if name in self.rows), "")
        self.unused.discard(name)
        return tidy(self.rows.get(name, {}), self.columns, self.header)

    def left(self) -> Iterator[Record]:
        """Yield a record without text for each row that no file belongs to."""
        for name in sorted(self.unused):
            message = f"{METADATA_FILE} has a row {name!r}, but there is no file {name}.txt or {name}.html"
            yield Record(name, METADATA_FILE, None, problems=(Problem("no_file", message),))


def tidy(row: Mapping[str, str], columns: Mapping[str, str], header: Iterable[str]) -> dict[str, str | None]:
    """Give a row's values under the contract's names, then all columns that the contract does not know."""
    known = {field: row.get(column, "").strip() for field, column in columns.items() if field != "text"}
    taken = {*columns.values(), *known, *COLUMNS["articles"], ""}
    extra = {name: row.get(name) or None for name in header if name not in taken}
    return {**{name: value for name, value in known.items() if value}, **extra}


def _folder(folder: Path, given: Given) -> Iterator[Record]:
    metadata = _Metadata(folder, given)
    inside = folder.resolve()
    refused: list[OSError] = []
    walked = os.walk(folder, onerror=refused.append)
    found = sorted(
        (path.relative_to(folder).as_posix(), path)
        for path in (Path(where, name) for where, _, names in walked for name in names)
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.suffix.lower() in (*PAGES, *HTML, *_FOREIGN)
    )
    if refused and Path(refused[0].filename) == folder:
        raise refused[0]
    if not found:
        tables = sorted(path.name for path in folder.iterdir() if suffix(path) in TABULAR)
        hint = f" It holds {', '.join(tables[:5])}: load the file itself" if tables else ""
        raise ValueError(f"{folder} holds no articles (.txt or .html files).{hint}")
    for relative, path in found:
        name = relative.removesuffix(path.suffix)
        article_id = name.replace("/", "-")
        if not path.resolve().is_relative_to(inside):
            problem = Problem("unsafe_path", "is a link out of the folder: copy the file into it")
            yield Record(article_id, relative, None, problems=(problem,))
        elif path.is_file():
            yield _page(path, folder, metadata.take(article_id, name, path.stem), article_id)
    for error in refused:
        name = Path(error.filename).relative_to(folder).as_posix()
        problem = Problem("unreadable", f"the folder {name} cannot be read: {error.strerror}")
        yield Record(name.replace("/", "-"), name, None, problems=(problem,))
    yield from metadata.left()


def _page(path: Path, folder: Path, metadata: dict[str, str | None], article_id: str | None = None) -> Record:
    source = path.relative_to(folder).as_posix()
    article_id = article_id or path.stem
    if path.suffix.lower() in _FOREIGN:
        message = f"is a {path.suffix} file: save it as plain text (UTF-8) or HTML"
        return Record(article_id, source, None, problems=(Problem("not_text", message),))
    try:
        data = path.read_bytes()
    except OSError as error:
        return Record(article_id, source, None, problems=(Problem("unreadable", f"cannot be read: {error.strerror}"),))
    digest = hashlib.sha256(data).hexdigest()
    title = metadata.pop("title", None)
    metadata.pop("article_id", None)
    html = path.suffix.lower() in HTML
    charset = _CHARSET.search(data[:4096]) if html else None
    try:
        text, encoding, problems = decode(data, charset[1].decode("ascii") if charset else None)
    except NotTextError as error:
        return Record(article_id, source, None, problems=(Problem("not_text", str(error)),))
    if html:
        text, title, metadata = _article_of(text, title, metadata)
    return Record(article_id, source, text, title, encoding, digest, metadata, problems)


def _article_of(
    html: str, title: str | None, metadata: dict[str, str | None]
) -> tuple[str, str | None, dict[str, str | None]]:
    """Take the article out of an HTML page with trafilatura; what the page says of itself fills gaps."""
    import trafilatura

    document = trafilatura.bare_extraction(
        html,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # The date in the page's head only: one in the text may be that of a picture.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if document is None:
        return "", title, metadata
    page = document if isinstance(document, dict) else document.as_dict()
    metadata = dict(metadata)
    if page.get("date"):
        metadata.setdefault("published", page["date"])
    if page.get("sitename") and "outlet" not in metadata:
        metadata |= {"outlet": page["sitename"], "outlet_confidence": "medium"}
        metadata["outlet_evidence"] = "the site name in the head of the page"
    return page.get("text") or "", title or page.get("title"), metadata


# --- tables ---------------------------------------------------------------------------------------------------------


def _table(path: Path, given: Given) -> Iterator[Record]:
    csv.field_size_limit(sys.maxsize if sys.maxsize < 2**31 else 2**31 - 1)
    header, table = rows(path)
    columns = choose_columns(header, given, path.name)
    if {"LP", "TD"} <= set(header) and not given.get("text"):  # Factiva: lead paragraph and the rest
        columns["text"] = "TD"
    need_text(columns, header, path.name)
    for row in table:
        source = f"{path.name}:{row.number}"
        if row.problems and not row.values:
            yield Record(f"{_stem(path)}-{row.number}", source, None, problems=row.problems)
            continue
        text = row.values.get(columns["text"], "")
        if columns["text"] == "TD" and row.values.get("LP"):
            text = row.values["LP"] + "\n\n" + text
        metadata = tidy(row.values, columns, header)
        title = metadata.pop("title", None)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        article_id = metadata.pop("article_id", None) or digest[:16]
        yield Record(article_id, source, text, title, row.encoding, digest, metadata, row.problems)


def _stem(path: Path) -> str:
    return path.name.partition(".")[0]
