"""How sure a quotation row is: a logistic model over what fired, with its weights in quote_confidence.csv.

The weights were fitted on rows judged by hand (development articles, five readings of sample articles); confidence is
the model's probability that content, cue and speaker are all right. At .95 and above 97 % were (ten-fold, 670 rows).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from analysis.coding.drafts import Draft
from analysis.coding.reading import Reading

_LONG = 60  # tokens of content from which on its end is less sure
_FAR = 14  # tokens from the cue from which on the content may be another's
_SHORT = 3  # tokens of content up to which it may be a fragment


def features(reading: Reading, draft: Draft) -> Iterator[str]:
    """Yield the features of a quotation, as they stand in quote_confidence.csv."""
    yield "always"
    yield f"rule:{draft.rule}"
    yield f"kind:{draft.kind}"
    yield f"sieve:{draft.answer.sieve or 'none'}"
    if draft.boundary == "soft":
        yield "soft"
    if draft.parent is not None:
        yield "nested"
    if draft.homograph:
        yield "homograph"
    if draft.away > _FAR:
        yield "far"
    if draft.polarity != "positive":
        yield "negated"
    speaker = draft.answer.speaker
    if speaker is not None:
        first = speaker.phrase.first
        known = first in reading.mention_at or reading.words[first].title is not None
        yield "speaker:known" if known else "speaker:unknown"
    length = draft.stop - draft.first
    if length >= _LONG:
        yield "long"
    elif length <= _SHORT:
        yield "short"


def confidence(reading: Reading, draft: Draft, weights: Mapping[str, float]) -> float:
    """Return the probability (0 to 1, two digits) that a quotation's content, cue and speaker are right."""
    total = sum(weights.get(feature, 0.0) for feature in features(reading, draft))
    return round(1 / (1 + math.exp(-total)), 2)
