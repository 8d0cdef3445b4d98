"""The benchmark measures what it says, on data that is the same every time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from analysis import benchmark as measuring
from analysis import codebook
from analysis.__main__ import main
from analysis.benchmark import Streamed
from analysis.coding.article import code_article, coder
from analysis.page import segments


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [path.read_text("utf-8") for path in sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))]


def test_the_same_seed_gives_the_same_pages_with_new_words(texts: list[str]) -> None:
    pages = list(measuring.pages(texts, 12))
    assert pages == list(measuring.pages(texts, 12))
    assert pages[:5] == texts
    assert [len(page) for page in pages[5:10]] == [len(text) for text in texts]
    assert len(set(" ".join(pages).split())) > 1.3 * len(set(" ".join(texts).split()))


def test_where_the_time_goes_adds_up(texts: list[str]) -> None:
    found = measuring.stages(list(measuring.pages(texts, 30)))
    assert all(seconds >= -1e-4 for seconds in found.values()), found
    layers = sum(seconds for label, seconds in found.items() if "ing" not in label.split()[0])
    assert layers > 0.4 * sum(found.values())


def test_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], seeds: Path) -> None:
    monkeypatch.setattr(measuring, "stream", lambda *_: Streamed((250.0, 255.0, 256.0), 300.0, 1.0))
    monkeypatch.setattr(measuring, "pages", lambda texts, _: texts)
    assert main(["benchmark", "--corpus", str(seeds)]) == 0
    shown = capsys.readouterr().out
    for line in (
        "of 430 words a second",
        "times the tokenizer's time",
        "import",
        "250 MB at 10%",
        "quotations and speakers",
        "finding copies",
    ):
        assert line in shown
    assert main(["benchmark", "--corpus", "nowhere"]) == 2
    assert "name some with --corpus" in capsys.readouterr().err


def test_what_streaming_holds_is_seen_on_the_way(texts: list[str]) -> None:
    streamed = measuring.stream(texts, 12)
    assert 0 < streamed.held[0] <= streamed.held[-1] <= streamed.most * 1.05
    assert streamed.seconds > 0


def test_all_layers(texts: list[str], benchmark: Callable[..., object]) -> None:
    tools = coder(codebook.read())
    benchmark(lambda: [code_article("b", text, None, tools) for text in texts])


def test_parts_of_a_page(texts: list[str], benchmark: Callable[..., object]) -> None:
    book = codebook.read()
    benchmark(lambda: [segments(text, None, book) for text in texts])
