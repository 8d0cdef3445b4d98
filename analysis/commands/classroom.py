"""`classroom`: sheets for students to code in, and the comparison of what they coded."""

from __future__ import annotations

import argparse
import sys

HELP = "make coding sheets for a class, and compare what the students coded"
DESCRIPTION = """\
Students code quotations, speakers, blame and voice sentence by sentence, without seeing what the machine found; no
server and no account.

  python -m analysis classroom sheet results/seeds --out class --articles 001 003
  python -m analysis classroom compare class/maryam.xlsx class/yusuf.csv --coded results/seeds --out class/result

`sheet` writes sheet.xlsx (right to left, answers from lists), sheet.csv and handout.html; each student saves the sheet
under her own name. `compare` writes report.html: alpha with raw agreement and prevalence, the disagreements beside the
rule, and the class against the machine; and the same as CSV. docs/classroom holds a lesson of 90 minutes.
Exit code of `compare`: 1 if cells could not be used (they are listed and count as not coded).
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    steps = parser.add_subparsers(dest="step", metavar="sheet|compare", required=True)
    sheet = steps.add_parser("sheet", help="write the sheets and the hand-out")
    sheet.add_argument("coded", metavar="CODED", help="the folder that `code` wrote")
    sheet.add_argument("--articles", nargs="+", metavar="ID", help="these articles alone")
    compare = steps.add_parser("compare", help="compare filled sheets")
    compare.add_argument("sheets", nargs="+", metavar="SHEET", help="a filled sheet for each coder (XLSX or CSV)")
    compare.add_argument("--coded", required=True, metavar="CODED", help="the corpus that the sheets were made from")
    for step in (sheet, compare):
        step.add_argument("--out", required=True, metavar="DIR", help="folder for the files; made if it does not exist")
        step.add_argument("--lang", choices=("ar", "en"), default="ar", help="language (default: ar)")


def run(args: argparse.Namespace) -> int:
    """Make or compare sheets."""
    import analysis
    from analysis import classroom

    coded = analysis.load_coded(args.coded)
    if args.step == "sheet":
        for path in classroom.sheets(coded, args.out, args.articles, lang=args.lang):
            print(path)
        return 0
    found = classroom.compare(args.sheets, coded, lang=args.lang)
    found.save(args.out)
    for row in found.agreement.itertuples():
        measures = f"alpha {row.alpha:.2f}, raw agreement {row.raw:.2f}, prevalence {row.prevalence:.2f}"
        print(f"{row.question}: {row.items} items, {measures}")
    print(f"{len(found.disagreements)} disagreements; written to {args.out}, open report.html")
    for problem in found.problems.itertuples():
        print(f"{problem.file} row {problem.row}, {problem.column}: {problem.message}", file=sys.stderr)
    return 0 if found.problems.empty else 1
