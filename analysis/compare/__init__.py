"""Compare outlets: counts with their denominators, statistics that reviewers accept, and guards against the rest.

Everything takes coded tables and returns DataFrames whose every count leads back to its rows (`rows`, `table`).
"""

from analysis.compare.accusations import who_blames_whom
from analysis.compare.association import (
    conservative_log_ratio,
    log_likelihood,
    log_ratio,
    log_ratio_interval,
    weighted_log_odds,
)
from analysis.compare.bootstrap import bootstrap_rate
from analysis.compare.contrasts import compare_rates
from analysis.compare.days import timeline
from analysis.compare.drift import claim_vs_quote
from analysis.compare.floors import omnibus_floor, permutation_floor
from analysis.compare.frequencies import denominators, rates
from analysis.compare.grouping import compared
from analysis.compare.guards import Verdict, for_corpus, of_ar, of_en
from analysis.compare.keywords import keyness
from analysis.compare.ministries import ministries_verbs
from analysis.compare.naming import event_nouns, names_by_outlet
from analysis.compare.parts import headline_vs_body, roles_by_voice
from analysis.compare.permutation import omnibus_test, permutation_tests
from analysis.compare.proportions import proportion_interval
from analysis.compare.reliability import agreement
from analysis.compare.silence import absent
from analysis.compare.spread import dispersion, dispersion_measures
from analysis.compare.terms import select_terms, words
from analysis.compare.testing import adjust, association, cliffs_delta
from analysis.compare.voices import verbs_by_side, who_speaks

__all__ = [
    "Verdict",
    "absent",
    "adjust",
    "agreement",
    "association",
    "bootstrap_rate",
    "claim_vs_quote",
    "cliffs_delta",
    "compare_rates",
    "compared",
    "conservative_log_ratio",
    "denominators",
    "dispersion",
    "dispersion_measures",
    "event_nouns",
    "for_corpus",
    "headline_vs_body",
    "keyness",
    "log_likelihood",
    "log_ratio",
    "log_ratio_interval",
    "ministries_verbs",
    "names_by_outlet",
    "of_ar",
    "of_en",
    "omnibus_floor",
    "omnibus_test",
    "permutation_floor",
    "permutation_tests",
    "proportion_interval",
    "rates",
    "roles_by_voice",
    "select_terms",
    "timeline",
    "verbs_by_side",
    "weighted_log_odds",
    "who_blames_whom",
    "who_speaks",
    "words",
]
