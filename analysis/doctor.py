"""What this machine has of the things that Mizan can do without, what it does instead, and how to get them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Status = Literal["ok", "missing", "optional"]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked for.

    Attributes
    ----------
    what
        Its name.
    status
        `"ok"`; `"missing"`: Mizan does something less well without it; `"optional"`: missing, and only needed by who
        asks for it.
    detail
        Where it was found, or what is done instead.
    remedy
        The one command that gets it; empty where nothing is missing.
    """

    what: str
    status: Status
    detail: str
    remedy: str = ""


def examine() -> list[Finding]:
    """Look for everything, without touching the network."""
    checks: tuple[Callable[[], Finding], ...] = (lemmas, entities, font, raqm, chrome)
    return [check() for check in checks]


def lemmas() -> Finding:
    """Look for CAMeL Tools' morphological data."""
    from analysis.words.camel import INSTALL_LEMMAS, data_folder, lemma_data

    found = lemma_data()
    if found:
        return Finding("lemmas (CAMeL Tools)", "ok", str(found.parent))
    instead = f"not in {data_folder()}; the light clitic stripper is used, and every table says so"
    return Finding("lemmas (CAMeL Tools)", "missing", instead, _beside_python(INSTALL_LEMMAS))


def entities() -> Finding:
    """Look for the named-entity model."""
    from analysis.words.camel import INSTALL_ENTITIES, data_folder, entity_model

    found = entity_model()
    if found:
        return Finding("named entities", "ok", str(found))
    instead = f"no model in {data_folder()}; only `words actors`, which proposes actors, needs it (540 MB)"
    return Finding("named entities", "optional", instead, _beside_python(INSTALL_ENTITIES))


def font() -> Finding:
    """Look for a fine Arabic font."""
    from analysis.figures import fonts

    found = fonts.installed()
    if found:
        family, path = next(iter(found.items()))
        return Finding("Arabic font", "ok", f"{family} ({path})")
    instead = f"none installed; DejaVu Sans is used ({fonts.bundled()})"
    return Finding(
        "Arabic font", "missing", instead, _by_system("fonts-noto-core", "install the font Noto Naskh Arabic")
    )


def raqm() -> Finding:
    """Ask Pillow whether it joins Arabic letters by itself."""
    from PIL import features

    if features.check("raqm"):
        return Finding("raqm (Arabic in Pillow)", "ok", f"raqm {features.version('raqm')}")
    instead = "Pillow finds no fribidi; letters are joined with arabic-reshaper and python-bidi"
    return Finding("raqm (Arabic in Pillow)", "missing", instead, _by_system("libfribidi0", "brew install fribidi"))


def chrome() -> Finding:
    """Look for the browser that draws SVG, PDF and PNG."""
    from choreographer.browsers.chromium import Chromium

    found = Chromium.find_browser(skip_local=False)
    if found:
        return Finding("Chrome or Chromium", "ok", str(found))
    instead = "not found; figures are written as HTML and data, without SVG, PDF and PNG"
    return Finding("Chrome or Chromium", "missing", instead, _beside_python("plotly_get_chrome"))


def _beside_python(command: str) -> str:
    """Return the command so that it runs where Mizan's environment is not activated, too."""
    name = command.split(maxsplit=1)[0]
    beside = Path(sys.executable).parent / name
    return command if shutil.which(name) or not beside.is_file() else f"{beside}{command.removeprefix(name)}"


def _by_system(debian: str, elsewhere: str) -> str:
    return f"sudo apt install {debian}" if sys.platform == "linux" else elsewhere
