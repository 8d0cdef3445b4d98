"""`figures`: from the ten tables to figures."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from analysis.figures import Figure

HELP = "draw the figures of a coded corpus"
DESCRIPTION = """\
Draw the figures of a coded corpus, each as HTML (point at a mark, click it to read its sentences), SVG, PDF and PNG,
with its data, the sentences behind every mark, and a caption in English and Arabic.

  python -m analysis code seeds --out results/seeds
  python -m analysis figures results/seeds --out figures --lang both
  python -m analysis figures results/seeds --out for_the_journal --only who_speaks --width 89mm
  python -m analysis figures results/seeds --out figures --check

SVG, PDF and PNG need Chrome or Chromium (word clouds only for PDF). Without one, HTML and data are written, the
command says how to get it, and the exit code is still 0.
With --check nothing is written: exit code 1 if a figure in DIR is not what the code gives today.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("coded", metavar="CODED", help="the folder that `code` wrote")
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for the figures; made if it does not exist")
    parser.add_argument(
        "--lang", choices=("en", "ar", "both"), help="language of the labels (default: both, two files)"
    )
    parser.add_argument("--only", action="append", metavar="NAME", help="draw this figure alone; may be repeated")
    parser.add_argument("--width", metavar="WIDTH", help="89mm for a journal column, 183mm for two (default: 183mm)")
    parser.add_argument("--sides", metavar="A,B", help="whose roles are drawn (default: turkey,russia)")
    parser.add_argument(
        "--check", action="store_true", help="compare the figures in DIR with what the code gives today"
    )


def run(args: argparse.Namespace) -> int:
    """Draw or check; see `DESCRIPTION` for the exit codes."""
    from pathlib import Path

    import analysis
    from analysis.figures import FIGURES, chrome, exporting

    unknown = [name for name in args.only or () if name not in FIGURES]
    if unknown:
        raise ValueError(f"there is no figure {unknown[0]!r}; the figures are {', '.join(FIGURES)}")
    coded, folder = analysis.load_coded(args.coded), Path(args.out)
    options = _options(args, folder)
    made = {**options, "version": analysis.__version__}
    width, sides = float(options["width_mm"]), _known_sides(options["sides"], coded)
    languages = ("en", "ar") if options["lang"] == "both" else (options["lang"],)
    figures = _figures(coded, args.only or list(FIGURES), languages, width, sides)
    if args.check:
        differences, notes = exporting.stale(figures, folder)
        for line in notes:
            print(line, file=sys.stderr)
        for line in differences:
            print(line)
        print(f"{len(differences)} differences" if differences else f"{folder} is current")
        return 1 if differences else 0
    missing, reason = exporting.export(figures, folder, made)
    if missing:
        print(f"{reason} {chrome.HOW_TO_GET_IT}", file=sys.stderr)
        print(f"not drawn: {', '.join(missing)}", file=sys.stderr)
    print(f"written to {folder}")
    return 0


def _options(args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Return how to draw: as asked for; a check, as the figures in the folder were drawn."""
    from analysis.figures import exporting
    from analysis.figures.roles import SIDES
    from analysis.figures.template import PAGE, millimetres

    options: dict[str, Any] = {"lang": "both", "width_mm": PAGE, "sides": list(SIDES)}
    if args.check:
        manifest = exporting.read_manifest(folder)
        if not manifest:
            raise FileNotFoundError(f"{folder} has no {exporting.MANIFEST}: run the same command without --check first")
        options |= manifest["options"]
    if args.lang:
        options["lang"] = args.lang
    if args.width:
        options["width_mm"] = millimetres(args.width)
    if args.sides:
        options["sides"] = [side.strip() for side in args.sides.split(",")]
    return options


def _known_sides(sides: list[str], coded: Any) -> list[str]:
    """Return the sides, if the codebook or the corpus has them all."""
    from analysis import codebook

    known = {row["side"] for row in codebook.read().rows("sides")} | set(coded.roles["side"].dropna())
    known |= {code for kind, code, *_ in coded.manifest.get("codebook", {}).get("labels", []) if kind == "side"}
    for side in sides:
        if side not in known:
            raise ValueError(f"there is no side {side!r}: sides.csv of the codebook lists them")
    return sides


def _figures(
    coded: Any, names: list[str], languages: tuple[str, ...], width: float, sides: list[str]
) -> Iterator[Figure]:
    """Yield the figures one after the other, with a progress bar in a terminal."""
    from tqdm import tqdm

    from analysis.figures import FIGURES, headline_vs_body, roles_by_voice

    wanted = [(FIGURES[name], lang) for name in names for lang in languages]
    for function, lang in tqdm(wanted, desc="figures", unit="figure", disable=not sys.stderr.isatty()):
        of_sides = {"sides": sides} if function in (roles_by_voice, headline_vs_body) else {}
        yield function(coded, lang, width, **of_sides)
