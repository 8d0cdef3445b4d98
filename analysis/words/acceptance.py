"""What a scholar accepts into a codebook folder of their own."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.codebook import SCHEMAS

if TYPE_CHECKING:
    import pandas as pd


def accept(proposals: pd.DataFrame, folder: str | os.PathLike[str]) -> int:
    """Add proposals to the actors.csv of a scholar's codebook folder and return how many were new.

    Parameters
    ----------
    proposals
        The rows of `propose_actors` that the scholar keeps; `name` and `kind` are read, `side` where it is filled in.
    folder
        The codebook folder; made if it does not exist. Lines that stand in its actors.csv stay as they are.

    Raises
    ------
    ValueError
        If `proposals` lacks a column, or the scholar's actors.csv has other columns than ours.
    """
    missing = {"name", "kind"} - set(proposals.columns)
    if missing:
        raise ValueError(f"the proposals have no column {min(missing)!r}: keep the columns of the proposed table")
    path, columns = Path(folder) / "actors.csv", SCHEMAS["actors"].columns
    path.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text("utf-8") if path.is_file() else "\ufeff" + ",".join(columns) + "\n"
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if line.strip() and not line.startswith("#")]
    header = next(csv.reader(lines[:1]), list(columns))
    if not set(header) >= {"actor_id", "side", "kind", "label_ar", "names"}:
        raise ValueError(f"{path} has other columns than actors.csv of the codebook: {','.join(columns)}")
    present = {row["actor_id"] for row in csv.DictReader(lines)}
    added = io.StringIO()
    writer = csv.DictWriter(added, header, lineterminator="\n", extrasaction="ignore")
    new = 0
    for row in proposals.astype("object").where(proposals.notna(), "").to_dict("records"):
        actor_id = f"{row['kind']}:{row['name'].replace(' ', '_')}"
        if actor_id in present:
            continue
        present.add(actor_id)
        new += 1
        entry = dict.fromkeys(columns, "") | {"actor_id": actor_id, "side": row.get("side", ""), "kind": row["kind"]}
        writer.writerow(entry | {"label_en": row["name"], "label_ar": row["name"], "names": row["name"]})
    scratch = path.with_suffix(".csv.new")
    scratch.write_text(text + ("" if text.endswith("\n") else "\n") + added.getvalue(), "utf-8", newline="")
    scratch.replace(path)
    return new
