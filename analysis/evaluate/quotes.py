"""Quotations: contents at every level of overlap, and cue, kind, speaker and codes of those that were found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analysis.evaluate import confusions, speakers
from analysis.evaluate.matching import LEVELS, match_quotes, optional
from analysis.evaluate.outcomes import Count, Outcome, by_rule, share
from analysis.evaluate.records import FIELDS, Article, Quote
from analysis.evaluate.spans import Span, same, trim

_WORD = re.compile(r"[^\W_]+")
_Counts = Iterator[Count]


def parts(kind: str | None) -> tuple[tuple[str, str], ...]:
    """Return the parts (by, value) to which a quotation of a kind belongs."""
    groups = {"direct": ("direct", "marked"), "mixed": ("mixed", "marked"), "indirect": ("indirect",)}
    return (("all", "all"), *(("kind", group) for group in groups.get(kind or "", ())))


def compare(article: Article, coded: Sequence[Quote]) -> tuple[list[Count], list[Outcome]]:
    """Compare coded quotations with the gold of one article.

    Per kind, recall is over gold quotations of that kind and precision over coded ones of that kind, whatever the kind
    on the other side: kinds are compared as a field of their own.

    Returns
    -------
    list of Count
        What the article adds to each measure.
    list of Outcome
        What came of each row at an overlap of a half.
    """
    pairs = {level: match_quotes(article, coded, level) for level in LEVELS}
    reasons, emitted = optional(article, coded, pairs["iou50"])
    matched = [(article.quotes[i], coded[j]) for i, j in pairs["iou50"] if article.quotes[i].core]
    strict = {(id(article.quotes[i]), id(coded[j])) for i, j in pairs["strict"]}
    counts = [
        *(count for level in LEVELS for count in _contents(article, coded, level, pairs[level], reasons)),
        *_fields(article, matched),
        *_speakers(article, matched, strict, _total(article, coded, pairs, reasons)),
        *_cues(article, coded, reasons),
        _words(article, coded),
        Count("quotes", "not_quotes_emitted", "all", "all", len(emitted), len(article.not_quotes)),
        *(_optional_rows(reasons.values())),
    ]
    return counts, list(_outcomes(article, coded, pairs["iou50"], reasons))


def _contents(
    article: Article, coded: Sequence[Quote], level: str, pairs: Iterable[tuple[int, int]], reasons: dict[int, str]
) -> _Counts:
    """Count contents found at a level, whole and by kind; by rule at an overlap of a half."""
    found = {j: i for i, j in pairs if article.quotes[i].core}
    totals: dict[tuple[str, str], list[int]] = {}

    def add(kind: str | None, place: int) -> None:
        for part in parts(kind):
            totals.setdefault(part, [0, 0, 0, 0])[place] += 1

    for i, gold in enumerate(article.quotes):
        if gold.core:
            add(gold.kind, 3)
            if i in found.values():
                add(gold.kind, 2)
    for j, row in enumerate(coded):
        if j in found or j not in reasons:
            add(row.kind, 1)
            if j in found:
                add(row.kind, 0)
    for (by, value), numbers in totals.items():
        yield Count("quotes", level, by, value, *numbers)
    if level == "iou50":
        counted = ((row.origin, j in found) for j, row in enumerate(coded) if j in found or j not in reasons)
        yield from by_rule("quotes", level, counted)


def _total(
    article: Article, coded: Sequence[Quote], pairs: dict[str, list[tuple[int, int]]], reasons: dict[int, str]
) -> dict[str, tuple[int, int]]:
    """Return how many coded and gold rows count, by level."""
    core = sum(gold.core for gold in article.quotes)
    found = {level: {j for i, j in pairs[level] if article.quotes[i].core} for level in ("iou50", "strict")}
    return {
        level: (sum(j in hits or j not in reasons for j in range(len(coded))), core) for level, hits in found.items()
    }


def _fields(article: Article, matched: Sequence[tuple[Quote, Quote]]) -> _Counts:
    """Count right fields of the pairs."""
    yield share("quotes", "kind", (coded.kind == gold.kind for gold, coded in matched))
    yield share("quotes", "kind_or_alternative", (coded.kind in {gold.kind} | gold.also for gold, coded in matched))
    kinds = [(gold.kind, coded.kind) for gold, coded in matched]
    yield from _confusions("kind", kinds)
    both = sum(same(article.text, coded.cue, gold.cue) for gold, coded in matched)
    cued = [(gold.cue is not None, coded.cue is not None) for gold, coded in matched]
    yield Count("quotes", "cue", "all", "all", both, sum(c for _, c in cued), both, sum(g for g, _ in cued))
    for field in FIELDS["quotes"]:
        pairs = [(gold.labels[field], coded.labels.get(field)) for gold, coded in matched if field in gold.labels]
        if pairs:
            yield share("quotes", field, (_alike(field, right, found) for right, found in pairs))
        if field in confusions.FIELDS:
            yield from _confusions(field, pairs)


def _confusions(field: str, pairs: Iterable[tuple[str | None, str | None]]) -> _Counts:
    """Count each pair of codes, the gold's and the coded one."""
    for right, found in pairs:
        yield Count("quotes", f"{field}_confusion", str(right), str(found), 1, 1)


def _alike(field: str, right: str | None, found: str | None) -> bool:
    if field in ("relay", "medium") and right and found:
        return right in found or found in right
    return right == found


