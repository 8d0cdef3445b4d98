"""Whatever the number of workers, batches and machines: the same rows, and the same bytes."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from scale_corpus import files, write

import analysis
from analysis import codebook, saving
from analysis.__main__ import main
from analysis.coding import run
from analysis.scale import code_dask, code_to, pool
from analysis.scale.batches import Task, pack
from analysis.scale.pool import ordered
from analysis.tables import Coded


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("scale") / "pages.jsonl", 40)


@pytest.fixture(scope="module")
def coded(table: Path) -> Coded:
    return analysis.code(analysis.load(table))


@pytest.fixture(scope="module")
def saved(coded: Coded, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return coded.save(tmp_path_factory.mktemp("saved"))


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two Dask workers in processes of their own."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster


class TestSameBytes:
    @pytest.mark.parametrize(("batch", "workers"), [(500, 1), (7, 1), (7, 2)])
    def test_streamed_is_what_is_coded_at_once(
        self, table: Path, saved: Path, tmp_path: Path, batch: int, workers: int
    ) -> None:
        done = code_to(table, tmp_path / "out", batch=batch, workers=workers)
        assert files(tmp_path / "out") == files(saved)
        assert done.rows["articles"] == 40

    def test_csv_too(self, table: Path, coded: Coded, tmp_path: Path) -> None:
        coded.save(tmp_path / "saved", format="csv")
        code_to(table, tmp_path / "out", format="csv", batch=9)
        assert files(tmp_path / "out") == files(tmp_path / "saved")

    def test_workers_of_a_notebook(self, table: Path, coded: Coded, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(run, "BATCH", 15)
        again = analysis.code(analysis.load(table), workers=2)
        for name, data in coded.tables():
            pd.testing.assert_frame_equal(getattr(again, name), data)
        assert again.manifest == coded.manifest

    def test_tables_longer_than_a_group_of_rows(
        self, table: Path, coded: Coded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(saving, "_GROUP", 33)
        code_to(table, tmp_path / "out", batch=7)
        coded.save(tmp_path / "saved")
        assert files(tmp_path / "out") == files(tmp_path / "saved")
        again = analysis.load_coded(tmp_path / "out")
        for name, data in coded.tables():
            pd.testing.assert_frame_equal(getattr(again, name), data)
        assert again.manifest == coded.manifest

    def test_what_could_not_be_read_keeps_its_place_among_the_issues(self, tmp_path: Path) -> None:
        folder = tmp_path / "pages"
        folder.mkdir()
        for number in range(12):
            (folder / f"{number:02d}.txt").write_text("قال لافروف إن «بلاده قلقة.", "utf-8")
        (folder / "03.txt").write_bytes(b"")
        (folder / "10.txt").write_bytes(bytes(range(256)))
        analysis.code(analysis.load(folder)).save(tmp_path / "saved")
        done = code_to(folder, tmp_path / "out", batch=4)
        assert files(tmp_path / "out") == files(tmp_path / "saved")
        assert done.issues["empty_article"] == done.issues["not_text"] == 1

    def test_sources_with_columns_of_their_own(self, tmp_path: Path) -> None:
        paths = [
            write(tmp_path / "one.jsonl", 6, desk="الرياضة"),
            write(tmp_path / "two.jsonl", 6, first=6, country="مصر", outlet="جريدة"),
        ]
        code_to(paths, tmp_path / "out", batch=4)
        analysis.code(analysis.load(paths)).save(tmp_path / "saved")
        assert files(tmp_path / "out") == files(tmp_path / "saved")
        articles = analysis.load_coded(tmp_path / "out").articles
        assert articles["desk"].notna().sum() == articles["country"].notna().sum() == 6

    def test_the_other_format_of_an_earlier_run_goes(self, table: Path, tmp_path: Path) -> None:
        code_to(table, tmp_path, format="csv")
        code_to(table, tmp_path)
        assert not list(tmp_path.glob("*.csv"))

    def test_a_table_without_a_row(self, tmp_path: Path) -> None:
        empty = tmp_path / "mine.csv"
        empty.write_text("id,text\n", "utf-8")
        assert code_to(empty, tmp_path / "out").rows["articles"] == 0
        assert analysis.load_coded(tmp_path / "out").manifest["denominators"]["tokens"] == 0


class TestDask:
    def test_a_scheduler_address(self, table: Path, saved: Path, tmp_path: Path, cluster: Any) -> None:
        out = tmp_path / "out"
        assert main(["code", str(table), "--out", str(out), "--scheduler", cluster.scheduler_address]) == 0
        assert files(out) == files(saved)

    @pytest.mark.parametrize("kind", ["bag", "dataframe"])
    def test_collections_on_a_local_cluster(self, table: Path, coded: Coded, cluster: Any, kind: str) -> None:
        import dask
        import dask.bag
        import dask.dataframe
        from distributed import Client

        if kind == "bag":
            lines = table.read_text("utf-8").splitlines()
            items = [{"article_id": item["id"], "text": item["text"]} for item in map(json.loads, lines)]
            articles = dask.bag.from_sequence(items, npartitions=3)
        else:
            articles = dask.dataframe.from_pandas(analysis.load(table).articles, npartitions=3)
        with Client(cluster):
            names = [name for name, _ in coded.tables()]
            tables = code_dask(articles)
            computed = dict(zip(names, dask.compute(*(tables[name] for name in names)), strict=True))
        expected = dict(coded.tables())
        for frames in (expected, computed):  # a bag knows nothing of files, and that no outlet is given is of loading
            frames["articles"] = frames["articles"].drop(columns=["encoding", "source_path"])
            frames["issues"] = frames["issues"][frames["issues"]["code"] != "unknown_outlet"]
        for name, data in expected.items():
            left, right = (
                frame.sort_values(list(frame.columns), ignore_index=True) for frame in (data, computed[name])
            )
            pd.testing.assert_frame_equal(left, right)

    def test_columns_of_a_dataframe_that_the_contract_does_not_know_are_kept(self) -> None:
        import dask.dataframe

        articles = pd.DataFrame({"article_id": ["a"], "text": ["قال لافروف إن بلاده قلقة."], "desk": ["العالم"]})
        found = code_dask(dask.dataframe.from_pandas(articles, npartitions=1))["articles"].compute()
        assert found["desk"].tolist() == ["العالم"]

    def test_a_dataframe_without_text_is_refused_by_name(self) -> None:
        import dask.dataframe

        articles = dask.dataframe.from_pandas(pd.DataFrame({"article_id": ["a"], "body": ["نص"]}), npartitions=1)
        with pytest.raises(ValueError, match=r"no column 'text'\. Their columns are: article_id, body"):
            code_dask(articles)

    def test_no_scheduler_there(
        self, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(pool, "CONNECT", "1s")
        arguments = ["code", str(table), "--out", str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:9"]
        assert main(arguments) == 2
        assert "127.0.0.1:9" in capsys.readouterr().err
        assert not (tmp_path / "out").exists()


def fall(number: int) -> int:
    """Be killed, as by a system that has no memory left."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


