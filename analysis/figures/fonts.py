"""Find a font that has Arabic letters, for Pillow and for Chrome."""

from __future__ import annotations

import os
import sys
import tempfile
from functools import cache
from pathlib import Path

PREFERRED = (
    "Noto Naskh Arabic",
    "Amiri",
    "Noto Sans Arabic",
    "Scheherazade New",
    "Geeza Pro",
    "Arabic Typesetting",
    "Segoe UI",
    "Tahoma",
    "Arial",
)
"""Families that have Arabic, the finest first; DejaVu Sans, which matplotlib brings, closes the list."""

FAMILIES = "Noto Sans, Noto Sans Arabic, Segoe UI, Tahoma, DejaVu Sans, Arial, sans-serif"
"""The CSS families of every chart: a plain sans serif, with an Arabic that sits well beside it."""

_ALPHABET = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگ"


def bundled() -> Path:
    """Return the path of DejaVu Sans as matplotlib ships it (all Arabic letters and their joined forms)."""
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"


@cache
def installed() -> dict[str, Path]:
    """Return family -> file of the installed fonts in `PREFERRED` that really have the Arabic letters."""
    from matplotlib import font_manager

    found: dict[str, Path] = {}
    for path in sorted(font_manager.findSystemFonts()):
        if not any(family.replace(" ", "").lower() in Path(path).stem.replace(" ", "").lower() for family in PREFERRED):
            continue
        try:
            family, style = font_manager.get_font(path).family_name, font_manager.get_font(path).style_name
        except (OSError, RuntimeError):
            continue
        if family in PREFERRED and style in ("Regular", "Book") and has(Path(path), _ALPHABET):
            found.setdefault(family, Path(path))
    return {family: found[family] for family in PREFERRED if family in found}


def has(path: Path, text: str) -> bool:
    """Tell whether the font at `path` has a glyph for each letter of `text`."""
    from matplotlib import font_manager

    glyphs = font_manager.get_font(str(path)).get_charmap()
    return all(ord(char) in glyphs for char in text if not char.isspace())


def arabic(text: str = "") -> Path:
    """Return the font file to draw Arabic with.

    Parameters
    ----------
    text
        What will be drawn, as Pillow gets it: where Pillow does not shape, that is joined forms, which the finer
        fonts keep elsewhere, so that DejaVu Sans is taken.
    """
    return next((path for path in installed().values() if has(path, text)), bundled())


def show_chrome_a_font() -> None:
    """Let Chrome find DejaVu Sans where the machine has no Arabic font: without one, the words vanish silently."""
    if sys.platform != "linux" or installed() or "FONTCONFIG_FILE" in os.environ:
        return
    path = Path(tempfile.gettempdir()) / f"mizan-fonts-{os.getuid()}.conf"
    include = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig>{include}<dir>{bundled().parent}</dir></fontconfig>\n",
        "utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(path)
