"""A corpus of any size into a folder of tables: batch by batch, resumable, in as many processes as there are."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis import codebook as codebooks
from analysis import saving
from analysis.coding.run import BATCH, Tally, bar
from analysis.corpus import Paths, iter_batches, named
from analysis.readers import HTML, PAGES
from analysis.scale.batches import Task, pack
from analysis.scale.parts import Done, Parts
from analysis.scale.pool import ordered
from analysis.tabular import TABULAR, rows, suffix


def code_to(
    path: Paths,
    out: str | os.PathLike[str],
    *,
    codebook: str | os.PathLike[str] | None = None,
    format: str = "parquet",
    workers: int = 1,
    scheduler: str | None = None,
    resume: bool = True,
    progress: bool = False,
    batch: int = BATCH,
    **columns: str | None,
) -> Done:
    """Code a corpus into a folder without ever holding it in memory.

    The tables are those of `analysis.code(analysis.load(path)).save(out)`, whatever the number of workers. Until they
    are whole, finished batches lie in `out/unfinished`; when a run was interrupted, the same call goes on from there.

    Parameters
    ----------
    path
        As for `analysis.load`.
    out
        Folder for the tables; made if it does not exist. Its earlier tables stay until the new ones are whole.
    codebook
        A folder laid over the project's own codebook.
    format
        `"parquet"` or `"csv"`.
    workers
        Processes on this machine.
    scheduler
        Address of a Dask scheduler whose workers do the work instead.
    resume
        Whether to use what an interrupted run has finished. A batch is used only if its articles, the codebook and
        the program are still the same.
    progress
        Whether to show a progress bar (on standard error, and only where that is a terminal).
    batch
        Articles to a batch.
    **columns
        Names of columns, as for `analysis.load`: text, title, outlet, date, id.

    Returns
    -------
    Done
        `rows` by table and `issues` by code.

    Raises
    ------
    FileNotFoundError, ValueError
        As `analysis.load`; or if `format` or `workers` cannot be.
    OSError
        If the disk is full; what was finished is kept.
    ChildProcessError
        If a worker was killed; what was finished is kept.
    """
    saving.known_format(format)
    if workers < 1:
        raise ValueError(f"--workers {workers}: at least one is needed")
    book = codebooks.read(codebook)
    task, parts = Task.of(book, codebook), Parts(Path(out))
    if not resume:
        parts.clear()
    done: list[Path] = []

    def todo() -> Iterator[tuple[tuple[Path, int], bytes]]:
        for number, corpus in enumerate(iter_batches(path, batch, **columns)):
            packed = pack(corpus)
            done.append(parts.path(number, task.key(packed)))
            if done[-1].is_file():
                shown.update(len(corpus.articles))
            else:
                yield (done[-1], len(corpus.articles)), packed

    visible = progress and sys.stderr.isatty()
    with _full_disk(parts), bar(_count(path) if visible else None, progress) as shown:
        for (place, articles), result in ordered(task, todo(), workers, scheduler):
            parts.keep(place, result)
            shown.update(articles)
        return parts.finish(done, Tally(book, named(**columns)), format)


@contextmanager
def _full_disk(parts: Parts) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise OSError(
            f"the disk of {parts.out} is full. Nothing was destroyed and what was finished is kept: "
            "make room and run the same command again"
        ) from error


def _count(path: Paths) -> int:
    """Count the articles beforehand, for the time left."""
    total = 0
    for one in [path] if isinstance(path, str | os.PathLike) else path:
        here = Path(one)
        if here.is_dir():
            total += sum(page.suffix.lower() in (*PAGES, *HTML) for page in here.rglob("*"))
        elif suffix(here) in TABULAR:
            total += sum(1 for _ in rows(here)[1])
        else:
            total += 1
    return total
