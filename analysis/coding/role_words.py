"""Roles that a noun names: حليفة، وسيط، برعاية، قوات الاحتلال (role_cues.csv)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.codebook import Codebook
from analysis.coding import actors, bounds, nouns, parties, phrases, syntax
from analysis.coding.ascriptions import Ascription, Cast
from analysis.coding.drafts import Draft
from analysis.coding.match import Lexicon
from analysis.coding.parties import Party
from analysis.coding.reading import Reading
from analysis.coding.voices import speaker_side
from analysis.coding.word_types import COMMAS, MARK, NEGATION, PREPOSITION, PRONOUN, Match

_OWNER_REACH = 8  # tokens after a cue in which the one whom it is about may stand
_DASHES = frozenset("-–—")


class RoleCue(NamedTuple):
    """A pattern of role_cues.csv."""

    role: str
    actor: str
    toward: str
    strength: str
    context: str


def add_to(lexicon: Lexicon, codebook: Codebook) -> None:
    """Add the patterns of role_cues.csv to the lexicon."""
    for row in codebook.rows("role_cues"):
        cue = RoleCue(row["role"], row["actor"], row["toward"], row["strength"] or "explicit", row["context"])
        lexicon.add(row["pattern"], cue)


def find(cast: Cast, hits: list[Match]) -> Iterator[Ascription]:
    """Yield the roles that the cues of an article name."""
    reading, until = cast.reading, -1
    for hit in hits:
        if hit.first <= until:
            continue
        cue: RoleCue = hit.payload
        sentence, draft = cast.voices.sentence(hit.first), cast.voices.within[hit.first]
        low, high = (draft.first, draft.stop) if draft is not None else (sentence.first, sentence.stop)
        actor, toward = _parties(reading, hit, low, high)
        if actor is None or actor.side is None or cue.context == "peace" and not cast.names_peace(low, hit.first):
            continue
        until = hit.last
        first = min(hit.first, actor.first) if actor.first >= 0 else hit.first
        negated = hit.first > low and bool(reading.words[hit.first - 1].flags & NEGATION)
        polarity = (
            "negated" if negated else "rejected" if _is_rejected(cast, low, hit.first, draft, actor) else "asserted"
        )
        ascription = Ascription(
            sentence,
            cast.span(first, max(hit.last + 1, actor.stop)),
            actor,
            cue.role,
            toward,
            draft,
            polarity,
            cast.modality(first, hit.first, hit.first, draft),
            cue.strength,
            "cue",
        )
        if cue.role == "partner" and cue.toward == "subject":  # بالتشاور مع فرنسا: who does it is her partner
            other = _named_before(reading, hit, low)
            if other is not None and other.side not in (None, actor.side):
                yield ascription._replace(actor=other, toward=actor.side)
            continue
        yield ascription


def _is_rejected(cast: Cast, low: int, token: int, draft: Draft | None, actor: Party) -> bool:
    """Whether another refuses the actor's role (غير مستعدة لمفاوضات تحت إشراف روسيا)."""
    refused = draft is not None and draft.act == "deny" and speaker_side(draft) != actor.side
    return refused or cast.signals.first("refusal", low, token) is not None


def _parties(reading: Reading, hit: Match, low: int, high: int) -> tuple[Party | None, str | None]:
    """Who has the role, and the side toward which he has it."""
    cue: RoleCue = hit.payload
    stop = max(bounds.clause_stop(reading, hit.last, high), min(hit.last + _OWNER_REACH, high))
    following = _after(reading, hit.last + 1, stop, cue.role)
    if cue.actor == "after":
        covering = reading.mention_at.get(hit.first)
        if covering is not None and covering.side is not None:
            following = parties.of_tokens(reading, covering.first, covering.stop)
        before = _named_before(reading, hit, low) if cue.toward == "subject" else None
        side = before.side if before is not None else None
        if cue.toward == "place" and following is not None:
            side = _place(reading, following.stop, high)
        if cue.role == "occupier" and following is not None:  # الاحتلال السوري للبنان
            held = syntax.joined_by(reading, following.stop, min(high, following.stop + 1), frozenset(("ل",)))
            side = held.side if held is not None else None
        return following or _epithet(reading, hit), side
    if cue.actor == "before":
        if not cue.toward:
            return syntax.ending_at(reading, hit.first, low), None
        if following is None or following.side is None:
            return None, None
        return _named_before(reading, hit, low, proper=True), following.side
    if cue.actor == "subject":
        at = hit.first - (hit.first > low and bool(reading.words[hit.first - 1].flags & PRONOUN))  # المملكة هي الضمانة
        actor = syntax.subject_before(reading, at, low, "", "p") or _opening(reading, hit.first, low)
        return actor, following.side if following is not None and cue.toward else None
    return _beside(reading, hit, low, high, following)


