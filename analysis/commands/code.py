"""`code`: from articles to the ten tables."""

from __future__ import annotations

import argparse
import sys

HELP = "read articles and write the ten tables"
DESCRIPTION = """\
Read articles and write the ten tables: articles, segments, sentences, mentions, quotes, blame, roles, names,
frames, issues; with manifest.json beside them.

  python -m analysis code seeds --out results/seeds
  python -m analysis code my_articles.csv --text body --outlet source --out results/mine --format csv

An article that cannot be read becomes a line of the issues table, and the others are coded.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "input", nargs="+", metavar="INPUT", help="a folder of .txt or .html, or CSV, JSONL, Parquet, XLSX"
    )
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for the tables; made if it does not exist")
    parser.add_argument("--format", choices=("parquet", "csv"), default="parquet", help="csv opens in a spreadsheet")
    parser.add_argument("--codebook", metavar="DIR", help="your own codebook files; they extend or replace ours")
    columns = parser.add_argument_group("columns of a table, where their names cannot be guessed")
    for name, what in (
        ("text", "the article"), ("title", "its headline"), ("outlet", "who published it"),
        ("date", "when"), ("id", "a name for it that does not repeat"),
    ):  # fmt: skip
        columns.add_argument(f"--{name}", metavar="COLUMN", help=what)


def run(args: argparse.Namespace) -> int:
    """Code the input; exit code 1 if some article could not be used."""
    import analysis

    corpus = analysis.load(args.input, text=args.text, title=args.title, outlet=args.outlet, date=args.date, id=args.id)
    coded = analysis.code(corpus, codebook=args.codebook, progress=True)
    coded.save(args.out, format=args.format)
    for name, data in coded.tables():
        print(f"{name:10}{len(data):8,}")
    lost = coded.issues["code"].isin(["empty_article", "not_text", "not_coded", "unreadable"])
    if lost.any():
        print(f"{int(lost.sum())} articles could not be used; the issues table says why", file=sys.stderr)
    print(f"written to {args.out}")
    return 1 if lost.any() else 0
