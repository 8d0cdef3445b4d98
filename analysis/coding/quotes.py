"""Quotations: direct, indirect and mixed; each with its cue, its content and the mouth it came from.

A sentence is read for its cues (`cues`); `contents` says what each reports, `sieves` who says it, `attributions` what
بحسب and its like add, `uncued` what is said without a cue. The cases are those of the quotation guide (D direct, I
indirect).
"""

from __future__ import annotations

from analysis.coding import actors, attributions, content_ends, contents, cues, sieves, speakers, uncued
from analysis.coding.cues import Cue
from analysis.coding.drafts import Draft
from analysis.coding.nouns import Phrase
from analysis.coding.reading import Reading, Sentence
from analysis.coding.speakers import Answer, Floor, Speaker

_LINKED = 100  # reports before a backlink that it can be about: more than any segment of an article has


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
        turn = uncued.interview(reading, sentence) if reading.kind_of(sentence) == "body" else None
        if turn is not None:
            self.until = max(self.until, reading.bounds[sentence.segment][1])
            self._keep(number, turn)
            return
        if reading.phrases("backlink", sentence.first, sentence.first + 1):
            self._backlink(sentence)
        found = _without_relay_verbs(reading, cues.find(reading, sentence))
        tokens = {cue.token for cue in found}
        attributed = [a for a in attributions.find(reading, sentence) if a.cue not in tokens]
        if reading.kind_of(sentence) in ("headline", "subhead", "standfirst"):
            headline = uncued.headline(reading, sentence, found)
            if headline is not None:
                self._keep(number, headline)
                found = [cue for cue in found if cue.token >= headline.stop]
        made = self._cued(number, sentence, found, attributed)
        for spoken in uncued.before_verb(reading, sentence, found, made):
            made.append(spoken)
            self._keep(number, spoken)
        for attribution in attributed:
            draft = attributions.attribute(reading, sentence, attribution, made, attributed)
            if draft is not None:
                made.append(draft)
                self._keep(number, draft)
        if not made and not attributed:
            floating = uncued.floating(reading, sentence, self.found[-1] if self.found else None, self.floor)
            if floating is not None:
                self._keep(number, floating)
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
