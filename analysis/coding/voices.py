"""In whose voice a place of the text stands: the outlet's, or that of the speaker into whose words it falls."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from analysis.coding.drafts import Draft
from analysis.coding.quote_rows import Quote
from analysis.coding.reading import Reading, Sentence

OUTLET, ATTRIBUTED = "outlet", "attributed"


class Voices(NamedTuple):
    """The quotations of an article by token.

    `within` has the innermost quotation of each token or None, `cues` the quotations that a token introduces,
    `ids` their ids in the quotes table; `sentences` are the article's.
    """

    within: list[Draft | None]
    cues: dict[int, list[Draft]]
    ids: dict[int, str]
    sentences: list[Sentence]

    def sentence(self, token: int) -> Sentence:
        """Return the sentence in which a token stands."""
        return self.sentences[bisect_right(self.sentences, token, key=lambda sentence: sentence.first) - 1]

    def voice(self, token: int) -> str:
        """Whose voice a token is in."""
        return OUTLET if self.within[token] is None else ATTRIBUTED

    def quote_id(self, draft: Draft | None) -> str | None:
        """Id of a quotation, None for the outlet's own words."""
        return None if draft is None else self.ids[id(draft)]


def find(reading: Reading, drafts: list[Draft], quoted: list[Quote]) -> Voices:
    """Lay the quotations over the tokens of an article; `drafts` come in the order of the text, outer before inner."""
    within: list[Draft | None] = [None] * len(reading.words)
    cues: dict[int, list[Draft]] = {}
    for draft in drafts:
        within[draft.first : draft.stop] = [draft] * (draft.stop - draft.first)
    for draft in drafts:
        if draft.cue is not None:
            cues.setdefault(bisect_right(reading.starts, draft.cue[0]) - 1, []).append(draft)
    ids = {id(draft): quote.quote_id for draft, quote in zip(drafts, quoted, strict=True)}
    return Voices(within, cues, ids, reading.sentences)


def speaker_side(draft: Draft | None) -> str | None:
    """Side of the one whose words a quotation gives."""
    return draft.answer.speaker.side if draft is not None and draft.answer.speaker is not None else None
