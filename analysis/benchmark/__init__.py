"""How fast Mizan is, how much memory it takes, and where the time goes, on fixed data."""

from analysis.benchmark.corpus import pages, write
from analysis.benchmark.measures import WORDS, Speed, imports, peak, speed, stages

__all__ = ["WORDS", "Speed", "imports", "pages", "peak", "speed", "stages", "write"]
