"""What a cue reports: speech in its marks, a clause, a noun; after a colon, as long as the first person speaks."""

from __future__ import annotations

from bisect import bisect_left

from analysis.coding import content_ends, cues, drafts
from analysis.coding.content_ends import SHORTEST
from analysis.coding.cues import Cue
from analysis.coding.drafts import Draft
from analysis.coding.forms import FINITE
from analysis.coding.reading import Reading, Sentence
from analysis.coding.word_types import COMMAS, COMMENT, FIRST_PERSON, MARK, NEGATION, PREPOSITION, SIGN, TIME, Word

_NAME = 2  # marked words that open a clause and are only a name
_BARE = 3  # letters of أن and إن; longer forms carry a pronoun
_FRAGMENT = 5  # marked words up to this many may be a piece of a clause, more are speech
_KIND_NAME = {"perfect": "verb", "imperfect": "verb", "participle": "participle", "masdar": "noun"}


def of_cue(reading: Reading, cue: Cue, cues_: list[Cue], sources: list[int], sentence: Sentence) -> Draft | None:
    """Work out what a cue reports.

    Parameters
    ----------
    cues_, sources
        All cues of the sentence, and the tokens of its attributions: where one begins, the content before it ends.

    Returns
    -------
    Draft or None
        The quotation without its speaker; None where nothing is left to report.
    """
    words, complement = reading.words, cue.complement
    breaks = content_ends.breaks(reading, cue, cues_, sources, sentence)
    if complement.intro not in ("an", "colon", "q") and complement.mark is None:
        end = content_ends.end_of_noun(reading, complement.first, sentence.stop)
        breaks = sorted([*breaks, end]) if end < sentence.stop else breaks
    rule = f"{_KIND_NAME[cue.form.form.kind]}-{complement.intro}"
    if complement.mark is not None:
        draft = _marked(reading, cue, complement.mark, sentence, breaks, rule)
    elif complement.intro == "colon":
        draft = _colon(reading, complement.first, sentence, breaks, rule)
    else:
        draft = _clause(reading, complement.first, sentence, breaks, rule)
    if draft is None or (complement.intro == "np" and draft.stop - draft.first < 2 and draft.kind == "indirect"):
        return None
    draft.cue = (cue.start, cue.end)
    entry = cue.form.entry
    draft.lemma, draft.act, draft.stance = entry.lemma, entry.act, entry.stance
    draft.homograph, draft.away = bool(entry.needs), draft.first - cue.token
    if cue.token > sentence.first and words[cue.token - 1].flags & NEGATION and cue.form.form.kind in FINITE:
        draft.polarity = "negated"
    if entry.act == "deny" and complement.intro == "np" and words[complement.first].flags & COMMENT:
        draft.polarity = "declined"
    if entry.act == "announce" and complement.intro in ("np", "aan") and draft.kind == "indirect":
        draft.flags.append("performative")
    mediums = reading.phrases("medium", complement.after, complement.first)
    draft.medium = mediums[0].payload.value if mediums else None
    return draft


def _clause(reading: Reading, first: int, sentence: Sentence, breaks: list[int], rule: str) -> Draft | None:
    """A reported clause; where its last marked words are followed by a comma, the narrator goes on after it."""
    stop, boundary = content_ends.stop_of(reading, first, sentence, breaks)
    if stop <= first:
        return None
    kind = "mixed" if drafts.has_speech(reading, first, stop) else "indirect"
    if kind == "mixed":
        last = max(marked.closing for marked in reading.pairs(first, stop) if marked.closing < stop)
        if (
            last + 1 < stop
            and reading.words[last + 1].surface in COMMAS
            and not _goes_on(reading, first, last + 2, stop)
        ):
            stop = last + 1
    draft = drafts.make(reading, sentence, first, stop, kind, rule)
    draft.boundary = boundary
    return draft


def _goes_on(reading: Reading, first: int, token: int, stop: int) -> bool:
    """Whether the verb of a clause comes after a comma that closes an insertion (أن الجيل، المسمى "كذا"، سيكون)."""
    inserted = any(word.surface in COMMAS for word in reading.words[first : token - 1])
    if token >= stop or not inserted:
        return False
    word = reading.words[token]
    return (
        word.fold.startswith(("سي", "ست"))
        and len(word.fold) > SHORTEST
        or (content_ends.is_finite(word) and word.fold[0] == "ي")
    )


