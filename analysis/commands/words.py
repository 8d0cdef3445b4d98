"""`words`: word lists, n-grams, concordance, collocations, and actors that the codebook lacks."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from analysis.tables import Coded

HELP = "list words, n-grams, concordances, collocations, new actors"
DESCRIPTION = """\
Look at the words of a coded corpus. Without --out the beginning is shown; a name that ends in .csv, .parquet or .html
is written (CSV opens in a spreadsheet).

  python -m analysis words list results/seeds --speech outside --out words.csv
  python -m analysis words ngrams results/seeds --n 3
  python -m analysis words concordance results/seeds --query "قره باغ" --sort after --out lines.html
  python -m analysis words concordance results/seeds --side turkey --speech inside
  python -m analysis words collocations results/seeds --side russia --speech outside
  python -m analysis words actors results/seeds --out proposed.csv   (needs the named-entity model: see `doctor`)
  python -m analysis words accept proposed.csv --codebook my_codebook

`actors` proposes names that the codebook lacks. Delete the lines that you do not want, fill in the column side, and
`accept` adds the rest to the actors.csv of your own codebook folder, which `code --codebook` reads.
"""
_SHOWN = 40


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the tables that can be asked for."""
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
    listed = kinds.add_parser("list", help="how often each word stands")
    phrases = kinds.add_parser("ngrams", help="runs of words")
    lines = kinds.add_parser("concordance", help="a word with what stands before and after it")
    near = kinds.add_parser("collocations", help="what stands near a word or the actors of a side")
    actors = kinds.add_parser("actors", help="names that the codebook lacks")
    accepted = kinds.add_parser("accept", help="add proposed names to a codebook folder of your own")
    for sub in (listed, phrases, lines, near, actors):
        sub.add_argument("coded", metavar="CODED", help="the folder that `code` wrote")
        sub.add_argument("--out", metavar="FILE", help="a .csv, .parquet or .html file")
    for sub in (listed, phrases, lines, near):
        sub.add_argument("--speech", choices=("all", "inside", "outside"), default="all", help="of quotations")
    for sub in (listed, phrases, near):
        sub.add_argument("--by", default="outlet", metavar="COLUMN", help="column of articles to compare (outlet)")
        sub.add_argument("--min", type=int, default=2, metavar="N", help="least number of occurrences (2)")
        sub.add_argument("--all-words", action="store_true", help="keep the stop words")
    for sub in (lines, near):
        node = sub.add_mutually_exclusive_group(required=True)
        node.add_argument("--query", metavar="WORDS", help="a word or a phrase")
        node.add_argument("--side", metavar="SIDE", help="the actors of a side, such as turkey")
    phrases.add_argument("--n", type=int, default=2, help="words in a run (2)")
    lines.add_argument("--sort", choices=("text", "before", "after"), default="text", help="by what is read there")
    lines.add_argument("--width", type=int, default=8, metavar="N", help="words of context (8)")
    near.add_argument("--window", type=int, default=5, metavar="N", help="words to either side (5)")
    actors.add_argument("--model", metavar="DIR", help="a folder with a BERT token classifier")
    actors.add_argument("--min", type=int, default=2, metavar="N", help="least number of occurrences (2)")
    accepted.add_argument("proposed", metavar="FILE", help="what `actors` wrote, without the lines you do not want")
    accepted.add_argument("--codebook", required=True, metavar="DIR", help="your codebook folder")


def run(args: argparse.Namespace) -> int:
    """Make the table and show or write it."""
    if args.kind == "accept":
        return _accept(args)
    import analysis

    coded = analysis.load_coded(args.coded)
    if args.out and Path(args.out).suffix not in (".csv", ".parquet", ".html"):
        raise ValueError(f"{args.out}: give a name that ends in .csv, .parquet or .html")
    if args.out and args.kind != "concordance" and Path(args.out).suffix == ".html":
        raise ValueError(f"{args.out}: only a concordance is written as .html; use .csv or .parquet")
    table = _table(args, coded)
    if args.out:
        _write(table, Path(args.out), coded)
        print(f"{len(table):,} lines written to {args.out}")
    else:
        print(table.drop(columns=["rows", "examples"], errors="ignore").head(_SHOWN).to_string(index=False))
        if len(table) > _SHOWN:
            print(f"... {len(table):,} lines; --out FILE writes all of them", file=sys.stderr)
    return 0


def _table(args: argparse.Namespace, coded: Coded) -> pd.DataFrame:
    from analysis import words

    if args.kind == "actors":
        return words.propose_actors(coded, words.recogniser(args.model), min_count=args.min)
    terms = words.terms(coded)
    if args.kind == "concordance":
        return words.concordance(
            terms, coded, args.query, side=args.side, speech=args.speech, width=args.width, sort=args.sort
        )
    stop = frozenset() if args.all_words else words.stop_words()
    if args.kind == "collocations":
        return words.collocations(
            terms, coded, args.query, side=args.side, window=args.window, by=args.by, speech=args.speech,
            stop=stop, min_count=args.min,
        )  # fmt: skip
    counted = words.ngrams(terms, args.n) if args.kind == "ngrams" else terms
    return words.word_list(counted, coded, by=args.by, speech=args.speech, stop=stop, min_count=args.min)


def _write(table: pd.DataFrame, path: Path, coded: Coded) -> None:
    from analysis.reader import table as shown
    from analysis.saving import for_spreadsheet

    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".html":
        lines = shown(table, coded, ["outlet", "before", "node", "after", "article_id"], lang="ar")
        path.write_text(lines.styler.to_html(doctype_html=True), "utf-8")
        return
    flat = table.assign(rows=table["rows"].map("|".join).astype("string")) if "rows" in table.columns else table
    if path.suffix == ".parquet":
        flat.to_parquet(path, index=False)
    else:
        for_spreadsheet(flat).to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")


def _accept(args: argparse.Namespace) -> int:
    import pandas as pd

    from analysis.words import accept

    path = Path(args.proposed)
    if not path.is_file():
        raise FileNotFoundError(f"no such file: {path}. `python -m analysis words actors CODED --out {path}` makes it")
    proposals = pd.read_csv(path, dtype="string", encoding="utf-8-sig", keep_default_na=False, na_values=[""])
    new = accept(proposals, args.codebook)
    print(f"{new} of {len(proposals)} actors are new and stand in {Path(args.codebook) / 'actors.csv'}")
    return 0
