"""What README prints is what happens."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from analysis.__main__ import parser

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"python -m analysis ([^`\n]+)", README)


def test_the_tour_prints_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (expected,) = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own README
    assert printed.getvalue() == expected


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_understood(command: str) -> None:
    parser().parse_args(command.split())


def test_every_file_that_is_named_exists() -> None:
    named = re.findall(r"`((?:notebooks|docs|examples|seeds|figures)/[^`\s]*)`|\]\(((?:figures|docs)/[^)]+)\)", README)
    missing = [path for pair in named for path in pair if path and not (ROOT / path).exists()]
    assert missing == []
