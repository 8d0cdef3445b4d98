"""Write figures to files: all of them or none, and never over a good one with a bad one."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.figures import fonts, page, rtl
from analysis.tables import for_spreadsheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

    from analysis.figures.figure import Figure

IMAGES = ("svg", "pdf", "png")
PNG_SCALE = 4
"""Pixels a CSS pixel: 384 an inch."""

MANIFEST = "manifest.json"

NO_CHROME = (
    "No Chrome or Chromium was found, so only HTML and data were written. Install Google Chrome, or on Debian and "
    "Ubuntu run `apt-get install chromium`; a browser elsewhere is named by the variable BROWSER_PATH. Then run again."
)


def figure_hash(figure: Figure) -> str:
    """Return the SHA-256 of the figure's JSON: what identifies it across machines."""
    return hashlib.sha256(figure.plot.to_json().encode()).hexdigest()


def stem(figure: Figure) -> str:
    """Return the file name without ending."""
    return f"{figure.name}.{figure.lang}"


def export(figures: Iterable[Figure], folder: str | os.PathLike[str], options: Mapping[str, Any]) -> list[str]:
    """Write each figure as HTML, SVG, PDF and PNG, with its data, evidence and caption, and the manifest.

    Everything is written aside first and moved into place at the end, so that a failure leaves what was there.

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
    list of str
        Names of the image files that could not be drawn because there is no Chrome; earlier ones stay as they were.

    Raises
    ------
    RuntimeError
        If Chrome is there and fails; the message names the figure. The folder is then as it was.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    manifest = read_manifest(folder)
    missing: list[str] = []
    entries: dict[str, Any] = dict(manifest.get("figures", {}))
    with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as name, images() as draw:
        scratch = Path(name)
        for figure in figures:
            files = write_text(figure, scratch)
            made = figure_hash(figure)
            for ending in IMAGES:
                target = f"{stem(figure)}.{ending}"
                content = draw(figure, ending)
                if content is None:
                    missing.append(target)
                else:
                    (scratch / target).write_bytes(content)
                    files.append(target)
            old = entries.get(stem(figure), {}).get("files", {})
            fresh = {file: {"sha256": _hash(scratch / file), "figure": made} for file in files}
            kept = {file: value for file, value in old.items() if file in missing and (folder / file).is_file()}
            entries[stem(figure)] = {"figure": made, "files": dict(sorted({**kept, **fresh}.items()))}
        page.write_plotly(scratch)
        record = {"options": dict(options), "figures": dict(sorted(entries.items()))}
        text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (scratch / MANIFEST).write_text(text, "utf-8")
        names = sorted(path.name for path in scratch.iterdir() if path.name != MANIFEST)
        for file in [*names, MANIFEST]:  # the manifest last: what it lists is in place
            (scratch / file).replace(folder / file)
    return missing


def write_text(figure: Figure, folder: Path) -> list[str]:
    """Write what needs no browser: HTML, data, evidence and caption. Return the files' names."""
    data = figure.data.assign(rows=[" ".join(rows) for rows in figure.data["rows"]]).drop(columns="label")
    named = stem(figure)
    (folder / f"{named}.html").write_text(page.html_page(figure), "utf-8", newline="\n")
    _write_csv(data, folder / f"{figure.name}.csv")
    _write_csv(figure.evidence(), folder / f"{figure.name}.evidence.csv")
    said = {lang: f"{figure.title[lang]}\n{figure.caption[lang]}" for lang in ("en", "ar")}
    caption = f"{said['en']}\n\n{rtl.embed(said['ar'])}"
    (folder / f"{figure.name}.txt").write_text(caption + "\n", "utf-8", newline="\n")
    return [f"{named}.html", f"{figure.name}.csv", f"{figure.name}.evidence.csv", f"{figure.name}.txt"]


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


