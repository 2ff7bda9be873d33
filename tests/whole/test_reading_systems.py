"""Books in the hands of programs that others wrote: Foliate's reader, epub.js, and Calibre."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
from browsing import chromium
from ereaders import SYSTEMS, System, served
from lxml import etree
from PIL import Image
from playwright.sync_api import Browser, Page
from support import RIGHT_TO_LEFT, TEXTS, Publish

from publish.language.names import autonym
from publish.language.numerals import digits
from publish.language.profiles import profile
from publish.language.words import loss
from publish.tools.program import Program, run

CALIBRE = Program("ebook-convert", package="calibre")
STATEMENT = "open-shelves"
LANGUAGES = [language for slug, language in TEXTS if slug == STATEMENT]

FACES = {"Arab": "Amiri", "Latn": "Source Serif 4", "Cyrl": "Source Serif 4"}
"""The text face of each script of the example."""

OPENED = "globalThis.reader?.view?.lastLocation"
WHERE = "reader.view.lastLocation.fraction"
PAGE = "reader.view.lastLocation.pageItem?.label"
GO = "href => reader.view.goTo(href).then(() => true)"
DOCUMENT = "reader.view.renderer.getContents()[0].doc"
LOADED = f"""async () => {{
  const doc = {DOCUMENT}
  await doc.fonts.ready
  return [...doc.fonts].filter(face => face.status == 'loaded').map(face => face.family)
}}"""
COLOURS = f"""() => {{
  const doc = {DOCUMENT}
  const style = doc.defaultView.getComputedStyle(doc.querySelector('p'))
  return [style.color, style.backgroundColor]
}}"""
JUSTIFIED = "body { text-align: justify; line-height: 2.2 !important } a { text-decoration: none }"
TEXT = "EPUB/text.xhtml"
CONTENTS = "reader.view.book.toc.map(entry => [entry.label, entry.subitems.length])"


@pytest.fixture(scope="module")
def volume(publish: Publish, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All languages of the example in one book."""
    out = tmp_path_factory.mktemp("volume")
    done = publish("volume", STATEMENT, "--form", "epub", "-o", out)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


@pytest.fixture(scope="module")
def at(built: Path, volume: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the reading systems, and of the books beside them."""
    books = [*(built / STATEMENT).glob("*.epub"), volume]
    with served(books, tmp_path_factory.mktemp("readers")) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def opened(browser: Browser, address: str, document: str, scheme: Any = "light") -> Page:
    """Foliate's reader with a book, open at one of its documents."""
    page = browser.new_page(
        viewport={"width": 420, "height": 640}, color_scheme=scheme, bypass_csp=True
    )
    server, _, book = address.rpartition("/")
    page.goto(f"{server}/reader/reader.html?url=/{quote(book)}")
    page.wait_for_function(OPENED)
    page.wait_for_timeout(500)  # it turns to the first page once the book is open
    go_to(page, document)
    return page


def go_to(page: Page, document: str) -> None:
    before = page.evaluate(WHERE)
    page.evaluate(GO, f"EPUB/{document}")
    page.wait_for_function(f"{WHERE} != {before}")


def turned(page: Page, key: str) -> float:
    """How far the reader goes, as a share of the book, when a key is pressed."""
    before: float = page.evaluate(WHERE)
    page.keyboard.press(key)
    page.wait_for_function(f"{WHERE} != {before}")
    page.wait_for_timeout(500)  # until the page has turned
    after: float = page.evaluate(WHERE)
    return after - before


@pytest.fixture(scope="module", params=LANGUAGES)
def book(request: pytest.FixtureRequest, browser: Browser, at: str) -> Iterator[tuple[str, Page]]:
    """The book of each language, open at its text."""
    page = opened(browser, f"{at}/{STATEMENT}.{request.param}.epub", "text.xhtml")
    yield request.param, page
    page.close()


def test_the_books_own_face_is_used(book: tuple[str, Page]) -> None:
    language, page = book
    assert FACES[profile(language, language).script] in page.evaluate(LOADED)


def test_pages_turn_the_way_of_the_language(book: tuple[str, Page]) -> None:
    """In an Arabic or a Persian book, the key to the left goes on."""
    language, page = book
    forward, back = "ArrowRight", "ArrowLeft"
    if language in RIGHT_TO_LEFT:
        forward, back = back, forward
    go_to(page, "contents.xhtml")
    go_to(page, "text.xhtml")
    assert turned(page, forward) > 0
    assert turned(page, back) < 0


def test_the_reader_finds_the_printed_pages(book: tuple[str, Page]) -> None:
    """Going to page 3 of the page list arrives at page 3, called so in the language's digits."""
    language, page = book
    label = digits(3, profile(language, language).numerals)
    third = page.evaluate("reader.view.book.pageList[2]")
    page.evaluate(GO, third["href"])
    page.wait_for_function(f"{PAGE} == '{label}'")
    assert third["label"] == label


def test_night_mode_is_the_readers(browser: Browser, at: str) -> None:
    """The book sets neither ink nor paper, so both are what the reader has chosen."""
    shown = {}
    for scheme in ("light", "dark"):
        page = opened(browser, f"{at}/{STATEMENT}.ru.epub", "text.xhtml", scheme)
        shown[scheme] = page.evaluate(COLOURS)
        page.close()
    assert shown == {
        "light": ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"],
        "dark": ["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"],
    }


SPACES = """() => {
  const found = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  while (texts.nextNode()) {
    [...texts.currentNode.data].forEach((character, place) => {
      if (character != ' ') return
      range.setStart(texts.currentNode, place)
      range.setEnd(texts.currentNode, place + 1)
      const box = range.getClientRects()[0]
      if (box?.width > 4) found.push([box.left, box.right, box.top, box.bottom])
    })
  }
  return found
}"""
INK = 140
"""Whatever is darker than this grey is a letter."""


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_justified_words_are_not_torn(
    language: str, browser: Browser, built: Path, tmp_path: Path
) -> None:
    """Where the browser says that a space is, no letter is painted."""
    with zipfile.ZipFile(built / STATEMENT / f"{STATEMENT}.{language}.epub") as book:
        book.extractall(tmp_path)
    page = browser.new_page()
    page.goto((tmp_path / TEXT).as_uri())
    page.add_style_tag(content=JUSTIFIED)
    painted = spaces = 0
    for width in range(320, 460, 40):
        page.set_viewport_size({"width": width, "height": 4000})
        page.evaluate("document.fonts.ready.then(() => true)")
        shot = np.asarray(Image.open(BytesIO(page.screenshot())).convert("L"))
        for left, right, top, bottom in page.evaluate(SPACES):
            middle, height = (left + right) / 2, bottom - top
            rows = slice(int(top + 0.2 * height), int(top + 0.85 * height))
            painted += int((shot[rows, round(middle - 1.2) : round(middle + 1.2)] < INK).any())
            spaces += 1
    page.close()
    assert spaces > 500
    assert painted == 0, f"{painted} of {spaces} spaces"


# --- Large type --------------------------------------------------------------------------


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.name)
@pytest.mark.parametrize("language", ["ar", "ru"])
def test_no_letter_leaves_a_narrow_screen_at_twice_the_size(
    language: str, system: System, browser: Browser, at: str
) -> None:
    """WCAG 2.2, 1.4.4 and 1.4.10; make trials asks the same of many languages."""
    page = system.open(browser, at, f"{STATEMENT}.{language}.epub")
    for name in ("title.xhtml", "contents.xhtml", "text.xhtml", "colophon.xhtml"):
        system.go(page, name, 200)
        assert system.strays(page) == [], name
        assert system.torn(page) == [], name
    page.close()


