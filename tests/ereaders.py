"""Reading systems that others wrote, in Chromium: Foliate's reader and epub.js, with books to open.

``strays`` tells which letters of the document that is open stand outside their column, as a
reader with a small screen and large type would miss them.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from publish.resources import default_cache_dir
from publish.tools import npm

PACKAGES = Path(__file__).parent / "whole" / "readers"

NARROW: Final = {"width": 320, "height": 640}
"""The screen of a small telephone, in CSS pixels, at which WCAG 2.2, 1.4.10 asks for reflow."""

_EPUB_JS = """<!DOCTYPE html><meta charset="utf-8">
<style>html, body { margin: 0; height: 100% } #book { height: 100vh }</style>
<div id="book"></div>
<script src="/jszip/jszip.min.js"></script><script src="/epubjs/epub.min.js"></script>
<script>
const book = ePub(new URLSearchParams(location.search).get("url"))
const rendition = book.renderTo("book", { width: "100%", height: "100%", spread: "none" })
book.ready.then(() => rendition.display()).then(() => { globalThis.ready = true })
</script>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@contextmanager
def served(books: Iterable[Path], root: Path) -> Iterator[str]:
    """The address of the reading systems, and of ``books`` beside them, in the folder ``root``."""
    if not npm.is_installed(PACKAGES, default_cache_dir()):
        pytest.fail("The readers are not here: python -m publish.tools.npm tests/whole/readers")
    modules = npm.place(PACKAGES, default_cache_dir()) / "node_modules"
    shutil.copytree(modules / "foliate-js", root / "reader")
    for package in ("epubjs", "jszip"):
        shutil.copytree(modules / package / "dist", root / package)
    (root / "epub.js.html").write_text(_EPUB_JS, "utf-8")
    for book in books:
        shutil.copy(book, root)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@dataclass(frozen=True, slots=True)
class System:
    """A reading system: the address of a book in it, and what its scripts are asked.

    ``goes`` takes the path of a document in the book and the size of type in per cent, ``shown``
    is the document that is open.
    """

    name: str
    address: str
    is_open: str
    goes: str
    shown: str

    def open(self, browser: Browser, server: str, book: str) -> Page:
        """A book of the server on a narrow screen."""
        page = browser.new_page(viewport=NARROW, bypass_csp=True)  # type: ignore[arg-type]
        page.goto(server + self.address.format(book=quote(book)))
        page.wait_for_function(self.is_open)
        page.wait_for_timeout(500)  # it turns to the first page once the book is open
        return page

    def go(self, page: Page, document: str, size: int) -> None:
        """Open a document of the book, such as ``text.xhtml``, with type of ``size`` per cent."""
        page.evaluate(self.goes, [document, size])
        page.evaluate(f"{self.shown}.fonts.ready.then(() => true)")
        page.wait_for_timeout(150)  # its columns are counted anew

    def strays(self, page: Page) -> list[str]:
        """The letters outside their column, each with what is around it, in the open document."""
        found: list[str] = page.evaluate(f"({_STRAYS})({self.shown})")
        return found

    def torn(self, page: Page) -> list[str]:
        """Words that are divided though a line has room for them, without a hyphen."""
        found: list[str] = page.evaluate(f"({_TORN})({self.shown})")
        return found


SYSTEMS: Final = (
    System(
        "foliate",
        "/reader/reader.html?url=/{book}",
        "globalThis.reader?.view?.lastLocation",
        """async ([name, size]) => {
          const css = `html { font-size: ${size}% }
            p, li, blockquote, dd { line-height: 1.4; text-align: justify; hyphens: auto }`
          await reader.view.goTo("EPUB/" + name)
          reader.view.renderer.setStyles(css)
        }""",
        "reader.view.renderer.getContents()[0].doc",
    ),
    System(
        "epub.js",
        "/epub.js.html?url=/{book}",
        "globalThis.ready",
        """async ([name, size]) => {
          rendition.themes.fontSize(size + "%")
          await rendition.display(name)
        }""",
        "rendition.getContents()[0].document",
    ),
)

_COLUMN = """
  const view = doc.defaultView, boxes = [doc.body, doc.documentElement]
  const paged = boxes.find(each => view.getComputedStyle(each).columnWidth != "auto")
  const style = paged && view.getComputedStyle(paged)
  const rtl = view.getComputedStyle(doc.body).direction == "rtl"
  const gap = paged ? parseFloat(style.columnGap) : 0
  const inside = each => parseFloat(style.width) - (style.boxSizing == "border-box"
    ? parseFloat(style.paddingLeft) + parseFloat(style.paddingRight) : 0)
  const room = paged ? inside() : doc.documentElement.clientWidth
  const fit = paged ? Math.floor((room + gap) / (parseFloat(style.columnWidth) + gap)) : 1
  const count = Math.max(1, fit)
  const width = (room + gap) / count - gap
  const pitch = width + gap
  const box = paged?.getBoundingClientRect()
  const first = !paged ? 0
    : rtl ? box.right - parseFloat(style.paddingRight) - width
    : box.left + parseFloat(style.paddingLeft)
"""
"""Where columns stand, by the style that a reading system gives to the page or its body."""

_STRAYS = (
    """doc => {"""
    + _COLUMN
    + """
  const found = [], range = doc.createRange()
  const texts = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode
    for (let place = 0; place < text.data.length; place++) {
      if (!/[\\p{L}\\p{N}\\p{P}\\p{S}]/u.test(text.data[place])) continue
      range.setStart(text, place)
      range.setEnd(text, place + 1)
      for (const box of range.getClientRects()) {
        if (!box.width) continue
        const left = box.left - first, column = Math.floor((left + box.width / 2) / pitch) * pitch
        const over = Math.max(column - left, left + box.width - column - width)
        if (over > 1.5)
          found.push(`${over.toFixed(1)} px: ` + text.data.slice(Math.max(0, place - 12), place)
            + "[" + text.data[place] + "]" + text.data.slice(place + 1, place + 6))
      }
    }
  }
  return found
}"""
)

_TORN = """doc => {
  const view = doc.defaultView, found = [], range = doc.createRange()
  const texts = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode, around = text.parentElement
    let block = around
    while (view.getComputedStyle(block).display.startsWith("inline")) block = block.parentElement
    const own = view.getComputedStyle(block)
    const room = block.clientWidth - parseFloat(own.paddingLeft) - parseFloat(own.paddingRight)
      - (own.textIndent.endsWith("%") ? parseFloat(own.textIndent) / 100 * block.clientWidth
        : Math.max(0, parseFloat(own.textIndent)))
    if (around.closest("a")?.getAttribute("href").includes(":")) continue // an address
    if (/[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}]/u.test(text.data)) continue
    for (const word of text.data.matchAll(/[\\p{L}\\p{M}\\p{N}]+/gu)) {
      range.setStart(text, word.index)
      range.setEnd(text, word.index + word[0].length)
      const lines = [...range.getClientRects()].filter(box => box.width > 0.5)
      const tops = new Set(lines.map(box => Math.round(box.top / 4)))
      const whole = lines.reduce((sum, box) => sum + box.width, 0)
      if (tops.size > 1 && whole < 0.98 * room)
        found.push(`${Math.round(whole)} of ${Math.round(room)} px: `
          + text.data.slice(Math.max(0, word.index - 12), word.index)
          + "[" + word[0] + "]" + text.data.slice(word.index + word[0].length).slice(0, 12))
    }
  }
  return found
}"""
