"""Draws the picture of docs/epub.md: a book of all languages, as Foliate's reader shows it.

``python docs/pictures/draw_readers.py BOOK PICTURE`` with what ``publish volume open-shelves
--form epub`` has made. Foliate comes by ``python -m publish.tools.npm tests/whole/readers``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from publish.resources import default_cache_dir
from publish.tools import npm

READERS = Path(__file__).parents[2] / "tests" / "whole" / "readers"
VIEWS = (
    ("contents.xhtml", "light"),
    ("en.text.xhtml", "light"),
    ("ar.text.xhtml", "light"),
    ("fa.text.xhtml", "light"),
    ("fr.title.xhtml", "light"),
    ("ru.text.xhtml", "dark"),
)
COLUMNS = 3
WIDTH_PX, HEIGHT_PX, GAP_PX = 400, 560, 12
TABLE = "#efece8"


def draw(book: Path) -> Image.Image:
    """The views of a book in rows, as on a small tablet."""
    with tempfile.TemporaryDirectory() as folder:
        modules = npm.place(READERS, default_cache_dir()) / "node_modules"
        shutil.copytree(modules / "foliate-js", Path(folder, "reader"))
        shutil.copy(book, Path(folder, "book.epub"))
        handler = partial(SimpleHTTPRequestHandler, directory=folder)
        with (
            ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
            sync_playwright() as playwright,
        ):
            threading.Thread(target=server.serve_forever, daemon=True).start()
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            port = server.server_port
            views = [_view(browser, port, document, scheme) for document, scheme in VIEWS]
            browser.close()
            server.shutdown()
    return _in_rows(views)


def _view(browser: Browser, port: int, document: str, scheme: str) -> Image.Image:
    page = browser.new_page(
        viewport={"width": WIDTH_PX, "height": HEIGHT_PX},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page.goto(f"http://127.0.0.1:{port}/reader/reader.html?url=/book.epub")
    page.wait_for_function("globalThis.reader?.view?.lastLocation")
    page.wait_for_timeout(800)
    page.evaluate("href => reader.view.goTo(href).then(() => true)", f"EPUB/{document}")
    page.wait_for_timeout(800)
    shot = page.screenshot()
    page.close()
    return Image.open(BytesIO(shot)).convert("RGB")


def _in_rows(views: list[Image.Image]) -> Image.Image:
    rows = -(-len(views) // COLUMNS)
    size = (COLUMNS * (WIDTH_PX + GAP_PX) + GAP_PX, rows * (HEIGHT_PX + GAP_PX) + GAP_PX)
    picture = Image.new("RGB", size, TABLE)
    for number, view in enumerate(views):
        row, column = divmod(number, COLUMNS)
        place = (GAP_PX + column * (WIDTH_PX + GAP_PX), GAP_PX + row * (HEIGHT_PX + GAP_PX))
        picture.paste(view, place)
    return picture


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    drawn = draw(source).quantize(64, Image.Quantize.MAXCOVERAGE)
    drawn.save(target, optimize=True)
