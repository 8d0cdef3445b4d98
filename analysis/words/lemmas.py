"""Lemma, part of speech and clitics from CAMeL Tools, word type by word type; without its data, the light lemmatiser.

CAMeL's maximum-likelihood disambiguator looks at a word without its sentence, so each word type is analysed once.
Among its analyses the one is taken that agrees with the letters and vowel signs as written; the disambiguator's order
decides the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version
from itertools import groupby
from typing import TYPE_CHECKING

from analysis.words.analyses import ARTICLE, Analysis, Lemmatiser, clitics, corrected, house_spelling
from analysis.words.camel import DATABASE, data_folder, lemma_data
from analysis.words.light import LightLemmatiser, respelled, strip_proclitics
from analysis.words.spelling import bare, spelling_key
from analysis.words.vocabulary import Attested

if TYPE_CHECKING:
    from camel_tools.disambig.common import ScoredAnalysis
    from camel_tools.disambig.mle import MLEDisambiguator
    from camel_tools.morphology.database import MorphologyDB

_FEATURES = frozenset(
    "diac lex bw pos prc0 prc1 prc2 prc3 enc0 enc1 enc2 asp cas gen mod num per form_num form_gen stt vox "
    "lex_logprob pos_lex_logprob source".split()
)
"""What the disambiguator scores by and what is read here; computing the rest takes three quarters of the time."""


_SHADDA = "\u0651"
_ENDINGS = frozenset(("diac", "bw", "cas", "stt", "mod"))
"""In what the endings of case, state and mood differ, which lemmas do not."""

_SPOKEN = frozenset(("1s", "1p", "2m", "2f", "2d", "2p"))
"""Codes of the pronouns of speech in CAMeL's feature enc0."""


def lemmatiser() -> Lemmatiser:
    """Return CAMeL's lemmatiser where its data is installed, else the light one; loaded once."""
    return _loaded(str(data_folder()), lemma_data() is not None)


@lru_cache(maxsize=2)
def _loaded(folder: str, complete: bool) -> Lemmatiser:
    return CamelLemmatiser() if complete else LightLemmatiser()


class CamelLemmatiser:
    """Lemmas from CAMeL Tools' morphological database and disambiguator.

    Raises
    ------
    FileNotFoundError
        If the data is not installed; `lemmatiser()` chooses instead of raising.
    """

    def __init__(self) -> None:
        if lemma_data() is None:
            raise FileNotFoundError(f"the data of CAMeL Tools is not in {data_folder()}: run `camel_data -i light`")
        self.name = f"camel-tools {version('camel_tools')} {DATABASE}"
        self._disambiguator = _disambiguator()
        self._memo: dict[str, Analysis] = {}

    def analyse(self, counts: Mapping[str, int]) -> dict[str, Analysis]:
        """Analyse each word type; see `Lemmatiser.analyse`."""
        new = sorted((word for word in counts if word not in self._memo), key=bare)
        for letters, spellings in groupby(new, key=bare):
            correction = corrected(letters)
            ranked = [] if correction else self.ranked(letters)
            for word in spellings:  # they differ in vowel signs
                self._memo[word] = correction or _best(word, ranked)
        analyses = {word: self._memo[word] for word in counts}
        unknown = [word for word, analysis in analyses.items() if not analysis.known]
        attested = Attested(counts) if unknown else None
        for word in unknown:
            proclitics, rest = strip_proclitics(bare(word), attested) if attested else ([], word)
            analyses[word] = Analysis(rest, analyses[word].pos, "+".join(proclitics))
        return respelled(analyses, counts)

    def ranked(self, letters: str) -> list[ScoredAnalysis]:
        """Return every analysis of a word in the disambiguator's own order; none if no lexicon knows it."""
        found: list[ScoredAnalysis] = self._disambiguator.disambiguate([letters])[0].analyses
        return found


def _best(word: str, found: list[ScoredAnalysis]) -> Analysis:
    letters = bare(word)
    if not found:
        return Analysis(letters, "noun_prop")
    for fits in (_letters_agree, *((_signs_agree,) if word != letters else ()), _reported_speech_form):
        found = [scored for scored in found if fits(word, scored.analysis)] or found
    best = max(scored.score for scored in found)
    names = [s.analysis for s in found if s.analysis["pos"] == "noun_prop" and letters.endswith("يا")]
    top = names or [scored.analysis for scored in found if scored.score == best]
    readings = dict.fromkeys(_read(letters, analysis) for analysis in top)
    return min(readings, key=lambda reading: _oddity(letters, reading.lemma))


def _oddity(letters: str, lemma: str) -> tuple[bool, int]:
    """Order lemmas that the disambiguator holds equally likely.

    A lemma that stands in the word as written comes first, the longest of them (غياب before غائب, وجبة before جبة), but
    a plural in -ات after its singular; of the others the shortest.
    """
    stands = spelling_key(letters).endswith(spelling_key(lemma))
    return lemma.endswith("ات"), -len(lemma) if stands else len(lemma)


