"""The measurements: seconds of processor time, so that other programs on the machine count little."""

from __future__ import annotations

import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from analysis import codebook
from analysis.benchmark.corpus import write
from analysis.coding.article import code_article, coder
from analysis.duplicates import mark, prints

WORDS = 430
"""Words of the article in which speed is told."""


class Speed(NamedTuple):
    """Speed of all layers on one core.

    Attributes
    ----------
    articles, words
        How many were coded in each round.
    seconds, tokenizer
        Processor time of the best round, for all layers and for camel-tools' `simple_word_tokenize`.
    ratio
        Median over the rounds of the one divided by the other, both on the same words in the same round.
    """

    articles: int
    words: int
    seconds: float
    tokenizer: float
    ratio: float

    @property
    def rate(self) -> float:
        """Articles of 430 words a second."""
        return self.words / WORDS / self.seconds


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def speed(texts: Sequence[str], rounds: int = 5) -> Speed:
    """Measure all layers against camel-tools' tokenizer; a round before the first warms both up."""
    from camel_tools.tokenizers.word import simple_word_tokenize

    tools = coder(codebook.read())
    words = 0

    def ours() -> None:
        nonlocal words
        words = 0
        for text in texts:
            reading, _ = code_article("b", text, None, tools)
            words += reading.n_all()

    def theirs() -> None:
        for text in texts:
            simple_word_tokenize(text)

    measured = [(_seconds(ours), _seconds(theirs)) for _ in range(rounds + 1)][1:]
    return Speed(
        len(texts),
        words,
        min(mine for mine, _ in measured),
        min(other for _, other in measured),
        statistics.median(mine / other for mine, other in measured),
    )


@contextmanager
def _watched(spent: dict[str, float]) -> Iterator[None]:
    """Add up the time of each layer while `code_article` runs."""
    from analysis.coding import actors, marks, positions, quote_rows, quotes, reading, sentences

    layers: list[tuple[str, Any, str]] = [
        ("parts of the page", reading, "page_segments"),
        ("tokens", reading.Reading, "open"),
        ("phrases of the codebook", reading.Reading, "match_phrases"),
        ("quotation marks", marks, "pair"),
        ("sentences", sentences, "split"),
        ("actors", actors, "find"),
        ("quotations and speakers", quotes, "find"),
        ("rows of quotations", quote_rows, "rows"),
        ("blame, roles, names, frames", positions, "find"),
    ]

    def timed(label: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            begun = time.process_time()
            result = function(*given, **named)
            spent[label] = spent.get(label, 0.0) + time.process_time() - begun
            return result

        return call

    with ExitStack() as stack:
        for label, owner, name in layers:
            stack.enter_context(mock.patch.object(owner, name, timed(label, getattr(owner, name))))
        yield


def stages(texts: Sequence[str]) -> dict[str, float]:
    """Seconds of each step from a file to saved tables, for an article, in the order of the work."""
    from analysis.coding.run import code_batch
    from analysis.corpus import iter_batches
    from analysis.scale.batches import to_parquet

    tools = coder(codebook.read())
    spent: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "pages.jsonl"
        write(path, texts, len(texts))
        batches = list(iter_batches(path, 500))  # warm
        begun = time.process_time()
        batches = list(iter_batches(path, 500))
        spent["reading the file"] = time.process_time() - begun
    layers: dict[str, float] = {}
    for batch in batches:
        warm = code_batch(batch, tools)
        prints(warm["articles"], warm["segments"])
    with _watched(layers):
        begun = time.process_time()
        coded = [code_batch(batch, tools) for batch in batches]
        whole = time.process_time() - begun
    layers["tokens"] -= layers["parts of the page"]  # which `open` asks for
    begun = time.process_time()
    taken = [prints(tables["articles"], tables["segments"]) for tables in coded]
    mark(lambda: zip((tables["articles"] for tables in coded), taken, strict=True))
    copies = time.process_time() - begun
    begun = time.process_time()
    for tables in coded:
        for data in tables.values():
            to_parquet(data)
    writing = time.process_time() - begun
    spent |= layers
    spent["making tables"] = whole - sum(layers.values())
    spent["finding copies"] = copies
    spent["writing Parquet"] = writing
    return {label: seconds / len(texts) for label, seconds in spent.items()}


def imports(times: int = 3) -> float:
    """Seconds that `import analysis` takes in a new interpreter; the best of several."""
    probe = "import time; t = time.perf_counter(); import analysis; print(time.perf_counter() - t)"
    return min(float(_python(probe)) for _ in range(times))


SHARES = (0.1, 0.5, 1.0)
"""Of the corpus: where the memory that is held is told."""
_STREAM = """
import resource, sys
import psutil
from analysis.scale import code_to
from analysis.scale.parts import Parts
own, keep = psutil.Process(), Parts.keep
def watched(*given):
    keep(*given)
    print(own.memory_info().rss / 1e6)
Parts.keep = watched
code_to({path!r}, {out!r}, workers={workers})
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(most / (1e6 if sys.platform == "darwin" else 1e3))
"""


class Streamed(NamedTuple):
    """A corpus from a file into tables.

    Attributes
    ----------
    held
        MB of memory that the process held when the shares of `SHARES` were coded.
    most
        MB that it ever held, putting the tables together included.
    seconds
        By the clock.
    """

    held: tuple[float, ...]
    most: float
    seconds: float


def stream(texts: Sequence[str], articles: int, workers: int = 1) -> Streamed:
    """Stream a corpus from a file into tables in a new interpreter; neither is kept."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "pages.jsonl"
        write(path, texts, articles)
        begun = time.perf_counter()
        printed = _python(_STREAM.format(path=str(path), out=str(Path(scratch) / "out"), workers=workers))
        seconds = time.perf_counter() - begun
    *held, most = map(float, printed.split())
    return Streamed(tuple(held[math.ceil(share * len(held)) - 1] for share in SHARES), most, seconds)


def _python(script: str) -> str:
    return subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout  # noqa: S603
