"""The same function over many batches: here, in processes of this machine, or on a Dask cluster."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

Tag = TypeVar("Tag")
Given = TypeVar("Given")
Result = TypeVar("Result")

CONNECT = "20s"
"""How long a Dask scheduler is waited for."""
_AHEAD = 2  # batches that wait or are worked on, for each worker: enough to keep it busy, few enough for memory


def ordered(
    function: Callable[[Given], Result],
    tasks: Iterable[tuple[Tag, Given]],
    workers: int = 1,
    scheduler: str | None = None,
) -> Iterator[tuple[Tag, Result]]:
    """Apply a function to each task and yield the results in the order of the tasks.

    Parameters
    ----------
    function
        Can be pickled.
    tasks
        (what the caller knows it by, argument); read only a little ahead of the work.
    workers
        Processes on this machine; with one, the work is done here.
    scheduler
        Address of a Dask scheduler (`tcp://...:8786`); then its workers do the work.

    Raises
    ------
    ValueError
        If `workers` is less than one.
    ChildProcessError
        If a worker was killed.
    """
    if workers < 1:
        raise ValueError(f"work needs at least one worker, not {workers}")
    if workers == 1 and scheduler is None:
        for tag, given in tasks:
            yield tag, function(given)
        return
    with _dask(scheduler) if scheduler is not None else _processes(workers) as (executor, width):
        waiting: deque[tuple[Tag, Future[Result]]] = deque()
        for tag, given in tasks:
            waiting.append((tag, executor.submit(function, given)))
            if len(waiting) >= _AHEAD * width:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)


def _first(waiting: deque[tuple[Tag, Future[Result]]]) -> tuple[Tag, Result]:
    tag, future = waiting.popleft()
    return tag, future.result()


@contextmanager
def _processes(workers: int) -> Iterator[tuple[Executor, int]]:
    # A new interpreter for each worker, on every system: a fork would copy the threads' locks but not the threads.
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)
    try:
        yield executor, workers
    except BrokenProcessPool:
        raise ChildProcessError(
            "a worker process was killed, most often by the system for want of memory: "
            "run the same command with fewer --workers; what was finished is kept"
        ) from None
    finally:
        executor.shutdown(cancel_futures=True)


def _begin() -> None:
    """Make a worker leave interruptions to the process that started it, and end when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # without this, a worker waits for ever for a run that was killed


@contextmanager
def _dask(scheduler: str) -> Iterator[tuple[Executor, int]]:
    from distributed import Client

    with Client(scheduler, timeout=CONNECT) as client:  # type: ignore[no-untyped-call]
        threads = sum(client.nthreads().values())
        if not threads:
            raise ValueError(f"the Dask scheduler at {scheduler} has no workers: start some with `dask worker`")
        executor = client.get_executor(pure=False)
        try:
            yield executor, threads
        finally:
            executor.shutdown(wait=False)
