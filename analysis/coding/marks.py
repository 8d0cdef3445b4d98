"""Which quotation marks belong together, in every style in use and where they are broken.

Each mark gets a score for opening and for closing from its direction and its neighbours; a dynamic programme pairs
neighbouring marks of a paragraph so that the sum is best, and leaves a mark alone rather than pair it badly.
What is left alone becomes an issue, never a quotation.
"""

from __future__ import annotations

from analysis.coding.reading import Issue, Marked, Reading
from analysis.coding.word_types import MARK, SIGN

_OPENING = frozenset("«“‹„‟〝‘‛‚")
_CLOSING = frozenset("»”›’〞")
_ENTITIES = {
    "&laquo;": "«", "&#171;": "«", "&raquo;": "»", "&#187;": "»", "&ldquo;": "“", "&#8220;": "“",
    "&rdquo;": "”", "&#8221;": "”", "&lsquo;": "‘", "&#8216;": "‘", "&rsquo;": "’", "&#8217;": "’",
}  # fmt: skip
_FAMILY = {
    "«": "«",
    "»": "«",
    "“": "“",
    "”": "“",
    "„": "“",
    "‟": "“",
    "‹": "‹",
    "›": "‹",
    "‘": "‘",
    "’": "‘",
    "‚": "‘",
    "‛": "‘",
}
_FINAL = frozenset(".!؟?")
_AFTER = frozenset(".،,؛;:!؟?)]}…-–—/") | {"..", "..."}
_SINGLE = frozenset("'‘’‚‛")

_ALONE = -1.5  # a mark without a partner
_OTHER_FAMILY = -1.5  # « closed by "
_NEW_CUE_INSIDE = -2.0  # a sentence ends inside and the next one begins with a reporting verb
_LONG, _TOO_LONG = 220, -1.0


def pair(reading: Reading) -> None:
    """Pair the marks of every segment; fill `reading.marked`, `closing`, `opening`, `unmatched` and `issues`."""
    words = reading.words
    for first, stop in reading.bounds:
        places = [token for token in range(first, stop) if words[token].kind == MARK]
        if places:
            _pair_segment(reading, places, first, stop)
    reading.marked.sort()


def _pair_segment(reading: Reading, places: list[int], first: int, stop: int) -> None:
    breaks = _cue_breaks(reading, first, stop)
    scores = {}
    for token in places:
        score = _scores(reading, token, first, stop)
        if score is not None:
            scores[token] = score
    families: dict[str, list[int]] = {}
    for token in scores:
        mark = _ENTITIES.get(reading.words[token].surface, reading.words[token].surface)
        families.setdefault(_FAMILY.get(mark, '"'), []).append(token)
    pairs: list[Marked] = []
    for tokens in families.values():
        pairs += _best(reading, tokens, scores, breaks, first)
    pairs = _without_crossings(pairs, scores)
    taken = {token for marked in pairs for token in marked}
    left = [token for token in scores if token not in taken]
    if len(families) > 1 and len(left) > 1:
        pairs = _without_crossings(pairs + _best(reading, left, scores, breaks, first, _OTHER_FAMILY), scores)
        taken = {token for marked in pairs for token in marked}
    for marked in pairs:
        reading.marked.append(marked)
        reading.closing[marked.opening] = marked.closing
        reading.opening[marked.closing] = marked.opening
    for token in scores:
        if token not in taken:
            side = "open" if scores[token][0] >= scores[token][1] else "close"
            reading.unmatched[token] = side
            missing = "closing" if side == "open" else "opening"
            message = f"quotation mark without its {missing} mark"
            reading.issues.append(Issue(*reading.span(token, token + 1), "unbalanced_mark", message))


