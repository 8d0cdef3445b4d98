"""What every test may use, and what happens on a machine that lacks something.

A test that needs a browser or CAMeL Tools' data asks for `chrome` or `camel_data` and is skipped, with the reason,
where there is none. With `MIZAN_NO_SKIP=1`, as in .ci/run, nothing may be skipped: a skip is a failure there.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
NO_SKIP = os.environ.get("MIZAN_NO_SKIP") == "1"

# A busy machine is no failure; a build that failed fails again.
settings.register_profile("mizan", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("mizan")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five seed articles."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def chrome() -> str:
    """The path of a Chrome or Chromium."""
    from choreographer.browsers.chromium import Chromium

    path = Chromium.find_browser(skip_local=False)
    if not path:
        pytest.skip("no Chrome or Chromium on this machine (`plotly_get_chrome` fetches one)")
    return path


@pytest.fixture(scope="session")
def camel_data() -> Path:
    """The folder of CAMeL Tools' data."""
    folder = Path(os.environ.get("CAMELTOOLS_DATA", Path.home() / ".camel_tools"))
    if not (folder / "catalogue.json").is_file():
        pytest.skip(f"no CAMeL Tools data in {folder} (`camel_data -i light` fetches it; CAMELTOOLS_DATA names it)")
    return folder


def _forbid_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped, and MIZAN_NO_SKIP=1 forbids it: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _forbid_skip(report)
    return report
