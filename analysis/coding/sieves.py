"""The sieves that find a cue's speaker, the surest first; `speakers` says what each may answer."""

from __future__ import annotations

from analysis.coding import clitics, nouns, phrases, speakers, subjects
from analysis.coding.cues import Cue
from analysis.coding.drafts import Draft
from analysis.coding.forms import FINITE
from analysis.coding.nouns import Phrase
from analysis.coding.reading import Reading, Sentence
from analysis.coding.speakers import Answer, Floor, Speaker
from analysis.coding.word_types import AUXILIARY, BLESSING, COMPLEMENTIZERS, NUMBER, RELATIVE, WORD, Word

_RELAY_VERB = "نقل"  # نقلت تاس عن لافروف: the only verb whose subject is not the speaker
_RESUMPTIVE = frozenset(("فيه", "فيها"))  # أصدرت الوزارة بيانا طالبت فيه: the subject is that of the clause around
_ALSO = "كما"  # أقر الرئيس كذا، كما أعلن: the subject is in this sentence
_SOURCE = 10  # tokens before قوله in which its source after عن is looked for
_TARGET, _NAME = 7, 2  # words after اتهم up to which they are its target: of a known head, of an unlisted name
_OPENING = 3  # tokens at the head of a sentence within which a hidden subject is somebody of an earlier one


def answer(
    reading: Reading,
    cue: Cue,
    draft: Draft,
    made: list[Draft],
    sentence: Sentence,
    number: int,
    floor: Floor,
    turn: bool,
) -> tuple[Answer, str | None]:
    """Find who speaks through a cue, and through whom it reached the outlet.

    Parameters
    ----------
    made
        The sentence's earlier quotations.
    number
        Number of the sentence in the article.
    turn
        Whether a turn-taking phrase opens the sentence.

    Returns
    -------
    Answer
        Speaker and sieve; both None where nobody is sure enough.
    str or None
        The relaying agency as written.
    """
    form = cue.form.form
    gender, count, outer = form.gender, form.number, draft.parent
    if form.kind == "masdar" and cue.form.suffixed:
        gender, count = of_suffix(reading.words[cue.token].fold)
    source, relay = _relayed(reading, cue, sentence)
    if source is not None:
        known = (gender, count) if form.kind == "masdar" else (None, None)
        return Answer(speakers.of_phrase(reading, source, *known), "explicit"), relay
    subject = _subject(reading, cue, outer.first if outer is not None else sentence.first)
    if subject is not None:
        speaker = speakers.of_phrase(reading, subject, gender, count)
        if outer is not None and outer.answer.speaker is not None and speakers.is_own_country(reading, subject):
            speaker = speaker._replace(side=outer.answer.speaker.side)  # قال الوزير إن بلاده ترفض
        return Answer(speaker, "explicit"), None
    if _is_unread(reading, cue, sentence):
        return speakers.UNKNOWN, None
    if outer is not None and form.kind in FINITE and _follows_pronoun(reading, cue, sentence):
        said = outer.answer.speaker  # قالت إنها طالبت
        agrees = said is not None and speakers.agrees(said, gender, count)
        return (Answer(said, "same_sentence") if agrees else speakers.UNKNOWN), None
    here = _in_sentence(reading, cue, draft, made, sentence, gender, count)
    if here is not None:
        return here, None
    joined = cue.form.conjunction or (cue.token > sentence.first and reading.words[cue.token - 1].fold == _ALSO)
    late = cue.token > sentence.first + _OPENING and (form.kind == "participle" or joined)
    if turn or late or outer is not None:
        return speakers.UNKNOWN, None  # the subject of this sentence, which nothing here can read
    return speakers.carried(floor, sentence.segment, number, gender, count), None


def _in_sentence(
    reading: Reading, cue: Cue, draft: Draft, made: list[Draft], sentence: Sentence, gender: str, count: str
) -> Answer | None:
    """Who spoke in the clause that a hidden subject continues; None where the sentence does not say."""
    form, outer = cue.form.form, draft.parent
    finite = form.kind in FINITE
    labelled = finite and cue.token > sentence.first and reading.words[cue.token - 1].fold == "ما"
    if not labelled:
        for earlier in reversed(made):
            said = earlier.answer.speaker
            beside = earlier is not outer and earlier.parent is outer
            if said is not None and beside and speakers.agrees(said, gender, count):
                return Answer(said, "same_sentence")
    several = count != "s" and form.kind != "masdar"
    if several and finite and not labelled:
        for earlier in reversed(made):  # قال الكرملين إن بوتين وماكرون بحثا كذا، وطالبا بكذا
            told = _told_of_several(reading, earlier)
            if told is not None:
                return Answer(told._replace(number=count), "same_sentence")
    if finite and not labelled and (outer is not None or cue.token <= sentence.first + _OPENING):
        return None
    phrase = speakers.main_subject(reading, sentence, cue.token, gender)
    if phrase is None:
        return None
    speaker = speakers.of_phrase(reading, phrase, gender, count)
    fits = not several or speakers.is_several(reading, speaker)
    return Answer(speaker, "same_sentence") if fits else speakers.UNKNOWN


