"""Wire copy and paragraphs that many pages share: what would be counted twice.

Candidates come from MinHash signatures (datasketch) in bands, as in locality-sensitive hashing; what is marked is
decided by the exact overlap of word triples, so that no chance of hashing reaches a table. Fingerprints are taken
where the articles are coded, batch by batch; one process then compares those that collide. Time is linear in the
corpus, and memory is some 150 bytes an article.

Source: A. Z. Broder, "On the resemblance and containment of documents", 1997.
"""

from analysis.duplicates.marking import Marks, mark, marked
from analysis.duplicates.prints import Prints, prints

__all__ = ["Marks", "Prints", "mark", "marked", "prints"]
