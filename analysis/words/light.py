"""The light lemmatiser: cuts off what is written together with a word, where the corpus or the codebook shows the rest.

It has no lexicon. It takes off the article; it takes off a conjunction, preposition or pronoun only if what remains is
a word of the same corpus (corpus-based stemming, Xu and Croft 1998) or of the codebook. Plurals, feminine adjectives
and verb forms stay as they are written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from analysis.words.analyses import ARTICLE, Analysis, Clitic, clitics, corrected
from analysis.words.spelling import bare, commonest, spelling_key
from analysis.words.vocabulary import Attested

_IMPERFECT = frozenset("يتنأا")
_ACCUSATIVE = ("\u0627\u064b", "\u064b\u0627")


class LightLemmatiser:
    """Lemmas by the clitics of clitics.csv and the words of the corpus at hand."""

    name = "light"

    def analyse(self, counts: Mapping[str, int]) -> dict[str, Analysis]:
        """Analyse each word type; see `Lemmatiser.analyse`."""
        attested = Attested(counts)
        return respelled({word: corrected(word) or _strip(word, attested) for word in counts}, counts)


def _strip(word: str, attested: Attested) -> Analysis:
    proclitics, rest = strip_proclitics(bare(word), attested)
    if word.endswith(_ACCUSATIVE):
        return Analysis(rest.removesuffix("ا"), None, "+".join(proclitics))
    if ARTICLE in proclitics:  # the article and a pronoun exclude each other
        return Analysis(rest, None, "+".join(proclitics))
    stem, pronoun = _strip_pronoun(rest, attested)
    return Analysis(stem, None, "+".join(proclitics), pronoun)


def strip_proclitics(word: str, attested: Attested) -> tuple[list[str], str]:
    """Take conjunction, preposition or future, and article off a word; return them and the rest."""
    proclitics: list[str] = []
    rest = word
    for kind in ("conjunction", "preposition", "future", "article"):
        for clitic in clitics(kind):
            after = rest.removeprefix(clitic.form)
            if after == rest or (kind == "future" and after[:1] not in _IMPERFECT):
                continue
            if clitic.form == "ل" and len(after) > clitic.min_rest and attested.hides_article(after):
                return [*proclitics, clitic.form, ARTICLE], after[1:]
            if _before_article(clitic, after, attested) or attested.allows(clitic, rest, after):
                proclitics.append(clitic.form)
                rest = after
                break
    return proclitics, rest


def _before_article(clitic: Clitic, after: str, attested: Attested) -> bool:
    """Tell whether a clitic stands before a word with the article: و and ب surely, ف and ك if that word is attested."""
    if not after.startswith(ARTICLE) or len(after) < 5:
        return False
    return clitic.form in ("و", "ب") or attested.count(after.removeprefix(ARTICLE)) > 0


def _strip_pronoun(word: str, attested: Attested) -> tuple[str, str]:
    for clitic in clitics("pronoun"):
        rest = word.removesuffix(clitic.form)
        if rest == word:
            continue
        readings = [rest]
        if rest.endswith("ت"):
            readings.append(rest[:-1] + "ة")  # ة is written ت before a pronoun
        if rest.endswith("ي"):
            readings.append(rest[:-1] + "ى")  # and ى is written ي
        stem = max(readings, key=attested.rank)
        if attested.allows(clitic, word, stem):
            return stem, clitic.form
    return word, ""


def respelled(analyses: Mapping[str, Analysis], counts: Mapping[str, int]) -> dict[str, Analysis]:
    """Give names and words that no lexicon knows one spelling: ارمينيا and أرمينيا become the commoner of the two."""
    lemmas: Counter[str] = Counter()
    for word, analysis in analyses.items():
        if _as_written(analysis):
            lemmas[analysis.lemma] += counts[word]
    spelling = commonest(lemmas)
    return {
        word: replace(a, lemma=spelling[spelling_key(a.lemma)]) if _as_written(a) else a for word, a in analyses.items()
    }


def _as_written(analysis: Analysis) -> bool:
    return not analysis.known or analysis.pos == "noun_prop"
