"""What a reporting verb introduces: its subject, and where its content begins.

The words after a verb are walked once, in order. The first of these that the verb's frames allow is the complement:
أن, a colon, a quotation, a preposition with a noun phrase; for some verbs, at last, a bare noun phrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from analysis.coding import nouns, phrases, subjects
from analysis.coding.forms import FINITE
from analysis.coding.nouns import Phrase
from analysis.coding.reading import Reading, Sentence
from analysis.coding.word_types import (
    COMMAS,
    COMPLEMENTIZER,
    COMPLEMENTIZER_B,
    GOVERNOR,
    MARK,
    NEGATION,
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

_SURE_GENDER = frozenset(("country", "capital", "city"))
_AN = COMPLEMENTIZER | COMPLEMENTIZER_B
PREPOSITIONS = {"الي": "ila", "علي": "ala", "عن": "aan", "من": "min", "في": "fi"}
_REACH = {"perfect": 48, "imperfect": 48, "participle": 22, "masdar": 14}  # tokens from the cue to its content
_QUOTE_REACH = 12  # tokens to a quotation, for verbs that only a quotation makes verbs of speech
_ADJUNCT = 16  # tokens of a phrase in commas between the subject and the content
_SUFFIXED_REACH = 5  # tokens from قوله to what he said
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


def find(reading: Reading, token: int, form: VerbForm, sentence: Sentence) -> Complement | None:
    """Return the complement of the verb at `token` read as `form`, or None where it has none that makes it a cue."""
    subject, after = _subject(reading, token, form, sentence)
    if form.form.kind == "masdar" and not form.suffixed and (subject is None or reading.words[token].definite):
        return None  # التوقعات الفصلية: nobody's
    complement = _Walk(reading, token, form, subject, after, sentence.stop).complement()
    if complement is None or not _is_wanted(reading, token, form, complement, sentence):
        return None
    unknown = subject is not None and not _is_known(reading, subject.first)
    if _is_refused(reading, token, form, complement, sentence, unknown):
        return None
    return _without_target(reading, token, form, complement, unknown)


def takes_b(reading: Reading, token: int) -> bool:
    """Whether ب at the head of a word is the preposition (بانتهاك), not a letter of the word (بيان)."""
    word = reading.words[token]
    if word.flags & (COMPLEMENTIZER_B | PREPOSITION | RADICAL_B):
        return bool(word.flags & COMPLEMENTIZER_B)
    if word.fold == "ب":
        return True
    mention = reading.mention_at.get(token)
    if mention is not None:
        return "ب" in reading.text[reading.starts[token] : mention.start]
    if word.title is not None:
        return word.preposition == "ب"
    return word.fold.startswith("ب") and len(word.fold) > 2


def _takes_l(reading: Reading, token: int) -> bool:
    """Whether ل at the head of a word is the preposition of what is demanded (للمساهمة، لوقف)."""
    word = reading.words[token]
    plain = not word.flags and word.title is None and token not in reading.mention_at
    return plain and word.fold.startswith("ل") and len(word.fold) > 3


def _is_known(reading: Reading, token: int) -> bool:
    """Whether a title or an actor of the codebook stands at a token."""
    return reading.words[token].title is not None or token in reading.mention_at


# ---------------------------------------------------------------- the subject


def _subject(reading: Reading, token: int, form: VerbForm, sentence: Sentence) -> tuple[Phrase | None, int]:
    """Return the subject after the verb and the first token after it (or after the verb, where it has none there)."""
    kind, entry = form.form.kind, form.entry
    after = token + 1
    if not ((kind in FINITE and form.form.number == "s") or (kind == "masdar" and not form.suffixed)):
        return None, after  # a plural verb has its subject before it; a participle continues another's
    subject = subjects.after(reading, after, sentence.stop)
    if subject is not None and "b" in entry.frames:
        cut = next((k for k in range(subject.first, subject.stop) if takes_b(reading, k)), subject.stop)
        subject = Phrase(subject.first, cut) if cut > subject.first else None
    if subject is None or kind not in FINITE or not (entry.target or "np" in entry.frames):
        return subject, subject.stop if subject else after
    joined = form.conjunction and reading.words[token].fold[0] == "و"
    if (
        (not joined and subjects.before(reading, token, sentence.first, form.form, adjacent=True) is not None)
        or _is_of_other_gender(reading, subject, form)
        or (entry.target and token > sentence.first and _has_pronoun(reading.words[token - 1]))
    ):
        return None, subject.stop if entry.target else after  # موسكو تتهم لندن: what follows is the target
    subject = Phrase(subject.first, subjects.end_of_first(reading, subject))
    return subject, subject.stop


def _is_of_other_gender(reading: Reading, subject: Phrase, form: VerbForm) -> bool:
    """Whether a title or state cannot be the subject, as the verb does not agree (حذر دول الخليج: whom he warned)."""
    mention = reading.mention_at.get(subject.first)
    sure = reading.words[subject.first].title is not None or (mention is not None and mention.kind in _SURE_GENDER)
    gender = nouns.gender_of(reading, subject)
    return sure and gender in ("m", "f") and gender != form.form.gender


def _has_pronoun(word: Word) -> bool:
    """Whether a complementizer carries the subject of the verb after it (أنها طالبت)."""
    return bool(word.flags & _AN) and word.fold.endswith(("ه", "ها", "هم", "هما"))


# ---------------------------------------------------------------- the walk to the content


@dataclass(slots=True)
class _Walk:
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
        if "b" in frames and takes_b(self.reading, at):
            glued = word.fold == "ب" and at + 1 in self.reading.closing
            return self._made("b", at, at + 1 if glued else None)
        if "li" in frames and _takes_l(self.reading, at):
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
        if word.flags & _AN or word.surface == ":":
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


# ---------------------------------------------------------------- what makes it a cue


def _is_wanted(reading: Reading, token: int, form: VerbForm, complement: Complement, sentence: Sentence) -> bool:
    """Whether a homograph has one of the frames that the codebook demands of it (a negated verb needs none)."""
    needs = form.entry.needs
    negated = token > sentence.first and reading.words[token - 1].flags & NEGATION and not form.suffixed
    if not needs or negated:
        return True
    given = {"q" if complement.intro == "colon" else complement.intro, complement.frame}
    if complement.mark is not None:
        given.add("q")
        if complement.mark + 1 < sentence.stop and takes_b(reading, complement.mark + 1):
            given.add("b")
    return bool(given & needs)


def _is_refused(
    reading: Reading, token: int, form: VerbForm, complement: Complement, sentence: Sentence, unknown: bool
) -> bool:
    """Whether the complement is of another kind than this form can have."""
    kind, intro = form.form.kind, complement.intro
    before = reading.words[token - 1] if token > sentence.first else None
    if kind == "masdar":
        close = complement.first - token <= _SUFFIXED_REACH
        said = intro == "an" or (intro in ("colon", "q") and form.suffixed and form.form.number == "s")
        return not said or (form.suffixed and not close)
    if form.suffixed and intro == "an" and not form.entry.target:
        return True  # بيان نشرتها تاس أن: what was published, not said to somebody
    place = reading.mention_at.get(complement.first)
    if intro in ("ila", "ala") and complement.mark is None and place is not None and place.kind in _SURE_GENDER:
        return True  # دعا X إلى أديس أبابا
    if form.suffixed and intro in ("q", "np", "colon"):
        labelled = before is not None and (before.fold == "ما" or bool(before.flags & RELATIVE))
        return not labelled or form.entry.act != "opine"  # ما وصفته ب، التي وصفها ب
    if intro == "np" and complement.mark is None and _is_held(token, form, complement):
        return not (reading.words[complement.first].definite or place is not None)
    if intro == "q" and form.future:
        return True  # بريطانيا سترد "بقوة": an act to come
    if unknown and form.entry.nominal and (form.conjunction or (intro in ("q", "np") and "np" in form.entry.frames)):
        return intro != "colon"  # ورد اسمه, رفض خوض المباراة
    beside = before is not None and not form.conjunction and before.surface not in COMMAS
    if kind == "participle" and form.entry.act in ("accuse", "warn") and beside:
        return True  # متهما ب, مهددة ب: the passive
    adverb = kind == "participle" and "np" in form.entry.needs  # مجددا بقوة, but مجددا الدعوة
    if adverb and intro == "np" and not reading.words[complement.first].definite:
        return True
    if intro not in ("an", "colon", "q") and complement.mark is None:
        return unknown or (before is not None and bool(before.flags & RELATIVE))
    return False


def _is_held(token: int, form: VerbForm, complement: Complement) -> bool:
    """Whether a verb of opinion may be passive, its subject after it (تعتبر السعودية أكثر الدول: is held)."""
    after = complement.subject is not None and complement.subject.first > token
    return after and form.form.kind == "imperfect" and form.entry.act == "opine" and not form.suffixed


def _without_target(reading: Reading, token: int, form: VerbForm, complement: Complement, unknown: bool) -> Complement:
    """Take back a subject that is the content or the target of a verb whose own subject is hidden."""
    words, subject = reading.words, complement.subject
    if subject is None or form.form.kind not in FINITE:
        return complement
    first = complement.first if complement.mark is None else min(complement.first, complement.mark)
    if unknown and complement.intro == "q" and "np" in form.entry.frames and subject.first == token + 1:
        clitic = complement.mark is not None and len(words[complement.mark - 1].fold) == 1
        if clitic and not words[subject.first].definite:
            return complement._replace(subject=None, after=token + 1)  # أعلن تخطيط تركيا لـ"...": hidden subject
    own = words[subject.first].fold.endswith(("ه", "ها", "هم"))
    if unknown and own and complement.intro in ("q", "np") and "np" in form.entry.frames:
        return complement._replace(subject=None, after=token + 1)  # يعتبر سجنه "...": its object
    if form.entry.needs_target and not form.suffixed:
        between = (words[k] for k in range(subject.stop, first))
        if not any(word.kind == WORD and not word.flags for word in between):
            return complement._replace(subject=None)  # اتهم X بأن: X is the target
    return complement
