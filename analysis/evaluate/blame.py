"""Blame: who accuses whom of what, in whose voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.evaluate import speakers
from analysis.evaluate.matching import CORE, Pairs, assign
from analysis.evaluate.outcomes import Count, Outcome, by_rule, share
from analysis.evaluate.records import FIELDS, Article, Blame
from analysis.evaluate.spans import Span, iou, overlap

_FIELDS = FIELDS["blame"]


def compare(article: Article, coded: Sequence[Blame]) -> tuple[list[Count], list[Outcome]]:
    """Compare coded blame with the gold of one article.

    A row is right where the acts overlap and the blamed are the same, by place or by name. Coded rows without a culprit
    are no part of precision: they are counted beside it, against the gold rows without one.
    """
    named = [row for row in coded if row.has_culprit]
    pairs = _pair(article, article.blame, named)
    hits = [(article.blame[i], named[j]) for i, j in pairs if article.blame[i].core]
    free = {j for i, j in pairs if not article.blame[i].core}
    counted = [row for j, row in enumerate(named) if j not in free]
    right = {id(row) for _, row in hits}
    core = [gold for gold in article.blame if gold.core]
    bare = [row for row in coded if not row.has_culprit]
    nobody = _nobody(article.blame, bare)
    counts = [
        Count("blame", "relation", "all", "all", len(hits), len(counted), len(hits), len(core)),
        *by_rule("blame", "relation", ((row.origin, id(row) in right) for row in counted)),
        *_by_voice(core, counted, hits),
        _with_culprit(article, named),
        *_fields(article, hits),
        _without_culprit(article, bare, nobody),
    ]
    free_rows = {id(named[j]) for j in free} | {id(row) for gold, row in nobody if not gold.core}
    return counts, list(_outcomes(article, coded, [*nobody, *hits], free_rows))


def _pair(article: Article, gold: Sequence[Blame], coded: Sequence[Blame]) -> Pairs:
    text = article.text
    accusers = [_accusers(article, row) for row in gold]

    def weight(i: int, j: int) -> float:
        one, other = gold[i], coded[j]
        if not overlap(one.act, other.act):
            return 0.0
        blamed = _surface(text, other.blamed, other.blamed_text)
        if one.blamed and not speakers.meets(text, other.blamed, blamed, {one.blamed}):
            return 0.0
        agreeing = _same_accuser(text, one, other, accusers[i])
        return (CORE if one.core else 1.0) + iou(one.act, other.act) + 0.1 * agreeing

    return assign(len(gold), len(coded), weight)


def _accusers(article: Article, row: Blame) -> set[Span]:
    """Return every mention of the accuser of a gold row: the speakers of the article are known under several names."""
    known = {span for span in (row.accuser, *row.also_accusers) if span}
    for mentions in speakers.families(article).values():
        if any(overlap(span, mention) for span in known for mention in mentions):
            known |= mentions
    return known


def _same_accuser(text: str, gold: Blame, coded: Blame, accusers: set[Span]) -> bool:
    if not gold.accuser and not coded.has_accuser:
        return True
    surface = _surface(text, coded.accuser, coded.accuser_text)
    return bool(surface) and speakers.meets(text, coded.accuser, surface, accusers)


def _surface(text: str, span: Span | None, otherwise: str) -> str:
    return text[slice(*span)] if span else otherwise


def _by_voice(core: Sequence[Blame], counted: Sequence[Blame], hits: Sequence[tuple[Blame, Blame]]) -> Iterator[Count]:
    for voice in ("outlet", "attributed"):
        yield Count(
            "blame",
            "relation",
            "voice",
            voice,
            sum(row.voice == voice for _, row in hits),
            sum(row.voice == voice for row in counted),
            sum(gold.voice == voice for gold, _ in hits),
            sum(gold.voice == voice for gold in core),
        )


def _fields(article: Article, hits: Sequence[tuple[Blame, Blame]]) -> Iterator[Count]:
    right = [_same_accuser(article.text, gold, row, _accusers(article, gold)) for gold, row in hits]
    given = [row.has_accuser for _, row in hits]
    yield share("blame", "accuser", right)
    yield share("blame", "accuser_unknown", (not r and not g for r, g in zip(right, given, strict=True)))
    yield share("blame", "accuser_wrong", (not r and g for r, g in zip(right, given, strict=True)))
    yield share("blame", "voice", (row.voice == gold.voice for gold, row in hits))
    yield Count("blame", "act_iou", "all", "all", sum(iou(gold.act, row.act) for gold, row in hits), len(hits))
    for field in _FIELDS:
        pairs = [(gold.labels[field], row.labels.get(field)) for gold, row in hits if field in gold.labels]
        if pairs:
            yield share("blame", field, (a == b for a, b in pairs))


def _with_culprit(article: Article, named: Sequence[Blame]) -> Count:
    """Count the rows that blame somebody by name; `relation` counts the gold rows without a culprit as missed."""
    gold = [row for row in article.blame if row.blamed is not None]
    pairs = _pair(article, gold, named)
    hits = sum(gold[i].core for i, _ in pairs)
    counted = len(named) - (len(pairs) - hits)
    return Count("blame", "with_culprit", "all", "all", hits, counted, hits, sum(row.core for row in gold))


def _nobody(gold: Sequence[Blame], bare: Sequence[Blame]) -> list[tuple[Blame, Blame]]:
    """Pair the rows that blame nobody by name: ندين العنف."""
    rows = [row for row in gold if row.blamed is None]
    return [(rows[i], bare[j]) for i, j in assign(len(rows), len(bare), lambda i, j: _meeting(rows[i], bare[j]))]


def _without_culprit(article: Article, bare: Sequence[Blame], nobody: Sequence[tuple[Blame, Blame]]) -> Count:
    hits = sum(gold.core for gold, _ in nobody)
    core = sum(row.core for row in article.blame if row.blamed is None)
    return Count("blame", "without_culprit", "all", "all", hits, len(bare) - (len(nobody) - hits), hits, core)


def _meeting(gold: Blame, row: Blame) -> float:
    return (CORE if gold.core else 1.0) + iou(gold.act, row.act) if overlap(gold.act, row.act) else 0.0


def _outcomes(
    article: Article, coded: Sequence[Blame], pairs: Sequence[tuple[Blame, Blame]], free: set[int]
) -> Iterator[Outcome]:
    """Yield what became of each row; unlike in `relation`, blame of nobody by name is found where the acts meet."""
    text = article.text
    found = {id(gold): row for gold, row in pairs}
    right = {id(row) for _, row in pairs}
    for gold in article.blame:
        row = found.get(id(gold))
        if row is not None and gold.core:
            wrong = _wrong(article, gold, row)
            yield Outcome("blame", "hit", gold.act, row.act, _who(text, row), row.origin, wrong)
        elif gold.core:
            yield Outcome("blame", "miss", gold.act, None, _who(text, gold))
    for row in coded:
        if id(row) in free:
            yield Outcome("blame", "optional", None, row.act, _who(text, row), row.origin)
        elif id(row) not in right:
            yield Outcome("blame", "false", None, row.act, _who(text, row), row.origin)


def _who(text: str, row: Blame) -> str:
    accuser = _surface(text, row.accuser, row.accuser_text) or str(row.voice)
    return f"{accuser} ← {_surface(text, row.blamed, row.blamed_text) or '∅'}"


def _wrong(article: Article, gold: Blame, row: Blame) -> dict[str, tuple[str, str]]:
    text = article.text
    wrong: dict[str, tuple[str, str]] = {}
    if not _same_accuser(text, gold, row, _accusers(article, gold)):
        pair = _surface(text, gold.accuser, gold.accuser_text), _surface(text, row.accuser, row.accuser_text)
        wrong["accuser"] = pair
    if gold.voice != row.voice:
        wrong["voice"] = (str(gold.voice), str(row.voice))
    for field in _FIELDS:
        if field in gold.labels and gold.labels[field] != row.labels.get(field):
            wrong[field] = (str(gold.labels[field] or ""), str(row.labels.get(field) or ""))
    return wrong