def _speakers(
    article: Article,
    matched: Sequence[tuple[Quote, Quote]],
    strict: set[tuple[int, int]],
    totals: dict[str, tuple[int, int]],
) -> _Counts:
    """Count right, unknown and wrong speakers of the pairs, and whole triples of content, cue and speaker."""
    mentions = speakers.families(article)
    found = [(gold, coded, speakers.compare(article, gold, coded, mentions)) for gold, coded in matched]
    overt = [(gold, coded, speaker) for gold, coded, speaker in found if gold.speaker]
    yield share("quotes", "speaker_overlap", (speaker.overlaps for *_, speaker in overt))
    yield share("quotes", "speaker_exact", (speaker.exact for *_, speaker in overt))
    yield share("quotes", "speaker_resolved", (speaker.right for *_, speaker in found))
    yield share(
        "quotes", "speaker_resolved", (s.right for gold, _, s in found if not gold.speaker), "mention", "elided"
    )
    yield share("quotes", "speaker_unknown", (not (speaker.right or speaker.given) for *_, speaker in found))
    yield share("quotes", "speaker_wrong", (speaker.given and not speaker.right for *_, speaker in found))
    for _, coded, speaker in found:
        yield share(
            "quotes", "speaker_resolved", [speaker.right], "sieve", coded.labels.get("resolved_by") or "unknown"
        )
    cued = [(gold, coded, speaker) for gold, coded, speaker in found if same(article.text, coded.cue, gold.cue)]
    lenient = sum(speaker.right for *_, speaker in cued)
    whole = sum(
        speaker.exact if gold.speaker else speaker.right
        for gold, coded, speaker in cued
        if (id(gold), id(coded)) in strict
    )
    for measure, hits, level in (("triple", lenient, "iou50"), ("triple_strict", whole, "strict")):
        coded_rows, gold_rows = totals[level]
        yield Count("quotes", measure, "all", "all", hits, coded_rows, hits, gold_rows)


def _cues(article: Article, coded: Sequence[Quote], reasons: dict[int, str]) -> _Counts:
    """Count cues on their own, whatever content they were given."""
    text = article.text
    gold = list(dict.fromkeys(quote.cue for quote in article.quotes if quote.core and quote.cue))
    others = [quote.cue for quote in article.quotes if not quote.core and quote.cue]
    first: dict[Span, tuple[int, Span]] = {}
    for j, row in enumerate(coded):
        if row.cue is not None:
            first.setdefault(trim(text, row.cue), (j, row.cue))
    counted, taken = 0, set()
    for j, cue in first.values():
        hit = next((right for right in gold if same(text, cue, right)), None)
        if hit is not None:
            taken.add(hit)
            counted += 1
        elif j not in reasons and not any(same(text, cue, other) for other in others):
            counted += 1
    yield Count("quotes", "cue_alone", "all", "all", len(taken), counted, len(taken), len(gold))


def _words(article: Article, coded: Sequence[Quote]) -> Count:
    """Count words inside contents; words of non-core quotations and of `ignore` spans do not count against a row."""
    length = len(article.text)
    core = _covered(length, (quote.raw for quote in article.quotes if quote.core))
    border = _covered(length, [*(quote.raw for quote in article.quotes if not quote.core), *article.ignore])
    found = _covered(length, (row.raw for row in coded))
    hits = right = counted = 0
    for start, end in (word.span() for word in _WORD.finditer(article.text)):
        in_core, in_found = any(core[start:end]), any(found[start:end])
        right += in_core
        hits += in_core and in_found
        counted += in_found and (in_core or not any(border[start:end]))
    return Count("quotes", "words", "all", "all", hits, counted, hits, right)


def _covered(length: int, spans: Iterable[Span]) -> bytearray:
    """Return 1 for each character that lies in a span, 0 for the others."""
    covered = bytearray(length)
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    return covered


def _optional_rows(reasons: Iterable[str]) -> _Counts:
    for reason in reasons:
        yield Count("quotes", "optional", "reason", reason, 1, 1)


def _outcomes(
    article: Article, coded: Sequence[Quote], pairs: Iterable[tuple[int, int]], reasons: dict[int, str]
) -> Iterator[Outcome]:
    mentions = speakers.families(article)
    partner = dict(pairs)
    for i, gold in enumerate(article.quotes):
        if not gold.core:
            continue
        if i in partner:
            row = coded[partner[i]]
            wrong = _wrong(article, gold, row, mentions)
            yield Outcome("quotes", "hit", gold.raw, row.raw, str(row.kind), row.origin, wrong)
        else:
            yield Outcome("quotes", "miss", gold.raw, None, str(gold.kind))
    for j, row in enumerate(coded):
        if j in reasons:
            yield Outcome("quotes", "optional", None, row.raw, str(row.kind), row.origin)
        elif j not in partner.values():
            yield Outcome("quotes", "false", None, row.raw, str(row.kind), row.origin)


def _wrong(article: Article, gold: Quote, row: Quote, mentions: speakers.Families) -> dict[str, tuple[str, str]]:
    """Return the fields of a pair that differ, as (right, coded)."""
    text = article.text
    wrong: dict[str, tuple[str, str]] = {}
    if row.kind != gold.kind and row.kind not in gold.also:
        wrong["kind"] = (str(gold.kind), str(row.kind))
    if not same(text, row.cue, gold.cue):
        wrong["cue"] = (surface(text, gold.cue), surface(text, row.cue))
    speaker = speakers.compare(article, gold, row, mentions)
    if not speaker.right:
        right = surface(text, gold.antecedent or gold.speaker)
        wrong["speaker"] = (right, surface(text, row.speaker) or row.speaker_text)
    for field in FIELDS["quotes"]:
        if field in gold.labels and not _alike(field, gold.labels[field], row.labels.get(field)):
            wrong[field] = (str(gold.labels[field] or ""), str(row.labels.get(field) or ""))
    return wrong


def surface(text: str, span: Span | None) -> str:
    """Return the words of a span, nothing for none."""
    return text[slice(*span)] if span else ""
