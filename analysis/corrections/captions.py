"""What a figure's caption says of the corrections behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.tables import Coded

_ENGLISH = {"changed": "changed", "deleted": "deleted", "added": "added"}
_ARABIC = {"changed": "عُدِّل", "deleted": "حُذف", "added": "أُضيف"}


def caption(coded: Coded, table: str) -> dict[str, str]:
    """Return the sentence on the corrected rows of a table by language; empty where none was corrected."""
    counts = coded.manifest.get("corrections", {}).get("rows", {}).get(table, {})
    done = {what: number for what, number in counts.items() if number}
    if not done:
        return {}
    english = ", ".join(f"{number} {_ENGLISH[what]}" for what, number in done.items())
    arabic = "، و".join(f"{_ARABIC[what]} {number}" for what, number in done.items())
    return {"en": f"Rows corrected by hand: {english}.", "ar": f"صفوف صُحّحت يدويًا: {arabic}."}
