"""Write figures to files: all of them or none, and never over a good one with a bad one."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.figures import chrome, page, rtl
from analysis.saving import for_spreadsheet, replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import plotly.graph_objects as go

    from analysis.figures.figure import Figure

IMAGES = ("svg", "pdf", "png")
MANIFEST = "manifest.json"
SENTENCES = 200
"""Occurrences of a word whose sentence is written out; the others are there with their offsets."""

LONGEST_CELL = 32_767
"""Characters that a cell of a spreadsheet holds."""


def figure_hash(figure: Figure) -> str:
    """Return the SHA-256 of the figure's JSON: what identifies it across machines."""
    return hashlib.sha256(figure.plot.to_json().encode()).hexdigest()


def stem(figure: Figure) -> str:
    """Return the file name without ending."""
    return f"{figure.name}.{figure.lang}"


def export(
    figures: Iterable[Figure], folder: str | os.PathLike[str], options: Mapping[str, Any]
) -> tuple[list[str], str]:
    """Write each figure as HTML, SVG, PDF and PNG, with its data, evidence and caption, and the manifest.

    Everything is written aside first and moved into place at the end, so that a failure leaves what was there. What
    a killed export left aside is removed by the next.

    Parameters
    ----------
    figures
        Figures, of one or two languages.
    folder
        Made if it does not exist.
    options
        What the manifest records of how they were made (JSON values).

    Returns
    -------
    missing : list of str
        Names of the files that were not drawn; earlier ones stay as they were.
    reason : str
        Why not; empty where nothing is missing.

    Raises
    ------
    OSError
        If the browser is there and fails at a figure. The folder is then as it was.
    """
    folder = Path(folder)
    entries: dict[str, Any] = dict(read_manifest(folder).get("figures", {}))
    with replacing(folder) as scratch:
        plots: dict[Path, go.Figure] = {}
        made: dict[str, dict[str, Any]] = {}
        for figure in figures:
            files = write_text(figure, scratch)
            for ending in IMAGES:
                target = scratch / f"{stem(figure)}.{ending}"
                files.append(target.name)
                if figure.picture is None or ending == "pdf":
                    plots[target] = figure.plot
                else:  # Pillow draws word clouds, with or without a browser
                    target.write_bytes(figure.picture.png() if ending == "png" else figure.picture.svg())
            made[stem(figure)] = {"figure": figure_hash(figure), "made_with": figure.made_with, "files": files}
        reason = chrome.draw(plots)
        missing = [path.name for path in plots] if reason else []
        for key, entry in made.items():
            old = entries.get(key, {}).get("files", {})
            record = {
                file: old[file] if file in missing else {"sha256": _hash(scratch / file), "figure": entry["figure"]}
                for file in sorted(entry["files"])
                if file not in missing or (file in old and (folder / file).is_file())
            }
            entries[key] = {**entry, "files": record}
        page.write_plotly(scratch)
        manifest = {"options": dict(options), "figures": dict(sorted(entries.items()))}
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (scratch / MANIFEST).write_text(text, "utf-8", newline="\n")
    return missing, reason


def write_text(figure: Figure, folder: Path) -> list[str]:
    """Write what needs no browser: HTML, data, evidence and caption. Return the files' names."""
    rows = pd.array([" ".join(rows) for rows in figure.data["rows"]], dtype="string")
    rows[[len(ids) > LONGEST_CELL for ids in rows]] = pd.NA  # the evidence has them, one a line
    data = figure.data.assign(rows=rows).drop(columns="label")
    named = stem(figure)
    (folder / f"{named}.html").write_text(page.html_page(figure), "utf-8", newline="\n")
    _write_csv(data, folder / f"{figure.name}.csv")
    if not (folder / f"{figure.name}.evidence.csv").is_file():  # the other language has written the same
        _write_csv(_printed(figure.evidence()), folder / f"{figure.name}.evidence.csv")
    said = {lang: f"{figure.title[lang]}\n{figure.caption[lang]}" for lang in ("en", "ar")}
    caption = f"{said['en']}\n\n{rtl.embed(said['ar'])}"
    (folder / f"{figure.name}.txt").write_text(caption + "\n", "utf-8", newline="\n")
    return [f"{named}.html", f"{figure.name}.csv", f"{figure.name}.evidence.csv", f"{figure.name}.txt"]


def _printed(evidence: pd.DataFrame) -> pd.DataFrame:
    """Leave out the sentence of most occurrences of a frequent word: thousands of pages that nobody reads."""
    far = (evidence["table"] == "terms") & (evidence.groupby("mark").cumcount() >= SENTENCES)
    return evidence.assign(sentence=evidence["sentence"].mask(far))


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of an exported folder, empty where there is none."""
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    try:
        manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise ValueError(f"{path} is damaged ({error}): delete it and write the figures again") from None
    return manifest


def stale(figures: Iterable[Figure], folder: str | os.PathLike[str]) -> tuple[list[str], list[str]]:
    """Tell what in an exported folder is not what the code gives today.

    Charts are compared by the hash of their JSON, data, evidence and captions byte for byte, images and pages by
    the hash that the manifest holds of them: their bytes depend on fonts and on the browser.

    Returns
    -------
    differences, notes : lists of str
        A line for each difference, none where all is current; and a line for each figure that cannot be compared
        because it was made with other lemmas or another font than this machine has.
    """
    folder = Path(folder)
    entries = read_manifest(folder).get("figures", {})
    differences: list[str] = []
    notes: list[str] = []
    for figure in figures:
        entry = entries.get(stem(figure))
        if entry is None:
            differences.append(f"{stem(figure)}: not in {MANIFEST}")
        elif entry["made_with"] != figure.made_with:
            notes.append(f"{stem(figure)}: made with {entry['made_with']}; here {figure.made_with}, so not compared")
        else:
            differences += _differences(figure, entry, folder)
    return list(dict.fromkeys(differences)), notes


def _differences(figure: Figure, entry: Mapping[str, Any], folder: Path) -> list[str]:
    made = figure_hash(figure)
    found = [] if entry["figure"] == made else [f"{stem(figure)}: the figure has changed"]
    with tempfile.TemporaryDirectory() as scratch:
        texts = {file: (Path(scratch) / file).read_bytes() for file in write_text(figure, Path(scratch))}
    there = {file: content for file, content in texts.items() if (folder / file).is_file()}
    found += [f"{file}: the content has changed" for file in there if (folder / file).read_bytes() != there[file]]
    expected = [f"{stem(figure)}.{ending}" for ending in IMAGES]
    for file in dict.fromkeys([*expected, *entry["files"]]):
        known = entry["files"].get(file)
        if not (folder / file).is_file():
            found.append(f"{file}: missing")
        elif known is None or known["sha256"] != _hash(folder / file):
            found.append(f"{file}: not the file that {MANIFEST} lists")
        elif known["figure"] != made and entry["figure"] == made and file in expected:
            found.append(f"{file}: drawn from an older figure")
    return found


def _write_csv(data: pd.DataFrame, path: Path) -> None:
    for_spreadsheet(data).to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
