"""Quotations: direct, indirect and mixed; each with its cue, its content and the mouth it came from.

A sentence is read for its cues (`cues`); `contents` says what each reports, `sieves` who says it, `attributions` what
بحسب and its like add. What has no cue in its sentence is found here: headlines (X: ...), speech before its verb, and
paragraphs that are nothing but speech. The cases are those of the quotation guide (D direct, I indirect).
"""

from __future__ import annotations

from analysis.coding import (
    actors,
    attributions,
    content_ends,
    contents,
    cues,
    drafts,
    phrases,
    sieves,
    speakers,
    subjects,
)
from analysis.coding.cues import Cue
from analysis.coding.drafts import END, Draft
from analysis.coding.forms import FINITE
from analysis.coding.nouns import Phrase
from analysis.coding.reading import Reading, Sentence
from analysis.coding.speakers import Answer, Floor, Speaker
from analysis.coding.word_types import ANSWER, COMMAS, QUESTION

_FLOATING = 8  # words of a paragraph that is nothing but speech in marks
_LINKED = 100  # reports before a backlink that it can be about: more than any segment of an article has
_SPEECH = 4  # marked words before a verb, from which on they are speech


def find(reading: Reading) -> list[Draft]:
    """Return the quotations of an article in the order of the text."""
    return _Reader(reading).read()


