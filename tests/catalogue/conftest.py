"""The site of the project's content, on disk and served on loopback, and a browser."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from browsing import chromium, judging
from playwright.sync_api import Browser
from support import CONTENT

from publish.catalogue.addresses import Home
from publish.catalogue.shelf import Shelf, fill
from publish.catalogue.site import Site
from publish.catalogue.site import site as make_site
from publish.catalogue.write import write
from publish.content.load import find, load
from publish.design.design import default_design
from publish.fonts.library import open_library


@pytest.fixture(scope="session")
def shelf(built: Path) -> Shelf:
    """What there is to offer: all the project's content, built."""
    return fill(built, [load(folder) for folder in find(CONTENT, [])])


@pytest.fixture(scope="session")
def made(shelf: Shelf) -> Site:
    """The site in memory, whose address nobody knows yet."""
    return make_site(shelf, Home(), open_library(), default_design())


@pytest.fixture(scope="session")
def site(made: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site on disk. Not to be changed: a test that wants to takes a copy."""
    folder = tmp_path_factory.mktemp("catalogue") / "site"
    write(made, folder)
    return folder


@pytest.fixture
def copied(site: Path, tmp_path: Path) -> Path:
    """A copy of the site, free to be changed."""
    return Path(shutil.copytree(site, tmp_path / "site"))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the site on a loopback server of the standard library."""
    handler = partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def judges() -> Path:
    """The folder of the judges' packages; they are installed once, by make."""
    return judging()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window.

    For one module at a time: while it runs, no other test can have an event loop.
    """
    with chromium() as running:
        yield running
