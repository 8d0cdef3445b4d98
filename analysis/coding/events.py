"""The acts of an article, in order: told by a verb, by a noun, or by a light verb and a noun (شنت ... غارات).

The acts are data (acts.csv), so that a word that is no act costs nothing here. Blame and roles read the events found;
neither knows a word of Arabic.
"""

from __future__ import annotations

from analysis.coding import masdars, predicates
from analysis.coding.acts import DEED, LIGHT
from analysis.coding.clauses import CAUSES, Desk, Event
from analysis.coding.forms import FINITE
from analysis.coding.reading import Reading
from analysis.coding.signals import Signals
from analysis.coding.voices import Voices
from analysis.coding.word_types import Match

_CAUSE = 2  # tokens before the act that causes another, in which its preposition stands


def find(
    reading: Reading, voices: Voices, signals: Signals, remedies: dict[int, int], hits: list[Match]
) -> list[Event]:
    """Return the acts of an article in the order of the text.

    Parameters
    ----------
    remedies
        First and last token of each cue of the frame remedy.
    hits
        The forms of acts in the article.
    """
    desk = Desk(reading, voices, signals, remedies)
    desk.tokens = {hit.first for hit in hits}
    reading.act_verbs = {
        hit.first
        for hit in hits
        if (_is_surely_finite(hit) or hit.payload.act.code == LIGHT and desk.suffix(hit))
        and not reading.words[hit.first].definite
    }
    reading.deeds = {
        hit.first: hit.payload.act.code
        for hit in hits
        if hit.payload.act.code in (LIGHT, DEED) and hit.payload.form.kind in FINITE
    }
    named = {token for mention in reading.mentions for token in range(mention.first, mention.stop)}
    sport = signals.are_of_sport()
    sentences = iter(reading.sentences)
    taken, passed = -1, -1
    carried = None
    for hit in hits:
        if hit.first <= taken or hit.first in named or sport and _is_game(hit, voices):
            continue
        while hit.first >= desk.sentence.stop:
            desk.sentence = next(sentences)
            desk.light = None
        if hit.first == passed and desk.light is None:
            desk.light = carried  # another reading of the same word
        waiting = desk.light
        passed, carried = hit.first, waiting
        event = predicates.read(desk, hit) if hit.payload.form.kind in FINITE else masdars.read(desk, hit)
        if event is not None:
            desk.events.append(event)
        if event is not None or desk.light is not waiting and desk.light is not None:
            taken = hit.last
    return _with_causes(desk)


def _with_causes(desk: Desk) -> list[Event]:
    """Give the harm that a passive tells to who did what caused it (قتل مدنيون جراء غارات شنتها روسيا)."""
    events = desk.events
    for at, event in enumerate(events[:-1]):
        after = events[at + 1]
        if event.agency != "passive" or event.agent is not None or event.act.harm != "force" or event.negated:
            continue
        if after.agent is None or after.act.harm != "force" or not event.token < after.token < event.stop:
            continue
        words = desk.reading.words[max(event.token + 1, after.begin - _CAUSE) : after.begin + 1]
        if after.agency == "nominalised" and any(word.fold in CAUSES or word.fold[0] == "ب" for word in words):
            events[at] = event._replace(agent=after.agent)
    return events


def _is_surely_finite(hit: Match) -> bool:
    return hit.payload.form.kind in FINITE and not hit.payload.act.nominal and not hit.preposition


def _is_game(hit: Match, voices: Voices) -> bool:
    """Whether a harmful act in a report on sport is the game's (الهجوم الإنجليزي), unless somebody accuses."""
    harm = hit.payload.act.harm
    return harm == "force" or harm in ("wrong", "crime") and voices.within[hit.first] is None