def _letters_agree(written: str, analysis: Mapping[str, str]) -> bool:
    """Tell whether an analysis has the letters of the word; a writer may leave out a hamza, not put a wrong one."""
    letters, expected = bare(written), bare(analysis["diac"]).replace("ٱ", "ا")
    return (
        letters == expected
        or len(letters) == len(expected)
        and all(one == other or (one == "ا" and other in "أإآ") for one, other in zip(letters, expected, strict=True))
    )


def _signs_agree(written: str, analysis: Mapping[str, str]) -> bool:
    """Tell whether an analysis has every vowel sign that the writer put, the ending's aside."""
    ours, theirs = _signs(written), _signs(analysis["diac"])
    if ours:
        ours[-1] &= {_SHADDA}
    return len(ours) == len(theirs) and all(one <= other for one, other in zip(ours, theirs, strict=True))


def _reported_speech_form(_: str, analysis: Mapping[str, str]) -> bool:
    """Tell whether an analysis is one that news has: no command, no verb of `I` or `we`, no `my` and `your`.

    Where such a reading is the only one (أعتقد, نتعاون) it stays.
    """
    first_person = analysis.get("per") == "1" and analysis["pos"] == "verb"
    return analysis.get("asp") != "c" and not first_person and analysis.get("enc0", "0")[:2] not in _SPOKEN


def _signs(word: str) -> list[set[str]]:
    """Return the signs on each letter; fathatan is put on the alef that carries it, sukun left out."""
    signs: list[set[str]] = []
    for character in word.replace("\u064b\u0627", "\u0627\u064b"):
        if "\u064b" <= character <= _SHADDA and signs:
            signs[-1].add(character)
        elif bare(character):
            signs.append(set())
    return signs


def _read(letters: str, analysis: Mapping[str, str]) -> Analysis:
    """Turn CAMeL's features into our record; its clitics are Buckwalter's letters or a pronoun's code."""
    from camel_tools.morphology.utils import strip_lex

    parts = [_letters(analysis.get(slot, "0")) for slot in ("prc3", "prc2", "prc1", "prc0")]
    proclitics = "+".join(filter(None, parts))
    enclitic = _letters(analysis.get("enc0", "0"))
    lemma = bare(strip_lex(analysis["lex"])).replace("ٱ", "ا")
    if analysis["pos"] == "noun_prop" and analysis.get("num") not in ("d", "p"):
        # a name is written as it is written, and its article is part of it
        lemma = letters[len(proclitics.replace("ل+ال", "لل").replace("+", "")) :].removesuffix(enclitic)
        if parts[-1] == ARTICLE:
            lemma, proclitics = ARTICLE + lemma, proclitics.removesuffix(ARTICLE).rstrip("+")
    return Analysis(house_spelling(lemma), analysis["pos"], proclitics, enclitic, known=True)


@lru_cache
def _letters(feature: str) -> str:
    """Return the letters of a clitic feature: `wa_conj` is و, `3ms_dobj` is ه, `0` and `na` are nothing."""
    from camel_tools.utils.charmap import CharMapper

    code = feature.partition("_")[0]
    if code in ("0", "na", "-"):
        return ""
    pronouns = {one: clitic.form for clitic in clitics("pronoun") for one in clitic.code.split("|")}
    return pronouns.get(code) or bare(CharMapper.builtin_mapper("bw2ar").map_string(code))


def _disambiguator() -> MLEDisambiguator:
    from camel_tools.disambig.mle import MLEDisambiguator
    from camel_tools.morphology.analyzer import Analyzer
    from camel_tools.morphology.database import MorphologyDB

    database = MorphologyDB.builtin_db(DATABASE)
    for feature in database.defines.keys() - _FEATURES:
        del database.defines[feature]
    database.compute_feats = frozenset(database.compute_feats) & _FEATURES
    for table in (database.prefix_hash, database.stem_hash, database.suffix_hash):
        for entries in table.values():
            for _, features in entries:
                for feature in features.keys() - _FEATURES:
                    del features[feature]
    _drop_endings(database)
    return MLEDisambiguator.pretrained(DATABASE, analyzer=Analyzer(database), top=10_000, cache_size=0)


def _drop_endings(database: MorphologyDB) -> None:
    """Keep one of the suffixes that are written alike and differ in case, state or mood alone.

    A suffix goes only if another goes with every prefix and stem that it goes with, so that no reading is lost.
    """
    partners: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for side, table in enumerate((database.prefix_suffix_compat, database.stem_suffix_compat)):
        for partner, suffixes in table.items():
            for suffix in suffixes:
                partners[suffix][side].add(partner)

    def replaces(one: tuple[str, dict[str, str]], other: tuple[str, dict[str, str]]) -> bool:
        alike = all(one[1].get(name) == other[1].get(name) for name in _FEATURES - _ENDINGS)
        return alike and all(theirs <= ours for ours, theirs in zip(partners[one[0]], partners[other[0]], strict=True))

    for entries in database.suffix_hash.values():
        for entry in list(entries):
            if any(replaces(other, entry) for other in entries if other is not entry):
                entries.remove(entry)
