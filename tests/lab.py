"""A JupyterLab for tests that click: served from a scratch folder, driven by Chromium."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SECONDS = 120


@contextmanager
def serving(folder: Path) -> Generator[str]:
    """Serve a folder; yield the server's address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}", "--port-retries=0",
        "--IdentityProvider.token=", f"--ServerApp.root_dir={folder}", "--LabApp.expose_app_in_browser=True",
    ]  # fmt: skip
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    homes = {name: str(folder / ".jupyter" / name.lower()) for name in names}
    address, log = f"http://127.0.0.1:{port}", folder / "server.log"
    with log.open("wb") as target:
        server = subprocess.Popen(command, stdout=target, stderr=target, env={**os.environ, **homes})
        try:
            for _ in range(10 * SECONDS):
                try:
                    urllib.request.urlopen(f"{address}/api", timeout=5).close()  # noqa: S310 - our own server
                    break
                except OSError:
                    assert server.poll() is None, log.read_text("utf-8")
                    time.sleep(0.1)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


@contextmanager
def opened(address: str, notebook: str, chrome: str) -> Generator[Any]:
    """Open a notebook, run it to its end, and yield the page."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1300, "height": 1000})
        page.set_default_timeout(1000 * SECONDS)
        page.goto(f"{address}/lab/tree/{notebook}?reset")
        page.wait_for_function("window.jupyterapp !== undefined")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell")
        notebook = "window.jupyterapp.shell.currentWidget"
        # a run before the kernel is there opens a dialog that asks for one
        page.wait_for_function(f"{notebook}.sessionContext.session?.kernel?.status === 'idle'")
        page.evaluate("window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
        page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
        page.wait_for_function(
            f"() => [...{notebook}.content.model.cells]"
            ".every((cell) => cell.type !== 'code' || cell.executionCount && cell.executionState !== 'running')"
        )
        yield page
        browser.close()
