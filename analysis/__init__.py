"""Mizan compares how Arabic news outlets report one event.

    import analysis
    corpus = analysis.load("seeds")
    coded = analysis.code(corpus)
    coded.save("results")
"""

__version__ = "0.1.0"
