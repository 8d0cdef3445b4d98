"""`read`: the reader as pages for a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

HELP = "write the articles as pages with everything that was found marked in place"
DESCRIPTION = """\
Write every article as a page, right to left, with its quotations, speakers, blame, roles and names marked in place and
the reason for each mark; an index; and for each event its articles side by side. The pages need no internet and no
server: open index.html, or put the folder on a school's web space.

  python -m analysis code seeds --out results/seeds
  python -m analysis read results/seeds --out results/reader
  python -m analysis read results/seeds --out results/reader --lang ar --one-file
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("coded", metavar="CODED", help="the folder that `code` wrote")
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for the pages; made if it does not exist")
    parser.add_argument("--lang", choices=("en", "ar"), default="en", help="language around the articles (default: en)")
    parser.add_argument("--one-file", action="store_true", help="write a single index.html, for example to mail it")


def run(args: argparse.Namespace) -> int:
    """Write the pages."""
    import analysis
    from analysis.reader.pages import write

    written = write(analysis.load_coded(args.coded), args.out, lang=args.lang, one_file=args.one_file)
    print(f"{len(written)} {'page' if len(written) == 1 else 'pages'} written; open {written[0]}")
    return 0
