"""A figure: what is drawn, the numbers, what they rest on, and the way from each mark to its sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.figures import evidence, rtl

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    import plotly.graph_objects as go

    from analysis.figures.clouds import Picture
    from analysis.tables import Coded

HOVER_SENTENCES, HOVER_CHARACTERS, HOVER_LINES = 2, 72, 4


@dataclass(frozen=True)
class Figure:
    """A figure of a coded corpus.

    Attributes
    ----------
    name, lang
        Its name among the figures, and the language of its labels: `"en"` or `"ar"`.
    title, caption
        By language. The caption states counts, denominators and what the numbers cannot say.
    plot
        The plotly figure.
    data
        A row a mark: its id (`mark`), what it shows, counts and denominators, and `rows`, the ids of the rows behind
        it in the table `table`.
    coded
        The corpus, for the sentences.
    picture
        For word clouds: how Pillow draws it.
    made_with
        What else it depends on, which may differ between machines: the lemmatiser, the font of a word cloud.
    """

    name: str
    lang: str
    title: Mapping[str, str]
    caption: Mapping[str, str]
    plot: go.Figure
    data: pd.DataFrame
    coded: Coded = field(repr=False)
    picture: Picture | None = field(default=None, repr=False)
    made_with: str = ""

    def __repr__(self) -> str:
        return f"Figure({self.name!r}, {self.lang!r}, {len(self.data)} marks)"

    def rows(self, mark: str) -> pd.DataFrame:
        """Return the rows behind a mark, each with its Arabic sentence, outlet and date.

        Parameters
        ----------
        mark
            A value of `data.mark`; it is also what pointing at the mark or clicking it gives in the HTML.

        Raises
        ------
        KeyError
            If the figure has no such mark.
        """
        found = self.data[self.data["mark"] == mark]
        if found.empty:
            raise KeyError(f"figure {self.name} has no mark {mark!r}: its marks are listed in `data.mark`")
        first = found.iloc[0]
        return evidence.sentences_of(self.coded, first["table"], first["rows"])

    def evidence(self, most: int | None = None) -> pd.DataFrame:
        """Return the rows behind every mark, with the mark in the first column; at most `most` a mark."""
        import pandas as pd

        parts = []
        for table, marks in self.data.groupby("table", sort=False):
            owners = marks[["mark"]].assign(rows=[rows[:most] for rows in marks["rows"]])
            owners = owners.explode("rows").dropna(subset="rows")
            rows = evidence.sentences_of(self.coded, str(table), owners["rows"].tolist())
            rows.insert(0, "mark", owners["mark"].to_numpy())
            parts.append(rows)
        if not parts:
            return pd.DataFrame(columns=["mark", *evidence.COLUMNS])
        order = {mark: place for place, mark in enumerate(self.data["mark"])}
        return pd.concat(parts).sort_values(
            "mark", key=lambda marks: marks.map(order), kind="stable", ignore_index=True
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        from analysis.figures.notebook import bundle

        return bundle(self)


def hovers(
    coded: Coded, tables: Sequence[str], rows: Sequence[Sequence[str]], heads: Sequence[str], lang: str
) -> list[str]:
    """Return what each mark shows when it is pointed at: its head, then the first sentences behind it.

    Parameters
    ----------
    coded
        The corpus.
    tables, rows, heads
        For each mark: the table, the ids of its rows, and a line of plain text.
    lang
        Language of the outlets' names and of what is left out.
    """
    from analysis.figures.labels import Labels

    labels = Labels(coded, lang)
    wanted: dict[str, list[str]] = {}
    chosen = [_few(ids) for ids in rows]
    for table, ids in zip(tables, chosen, strict=True):
        wanted.setdefault(table, []).extend(ids)
    known: dict[tuple[str, str], tuple[str, str, str]] = {}
    for table, needed in wanted.items():
        found = evidence.sentences_of(coded, table, list(dict.fromkeys(needed)))
        for row_id, outlet, published, sentence in zip(
            found["row_id"], found["outlet"], found["published"], found["sentence"], strict=True
        ):
            known[table, row_id] = (sentence, labels.outlet(outlet), labels.date(published))
    shown = []
    for table, all_rows, few, head in zip(tables, rows, chosen, heads, strict=True):
        lines = [f"<b>{rtl.label(head, HOVER_CHARACTERS, labels.direction)}</b>"]
        for row_id in few:
            sentence, outlet, date = known[table, row_id]
            lines.append(rtl.label(sentence, HOVER_CHARACTERS, "rtl", HOVER_LINES))
            lines.append(f"<i>{rtl.label(f'— {labels.join(outlet, date)}', 0, labels.direction)}</i>")
        if left := len(all_rows) - len(few):
            lines.append(rtl.label(labels.and_more(left), 0, labels.direction))
        shown.append("<br>".join(lines))
    return shown


def _few(ids: Sequence[str]) -> list[str]:
    return list(ids[:HOVER_SENTENCES])
