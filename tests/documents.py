"""What the tests of README, CONTRIBUTING and docs/ share: the blocks and commands of a page, and how they are run."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.__main__ import main

ROOT = Path(__file__).parent.parent
FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<!`)`((?:python -m analysis|exchange) [^`]+)`(?!`)")
ARGUMENT = re.compile(r" (?:--|[A-Z]+\b|\S*[/.])")  # without one it is a name in a sentence
PLACEHOLDERS = {
    "CODED": "results/seeds",
    "TOOL": "doccano",
    "DIR": "results/dir",
    "DIR/coding.json": "seeds/gold/coder_A.json",
}
FINDING = {"diff", "evaluate", "compare"}  # commands that end with 1 if they found something


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the file it stands for, its text; or a command from running text."""

    language: str
    title: str
    text: str


def blocks(page: str) -> list[Block]:
    """Every block and inline command of a page, in its order."""
    found = [(m.start(), Block(m[1], m[2] or "", m[3])) for m in FENCE.finditer(page)]
    blank = FENCE.sub(lambda m: " " * len(m[0]), page)
    for m in INLINE.finditer(blank):
        command = " ".join(m[1].removeprefix("python -m analysis ").split())
        if ARGUMENT.search(command) and "..." not in command and "--help" not in command:
            found.append((m.start(), Block("sh", "", f"python -m analysis {command}\n")))
    assert page.count("\n```") == 2 * len(FENCE.findall(page)), "a block has no language, or is not closed"
    return [block for _, block in sorted(found, key=lambda pair: pair[0])]


def commands(block: Block) -> list[str]:
    """The command lines of a block."""
    return [line for line in block.text.splitlines() if line.strip() and not line.startswith("#")]


@dataclass
class Runner:
    """Runs the blocks of one page, in a folder of its own, in the order of the page.

    Attributes
    ----------
    folder
        Where the reader is.
    """

    folder: Path
    names: dict[str, Any] = field(default_factory=dict)
    printed: str = ""

    def run(self, block: Block) -> None:
        """Write, run or compare one block."""
        if block.title:
            if block.title.startswith("analysis/") and not self._changed():
                ignore = shutil.ignore_patterns("__pycache__")
                shutil.copytree(ROOT / "analysis", self.folder / "analysis", ignore=ignore)
            path = self.folder / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(block.text)
        elif block.language == "sh":
            for line in commands(block):
                self.command(line)
        elif block.language == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(block.text, "page", "exec"), self.names)  # noqa: S102 - our own page
            self.printed = out.getvalue()
        elif block.language == "diff":
            patch = ("git", "apply", "--unidiff-zero", "-")
            done = subprocess.run(patch, input=block.text, cwd=self.folder, text=True, capture_output=True)
            assert done.returncode == 0, done.stderr
        else:
            assert block.language == "text", f"nobody checks a block of {block.language}"
            assert block.text == self.printed, self.printed

    def _changed(self) -> bool:
        """Whether the page has changed the program: then the folder has its own copy of it."""
        return (self.folder / "analysis").is_dir()

    def matching(self, pattern: str) -> list[str]:
        """Return what a shell makes of a pattern."""
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.glob(pattern))

    def command(self, line: str) -> None:
        """Run one command of the program."""
        words = shlex.split(line)
        assert words[:3] == ["python", "-m", "analysis"], f"nobody runs: {line}"
        words = [PLACEHOLDERS.get(word, word) for word in words[3:]]
        words = [path for word in words for path in (self.matching(word) if "*" in word else [word])]
        if self._changed():
            env = {**os.environ, "PYTHONPATH": str(self.folder)}
            command = (sys.executable, "-m", "analysis", *words)
            done = subprocess.run(command, cwd=self.folder, env=env, text=True, capture_output=True)
            code, self.printed, errors = done.returncode, done.stdout, done.stderr
        else:
            out, err = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = main(words)
            self.printed, errors = out.getvalue(), err.getvalue()
        assert code == 0 or (code == 1 and FINDING & set(words)), f"{line}\n{self.printed}{errors}"
