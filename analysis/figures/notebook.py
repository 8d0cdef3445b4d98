"""Show a figure in a notebook: live in JupyterLab, as a picture on the web."""

from __future__ import annotations

import base64
import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.figures.figure import Figure

FOLDER = "figures"


def bundle(figure: Figure) -> dict[str, Any]:
    """Return what Jupyter displays: plotly JSON, the path of the exported picture, and the picture itself.

    The picture is taken from the folder `figures` here or above, and only where the manifest says that it was drawn
    from this very figure: GitHub and JupyterLab would show a stale one.
    """
    from analysis.figures.exporting import figure_hash, read_manifest, stem

    name = f"{stem(figure)}.png"
    shown: dict[str, Any] = {
        "application/vnd.plotly.v1+json": json.loads(figure.plot.to_json()),
        "text/plain": f"{FOLDER}/{name}",
    }
    for parent in (Path.cwd(), *Path.cwd().parents):
        if (parent / FOLDER / name).is_file():
            entry = read_manifest(parent / FOLDER).get("figures", {}).get(stem(figure), {})
            if entry.get("files", {}).get(name, {}).get("figure") == figure_hash(figure):
                shown["image/png"] = _at_screen_size(parent / FOLDER / name, int(figure.plot.layout.width))
            break
    return shown


def _at_screen_size(path: Path, width: int) -> str:
    """Return a picture (PNG, base64) as wide as its figure on the screen, in pixels.

    JupyterLab shows it, pixel by pixel, until the mouse enters; the picture for print would be four times too large.
    """
    from PIL import Image

    with Image.open(path) as image:
        height = round(image.height * width / image.width)
        small = image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    target = BytesIO()
    small.quantize(256).save(target, "png", optimize=True)
    return base64.b64encode(target.getvalue()).decode("ascii")


def show(figure: Figure) -> None:
    """Display a figure from anywhere in a cell (as the last line of a cell, the figure alone does the same)."""
    from IPython.display import display

    display(bundle(figure), raw=True)  # type: ignore[no-untyped-call]