def _named_before(reading: Reading, hit: Match, low: int, proper: bool = False) -> Party | None:
    """The last actor in the noun phrase right before a cue, or that phrase; `proper`: not by a country's adjective."""
    before = syntax.ending_at(reading, hit.first, low)
    near = actors.within(reading, before.first, before.stop) if before is not None else []
    if proper and (not near or near[-1].form == "demonym" and near[-1].kind == "country"):
        return None
    return parties.of_tokens(reading, near[-1].first, near[-1].stop) if near else before


def _after(reading: Reading, at: int, stop: int, role: str) -> Party | None:
    """The party after a cue: in the genitive, as an adjective, after a dash, after ل (but not the occupied)."""
    if at >= stop:
        return None
    if reading.words[at].surface in _DASHES and at + 1 in reading.mention_at:
        return parties.of_tokens(reading, at + 1, phrases.extend(reading, at + 1, stop))
    following = syntax.after(reading, at, stop)
    if following and following[0].side is not None:
        return following[0]
    if role == "occupier":
        return None
    return syntax.joined_by(reading, at, min(stop, at + 3), frozenset(("ل",)))


def _epithet(reading: Reading, hit: Match) -> Party | None:
    """The one occupier that the article names, where الاحتلال stands alone."""
    party = parties.of_tokens(reading, hit.last, hit.last + 1)
    return party if party.side is not None else None


def _place(reading: Reading, at: int, high: int) -> str | None:
    """The side in whose land a base lies (القاعدة العسكرية الروسية الموجودة في أرمينيا)."""
    party = syntax.joined_by(reading, at, min(high, at + _OWNER_REACH), frozenset(("في",)))
    return party.side if party is not None else None


def _opening(reading: Reading, token: int, low: int) -> Party | None:
    """The actor who opens the clause (روسيا وفرنسا بصفتها الرؤساء المناوبين)."""
    first = bounds.clause_first(reading, token, low)
    if first >= token or not nouns.starts_phrase(reading, first):
        return None
    party = parties.of_tokens(reading, first, phrases.extend(reading, first, token))
    return party if party.side is not None else None


def _beside(
    reading: Reading, hit: Match, low: int, high: int, following: Party | None
) -> tuple[Party | None, str | None]:
    """Who is called ally of whom: حليفتها روسيا، روسيا حليفة دمشق، حليفي النظام، روسيا وإيران، تركيا كـ"حليف"."""
    words = reading.words
    toward = following.side if following is not None else None
    comma = next((at for at in range(hit.last + 1, min(high - 1, hit.last + 7)) if words[at].surface in COMMAS), None)
    mention = reading.mention_at.get(comma + 1) if comma is not None else None
    if comma is not None and mention is not None and mention.start == reading.starts[mention.first]:
        apposed = parties.of_tokens(reading, comma + 1, phrases.extend(reading, comma + 1, high))
        owner = next(iter(actors.within(reading, hit.last + 1, comma)), None)
        if apposed.side is not None:
            return apposed, toward or (owner.side if owner is not None else None)
    before = hit.first - 1
    while before > low and (words[before].kind == MARK or words[before].fold == "ك" or words[before].surface in COMMAS):
        before -= 1
    near = actors.within(reading, max(low, before - 5), before + 1)
    mention = next((m for m in near if m.stop == before + 1), None)
    if mention is not None and before + 1 < hit.first and mention.side is not None:
        return parties.of_tokens(reading, mention.first, mention.stop), toward
    suffixed = words[hit.first].fold.endswith(("ها", "ه", "هم")) and not words[hit.first].surface.endswith("ة")
    subject = syntax.subject_before(reading, hit.first, low, "", "p")
    if subject is not None and subject.side is not None and not (suffixed and hit.conjunction):
        return subject, toward  # not: واشنطن وحلفاؤها
    construct = not (suffixed or hit.conjunction or words[hit.first].definite)
    if mention is not None and mention.side is not None and toward is not None and construct:
        return parties.of_tokens(reading, mention.first, mention.stop), toward  # قالت إيران حليفة دمشق
    at = hit.first - bool(hit.first > low and words[hit.first - 1].flags & PREPOSITION)
    owner = actors.ending(reading, max(low, at - 5), at)  # سوريا وحليفتها روسيا، الجيش الروسي مع حليفه النمساوي
    return (following, owner.side if owner is not None else None) if suffixed else (None, None)
