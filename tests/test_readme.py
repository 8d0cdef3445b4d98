"""What README says is so. (test_docs.py runs its blocks and commands.)"""

from __future__ import annotations

import re
from pathlib import Path

from analysis.evaluate.published import read

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_it_states_the_accuracy_that_is_published() -> None:
    """Whoever measures again (`evaluate --update`) says there what came out."""
    said = README.partition("## How often it is right")[2].partition("##")[0]
    quotes, blame = (next(iter(read()["layers"][layer].values())) for layer in ("quotes", "blame"))
    assert f"content {quotes['f1']:.2f} F1".replace("0.", ".") in said
    assert f"Blame: {blame['precision']:.2f} precision, {blame['recall']:.2f} recall".replace("0.", ".") in said
    assert f"On {quotes['articles']} development articles" in said


def test_every_file_that_is_named_exists() -> None:
    named = re.findall(r"`((?:notebooks|docs|examples|seeds|figures)/[^`\s]*)`|\]\(((?:figures|docs)/[^)]+)\)", README)
    missing = [path for pair in named for path in pair if path and not (ROOT / path).exists()]
    assert missing == []
