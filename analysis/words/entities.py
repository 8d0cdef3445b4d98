"""Named entities, an optional layer: actors that the codebook lacks, proposed with counts and examples for a scholar.

CAMeL Tools' recogniser (a BERT token classifier) marks persons, organisations and places; those that no mention covers
are proposed. Nothing enters a codebook before a scholar accepts it (`accept`).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from analysis.tables import INTEGER, STRING
from analysis.text import TOKEN, fold
from analysis.words.analyses import ARTICLE
from analysis.words.camel import INSTALL_ENTITIES, data_folder, entity_model
from analysis.words.light import strip_proclitics
from analysis.words.spelling import bare
from analysis.words.vocabulary import Attested

if TYPE_CHECKING:
    import pandas as pd

    from analysis.tables import Coded

KINDS = {"PERS": "person", "ORG": "org", "LOC": "region"}
"""Labels of the recogniser -> kinds of actors; MISC is not proposed."""

_SENTENCES_AT_ONCE = 256


class Recogniser(Protocol):
    """What CAMeL Tools' `NERecognizer` does."""

    def predict(self, sentences: list[list[str]]) -> list[list[str]]:
        """Return a label (B-PERS, I-PERS ... O) for each word of each sentence."""
        ...


class Entity(NamedTuple):
    """A name that the recogniser found: offsets into the article."""

    article_id: str
    sentence_id: str
    start: int
    end: int
    label: str


def recogniser(model: str | os.PathLike[str] | None = None) -> Recogniser:
    """Load the recogniser.

    Parameters
    ----------
    model
        A folder with a BERT token classifier and its vocabulary; by default the one that `camel_data` installs.

    Raises
    ------
    FileNotFoundError
        If there is no model; the message says how to get it.
    """
    folder = Path(model) if model else entity_model()
    if folder is None or not (folder / "config.json").is_file():
        place = folder or data_folder()
        raise FileNotFoundError(f"no named-entity model in {place}: run `{INSTALL_ENTITIES}`, or name a model's folder")
    if not (data_folder() / "catalogue.json").is_file():
        raise FileNotFoundError(f"CAMeL Tools has no catalogue in {data_folder()}: run `{INSTALL_ENTITIES}`")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # a model's folder has all that is needed
    from camel_tools.ner import NERecognizer

    loaded: Recogniser = NERecognizer(str(folder), use_gpu=False)
    return loaded


def propose_actors(
    coded: Coded, recognise: Recogniser | None = None, *, min_count: int = 2, examples: int = 3
) -> pd.DataFrame:
    """Return names that the codebook does not know, the most frequent first.

    Parameters
    ----------
    coded
        A coded corpus: names that a mention covers are known.
    recognise
        By default `recogniser()`.
    min_count
        Occurrences in the corpus.
    examples
        Sentences to show for each name, from different articles as far as there are.

    Returns
    -------
    DataFrame
        `name` (the commonest spelling, without what is written together with it), `kind` (person, org, region),
        `count`, `articles_with`, `outlets` (joined by `|`), `side` (empty: the scholar fills it in), `examples`
        (sentences, one a line), `rows` (list of `article_id:start-end`).
    """
    import pandas as pd

    texts = dict(zip(coded.articles["article_id"], coded.articles["text"], strict=True))
    words = Counter(m.group() for text in texts.values() for m in TOKEN.finditer(text) if m.group()[0].isalnum())
    attested = Attested(words)
    groups: dict[str, list[tuple[str, Entity]]] = {}
    for entity in _unknown(_recognised(coded, recognise or recogniser()), coded):
        name, start = _without_clitics(texts[entity.article_id], entity, attested)
        groups.setdefault(fold(name), []).append((name, entity._replace(start=start)))
    rows = [_proposal(places, coded, examples) for places in groups.values() if len(places) >= min_count]
    columns = {"name": STRING, "kind": STRING, "count": INTEGER, "articles_with": INTEGER, "outlets": STRING}
    columns |= {"side": STRING, "examples": STRING}
    result = pd.DataFrame(rows, columns=[*columns, "rows"]).astype(columns)
    return result.sort_values(["count", "name"], ascending=[False, True], kind="stable", ignore_index=True)


