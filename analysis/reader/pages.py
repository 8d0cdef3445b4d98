"""The reader as a folder of pages that a teacher can put on a school's server, or as one file."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.reader.article import attribute, content
from analysis.reader.reading import Reading, page
from analysis.reader.rows import Article, articles
from analysis.reader.words import Words
from analysis.saving import replacing

if TYPE_CHECKING:
    from analysis.tables import Coded

BESIDE = 4
"""The most articles side by side; an event with more has several such pages."""

INDEX = "index.html"
_COUNTED = ("quotes", "blame", "roles")


@dataclass(frozen=True)
class _Group:
    """Articles of one event that stand side by side; `event` is empty where none is given."""

    event: str
    number: int
    articles: tuple[Article, ...]

    @property
    def is_beside(self) -> bool:
        """Whether there is something to put side by side."""
        return bool(self.event) and len(self.articles) > 1

    @property
    def name(self) -> str:
        """Its page's name."""
        return file_name(self.event + (f"-{self.number}" if self.number > 1 else ""))


def write(coded: Coded, folder: str | os.PathLike[str], *, lang: str = "en", one_file: bool = False) -> list[Path]:
    """Write every article of a corpus as a page, with an index and, for each event, its articles side by side.

    Each page holds all that it needs, loads nothing, and runs nothing but the reader's own script. The same corpus
    gives the same bytes.

    Parameters
    ----------
    coded
        A coded corpus.
    folder
        Made if it does not exist.
    lang
        Language of everything around the articles: `"en"` or `"ar"`.
    one_file
        Write a single `index.html` with everything in it.

    Returns
    -------
    list of Path
        What was written, the index first.

    Raises
    ------
    ValueError
        If the corpus has no article.
    """
    if coded.articles.empty:
        raise ValueError("the coded corpus has no article, so there is nothing to read")
    folder, words = Path(folder), Words(coded, lang)
    groups = list(_groups(tuple(articles(coded, coded.articles["article_id"].tolist()))))
    pages = {INDEX: _single(groups, words)} if one_file else dict(_pages(groups, words))
    with replacing(folder) as scratch:
        for name, html in pages.items():
            place = scratch / name
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(html.encode("utf-8"))
    return [folder / name for name in pages]


def file_name(name: str) -> str:
    """Return a file's name, without ending, that every system can hold and that no other id gets."""
    if re.fullmatch(r"[a-z0-9_-]{1,60}", name):
        return name
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower())[:40].strip("-")
    return f"{plain or 'x'}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _groups(found: Sequence[Article]) -> Iterator[_Group]:
    def event(article: Article) -> str:
        return str(article.record["event"] or "")

    def date(article: Article) -> tuple[str, str, str]:
        return event(article), str(article.record["published"] or "9999"), article.article_id

    for name, of_event in groupby(sorted(found, key=date), key=event):
        members = tuple(of_event)
        for number, first in enumerate(range(0, len(members), BESIDE), 1):
            yield _Group(name, number, members[first : first + BESIDE])


def _pages(groups: Sequence[_Group], words: Words) -> Iterator[tuple[str, str]]:
    """Yield (path, HTML) of every page of the folder."""
    yield INDEX, page(words("title"), _index(groups, words, _article_path, _beside_path), words)
    entries = [(article, group) for group in groups for article in group.articles]
    paths = [f"../{_article_path(article)}" for article, _ in entries]
    for place, (article, group) in enumerate(entries):
        links = {"index": f"../{INDEX}"}
        if group.is_beside:
            links["beside"] = f"../{_beside_path(group)}"
        if place > 0:
            links["previous"] = paths[place - 1]
        if place + 1 < len(paths):
            links["next"] = paths[place + 1]
        reading = Reading((article,), words)
        head = _navigation(links, len(group.articles), words) + _headline(article, words)
        yield _article_path(article), page(reading.title, reading.body(head), words)
    for group in groups:
        if group.is_beside:
            reading = Reading(group.articles, words)
            title = words.labels.join(words.value("event", group.event), reading.title)
            head = _navigation({"index": f"../{INDEX}"}, 0, words) + f"<h1>{content(title)}</h1>\n"
            yield _beside_path(group), page(title, reading.body(head), words)


def _single(groups: Sequence[_Group], words: Words) -> str:
    """Return everything as one page."""
    shown = []
    for group in groups:
        for several in [group.articles] if group.is_beside else [(article,) for article in group.articles]:
            anchors = "".join(f'<a id="{file_name(article.article_id)}"></a>' for article in several)
            shown.append(f"{anchors}\n{Reading(several, words).body()}")

    def anchor(article: Article) -> str:
        return f"#{file_name(article.article_id)}"

    index = _index(groups, words, anchor, lambda group: anchor(group.articles[0]))
    return page(words("title"), index + "".join(shown), words)


def _index(
    groups: Sequence[_Group],
    words: Words,
    to_article: Callable[[Article], str],
    to_beside: Callable[[_Group], str],
) -> str:
    """Return the list of all articles, event by event."""
    parts = [f"<h1>{content(words('title'))}</h1>\n<p>{content(words('index_note'))}</p>\n"]
    columns = ["article_id", "outlet", "published", "title"]
    header = "".join(f'<th scope="col">{content(words.both("column", name)[0])}</th>' for name in columns)
    header += "".join(f'<th scope="col" class="n">{content(words(f"table_{table}"))}</th>' for table in _COUNTED)
    for event, of_event in groupby(groups, key=lambda group: group.event):
        several = list(of_event)
        parts.append(f"<h2>{content(words.value('event', event) if event else words('no_event'))}</h2>\n")
        links = [
            f'<a href="{attribute(to_beside(group))}">{content(words("beside", count=len(group.articles)))}</a>'
            for group in several
            if group.is_beside
        ]
        parts.append(f"<p>{' · '.join(links)}</p>\n" if links else "")
        rows = "".join(_line(article, to_article(article), words) for group in several for article in group.articles)
        parts.append(f"<table>\n<thead><tr>{header}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n")
    return f'<div class="mizan" lang="{words.lang}" dir="{words.direction}">\n{"".join(parts)}</div>\n'


def _line(article: Article, link: str, words: Words) -> str:
    record = article.record
    counts = Counter(row.table for row in article.rows)
    cells = [
        f'<th scope="row"><a href="{attribute(link)}">{content(article.article_id)}</a></th>',
        f"<td>{content(words.labels.outlet(record['outlet']))}</td>",
        f'<td class="date">{content(words.labels.date(record["published"]))}</td>',
        f'<td dir="rtl" lang="ar">{content(str(record["title"] or ""))}</td>',
        *(f'<td class="n">{counts[table]}</td>' for table in _COUNTED),
    ]
    return f"<tr>{''.join(cells)}</tr>\n"


def _navigation(links: Mapping[str, str], count: int, words: Words) -> str:
    shown = "".join(
        f'<a href="{attribute(link)}">{content(words(name, count=count))}</a>\n' for name, link in links.items()
    )
    return f'<a class="skip" href="#articles">{content(words("to_text"))}</a>\n<nav>\n{shown}</nav>\n'


def _headline(article: Article, words: Words) -> str:
    if not article.record["title"]:
        return f"<h1>{content(words('one', article=article.article_id))}</h1>\n"
    return f'<h1 dir="rtl" lang="ar">{content(str(article.record["title"]))}</h1>\n'


def _article_path(article: Article) -> str:
    return f"articles/{file_name(article.article_id)}.html"


def _beside_path(group: _Group) -> str:
    return f"events/{group.name}.html"
