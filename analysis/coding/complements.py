"""What a reporting verb introduces: its subject, its complement, and whether that makes it a cue."""

from __future__ import annotations

from analysis.coding import clitics, nouns, subjects
from analysis.coding.content_starts import Complement, Walk
from analysis.coding.forms import FINITE
from analysis.coding.nouns import Phrase
from analysis.coding.reading import Reading, Sentence
from analysis.coding.word_types import COMMAS, COMPLEMENTIZERS, NEGATION, RELATIVE, WORD, VerbForm, Word

_SURE_GENDER = frozenset(("country", "capital", "city"))
_SUFFIXED_REACH = 5  # tokens from قوله to what he said


def find(reading: Reading, token: int, form: VerbForm, sentence: Sentence) -> Complement | None:
    """Return the complement of the verb at `token` read as `form`, or None where it has none that makes it a cue."""
    subject, after = _subject(reading, token, form, sentence)
    if form.form.kind == "masdar" and not form.suffixed and (subject is None or reading.words[token].definite):
        return None  # التوقعات الفصلية: nobody's
    complement = Walk(reading, token, form, subject, after, sentence.stop).complement()
    if complement is None or not _is_wanted(reading, token, form, complement, sentence):
        return None
    unknown = subject is not None and not _is_known(reading, subject.first)
    if _is_refused(reading, token, form, complement, sentence, unknown):
        return None
    return _without_target(reading, token, form, complement, unknown)


def _is_known(reading: Reading, token: int) -> bool:
    """Whether a title or an actor of the codebook stands at a token."""
    return reading.words[token].title is not None or token in reading.mention_at


def _subject(reading: Reading, token: int, form: VerbForm, sentence: Sentence) -> tuple[Phrase | None, int]:
    """Return the subject after the verb and the first token after it (or after the verb, where it has none there)."""
    kind, entry = form.form.kind, form.entry
    after = token + 1
    if not ((kind in FINITE and form.form.number == "s") or (kind == "masdar" and not form.suffixed)):
        return None, after  # a plural verb has its subject before it; a participle continues another's
    subject = subjects.after(reading, after, sentence.stop)
    if subject is not None and "b" in entry.frames:
        cut = next((k for k in range(subject.first, subject.stop) if clitics.takes_b(reading, k)), subject.stop)
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
    return bool(word.flags & COMPLEMENTIZERS) and word.fold.endswith(("ه", "ها", "هم", "هما"))


def _is_wanted(reading: Reading, token: int, form: VerbForm, complement: Complement, sentence: Sentence) -> bool:
    """Whether a homograph has one of the frames that the codebook demands of it (a negated verb needs none)."""
    needs = form.entry.needs
    negated = token > sentence.first and reading.words[token - 1].flags & NEGATION and not form.suffixed
    if not needs or negated:
        return True
    given = {"q" if complement.intro == "colon" else complement.intro, complement.frame}
    if complement.mark is not None:
        given.add("q")
        if complement.mark + 1 < sentence.stop and clitics.takes_b(reading, complement.mark + 1):
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
