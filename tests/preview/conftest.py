"""A real preview of copied content, and a real browser to look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from browsing import chromium
from playwright.sync_api import Browser
from preview.looking import SHORT, SLUG, Server, copied, running

Running = Callable[..., AbstractContextManager[Server]]


@pytest.fixture(scope="session")
def preview() -> Running:
    """Starts ``publish preview --content FOLDER OPTIONS...`` on a free port of loopback."""
    return running


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A statement in two languages, for one test to spoil."""
    return copied(tmp_path / "content", {SLUG: ("en", "ar")})


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two statements that tests of a module share; a test takes back what it changes."""
    folder = tmp_path_factory.mktemp("preview") / "content"
    return copied(folder, {SLUG: ("en", "ar", "ru"), SHORT: ("en", "ar")})


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file in which the tests' editor notes what it is asked to open."""
    return tmp_path_factory.mktemp("editor") / "opened"


@pytest.fixture(scope="module")
def server(shared: Path, opened: Path) -> Iterator[Server]:
    """One preview for the tests of a module, with an editor that only takes notes."""
    note = f"sh -c 'echo \"$0 $1\" >> {opened}' {{file}} {{line}}"
    with running(shared, SLUG, "--editor", note) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window.

    For one module at a time: while it runs, no other test can have an event loop.
    """
    with chromium() as running:
        yield running
