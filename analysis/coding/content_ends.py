"""Where reported content ends.

A reported clause runs until something ends it: a continuing participle, a joined cue, an attribution, a distancing tag,
a clause of the narrator, the end of the sentence.
"""

from __future__ import annotations

from analysis.coding import drafts
from analysis.coding.cues import Cue
from analysis.coding.drafts import Draft
from analysis.coding.forms import FINITE
from analysis.coding.reading import Reading, Sentence
from analysis.coding.word_types import (
    AUXILIARY,
    COMMAS,
    CONTRAST,
    GOVERNOR,
    JOINER,
    PREPOSITION,
    SOFT_BOUNDARY,
    SUBORDINATE,
    THAT_IS,
    TIME,
    WORD,
    Word,
)

SHORTEST = 3  # letters of a verb in the imperfect, at least one more
_MANY = 2  # commas from which on the end of a clause is uncertain
_CONTRAST_REACH = 7  # tokens from لكن to the verb of its clause
_SUBORDINATE = 4  # tokens from the head of a sentence to a verb in its subordinate clause
_ASIDE = 8  # words in brackets from which on they are the narrator's


def end_of_noun(reading: Reading, first: int, stop: int) -> int:
    """Where reported noun content ends and the outlet tells its own (دعا إلى وقف النار، قبل أن يغادر; بينما)."""
    words, until = reading.words, 0
    for token in range(first + 1, stop - 1):
        word, following = words[token], words[token + 1]
        until = max(until, reading.closing.get(token, 0))
        if token < until:
            continue  # speech in marks
        if word.flags & SOFT_BOUNDARY and is_finite(following):
            return token
        if word.surface not in COMMAS or token + 2 >= stop:
            continue
        joined = following.kind == WORD and following.fold[0] == "و" and following.title is None
        if (
            joined
            and token + 1 not in reading.mention_at
            and (
                following.flags & (CONTRAST | AUXILIARY)
                or (following.flags & GOVERNOR and not following.flags & PREPOSITION)
                or is_finite(following)
            )
        ):
            return token  # ، ورغم; ، ويسعى
        if following.verbs and is_finite(following):
            return token  # ، قالت: without و it is the sentence's own verb
        if following.flags & THAT_IS:
            return token  # ، وذلك في أول رد
        if following.flags & GOVERNOR and words[token + 2].fold == "ان":
            return token  # ، قبل أن
    return stop


def is_finite(word: Word) -> bool:
    """Whether a word looks like a verb in the imperfect, or is one of the codebook's reporting verbs."""
    if word.title is not None or word.definite or word.kind != WORD or word.flags & (PREPOSITION | GOVERNOR | TIME):
        return False
    folded = word.fold.removeprefix("و")
    return (
        len(folded) > SHORTEST
        and folded[0] == "ي"
        and not word.name_noun
        or any(f.form.kind in FINITE and f.form.number != "d" for f in word.verbs)
    )


def breaks(reading: Reading, cue: Cue, cues_: list[Cue], sources: list[int], sentence: Sentence) -> list[int]:
    """Tokens at which this cue's content must end, because another report or an attribution begins there."""
    words = reading.words
    first = cue.complement.first
    places = []
    for other in cues_:
        if other.token <= first:
            continue
        kind = other.form.form.kind
        if kind == "participle":
            places.append(other.token)
        elif kind in FINITE:
            begin = _clause_begin(words, other.token, first)
            if begin is not None:
                places.append(begin)
    if _opens_sentence(reading, cue, sentence):
        main = _main_clause(reading, first, sentence.stop)
        places += [main] if main is not None else []
    places += [token for token in sources if token > first]
    places += [token for token in _tags(reading, sentence) if token > first]
    return sorted(places)


def _opens_sentence(reading: Reading, cue: Cue, sentence: Sentence) -> bool:
    """Whether a cue stands in a subordinate clause that opens its sentence (وإذ أكد، في وقت شدد)."""
    before = reading.words[sentence.first : cue.token]
    return len(before) <= _SUBORDINATE and any(
        # فيما أكد without و may be a main clause
        word.flags & SUBORDINATE and (word.conjunction or not word.flags & JOINER)
        for word in before
    )


