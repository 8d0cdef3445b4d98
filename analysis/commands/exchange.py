"""`exchange`: to and from the tools that coders use, and citations for a paper."""

from __future__ import annotations

import argparse

HELP = "export to and import from INCEpTION, doccano and Label Studio; BibTeX and a methods paragraph"
DESCRIPTION = """\
Quotations (with speakers and cues) and blame, out to a coding tool and back; and what a paper must cite.

  python -m analysis exchange export results/seeds --to inception --out for_inception
  python -m analysis exchange export results/seeds --to label-studio --blank --out for_label_studio
  python -m analysis exchange import export.zip --from inception --coded results/seeds --by "M. A." --out my_coding
  python -m analysis exchange cite results/seeds --out paper

`export` writes the machine's coding for people to correct; with --blank the articles alone, for people who are to code
without seeing it. `import` writes coding.json, which `evaluate` takes for a gold standard, and corrections.csv, which
`code --corrections` takes. `cite` writes references.bib and methods.en.txt, methods.ar.txt.
"""

_TOOLS = ("inception", "doccano", "label-studio")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    ways = parser.add_subparsers(dest="way", metavar="export|import|cite", required=True)
    out = ways.add_parser("export", help="write files for a coding tool")
    out.add_argument("coded", metavar="CODED", help="the folder that `code` wrote")
    out.add_argument("--to", required=True, choices=_TOOLS, help="the tool")
    out.add_argument("--out", required=True, metavar="DIR", help="folder for the files; made if it does not exist")
    out.add_argument("--articles", nargs="+", metavar="ID", help="these articles alone")
    out.add_argument("--blank", action="store_true", help="leave the machine's coding out")
    back = ways.add_parser("import", help="read what coders made")
    back.add_argument("files", nargs="+", metavar="FILE", help="what the tool exported: files, or folders of them")
    back.add_argument("--from", required=True, choices=_TOOLS, dest="tool", help="the tool")
    back.add_argument("--coded", required=True, metavar="CODED", help="the coded corpus that was exported")
    back.add_argument("--out", required=True, metavar="DIR", help="folder for the coding; made if it does not exist")
    back.add_argument("--by", default="import", metavar="NAME", help="the coder, for the corrections file")
    cite = ways.add_parser("cite", help="write BibTeX and a methods paragraph")
    cite.add_argument("coded", metavar="CODED", help="the folder that `code` wrote")
    cite.add_argument("--out", required=True, metavar="DIR", help="folder for the files; made if it does not exist")


def run(args: argparse.Namespace) -> int:
    """Export, import or cite."""
    from pathlib import Path

    import analysis
    from analysis import interchange

    coded = analysis.load_coded(args.coded)
    if args.way == "export":
        for path in interchange.export(coded, args.to, args.out, args.articles, blank=args.blank):
            print(path)
        return 0
    folder = Path(args.out)
    if args.way == "import":
        documents = interchange.load(args.files, args.tool, coded)
        for what, number in interchange.save(documents, coded, folder, args.by).items():
            print(f"{what:12}{number:6,}")
        print(f"written to {folder}; compare with: python -m analysis evaluate {folder}/coding.json {args.coded}")
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "references.bib").write_text(interchange.bibliography(coded), "utf-8", newline="\n")
    for lang in ("en", "ar"):
        (folder / f"methods.{lang}.txt").write_text(interchange.methods(coded, lang) + "\n", "utf-8", newline="\n")
    print(f"written to {folder}")
    return 0
