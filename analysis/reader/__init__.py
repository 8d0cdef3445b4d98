"""The reader: an article right to left with its quotations, speakers, blame, roles and names marked in place.

In a notebook, where each shows itself:

    import analysis
    analysis.read(coded, "003")
    analysis.read(coded, ["000", "001"], lang="ar")
"""

from analysis.reader.captions import with_caption
from analysis.reader.reading import Reading, read
from analysis.reader.tables import table

__all__ = ["Reading", "read", "table", "with_caption"]
