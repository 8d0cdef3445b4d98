"""`code`: from articles to the ten tables."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "read articles and write the ten tables"
DESCRIPTION = """\
Read articles and write the ten tables: articles, segments, sentences, mentions, quotes, blame, roles, names,
frames, issues; with manifest.json beside them.

  python -m analysis code seeds --out results/seeds
  python -m analysis code my_articles.csv --text body --outlet source --out results/mine --format csv
  python -m analysis code million.jsonl.gz --out results/million --workers 8

An article that cannot be read becomes a line of the issues table, and the others are coded. A run that was
interrupted goes on where it stopped when the same command is given again.
"""
LOST = ("empty_article", "no_file", "not_coded", "not_json", "not_text", "unclosed_cell", "unreadable", "unsafe_path")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "input", nargs="+", metavar="INPUT", help="a folder of .txt or .html, or CSV, JSONL, Parquet, XLSX"
    )
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for the tables; made if it does not exist")
    parser.add_argument("--format", choices=("parquet", "csv"), default="parquet", help="csv opens in a spreadsheet")
    parser.add_argument("--codebook", metavar="DIR", help="your own codebook files; they extend or replace ours")
    parser.add_argument("--corrections", metavar="FILE", help="corrections by hand, to be put into the tables")
    columns = parser.add_argument_group("columns of a table, where their names cannot be guessed")
    for name, what in (
        ("text", "the article"), ("title", "its headline"), ("outlet", "who published it"),
        ("date", "when"), ("id", "a name for it that does not repeat"),
    ):  # fmt: skip
        columns.add_argument(f"--{name}", metavar="COLUMN", help=what)
    large = parser.add_argument_group("large corpora")
    large.add_argument("--workers", type=int, default=1, metavar="N", help="processes that share the work (default: 1)")
    large.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster that does the work: tcp://host:8786")
    large.add_argument(
        "--resume", action=argparse.BooleanOptionalAction, default=True,
        help="go on with an interrupted run, the default; --no-resume begins anew",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Code the input; exit code 1 if some article could not be used, or none was there."""
    import analysis
    from analysis import codebook, corrections
    from analysis.scale.parts import FOLDER
    from analysis.scale.streaming import code_to

    if args.corrections:
        sides = [row["side"] for row in codebook.read(args.codebook).rows("sides")]
        corrections.read(args.corrections, sides)  # a line that cannot be used is named before the work begins
    if args.resume and (Path(args.out) / FOLDER).is_dir():
        print("going on with the run that was interrupted here", file=sys.stderr)
    done = code_to(
        args.input, args.out, codebook=args.codebook, format=args.format, workers=args.workers,
        scheduler=args.scheduler, resume=args.resume, progress=True,
        text=args.text, title=args.title, outlet=args.outlet, date=args.date, id=args.id,
    )  # fmt: skip
    for name, rows in done.rows.items():
        print(f"{name:10}{rows:8,}")
    if args.corrections:
        coded = corrections.apply(analysis.load_coded(args.out), args.corrections)
        coded.save(args.out, format=args.format)
        print(f"{coded.manifest['corrections']['corrected']} rows corrected by hand")
    lost = sum(done.issues[code] for code in LOST)
    if lost:
        print(f"{lost} articles could not be used; the issues table says why", file=sys.stderr)
    print(f"written to {args.out}")
    if not lost and not done.rows["articles"]:
        print(f"{', '.join(args.input)}: no row below the header; put one article a row there", file=sys.stderr)
        return 1
    return 1 if lost else 0