def test_a_letter_that_leaves_the_screen_is_found(browser: Browser, at: str) -> None:
    """As where a reading system forbids to break words."""
    for system in SYSTEMS:
        page = system.open(browser, at, f"{STATEMENT}.ru.epub")
        system.go(page, "text.xhtml", 300)
        page.evaluate(f"{system.shown}.body.style.wordBreak = 'break-all'")
        assert system.torn(page) != []
        page.evaluate(f"{system.shown}.querySelector('h1').style.whiteSpace = 'nowrap'")
        assert system.strays(page) != []
        page.close()


# --- All languages in one book -----------------------------------------------------------


@pytest.fixture(scope="module")
def whole(browser: Browser, at: str, volume: Path) -> Iterator[Page]:
    """The volume, open at its contents."""
    page = opened(browser, f"{at}/{volume.name}", "contents.xhtml")
    yield page
    page.close()


def test_a_volumes_contents_are_its_languages(whole: Page) -> None:
    entries = whole.evaluate(CONTENTS)
    assert sorted(label for label, _ in entries) == sorted(map(autonym, LANGUAGES))
    assert all(below > 1 for _, below in entries)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_of_a_volume_has_its_direction_face_and_pages(
    language: str, whole: Page
) -> None:
    go_to(whole, f"{language}.text.xhtml")
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    assert whole.evaluate(f"{DOCUMENT}.documentElement.dir") == direction
    assert FACES[profile(language, language).script] in whole.evaluate(LOADED)
    assert whole.evaluate(PAGE).startswith(f"{autonym(language)} ")


def test_a_volume_turns_one_way_through_all_languages(whole: Page) -> None:
    """The key that goes on goes on in Arabic too: that of the first language."""
    go_to(whole, "contents.xhtml")
    go_to(whole, "ar.text.xhtml")
    assert turned(whole, "ArrowRight") > 0
    assert turned(whole, "ArrowLeft") < 0


# --- Calibre ------------------------------------------------------------------------------


def words_of_book(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        names = [name for name in book.namelist() if name.endswith(".xhtml") and "nav" not in name]
        roots = [etree.fromstring(book.read(name)) for name in names]
    return "\n".join(
        str(text) for root in roots for body in root.iter("{*}body") for text in body.itertext()
    )


@pytest.mark.parametrize("form", ["txt", "azw3"])
def test_calibre_keeps_every_word_of_every_language(
    form: str, volume: Path, tmp_path: Path
) -> None:
    """To plain text, at once and by way of a form of another reading system."""
    if CALIBRE.path() is None:
        pytest.fail(f"Calibre is not here: apt install {CALIBRE.package}")
    environment = {"CALIBRE_CONFIG_DIRECTORY": str(tmp_path / "calibre")}
    converted, plain = tmp_path / f"book.{form}", tmp_path / "book.txt"
    for source, target in ((volume, converted), (converted, plain)):
        if source != target:
            run(CALIBRE, str(source), str(target), environment=environment)

    assert loss(words_of_book(volume), plain.read_text("utf-8")).lost == ()