class _Reader:
    """Reads the sentences in order and remembers who has the floor."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.floor = Floor()
        self.found: list[Draft] = []
        self.until = -1  # speech without marks has taken the tokens before this one

    def read(self) -> list[Draft]:
        for number, sentence in enumerate(self.reading.sentences):
            if self.floor.segments[-1:] != [sentence.segment]:
                self.floor.segments.append(sentence.segment)
            if sentence.first >= self.until:
                self._sentence(number, sentence)
        self.found.sort(key=lambda draft: (draft.start, -draft.end))
        return self.found

    def _sentence(self, number: int, sentence: Sentence) -> None:
        reading = self.reading
        if reading.kind_of(sentence) == "body" and self._interview(number, sentence):
            return
        if reading.phrases("backlink", sentence.first, sentence.first + 1):
            self._backlink(sentence)
        found = _without_relay_verbs(reading, cues.find(reading, sentence))
        tokens = {cue.token for cue in found}
        attributed = [a for a in attributions.find(reading, sentence) if a.cue not in tokens]
        if reading.kind_of(sentence) in ("headline", "subhead", "standfirst"):
            headline = self._headline(sentence, found)
            if headline is not None:
                self._keep(number, headline)
                found = [cue for cue in found if cue.token >= headline.stop]
        made = self._cued(number, sentence, found, attributed)
        made += self._after_marks(number, sentence, found, made)
        for attribution in attributed:
            draft = attributions.attribute(reading, sentence, attribution, made, attributed)
            if draft is not None:
                made.append(draft)
                self._keep(number, draft)
        if not made and not attributed:
            self._floating(number, sentence)
            self._topic(number, sentence)

    def _cued(
        self, number: int, sentence: Sentence, found: list[Cue], attributed: list[attributions.Attribution]
    ) -> list[Draft]:
        """Work out what each cue of a sentence reports, and who says it."""
        reading = self.reading
        turn = bool(reading.phrases("turn", sentence.first, sentence.first + 3))
        made: list[Draft] = []
        sources = [attribution.first for attribution in attributed]
        for cue in found:
            draft = contents.of_cue(reading, cue, found, sources, sentence)
            if draft is None:
                continue
            outer = next((d for d in reversed(made) if d.first <= cue.token < d.stop), None)
            draft.parent = outer
            if outer is not None and draft.stop > outer.stop:
                draft.stop, draft.end = outer.stop, outer.end
                if draft.stop <= draft.first:
                    continue
            draft.answer, draft.relay = sieves.answer(reading, cue, draft, made, sentence, number, self.floor, turn)
            if not self._is_report(cue, draft, sentence):
                continue
            if draft.answer.speaker is not None:
                draft.relay = draft.relay or attributions.addressed(reading, cue, sentence)
            self.until = max(self.until, draft.stop if draft.stop > sentence.stop else self.until)
            made.append(draft)
            self._keep(number, draft)
            self._inner(number, draft)
        return made

    def _inner(self, number: int, outer: Draft) -> None:
        """Speech in marks inside speech in marks, with its own cue (D13): a child of the outer quotation."""
        reading = self.reading
        if outer.kind != "direct" or not reading.pairs(outer.first, outer.stop):
            return
        clause = outer.sentence._replace(first=outer.first, stop=outer.stop)
        for cue in cues.find(reading, clause):
            mark = cue.complement.mark
            if cue.complement.subject is None or mark is None or mark not in reading.closing:
                continue
            draft = contents.of_cue(reading, cue, [cue], [], clause)
            if draft is not None and draft.kind == "direct":
                draft.parent = outer
                form = cue.form.form
                speaker = speakers.of_phrase(reading, cue.complement.subject, form.gender, form.number)
                draft.answer = Answer(speaker, "explicit")
                self._keep(number, draft)

    def _interview(self, number: int, sentence: Sentence) -> bool:
        """A turn of an interview (D10): `س: ...` and `ج: ...`, or a name and a colon at the head of a paragraph."""
        reading, words = self.reading, self.reading.words
        token = sentence.first
        if (
            token > 0
            and self.floor.segments[-2:-1] == [sentence.segment]
            or reading.bounds[sentence.segment][0] != token
        ):
            return False
        if words[token].surface in ("-", "–", "—", "*"):
            token += 1
        if token + 2 >= sentence.stop or words[token].kind != "word":
            return False
        mention = reading.mention_at.get(token)
        colon = mention.stop if mention is not None else token + 1
        asked, answered = bool(words[token].flags & QUESTION), bool(words[token].flags & ANSWER)
        named = mention is not None and mention.kind in ("person", "media") and mention.form == "name"
        if colon + 1 >= sentence.stop or words[colon].surface != ":" or not (asked or answered or named):
            return False
        stop = reading.bounds[sentence.segment][1]
        draft = drafts.make(reading, sentence, colon + 1, stop, "direct", "interview")
        draft.cue = (reading.starts[colon], reading.end(colon))
        draft.act = "ask" if asked or (mention is not None and mention.kind == "media") else "say"
        draft.boundary = "soft"
        if mention is not None:
            phrase = Phrase(token, mention.stop)
            draft.answer = Answer(speakers.of_phrase(reading, phrase, None, None), "explicit")
        self.until = max(self.until, stop)
        self._keep(number, draft)
        return True

    def _backlink(self, sentence: Sentence) -> None:
        """Where the reports before were made, and by whom of the state: جاء ذلك خلال مؤتمر صحفي عقده المندوب (I20)."""
        reading = self.reading
        mediums = reading.phrases("medium", sentence.first, sentence.stop)
        people = [m for m in actors.within(reading, sentence.first, sentence.stop) if m.kind == "person"]
        segment = self.floor.segments[-2:-1] or [sentence.segment]
        for draft in self.found[-_LINKED:]:
            if draft.sentence.segment not in (segment[0], sentence.segment):
                continue
            if mediums and draft.medium is None:
                draft.medium = mediums[0].payload.value
            speaker = draft.answer.speaker
            if len(people) == 1 and speaker is not None and speaker.side == people[0].side and draft.parent is None:
                draft.answer = draft.answer._replace(speaker=speaker._replace(actor_id=people[0].actor_id))

    def _is_report(self, cue: Cue, draft: Draft, sentence: Sentence) -> bool:
        """Reject what a thing shows, and what nobody says inside another's report (معلومات تشير إلى أن)."""
        form = cue.form.form
        if form.kind == "imperfect" and (form.gender, form.number) == ("f", "p"):  # روسيا وفرنسا تدعون, not أنتم تدعون
            return draft.answer.speaker is not None and "|" in (draft.answer.speaker.side or "")
        if draft.answer.sieve == "explicit":
            return True
        shows = (
            cue.form.form.kind == "imperfect"
            and cue.complement.intro not in ("an", "colon", "q")
            and draft.kind == "indirect"
        )
        if shows or sieves.is_of_a_thing(self.reading, cue, sentence):
            return False
        return draft.parent is None or draft.answer.speaker is not None

    def _keep(self, number: int, draft: Draft) -> None:
        if draft.start >= draft.end:
            return  # marks with nothing between them
        content_ends.tag(self.reading, draft)
        self.found.append(draft)
        if draft.answer.speaker is not None:
            self.reading.heard.add(self.reading.words[draft.answer.speaker.phrase.stop - 1].fold)
        if draft.answer.speaker is not None and draft.parent is None and self._can_hold_the_floor(draft):
            self.floor.take(draft.sentence.segment, number, draft.answer.speaker)

    def _can_hold_the_floor(self, draft: Draft) -> bool:
        """Whether a later verb with a hidden subject can mean this speaker; بحسب may name no person or body."""
        if not draft.rule.startswith("according") or draft.answer.speaker is None:
            return True
        first = draft.answer.speaker.phrase.first
        return first in self.reading.mention_at or self.reading.words[first].title is not None

    def _topic(self, number: int, sentence: Sentence) -> None:
        """Remember the person at the head of a sentence that reports nothing."""
        reading = self.reading
        for mention in actors.within(reading, sentence.first, min(sentence.first + 6, sentence.stop)):
            if mention.kind == "person" and mention.form == "name":
                phrase = Phrase(mention.first, mention.stop)
                speaker = Speaker(
                    mention.start, mention.end, mention.actor_id, mention.side, mention.gender, "s", phrase
                )
                self.floor.topics.append((sentence.segment, number, speaker))
                return

    def _headline(self, sentence: Sentence, found: list[Cue]) -> Draft | None:
        """`X: what X says` (D9); a place name alone is a topic, not a speaker."""
        reading, words = self.reading, self.reading.words
        colon = next(
            (
                k
                for k in range(sentence.first + 1, min(sentence.first + 16, sentence.stop - 1))
                if words[k].surface == ":"
            ),
            None,
        )
        if colon is None or any(cue.token < colon for cue in found):
            return None
        begin = colon
        while begin > sentence.first and words[begin - 1].surface not in ("..", "...", ".", "؟", "!", "|"):
            begin -= 1
        phrase = self._headline_speaker(begin, colon)
        if phrase is None:
            return None
        first = colon + 1
        rule = "headline-colon"
        if first in reading.closing and reading.closing[first] >= sentence.stop - 2:
            draft = drafts.in_marks(reading, sentence, first, reading.closing[first], rule)
        else:
            draft = drafts.make(
                reading,
                sentence,
                first,
                sentence.stop,
                "mixed" if drafts.has_speech(reading, first, sentence.stop) else "indirect",
                rule,
            )
            if draft.kind == "indirect" and contents.first_person(words, first, sentence.stop):
                draft.kind = "direct"
        draft.cue = (reading.starts[colon], reading.end(colon))
        draft.lemma = ":"
        draft.answer = Answer(speakers.of_phrase(reading, phrase, None, None), "headline")
        draft.flags.append("headline")
        return draft

    def _headline_speaker(self, begin: int, colon: int) -> Phrase | None:
        reading, words = self.reading, self.reading.words
        token = begin
        word = words[token]
        mention = reading.mention_at.get(token)
        if mention is not None:
            whole = phrases.extend(reading, token, colon) == colon
            if mention.stop < colon and words[mention.stop].fold.startswith("ل"):
                whole = False  # أردوغان لأمين عام الناتو: to whom he says it
            if mention.kind in ("country", "region") and mention.form == "name":
                return (
                    Phrase(token, mention.stop)
                    if contents.first_person(words, colon + 1, min(colon + 14, len(words)))
                    else None
                )
            return Phrase(token, colon if whole else mention.stop)
        if word.title is not None and word.title["kind"] != "document":
            return Phrase(token, phrases.extend(reading, token, colon))
        if (
            colon - begin <= 2
            and not actors.within(reading, begin + 1, colon)
            and word.kind == "word"
            and not word.flags
            and not word.definite
            and word.name_noun is None
            and not word.verbs
        ):
            return Phrase(token, colon)
        return None

    def _after_marks(self, number: int, sentence: Sentence, found: list[Cue], made: list[Draft]) -> list[Draft]:
        """Speech first, cue after it: «لن نتراجع»، قال الوزير، «أبدا» (D6, D7)."""
        reading, words = self.reading, self.reading.words
        taken = {draft.first - 1 for draft in made if draft.kind == "direct"}
        new: list[Draft] = []
        for opening, closed in reading.pairs(sentence.first, sentence.stop):
            if opening in taken or closed - opening - 1 < _SPEECH:
                continue
            verb = closed + 1
            if verb < sentence.stop and words[verb].surface in COMMAS:
                verb += 1
            if verb >= sentence.stop or not any(
                f.form.kind in FINITE and f.entry.frames & {"q", "an"} and not f.conjunction for f in words[verb].verbs
            ):
                continue
            if any(cue.token == verb for cue in found):
                cue = next(cue for cue in found if cue.token == verb)
                if cue.complement.intro != "q":
                    continue
            if opening > sentence.first and words[opening - 1].surface not in END:
                continue
            subject = subjects.after(reading, verb + 1, sentence.stop)
            if subject is None:
                continue
            form = next(f for f in words[verb].verbs if f.form.kind in FINITE)
            draft = drafts.in_marks(reading, sentence, opening, closed, "marks-verb")
            draft.cue = (reading.starts[verb], reading.end(verb))
            draft.lemma, draft.act, draft.stance = form.entry.lemma, form.entry.act, form.entry.stance
            draft.answer = Answer(speakers.of_phrase(reading, subject, form.form.gender, form.form.number), "explicit")
            new.append(draft)
            self._keep(number, draft)
            for later in made:
                if later.cue == draft.cue and later.first > verb:
                    later.continues = draft
        return new

    def _floating(self, number: int, sentence: Sentence) -> None:
        """A sentence that is nothing but speech in marks goes on with the last speaker of the paragraph before (D8)."""
        reading = self.reading
        closed = reading.closing.get(sentence.first)
        if closed is None or closed < sentence.stop - 2:
            return
        unclosed = self.found[-1] if self.found and self.found[-1].rule.endswith("-open") else None
        if closed - sentence.first - 1 < _FLOATING and unclosed is None:
            return
        if reading.kind_of(sentence) != "body" or not self.floor.turns:
            return
        segment, _, speaker = self.floor.turns[-1]
        if segment not in self.floor.segments[-2:]:
            return
        draft = drafts.in_marks(reading, sentence, sentence.first, closed, "floating")
        draft.act, draft.stance = None, None
        draft.continues = unclosed
        draft.answer = Answer(speaker, "previous_paragraph")
        draft.boundary = "soft"
        self._keep(number, draft)


