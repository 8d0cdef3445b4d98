"""The classroom: students code sentences blind, in a sheet or a notebook, and compare themselves with each other.

from analysis import classroom
classroom.sheets(coded, "class", articles=["001", "003"])      # sheet.xlsx, sheet.csv, handout.html
classroom.Coding(coded, "maryam", "class", articles=["001"])   # the same in a notebook, by clicks
classroom.compare(["class/maryam.csv", "class/yusuf.xlsx"], coded)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.classroom.comparison import Comparison as Comparison
    from analysis.classroom.comparison import compare as compare
    from analysis.classroom.sheet import sheets as sheets
    from analysis.classroom.widget import Coding as Coding

_HOMES = {"Coding": "widget", "Comparison": "comparison", "compare": "comparison", "sheets": "sheet"}
__all__ = ["Coding", "Comparison", "compare", "sheets"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: widgets and spreadsheets are heavy."""
    if name in _HOMES:
        return getattr(import_module(f"analysis.classroom.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'analysis.classroom' has no attribute {name!r}")
