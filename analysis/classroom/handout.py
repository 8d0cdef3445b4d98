"""The hand-out: how to code, the rules, and the articles with the numbers of their sentences; to print or to open."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from analysis.classroom.items import Item
from analysis.classroom.questions import QUESTIONS, Questions, asked, label, rule, title, words

if TYPE_CHECKING:
    from analysis.tables import Coded

STYLE = """\
:root { color-scheme: light dark }
body { font: 1rem/1.7 "Noto Naskh Arabic", Amiri, "Segoe UI", "DejaVu Sans", sans-serif; max-width: 56rem;
  margin: 1.5rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.2rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #767676; padding: .3rem .6rem; text-align: start; vertical-align: top }
.codes td:first-child { width: 30% } .range { white-space: nowrap }
article { margin: 1rem 0 1.5rem } article .sentence { margin-bottom: .4rem }
article td:nth-child(1) { width: 22% } article td:nth-child(2) { width: 28% }
.article p { margin: .5rem 0 } .article .number { display: inline-block; min-width: 2.2rem; font-weight: bold }
@media print { body { font-size: 10.5pt; margin: 0; max-width: none } tr, p, article { break-inside: avoid } }
"""


def document(heading: str, body: str, lang: str) -> str:
    """Return an HTML page that loads nothing and runs nothing."""
    direction = "rtl" if lang == "ar" else "ltr"
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(heading)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{html.escape(heading)}</h1>\n{body}</body>\n</html>\n"
    )


def page(coded: Coded, sentences: Sequence[Item], questions: Questions, lang: str) -> str:
    """Return the hand-out.

    Parameters
    ----------
    coded
        The corpus, for the articles' outlets.
    sentences
        What is to be coded.
    questions
        The questions, with the sides that may be written.
    lang
        `"ar"` or `"en"`.
    """
    from analysis.figures.labels import Labels

    names = dict(zip(coded.articles["article_id"], coded.articles["outlet"], strict=True))
    labels = Labels(coded, lang)
    parts = [f"<p>{html.escape(words('handout_how', lang))}</p>\n"]
    parts += [part for question in QUESTIONS for part in _question(question, questions, lang)]
    for article_id, group in groupby(sentences, key=lambda item: item.article_id):
        outlet = labels.outlet(names[article_id])
        parts.append(
            f"<h2>{html.escape(words('handout_article', lang))} <bdi>{html.escape(article_id)}</bdi>: "
            f'<bdi>{html.escape(outlet)}</bdi></h2>\n<div class="article" dir="rtl" lang="ar">\n'
        )
        parts += [
            f'<p><span class="number">{number}</span> {html.escape(item.text)}</p>\n'
            for number, item in enumerate(group, 1)
        ]
        parts.append("</div>\n")
    return document(words("handout_title", lang), "".join(parts), lang)


def _question(question: str, questions: Questions, lang: str) -> Iterator[str]:
    yield f"<h2>{html.escape(title(question, lang))}: {html.escape(asked(question, lang))}</h2>\n"
    yield f'<p>{html.escape(rule(question, lang))}</p>\n<table class="codes">\n'
    yield f"<tr><th>{html.escape(words('code', lang))}</th><th>{html.escape(words('rule', lang))}</th></tr>\n"
    own = [code for code in questions.codes(question) if code not in questions.sides]
    listed = [(label(question, code, lang), rule(question, lang, code)) for code in own]
    if question in ("speaker", "blamed"):
        comma = "، " if lang == "ar" else ", "
        names = comma.join(label(question, side, lang) for side in questions.sides)
        listed.append((names, words("sides_rule", lang)))
    for name, said in listed:
        yield f"<tr><td>{html.escape(name)}</td><td>{html.escape(said)}</td></tr>\n"
    yield "</table>\n"
