"""What the simplest rules reach: a figure means little without them.

Each baseline is a coding like any other, to be given to `evaluate`. All of them read the project's own codebook (verbs,
actors, countries), so the difference is what the rules know, not what the lists hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import codebook
from analysis.coding.forms import of_verb
from analysis.evaluate.coded import join
from analysis.evaluate.records import LAYERS, Article, Blame, Label, Quote, quote
from analysis.evaluate.run import MAIN, evaluate
from analysis.evaluate.spans import COMPLEMENTIZER, Span, trim
from analysis.evaluate.units import sentence_at, sentences, words
from analysis.text import fold

if TYPE_CHECKING:
    import pandas as pd

_MARKED = re.compile(r'"([^"\n]+)"|«([^»\n]+)»|“([^”\n]+)”')
_OPENING = re.compile(rf"(?<!\w)(?:{COMPLEMENTIZER.pattern})|:")
_REACH = 12
"""Words that may stand between the parts of a surface pattern."""


class _Desk(NamedTuple):
    """An article with its reporting verbs and its mentions of actors, in order."""

    article: Article
    verbs: list[Span]
    mentions: list[tuple[Span, str | None]]


def baselines(articles: Sequence[Article], coded: Sequence[Article]) -> dict[str, list[Article]]:
    """Code articles with every baseline.

    Parameters
    ----------
    articles
        Gold articles.
    coded
        Their machine coding, of which only the mentions of actors are used.

    Returns
    -------
    dict
        `marks` (a pair of marks belongs to the nearest reporting verb and its speaker is the nearest actor), `patterns`
        (verb, name and quotation in three surface orders), `sentence` (every reporting verb takes the rest of its
        sentence); for the other layers `majority`: blame falls on the actor that the article mentions most, wherever he
        is mentioned; every side has the commonest role, every sentence the commonest frame, every name and country the
        first word that the codebook's list finds as it is written.
    """
    codings = join(articles, coded)
    desks = [_desk(article, codings.get(article.article_id)) for article in articles]
    frame, role = _commonest(articles, "frames", "frame"), _commonest(articles, "roles", "role")
    ways: dict[str, Callable[[_Desk], Article]] = {
        "marks": lambda desk: replace(_blank(desk), quotes=tuple(_marks(desk))),
        "patterns": lambda desk: replace(_blank(desk), quotes=tuple(_patterns(desk))),
        "sentence": lambda desk: replace(_blank(desk), quotes=tuple(_rest_of_sentence(desk))),
        "majority": lambda desk: replace(
            _blank(desk),
            blame=tuple(_most_mentioned(desk)),
            labels={
                "roles": tuple(_every_side(desk, role)),
                "frames": tuple(
                    Label(span, {"frame": frame, "voice": "outlet"}) for span in sentences(desk.article.text)
                ),
                "names": tuple(_toponyms(desk)),
                "mentions": tuple(_countries(desk)),
            },
        ),
    }
    return {name: [way(desk) for desk in desks] for name, way in ways.items()}


def _blank(desk: _Desk) -> Article:
    article = desk.article
    return Article(article.article_id, article.stem, article.text, article.sha256, article.outlet)


def _desk(article: Article, coding: Article | None) -> _Desk:
    verbs = [word for word in words(article.text) if _is_verb(article.text[slice(*word)])]
    mentions = coding.labels.get("mentions", ()) if coding else ()
    return _Desk(article, verbs, [(row.span, row.labels["side"]) for row in mentions])


def _is_verb(word: str) -> bool:
    folded = fold(word)
    return folded in _verbs() or (folded[:1] in ("و", "ف") and folded[1:] in _verbs())


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """Return every form of every reporting verb, verbal nouns aside."""
    rows = codebook.read().rows("verbs")
    forms = (form for row in rows for form in of_verb(row["lemma"], row["imperfect"], row["participle"]))
    return frozenset(form.spelling for form in forms)


def _commonest(articles: Sequence[Article], layer: str, field: str) -> str:
    """Return the code that the gold itself has most often: generous to the baseline."""
    codes = Counter(str(row.labels[field]) for article in articles for row in article.labels.get(layer, ()) if row.core)
    return codes.most_common(1)[0][0] if codes else ""


# ---------------------------------------------------------------- quotations


def _marks(desk: _Desk) -> Iterator[Quote]:
    for found in _MARKED.finditer(desk.article.text):
        content = found.span(found.lastindex or 0)
        cue = _nearest(desk.verbs, content)
        if cue is not None:
            yield _quote(desk, content, "direct", cue)


def _patterns(desk: _Desk) -> Iterator[Quote]:
    """Verb, name, quotation; name, verb, quotation; quotation, verb, name (Pouliquen, Steinberger and Best 2007)."""
    text = desk.article.text
    for found in _MARKED.finditer(text):
        content = found.span(found.lastindex or 0)
        before = [verb for verb in desk.verbs if verb[1] <= found.start() and _near(text, verb[1], found.start())]
        after = [verb for verb in desk.verbs if verb[0] >= found.end() and _near(text, found.end(), verb[0])]
        cue = before[-1] if before else after[0] if after else None
        if cue is not None and any(_near(text, *sorted((cue[1], span[0]))) for span, _ in desk.mentions):
            yield _quote(desk, content, "direct", cue)


def _rest_of_sentence(desk: _Desk) -> Iterator[Quote]:
    """Give every verb what follows the next إن/أن or colon of its sentence; the words before that are the speaker."""
    text = desk.article.text
    units = sentences(text)
    for cue in desk.verbs:
        end = units[sentence_at(text, cue[0])][1]
        opening = _OPENING.search(text, cue[1], end)
        content = (opening.end() if opening else cue[1], end)
        if content[0] < end:
            subject = trim(text, (cue[1], opening.start())) if opening and opening.start() > cue[1] + 1 else None
            kind = "mixed" if _MARKED.search(text, *content) else "indirect"
            yield _quote(desk, content, kind, cue, subject)


def _quote(desk: _Desk, content: Span, kind: str, cue: Span, speaker: Span | None = None) -> Quote:
    speaker = speaker or _nearest([span for span, _ in desk.mentions], cue)
    return quote(desk.article.text, content, kind, cue=cue, speaker=speaker)


def _nearest(spans: Sequence[Span], place: Span) -> Span | None:
    """Return the span that is nearest to a place, if it stands outside it."""
    outside = [span for span in spans if span[1] <= place[0] or span[0] >= place[1]]
    return min(outside, key=lambda span: max(place[0] - span[1], span[0] - place[1]), default=None)


def _near(text: str, start: int, end: int) -> bool:
    between = text[start:end]
    return "\n" not in between and len(between.split()) <= _REACH


# ---------------------------------------------------------------- positions


def _most_mentioned(desk: _Desk) -> Iterator[Blame]:
    text = desk.article.text
    counts = Counter(side for _, side in desk.mentions if side)
    if not counts:
        return
    culprit = counts.most_common(1)[0][0]
    seen = set()
    for span, side in desk.mentions:
        number = sentence_at(text, span[0])
        if side == culprit and number not in seen:
            seen.add(number)
            yield Blame(sentences(text)[number], span, voice="outlet")


def _every_side(desk: _Desk, role: str) -> Iterator[Label]:
    text = desk.article.text
    seen = set()
    for span, side in desk.mentions:
        number = sentence_at(text, span[0])
        if side and (number, side) not in seen:
            seen.add((number, side))
            codes = {
                "role": role,
                "voice": "outlet",
                "polarity": "asserted",
                "modality": "actual",
                "strength": "implied",
            }
            yield Label(sentences(text)[number], {"side": side, **codes})


def _toponyms(desk: _Desk) -> Iterator[Label]:
    for row in codebook.read().rows("names"):
        for found in re.finditer(rf"\b{re.escape(row['pattern'])}\b", desk.article.text):
            labels = {name: row[name] for name in ("referent", "variant", "effect")}
            yield Label(found.span(), {**labels, "voice": "outlet", "marking": "plain"})


def _countries(desk: _Desk) -> Iterator[Label]:
    """Countries by their plain names, as a dictionary without clitics finds them."""
    for row in codebook.read().rows("sides"):
        for found in re.finditer(rf"\b{re.escape(row['label_ar'])}\b", desk.article.text):
            yield Label(found.span(), {"side": row["side"], "form": "name"})


def table(articles: Sequence[Article], coded: Sequence[Article]) -> pd.DataFrame:
    """Compare the machine with every baseline.

    Returns
    -------
    DataFrame
        `layer`, `measure`, `baseline` (`machine` for the machine itself), `precision`, `recall`, `score`.
    """
    import pandas as pd

    present = [layer for layer in LAYERS if any(layer in article.layers for article in articles)]
    wanted = {*MAIN.items(), ("quotes", "triple")}
    tables = []
    for name, codings in {"machine": list(coded), **baselines(articles, coded)}.items():
        layers = [layer for layer in present if name == "machine" or (layer == "quotes") == (name != "majority")]
        if not layers:
            continue
        figures = evaluate(articles, codings, layers=layers, resamples=0).figures
        whole = figures[figures["by"].eq("all")]
        chosen = [key in wanted for key in zip(whole["layer"], whole["measure"], strict=True)]
        tables.append(whole[chosen].assign(baseline=name))
    columns = ["layer", "measure", "baseline", "precision", "recall", "score"]
    return pd.concat(tables)[columns].sort_values(columns[:2], kind="stable").reset_index(drop=True)
