"""Quotations: direct, indirect and mixed; each with its cue, its content and the mouth it came from.

A sentence is read for its cues (`cues`); each cue's content runs from its complement to the next thing that ends it: a
continuing participle, a joined cue, an attribution after it, a clause of the narrator, the end of the sentence. Speakers
come from `speakers`. The cases are those of the quotation guide (D direct, I indirect, section 6.3 attribution).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.coding import actors, cues, nouns, speakers
from analysis.coding.cues import Cue
from analysis.coding.match import (
    AUXILIARY,
    COMPLEMENTIZER,
    COMPLEMENTIZER_B,
    FIRST_PERSON,
    JOINER,
    MARK,
    NEGATION,
    PREPOSITION,
    RELATIVE,
    SIGN,
    SOFT_BOUNDARY,
    THAT_IS,
    TIME,
    Match,
    Word,
)
from analysis.coding.nouns import FINITE
from analysis.coding.nouns import Phrase as NounPhrase
from analysis.coding.reading import Reading, Sentence
from analysis.coding.speakers import Answer, Floor, Speaker

_COMMAS = frozenset("،,")
_END = frozenset(".،,؛;:!؟?-–—…") | {"..", "..."}
_FRAGMENT = 5  # marked words up to this many may be a piece of a clause, more are speech
_ASIDE = 8  # words in brackets from which on they are the narrator's
_FLOATING = 8  # words of a paragraph that is nothing but speech in marks


class Quote(NamedTuple):
    """A row of the quotes table, in its column order."""

    article_id: str
    sentence_id: str
    quote_id: str
    start: int
    end: int
    text: str
    kind: str
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    cue_lemma: str | None
    act: str | None
    outlet_stance: str | None
    speaker: str | None
    speaker_start: int | None
    speaker_end: int | None
    speaker_id: str | None
    side: str | None
    resolved_by: str | None
    relay: str | None
    medium: str | None
    parent_quote_id: str | None
    continues_quote_id: str | None
    polarity: str
    distancing: str | None
    boundary: str
    flags: str | None
    segment: str
    rule_id: str
    confidence: float


@dataclass(slots=True)
class Draft:
    """A quotation being worked out; `first` and `stop` are its content's tokens."""

    sentence: Sentence
    first: int
    stop: int
    start: int
    end: int
    kind: str
    rule: str
    cue: tuple[int, int] | None = None
    lemma: str | None = None
    act: str | None = "say"
    stance: str | None = "neutral"
    answer: Answer = speakers.UNKNOWN
    relay: str | None = None
    medium: str | None = None
    parent: Draft | None = None
    continues: Draft | None = None
    polarity: str = "positive"
    distancing: str | None = None
    boundary: str = "hard"
    flags: list[str] = field(default_factory=list)


class Attribution(NamedTuple):
    """بحسب X: the match, the source's noun phrase, the cue's token, and where the attribution ends."""

    first: int
    stop: int
    cue: int
    source: NounPhrase
    lemma: str | None


def find(reading: Reading) -> list[Draft]:
    """Return the quotations of an article in the order of the text."""
    return _Reader(reading).read()


