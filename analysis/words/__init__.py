"""Words: lemmas, word lists, n-grams, concordance, collocations, and actors that the codebook lacks.

    from analysis import words
    terms = words.terms(coded)
    words.word_list(terms, coded, speech="outside")
    words.concordance(terms, coded, side="turkey", sort="after")     # analysis.reader.table shows it right to left

Every table says in its column `lemmatiser` what made the lemmas: CAMeL Tools where its data is installed, else the
light clitic stripper.
"""

from analysis.words.acceptance import accept
from analysis.words.analyses import Analysis, Lemmatiser
from analysis.words.collocations import collocations
from analysis.words.concordance import concordance
from analysis.words.entities import propose_actors, recogniser
from analysis.words.lemmas import CamelLemmatiser, lemmatiser
from analysis.words.light import LightLemmatiser
from analysis.words.lists import ngrams, word_list
from analysis.words.stopwords import stop_words
from analysis.words.terms import TERM_COLUMNS, terms

__all__ = [
    "TERM_COLUMNS",
    "Analysis",
    "CamelLemmatiser",
    "Lemmatiser",
    "LightLemmatiser",
    "accept",
    "collocations",
    "concordance",
    "lemmatiser",
    "ngrams",
    "propose_actors",
    "recogniser",
    "stop_words",
    "terms",
    "word_list",
]
