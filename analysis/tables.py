"""The ten tables: their columns, how rows become DataFrames, how they are saved and loaded.

The columns are the public contract; every other module takes them from here. A row is a small named
tuple while an article is being coded (`Quote(...)`) and a line of a DataFrame afterwards.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import saving

if TYPE_CHECKING:
    import pandas as pd

STRING, INTEGER, NUMBER, TRUTH = "string", "Int64", "Float64", "boolean"


def _columns(spec: str) -> dict[str, str]:
    """Read `name name:int name:float` into column -> pandas dtype (string where none is given)."""
    kinds = {"": STRING, "int": INTEGER, "float": NUMBER, "bool": TRUTH}
    parts = (item.partition(":") for item in spec.split())
    return {name: kinds[kind] for name, _, kind in parts}


COLUMNS: dict[str, dict[str, str]] = {
    "articles": _columns(
        "article_id outlet outlet_ar outlet_confidence outlet_evidence published published_earliest "
        "published_latest event agency title n_tokens:int n_tokens_all:int language duplicate_of encoding "
        "text sha256 source_path"
    ),
    "segments": _columns("article_id segment_id start:int end:int kind"),
    "sentences": _columns("article_id sentence_id segment_id start:int end:int n_tokens:int"),
    "mentions": _columns("article_id sentence_id start:int end:int surface actor_id side form"),
    "quotes": _columns(
        "article_id sentence_id quote_id start:int end:int text kind cue cue_start:int cue_end:int cue_lemma "
        "act outlet_stance speaker speaker_start:int speaker_end:int speaker_id side resolved_by relay medium "
        "parent_quote_id continues_quote_id polarity distancing boundary flags segment rule_id confidence:float"
    ),
    "blame": _columns(
        "article_id sentence_id blame_id start:int end:int accuser accuser_start:int accuser_end:int accuser_side "
        "blamed blamed_start:int blamed_end:int blamed_side act act_start:int act_end:int act_code victim "
        "victim_side voice stance agency quote_id rule_id confidence:float"
    ),
    "roles": _columns(
        "article_id sentence_id role_id start:int end:int actor_id side surface surface_start:int surface_end:int "
        "role toward voice speaker_side polarity modality strength segment quote_id rule_id confidence:float"
    ),
    "names": _columns(
        "article_id sentence_id start:int end:int surface referent variant voice marking effect quote_id rule_id"
    ),
    "frames": _columns("article_id sentence_id frame start:int end:int surface voice quote_id rule_id"),
    "issues": _columns("article_id start:int end:int code message"),
}
"""Column name -> pandas dtype, by table, in the order in which they are saved."""

TABLES = tuple(COLUMNS)


def frame(table: str, rows: Iterable[Iterable[Any]]) -> pd.DataFrame:
    """Make a table's DataFrame from rows whose values stand in the table's column order.

    Parameters
    ----------
    table
        One of `TABLES`.
    rows
        Sequences as long as the table has columns; `None` is missing.
    """
    import pandas as pd

    columns = COLUMNS[table]
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pd.DataFrame(
        {name: pd.array(column, dtype=dtype) for (name, dtype), column in zip(columns.items(), values, strict=True)}
    )


def conform(table: str, data: pd.DataFrame) -> pd.DataFrame:
    """Give `data` the columns and dtypes of `table`; columns it lacks become `<NA>`, extra ones stay at the end."""
    columns = COLUMNS[table]
    extra = [name for name in data.columns if name not in columns]
    data = data.reindex(columns=[*columns, *extra])
    return data.astype(columns).reset_index(drop=True)


@dataclass(frozen=True)
class Coded:
    """A coded corpus: the ten tables and how they were made.

    Attributes
    ----------
    articles, segments, sentences, mentions, quotes, blame, roles, names, frames, issues
        DataFrames with the columns of `COLUMNS`.
    manifest
        Versions, input hashes, options, counts and denominators.
    """

    articles: pd.DataFrame
    segments: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    quotes: pd.DataFrame
    blame: pd.DataFrame
    roles: pd.DataFrame
    names: pd.DataFrame
    frames: pd.DataFrame
    issues: pd.DataFrame
    manifest: Mapping[str, Any] = field(default_factory=dict)

    def tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Yield (name, DataFrame) in the order of the contract."""
        for name in TABLES:
            yield name, getattr(self, name)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(data)} {name}" for name, data in self.tables())
        return f"Coded({counts})"

    def save(self, folder: str | os.PathLike[str], format: str = "parquet") -> Path:
        """Write one file a table and `manifest.json` into `folder`.

        The files are complete before any of them replaces an older one.

        Parameters
        ----------
        folder
            Made if it does not exist.
        format
            `"parquet"`, or `"csv"` (UTF-8 with a byte order mark, formula cells escaped, for spreadsheets).

        Raises
        ------
        ValueError
            If `format` is neither.
        """
        import pyarrow as pa

        saving.known_format(format)
        folder = Path(folder)
        found = {name: pa.Table.from_pandas(data, preserve_index=False) for name, data in self.tables()}
        tables = (saving.Rows(name, data.schema, [data]) for name, data in found.items())
        saving.save(tables, folder, format, lambda _: self.manifest)
        return folder


def load_coded(folder: str | os.PathLike[str]) -> Coded:
    """Read the tables that `Coded.save` wrote.

    Raises
    ------
    FileNotFoundError
        If the folder or one of its tables is missing; the message names it.
    """
    import pandas as pd

    folder = Path(folder)
    if not folder.is_dir():
        raise FileNotFoundError(f"no such folder: {folder}. `python -m analysis code INPUT --out {folder}` makes it")
    tables = {}
    for name in TABLES:
        parquet, csv = folder / f"{name}.parquet", folder / f"{name}.csv"
        if parquet.is_file():
            data = pd.read_parquet(parquet)
        elif csv.is_file():
            data = saving.from_spreadsheet(
                pd.read_csv(csv, dtype="string", encoding="utf-8-sig", keep_default_na=False, na_values=[""])
            )
        else:
            raise FileNotFoundError(
                f"{folder} has no {name}.parquet or {name}.csv: it is not a complete coded corpus. Code it again"
            )
        tables[name] = conform(name, data)
    manifest = folder / "manifest.json"
    return Coded(**tables, manifest=json.loads(manifest.read_text("utf-8")) if manifest.is_file() else {})
