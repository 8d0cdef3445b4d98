"""What is finished survives kill -9 and a full disk; what is half-written is not read; what is done is not redone."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from scale_corpus import files, write

from analysis import saving
from analysis.__main__ import main
from analysis.scale import batches, code_to
from analysis.scale.batches import Task
from analysis.scale.parts import FOLDER

ARTICLES, BATCH = 60, 10
CALL = Task.__call__


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("resume") / "pages.jsonl", ARTICLES)


@pytest.fixture(scope="module")
def whole(table: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run that nothing interrupted writes."""
    out = tmp_path_factory.mktemp("whole")
    code_to(table, out, batch=BATCH)
    return files(out)


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The batches that were coded in this test."""
    seen: list[bytes] = []

    def counted(self: Task, packed: bytes) -> dict[str, bytes]:
        seen.append(packed)
        return CALL(self, packed)

    monkeypatch.setattr(Task, "__call__", counted)
    return seen


def interrupt(table: Path, out: Path, after: int) -> None:
    """Code until `after` batches are kept, as far as a caller sees, and stop as if the program had been stopped."""
    kept = 0

    def stop(self: Task, packed: bytes) -> dict[str, bytes]:
        nonlocal kept
        if kept == after:
            raise KeyboardInterrupt
        kept += 1
        return CALL(self, packed)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Task, "__call__", stop)
        with pytest.raises(KeyboardInterrupt):
            code_to(table, out, batch=BATCH)


def descendants(pid: int) -> set[int]:
    """The processes that a process has started."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.add(int(status.parent.name))
    return found


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("workers", [1, 2])
def test_kill_9_in_the_middle_loses_nothing_that_was_finished(
    table: Path, whole: dict[str, bytes], tmp_path: Path, worked: list[bytes], workers: int
) -> None:
    out = tmp_path / "out"
    script = (
        f"from analysis.scale import code_to; code_to({str(table)!r}, {str(out)!r}, batch={BATCH}, workers={workers})"
    )
    process = subprocess.Popen([sys.executable, "-c", script])
    deadline = time.monotonic() + 60
    while len(list(out.glob(f"{FOLDER}/*.zip"))) < 2:
        assert process.poll() is None, "the run was over before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.005)
    children = descendants(process.pid)
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = list(out.glob(f"{FOLDER}/*.zip"))
    assert 2 <= len(kept) < ARTICLES // BATCH
    assert not (out / "articles.parquet").exists()
    assert len(children) >= (workers if workers > 1 else 0)

    code_to(table, out, batch=BATCH)
    assert len(worked) == ARTICLES // BATCH - len(kept)
    assert files(out) == whole
    deadline = time.monotonic() + 20
    while any(map(running, children)):  # no worker outlives the run that started it
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_same_command_goes_on(
    table: Path, whole: dict[str, bytes], tmp_path: Path, worked: list[bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    interrupt(table, tmp_path, after=4)
    code_to(table, tmp_path, batch=BATCH)
    assert len(worked) == 2
    assert files(tmp_path) == whole
    interrupt(table, tmp_path, after=1)
    assert main(["code", str(table), "--out", str(tmp_path)]) == 0
    assert "going on with the run that was interrupted here" in capsys.readouterr().err
    assert files(tmp_path) == whole


def test_beginning_anew_uses_nothing_of_an_earlier_run(table: Path, tmp_path: Path, worked: list[bytes]) -> None:
    interrupt(table, tmp_path, after=4)
    code_to(table, tmp_path, batch=BATCH, resume=False)
    assert len(worked) == ARTICLES // BATCH


def test_a_half_written_part_is_not_read(
    table: Path, whole: dict[str, bytes], tmp_path: Path, worked: list[bytes]
) -> None:
    interrupt(table, tmp_path, after=3)
    third = max(tmp_path.glob(f"{FOLDER}/*.zip"))
    third.rename(third.with_suffix(".writing")).write_bytes(b"PK half of a p")
    code_to(table, tmp_path, batch=BATCH)
    assert len(worked) == 4
    assert files(tmp_path) == whole


def test_a_batch_whose_article_changed_is_coded_again(table: Path, tmp_path: Path, worked: list[bytes]) -> None:
    mine = tmp_path / "mine.jsonl"
    mine.write_bytes(table.read_bytes())
    interrupt(mine, tmp_path / "out", after=4)
    mine.write_text(mine.read_text("utf-8").replace("المتحدث رقم 25", "المتحدثة رقم 25"), "utf-8")
    code_to(mine, tmp_path / "out", batch=BATCH)
    assert len(worked) == 3
    code_to(mine, tmp_path / "again", batch=BATCH)
    assert files(tmp_path / "out") == files(tmp_path / "again")


def test_other_rules_code_everything_again(table: Path, tmp_path: Path, worked: list[bytes]) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (book / "sides.csv").write_text("side,label_en,label_ar\nmoon,Moon,القمر\n", "utf-8")
    interrupt(table, tmp_path / "out", after=4)
    code_to(table, tmp_path / "out", batch=BATCH, codebook=book)
    assert len(worked) == ARTICLES // BATCH


def test_another_program_codes_everything_again(
    table: Path, tmp_path: Path, worked: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupt(table, tmp_path / "out", after=4)
    monkeypatch.setattr(batches, "program", lambda: "of another day")
    code_to(table, tmp_path / "out", batch=BATCH)
    assert len(worked) == ARTICLES // BATCH


@pytest.mark.parametrize("place", ["a part", "a table"])
def test_a_full_disk_destroys_nothing(
    table: Path, whole: dict[str, bytes], tmp_path: Path, worked: list[bytes], place: str
) -> None:
    code_to(write(tmp_path / "old.jsonl", 3), tmp_path / "out")
    old = files(tmp_path / "out")
    written = 0

    def full(*_: object, **__: object) -> None:
        nonlocal written
        written += 1
        if written > 2 * 12 or place == "a table":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.MonkeyPatch.context() as patch:
        if place == "a part":
            write_part = zipfile.ZipFile.writestr
            patch.setattr(zipfile.ZipFile, "writestr", lambda *given: full() or write_part(*given))  # type: ignore[func-returns-value]
        else:
            patch.setitem(saving._WRITERS, "parquet", full)
        with pytest.raises(
            OSError, match=r"the disk of .* is full. Nothing was destroyed and what was finished is kept"
        ):
            code_to(table, tmp_path / "out", batch=BATCH)
    now = files(tmp_path / "out")
    assert {name: data for name, data in now.items() if not name.startswith(FOLDER)} == old
    kept = len([name for name in now if name.startswith(FOLDER)])
    assert kept == (2 if place == "a part" else ARTICLES // BATCH)
    worked.clear()
    code_to(table, tmp_path / "out", batch=BATCH)
    assert len(worked) == ARTICLES // BATCH - kept
    assert files(tmp_path / "out") == whole
