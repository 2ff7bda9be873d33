"""The whole viewer of pdf.js, which is Firefox's, in Chromium: its search box, its text to select.

Its files come out of its package as they are; nothing is asked of a network.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path
from typing import Final

from browsing import chromium
from playwright.sync_api import Page, Route
from readers.pdfjs import PACKAGES

from publish.resources import default_cache_dir
from publish.tools import npm
from viewers.viewer import Open, Place, Viewer

_HOST: Final = "http://viewer.test"  # RFC 6761, 6.2: a name that is nobody's
_PAGE: Final = Path(__file__).with_suffix(".html")
_WINDOW: Final = {"width": 800, "height": 16_000}
"""In CSS pixels; every page of a pamphlet is on it at once, and so has its layer of text."""


@dataclass(frozen=True, slots=True)
class _Document:
    page: Page

    def find(self, queries: Sequence[str]) -> list[int]:
        found: list[int] = self.page.evaluate("queries => viewing.find(queries)", list(queries))
        return found

    def pieces(self) -> list[str]:
        found: list[str] = self.page.evaluate("viewing.pieces()")
        return found

    def copy(self, first: Place, last: Place) -> str:
        ends = [list(first), list(last)]
        copied: str = self.page.evaluate("([first, last]) => viewing.copy(first, last)", ends)
        return copied


@contextmanager
def _start() -> Iterator[Callable[[Path], Open]]:
    package = npm.place(PACKAGES, default_cache_dir()) / "node_modules" / "pdfjs-dist" / "legacy"
    opened: list[Path] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(_HOST)
        if path.startswith("/pdfjs/"):
            file = package / path.removeprefix("/pdfjs/")
        else:
            file = opened[-1] if path == "/document.pdf" else _PAGE
        if not file.is_file():
            route.fulfill(status=404)
            return
        kind = "text/javascript" if file.suffix == ".mjs" else guess_type(file.name)[0]
        route.fulfill(body=file.read_bytes(), content_type=kind)

    with chromium() as browser:
        context = browser.new_context(viewport=_WINDOW)  # type: ignore[arg-type]
        context.route(f"{_HOST}/**", answer)

        def shown(file: Path) -> Open:
            for page in context.pages:
                page.close()
            opened.append(file)
            page = context.new_page()
            page.goto(f"{_HOST}/")
            page.wait_for_function("globalThis.viewing")
            page.evaluate("viewing.open('/document.pdf')")
            return _Document(page)

        yield shown


def _lacks() -> str | None:
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        return "apt install chromium"
    return None if npm.is_installed(PACKAGES, default_cache_dir()) else "make readers"


PDFJS = Viewer("pdf.js", _start, _lacks)
