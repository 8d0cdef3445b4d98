"""What the tests of the coding layers share: one article in, its rows out."""

from __future__ import annotations

from typing import Any

from analysis import codebook
from analysis.coding.article import code_article, coder
from analysis.coding.reading import Reading

HEADLINE = "عنوان لا يقول شيئا\n\n"


def code(text: str, headline: str = HEADLINE) -> tuple[Reading, dict[str, list[Any]]]:
    """Code one page whose body is `text`."""
    return code_article("t", headline + text, None, coder(codebook.read()))


def quotes(text: str, headline: str = HEADLINE) -> list[Any]:
    """Quotes of a page whose body is `text`."""
    return code(text, headline)[1]["quotes"]