class _Reader:
    """Reads the sentences in order and remembers who has the floor."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.floor = Floor()
        self.drafts: list[Draft] = []
        self.coded: list[int] = []
        self.until = -1  # speech without marks has taken the tokens before this one

    def read(self) -> list[Draft]:
        for number, sentence in enumerate(self.reading.sentences):
            if not self.coded or self.coded[-1] != sentence.segment:
                self.coded.append(sentence.segment)
            if sentence.first >= self.until:
                self._sentence(number, sentence)
        self.drafts.sort(key=lambda draft: (draft.start, -draft.end))
        return self.drafts

    # ------------------------------------------------------------------ a sentence

    def _sentence(self, number: int, sentence: Sentence) -> None:
        reading = self.reading
        found = cues.find(reading, sentence)
        found = _without_relay_verbs(reading, found)
        attributions = [a for a in self._attributions(sentence) if not any(cue.token == a.cue for cue in found)]
        kind = reading.kind_of(sentence)
        if kind in ("headline", "subhead", "standfirst"):
            headline = self._headline(sentence, found)
            if headline is not None:
                self._keep(number, headline)
                found = [cue for cue in found if cue.token >= headline.stop]
        turn = self._turn(sentence)
        made: list[Draft] = []
        for index, cue in enumerate(found):
            draft = self._draft(cue, index, found, attributions, sentence)
            if draft is None:
                continue
            outer = next((d for d in reversed(made) if d.first <= cue.token < d.stop), None)
            draft.parent = outer
            if outer is not None and draft.stop > outer.stop:
                draft.stop, draft.end = outer.stop, outer.end
                if draft.stop <= draft.first:
                    continue
            draft.answer, draft.relay = self._speaker(cue, draft, made, sentence, number, turn)
            if draft.answer.sieve != "explicit" and cue.complement.intro not in ("an", "colon", "q") and draft.kind == "indirect":
                if cue.form.form.kind == "imperfect":
                    continue  # رقم يشير إلى عدد: a thing indicates
            if self._of_a_thing(cue, sentence) and draft.answer.sieve != "explicit":
                continue
            if outer is not None and draft.answer.speaker is None:
                continue  # معلومات تشير إلى أن, inside a report: nobody says it
            made.append(draft)
            self._keep(number, draft)
        made += self._after_marks(number, sentence, found, made)
        for attribution in attributions:
            self._attribute(number, sentence, attribution, made, attributions)
        if not made and not attributions:
            self._floating(number, sentence)
            self._topic(number, sentence)

    def _topic(self, number: int, sentence: Sentence) -> None:
        """Remember the person at the head of a sentence that reports nothing."""
        reading = self.reading
        for mention in actors.within(reading, sentence.first, min(sentence.first + 6, sentence.stop)):
            if mention.kind == "person" and mention.form == "name":
                phrase = NounPhrase(mention.first, mention.stop)
                speaker = Speaker(mention.start, mention.end, mention.actor_id, mention.side, mention.gender, "s", phrase)
                self.floor.topics.append((sentence.segment, number, speaker))
                return

    def _keep(self, number: int, draft: Draft) -> None:
        self._tag(draft)
        self.drafts.append(draft)
        if draft.answer.speaker is not None and draft.parent is None:
            self.floor.take(draft.sentence.segment, number, draft.answer.speaker)

    def _turn(self, sentence: Sentence) -> bool:
        """Whether a turn-taking phrase opens the sentence."""
        return bool(self.reading.phrases("turn", sentence.first, sentence.first + 3))

    # ------------------------------------------------------------------ content

    def _draft(self, cue: Cue, index: int, found: list[Cue], attributions: list[Attribution], sentence: Sentence) -> Draft | None:
        reading, words = self.reading, self.reading.words
        complement, entry = cue.complement, cue.form.entry
        breaks = self._breaks(cue, found, attributions, sentence)
        mark = complement.mark
        rule = f"{_KIND_NAME[cue.form.form.kind]}-{complement.intro}"
        first = complement.first
        if mark is not None:
            closed = reading.closing.get(mark)
            if closed is None:
                stop, boundary = self._stop(mark + 1, sentence, breaks)
                if stop <= mark + 1:
                    return None
                draft = self._make(sentence, mark + 1, stop, "direct", rule + "-open")
                draft.boundary = "soft"
            else:
                draft = self._marked(cue, mark, closed, sentence, breaks, rule)
        elif complement.intro == "colon":
            stop, kind = self._colon(first, sentence, breaks)
            if stop <= first:
                return None
            draft = self._make(sentence, first, stop, kind, rule)
            draft.boundary = "soft"
        else:
            stop, boundary = self._stop(first, sentence, breaks)
            if stop <= first:
                return None
            kind = "mixed" if self._has_speech(first, stop) else "indirect"
            if kind == "mixed":
                marks = [closed for opening, closed in reading.closing.items() if first <= opening and closed < stop]
                if marks and max(marks) + 1 < stop and words[max(marks) + 1].surface in _COMMAS:
                    stop = max(marks) + 1
            draft = self._make(sentence, first, stop, kind, rule)
            draft.boundary = boundary
            if complement.intro == "np" and stop - first < 2 and kind == "indirect":
                return None
        draft.cue = (cue.start, cue.end)
        draft.lemma, draft.act, draft.stance = entry.lemma, entry.act, entry.stance
        if cue.token > sentence.first and words[cue.token - 1].flags & NEGATION and cue.form.form.kind in FINITE:
            draft.polarity = "negated"
        draft.medium = self._medium(complement.after, first)
        return draft

    def _make(self, sentence: Sentence, first: int, stop: int, kind: str, rule: str) -> Draft:
        stop = self._trim(first, stop)
        start, end = self.reading.span(first, stop)
        return Draft(sentence, first, stop, start, end, kind, rule)

    def _trim(self, first: int, stop: int) -> int:
        """Take punctuation, a lone closing mark and a bare وذلك off the end."""
        words = self.reading.words
        while stop - 1 > first:
            word = words[stop - 1]
            lone = word.kind == MARK and stop - 1 in self.reading.unmatched
            if word.surface in _END or lone or word.flags & THAT_IS and words[stop - 2].surface in _COMMAS:
                stop -= 1
            else:
                break
        return stop

    def _marked(self, cue: Cue, mark: int, closed: int, sentence: Sentence, breaks: list[int], rule: str) -> Draft:
        """Content that opens with a mark: speech inside it, or a clause of which the marked words are a piece."""
        reading, words = self.reading, self.reading.words
        complement = cue.complement
        inner = closed - mark - 1
        after = closed + 1
        ended = (
            after >= sentence.stop
            or words[after].kind == SIGN and words[after].surface != "("
            or any(closed < place <= after + 1 for place in breaks)
        )
        leading = complement.first
        if complement.intro == "q" and "np" in cue.form.entry.frames and mark > complement.after:
            leading = self._leading(complement.after, mark)
        fragment = inner <= _FRAGMENT
        whole = complement.intro in ("q", "colon", "an") and leading == mark
        if complement.intro == "an" and inner <= 2 and after < sentence.stop and words[after].surface in _COMMAS:
            ended = whole = False  # إن "النجدي"، انطلق: a name opens the clause
        if whole and complement.intro == "an" and fragment and len(words[mark - 1].fold) > 3:
            whole = False  # أنه "نموذج": the marked words are only the predicate
        if whole and complement.intro == "q" and fragment and "q" not in cue.form.entry.needs:
            whole = False
        if whole and (ended or not fragment and complement.intro != "an"):
            start, end = _inside(reading, mark, closed)
            return Draft(sentence, mark + 1, closed, start, end, "direct", rule)
        stop, boundary = (after, "hard") if ended else self._stop(closed + 1, sentence, breaks)
        if not ended and complement.intro not in ("an", "colon"):
            stop = next((k for k in range(after, stop) if words[k].surface in _COMMAS), stop)
        draft = self._make(sentence, leading, max(stop, after), "mixed", rule)
        draft.boundary = boundary
        return draft

    def _leading(self, after: int, mark: int) -> int:
        """First token of the noun phrase of which marked words are a part (عزم بلاده "مقاطعة")."""
        words = self.reading.words
        token = mark
        while token > after:
            before = words[token - 1]
            if before.surface in _COMMAS or before.flags & TIME or before.kind == MARK:
                break
            token -= 1
        while token < mark and (words[token].surface in _COMMAS or words[token].flags & TIME):
            token += 1
        if token < mark and words[token].flags & PREPOSITION:
            return mark  # an adjunct: قالت في إفادة "..."
        return token

    def _colon(self, first: int, sentence: Sentence, breaks: list[int]) -> tuple[int, str]:
        """Speech after a colon without marks: to the end of the sentence, and on while the speaker goes on in his own voice."""
        reading, words = self.reading, self.reading.words
        if any(place > first for place in breaks):
            stop = min(place for place in breaks if place > first)
            return stop, "indirect"
        personal = _first_person(words, first, sentence.stop)
        stop = sentence.stop
        for following in reading.sentences:
            if following.first < stop:
                continue
            if following.segment != sentence.segment or following.first != stop:
                break
            opener = words[following.first]
            own = _first_person(words, following.first, following.stop)
            begins = opener.fold[:1] in ("و", "ف") and not own
            if begins or cues.find(reading, following) or following.first in reading.closing:
                break
            personal = personal or own
            stop = following.stop
        if not personal:
            stop = sentence.stop
        self.until = max(self.until, stop if stop > sentence.stop else self.until)
        return stop, "direct" if personal else "indirect"

    def _breaks(self, cue: Cue, found: list[Cue], attributions: list[Attribution], sentence: Sentence) -> list[int]:
        """Tokens at which this cue's content must end, because another report or an attribution begins there."""
        words = self.reading.words
        first = cue.complement.first
        places = []
        for other in found:
            if other.token <= first:
                continue
            kind = other.form.form.kind
            if kind == "participle":
                places.append(other.token)
            elif kind in FINITE:
                begin = _clause_begin(words, other.token, first)
                if begin is not None:
                    places.append(begin)
        places += [a.first for a in attributions if a.first > first]
        places += [token for token in self._tags(sentence) if token > first]
        return sorted(places)

    def _tags(self, sentence: Sentence) -> list[int]:
        """Where distancing phrases (على حد زعمه) begin."""
        tags = [match for type in ("doubt", "hedge") for match in self.reading.phrases(type, sentence.first, sentence.stop)]
        return sorted(match.first for match in tags if match.last > match.first)

    def _stop(self, first: int, sentence: Sentence, breaks: list[int]) -> tuple[int, str]:
        """End of indirect content, and whether it is hard or soft."""
        reading, words = self.reading, self.reading.words
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
            if words[token].surface in _COMMAS and token + 1 < end:
                following = words[token + 1]
                if following.flags & SOFT_BOUNDARY:
                    return token, "soft"
                if any(f.form.kind == "participle" and f.form.number == "s" for f in following.verbs) and following.title is None and following.surface.rstrip("ًا") != following.surface:
                    return token, "hard"
                if following.fold in ("وهو", "وهي") and token + 2 < end and words[token + 2].fold == "ما":
                    return token, "soft"
                if following.fold in ("في", "وفي") and token + 2 < end and words[token + 2].fold in ("حين", "ظل"):
                    return token, "soft"
            token += 1
        return end, "hard" if end < sentence.stop else "soft" if _commas(words, first, end) > 2 else "hard"

    def _has_speech(self, first: int, stop: int) -> bool:
        """Whether marked words that are no name stand in the content."""
        reading = self.reading
        for token in range(first, stop):
            closed = reading.closing.get(token)
            if closed is not None and closed <= stop and closed > token + 1 and not nouns.is_name(reading, token):
                return True
        return False

    # ------------------------------------------------------------------ speakers

    def _speaker(
        self, cue: Cue, draft: Draft, made: list[Draft], sentence: Sentence, number: int, turn: bool
    ) -> tuple[Answer, str | None]:
        reading, form, words = self.reading, cue.form.form, self.reading.words
        relay = None
        gender, count = form.gender, form.number
        subject = cue.complement.subject
        outer = draft.parent
        if form.kind == "masdar" and cue.form.suffixed:
            gender, count = _of_suffix(reading.words[cue.token].fold)
            subject, relay = self._after_from(cue.token, sentence)
            if subject is not None:
                return Answer(speakers.of_phrase(reading, subject, gender, count), "explicit"), relay
        elif cue.form.entry.lemma == "نقل" and form.kind in FINITE:
            source, _ = self._after_from(cue.complement.first, sentence, cue.token)
            if source is not None:
                relay = self._surface(subject) if subject else None
                return Answer(speakers.of_phrase(reading, source, None, None), "explicit"), relay
        if form.kind in FINITE and subject is None and words[cue.token - 1].fold == "ما" and cue.token > sentence.first:
            phrase = speakers.main_subject(reading, sentence, cue.token, gender)
            if phrase is not None:
                return Answer(speakers.of_phrase(reading, phrase, gender, count), "same_sentence"), relay
        if form.kind in FINITE and subject is None:
            low = outer.first if outer is not None else sentence.first
            subject = nouns.subject_before(reading, cue.token, low, gender, count)
        if subject is not None and form.kind != "participle":
            return Answer(speakers.of_phrase(reading, subject, gender, count), "explicit"), relay
        for earlier in reversed(made):
            speaker = earlier.answer.speaker
            if speaker is not None and earlier is not outer and earlier.parent is outer and speakers.agrees(speaker, gender, count):
                return Answer(speaker, "same_sentence"), relay
        if form.kind == "participle" or form.kind == "masdar":
            phrase = speakers.main_subject(reading, sentence, cue.token, gender)
            if phrase is not None:
                return Answer(speakers.of_phrase(reading, phrase, gender, count), "same_sentence"), relay
        if cue.token > sentence.first + 3 and outer is None:
            phrase = speakers.main_subject(reading, sentence, cue.token, gender)
            if phrase is not None:
                return Answer(speakers.of_phrase(reading, phrase, gender, count), "same_sentence"), relay
        if turn or outer is not None:
            return speakers.UNKNOWN, relay
        return speakers.carried(self.floor, sentence.segment, number, gender, count, self.coded), relay

    def _of_a_thing(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether the cue is the verb of a relative clause (التوقعات التي كانت تشير إلى): its subject is the antecedent."""
        words = self.reading.words
        token = cue.token - 1
        while token > sentence.first and words[token].flags & AUXILIARY:
            token -= 1
        return cue.form.form.kind in FINITE and token >= sentence.first and bool(words[token].flags & RELATIVE)

    def _after_from(self, before: int, sentence: Sentence, low: int | None = None) -> tuple[NounPhrase | None, str | None]:
        """The source after عن and the relay before it: نقلت تاس عن لافروف قوله."""
        reading, words = self.reading, self.reading.words
        for token in range(before - 1, (low if low is not None else sentence.first) - 1, -1):
            if words[token].fold == "عن" and token + 1 < before and nouns.starts_phrase(reading, token + 1):
                source = NounPhrase(token + 1, nouns.extend(reading, token + 1, before))
                verb = next((k for k in range(token - 1, sentence.first - 1, -1) if any(f.entry.lemma == "نقل" for f in words[k].verbs)), None)
                relay = None
                if verb is not None:
                    agency = nouns.subject_after(reading, verb + 1, token)
                    relay = self._surface(agency) if agency else None
                return source, relay
        return None, None

    def _surface(self, phrase: NounPhrase) -> str:
        start, end = nouns.span(self.reading, phrase)
        return self.reading.text[start:end]

    # ------------------------------------------------------------------ attribution

    def _attributions(self, sentence: Sentence) -> list[Attribution]:
        reading = self.reading
        found: list[Attribution] = []
        matches = [match for type in ("according", "according_clause") for match in reading.phrases(type, sentence.first, sentence.stop)]
        for match in sorted(matches, key=lambda match: (match.first, -match.last)):
            if found and match.first < found[-1].stop:
                continue
            attribution = self._attribution(match, sentence)
            if attribution is not None:
                found.append(attribution)
        return found

    def _attribution(self, match: Match, sentence: Sentence) -> Attribution | None:
        reading, words = self.reading, self.reading.words
        at = match.last + 1
        if at >= sentence.stop:
            return None
        first = match.first
        if match.payload.type == "according_clause":
            forms = [f for f in words[at].verbs if f.form.kind in FINITE]
            if not forms:
                return None
            while at + 1 < sentence.stop and words[at + 1].flags & PREPOSITION and len(words[at + 1].fold) < 5:
                at += 1  # ما نقل عنه الصحفي
            subject = nouns.subject_after(reading, at + 1, sentence.stop)
            if subject is None and at + 1 < sentence.stop and nouns.is_name(reading, at + 1):
                subject = NounPhrase(at + 1, reading.closing[at + 1] + 1)
            if subject is None:
                return None
            at = match.last + 1
            if words[match.first].fold in ("كما", "وكما") and cues.at_verb(reading, at, sentence) is not None:
                return None
            return Attribution(first, subject.stop, at, subject, forms[0].entry.lemma)
        if words[at].kind == MARK and at in reading.closing:
            return Attribution(first, reading.closing[at] + 1, first, NounPhrase(at, reading.closing[at] + 1), None)
        if reading.phrases("not_source", at, at + 1):
            return None
        word = words[at]
        if word.kind != "word" or word.flags & ~TIME and word.title is None and at not in reading.mention_at:
            return None
        known = word.title is not None or at in reading.mention_at or word.name_noun is not None
        if not known and (not word.definite or match.conjunction and first > sentence.first):
            return None
        return Attribution(first, nouns.extend(reading, at, sentence.stop), first, NounPhrase(at, nouns.extend(reading, at, sentence.stop)), None)

    def _attribute(
        self, number: int, sentence: Sentence, attribution: Attribution, made: list[Draft], attributions: list[Attribution]
    ) -> None:
        """Give an attribution its content, or make it the relay of what the sentence already reports."""
        reading, words = self.reading, self.reading.words
        source = attribution.source
        opening = attribution.first <= sentence.first + 1
        covered = [d for d in made if d.cue is not None] if opening else [d for d in made if d.start < reading.starts[attribution.first]]
        if covered and all(d.answer.speaker is not None or d.parent for d in covered):
            for draft in covered:
                draft.relay = draft.relay or self._surface(source)
            return
        if covered:
            for draft in covered:
                draft.answer = Answer(self._source(source), "explicit")
            return
        if opening:
            first = self._content_after(attribution.stop, sentence)
            while first < sentence.stop and (words[first].surface in _COMMAS or words[first].flags & COMPLEMENTIZER):
                first += 1
            stop, boundary = self._stop(first, sentence, [a.first for a in attributions if a.first > first])
        else:
            first, stop, boundary = sentence.first, attribution.first, "soft"
            for earlier in attributions:
                if earlier.first < attribution.first:
                    first = max(first, earlier.stop)
            if first < stop and words[first].fold in ("الا", "غير") and words[first + 1].flags & COMPLEMENTIZER:
                first += 2
            elif first < stop and words[first].flags & JOINER:
                first += 1
            while first < stop and words[first].surface in _END:
                first += 1
        if stop - first < 2:
            return
        rule = "according-before" if opening else "according-after"
        stop = self._trim(first, stop)
        closed = reading.closing.get(first)
        if closed is not None and closed == stop - 1:
            start, end = _inside(reading, first, closed)
            draft = Draft(sentence, first + 1, closed, start, end, "direct", rule)
        else:
            draft = self._make(sentence, first, stop, "mixed" if self._has_speech(first, stop) else "indirect", rule)
            if not opening and words[first].conjunction == 0 and words[first].fold[:1] == "و" and words[first].kind == "word":
                draft.boundary = "soft"
        draft.boundary = boundary
        cue = attribution.cue
        draft.cue = (reading.starts[cue] + (1 if words[cue].fold[0] in "وف" and words[cue].fold[1:2] and words[cue].fold not in ("وفق", "وفقا") else 0), reading.end(cue))
        draft.lemma = attribution.lemma or words[cue].fold
        draft.answer = Answer(self._source(source), "explicit")
        made.append(draft)
        self._keep(number, draft)

    def _content_after(self, stop: int, sentence: Sentence) -> int:
        """Where the report after وفقا لمصادر مطلعة على الملف، فقد ... begins: at the comma or at فإن and فقد."""
        words = self.reading.words
        for token in range(stop, min(stop + 9, sentence.stop)):
            if words[token].surface in _COMMAS:
                return token
            if words[token].fold in ("فان", "فقد", "فانه", "فانها"):
                return token if words[token].flags & COMPLEMENTIZER else token + 1
        return stop

    def _source(self, phrase: NounPhrase) -> Speaker:
        reading = self.reading
        if phrase.first in reading.closing:
            start, end = _inside(reading, phrase.first, reading.closing[phrase.first])
            resolved = actors.resolve(reading, *phrase)
            return Speaker(start, end, resolved.actor_id, resolved.side, None, None, phrase)
        speaker = speakers.of_phrase(reading, phrase, None, None)
        word = reading.words[phrase.first]
        if word.title is None and phrase.first not in reading.mention_at and word.fold.startswith("ل") and not word.fold.startswith("لل"):
            speaker = speaker._replace(start=speaker.start + 1)
        return speaker

    # ------------------------------------------------------------------ other shapes

    def _headline(self, sentence: Sentence, found: list[Cue]) -> Draft | None:
        """`X: what X says` (D9); a place name alone is a topic, not a speaker."""
        reading, words = self.reading, self.reading.words
        colon = next((k for k in range(sentence.first + 1, min(sentence.first + 16, sentence.stop - 1)) if words[k].surface == ":"), None)
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
            start, end = _inside(reading, first, reading.closing[first])
            draft = Draft(sentence, first + 1, reading.closing[first], start, end, "direct", rule)
        else:
            draft = self._make(sentence, first, sentence.stop, "mixed" if self._has_speech(first, sentence.stop) else "indirect", rule)
            if draft.kind == "indirect" and _first_person(words, first, sentence.stop):
                draft.kind = "direct"
        draft.cue = (reading.starts[colon], reading.end(colon))
        draft.lemma = ":"
        draft.answer = Answer(speakers.of_phrase(reading, phrase, None, None), "headline")
        draft.flags.append("headline")
        return draft

    def _headline_speaker(self, begin: int, colon: int) -> NounPhrase | None:
        reading, words = self.reading, self.reading.words
        token = begin
        word = words[token]
        mention = reading.mention_at.get(token)
        if mention is not None:
            whole = nouns.extend(reading, token, colon) == colon
            if mention.kind in ("country", "region") and mention.form == "name":
                return NounPhrase(token, mention.stop) if _first_person(words, colon + 1, min(colon + 14, len(words))) else None
            return NounPhrase(token, colon if whole else mention.stop)
        if word.title is not None and word.title["kind"] != "document":
            return NounPhrase(token, nouns.extend(reading, token, colon))
        if colon - begin <= 2 and word.kind == "word" and not word.flags and not word.definite and word.name_noun is None and not word.verbs:
            return NounPhrase(token, colon)
        return None

    def _after_marks(self, number: int, sentence: Sentence, found: list[Cue], made: list[Draft]) -> list[Draft]:
        """Speech first, cue after it: «لن نتراجع»، قال الوزير، «أبدا» (D6, D7)."""
        reading, words = self.reading, self.reading.words
        taken = {draft.first - 1 for draft in made if draft.kind == "direct"}
        new: list[Draft] = []
        left = bisect_left(reading.marked, (sentence.first, 0))
        right = bisect_left(reading.marked, (sentence.stop, 0))
        for opening, closed in reading.marked[left:right]:
            if opening in taken or closed - opening - 1 < 4:
                continue
            verb = closed + 1
            if verb < sentence.stop and words[verb].surface in _COMMAS:
                verb += 1
            if verb >= sentence.stop or not any(f.form.kind in FINITE and f.entry.frames & {"q", "an"} and not f.conjunction for f in words[verb].verbs):
                continue
            if any(cue.token == verb for cue in found):
                cue = next(cue for cue in found if cue.token == verb)
                if cue.complement.intro != "q":
                    continue
            if opening > sentence.first and words[opening - 1].surface not in _END:
                continue
            subject = nouns.subject_after(reading, verb + 1, sentence.stop)
            if subject is None:
                continue
            form = next(f for f in words[verb].verbs if f.form.kind in FINITE)
            start, end = _inside(reading, opening, closed)
            draft = Draft(sentence, opening + 1, closed, start, end, "direct", "marks-verb")
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
        if closed is None or closed < sentence.stop - 2 or closed - sentence.first - 1 < _FLOATING:
            return
        if reading.kind_of(sentence) != "body" or not self.floor.turns:
            return
        segment, _, speaker = self.floor.turns[-1]
        if segment not in self.coded[-2:]:
            return
        start, end = _inside(reading, sentence.first, closed)
        draft = Draft(sentence, sentence.first + 1, closed, start, end, "direct", "floating")
        draft.act, draft.stance = None, None
        draft.answer = Answer(speaker, "previous_paragraph")
        draft.boundary = "soft"
        self._keep(number, draft)

    # ------------------------------------------------------------------ tags

    def _medium(self, after: int, first: int) -> str | None:
        mediums = self.reading.phrases("medium", after, first)
        return mediums[0].payload.value if mediums else None

    def _tag(self, draft: Draft) -> None:
        """Distancing tags: at the end of the content they end it, inside it they mark a phrase."""
        reading = self.reading
        until = min(draft.stop + 3, draft.sentence.stop)
        tags = [match for type in ("doubt", "hedge") for match in reading.phrases(type, draft.first, until)]
        for match in tags[:1]:
            draft.distancing = reading.text[slice(*reading.span(match.first, match.last + 1))]
            if match.payload.type == "doubt" and match.first >= draft.stop - 4:
                draft.stance = "distancing"
            if draft.kind != "direct" and draft.first < match.first < draft.stop <= match.last + 2:
                draft.stop = self._trim(draft.first, match.first)
                draft.end = reading.end(draft.stop - 1)


_KIND_NAME = {"perfect": "verb", "imperfect": "verb", "participle": "participle", "masdar": "noun"}


def _inside(reading: Reading, opening: int, closed: int) -> tuple[int, int]:
    """Offsets between two marks, without the spaces at the edges."""
    start, end = reading.end(opening), reading.starts[closed]
    text = reading.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _first_person(words: list[Word], first: int, stop: int) -> bool:
    """Whether the first person speaks between two tokens."""
    for word in words[first:stop]:
        if word.flags & FIRST_PERSON:
            return True
        folded = word.fold
        if word.kind == "word" and len(folded) > 3 and (folded.endswith("نا") and not word.definite or word.surface.startswith("سأ") or folded.startswith("سن") and len(folded) > 4) and word.title is None:
            return True
    return False


def _clause_begin(words: list[Word], token: int, first: int) -> int | None:
    """Where a finite cue begins a report of its own inside another's content; None where it is nested in it."""
    form = next((f for f in words[token].verbs if f.form.kind in FINITE), None)
    if form is not None and form.conjunction:
        return token
    before = words[token - 1]
    if before.flags & JOINER and token - 1 > first:
        return token - 1
    return None


def _commas(words: list[Word], first: int, stop: int) -> int:
    return sum(word.surface in _COMMAS for word in words[first:stop])


def _of_suffix(folded: str) -> tuple[str, str]:
    """Gender and number of a possessive pronoun."""
    if folded.endswith("ها"):
        return "f", "s"
    return ("m", "p") if folded.endswith(("هم", "هما")) else ("m", "s")


def _without_relay_verbs(reading: Reading, found: list[Cue]) -> list[Cue]:
    """Drop نقلت where قوله takes its content, and of two cues with one content the farther one."""
    kept: list[Cue] = []
    for cue in found:
        if kept and kept[-1].complement.first > cue.token:
            last = kept[-1]
            if cue.form.form.kind == "masdar" and (cue.form.suffixed or last.complement.subject is None) or last.form.entry.lemma == "نقل" or cue.complement.subject is not None:
                kept[-1] = cue
            if cue.complement.first == last.complement.first:
                continue
        kept.append(cue)
    return kept


def rows(reading: Reading, drafts: list[Draft], confidence: dict[str, float]) -> list[Quote]:
    """Number the drafts and make them rows of the quotes table."""
    ids = {id(draft): f"{reading.article_id}:q{number:03d}" for number, draft in enumerate(drafts, 1)}
    made = []
    text = reading.text
    for draft in drafts:
        speaker = draft.answer.speaker
        made.append(
            Quote(
                reading.article_id, draft.sentence.sentence_id, ids[id(draft)], draft.start, draft.end,
                text[draft.start : draft.end], draft.kind,
                text[slice(*draft.cue)] if draft.cue else None, *(draft.cue or (None, None)), draft.lemma,
                draft.act, draft.stance,
                text[speaker.start : speaker.end] if speaker else None,
                speaker.start if speaker else None, speaker.end if speaker else None,
                speaker.actor_id if speaker else None, speaker.side if speaker else None,
                draft.answer.sieve, draft.relay, draft.medium,
                ids.get(id(draft.parent)), ids.get(id(draft.continues)),
                draft.polarity, draft.distancing, draft.boundary, "|".join(draft.flags) or None,
                reading.kind_of(draft.sentence), draft.rule, _confidence(draft, confidence),
            )
        )  # fmt: skip
    return made


_SIEVE = {"explicit": 1.0, "headline": 1.0, "previous_subject": 0.85, "same_sentence": 0.98, "same_paragraph": 0.95, "previous_paragraph": 0.85}


def _confidence(draft: Draft, confidence: dict[str, float]) -> float:
    base = confidence.get(draft.rule, 0.7)
    base *= _SIEVE.get(draft.answer.sieve or "", 0.7)
    if draft.boundary == "soft":
        base *= 0.93
    if draft.parent is not None or draft.polarity == "negated":
        base *= 0.9
    return round(base, 3)


