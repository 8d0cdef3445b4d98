"""How fast Mizan is, how much memory it takes, and where the time goes, on fixed data."""

from analysis.benchmark.corpus import pages, write
from analysis.benchmark.measures import SHARES, WORDS, Speed, Streamed, imports, speed, stages, stream

__all__ = ["SHARES", "WORDS", "Speed", "Streamed", "imports", "pages", "speed", "stages", "stream", "write"]
