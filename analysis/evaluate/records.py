"""What is compared: one coding of one article, by a person or by the machine, as small frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from analysis.evaluate.spans import Span, trim

LAYERS = ("quotes", "blame", "roles", "names", "frames", "mentions")
"""The layers that can be evaluated, in the order in which they are reported."""

FIELDS = {
    "quotes": ("act", "outlet_stance", "side", "relay", "medium"),
    "blame": ("stance", "agency", "accuser_side", "blamed_side", "victim_side"),
    "roles": ("side", "role", "toward", "voice", "speaker_side", "polarity", "modality", "strength"),
    "names": ("referent", "variant", "voice", "marking", "effect"),
    "frames": ("frame", "voice"),
    "mentions": ("side", "form"),
}
"""The fields of each layer that are compared where both codings have them."""

Labels = Mapping[str, Any]
"""Field -> what was coded there; a field that a coding does not have is not compared."""


@dataclass(frozen=True)
class Origin:
    """Where a row of a coded table comes from; a person's coding has none."""

    rule_id: str | None = None
    confidence: float | None = None


BY_HAND = Origin()


@dataclass(frozen=True)
class Quote:
    """One reporting cue and its content.

    Attributes
    ----------
    raw, span
        The content as coded, and as it is compared (trimmed).
    kind, also
        Direct, mixed or indirect, and the kinds that a careful coder could defend as well.
    core
        Whether it counts; finding the others is neither right nor wrong.
    cue
        The reporting word.
    speaker, antecedent
        The speaker's mention in the sentence, and the mention that names an elided or pronominal speaker.
    speaker_text
        The speaker's surface where it has no position.
    continues
        Whether it is the later part of a quotation that its speaker's clause splits.
    """

    raw: Span
    span: Span
    kind: str | None
    also: frozenset[str] = frozenset()
    core: bool = True
    cue: Span | None = None
    speaker: Span | None = None
    antecedent: Span | None = None
    speaker_text: str = ""
    continues: bool = False
    labels: Labels = field(default_factory=dict)
    origin: Origin = BY_HAND

    @property
    def empty(self) -> bool:
        """Whether the row had no usable offsets."""
        return self.raw[0] == self.raw[1]


@dataclass(frozen=True)
class Blame:
    """Somebody, or the outlet, says that somebody did harm."""

    act: Span
    blamed: Span | None = None
    blamed_text: str = ""
    accuser: Span | None = None
    accuser_text: str = ""
    also_accusers: tuple[Span, ...] = ()
    voice: str | None = None
    core: bool = True
    labels: Labels = field(default_factory=dict)
    origin: Origin = BY_HAND

    @property
    def has_culprit(self) -> bool:
        """Whether somebody is blamed by name."""
        return bool(self.blamed or self.blamed_text)

    @property
    def has_accuser(self) -> bool:
        """Whether somebody other than the outlet accuses."""
        return bool(self.accuser or self.accuser_text)


@dataclass(frozen=True)
class Label:
    """A span with codes: a role, a name, a frame cue or a mention."""

    span: Span
    labels: Labels
    core: bool = True
    origin: Origin = BY_HAND


@dataclass(frozen=True)
class Article:
    """One coding of one article.

    Attributes
    ----------
    article_id, stem, sha256
        What it can be recognised by: its id, the name of its file, its bytes.
    text, outlet
        The article.
    layers
        The layers that were coded in it: a layer outside them is not compared here.
    not_quotes
        Spans in quotation marks that nobody is quoted as saying.
    ignore
        Spans on which two good coders could differ.
    labels
        Layer -> rows of roles, names, frames and mentions.
    """

    article_id: str
    stem: str
    text: str
    sha256: str = ""
    outlet: str | None = None
    layers: frozenset[str] = frozenset(LAYERS)
    quotes: tuple[Quote, ...] = ()
    not_quotes: tuple[Span, ...] = ()
    ignore: tuple[Span, ...] = ()
    blame: tuple[Blame, ...] = ()
    labels: Mapping[str, tuple[Label, ...]] = field(default_factory=dict)


def quote(text: str, raw: Span, kind: str | None, **others: Any) -> Quote:
    """Make a `Quote`, its content trimmed for comparison."""
    return Quote(raw, trim(text, raw), kind, **others)
