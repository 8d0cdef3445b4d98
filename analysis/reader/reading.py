"""Articles as they are read: right to left, with what was found marked in place."""

from __future__ import annotations

import base64
import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.reader.article import article_html, attribute, content
from analysis.reader.rows import HIDDEN, LAYERS, Article, articles
from analysis.reader.words import Words

if TYPE_CHECKING:
    from analysis.tables import Coded

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Reading:
    """One article, or several side by side, to be shown in a notebook or saved as a page.

    Attributes
    ----------
    articles
        The articles with their rows.
    words
        The words of the page.
    """

    articles: tuple[Article, ...]
    words: Words

    def __repr__(self) -> str:
        return f"Reading({', '.join(article.article_id for article in self.articles)})"

    def _repr_html_(self) -> str:
        return f"<style>\n{style()}</style>\n{self.body()}<script>\n{script()}</script>\n"

    def body(self, head: str = "") -> str:
        """Return the reader as an HTML element without style and script; `head` is HTML to stand on top of a page."""
        words = self.words
        beside = " beside" if len(self.articles) > 1 else ""
        shown = "".join(article_html(article, words) for article in self.articles)
        region = f' tabindex="0" role="region" aria-label="{attribute(self.title)}"' if beside else ""
        region += ' id="articles"' if head else ""
        # JupyterLab would take the arrow keys for itself without the attribute data-lm-suppress-shortcuts.
        return (
            f'<div class="mizan{" wide" if beside else ""}" lang="{words.lang}" dir="{words.direction}" '
            f'data-lm-suppress-shortcuts="true">\n'
            f'{head}{self._legend()}<p class="note">{content(words("machine"))}</p>\n'
            f'<p class="note keys">{content(words("keys"))}</p>\n'
            f'<div class="articles{beside}"{region}>\n{shown}</div>\n</div>\n'
        )

    @property
    def title(self) -> str:
        """What the page is called."""
        if len(self.articles) == 1:
            return self.words("one", article=self.articles[0].article_id)
        return self.words("beside", count=len(self.articles))

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the reader as one HTML file that needs nothing else."""
        path = Path(path)
        path.write_bytes(page(self.title, self.body(), self.words).encode("utf-8"))
        return path

    def _legend(self) -> str:
        """Return the legend, which is the filter as well."""
        rows = [row for article in self.articles for row in article.rows]
        counts = Counter(layer for row in rows for layer in {span.layer for span in row.spans})
        boxes = "".join(
            f'<label><input type="checkbox" value="{layer}"{"" if layer in HIDDEN else " checked"}>'
            f'<span class="{layer}">{content(self.words(f"layer_{layer}"))}</span> <small>{counts[layer]}</small>'
            "</label>\n"
            for layer in LAYERS
        )
        legend = content(self.words("legend"))
        return f'<fieldset>\n<legend>{legend}</legend>\n<div class="layers">\n{boxes}</div>\n</fieldset>\n'


def read(coded: Coded, article_id: str | Sequence[str], lang: str = "en") -> Reading:
    """Show an article as it is read, with what was found marked in place.

    Parameters
    ----------
    coded
        A coded corpus.
    article_id
        An article's id, or several, which are shown side by side.
    lang
        Language of everything around the article: `"en"` or `"ar"`.

    Returns
    -------
    Reading
        In a notebook it shows itself; `.save("page.html")` writes it as a page.

    Raises
    ------
    ValueError
        If there is no such article, or none is named.
    """
    ids = [article_id] if isinstance(article_id, str) else list(dict.fromkeys(article_id))
    if not ids:
        raise ValueError("no article to read: give the id of one, or a list of ids")
    return Reading(tuple(articles(coded, ids)), Words(coded, lang))


@cache
def style() -> str:
    """Return the style sheet."""
    return (_HERE / "reader.css").read_text("utf-8")


@cache
def script() -> str:
    """Return the script: notes, keys and nothing that an article could reach."""
    return (_HERE / "reader.js").read_text("utf-8")


def page(title: str, body: str, words: Words) -> str:
    """Return a whole HTML page that loads nothing and runs nothing but the reader's own script.

    Parameters
    ----------
    title
        Plain text.
    body
        HTML.
    words
        For the language.
    """
    css, js = f"\n{style()}", f"\n{script()}"
    policy = (
        f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(js)}'; base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!doctype html>\n<html lang="{words.lang}" dir="{words.direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{content(title)}</title>\n'
        f'<style>{css}</style>\n</head>\n<body class="mizan-page">\n{body}<script>{js}</script>\n</body>\n</html>\n'
    )


def _hash(source: str) -> str:
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
