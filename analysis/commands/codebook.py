"""`codebook`: the codebook as a page, and what an edit of it changes in a corpus."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "the codebook as a page; what an edit of it changes"
DESCRIPTION = """\
The codebook in both languages, with its definitions, examples, counter-examples, mappings, words, and the counts in a
corpus; and what changes in a corpus when the codebook is edited.

  python -m analysis codebook page --out codebook.html
  python -m analysis codebook page --codebook my_codebook --corpus my_articles --out mine.html
  python -m analysis codebook diff ours my_codebook seeds
  python -m analysis codebook diff old_copy new_copy my_articles --out changes.csv

OLD and NEW are `ours` (the codebook of this project), a folder of your own files, which extend or replace ours, or a
whole copy of the codebook, from which you may also delete entries. Exit code 1: some row appears, vanishes or changes.
"""
_SHOWN = 30


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the two things that can be made."""
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
    page = kinds.add_parser("page", help="the codebook as one page in both languages")
    page.add_argument("--out", required=True, metavar="FILE", help="an .html file")
    page.add_argument("--codebook", metavar="DIR", help="your own codebook files; they extend or replace ours")
    page.add_argument("--corpus", default="seeds", metavar="INPUT", help="articles whose rows are counted (seeds)")
    diff = kinds.add_parser("diff", help="which rows appear, vanish or change")
    diff.add_argument("old", metavar="OLD", help="a codebook folder, or `ours`")
    diff.add_argument("new", metavar="NEW", help="a codebook folder, or `ours`")
    diff.add_argument("corpus", metavar="CORPUS", help="a folder of .txt or .html, or CSV, JSONL, Parquet, XLSX")
    diff.add_argument("--out", metavar="FILE", help="all lines as .csv, to be opened in a spreadsheet")


def run(args: argparse.Namespace) -> int:
    """Write the page, or compare; exit code 1 if something differs."""
    return _page(args) if args.kind == "page" else _diff(args)


def _page(args: argparse.Namespace) -> int:
    import analysis
    from analysis import codebook
    from analysis.codebook.page import page

    if Path(args.out).suffix != ".html":
        raise ValueError(f"{args.out}: give a name that ends in .html")
    coded = analysis.code(analysis.load(args.corpus), codebook=args.codebook)
    Path(args.out).parent.mkdir(parents=True, exist_ok=True)
    Path(args.out).write_text(page(codebook.read(args.codebook), coded), "utf-8", newline="\n")
    print(f"written to {args.out}")
    return 0


def _diff(args: argparse.Namespace) -> int:
    from analysis.codebook.differences import differences, open_codebook, summary
    from analysis.corpus import iter_batches
    from analysis.saving import for_spreadsheet

    if args.out and Path(args.out).suffix != ".csv":
        raise ValueError(f"{args.out}: give a name that ends in .csv")
    found = differences(open_codebook(args.old), open_codebook(args.new), iter_batches(args.corpus))
    if args.out:
        Path(args.out).parent.mkdir(parents=True, exist_ok=True)
        for_spreadsheet(found).to_csv(args.out, index=False, encoding="utf-8-sig", lineterminator="\n")
    if found.empty:
        print("no row differs")
        return 0
    print(summary(found).to_string())
    if not args.out:
        for row in found.head(_SHOWN).itertuples():
            was = f"  {row.column}: {row.old} -> {row.new}" if row.change == "changes" else ""
            print(f"{row.change:9}{row.table:9}{row.article_id}:{row.start}  {row.text}{was}")
        if len(found) > _SHOWN:
            print(f"... {len(found):,} lines; --out FILE writes all of them")
    return 1
