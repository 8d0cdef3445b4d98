"""Tables for a notebook: right to left, in the words of the codebook, the same bytes on every run."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.reader.article import content
from analysis.reader.words import Words

if TYPE_CHECKING:
    import pandas as pd
    from pandas.io.formats.style import Styler

    from analysis.tables import Coded

_KINDS = {
    "side": "side", "accuser_side": "side", "blamed_side": "side", "victim_side": "side", "speaker_side": "side",
    "toward": "side", "speaker": "side", "accuser": "side", "shared": "side", "only_in_claim": "side",
    "only_in_quotation": "side", "blamed": "blamed", "speaker_id": "actor", "actor_id": "actor",
    "resolved_by": "sieve", "rule_id": "rule", "outlet_confidence": "confidence",
    "code": "issue", "field": "column",
}  # fmt: skip
"""Column -> kind of the labels that name its values, where the two are not called the same."""

_CODED = {*_KINDS, "act", "kind", "outlet_stance", "voice", "stance", "agency", "act_code", "role", "polarity"}
_CODED |= {"modality", "strength", "effect", "marking", "variant", "referent", "frame", "segment", "position", "event"}
_CODED |= {"medium", "form", "state", "layer", "measure", "baseline", "status", "coder"}

_FACING = {"before": "b", "node": "k"}
"""Columns of a concordance -> class: what stands before the word ends close to it."""

_STYLES = [
    {"selector": "th, td", "props": "text-align: start; vertical-align: top; white-space: normal; padding: .3em .7em"},
    {"selector": "td", "props": "max-width: 34rem; line-height: 1.7; border-bottom: 1px solid #8884"},
    {"selector": "td.n", "props": "font-variant-numeric: tabular-nums"},
    {"selector": "td.s", "props": "white-space: nowrap"},
    {"selector": "td.b", "props": "text-align: end"},
    {"selector": "td.k", "props": "text-align: center; font-weight: bold"},
    {"selector": "bdi.i", "props": "white-space: nowrap"},
    {"selector": "th small", "props": "font-weight: normal"},
]
_ARABIC = re.compile("[\u0620-\u064a]")
_LATIN = re.compile("[A-Za-z]")
_TAG = re.compile("<[^>]*>")
_MISSING = "—"
_SHORT = 14
_ROWS = 3


@dataclass(frozen=True)
class Table:
    """A table as HTML; `styler` is what pandas made of it, for further styling or another format."""

    styler: Styler

    def __repr__(self) -> str:
        rows, columns = self.styler.data.shape
        return f"Table({rows} rows, {columns} columns)"

    def _repr_html_(self) -> str:
        return str(self.styler.to_html())


def table(
    data: pd.DataFrame, coded: Coded, columns: Sequence[str] | None = None, *, lang: str = "en", caption: str = ""
) -> Table:
    """Show a DataFrame of coded rows or of counts as people read it.

    Codes are written as the codebook calls them, an inferred outlet as inferred, shares in percent, a missing value
    as a dash, and the ids of rows as the first few of them. The table runs right to left where it holds words of
    articles, or in Arabic.

    Parameters
    ----------
    data
        Rows of a coded table, or what `analysis.compare` and `analysis.words` return.
    coded
        The corpus, for the names of its outlets; `outlet` may be asked for wherever `data` has `article_id`.
    columns
        Which columns, in which order; all by default.
    lang
        Language of codes and, first, of the headings: `"en"` or `"ar"`.
    caption
        A line above the table.

    Returns
    -------
    Table
        Shows itself in a notebook. The content makes its id, so that a notebook's output changes only with it.

    Raises
    ------
    ValueError
        If `data` has no such column.
    """
    import pandas as pd
    from pandas.io.formats.style import Styler

    if columns is not None and "outlet" in columns and "outlet" not in data and "article_id" in data:
        outlets = dict(zip(coded.articles["article_id"], coded.articles["outlet"], strict=True))
        data = data.assign(outlet=data["article_id"].map(outlets))
    names = list(data.columns if columns is None else columns)
    for name in names:
        if name not in data:
            raise ValueError(f"the table has no column {name!r}; it has {', '.join(data.columns)}")
    words = Words(coded, lang)
    of = "blame" if "blame_id" in data else "column"
    data = data[names].apply(_counts)
    cells = {name: [_cell(name, words)(value) for value in data[name].astype(object)] for name in names}
    shown = pd.DataFrame(cells, dtype=object)
    classes = pd.DataFrame({name: _class(data[name], cells[name]) for name in names}, index=shown.index)
    headings = [_heading(name, of, words) for name in names]
    shown.columns = classes.columns = pd.Index(headings)
    rtl = lang == "ar" or any(_ARABIC.search(cell) for column in cells.values() for cell in column)
    digest = hashlib.sha256("\0".join([caption, *headings, *map(str, shown.to_numpy().ravel())]).encode()).hexdigest()
    direction = 'dir="rtl" lang="ar"' if rtl else f'dir="ltr" lang="{lang}"'
    styler = Styler(shown, uuid=digest[:10], cell_ids=False).hide(axis="index").set_td_classes(classes)
    numbers = [f"th.col{place}" for place, name in enumerate(names) if _is_number(data[name])]
    styles = [*_STYLES, {"selector": ", ".join(["td.n", *numbers]), "props": "text-align: right"}]
    styles += [{"selector": f"th.col{place}", "props": "text-align: end"}
               for place, name in enumerate(names) if name == "before"]  # fmt: skip
    styler = styler.set_table_attributes(direction).set_table_styles(styles)
    return Table(styler.set_caption(content(caption)) if caption else styler)


def _counts(column: pd.Series) -> pd.Series:
    """Return a column of whole numbers as such: a count that can be missing comes as 8.0."""
    import pandas as pd

    whole = pd.api.types.is_float_dtype(column) and (column.dropna() % 1 == 0).all()
    return column.astype("Int64") if whole else column


def _is_number(column: pd.Series) -> bool:
    import pandas as pd

    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _class(column: pd.Series, cells: list[str]) -> str:
    """Return the class of a column's cells: a concordance's, numbers, or short values, which stay on one line."""
    if column.name in _FACING:
        return _FACING[str(column.name)]
    if _is_number(column):
        return "n"
    return "s" if all(len(_TAG.sub("", cell)) <= _SHORT for cell in cells) else ""


def _heading(name: str, table: str, words: Words) -> str:
    """Return the name of a column in both languages, that of the page first."""
    first, second = words.both(table, name)
    if first == second:
        first, second = words.both("column", name)
    other = f"<br><small><bdi>{content(second)}</bdi></small>" if first != second else ""
    return f"<bdi>{content(first)}</bdi>{other}"


def _cell(name: str, words: Words) -> Callable[[Any], str]:
    """Return the function that writes a column's values as HTML."""
    import pandas as pd

    def write(value: Any) -> str:
        if pd.api.types.is_list_like(value):
            value = list(value)
            shown = ", ".join(f'<bdi class="i">{content(_name(name, one, words))}</bdi>' for one in value[:_ROWS])
            more = f" +{len(value) - _ROWS}" if len(value) > _ROWS else ""
            return f"<bdi>{shown}{more}</bdi>" if value else _MISSING
        if pd.isna(value) or value == "":
            return "" if name in _FACING else _MISSING  # beside a word a dash would be read as the article's
        if isinstance(value, bool):
            return content(words("yes" if value else "no"))
        if isinstance(value, float):
            return f"{value:.0%}" if name == "share" else f"{value:.2f}"
        if isinstance(value, int):
            return f"{value:,}"
        shown = _name(name, value, words)
        arabic = name in _FACING or len(_ARABIC.findall(shown)) > len(_LATIN.findall(shown))
        language = ' lang="ar" dir="rtl"' if arabic else ""  # also where it begins with a name in Latin letters
        return "<br>".join(f"<bdi{language}>{content(line)}</bdi>" for line in shown.split("\n"))

    return write


def _name(column: str, value: Any, words: Words) -> str:
    """Return what a value is called; in a column of codes, what is not ASCII are words of an article."""
    text = str(value)
    if column == "outlet":
        return words.labels.outlet(value)
    if not text.isascii():
        return text
    if text == "outlet" and column in ("accuser", "speaker"):
        return words.value("voice", text)
    if column == "blamed":
        return words.labels.blamed(text)
    return words.value(_KINDS.get(column, column), text) if column in _CODED else text
