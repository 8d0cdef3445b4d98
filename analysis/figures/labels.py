"""What outlets, sides and codes are called in a figure, in English or Arabic."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis import codebook
from analysis.codebook.labels import names

if TYPE_CHECKING:
    from analysis.tables import Coded

INFERRED = ("high", "medium")
"""Values of `articles.outlet_confidence` of an outlet that somebody inferred: the page does not name it."""


def text(figure: str, what: str, **values: object) -> dict[str, str]:
    """Return a text of `figures.yaml` by language, with `values` in the place of the names in braces."""
    texts = _texts()[figure]
    return {lang: str(texts[f"{what}_{lang}"]).format(**values) for lang in ("en", "ar")}


@cache
def _texts() -> dict[str, dict[str, str]]:
    return codebook.read().codes("figures")


class Labels:
    """The names to print in a figure of one corpus.

    Parameters
    ----------
    coded
        The corpus; its `articles` tell how an outlet is called in Arabic and how sure that is, its manifest how a
        scholar's own codebook calls things.
    lang
        `"en"` or `"ar"`.
    """

    def __init__(self, coded: Coded, lang: str) -> None:
        if lang not in ("en", "ar"):
            raise ValueError(f"language {lang!r} is not known: use 'en' or 'ar'")
        self.lang = lang
        self.arabic = lang == "ar"
        self.direction = "rtl" if self.arabic else "ltr"
        own = coded.manifest.get("codebook", {}).get("labels", [])
        named: dict[tuple[str, str], tuple[str, str]] = {(kind, code): (en, ar) for kind, code, en, ar in own}
        self._names = names(codebook.read()) | named
        self._outlets = self._outlet_names(coded)

    def _outlet_names(self, coded: Coded) -> dict[str, str]:
        known: dict[str, tuple[str, set[str]]] = {}
        columns = [coded.articles[name].tolist() for name in ("outlet", "outlet_ar", "outlet_confidence")]
        for outlet, arabic, confidence in zip(*columns, strict=True):
            if isinstance(outlet, str):
                name, sure = known.setdefault(outlet, (outlet, set()))
                if self.arabic and name == outlet and isinstance(arabic, str):
                    known[outlet] = (arabic, sure)
                sure.add(confidence if isinstance(confidence, str) else "")
        names: dict[str, str] = {}
        for outlet, (name, sure) in sorted(known.items()):
            if "low" in sure and not outlet.lower().startswith("unidentified"):
                names[outlet] = f"{name} ({self.code('confidence', 'unidentified')})"
            elif "low" not in sure and sure & set(INFERRED):
                names[outlet] = f"{name} ({self.code('confidence', 'inferred')})"
            else:
                names[outlet] = name
        double = [name for name in names.values() if list(names.values()).count(name) > 1]
        return {outlet: f"{name} ({outlet})" if name in double else name for outlet, name in names.items()}

    def outlet(self, outlet: object) -> str:
        """Return the outlet's name, with a word where the page does not name it."""
        if not isinstance(outlet, str) or outlet in ("unknown", "others"):
            return self.code("outlet", outlet if isinstance(outlet, str) else "unknown")
        return self._outlets.get(outlet, outlet)

    def join(self, *parts: str) -> str:
        """Return the parts with the language's comma between them."""
        return ("، " if self.arabic else ", ").join(parts)

    def side(self, side: object) -> str:
        """Return the name of a side, a missing one as "speaker not found"."""
        return self.code("side", side if isinstance(side, str) else "unknown")

    def blamed(self, side: str) -> str:
        """Return the name of who blames or is blamed: a side, "nobody named", or somebody of no known side."""
        return self.code("blamed", side) if side in ("unknown", "none") else self.side(side)

    def referent(self, referent: str) -> str:
        """Return the name of what is named: an actor, a side, a side's forces or leader, or something else."""
        if ("actor", referent) in self._names:
            return self.code("actor", referent)
        if ("side", referent) in self._names:
            return self.side(referent)
        kind, _, side = referent.partition(":")
        return self.code("referent", kind).format(side=self.side(side)) if side else self.code("referent", referent)

    def code(self, kind: str, code: str) -> str:
        """Return the name of a value of the tables; an unknown one as it stands."""
        english, arabic = self._names.get((kind, code), (code.replace("_", " "),) * 2)
        return arabic if self.arabic else english

    def events(self) -> dict[str, tuple[str, str]]:
        """Return event -> its name in English and in Arabic, for those that have one."""
        return {code: named for (kind, code), named in self._names.items() if kind == "event"}

    def date(self, date: object) -> str:
        """Return a date, or the words for none."""
        if isinstance(date, str):
            return date
        return text("common", "no_date")[self.lang]

    def and_more(self, count: int) -> str:
        """Return the line that tells how many sentences a hover leaves out."""
        return text("common", "more_rows", count=f"{count:,}")[self.lang]
