"""Where reported content begins and ends.

Speech in marks ends at its mark; a reported clause runs until something ends it: a continuing participle, a joined
cue, an attribution, a distancing tag, a clause of the narrator, the end of the sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from analysis.coding import cues, drafts
from analysis.coding.cues import Cue
from analysis.coding.drafts import Draft
from analysis.coding.forms import FINITE
from analysis.coding.reading import Reading, Sentence
from analysis.coding.word_types import (
    AUXILIARY,
    COMMAS,
    COMMENT,
    CONTRAST,
    FIRST_PERSON,
    GOVERNOR,
    JOINER,
    MARK,
    NEGATION,
    PREPOSITION,
    SIGN,
    SOFT_BOUNDARY,
    SUBORDINATE,
    THAT_IS,
    TIME,
    WORD,
    Word,
)

if TYPE_CHECKING:
    from analysis.coding.attributions import Attribution

_NAME = 2  # marked words that open a clause and are only a name
_BARE = 3  # letters of أن and إن; longer forms carry a pronoun
_MANY = 2  # commas from which on the end of a clause is uncertain
_CONTRAST_REACH = 7  # tokens from لكن to the verb of its clause
_FRAGMENT = 5  # marked words up to this many may be a piece of a clause, more are speech
_SUBORDINATE = 4  # tokens from the head of a sentence to a verb in its subordinate clause
_ASIDE = 8  # words in brackets from which on they are the narrator's
_KIND_NAME = {"perfect": "verb", "imperfect": "verb", "participle": "participle", "masdar": "noun"}


def of_cue(
    reading: Reading, cue: Cue, cues_: list[Cue], attributed: list[Attribution], sentence: Sentence
) -> Draft | None:
    """Work out what a cue reports.

    Parameters
    ----------
    cues_, attributed
        All cues and attributions of the sentence: where one of them begins, the content before it ends.

    Returns
    -------
    Draft or None
        The quotation without its speaker; None where nothing is left to report.
    """
    words, complement = reading.words, cue.complement
    breaks = _breaks(reading, cue, cues_, attributed, sentence)
    if complement.intro not in ("an", "colon", "q") and complement.mark is None:
        end = _end_of_noun(reading, complement.first, sentence.stop)
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
    stop, boundary = stop_of(reading, first, sentence, breaks)
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
    return word.fold.startswith(("سي", "ست")) and len(word.fold) > _BARE or (is_finite(word) and word.fold[0] == "ي")


def _unclosed(reading: Reading, mark: int, sentence: Sentence, breaks: list[int], rule: str) -> Draft | None:
    """Speech whose closing mark is missing: to the end of the clause."""
    stop, _ = stop_of(reading, mark + 1, sentence, breaks)
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
    stop, boundary = (after, "hard") if ended else stop_of(reading, closed + 1, sentence, breaks)
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


def _end_of_noun(reading: Reading, first: int, stop: int) -> int:
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
        len(folded) > _BARE
        and folded[0] == "ي"
        and not word.name_noun
        or any(f.form.kind in FINITE and f.form.number != "d" for f in word.verbs)
    )


def _breaks(
    reading: Reading, cue: Cue, cues_: list[Cue], attributed: list[Attribution], sentence: Sentence
) -> list[int]:
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
    places += [a.first for a in attributed if a.first > first]
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