def _scores(reading: Reading, token: int, first: int, stop: int) -> tuple[float, float] | None:
    """Scores of a mark for opening and for closing; None for an apostrophe."""
    words, text = reading.words, reading.text
    surface = words[token].surface
    start, end = reading.starts[token], reading.end(token)
    before = text[start - 1] if start > 0 and token > first else " "
    after = text[end] if end < len(text) and token + 1 < stop else " "
    single = surface in _SINGLE
    if single and before.isalnum() and after.isalnum():
        return None
    previous = words[token - 1] if token > first else None
    following = words[token + 1] if token + 1 < stop else None
    opens = closes = 0.0
    clitic = (
        previous is not None and not before.isspace() and (before == "ـ" or previous.fold in ("و", "ف", "ب", "ل", "ك"))
    )
    colon = previous is not None and previous.surface == ":"
    if before.isspace() or before in "([{/-–—" or clitic or colon:
        opens += 1.0
    if colon:
        opens += 3.0
        closes -= 4.0
    if clitic:
        opens += 1.0
        closes -= 1.0
    opens += -0.5 if after.isspace() else 0.5
    if after.isspace() or after in _AFTER or following is None:
        closes += 1.0
    if following is not None and following.kind == SIGN and following.surface in _AFTER:
        closes += 0.7
        opens -= 0.7
    closes += -0.5 if before.isspace() else 0.5
    if previous is not None and previous.surface in _FINAL and not before.isspace():
        closes += 0.3
    mark = _ENTITIES.get(surface, surface)
    if mark in _OPENING:
        opens, closes = opens + 1.2, closes - 0.6
    elif mark in _CLOSING:
        opens, closes = opens - 0.6, closes + 1.2
    return opens, closes


def _cue_breaks(reading: Reading, first: int, stop: int) -> list[int]:
    """For each token, how many sentence ends before it are followed by a reporting verb with و or ف."""
    counts, seen, words = [0], 0, reading.words
    for token in range(first, stop):
        word = words[token]
        if (
            word.verbs
            and token > first
            and any(form.conjunction and form.form.kind in ("perfect", "imperfect") for form in word.verbs)
            and (
                words[token - 1].surface in _FINAL
                or (words[token - 1].kind == MARK and words[token - 2].surface in _FINAL)
            )
        ):
            seen += 1
        counts.append(seen)
    return counts


def _best(
    reading: Reading,
    tokens: list[int],
    scores: dict[int, tuple[float, float]],
    breaks: list[int],
    base: int,
    extra: float = 0.0,
) -> list[Marked]:
    """Best pairing of neighbouring marks (at most one lone mark inside a pair), by dynamic programming."""

    def worth(left: int, right: int) -> float:
        value = scores[left][0] + scores[right][1] + extra
        if breaks[right - base] > breaks[left - base + 1]:
            value += _NEW_CUE_INSIDE
        if right - left > _LONG:
            value += _TOO_LONG
        return value if value > 0 else -9.0

    best: list[tuple[float, int]] = [(0.0, 0)]
    for number in range(1, len(tokens) + 1):
        choices = [(best[number - 1][0] + _ALONE, 1)]
        if number >= 2:
            choices.append((best[number - 2][0] + worth(tokens[number - 2], tokens[number - 1]), 2))
        if number >= 3:
            choices.append((best[number - 3][0] + worth(tokens[number - 3], tokens[number - 1]) + _ALONE, 3))
        best.append(max(choices))
    pairs, number = [], len(tokens)
    while number:
        step = best[number][1]
        if step > 1:
            pairs.append(Marked(tokens[number - step], tokens[number - 1]))
        number -= step
    return pairs


def _without_crossings(pairs: list[Marked], scores: dict[int, tuple[float, float]]) -> list[Marked]:
    """Drop the weaker of two pairs that cross each other."""

    def strength(pair: Marked) -> float:
        return scores[pair.opening][0] + scores[pair.closing][1]

    kept: dict[Marked, None] = {}
    around: list[Marked] = []
    for marked in sorted(pairs):
        while around and around[-1].closing < marked.opening:
            around.pop()
        while around and around[-1].closing < marked.closing and strength(around[-1]) < strength(marked):
            del kept[around.pop()]
        if not around or marked.closing < around[-1].closing:
            kept[marked] = None
            around.append(marked)
    return list(kept)
