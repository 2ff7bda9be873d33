"""The system's Chromium for tests, and axe, which judges what a page keeps from whom."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from support import ROOT

from publish.resources import default_cache_dir
from publish.tools import npm

JUDGES = ROOT / "tests" / "catalogue" / "judges"

AXE: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""The rules of WCAG 2.2 AA, and axe's own good practice."""


def program() -> str:
    """Where the browser is."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.fail("Chromium is not here: apt install chromium")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, without a window. While it runs, no other test can have an event loop."""
    with sync_playwright() as playwright:
        # Its sandbox does not start for root, as which tests may be run; the pages are our own.
        running = playwright.chromium.launch(executable_path=program(), args=["--no-sandbox"])
        yield running
        running.close()


def judging() -> Path:
    """The folder of the judges' packages; they are installed once, by make."""
    if not npm.is_installed(JUDGES, default_cache_dir()):
        pytest.fail("axe is not here: python -m publish.tools.npm tests/catalogue/judges")
    return npm.place(JUDGES, default_cache_dir()) / "node_modules"


def faults(page: Page) -> list[tuple[str, str]]:
    """What axe finds wrong with a page: the rule, and the markup that breaks it first."""
    page.evaluate((judging() / "axe-core" / "axe.min.js").read_text("utf-8"))
    result = page.evaluate(f"axe.run(document, {json.dumps({'runOnly': AXE})})")
    assert len(result["passes"]) > 10
    return [(each["id"], each["nodes"][0]["html"]) for each in result["violations"]]
