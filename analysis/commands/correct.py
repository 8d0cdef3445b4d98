"""`correct`: write down what is wrong in a coded row, so that it stays corrected."""

from __future__ import annotations

import argparse

HELP = "write the correction of a wrong row into a corrections file"
DESCRIPTION = """\
Write the correction of one row into a corrections file. The coding itself is not touched: give the file to `code`, and
the correction holds however often the articles are coded again.

  python -m analysis correct results/seeds 003:q018 --set "speaker=وزارة الدفاع" --by "M. A." --reason "..."
  python -m analysis correct results/seeds 001:b003 --delete --by "M. A." --reason "nobody is blamed here"
  python -m analysis code seeds --out results/seeds --corrections corrections.csv

ROW is a quote_id, blame_id or role_id; for mentions, names and frames it is article_id:start-end, with --table.
`--set COLUMN=VALUE` may be repeated; nothing after = means unknown; words of the article that stand in several places
may end in @offset. A row that is missing is added in the file itself: action `add`, as docs/corrections.md shows.
"""

_TABLES = {"q": "quotes", "b": "blame", "r": "roles"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("coded", metavar="CODED", help="the folder that `code` wrote")
    parser.add_argument("row", metavar="ROW", help="the id of the row")
    parser.add_argument("--table", choices=("mentions", "names", "frames"), help="the table, where ROW is a place")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--set", action="append", metavar="COLUMN=VALUE", help="what a column should hold")
    what.add_argument("--delete", action="store_true", help="the row should not be there")
    parser.add_argument("--by", required=True, metavar="NAME", help="who corrects")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why")
    parser.add_argument("--file", default="corrections.csv", metavar="FILE", help="the file (default: corrections.csv)")


def run(args: argparse.Namespace) -> int:
    """Append the correction."""
    import analysis
    from analysis import corrections

    kind = args.row.rpartition(":")[2][:1]
    table = args.table or _TABLES.get(kind)
    if table is None:
        raise ValueError(f"{args.row!r} is no quote_id, blame_id or role_id: name its table with --table")
    changes = None if args.delete else dict(map(_assignment, args.set))
    lines = corrections.record(
        args.file, analysis.load_coded(args.coded), table, args.row, changes, by=args.by, reason=args.reason
    )
    for line in lines:
        what = "delete" if line.action == "delete" else f"{line.field} = {line.value or 'unknown'}"
        print(f"{args.row}: {what}")
    print(f"written to {args.file}; use it with: python -m analysis code INPUT --out DIR --corrections {args.file}")
    return 0


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise ValueError(f"--set {text!r}: write it as COLUMN=VALUE")
    return name.strip(), value
