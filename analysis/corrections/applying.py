"""Put the corrections of a file into coded tables."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.corrections.lines import Line, own_sides, read
from analysis.corrections.rows import Mismatch, Page, added, changed
from analysis.tables import Coded, conform

if TYPE_CHECKING:
    import pandas as pd

_IDS = {"quotes": "quote_id", "blame": "blame_id", "roles": "role_id"}
_DONE = {"change": "changed", "delete": "deleted", "add": "added"}


def apply(coded: Coded, path: str | os.PathLike[str]) -> Coded:
    """Return the coded corpus with the corrections of a file.

    Parameters
    ----------
    coded
        As `analysis.code` made it.
    path
        The corrections file. A line applies to every article with its sha256 (or, without one, with its article_id).

    Returns
    -------
    Coded
        Corrected rows have the rule `correction` and confidence 1. `manifest["corrections"]` counts them by table. A
        line that finds no row, or more than one, is in `issues` with the code `correction_unmatched`.

    Raises
    ------
    ValueError
        If a line cannot be used, or if the corpus holds corrections already.
    """
    if "corrections" in coded.manifest:
        raise ValueError("this coding holds corrections already: code the articles again and apply one file to them")
    lines = read(path, own_sides(coded))
    state = _State(coded)
    ordered = sorted(lines, key=lambda line: (tuple(map(repr, line.key)), line.number))
    grouped = (list(group) for _, group in groupby(ordered, key=lambda line: line.key))
    for group in sorted(grouped, key=lambda group: group[0].number):
        state.take(group)
    return state.result(lines, hashlib.sha256(Path(path).read_bytes()).hexdigest())


class _State:
    """The tables while corrections go into them."""

    def __init__(self, coded: Coded) -> None:
        self.coded = coded
        self.tables = {name: data.copy() for name, data in coded.tables()}
        self.done: Counter[tuple[str, str]] = Counter()
        self.issues: list[tuple[Any, ...]] = []
        self.gone: set[str] = set()
        self.fresh: dict[str, list[dict[str, Any]]] = {}

    def take(self, group: Sequence[Line]) -> None:
        """Apply the lines about one row, in every article that they are about; what does not fit becomes an issue."""
        line = group[0]
        articles = self.coded.articles
        column, wanted = ("sha256", line.sha256) if line.sha256 else ("article_id", line.article_id)
        found = articles.loc[(articles[column] == wanted).fillna(False), "article_id"].tolist()
        if not found:
            self._issue(None, group, f"no article has this {column}: its text has changed, or it is not in this corpus")
        for article_id in found:
            try:
                self._apply(Page.of(self.coded, article_id), group)
            except Mismatch as error:
                self._issue(article_id, group, str(error))

    def _apply(self, page: Page, group: Sequence[Line]) -> None:
        line = group[0]
        actions = {one.action for one in group}
        if len(actions) > 1:
            raise Mismatch(f"its lines say both {' and '.join(sorted(actions))}: keep one of them")
        table = self.tables[line.table]
        if line.action == "add":
            row = added(page, group, table)
            self.fresh.setdefault(line.table, []).append(row)
        else:
            place = page.find(table, line)
            if line.action == "delete":
                self.gone |= set(table.loc[[place], "quote_id"]) if line.table == "quotes" else set()
                self.tables[line.table] = table.drop(index=place)
            else:
                for name, value in changed(page, group, table.loc[place].to_dict()).items():
                    table.loc[place, name] = value
        self.done[line.table, _DONE[line.action]] += 1

    def _issue(self, article_id: str | None, group: Sequence[Line], reason: str) -> None:
        line = group[0]
        rows = ", ".join(str(one.number) for one in group)
        message = f"corrections file, row {rows}: {reason}. The correction was not made: mend or remove the line"
        here = article_id is not None and line.start is not None
        span = (line.start, line.end) if here else (None, None)
        self.issues.append((article_id or line.article_id or None, *span, "correction_unmatched", message))

    def result(self, lines: Sequence[Line], digest: str) -> Coded:
        """Return the corrected corpus."""
        import pandas as pd

        tables = dict(self.tables)
        order = {article_id: place for place, article_id in enumerate(tables["articles"]["article_id"])}
        for name, rows in self.fresh.items():
            data = pd.concat([tables[name], _numbered(name, rows)])
            tables[name] = data.sort_values("article_id", key=lambda ids: ids.map(order), kind="stable")
        for name, data in tables.items():
            for column in ("quote_id", "parent_quote_id", "continues_quote_id"):
                if self.gone and column in data.columns:
                    tables[name][column] = data[column].mask(data[column].isin(self.gone).fillna(False))
        if self.issues:
            columns = ["article_id", "start", "end", "code", "message"]
            tables["issues"] = pd.concat([tables["issues"], pd.DataFrame(self.issues, columns=columns, dtype=object)])
        tables = {name: conform(name, data) for name, data in tables.items()}
        counts = {
            name: {what: self.done[name, what] for what in _DONE.values()}
            for name in sorted({table for table, _ in self.done})
        }
        manifest = dict(self.coded.manifest) | {
            "rows": {name: len(data) for name, data in sorted(tables.items())},
            "corrections": {
                "sha256": digest,
                "lines": len(lines),
                "by": sorted({line.by for line in lines}),
                "rows": counts,
                "corrected": sum(self.done.values()),
                "unmatched": len(self.issues),
            },
        }
        return replace(self.coded, **tables, manifest=manifest)


def _numbered(table: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Make a DataFrame of added rows, with ids of their own (`003:qc001`)."""
    import pandas as pd

    if table in _IDS:
        count: Counter[str] = Counter()
        for row in rows:
            count[row["article_id"]] += 1
            row[_IDS[table]] = f"{row['article_id']}:{table[0]}c{count[row['article_id']]:03d}"
    return conform(table, pd.DataFrame(rows, dtype=object))
