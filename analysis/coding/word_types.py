"""What is known of a word type: its function-word classes, the reporting verbs it may be, its codebook phrases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from analysis.codebook import Entry
from analysis.coding.forms import Form

CLASSES = (
    "complementizer complementizer_b negation auxiliary opener_kana relative pronoun demonstrative preposition "
    "conjunction contrast time day month first_person self_reference abbreviation governor radical_b venue "
    "soft_boundary joiner that_is released question answer comment quantifier former "
    "object blessing stressed numeral subordinate topic"
).split()
(
    COMPLEMENTIZER, COMPLEMENTIZER_B, NEGATION, AUXILIARY, KANA, RELATIVE, PRONOUN, DEMONSTRATIVE, PREPOSITION,
    CONJUNCTION, CONTRAST, TIME, DAY, MONTH, FIRST_PERSON, SELF, ABBREVIATION, GOVERNOR, RADICAL_B, VENUE,
    SOFT_BOUNDARY, JOINER, THAT_IS, RELEASED, QUESTION, ANSWER, COMMENT, QUANTIFIER, FORMER,
    OBJECT, BLESSING, STRESSED, NUMERAL, SUBORDINATE, TOPIC,
) = (1 << bit for bit in range(len(CLASSES)))  # fmt: skip
"""Classes of function words, as bits of `Word.flags` (function_words.csv)."""
COMPLEMENTIZERS = COMPLEMENTIZER | COMPLEMENTIZER_B  # أن، بأن

WORD, NUMBER, MARK, SIGN = "word", "number", "mark", "sign"
COMMAS = frozenset("،,")


Node = dict[Any, Any]  # of the trie of phrases: key -> node, None -> payloads


class VerbForm(NamedTuple):
    """A word read as a form of a reporting verb; `skip` raw characters of proclitics, `suffixed` with a pronoun."""

    entry: ReportingVerb
    form: Form
    skip: int
    conjunction: bool
    preposition: str
    suffixed: bool
    future: bool


class ReportingVerb(NamedTuple):
    """An entry of verbs.csv; `frames` without T and t, `needs` the frames without which the word is something else."""

    lemma: str
    act: str
    stance: str
    frames: frozenset[str]
    needs: frozenset[str]
    target: bool
    needs_target: bool
    alif: bool  # the imperfect ends in ى (يرى)
    nominal: bool  # the perfect is spelled like a noun (رفض، ذكر)


class Phrase(NamedTuple):
    """A phrase of cues.csv or mediums.csv: its type, and its stance or medium."""

    type: str
    value: str


class Match(NamedTuple):
    """A phrase found: its payload, first and last token, and the raw characters of proclitics before it."""

    payload: Any
    first: int
    last: int
    skip: int
    conjunction: bool
    preposition: str


@dataclass(slots=True, eq=False)
class Word:
    """What is known of a word type: the same object for every occurrence."""

    surface: str
    fold: str
    kind: str
    flags: int = 0
    conjunction: int = 0  # raw length of an attached و or ف where the rest is a known word
    verbs: tuple[VerbForm, ...] = ()
    keys: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()  # keys as a later word of a phrase: without those that take و or ف off
    heads: tuple[tuple[Node, int, bool, str], ...] = ()
    title: Entry | None = None
    name_noun: str | None = None
    bare: str = ""  # folded, without و ف and article
    definite: bool = False
    preposition: str = ""  # an attached ب ل ك
    skip: int = 0  # raw characters of proclitics before a title noun
    counts: int = 0  # 1 for a word or number, 0 for a sign
