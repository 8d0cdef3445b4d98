"""Where the content that a verb introduces begins.

The words after the verb and its subject are walked once, in order. The first of these that the verb's frames allow is
the complement: أن, a colon, a quotation, a preposition with a noun phrase; for some verbs, at last, a bare noun phrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from analysis.coding import clitics, nouns, phrases, subjects
from analysis.coding.forms import FINITE
from analysis.coding.nouns import Phrase
from analysis.coding.reading import Reading
from analysis.coding.word_types import (
    COMMAS,
    COMPLEMENTIZER,
    COMPLEMENTIZER_B,
    COMPLEMENTIZERS,
    GOVERNOR,
    MARK,
    NUMBER,
    PREPOSITION,
    RADICAL_B,
    RELATIVE,
    SIGN,
    STRESSED,
    TIME,
    VENUE,
    WORD,
    VerbForm,
    Word,
)

PREPOSITIONS = {"الي": "ila", "علي": "ala", "عن": "aan", "من": "min", "في": "fi"}
_REACH = {"perfect": 48, "imperfect": 48, "participle": 22, "masdar": 14}  # tokens from the cue to its content
_QUOTE_REACH = 12  # tokens to a quotation, for verbs that only a quotation makes verbs of speech
_ADJUNCT = 16  # tokens of a phrase in commas between the subject and the content
_WAY = 3  # words of a name in marks on the way to the content
_ADJUNCT_NAME = 6  # words of a name in marks in an adjunct before إن
_FAR_LOOK = 18  # tokens after it in which إن shows that it was one
_OTHERS_AN = 4  # tokens from a verb in a relative clause to its own أن
_NAMED = 7  # tokens from one comma to the other round a name in apposition
_SAYING = "قال"  # its participle only repeats the verb before it
_BREAKS = frozenset(("..", "...", "|"))
_LOOK = 6  # tokens after such a name in which أن or a colon shows that it was one


class Complement(NamedTuple):
    """What a cue introduces.

    `intro` is how: an, colon, q (a quotation follows), np, or the preposition's frame. `first` is the first content
    token, `mark` the opening mark where speech in marks follows, `after` the first token after the subject, `frame`
    the preposition before أن.
    """

    subject: Phrase | None
    intro: str
    first: int
    mark: int | None = None
    after: int = 0
    frame: str = ""


@dataclass(slots=True)
class Walk:
    """One walk from the subject to the content."""

    reading: Reading
    token: int
    form: VerbForm
    subject: Phrase | None
    after: int
    stop: int
    relative: bool = False  # inside a relative clause
    reporting: int = -9  # a verb of that clause that may report: the أن close after it is not this verb's
    begin: int = 0  # where the part between two commas begins

    def complement(self) -> Complement | None:
        """Walk until a complement is found; None at a place where none can follow."""
        words = self.reading.words
        limit = min(self.stop, self.token + _REACH[self.form.form.kind])
        if self.form.entry.needs == {"q"}:
            limit = min(limit, self.after + _QUOTE_REACH)
        at = self.begin = self.after
        limit = next((k for k in range(at, limit) if self._is_break(k)), limit)
        while at < limit:
            word = words[at]
            if word.kind == MARK:
                found, at = self._mark(at, limit)
            elif word.kind == SIGN:
                if word.surface in ("؛", ";") or (word.surface == "(" and self.form.form.kind == "masdar"):
                    return None
                if word.surface == ":":
                    return self._colon(at)
                found, at = None, self._sign(at, limit)
            elif word.verbs and at > self.token + 1 and self._is_other_clause(at):
                break
            else:
                if self.relative and nouns.is_clause_verb(word):
                    self.reporting = at
                found = self._word(at, word)
                if found is None and self._is_passed(at, word):
                    break
                at += 1
            if found is not None:
                return found
        if "np" not in self.form.entry.frames or self.form.form.kind == "masdar":
            return None
        return self._noun_phrase() or self._in_subject()

    def _is_break(self, at: int) -> bool:
        """Whether another headline begins after a token (ترامب يحذر من حرب.. أردوغان: لن نخضع)."""
        return self.reading.words[at].surface in _BREAKS and at + 1 not in self.reading.closing

    def _in_subject(self) -> Complement | None:
        """Noun content that was taken for part of the subject, if none is left after it (أكد الرئيس التركي ضرورة)."""
        reading, before = self.reading, self.token - 1
        if before >= 0 and reading.words[before].surface in COMMAS:
            before -= 1
        if self.subject is None or before in reading.opening:
            return None  # «...»، أكد الوزير: the speech came before
        cut = subjects.end_of_office(reading, self.subject)
        if cut == self.subject.stop:
            return None
        self.subject, self.after = Phrase(self.subject.first, cut), cut
        return self._noun_phrase()

    def _made(self, intro: str, first: int, mark: int | None = None, frame: str = "") -> Complement:
        return Complement(self.subject, intro, first, mark, self.after, frame)

    def _mark(self, at: int, limit: int) -> tuple[Complement | None, int]:
        """A quotation mark: the content, or a name to step over."""
        reading, words = self.reading, self.reading.words
        closed = reading.closing.get(at)
        if closed is None:
            before = words[at - 1]
            beside = at in (self.token + 1, self.after) or before.surface in (":", "،") or before.flags & COMPLEMENTIZER
            if reading.unmatched.get(at) == "open" and "q" in self.form.entry.frames and beside:
                return self._made("q", at, at), at
            return None, at + 1
        short = closed - at - 1 <= _WAY
        on_the_way = short and (self.relative or _speech_follows(reading, closed, min(limit, closed + 1 + _LOOK)))
        if at > self.after and closed - at - 1 <= _ADJUNCT_NAME and "an" in self.form.entry.frames:
            on_the_way = on_the_way or _speech_follows(reading, closed, min(limit, closed + 1 + _FAR_LOOK))
        glued = at > self.after and words[at - 1].kind == WORD and len(words[at - 1].fold) == 1
        to_whom = glued and not self.form.entry.frames & {"np", "b", "li"}  # قالت لـ"الحياة"
        if at + 1 == closed or on_the_way or to_whom or nouns.is_name(reading, at):
            return None, closed + 1
        return self._made("q", at, at), at

    def _colon(self, at: int) -> Complement | None:
        words = self.reading.words
        if not self.form.entry.frames & {"q", "an"} or at + 1 >= self.stop:
            return None
        if at + 2 < self.stop and words[at + 1].flags & COMPLEMENTIZER:
            return self._speech(at + 2)
        marked = words[at + 1].kind == MARK and (at + 1 in self.reading.closing or at + 1 in self.reading.unmatched)
        return self._made("colon", at + 1, at + 1 if marked else None)

    def _sign(self, at: int, limit: int) -> int:
        """Step over a sign, brackets with what they hold; a comma ends a relative clause."""
        words = self.reading.words
        if words[at].surface == "(":
            return next((k for k in range(at + 1, limit) if words[k].surface == ")"), at) + 1
        if words[at].surface in COMMAS:
            self.relative, self.reporting, self.begin = False, -9, at + 1
        return at + 1

    def _word(self, at: int, word: Word) -> Complement | None:
        """أن, a preposition of the verb's frames, or a word with an attached one."""
        frames, flags = self.form.entry.frames, word.flags
        if flags & COMPLEMENTIZER:
            return None if self._is_governed(at) or at - self.reporting <= _OTHERS_AN else self._speech(at + 1)
        if flags & COMPLEMENTIZER_B and frames & {"an", "b"}:
            return None if at - self.reporting <= _OTHERS_AN else self._speech(at + 1, "b")
        if flags & PREPOSITION and PREPOSITIONS.get(word.fold) in frames and at + 1 < self.stop:
            return self._preposition(at, PREPOSITIONS[word.fold])
        if self.relative:
            return None
        if "b" in frames and clitics.takes_b(self.reading, at):
            glued = word.fold == "ب" and at + 1 in self.reading.closing
            return self._made("b", at, at + 1 if glued else None)
        if "li" in frames and clitics.takes_l(self.reading, at):
            return self._made("li", at)
        if flags & RELATIVE:
            self.relative = True
        return None

    def _is_governed(self, at: int) -> bool:
        """Whether another word than the verb takes this أن (بعد أن، خوفا من أن)."""
        words, before = self.reading.words, at - 1
        if before < self.after or words[at].surface.startswith("إ"):
            return False  # إن is always speech: في بيان له إن
        if words[before].fold == "علي" and "ala" not in self.form.entry.frames and words[before - 1].surface in COMMAS:
            return True  # سيسلمون الرفات، على أن تنقل: provided that
        noun = before - 1 >= self.after and words[before - 1].kind == WORD
        return bool(words[before].flags & GOVERNOR) or (noun and bool(words[before].flags & PREPOSITION))

    def _preposition(self, at: int, frame: str) -> Complement | None:
        following = self.reading.words[at + 1]
        if following.flags & COMPLEMENTIZER:
            provided = frame == "ala" and self.reading.words[at - 1].surface in COMMAS
            return None if provided else self._speech(at + 2, frame)  # ، على أن: provided that
        if following.kind == MARK and at + 1 in self.reading.closing:
            return self._made(frame, at + 1, at + 1)
        where = following.flags & VENUE or (following.kind == NUMBER and frame == "ala")
        if self._is_passed(at, self.reading.words[at]) or where or self.relative:
            return None
        return self._made(frame, at + 1)

    def _is_passed(self, at: int, word: Word) -> bool:
        """Whether bare noun content came before this preposition (أكد وقوف بلاده ... على)."""
        frames = self.form.entry.frames
        if "np" not in frames or not word.flags & PREPOSITION or PREPOSITIONS.get(word.fold) not in frames:
            return False
        return self.begin < at and not self.reading.words[self.begin].flags & (PREPOSITION | TIME)

    def _speech(self, first: int, frame: str = "") -> Complement | None:
        """Content after a complementizer; the mark where it opens with one."""
        words = self.reading.words
        if first < self.stop and words[first].surface == ":":
            first += 1
        if first >= self.stop:
            return None
        opens = first in self.reading.closing or self.reading.unmatched.get(first) == "open"
        return self._made("an", first, first if opens else None, frame)

    def _is_other_clause(self, at: int) -> bool:
        """Whether a finite reporting verb with و, or a continuing participle, takes over before any content came."""
        word, before = self.reading.words[at], self.reading.words[at - 1]
        for form in word.verbs:
            after_comma = before.surface in COMMAS
            if form.form.kind in FINITE and form.conjunction and (after_comma or not form.entry.needs):
                return True
            # وأكد تفهمه مبينا; but not وأضاف قائلا
            adverb = word.surface.endswith(("اً", "ًا")) and form.entry.lemma != _SAYING
            continues = before.surface in COMMAS or adverb
            if form.form.kind == "participle" and continues and not word.definite:
                return True
        return False

    def _after_apposition(self, comma: int) -> int:
        """The comma after an unlisted name in apposition to a title (مع الأمين العام، ينس ستولتنبرغ،), or the first."""
        words = self.reading.words
        last = next((k for k in range(comma + 1, min(comma + _NAMED, self.stop)) if words[k].surface in COMMAS), comma)
        head = words[min(comma + 1, self.stop - 1)]
        return comma if head.definite or head.flags or head.fold[0] in "وب" else last

    def _noun_phrase(self) -> Complement | None:
        """Bare noun content (أعلنت روسيا تعاونها): what follows the subject, adverbs and phrases in commas."""
        words, at = self.reading.words, self.after
        if at < self.stop and words[at].title is not None and words[at].preposition == "ل":
            at = phrases.extend(self.reading, at, self.stop)  # أكدت لنظيرتها الأذربيجانية ضرورة
        while at < self.stop and (words[at].flags & TIME or words[at].surface in COMMAS):
            at += 1
            if at < self.stop and words[at].flags & PREPOSITION and words[at - 1].surface in COMMAS:
                comma = next((k for k in range(at, min(at + _ADJUNCT, self.stop)) if words[k].surface in COMMAS), None)
                if comma is None:
                    return None
                at, begun = comma, at
                named = self.reading.mention_at.get(at + 1)
                ends = named.stop if named is not None and named.kind == "person" else self.stop
                if ends < self.stop and words[ends].surface in COMMAS:
                    at = ends  # في اتصال مع نظيره الأذربيجاني، جيحون بيراموف،
                elif any(word.title and word.title["kind"] == "person" for word in words[begun:comma]):
                    at = self._after_apposition(comma)
        if at >= self.stop or words[at].kind in (SIGN, NUMBER) or nouns.is_clause_verb(words[at]):
            return None
        return None if words[at].flags & ~(TIME | RADICAL_B | STRESSED) else self._made("np", at)


def _speech_follows(reading: Reading, closed: int, limit: int) -> bool:
    """Whether أن or a colon follows a short marked phrase before `limit`: then the phrase is a name on the way."""
    words, at = reading.words, closed + 1
    while at < limit:
        word = words[at]
        if word.flags & COMPLEMENTIZERS or word.surface == ":":
            return True
        if word.kind == MARK:
            if len(words[at - 1].fold) == 1 and words[at - 1].kind == WORD and at in reading.closing:
                at = reading.closing[at] + 1  # لـ"الوطن"
                continue
            return at > closed + 1 and words[closed + 1].surface in COMMAS
        if word.verbs or word.surface in _BREAKS:
            return False
        at += 1
    return False
