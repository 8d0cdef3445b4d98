"""How often the machine is right: against gold codings, coder against coder, layer by layer, with intervals."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.evaluate.coders import compare as compare_coders
    from analysis.evaluate.gold import read_gold as read_gold
    from analysis.evaluate.published import accuracy as accuracy
    from analysis.evaluate.published import sentences as sentences
    from analysis.evaluate.published import unreliable as unreliable
    from analysis.evaluate.run import Evaluation as Evaluation
    from analysis.evaluate.run import by_outlet as by_outlet
    from analysis.evaluate.run import evaluate as evaluate

_HOMES = {
    "Evaluation": ("run", "Evaluation"),
    "accuracy": ("published", "accuracy"),
    "by_outlet": ("run", "by_outlet"),
    "compare_coders": ("coders", "compare"),
    "evaluate": ("run", "evaluate"),
    "read_gold": ("gold", "read_gold"),
    "sentences": ("published", "sentences"),
    "unreliable": ("published", "unreliable"),
}
__all__ = ["Evaluation", "accuracy", "by_outlet", "compare_coders", "evaluate", "read_gold", "sentences", "unreliable"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: a caption needs one small file, not the statistics."""
    if name in _HOMES:
        module, attribute = _HOMES[name]
        return getattr(import_module(f"{__name__}.{module}"), attribute)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
