"""`benchmark`: speed, memory, and where the time goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

HELP = "measure speed and memory on this machine"
DESCRIPTION = """\
Measure how many articles of 430 words a second all layers code on one core, what that is against the time that
camel-tools' simple_word_tokenize takes for the same words in the same run, where the time goes, how long `import
analysis` takes, and how much memory is held on the way while a corpus is streamed from a file into tables.

The articles are the five seeds, again and again, with other words in some places; or those of a corpus of yours.

  python -m analysis benchmark
  python -m analysis benchmark --corpus ../shared/sample/articles.jsonl.gz
  python -m analysis benchmark --articles 1000000 --workers 8
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--corpus", metavar="INPUT", default="seeds", help="articles to measure with (default: seeds)")
    parser.add_argument(
        "--articles",
        type=int,
        default=2000,
        metavar="N",
        help="how many are streamed (default: 2000); 3 KB of disk for each",
    )
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes that stream")


def run(args: argparse.Namespace) -> int:
    """Measure and print."""
    import analysis
    from analysis import benchmark

    if not Path(args.corpus).exists():
        raise FileNotFoundError(f"no articles at {args.corpus}: name some with --corpus")
    if args.articles < 1:
        raise ValueError(f"--articles {args.articles}: at least one is needed")
    loaded = analysis.load(args.corpus).articles["text"].tolist()
    texts = list(benchmark.pages(loaded, 1000)) if len(loaded) < 1000 else loaded[:: len(loaded) // 1000][:1000]
    result = benchmark.speed(texts)
    print(f"data            {result.articles:,} articles, {result.words:,} words, from {args.corpus}")
    print(f"all layers      {result.rate:.0f} articles of {benchmark.WORDS} words a second on one core")
    print(f"tokenizer       {result.words / benchmark.WORDS / result.tokenizer:.0f} (camel-tools simple_word_tokenize)")
    print(f"ratio           {result.ratio:.2f} times the tokenizer's time")
    print(f"import          {benchmark.imports():.2f} s")
    streamed = benchmark.stream(loaded, args.articles, args.workers)
    held = ", ".join(f"{mb:.0f} MB at {share:.0%}" for mb, share in zip(streamed.held, benchmark.SHARES, strict=True))
    rate = args.articles / streamed.seconds
    print(f"streaming       {args.articles:,} articles from a file into tables, {rate:.0f} a second")
    print(f"memory          {held}, {streamed.most:.0f} MB at most")
    found = benchmark.stages(texts)
    total = sum(found.values())
    print("\nwhere the time goes, in milliseconds an article")
    for label, seconds in found.items():
        print(f"  {label:28}{1000 * seconds:7.3f}  {seconds / total:4.0%}")
    return 0
