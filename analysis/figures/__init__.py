"""Figures that a journal prints, each mark of which leads to its sentences.

    from analysis import figures
    figure = figures.who_speaks(coded, lang="ar")
    figure.rows("m3")

Every figure is a function of a coded corpus; `FIGURES` lists them by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.figures.blame import who_blames_whom
from analysis.figures.days import timeline
from analysis.figures.exporting import export, stale
from analysis.figures.figure import Figure
from analysis.figures.keywords import key_cloud, keyness, word_cloud
from analysis.figures.names import event_nouns, names_by_outlet
from analysis.figures.notebook import show
from analysis.figures.roles import headline_vs_body, roles_by_voice
from analysis.figures.speech import verbs_by_side, who_speaks

if TYPE_CHECKING:
    from collections.abc import Callable

FIGURES: dict[str, Callable[..., Figure]] = {
    function.__name__: function
    for function in (
        who_speaks,
        verbs_by_side,
        who_blames_whom,
        roles_by_voice,
        headline_vs_body,
        names_by_outlet,
        event_nouns,
        keyness,
        timeline,
        word_cloud,
        key_cloud,
    )
}
"""Name -> function of (coded, lang, width), in the order of a report."""

__all__ = [
    "FIGURES",
    "Figure",
    "event_nouns",
    "export",
    "headline_vs_body",
    "key_cloud",
    "keyness",
    "names_by_outlet",
    "roles_by_voice",
    "show",
    "stale",
    "timeline",
    "verbs_by_side",
    "who_blames_whom",
    "who_speaks",
    "word_cloud",
]
