"""Draw plotly figures with Chrome, so that the same figure gives the same bytes."""

from __future__ import annotations

import io
import os
import re
from typing import TYPE_CHECKING, Any

from analysis.figures import fonts, page, raster

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import plotly.graph_objects as go

HOW_TO_GET_IT = (
    "SVG, PDF and PNG need Chrome or Chromium. Install Google Chrome, or on Debian and Ubuntu run `apt-get install "
    "chromium`; a browser elsewhere is named by the variable BROWSER_PATH. Then run the same command again."
)


def draw(plots: Mapping[Path, go.Figure]) -> str:
    """Draw each plot to its path, in the format that the ending names; one browser serves them all.

    Returns
    -------
    str
        Why nothing was drawn (there is no browser, or it does not start); empty where all was.

    Raises
    ------
    OSError
        If the browser fails at a figure; the message names its file.
    """
    if not plots:
        return ""
    import kaleido
    from choreographer.browsers.chromium import ChromeNotFoundError, Chromium
    from choreographer.errors import BrowserFailedError

    if "BROWSER_PATH" not in os.environ and Chromium.find_browser(skip_local=False) is None:
        return "No Chrome or Chromium was found."
    fonts.show_chrome_a_font()
    jobs = [{"fig": plot, "path": str(path), "opts": _options(plot, path.suffix[1:])} for path, plot in plots.items()]
    try:
        errors = kaleido.write_fig_from_object_sync(jobs, kopts={"n": 1, "page_generator": _page()})
    except (ChromeNotFoundError, BrowserFailedError) as error:
        return f"The browser did not start: {str(error.args[0]).partition('. ')[0]}."
    if errors:
        lost = ", ".join(path.name for path in plots if not path.is_file())
        raise OSError(f"Chrome could not draw {lost}: {errors[0]}")
    for path in plots:
        path.write_bytes({".svg": stable_svg, ".pdf": stable_pdf, ".png": small_png}[path.suffix](path.read_bytes()))
    return ""


def _page() -> Any:
    """Return the page in which kaleido draws, with nothing of the network and, in a PDF, no margin.

    Kaleido prints with a margin on a page of the figure's size: Chrome then makes all smaller and cuts the last line.
    """
    from kaleido import PageGenerator

    made = PageGenerator(plotly=str(page.plotly_path()), mathjax=False)
    made.header = made.header.replace("<style", "<style>@page{margin:0}</style><style", 1)
    return made


def _options(plot: go.Figure, ending: str) -> dict[str, object]:
    scale = raster.SCALE if ending == "png" else 1
    return {"format": ending, "width": plot.layout.width, "height": plot.layout.height, "scale": scale}


def stable_svg(drawn: bytes) -> bytes:
    """Replace the random id that plotly gives each drawing."""
    text = drawn.decode()
    if found := re.search(r'id="defs-([0-9a-f]{6})"', text):
        text = re.sub(rf"(defs-|clip|legend|\bg|\bp){found[1]}", r"\g<1>000000", text)
    return text.replace(' style=""', "").encode()


def stable_pdf(drawn: bytes) -> bytes:
    """Set the two dates in a PDF to the epoch, at equal length."""
    return re.sub(rb"\(D:\d{14}", b"(D:19700101000000", drawn)


def small_png(drawn: bytes) -> bytes:
    """Give a PNG its resolution and take what it does not need."""
    from PIL import Image

    return raster.png(Image.open(io.BytesIO(drawn)))
