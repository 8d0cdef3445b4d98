"""What the site takes from the project: the codebook page, the help of the commands, CONTRIBUTING, a figure, accuracy.

mkdocs calls `on_files` and `on_page_markdown` (mkdocs.yml, `hooks`).
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

import analysis
from analysis import codebook
from analysis.__main__ import COMMANDS, parser
from analysis.codebook.page import page
from analysis.evaluate.published import read, sentences

if TYPE_CHECKING:
    from typing import Any

    from mkdocs.config.defaults import MkDocsConfig

ROOT = Path(__file__).parent.parent
PICTURES = ("who_speaks.en.png", "who_speaks.ar.png")


def commands() -> str:
    """Say what every command says of itself with --help."""
    top = parser()
    (subparsers,) = (action for action in top._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001
    text = ["# Commands\n", "`python -m analysis COMMAND --help`, as it stands in the code.\n"]
    for name in COMMANDS:
        text += [f"## {name}\n", "```text", subparsers.choices[name].format_help(), "```\n"]
    return "\n".join(text)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and pictures that are made from the project."""
    coded = analysis.code(analysis.load(ROOT / "seeds"))
    files.append(File.generated(config, "codebook_page.html", content=page(codebook.read(), coded)))
    files.append(File.generated(config, "commands.md", content=commands()))
    files.append(File.generated(config, "contributing.md", content=(ROOT / "CONTRIBUTING.md").read_text("utf-8")))
    for name in PICTURES:
        files.append(File.generated(config, f"pictures/{name}", abs_src_path=str(ROOT / "figures" / name)))
    return files


def accuracy(lang: str) -> str:
    """Say how well each layer is found, in the words of the captions."""
    lines = "\n".join(f"- {said[lang]}" for said in sentences().values())
    return f'<div dir="rtl" lang="ar" markdown>\n\n{lines}\n\n</div>' if lang == "ar" else lines


def baselines(lang: str) -> str:
    """Show what simpler means find in the development articles."""
    names = {row["code"]: row[f"label_{lang}"] for row in codebook.read().rows("labels") if row["kind"] == "baseline"}
    head = "| layer | measure | who | precision | recall | F1 |\n|---|---|---|---|---|---|"
    rows = [
        f"| {row['layer']} | {row['measure']} | {names[row['baseline']]} "
        f"| {row['precision']:.2f} | {row['recall']:.2f} | {row['score']:.2f} |"
        for row in read()["sets"]["dev"]["baselines"]
    ]
    return "\n".join([head, *rows])


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put what was measured where a page asks for it, as in `<!-- accuracy en -->`."""
    made = {"accuracy": accuracy, "baselines": baselines}
    return re.sub(r"<!-- (accuracy|baselines) (en|ar) -->", lambda asked: made[asked[1]](asked[2]), markdown)