def _without_relay_verbs(reading: Reading, found: list[Cue]) -> list[Cue]:
    """Of two cues with one content keep the one that introduces it: قوله after نقلت, else the verb before a noun."""
    kept: list[Cue] = []
    for cue in found:
        last = kept[-1] if kept and kept[-1].complement.first > cue.token else None
        if last is None:
            kept.append(cue)
        elif _introduces(reading, last, cue):
            kept[-1] = cue
        elif cue.complement.first != last.complement.first:
            kept.append(cue)
    return kept


def _introduces(reading: Reading, verb: Cue, later: Cue) -> bool:
    """Whether a later cue, not the verb before it, introduces the content of both."""
    if later.form.form.kind != "masdar":
        subject = later.complement.subject  # وقال مسؤول، طلب عدم الكشف عن اسمه، إن: the first verb's
        known = subject is not None and (
            subject.first in reading.mention_at or bool(reading.words[subject.first].title)
        )
        return verb.form.entry.lemma == "نقل" or known
    if verb.form.entry.lemma == "نقل":
        return later.form.suffixed
    # رفض ادعاءات روسيا أن: a noun of saying with its own speaker is what the verb rejects
    rejects = "np" in verb.form.entry.frames and verb.form.entry.act in ("deny", "condemn")
    return rejects and later.complement.subject is not None and not later.form.preposition
