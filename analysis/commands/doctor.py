"""`doctor`: what is installed, and what to do about the rest."""

from __future__ import annotations

import argparse

HELP = "tell what is installed and how to get what is missing"
DESCRIPTION = """\
Look for CAMeL Tools' data (lemmas), its named-entity model, an Arabic font, raqm (Arabic letters in word clouds) and
Chrome (SVG, PDF, PNG). Mizan works without each of them; this tells what it does instead, and the one command that
gets what is missing. Nothing is downloaded.

Exit code 0 if nothing is missing (the named-entity model is optional), 1 if something is.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """There are no arguments."""


def run(args: argparse.Namespace) -> int:
    """Print a line for each thing and the command below what is missing."""
    from analysis.doctor import examine

    findings = examine()
    for finding in findings:
        print(f"{finding.status:9}{finding.what}: {finding.detail}")
        if finding.remedy:
            print(f"{'':9}-> {finding.remedy}")
    return 1 if any(finding.status == "missing" for finding in findings) else 0
