"""What the tests of scale share: the seeds many times over, and folders that must be the same to the byte."""

from __future__ import annotations

import json
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"


def pages() -> list[str]:
    """The texts of the five seeds."""
    return [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]


def write(path: Path, articles: int, first: int = 0, **columns: str) -> Path:
    """Write a table of articles: the seeds in turn, under ids of their own, with a line that tells them apart."""
    texts = pages()
    with path.open("w", encoding="utf-8") as file:
        for number in range(first, first + articles):
            text = f"{texts[number % len(texts)]}\n\nقال المتحدث رقم {number} إن المحادثات مستمرة."
            file.write(json.dumps({"id": f"p{number:05d}", "text": text, **columns}, ensure_ascii=False) + "\n")
    return path


def files(folder: Path) -> dict[str, bytes]:
    """Name -> bytes of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
