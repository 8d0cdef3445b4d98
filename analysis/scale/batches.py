"""A batch of articles as bytes: what travels to a worker, and what comes back.

Bytes of Arrow and Parquet are the same on every machine, hold no code, and are what a finished part is on disk.
"""

from __future__ import annotations

import hashlib
import io
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import codebook as codebooks
from analysis.coding.article import Coder, coder
from analysis.coding.run import code_batch
from analysis.corpus import Corpus
from analysis.duplicates import Prints, prints
from analysis.tables import TABLES, conform

if TYPE_CHECKING:
    import pandas as pd

READ = "read"
"""Name under which a part keeps the issues of reading; `issues` are those of coding."""
PRINTS = "prints"
"""Name under which a part keeps the fingerprints of its articles."""


def pack(corpus: Corpus) -> bytes:
    """Write the articles and issues of a batch as Arrow; the same batch gives the same bytes."""
    import pyarrow as pa

    sink = io.BytesIO()
    for data in (corpus.articles, corpus.issues):
        table = pa.Table.from_pandas(data, preserve_index=False)
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table)
    return sink.getvalue()


def _corpus(packed: bytes) -> Corpus:
    import pyarrow as pa

    source = io.BytesIO(packed)
    frames = {}
    for name in ("articles", "issues"):
        with pa.ipc.open_stream(source) as stream:
            frames[name] = conform(name, stream.read_pandas())
    return Corpus(frames["articles"], frames["issues"], root="")


def to_parquet(data: pd.DataFrame) -> bytes:
    """Write a table as Parquet."""
    sink = io.BytesIO()
    data.to_parquet(sink, index=False)
    return sink.getvalue()


def unpack(result: dict[str, bytes]) -> tuple[dict[str, pd.DataFrame], Prints]:
    """Read the ten tables of a coded batch, and its fingerprints."""
    import pandas as pd

    tables = {name: conform(name, pd.read_parquet(io.BytesIO(result[name]))) for name in TABLES}
    return tables, to_prints(result[PRINTS])


def to_prints(data: bytes) -> Prints:
    """Read the fingerprints of a coded batch, each array when it is asked for."""
    import numpy as np

    found: Prints = np.load(io.BytesIO(data), allow_pickle=False)
    return found


@dataclass(frozen=True)
class Task:
    """What a worker does with a batch: coding with one codebook and one state of the program.

    Attributes
    ----------
    codebook
        Folder of the scholar's own codebook, or None.
    program, book
        Hashes of the program's files and of the codebook, as they are where the run was started.
    """

    codebook: str | None
    program: str
    book: str

    @classmethod
    def of(cls, book: codebooks.Codebook, folder: str | os.PathLike[str] | None) -> Task:
        """Make the task of a run."""
        return cls(None if folder is None else str(Path(folder).absolute()), program(), book.sha256)

    def __call__(self, packed: bytes) -> dict[str, bytes]:
        """Code a packed batch: table -> Parquet."""
        import numpy as np

        corpus = _corpus(packed)
        tables = code_batch(corpus, self.tools())
        taken = io.BytesIO()
        np.savez(taken, **prints(tables["articles"], tables["segments"]))
        packed_tables = {name: to_parquet(data) for name, data in tables.items()}
        return {READ: to_parquet(corpus.issues), PRINTS: taken.getvalue()} | packed_tables

    def tools(self) -> Coder:
        """Compile the codebook, once in a process.

        Raises
        ------
        ValueError
            If this worker has another version of the program or of the codebook.
        """
        book = codebooks.read(self.codebook)
        if program() != self.program:
            raise ValueError("a worker runs another version of Mizan than the run was started with: install the same")
        if book.sha256 != self.book:
            raise ValueError("a worker has other codebook files than the run was started with: make them the same")
        return coder(book)

    def key(self, packed: bytes) -> str:
        """Name the result of a batch: it changes with the articles, the codebook and the program."""
        digest = hashlib.sha256(f"{self.program} {self.book} ".encode())
        digest.update(packed)
        return digest.hexdigest()[:20]


@lru_cache(maxsize=1)
def program() -> str:
    """Hash over the program's own files, so that rows of two versions never stand in one table."""
    import analysis

    digest = hashlib.sha256()
    root = Path(analysis.__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
