"""Whose act a noun tells where its phrase does not say so: the speaker's, the subject's, of whom the clause names."""

from __future__ import annotations

from analysis.coding import actors, bounds, parties, syntax
from analysis.coding.clauses import PLACES, Desk, Scope
from analysis.coding.parties import Party
from analysis.coding.word_types import MARK, Match

_OF_SPEAKER = 2  # tokens from the start of reported content within which a pronoun is the speaker's
_ONE_WORD = ("-np", "-b", "-aan", "-ala")  # ends of the rules of quotations whose content is a noun


def implied(desk: Desk, hit: Match, scope: Scope, stop: int) -> Party | None:
    """Return whose an act is where nothing in the phrase of its noun says so."""
    return (
        _joined(desk, hit)
        or _possessed(desk, hit, scope)
        or purposed(desk, hit, scope)
        or _identified(desk, hit, scope, stop)
        or _pronoun_owner(desk, hit, scope)
    )


def _joined(desk: Desk, hit: Match) -> Party | None:
    """The agent of the noun to which و joins this one (لمنع وتأجيل وصول ...)."""
    last = desk.events[-1] if desk.events else None
    if last is None or not hit.conjunction or last.sentence is not desk.sentence or last.token != hit.first - 1:
        return None
    return last.agent


def _possessed(desk: Desk, hit: Match, scope: Scope) -> Party | None:
    """The speaker, where his own act opens what he says (أعلنت تعاونها، جدد المطالبة بـ، استعداده لعقد)."""
    draft = scope.draft
    if draft is None or hit.first - draft.first >= _OF_SPEAKER or draft.kind == "direct":
        return None
    opening = desk.reading.words[draft.first]
    suffixed = opening.fold.endswith(("ه", "ها", "هم")) and not opening.surface.endswith("ة")
    harmless = hit.payload.act.harm == "none" or hit.payload.act.does == "ally"
    alone = harmless and hit.first == draft.first and draft.rule.endswith(_ONE_WORD) and opening.definite
    denied = draft.act == "deny" and hit.first == draft.first  # تنفي إيران تزويد الحوثيين
    return desk.speaker(scope) if suffixed or alone or denied else None


def purposed(desk: Desk, hit: Match, scope: Scope) -> Party | None:
    """The subject of the clause, for an act that is its purpose (يعملون لمنع وصول) or no harm (قادرة على المساهمة)."""
    reading, token, act = desk.reading, hit.first, hit.payload.act
    if act.harm == "force" or desk.is_with_pronoun(hit):
        return None
    harmless = act.harm == "none" and act.does is not None
    if not harmless and hit.preposition != "ل" and not desk.signals.first("purpose", max(scope.low, token - 2), token):
        return None
    first = bounds.clause_first(reading, token, scope.low)
    while first < token and reading.words[first].kind == MARK:
        first += 1
    if first >= token or not bounds.begins(reading, first):
        return None
    end = bounds.phrase_stop(reading, first, token)
    party = desk.own(parties.of_tokens(reading, first, end), scope)
    if party is None or end >= token and not act.remedy:  # روسيا حريصة على حل سلمي
        return None
    if hit.preposition != "ل" and any(
        m.side not in (None, party.side) and m.kind not in PLACES for m in actors.within(reading, end, token)
    ):
        return None  # تأسف باريس للقرار الأمريكي بالانسحاب
    suffix = desk.suffix(hit)
    if suffix in ("ه", "ها") and party.gender == ("f" if suffix == "ه" else "m"):
        return None  # لدعمها cannot be ترامب's
    own = party.side is not None and desk.signals.first("own", first, first + 1) is not None
    return party if own or parties.is_known(reading, party) else None


def _pronoun_owner(desk: Desk, hit: Match, scope: Scope) -> Party | None:
    """The one actor of the clause whose an act is that carries a pronoun, if it is no harm (في حربها مع موسكو)."""
    suffix = desk.suffix(hit)
    act = hit.payload.act
    if suffix not in ("ه", "ها") or act.harm != "none" and act.does not in ("ally", "occupier"):
        return None
    low = bounds.clause_first(desk.reading, hit.first, scope.low)
    near = [mention for mention in actors.within(desk.reading, low, hit.first) if mention.side is not None]
    if (
        len({mention.side for mention in near}) != 1
        or near[-1].form == "demonym"
        or near[-1].gender != ("f" if suffix == "ها" else "m")
    ):
        return None
    return parties.of_tokens(desk.reading, near[-1].first, near[-1].stop)


def _identified(desk: Desk, hit: Match, scope: Scope, stop: int) -> Party | None:
    """Whom a clause names as the cause (السبب وراء عرقلة ... هو إردوغان)."""
    if not desk.signals.first("responsible", max(scope.low, hit.first - 4), hit.first):
        return None
    words = desk.reading.words
    at = next((token for token in range(hit.last + 1, stop - 1) if words[token].fold in ("هو", "هي", "هم")), None)
    return next(iter(syntax.after(desk.reading, at + 1, stop)), None) if at is not None else None
