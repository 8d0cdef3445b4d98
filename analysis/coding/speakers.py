"""Whose words they are: sieves from the surest to the least sure, and nobody where none holds.

explicit: a noun phrase beside the cue. same_sentence: who spoke in the clause that a participle or verb continues.
same_paragraph, previous_paragraph: the last speaker who agrees with the verb in gender and number. A turn-taking phrase
(من جانبه) hands the floor to another, so nothing is carried across it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.coding import actors, nouns, subjects
from analysis.coding.match import COMPLEMENTIZER, COMPLEMENTIZER_B, PREPOSITION, WORD, Word
from analysis.coding.nouns import Phrase
from analysis.coding.reading import Reading, Resolved, Sentence


class Speaker(NamedTuple):
    """A speaker: offsets of the noun phrase, actor, side, and the gender and number of the verb it took."""

    start: int
    end: int
    actor_id: str | None
    side: str | None
    gender: str | None
    number: str | None
    phrase: Phrase


class Answer(NamedTuple):
    """A speaker and the sieve that found it."""

    speaker: Speaker | None
    sieve: str | None


UNKNOWN = Answer(None, None)
_SHORT = 2  # words of a name that stands for a longer one
_TURNS = 30  # turns that are looked back at
_NEAR = 4  # paragraphs, this one included, within which a speaker keeps the floor
_SUBJECT_WITHIN = 8  # tokens from the head of a sentence in which its subject is looked for


@dataclass(slots=True)
class Floor:
    """Who has spoken so far, in order: (segment, number of the sentence, speaker)."""

    turns: list[tuple[int, int, Speaker]] = field(default_factory=list)
    segments: list[int] = field(default_factory=list)  # numbers of the coded segments so far
    topics: list[tuple[int, int, Speaker]] = field(
        default_factory=list
    )  # persons whom the outlet's own sentences are about

    def take(self, segment: int, sentence: int, speaker: Speaker) -> None:
        """Record that a speaker was heard."""
        self.turns.append((segment, sentence, speaker))


def of_phrase(reading: Reading, phrase: Phrase, gender: str | None, number: str | None) -> Speaker:
    """Make the speaker of a noun phrase."""
    start, end = nouns.span(reading, phrase)
    resolved = _remembered(reading, phrase, actors.resolve(reading, *phrase))
    return Speaker(
        start, end, resolved.actor_id, resolved.side, nouns.gender_of(reading, phrase) or gender, number, phrase
    )


def _remembered(reading: Reading, phrase: Phrase, resolved: Resolved) -> Resolved:
    """Give a short name the side that its full mention had (نائب وزير العدل الأميركي روزينشتاين، then روزينشتاين)."""
    last = reading.words[phrase.stop - 1]
    if last.kind != WORD or last.title is not None or (phrase.stop - 1) in reading.mention_at:
        return resolved
    if resolved.side is None and phrase.stop - phrase.first <= _SHORT:
        return reading.known_sides.get(last.fold, resolved)
    if resolved.side is not None and "|" not in resolved.side and phrase.stop - phrase.first > 1:
        reading.known_sides[last.fold] = resolved
    return resolved


def agrees(speaker: Speaker, gender: str, number: str) -> bool:
    """Whether a speaker can be the hidden subject of a verb of this gender and number."""
    if speaker.gender in ("m", "f") and speaker.gender != gender and number == "s":
        return False
    if number == "s":
        return speaker.gender != "p" and speaker.number in (None, "s")
    return speaker.number in (None, number) or speaker.gender == "p" or "|" in (speaker.side or "")


def carried(floor: Floor, segment: int, sentence: int, gender: str, number: str) -> Answer:
    """Return the last speaker of this paragraph or of the few before who agrees; nobody if none does."""
    near = set(floor.segments[-_NEAR:])
    last = floor.turns[-1] if floor.turns else None
    if floor.topics and (last is None or last[1] < floor.topics[-1][1]):
        # a sentence in between is about a person: he is meant if it is the one before, or nobody can be sure
        _, number_of_topic, topic = floor.topics[-1]
        if last is None or topic.actor_id != last[2].actor_id:
            near_enough = number_of_topic >= sentence - 1 and agrees(topic, gender, number)
            return Answer(topic, "previous_subject") if near_enough else UNKNOWN
    for turn_segment, _, speaker in reversed(floor.turns[-_TURNS:]):
        if turn_segment not in near:
            break
        if agrees(speaker, gender, number):
            return Answer(speaker, "same_paragraph" if turn_segment == segment else "previous_paragraph")
    return UNKNOWN


def _is_adjective(reading: Reading, token: int, before: Word) -> bool:
    """Whether a demonym describes the noun before it (للشعب المصري)."""
    mention = reading.mention_at.get(token)
    return mention is not None and mention.form == "demonym" and before.kind == WORD and not before.flags


def main_subject(reading: Reading, sentence: Sentence, before: int, gender: str) -> Phrase | None:
    """The first actor or titled person of a sentence, whose words a participle continues (استقبل أردوغان ... قائلا)."""
    for token in range(sentence.first, min(before, sentence.first + _SUBJECT_WITHIN)):
        if reading.words[token].flags & (COMPLEMENTIZER | COMPLEMENTIZER_B):
            return None
        if any(f.form.kind in nouns.FINITE and f.form.gender == gender for f in reading.words[token].verbs):
            said = subjects.after(reading, token + 1, before)
            if said is not None and (
                said.first in reading.mention_at
                or reading.words[said.first].title is not None
                or not any("np" in f.entry.frames for f in reading.words[token].verbs)
            ):
                return Phrase(said.first, subjects.end_of_first(reading, said))
        before_it = reading.words[token - 1] if token > sentence.first else None
        if before_it is not None and (before_it.flags & PREPOSITION or _is_adjective(reading, token, before_it)):
            continue
        if nouns.starts_phrase(reading, token) and (
            token in reading.mention_at or reading.words[token].title is not None
        ):
            phrase = Phrase(token, nouns.extend(reading, token, before))
            phrase = Phrase(token, subjects.end_of_first(reading, phrase))
            head = nouns.gender_of(reading, phrase)
            if head in (gender, None, "p"):
                return phrase
    return None
