"""`evaluate`: how often the machine, or a coder, is right."""

from __future__ import annotations

import argparse

HELP = "compare a coding with a gold standard, or two coders with each other"
DESCRIPTION = """\
Compare a coding with a gold standard: precision, recall and F1 by layer, field, kind, outlet and rule, with intervals.

  python -m analysis evaluate seeds/gold/coder_A.json results/seeds
  python -m analysis evaluate my_gold.json results/mine --texts my_articles --out results/accuracy
  python -m analysis evaluate ../shared/dev/annotations.json results/dev --layer quotes --layer blame

--out writes accuracy.json, figures.csv and errors.html, which shows every miss and every false row in its sentence.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    from analysis.evaluate.records import LAYERS

    parser.add_argument("gold", metavar="GOLD", help="a coding by hand: a JSON file, or a folder of tables")
    parser.add_argument("coded", metavar="CODED", help="the folder that `code` wrote")
    parser.add_argument(
        "--texts", metavar="DIR", help="folder of the gold's texts (default: that of GOLD, or above it)"
    )
    parser.add_argument("--layer", action="append", choices=LAYERS, help="compare this layer alone; may be repeated")
    parser.add_argument("--out", metavar="DIR", help="folder for the results; made if it does not exist")


def run(args: argparse.Namespace) -> int:
    """Compare; exit code 1 if an article of the gold was not coded."""
    from pathlib import Path

    import pandas as pd

    from analysis.evaluate import by_outlet, evaluate, report
    from analysis.evaluate.records import LAYERS

    evaluation = evaluate(args.gold, args.coded, args.texts, args.layer or LAYERS)
    print(report.text(evaluation))
    if args.out:
        folder = Path(args.out)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "accuracy.json").write_text(report.as_json(evaluation), "utf-8")
        figures = report.table(pd.concat([evaluation.figures, by_outlet(evaluation)], ignore_index=True))
        figures.to_csv(folder / "figures.csv", index=False, encoding="utf-8-sig", lineterminator="\n")
        print(f"written to {folder}")
    return 1 if evaluation.missing else 0