def _unclosed(reading: Reading, mark: int, sentence: Sentence, breaks: list[int], rule: str) -> Draft | None:
    """Speech whose closing mark is missing: to the end of the clause."""
    stop, _ = content_ends.stop_of(reading, mark + 1, sentence, breaks)
    if stop <= mark + 1:
        return None
    draft = drafts.make(reading, sentence, mark + 1, stop, "direct", rule + "-open")
    draft.boundary = "soft"
    return draft


def _marked(reading: Reading, cue: Cue, mark: int, sentence: Sentence, breaks: list[int], rule: str) -> Draft | None:
    """Content that opens with a mark: speech inside it, or a clause of which the marked words are a piece."""
    words, complement = reading.words, cue.complement
    if mark not in reading.closing:
        return _unclosed(reading, mark, sentence, breaks, rule)
    closed = reading.closing[mark]
    after = closed + 1
    ended = (
        after >= sentence.stop
        or (words[after].kind == SIGN and words[after].surface != "(")
        or any(closed < place <= after + 1 for place in breaks)
    )
    leading = complement.first
    if complement.intro == "q" and "np" in cue.form.entry.frames and mark > complement.after:
        leading = _leading(reading, complement.after, mark)
    inner = closed - mark - 1
    named = complement.intro == "an" and inner <= _NAME and len(words[mark - 1].fold) <= _BARE
    if named and after < sentence.stop and words[after].surface in COMMAS:
        ended = False  # إن "النجدي"، انطلق: a name opens the clause
    elif complement.intro in ("q", "colon", "an") and leading == mark:
        predicate = complement.intro == "an" and len(words[mark - 1].fold) > _BARE  # أنه "نموذج"
        label = complement.intro == "q" and "q" not in cue.form.entry.needs
        fragment = inner <= _FRAGMENT
        speech = ended or complement.intro == "colon" or (not fragment and complement.intro == "q")
        if speech and not (fragment and (predicate or label)):
            return drafts.in_marks(reading, sentence, mark, closed, rule)
    stop, boundary = (after, "hard") if ended else content_ends.stop_of(reading, closed + 1, sentence, breaks)
    if not ended and complement.intro not in ("an", "colon"):
        stop = next((k for k in range(after, stop) if words[k].surface in COMMAS), stop)
    draft = drafts.make(reading, sentence, leading, max(stop, after), "mixed", rule)
    draft.boundary = boundary
    return draft


def _leading(reading: Reading, after: int, mark: int) -> int:
    """First token of the noun phrase of which marked words are a part (عزم بلاده "مقاطعة")."""
    words = reading.words
    token = mark
    while token > after:
        before = words[token - 1]
        if before.surface in COMMAS or before.flags & TIME or before.kind == MARK:
            break
        token -= 1
    while token < mark and (words[token].surface in COMMAS or words[token].flags & TIME):
        token += 1
    if token < mark and words[token].flags & PREPOSITION:
        return mark  # an adjunct: قالت في إفادة "..."
    return token


def _colon(reading: Reading, first: int, sentence: Sentence, breaks: list[int], rule: str) -> Draft | None:
    """Speech after a colon without marks: to the end of the sentence, and on while the first person speaks."""
    words = reading.words
    stop = next((place for place in breaks if place > first), sentence.stop)
    personal = stop == sentence.stop and first_person(words, first, stop)
    if stop == sentence.stop:
        last, own = _monologue(reading, sentence)
        if personal or own:
            stop, personal = last, True
    if stop <= first:
        return None
    draft = drafts.make(reading, sentence, first, stop, "direct" if personal else "indirect", rule)
    draft.boundary = "soft"
    return draft


def _monologue(reading: Reading, sentence: Sentence) -> tuple[int, bool]:
    """How far the next sentences go on without a cue or a new beginning, and whether the first person speaks there."""
    words, stop, personal = reading.words, sentence.stop, False
    number = bisect_left(reading.sentences, sentence.stop, key=lambda other: other.first)
    for following in reading.sentences[number:]:
        if following.segment != sentence.segment:
            break
        opener = words[following.first]
        own = first_person(words, following.first, following.stop)
        begins = opener.fold[:1] in ("و", "ف") and not own
        if begins or cues.find(reading, following) or following.first in reading.closing:
            break
        personal = personal or own
        stop = following.stop
    return stop, personal


def first_person(words: list[Word], first: int, stop: int) -> bool:
    """Whether the first person speaks between two tokens."""
    for word in words[first:stop]:
        if word.flags & FIRST_PERSON:
            return True
        if word.kind != "word" or word.title is not None or word.definite:
            continue
        folded = word.fold
        if len(folded) > 3 and (folded.endswith("نا") or word.surface.lstrip("وف").startswith("سأ")):
            return True
        if len(folded) > 4 and folded.startswith("سن"):
            return True
    return False