def stale(figures: Iterable[Figure], folder: str | os.PathLike[str]) -> list[str]:
    """Tell what in an exported folder is not what the code gives today.

    Charts are compared by the hash of their JSON, data, evidence and captions byte for byte, images and pages by
    the hash that the manifest holds of them: their bytes depend on fonts and on the browser.

    Returns
    -------
    list of str
        A line for each difference; empty where all is current.
    """
    folder = Path(folder)
    entries = read_manifest(folder).get("figures", {})
    found: list[str] = []
    for figure in figures:
        entry, made = entries.get(stem(figure)), figure_hash(figure)
        if entry is None:
            found.append(f"{stem(figure)}: not in {MANIFEST}")
            continue
        if entry["figure"] != made:
            found.append(f"{stem(figure)}: the figure has changed")
        with tempfile.TemporaryDirectory() as scratch:
            texts = {file: (Path(scratch) / file).read_bytes() for file in write_text(figure, Path(scratch))}
        there = {file: content for file, content in texts.items() if (folder / file).is_file()}
        found += [f"{file}: the content has changed" for file in there if (folder / file).read_bytes() != there[file]]
        expected = [f"{stem(figure)}.{ending}" for ending in IMAGES]
        for file in [*expected, *(file for file in entry["files"] if file not in expected)]:
            if not (folder / file).is_file():
                found.append(f"{file}: missing")
            elif (known := entry["files"].get(file)) is None or known["sha256"] != _hash(folder / file):
                found.append(f"{file}: not the file that {MANIFEST} lists")
            elif known["figure"] != made and entry["figure"] == made:
                found.append(f"{file}: drawn from an older figure")
    return list(dict.fromkeys(found))


@contextmanager
def images() -> Iterator[Any]:
    """Yield a function (figure, `"svg" | "pdf" | "png"`) -> bytes, or None where there is no Chrome to draw with.

    One browser serves the whole batch, and starts with the first image that needs it.
    """
    chrome = Chrome()
    try:
        yield chrome.draw
    finally:
        chrome.stop()


class Chrome:
    """A browser that turns plotly figures into images."""

    def __init__(self) -> None:
        self.state = "off"

    def draw(self, figure: Figure, ending: str) -> bytes | None:
        """Return the image's bytes, the same on every run on this machine; None without a browser."""
        if figure.picture is not None and ending != "pdf":  # Pillow draws word clouds, with or without Chrome
            return figure.picture.png() if ending == "png" else figure.picture.svg()
        if self.state == "off":
            self.state = "on" if self._start() else "absent"
        if self.state == "absent":
            return None
        import kaleido

        layout = figure.plot.layout
        scale = PNG_SCALE if ending == "png" else 1
        options = {"format": ending, "width": layout.width, "height": layout.height, "scale": scale}
        try:
            drawn: bytes = kaleido.calc_fig_sync(figure.plot, opts=options)
        except Exception as error:
            raise RuntimeError(f"Chrome could not draw {stem(figure)}.{ending}: {error}") from error
        if ending == "png":
            return drawn
        return stable_svg(drawn) if ending == "svg" else stable_pdf(drawn)

    @staticmethod
    def _start() -> bool:
        import kaleido
        from choreographer.browsers.chromium import Chromium

        if Chromium.find_browser(skip_local=False) is None:
            return False
        fonts.show_chrome_a_font()
        kaleido.start_sync_server(n=1, silence_warnings=True, plotlyjs=str(page.plotly_path()))
        return True

    def stop(self) -> None:
        """Close the browser."""
        if self.state == "on":
            import kaleido

            kaleido.stop_sync_server(silence_warnings=True)
            self.state = "off"


def stable_svg(drawn: bytes) -> bytes:
    """Replace the random id that plotly gives each drawing, so that the same figure gives the same bytes."""
    text = drawn.decode()
    if found := re.search(r'id="defs-([0-9a-f]{6})"', text):
        text = re.sub(rf"(defs-|clip|legend|\bg|\bp){found[1]}", r"\g<1>000000", text)
    return text.replace(' style=""', "").encode()


def stable_pdf(drawn: bytes) -> bytes:
    """Set the two dates in a PDF to the epoch, at equal length."""
    return re.sub(rb"\(D:\d{14}", b"(D:19700101000000", drawn)


def _write_csv(data: pd.DataFrame, path: Path) -> None:
    for_spreadsheet(data).to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
