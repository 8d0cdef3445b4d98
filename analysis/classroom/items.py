"""The sentences that are coded, and what the machine says of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from analysis.classroom.questions import QUESTIONS, Questions
from analysis.tables import Coded

if TYPE_CHECKING:
    import pandas as pd

CODED_KINDS = ("headline", "standfirst", "subhead", "body")
"""Kinds of segments whose sentences are coded; captions, datelines and page furniture are not."""


class Item(NamedTuple):
    """A sentence to code; its id is `article_id:start-end`."""

    item: str
    article_id: str
    sentence_id: str
    kind: str
    text: str


def items(coded: Coded, articles: Sequence[str] | None = None) -> list[Item]:
    """Return the sentences of articles, in the order of the text.

    Parameters
    ----------
    coded
        A coded corpus.
    articles
        Ids; all articles by default.

    Raises
    ------
    ValueError
        If an id is unknown.
    """
    texts = dict(zip(coded.articles["article_id"], coded.articles["text"], strict=True))
    wanted = list(texts) if articles is None else list(articles)
    unknown = [article_id for article_id in wanted if article_id not in texts]
    if unknown:
        raise ValueError(f"there is no article {unknown[0]!r}; the corpus has {', '.join(list(texts)[:10])} ...")
    kinds = {(row.article_id, row.segment_id): row.kind for row in coded.segments.itertuples()}
    rows = coded.sentences[coded.sentences["article_id"].isin(wanted)]
    found = [
        Item(f"{row.article_id}:{row.start}-{row.end}", row.article_id, row.sentence_id, kind,
             texts[row.article_id][row.start : row.end])
        for row in rows.itertuples()
        if (kind := kinds[row.article_id, row.segment_id]) in CODED_KINDS
    ]  # fmt: skip
    return sorted(found, key=lambda item: wanted.index(item.article_id))


class MachineAnswers(NamedTuple):
    """The machine's answers, a row an item and a column a question, and the ids of the rows behind them."""

    answers: pd.DataFrame
    rows: pd.DataFrame


def machine(coded: Coded, sentences: Iterable[Item], questions: Questions) -> MachineAnswers:
    """Answer the students' questions from the coded tables.

    What somebody is reported not to have said is no quotation, and inside a quotation the outer speaker counts, as in
    the students' rules.
    """
    import pandas as pd

    quotes = coded.quotes
    outer = quotes[quotes["parent_quote_id"].isna() & (quotes["polarity"] != "negated").fillna(True)]
    said, blamed = (dict(list(data.groupby(["article_id", "sentence_id"]))) for data in (outer, coded.blame))
    sentences = list(sentences)
    answers, behind = [], []
    for item in sentences:
        key = (item.article_id, item.sentence_id)
        one, other = said.get(key, outer.iloc[:0]), blamed.get(key, coded.blame.iloc[:0])
        answers.append((*_quotation(one, questions), *_blame(other, questions)))
        ids = (" ".join(one["quote_id"]), " ".join(other["blame_id"]))
        behind.append((ids[0], ids[0], ids[1], ids[1]))
    index = pd.Index([item.item for item in sentences], name="item")
    columns = list(QUESTIONS)
    return MachineAnswers(
        pd.DataFrame(answers, index, columns, dtype="string"), pd.DataFrame(behind, index, columns, dtype="string")
    )


def _quotation(rows: pd.DataFrame, questions: Questions) -> tuple[str, str | None]:
    if rows.empty:
        return "none", None
    kinds = set(rows["kind"])
    return kinds.pop() if len(kinds) == 1 else "mixed", _side(rows["side"], "speaker", "unknown", questions)


def _blame(rows: pd.DataFrame, questions: Questions) -> tuple[str, str | None]:
    if rows.empty:
        return "none", None
    named = rows[rows["blamed"].notna()]
    whom = "unnamed" if named.empty else _side(named["blamed_side"], "blamed", "other", questions)
    voices = set(rows["voice"])
    return whom, voices.pop() if len(voices) == 1 else "both"


def _side(sides: pd.Series, question: str, otherwise: str, questions: Questions) -> str:
    found = {side for cell in sides.dropna() for side in cell.split("|")}
    if len(found) > 1:
        return "several"
    return questions.known(question, found.pop()) if found else otherwise