def _main_clause(reading: Reading, first: int, stop: int) -> int | None:
    """The comma after which the main clause of such a sentence begins, with a bare word that may be its verb."""
    words = reading.words
    for token in range(first, stop - 1):
        following = words[token + 1]
        bare = following.kind == WORD and not (following.flags or following.definite or following.title)
        if (
            words[token].surface in COMMAS
            and bare
            and token + 1 not in reading.mention_at
            and following.fold[0] not in "وبلف"
        ):
            return token
    return None


def _tags(reading: Reading, sentence: Sentence) -> list[int]:
    """Where distancing phrases (على حد زعمه) begin."""
    tags = [match for type in ("doubt", "hedge") for match in reading.phrases(type, sentence.first, sentence.stop)]
    words = reading.words
    return sorted(
        match.first
        for match in tags
        if match.last > match.first
        and (
            words[match.first - 1].surface in COMMAS
            or match.last + 1 >= sentence.stop
            or words[match.last + 1].surface in drafts.END - COMMAS
        )
    )


def stop_of(reading: Reading, first: int, sentence: Sentence, breaks: list[int]) -> tuple[int, str]:
    """End of indirect content, and whether it is hard or soft."""
    words = reading.words
    end = next((place for place in breaks if place > first), sentence.stop)
    token = first
    while token < end:
        closed = reading.closing.get(token)
        if closed is not None and closed < end:
            token = closed + 1
            continue
        if words[token].surface == "(" and token > first:
            closing = next((k for k in range(token + 1, end) if words[k].surface == ")"), end)
            if closing - token > _ASIDE:
                return token, "soft"
        if token > first and _narrates(reading, token, end):
            return token, "soft"
        if words[token].surface in COMMAS and token + 1 < end:
            following = words[token + 1]
            if following.flags & SOFT_BOUNDARY:
                return token, "soft"
            if _continues(following):
                return token, "hard"
            if reading.phrases("aside", token + 1, token + 2):
                return token, "soft"
        token += 1
    commas = sum(word.surface in COMMAS for word in words[first:end])
    return end, "soft" if end == sentence.stop and commas > _MANY else "hard"


def _narrates(reading: Reading, token: int, end: int) -> bool:
    """Whether the outlet's own clause begins here without a comma: في الوقت الذي، or وسط مخاوف (but not وسط بغداد)."""
    words = reading.words
    if words[token].fold == "وسط" and token + 1 < end:
        following = words[token + 1]
        place = following.definite or following.title is not None or following.name_noun is not None
        return not place and token + 1 not in reading.mention_at and following.kind == WORD
    return bool(reading.phrases("narrator", token, token + 1))


def _continues(word: Word) -> bool:
    """Whether a word is a participle in the accusative, which goes on with the speaker's next act (مشيرا)."""
    participle = any(form.form.kind == "participle" and form.form.number == "s" for form in word.verbs)
    return participle and word.title is None and word.surface.endswith(("ا", "ً"))


def _clause_begin(words: list[Word], token: int, first: int) -> int | None:
    """Where a finite cue begins a report of its own inside another's content; None where it is nested in it."""
    form = next((f for f in words[token].verbs if f.form.kind in FINITE), None)
    if form is not None and form.conjunction:
        return token
    if words[token - 1].flags & JOINER and token - 1 > first:
        return token - 1
    # لكن موسكو تؤكد: a clause of contrast with its own subject
    for place in range(token - 1, max(first, token - _CONTRAST_REACH), -1):
        if words[place].surface in COMMAS:
            return None
        if words[place].flags & CONTRAST:
            return place
    return None


def tag(reading: Reading, draft: Draft) -> None:
    """Distancing tags: at the end of the content they end it, inside it they mark a phrase."""
    until = min(draft.stop + 3, draft.sentence.stop)
    tags = [match for type in ("doubt", "hedge") for match in reading.phrases(type, draft.first, until)]
    for match in tags[:1]:
        draft.distancing = reading.text[slice(*reading.span(match.first, match.last + 1))]
        if match.payload.type == "doubt" and match.first >= draft.stop - 4:
            draft.stance = "distancing"
        if draft.kind != "direct" and draft.first < match.first < draft.stop <= match.last + 2:
            draft.stop = drafts.trim(reading, draft.first, match.first)
            draft.end = reading.end(draft.stop - 1)
