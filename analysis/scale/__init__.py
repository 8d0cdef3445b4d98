"""Corpora of any size: many processes, many machines, and more articles than memory holds.

`code_to` streams a corpus into a folder of tables and goes on where an interrupted run stopped; `code_dask` codes the
partitions of a Dask bag or DataFrame where they lie. Both give the rows that `analysis.code` gives.
"""

from analysis.scale.partitions import code_dask
from analysis.scale.streaming import code_to

__all__ = ["code_dask", "code_to"]