def _recognised(coded: Coded, recognise: Recogniser) -> Iterator[Entity]:
    texts = dict(zip(coded.articles["article_id"], coded.articles["text"], strict=True))
    columns = ["article_id", "sentence_id", "start", "end"]
    sentences = list(coded.sentences[columns].itertuples(index=False, name=None))
    for begin in range(0, len(sentences), _SENTENCES_AT_ONCE):
        batch = sentences[begin : begin + _SENTENCES_AT_ONCE]
        cuts = [[m.span() for m in TOKEN.finditer(texts[article], start, end)] for article, _, start, end in batch]
        labelled = recognise.predict(
            [[texts[row[0]][a:b] for a, b in cut] for row, cut in zip(batch, cuts, strict=True)]
        )
        for (article, sentence, _, _), cut, labels in zip(batch, cuts, labelled, strict=True):
            if len(labels) == len(cut):  # a word that the model's vocabulary swallows would shift every label after it
                yield from (Entity(article, sentence, *span) for span in _spans(cut, labels))


def _spans(cuts: list[tuple[int, int]], labels: list[str]) -> Iterator[tuple[int, int, str]]:
    """Join B- and I- labels into spans; an I- without its beginning begins one."""
    start = end = 0
    current = ""
    for (first, last), label in [*zip(cuts, labels, strict=True), ((0, 0), "O")]:
        prefix, _, kind = label.partition("-")
        if prefix == "I" and kind == current:
            end = last
            continue
        if current in KINDS:
            yield start, end, current
        start, end, current = first, last, kind


def _unknown(found: Iterable[Entity], coded: Coded) -> Iterator[Entity]:
    """Leave out what a mention of the codebook's actors covers or touches."""
    known: dict[str, list[tuple[int, int]]] = {}
    for article, start, end in coded.mentions[["article_id", "start", "end"]].itertuples(index=False):
        known.setdefault(article, []).append((start, end))
    for entity in found:
        spans = known.get(entity.article_id, [])
        if not any(start < entity.end and entity.start < end for start, end in spans):
            yield entity


def _without_clitics(text: str, entity: Entity, attested: Attested) -> tuple[str, int]:
    """Return the name without a conjunction or preposition before it, and the offset where it begins."""
    first, _, rest = " ".join(text[entity.start : entity.end].split()).partition(" ")
    letters = bare(first)
    taken, stem = strip_proclitics(letters, attested)
    if taken[-1:] == [ARTICLE]:  # a name keeps its article
        stem = ARTICLE + stem
    cut = max(0, len(letters) - len(stem))
    start = next(at for at in range(entity.start, entity.end) if len(bare(text[entity.start : at])) >= cut)
    return f"{stem} {bare(rest)}".strip(), start


def _proposal(places: list[tuple[str, Entity]], coded: Coded, examples: int) -> tuple[Any, ...]:
    articles = coded.articles.set_index("article_id")
    sentences = coded.sentences.set_index(["article_id", "sentence_id"])
    names, labels = Counter(name for name, _ in places), Counter(entity.label for _, entity in places)
    name = min(names, key=lambda spelling: (-names[spelling], spelling))
    label = min(labels, key=lambda kind: (-labels[kind], kind))
    shown: dict[str, str] = {}
    for _, entity in places:  # one sentence an article
        start, end = sentences.loc[(entity.article_id, entity.sentence_id), ["start", "end"]]
        shown.setdefault(entity.article_id, " ".join(articles.loc[entity.article_id, "text"][start:end].split()))
    outlets = sorted({str(outlet) for outlet in articles.loc[list(shown), "outlet"].dropna()})
    rows = [f"{entity.article_id}:{entity.start}-{entity.end}" for _, entity in places]
    lines = "\n".join(list(shown.values())[:examples])
    return name, KINDS[label], len(places), len(shown), "|".join(outlets), None, lines, rows
