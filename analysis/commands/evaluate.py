"""`evaluate`: how often the machine, or a coder, is right."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "compare a coding with a gold standard, or two coders with each other"
DESCRIPTION = """\
Compare a coding with a gold standard: precision, recall and F1 by layer, field, kind, outlet and rule, with intervals.

  python -m analysis evaluate seeds/gold/adjudicated.json results/seeds
  python -m analysis evaluate my_gold.json results/mine --texts my_articles --out results/accuracy
  python -m analysis evaluate ../shared/dev/annotations.json results/dev --layer quotes --layer blame

Two people who coded the same articles: Krippendorff's alpha, raw agreement and prevalence of every layer and code.

  python -m analysis evaluate --coders seeds/gold/coder_A.json seeds/gold/coder_B.json

--out writes accuracy.json, figures.csv, baselines.csv, calibration.csv, confusion_*.csv and errors.html, which shows
every miss and every false row in its sentence; with --coders it writes agreement.csv.
--update, in the project's folder, measures all gold there is and writes what captions print and what the tests guard.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    from analysis.evaluate.records import LAYERS

    parser.add_argument("gold", nargs="?", metavar="GOLD", help="a coding by hand: a JSON file, or a folder")
    parser.add_argument("coded", nargs="?", metavar="CODED", help="the folder that `code` wrote")
    parser.add_argument(
        "--texts", metavar="DIR", help="folder of the gold's texts (default: that of GOLD, or above it)"
    )
    parser.add_argument("--layer", action="append", choices=LAYERS, help="compare this layer alone; may be repeated")
    parser.add_argument("--out", metavar="DIR", help="folder for the results; made if it does not exist")
    parser.add_argument("--coders", nargs=2, metavar=("ONE", "OTHER"), help="compare two codings by hand")
    parser.add_argument("--update", action="store_true", help="measure and write what is published")


def run(args: argparse.Namespace) -> int:
    """Compare; exit code 1 if an article of the gold was not coded."""
    asked = [bool(args.gold), bool(args.coders), args.update]
    if sum(asked) != 1 or bool(args.gold) != bool(args.coded):
        raise ValueError("give GOLD and CODED, or --coders ONE OTHER, or --update; see `evaluate --help`")
    if args.update:
        return _update()
    return _coders(args) if args.coders else _evaluate(args)


def _update() -> int:
    from analysis.evaluate.publish import update
    from analysis.evaluate.published import sentences

    for path in update(Path()):
        print(f"written: {path}")
    for said in sentences().values():
        print(said["en"])
    return 0


def _coders(args: argparse.Namespace) -> int:
    from analysis.evaluate import compare_coders, evaluate, read_gold, report
    from analysis.saving import for_spreadsheet

    one, other = (read_gold(path, args.texts) for path in args.coders)
    agreement = compare_coders(one, other)
    if args.layer:
        agreement = agreement[agreement["layer"].isin(args.layer)]
    print(report.agreement(agreement))
    print(f"\nthe second coding against the first: {report.text(evaluate(one, other, layers=args.layer or None))}")
    if args.out:
        folder = _folder(args.out)
        for_spreadsheet(agreement).to_csv(
            folder / "agreement.csv", index=False, encoding="utf-8-sig", lineterminator="\n"
        )
        print(f"written to {folder}")
    return 0


def _evaluate(args: argparse.Namespace) -> int:
    from analysis.evaluate import evaluate, report

    evaluation = evaluate(args.gold, args.coded, args.texts, args.layer)
    print(report.text(evaluation))
    if args.out:
        folder = _folder(args.out)
        report.save(evaluation, args.coded, folder)
        print(f"written to {folder}")
    return 1 if evaluation.missing else 0


def _folder(out: str) -> Path:
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
