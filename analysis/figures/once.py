"""Remember what was measured of a corpus: its figures ask for the same thing again and again."""

from __future__ import annotations

import weakref
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.tables import Coded

T = TypeVar("T")


def once(measure: Callable[[Coded], T]) -> Callable[[Coded], T]:
    """Remember what `measure` gives for the last corpus: every figure asks for it in two languages."""
    last: list[Any] = []

    @wraps(measure)
    def remembered(coded: Coded) -> T:
        if not last or last[0]() is not coded:
            last[:] = [weakref.ref(coded, lambda _: last.clear()), measure(coded)]
        return cast("T", last[1])

    return remembered