def _told_of_several(reading: Reading, earlier: Draft) -> Speaker | None:
    """Those of whom an earlier report of the sentence tells, where it begins with two or more who are joined."""
    if not nouns.starts_phrase(reading, earlier.first):
        return None
    phrase = Phrase(earlier.first, phrases.extend(reading, earlier.first, earlier.stop))
    speaker = speakers.of_phrase(reading, phrase, None, None) if phrase.stop > phrase.first else None
    return speaker if speaker is not None and "|" in (speaker.side or "") else None


def _is_unread(reading: Reading, cue: Cue, sentence: Sentence) -> bool:
    """Whether a subject seems to stand beside the cue that could not be read; then nobody else's name may be given."""
    words, complement = reading.words, cue.complement
    if cue.form.form.kind not in FINITE:
        return False
    beside = cue.token + 1
    if cue.form.entry.needs_target and complement.subject is None and not cue.form.suffixed:
        both = subjects.after(reading, beside, complement.first)
        known = both is not None and (beside in reading.mention_at or words[beside].title is not None)
        if both is not None and both.stop - both.first > (_TARGET if known else _NAME):
            return True  # وصف أحمد مجاهد عضو الاتحاد الخطابات بأنها: who and whom are not told apart
    content = complement.first if complement.mark is None else min(complement.first, complement.mark)
    if beside < content and "np" not in cue.form.entry.frames and not cue.form.entry.target and not cue.form.suffixed:
        word = words[beside]
        if word.flags & BLESSING:
            return True  # قال صلى الله عليه وسلم
        adverb = "ً" in word.surface  # وأضاف مستهجناً
        plain = word.kind in (WORD, NUMBER) and not word.flags and not adverb and not clitics.takes_b(reading, beside)
        if plain and not nouns.is_addressee(reading, beside) and not word.fold.startswith("ل"):
            return True
    if cue.form.conjunction or cue.token == sentence.first or words[beside].fold in _RESUMPTIVE:
        return False
    before = words[cue.token - 1]
    return before.kind == WORD and not before.flags and not before.verbs and not reading.phrases_end(cue.token)


def _follows_pronoun(reading: Reading, cue: Cue, sentence: Sentence) -> bool:
    """Whether a complementizer with a pronoun stands right before the verb (إنها طالبت)."""
    before = reading.words[cue.token - 1]
    return (
        cue.token > sentence.first
        and bool(before.flags & COMPLEMENTIZERS)
        and before.fold.endswith(("ه", "ها", "هم", "هما"))
    )


def _subject(reading: Reading, cue: Cue, low: int) -> Phrase | None:
    """Return the subject beside the cue: after it, or before it in the same clause."""
    form = cue.form.form
    if form.kind == "participle" or (form.kind == "masdar" and cue.form.suffixed):
        return None
    if cue.complement.subject is not None or form.kind == "masdar":
        return cue.complement.subject
    if cue.token > low and reading.words[cue.token - 1].fold == "ما":
        return None
    if cue.form.conjunction and reading.words[cue.token].fold[0] == "و":
        return None  # a new clause: what stands before it belongs to another verb
    relative = _relative_before(reading, cue, low)
    if relative is not None:
        return None if cue.form.suffixed else subjects.antecedent(reading, relative, low, form)
    return subjects.before(reading, cue.token, low, form)


def _relayed(reading: Reading, cue: Cue, sentence: Sentence) -> tuple[Phrase | None, str | None]:
    """Return the source after عن and the relay before it: نقلت تاس عن لافروف قوله."""
    form = cue.form.form
    if form.kind == "masdar" and cue.form.suffixed:
        low, before = sentence.first, cue.token
    elif cue.form.entry.lemma == _RELAY_VERB and form.kind in FINITE:
        low, before = cue.token, cue.complement.first
    else:
        return None, None
    words = reading.words
    verb = next((k for k in range(before - 1, low - 1, -1) if _is_relay_verb(words[k])), None)
    near = max(low, before - _SOURCE)  # نقلت تاس عن لافروف قوله; not عن هذه المواضيع far before
    places = range(verb + 1, before - 1) if verb is not None else range(before - 2, near - 1, -1)
    for token in places:
        if words[token].fold == "عن" and nouns.starts_phrase(reading, token + 1):
            source = Phrase(token + 1, phrases.extend(reading, token + 1, before))
            agency = subjects.after(reading, verb + 1, token) if verb is not None else None
            return source, nouns.surface(reading, agency) if agency else None
    return None, None


def _is_relay_verb(word: Word) -> bool:
    return any(form.entry.lemma == _RELAY_VERB for form in word.verbs)


def _relative_before(reading: Reading, cue: Cue, low: int) -> int | None:
    """Return the relative pronoun whose verb the cue is (التوقعات التي كانت تشير إلى), or None."""
    words, token = reading.words, cue.token - 1
    while token > low and words[token].flags & AUXILIARY:
        token -= 1
    finite = cue.form.form.kind in FINITE
    return token if finite and token >= low and words[token].flags & RELATIVE else None


def is_of_a_thing(reading: Reading, cue: Cue, sentence: Sentence) -> bool:
    """Whether the cue is the verb of a relative clause whose antecedent is nobody who speaks."""
    return _relative_before(reading, cue, sentence.first) is not None and not cue.form.suffixed


def of_suffix(folded: str) -> tuple[str, str]:
    """Gender and number of a possessive pronoun."""
    if folded.endswith("ها"):
        return "f", "s"
    return ("m", "p") if folded.endswith(("هم", "هما")) else ("m", "s")
