"""Mizan compares how Arabic news outlets report one event: who speaks, who is blamed, who plays which part.

import analysis
corpus = analysis.load("seeds")
coded = analysis.code(corpus)
coded.save("results")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.coding.run import code as code
    from analysis.corpus import Corpus as Corpus
    from analysis.corpus import load as load
    from analysis.tables import Coded as Coded
    from analysis.tables import load_coded as load_coded

__version__ = "0.1.0"

_HOMES = {
    "load": "analysis.corpus",
    "Corpus": "analysis.corpus",
    "code": "analysis.coding.run",
    "Coded": "analysis.tables",
    "load_coded": "analysis.tables",
    "read": "analysis.reader",
}
__all__ = ["Coded", "Corpus", "code", "load", "load_coded", "read"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `import analysis` stays quick."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
