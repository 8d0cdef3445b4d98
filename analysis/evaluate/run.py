"""Evaluate: one coding against another, article by article, layer by layer."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.evaluate import blame, labels, measures, quotes
from analysis.evaluate.coded import join, read_coded
from analysis.evaluate.gold import read_gold
from analysis.evaluate.outcomes import Count, Outcome
from analysis.evaluate.records import LAYERS, Article
from analysis.tables import Coded

if TYPE_CHECKING:
    import pandas as pd


MAIN = {
    "quotes": "iou50",
    "blame": "relation",
    "roles": "ascription",
    "names": "name",
    "frames": "frame",
    "mentions": "mention",
}
"""The measure whose score stands for a layer."""


@dataclass(frozen=True)
class Evaluation:
    """How often a coding is right.

    Attributes
    ----------
    figures
        A row a measure: layer, measure, by, value, coded, gold, precision, recall, score, low, high.
    counts
        The same before it is summed, a row an article and measure.
    outcomes
        A row a row: hit, miss, false or optional, with its rule, its confidence and the fields it has wrong.
    articles
        The gold articles.
    missing
        Ids of gold articles that were not coded: all their rows are missed.
    """

    figures: pd.DataFrame
    counts: pd.DataFrame
    outcomes: pd.DataFrame
    articles: Sequence[Article]
    missing: tuple[str, ...]

    def figure(self, layer: str, measure: str, value: str = "all", column: str = "score") -> float:
        """Return one number of `figures`."""
        table = self.figures
        row = table[(table["layer"] == layer) & (table["measure"] == measure) & (table["value"] == value)]
        if row.empty:
            raise KeyError(f"no figure {measure!r} of {layer} for {value!r}")
        return float(row[column].iloc[0])


def evaluate(
    gold: str | os.PathLike[str] | Sequence[Article],
    coded: str | os.PathLike[str] | Coded | Sequence[Article],
    texts: str | os.PathLike[str] | None = None,
    layers: Sequence[str] | None = None,
    *,
    resamples: int = measures.RESAMPLES,
) -> Evaluation:
    """Compare a coding with the gold standard.

    Parameters
    ----------
    gold
        A file or folder for `read_gold`, or articles.
    coded
        Coded tables or their folder, or articles (another person's coding).
    texts
        The folder of the gold's texts.
    layers
        Those to compare, by default all; a layer that an article's gold does not have is left out there.
    resamples
        Of the bootstrap over articles.
    """
    import pandas as pd

    articles = gold if isinstance(gold, Sequence) and not isinstance(gold, str) else read_gold(gold, texts)
    others = coded if isinstance(coded, Sequence) and not isinstance(coded, str) else read_coded(coded)
    found = join(articles, others)
    counts: list[tuple[str, str | None, Count]] = []
    outcomes: list[tuple[str, str | None, Outcome]] = []
    for article in articles:
        coding = found.get(article.article_id, Article(article.article_id, article.stem, article.text))
        outlet = article.outlet or coding.outlet
        for layer in layers or LAYERS:
            if layer in article.layers:
                numbers, rows = compare(article, coding, layer)
                counts += [(article.article_id, outlet, count) for count in numbers]
                outcomes += [(article.article_id, outlet, row) for row in rows]
    table = pd.DataFrame(
        [(article_id, outlet, *count) for article_id, outlet, count in counts],
        columns=["article_id", "outlet", *Count._fields],
    )
    ids = [article.article_id for article in articles]
    figures = [
        measures.figures(
            table[table["layer"] == layer],
            [article.article_id for article in articles if layer in article.layers],
            resamples=resamples,
        )
        for layer in layers or LAYERS
        if table["layer"].eq(layer).any()
    ]
    if not figures:
        raise ValueError(f"the gold has none of the layers {', '.join(layers or LAYERS)}")
    return Evaluation(
        pd.concat(figures, ignore_index=True),
        table,
        _outcomes(outcomes),
        articles,
        tuple(article_id for article_id in ids if article_id not in found),
    )


def compare(article: Article, coding: Article, layer: str) -> tuple[list[Count], list[Outcome]]:
    """Compare one layer of one article."""
    if layer == "quotes":
        return quotes.compare(article, coding.quotes)
    if layer == "blame":
        return blame.compare(article, coding.blame)
    return labels.compare(article, layer, coding.labels.get(layer, ()))


def by_outlet(evaluation: Evaluation) -> pd.DataFrame:
    """Return the whole-layer figures outlet by outlet (no intervals: an outlet has few articles)."""
    import pandas as pd

    counts = evaluation.counts[evaluation.counts["by"] == "all"]
    tables = [
        measures.figures(rows, list(rows["article_id"].unique()), resamples=0).assign(by="outlet", value=outlet)
        for outlet, rows in counts.groupby(counts["outlet"].fillna("unknown"))
    ]
    return pd.concat(tables, ignore_index=True) if tables else evaluation.figures.head(0)


def _outcomes(rows: Sequence[tuple[str, str | None, Outcome]]) -> pd.DataFrame:
    import pandas as pd

    columns = (
        "article_id outlet layer status gold_start gold_end coded_start coded_end code rule_id confidence wrong"
    ).split()
    nothing = (None, None)
    table = pd.DataFrame(
        [
            (article_id, outlet, row.layer, row.status, *(row.gold or nothing), *(row.coded or nothing), row.code,
             row.origin.rule_id, row.origin.confidence, row.wrong)
            for article_id, outlet, row in rows
        ],
        columns=columns,
    )  # fmt: skip
    offsets = {name: "Int64" for name in columns if name.endswith(("start", "end"))}
    return table.astype(offsets | {"confidence": "Float64"})