class TestWorkers:
    def test_results_come_in_order(self) -> None:
        assert list(ordered(abs, [(n, -n) for n in range(9)], workers=2)) == [(n, n) for n in range(9)]

    def test_no_more_is_read_than_the_workers_need(self) -> None:
        read: list[int] = []
        tasks = ((n, n) for n in range(1000) if not read.append(n))  # type: ignore[func-returns-value]
        results = ordered(abs, tasks, workers=2)
        next(results)
        assert len(read) <= 5
        results.close()  # type: ignore[attr-defined]

    def test_a_worker_that_is_killed_is_told_of(self) -> None:
        with pytest.raises(ChildProcessError, match="fewer --workers; what was finished is kept"):
            list(ordered(fall, [(n, n) for n in range(6)], workers=2))

    def test_none_at_all(self, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["code", str(table), "--out", str(tmp_path / "out"), "--workers", "0"]) == 2
        assert "at least one" in capsys.readouterr().err
        with pytest.raises(ValueError, match="at least one"):
            analysis.code(analysis.load(table), workers=0)

    @pytest.mark.parametrize(("field", "said"), [("program", "another version"), ("book", "other codebook files")])
    def test_a_worker_with_other_rules_codes_nothing(self, table: Path, field: str, said: str) -> None:
        task = replace(Task.of(codebook.read(), None), **{field: "0" * 64})
        with pytest.raises(ValueError, match=said):
            task(pack(analysis.load(table)))


class TestProgress:
    def test_a_terminal_is_shown_rate_and_time_left(self, table: Path, tmp_path: Path) -> None:
        controller, terminal = pty.openpty()
        termios.tcsetwinsize(terminal, (24, 100))
        command = [sys.executable, "-m", "analysis", "code", str(table), "--out", str(tmp_path)]
        subprocess.run(command, stderr=terminal, stdout=subprocess.DEVNULL, check=True)
        os.close(terminal)
        shown = b""
        try:
            while piece := os.read(controller, 4096):
                shown += piece
        except OSError:  # Linux says so where there is nothing more to read
            pass
        os.close(controller)
        assert "40/40 [" in shown.decode()
        assert "articles/s]" in shown.decode()

    def test_a_file_is_not(self, table: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        assert main(["code", str(table), "--out", str(tmp_path)]) == 0
        assert capfd.readouterr().err == ""
