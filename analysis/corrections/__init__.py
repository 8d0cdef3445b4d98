"""Corrections by hand: a wrong row is changed, deleted or added in a file that survives recoding.

A line of the file finds its row by the article's sha256, the offsets and the words that stand there, never by a row
number. A line that finds no row becomes an issue.
"""

from analysis.corrections.applying import apply
from analysis.corrections.captions import caption
from analysis.corrections.lines import Line, read
from analysis.corrections.recording import record

__all__ = ["Line", "apply", "caption", "read", "record"]
