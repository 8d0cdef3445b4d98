"""Whose words they are: sieves from the surest to the least sure, and nobody where none holds.

explicit: a noun phrase beside the cue. same_sentence: who spoke in the clause that a participle or verb continues.
same_paragraph, previous_paragraph: the last speaker who agrees with the verb in gender and number. A turn-taking phrase
(من جانبه) hands the floor to another, so nothing is carried across it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.coding import actors, memory, nouns, phrases, subjects
from analysis.coding.forms import FINITE
from analysis.coding.nouns import Phrase
from analysis.coding.reading import Reading, Sentence
from analysis.coding.word_types import COMMAS, COMPLEMENTIZERS, PREPOSITION, TOPIC, WORD, Word


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
_OWN_COUNTRY = frozenset(("بلاده", "بلادها", "بلدها", "بلده"))
_MANY = ("ان", "ين", "ون", "ات")  # endings of a dual or plural
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
    resolved = memory.complete(reading, phrase, actors.resolve(reading, *phrase))
    return Speaker(
        start, end, resolved.actor_id, resolved.side, nouns.gender_of(reading, phrase) or gender, number, phrase
    )


def is_own_country(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is بلاده or بلادها: the state of whoever speaks."""
    word = reading.words[phrase.first].fold
    return phrase.stop - phrase.first == 1 and word.removeprefix("و") in _OWN_COUNTRY


def is_several(reading: Reading, speaker: Speaker) -> bool:
    """Whether a noun phrase can be the subject of a dual or plural verb; a name or title of one person cannot."""
    if "|" in (speaker.side or "") or speaker.phrase.stop - speaker.phrase.first > 1 and _is_joined(reading, speaker):
        return True
    first = speaker.phrase.first
    title = reading.words[first].title
    if title is not None:
        dual = title["note"] == "dual in construct" or reading.words[first].fold[-2:] in _MANY
        return dual or title["gender"] in ("p", "e")
    return first not in reading.mention_at


def _is_joined(reading: Reading, speaker: Speaker) -> bool:
    """Whether a title or actor joined by و stands inside the phrase (وزير الدفاع ورئيس الأركان)."""
    return any(
        reading.words[token].fold.startswith("و")
        and (token in reading.mention_at or (reading.words[token].title is not None and reading.words[token].skip > 0))
        for token in range(speaker.phrase.first + 1, speaker.phrase.stop)
    )


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
    first = sentence.first
    if reading.phrases("according", first, first + 2):  # وحسب وسائل إعلام، أصدرت الحركة
        comma = next((k for k in range(first, before) if reading.words[k].surface in COMMAS), None)
        first = comma + 1 if comma is not None else first
    elif reading.words[first].flags & TOPIC and reading.words[before - 1].surface in COMMAS:
        return None  # وعن فترة المفوض، قال: what he was asked about
    for token in range(first, min(before, first + _SUBJECT_WITHIN)):
        if reading.words[token].flags & COMPLEMENTIZERS:
            return None
        if any(f.form.kind in FINITE and f.form.gender == gender for f in reading.words[token].verbs):
            said = subjects.after(reading, token + 1, before)
            if said is not None and (
                said.first in reading.mention_at
                or reading.words[said.first].title is not None
                or reading.words[said.first].fold in reading.heard
                or not any("np" in f.entry.frames for f in reading.words[token].verbs)
            ):
                return Phrase(said.first, subjects.end_of_first(reading, said))
        before_it = reading.words[token - 1] if token > first else None
        if before_it is not None and (before_it.flags & PREPOSITION or _is_adjective(reading, token, before_it)):
            continue
        if nouns.starts_phrase(reading, token) and (
            token in reading.mention_at or reading.words[token].title is not None
        ):
            phrase = Phrase(token, phrases.extend(reading, token, before))
            phrase = Phrase(token, subjects.end_of_first(reading, phrase))
            head = nouns.gender_of(reading, phrase)
            if head in (gender, None, "p"):
                return phrase
    return None
