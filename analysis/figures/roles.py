"""The parts given to Turkey and Russia: in whose voice, and where in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis import compare
from analysis.figures import charts
from analysis.figures.grid import Band, Column, Line
from analysis.figures.labels import Labels
from analysis.figures.template import PAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analysis.figures.charts import Text
    from analysis.figures.figure import Figure
    from analysis.tables import Coded

SIDES = ("turkey", "russia")
VOICES = ("outlet", "attributed")
MODALITIES = ("actual", "offered", "capable", "hypothetical")
POSITIONS = ("headline", "lead", "body")


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
    keys = [*charts.group_keys(by), "side", "role", "polarity", "voice"]
    found = _summed(compare.roles_by_voice(coded, sides, by), keys)
    note = {
        "en": "Clauses that give the side a role, in the outlet's own words or attributed to somebody; what is negated or "
        "rejected stands apart; (n?): of these, only offered, possible or hypothetical; shade: relative to the fullest cell",
        "ar": "عدد العبارات التي تسند دورًا إلى الطرف، بكلام المؤسسة نفسها أو منسوبة إلى غيرها؛ والمنفي والمرفوض على حدة؛ "
        "(ن؟): منها ما هو معروض أو ممكن أو مفترض فقط؛ "
        "اللون: نسبةً إلى أعلى خانة",
    }
    return _roles(
        "roles_by_voice",
        coded,
        lang,
        width,
        found,
        by,
        sides,
        "voice",
        VOICES,
        {"en": "Roles by voice", "ar": "الأدوار بحسب صاحب الكلام"},
        note,
    )


def headline_vs_body(coded: Coded, lang: str = "en", width: float = PAGE, sides: Sequence[str] = SIDES) -> Figure:
    """Draw the roles of some sides in the headline, in the lead and in the body.

    Parameters
    ----------
    coded, lang, width, sides
        As in `roles_by_voice`.
    """
    by = charts.few_groups(coded)
    found = compare.headline_vs_body(coded, sides, by)
    note = {
        "en": "Clauses that give the side a role, by where they stand; the lead is the standfirst or the first paragraph; "
        "(n?): of these, only offered, possible or hypothetical; shade: relative to the fullest cell",
        "ar": "عدد العبارات التي تسند دورًا إلى الطرف بحسب موضعها؛ والمقدمة هي الفقرة التمهيدية أو الفقرة الأولى؛ "
        "(ن؟): منها ما هو معروض أو ممكن أو مفترض فقط؛ "
        "اللون: نسبةً إلى أعلى خانة",
    }
    return _roles(
        "headline_vs_body",
        coded,
        lang,
        width,
        found,
        by,
        sides,
        "position",
        POSITIONS,
        {"en": "Headline against body", "ar": "العنوان في مقابل المتن"},
        note,
    )


def _summed(found: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Add up over who speaks: the figure tells the outlet from all others."""
    found = found.drop(columns=["speaker", "articles_with", *MODALITIES])
    if found.empty:
        return found
    how: dict[str, Any] = {name: "first" for name in found.columns if name not in keys}
    how["rows"] = lambda lists: list(dict.fromkeys(row for rows in lists for row in rows))
    added = found.groupby(keys, sort=True, dropna=False).agg(how).reset_index()
    return added.assign(count=added["rows"].map(len))  # a role that two speakers give is one clause


def _roles(
    name: str,
    coded: Coded,
    lang: str,
    width: float,
    found: pd.DataFrame,
    by: str,
    sides: Sequence[str],
    column: str,
    values: Sequence[str],
    title: Text,
    note: Text,
) -> Figure:
    labels = Labels(coded, lang)
    most = max(1, int(found["count"].max())) if len(found) else 1
    modality = coded.roles.set_index("role_id")["modality"].fillna("actual").to_dict()
    counted = {name: [sum(modality[row] == name for row in rows) for rows in found["rows"]] for name in MODALITIES[1:]}
    found = found.assign(share=found["count"] / most, **counted)
    bands = []
    for heading, key, group in charts.group_bands(coded, labels, lang, by, found):
        group = group.assign(line=group["role"] + "\t" + group["polarity"])
        sums = group.groupby("line")["count"].sum()
        lines = tuple(
            Line(f"{key}\t{line}", _role(labels, *line.split("\t")))
            for line in charts.ranked(group, "line", "count")
            if sums[line]
        )
        bands.append(Band(key, heading, lines or (charts.nothing(coded, lang, by, key),)))
    shown = {(band.key, line.key) for band in bands for line in band.lines}

    def place(row: Any) -> tuple[str, str, str]:
        key = charts.group_key(row, by)
        return key, f"{key}\t{row.role}\t{row.polarity}", f"{row.side}\t{getattr(row, column)}"

    def say(row: Any) -> tuple[str, str, str]:
        what = f"{labels.side(row.side)}: {_role(labels, row.role, row.polarity)}"
        comma = "، " if labels.arabic else ", "
        where = comma.join((charts.place_name(row, labels, by), labels.code(column, getattr(row, column))))
        open_ = {name: number for name in MODALITIES[1:] if (number := getattr(row, name))}
        head = f"{what}{comma}{where}: {charts.count(lang, row.count, 'row')}"
        if open_:
            named = (f"{labels.code('modality', name)} {number}" for name, number in open_.items())
            head += f" ({comma.join(named)})"
        mark = "؟" if labels.arabic else "?"
        text = f"{row.count:,} ({sum(open_.values())}{mark})" if open_ else f"{row.count:,}"
        return text, f"{row.count:,}", head

    found = found[[place(row)[:2] in shown for row in found.itertuples(index=False)]].reset_index(drop=True)
    count = int(found["count"].sum())
    parts = [note, {"en": charts.count("en", count, "row"), "ar": charts.count("ar", count, "row")}]
    columns = [
        Column(f"{side}\t{value}", labels.code(column, value), group=labels.side(side)) for side in sides for value in values
    ]
    return charts.drawn(
        name,
        coded,
        lang,
        width,
        found,
        title=charts.titles(coded, title),
        caption=charts.captions(coded, "roles", parts),
        bands=bands,
        columns=columns,
        place=place,
        say=say,
        total="",
        note=note,
    )


def _role(labels: Labels, role: str, polarity: str) -> str:
    """Return a role's name; a negated or rejected one says so."""
    name = labels.code("role", role)
    return name if polarity == "asserted" else f"{name} ({labels.code('polarity', polarity)})"
