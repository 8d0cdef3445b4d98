"""The parts given to Turkey and Russia: in whose voice, and where in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import compare
from analysis.figures import charts
from analysis.figures.grid import Band, Column, Line
from analysis.figures.labels import Labels, text
from analysis.figures.template import PAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.figures.figure import Figure
    from analysis.tables import Coded

SIDES = ("turkey", "russia")
VOICES = ("outlet", "attributed")
POSITIONS = ("headline", "lead", "body")
NOT_ACTUAL = ("offered", "capable", "hypothetical")


def roles_by_voice(coded: Coded, lang: str = "en", width: float = PAGE, sides: Sequence[str] = SIDES) -> Figure:
    """Draw the roles that the outlets give to some sides in their own words, beside those they report others to give.

    Parameters
    ----------
    coded
        A coded corpus.
    lang
        Language of the labels: `"en"` or `"ar"`.
    width
        mm; 89 is a journal column, 183 two.
    sides
        The sides whose roles are drawn.
    """
    by = charts.few_groups(coded)
    found = compare.roles_by_voice(coded, sides, by).drop(columns=["speaker", "articles_with", "actual", *NOT_ACTUAL])
    keys = [*charts.group_keys(by), "side", "role", "polarity", "voice"]
    if len(found):  # over all who speak: the figure tells the outlet from the others, and a clause is one clause
        how: dict[str, Any] = {name: "first" for name in found.columns if name not in keys}
        how["rows"] = lambda lists: list(dict.fromkeys(row for rows in lists for row in rows))
        found = found.groupby(keys, sort=True, dropna=False).agg(how).reset_index()
        found["count"] = found["rows"].map(len)
    return _roles("roles_by_voice", coded, lang, width, found, by=by, sides=sides, column="voice", values=VOICES)


def headline_vs_body(coded: Coded, lang: str = "en", width: float = PAGE, sides: Sequence[str] = SIDES) -> Figure:
    """Draw the roles of some sides in the headline, in the lead and in the body.

    Parameters
    ----------
    coded, lang, width, sides
        As in `roles_by_voice`.
    """
    by = charts.few_groups(coded)
    found = compare.headline_vs_body(coded, sides, by)
    return _roles(
        "headline_vs_body", coded, lang, width, found, by=by, sides=sides, column="position", values=POSITIONS
    )


def _roles(
    name: str,
    coded: Coded,
    lang: str,
    width: float,
    found: pd.DataFrame,
    *,
    by: str,
    sides: Sequence[str],
    column: str,
    values: Sequence[str],
) -> Figure:
    """Draw roles in rows; the sides in columns, each cut by `column`."""
    labels = Labels(coded, lang)
    modality = coded.roles.set_index("role_id")["modality"].fillna("actual").to_dict()
    counted = {kind: [sum(modality[row] == kind for row in rows) for rows in found["rows"]] for kind in NOT_ACTUAL}
    most = max(1, int(found["count"].max())) if len(found) else 1
    found = found.assign(share=found["count"] / most, **counted)
    bands = []
    for heading, key, rows in charts.group_bands(coded, labels, by, found):
        sums = rows.groupby(["role", "polarity"])["count"].sum().sort_values(ascending=False, kind="stable")
        lines = tuple(
            Line(f"{key}\t{role}\t{polarity}", _role(labels, role, polarity))
            for (role, polarity), count in sums.items()
            if count
        )
        bands.append(Band(key, heading, lines or (charts.nothing(coded, labels, by, key),)))
    shown = {(band.key, line.key) for band in bands for line in band.lines}

    def place(row: Any) -> tuple[str, str, str]:
        key = charts.group_key(row, by)
        return key, f"{key}\t{row.role}\t{row.polarity}", f"{row.side}\t{getattr(row, column)}"

    def say(row: Any) -> tuple[str, str, str]:
        where = (charts.place_name(row, labels, by), labels.code(column, getattr(row, column)))
        what = labels.join(f"{labels.side(row.side)}: {_role(labels, row.role, row.polarity)}", *where)
        head = f"{what}: {row.count:,}"
        named = [f"{labels.code('modality', kind)} {number}" for kind in NOT_ACTUAL if (number := getattr(row, kind))]
        if not named:
            return f"{row.count:,}", f"{row.count:,}", head
        doubtful = f"{sum(getattr(row, kind) for kind in NOT_ACTUAL):,}{'؟' if labels.arabic else '?'}"
        return f"{row.count:,} ({doubtful})", f"{row.count:,}", f"{head} ({labels.join(*named)})"

    kept = pd.Series([place(row)[:2] in shown for row in found.itertuples(index=False)], dtype=bool)
    found = found[kept.to_numpy()].reset_index(drop=True)
    counts = text(name, "counts", clauses=f"{int(found['count'].sum()):,}")
    return charts.drawn(
        name,
        coded,
        lang,
        width,
        found,
        table="roles",
        parts=[counts],
        bands=bands,
        columns=[
            Column(f"{side}\t{value}", labels.code(column, value), group=labels.side(side))
            for side in sides
            for value in values
        ],
        place=place,
        say=say,
        total="",
    )


def _role(labels: Labels, role: str, polarity: str) -> str:
    """Return a role's name; a negated or rejected one says so."""
    name = labels.code("role", role)
    return name if polarity == "asserted" else f"{name} ({labels.code('polarity', polarity)})"
