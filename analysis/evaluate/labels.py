"""Roles, names, frames and mentions: spans with codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from analysis.evaluate.matching import CORE, Pairs, assign
from analysis.evaluate.outcomes import Count, Outcome, by_rule, share
from analysis.evaluate.records import FIELDS, Article, Label
from analysis.evaluate.spans import iou, overlap, trim
from analysis.evaluate.units import sentence_at
from analysis.text import fold

Compared = tuple[list[Count], list[Outcome]]


class _Rule(NamedTuple):
    """How a layer is compared.

    Attributes
    ----------
    measure
        Its name.
    found
        Whether a coded row finds a gold row.
    code
        The code by which rows are grouped, a column of the table.
    fields
        Fields that are compared where a row is found so.
    outside
        Whether a coded row that finds nothing is outside what the gold codes.
    """

    measure: str
    found: Callable[[str, Label, Label], bool]
    code: str
    fields: tuple[str, ...] = ()
    outside: Callable[[Label], bool] = lambda row: False


def compare(article: Article, layer: str, coded: Sequence[Label]) -> Compared:
    """Compare the coded rows of a layer with the gold of one article.

    A role is found where a clause that meets the gold one gives the same side the same role (`party`: any role).
    A name is found where the spans agree by a half. A mention is found where a coded mention of the same side meets
    it; coded mentions of persons and bodies that name no country are not counted, because the gold holds countries,
    capitals and demonyms. A frame is found where the same sentence has it.
    """
    gold = article.labels.get(layer, ())
    if layer == "frames":
        return _frames(article, gold, coded)
    counts: list[Count] = []
    outcomes: list[Outcome] = []
    for rule in _RULES[layer]:
        pairs = assign(len(gold), len(coded), _weight(article.text, layer, gold, coded, rule))
        hits = [(gold[i], coded[j]) for i, j in pairs if gold[i].core]
        free = _free(article.text, gold, coded, pairs, rule)
        counted = [row for j, row in enumerate(coded) if j not in free]
        counts += _found(layer, rule, [row for row in gold if row.core], counted, hits)
        counts += _fields(layer, rule, hits)
        outcomes = outcomes or list(_outcomes(article, layer, coded, hits, free))
    return counts, outcomes


def _free(text: str, gold: Sequence[Label], coded: Sequence[Label], pairs: Pairs, rule: _Rule) -> set[int]:
    """Return the coded rows that are neither right nor wrong: they find, or say again, what stands on the border."""
    partner = {j: gold[i] for i, j in pairs}
    border = [one for one in gold if not one.core]

    def is_free(j: int, row: Label) -> bool:
        if j in partner:
            return not partner[j].core
        return not row.core or rule.outside(row) or any(rule.found(text, one, row) for one in border)

    return {j for j, row in enumerate(coded) if is_free(j, row)}


def _weight(
    text: str, layer: str, gold: Sequence[Label], coded: Sequence[Label], rule: _Rule
) -> Callable[[int, int], float]:
    def weight(i: int, j: int) -> float:
        one, other = gold[i], coded[j]
        if not rule.found(text, one, other):
            return 0.0
        agreeing = sum(_alike(field, one, other) for field in FIELDS[layer])
        return (CORE if one.core else 1.0) + iou(one.span, other.span) + 0.01 * agreeing

    return weight


def _alike(field: str, gold: Label, coded: Label) -> bool:
    right, found = gold.labels.get(field), coded.labels.get(field)
    if field == "role":
        return found == right or found in gold.labels.get("also", ())
    if right is None or found is None:
        return right is None and found is None
    return normal(right) == normal(found)


def normal(value: object) -> str:
    """Return a code as it is compared: folded, several sides in alphabetical order."""
    return "|".join(sorted(fold(part.strip()) for part in str(value).split("|")))


# ---------------------------------------------------------------- what counts as found


def _role(text: str, gold: Label, coded: Label) -> bool:
    return _party(text, gold, coded) and _alike("role", gold, coded)


def _party(text: str, gold: Label, coded: Label) -> bool:
    return overlap(gold.span, coded.span) > 0 and _alike("side", gold, coded)


def _name(text: str, gold: Label, coded: Label) -> bool:
    return iou(trim(text, gold.span), trim(text, coded.span)) >= 0.5


def _mention(text: str, gold: Label, coded: Label) -> bool:
    return overlap(gold.span, coded.span) > 0 and _alike("side", gold, coded)


def _mention_place(text: str, gold: Label, coded: Label) -> bool:
    return overlap(gold.span, coded.span) > 0


def _no_country(row: Label) -> bool:
    """Whether a mention is of a person or body and names no country."""
    kind = str(row.labels.get("actor_id") or "").partition(":")[0]
    return row.labels.get("form") in ("title", "pronoun") or kind in _NO_COUNTRY


_NO_COUNTRY = frozenset({"person", "org", "group", "media", "region"})
_RULES: dict[str, tuple[_Rule, ...]] = {
    "roles": (_Rule("ascription", _role, "role", FIELDS["roles"][2:]), _Rule("party", _party, "side", ("role",))),
    "names": (_Rule("name", _name, "effect", FIELDS["names"]),),
    "mentions": (
        _Rule("mention", _mention, "side", ("form",), _no_country),
        _Rule("place", _mention_place, "form", ("side",), _no_country),
    ),
}


# ---------------------------------------------------------------- counts


def _found(
    layer: str, rule: _Rule, gold: Sequence[Label], coded: Sequence[Label], hits: Sequence[tuple[Label, Label]]
) -> Iterator[Count]:
    yield Count(layer, rule.measure, "all", "all", len(hits), len(coded), len(hits), len(gold))
    right = {id(row) for _, row in hits}
    yield from by_rule(layer, rule.measure, ((row.origin, id(row) in right) for row in coded))
    for by in {rule.code, "strength"} & set(FIELDS[layer]):
        sides = ([row for _, row in hits], coded, [one for one, _ in hits], gold)
        for value in sorted({str(row.labels.get(by)) for rows in sides for row in rows}):
            yield Count(layer, rule.measure, by, value, *(_having(rows, by, value) for rows in sides))


def _having(rows: Iterable[Label], by: str, value: str) -> int:
    return sum(str(row.labels.get(by)) == value for row in rows)


def _fields(layer: str, rule: _Rule, hits: Sequence[tuple[Label, Label]]) -> Iterator[Count]:
    for field in rule.fields:
        pairs = [(one, row) for one, row in hits if field in one.labels]
        if pairs:
            yield share(layer, field, (_alike(field, one, row) for one, row in pairs))


def _outcomes(
    article: Article, layer: str, coded: Sequence[Label], hits: Sequence[tuple[Label, Label]], free: set[int]
) -> Iterator[Outcome]:
    found = {id(one): row for one, row in hits}
    right = {id(row) for _, row in hits}
    for one in article.labels.get(layer, ()):
        row = found.get(id(one))
        if row is not None:
            wrong = {
                field: (str(one.labels[field] or ""), str(row.labels.get(field) or ""))
                for field in FIELDS[layer]
                if field in one.labels and not _alike(field, one, row)
            }
            yield Outcome(layer, "hit", one.span, row.span, code(layer, row), row.origin, wrong)
        elif one.core:
            yield Outcome(layer, "miss", one.span, None, code(layer, one))
    for j, row in enumerate(coded):
        if id(row) not in right:
            status = "optional" if j in free else "false"
            yield Outcome(layer, status, None, row.span, code(layer, row), row.origin)


def code(layer: str, row: Label) -> str:
    """Say in a word or two what a row codes."""
    fields = {
        "roles": ("side", "role"),
        "names": ("referent", "variant"),
        "frames": ("frame",),
        "mentions": ("side", "form"),
    }
    return " · ".join(str(row.labels.get(field) or "∅") for field in fields[layer])


# ---------------------------------------------------------------- frames


def _frames(article: Article, gold: Sequence[Label], coded: Sequence[Label]) -> Compared:
    """Compare sentence by sentence: which frames it has, and in whose voice."""
    text = article.text
    core, border, found = (
        _by_sentence(text, rows)
        for rows in ([r for r in gold if r.core], [r for r in gold if not r.core], [r for r in coded if r.core])
    )
    free = set(border) - set(core)
    counted = {unit: row for unit, row in found.items() if unit not in free}
    hits = set(core) & set(counted)
    counts = [Count("frames", "frame", "all", "all", len(hits), len(counted), len(hits), len(core))]
    counts += by_rule("frames", "frame", ((row.origin, unit in hits) for unit, row in counted.items()))
    for frame in sorted({frame for _, frame in [*core, *counted]}):
        sets = (hits, counted, hits, core)
        counts.append(Count("frames", "frame", "frame", frame, *(sum(f == frame for _, f in units) for units in sets)))
    voiced = [(core[unit].labels.get("voice"), counted[unit].labels.get("voice")) for unit in hits]
    counts.append(share("frames", "voice", (a == b for a, b in voiced)))
    outcomes = [Outcome("frames", "hit", core[u].span, counted[u].span, u[1], counted[u].origin) for u in sorted(hits)]
    outcomes += [Outcome("frames", "miss", core[u].span, None, u[1]) for u in sorted(set(core) - hits)]
    outcomes += [
        Outcome("frames", "false", None, counted[u].span, u[1], counted[u].origin) for u in sorted(set(counted) - hits)
    ]
    return counts, outcomes


def _by_sentence(text: str, rows: Iterable[Label]) -> dict[tuple[int, str], Label]:
    """Return the first row of each frame in each sentence."""
    units: dict[tuple[int, str], Label] = {}
    for row in rows:
        units.setdefault((sentence_at(text, row.span[0]), str(row.labels["frame"])), row)
    return units
