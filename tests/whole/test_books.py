"""A book and the pamphlet agree on pages: its markers stand where the printed pages begin."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from support import TEXTS, Publish, messages

from publish.language.names import autonym
from publish.tools import ace, epubcheck

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
HTML = "{http://www.w3.org/1999/xhtml}"

MM = 72 / 25.4
ENOUGH = 16
"""How many letters after a marker are compared; later in a colophon, book and page differ."""


@dataclass(frozen=True)
class Pair:
    """A book, and the pamphlet that it goes with.

    In a book of several languages, ``prefix`` begins the names of one language's documents.
    """

    book: Path
    pamphlet: Path
    prefix: str = ""

    def read(self, name: str) -> Any:
        with zipfile.ZipFile(self.book) as archive:
            return etree.fromstring(archive.read(f"EPUB/{name}"))

    def listed(self) -> dict[str, str]:
        """The page list of the navigation document: places by label."""
        [nav] = [nav for nav in self.read("nav.xhtml").iter(f"{HTML}nav") if is_page_list(nav)]
        places = {link.text: link.get("href") for link in nav.iter(f"{HTML}a")}
        return {text: href for text, href in places.items() if href.startswith(self.prefix)}

    def after(self, place: str) -> str:
        """The letters that follow a marker in its document."""
        name, _, identifier = place.partition("#")
        root = self.read(name)
        [marker] = [element for element in root.iter("*") if element.get("id") == identifier]
        assert marker.get(EPUB_TYPE) == "pagebreak"
        assert marker.get("role") == "doc-pagebreak"
        marker.text = "☞"
        text = "".join(own_text(root.find(f"{HTML}body")))
        return letters(text.partition("☞")[2])


def is_page_list(nav: Any) -> bool:
    return str(nav.get(EPUB_TYPE)) == "page-list"


def own_text(element: Any) -> Iterator[str]:
    """The text of an element, without references to notes, which no page has as words."""
    if element.get("role") not in ("doc-noteref", "doc-backlink"):
        yield element.text or ""
        for child in element:
            yield from own_text(child)
            yield child.tail or ""


def letters(text: str) -> str:
    """The letters of a text, without spaces, hyphens, digits and marks."""
    normal = unicodedata.normalize("NFKC", text).replace("\N{ARABIC TATWEEL}", "")
    return "".join(character for character in normal if character.isalpha())


def printed(pamphlet: Path, page: int, top_mm: int, height_mm: int) -> str:
    """What PDFium reads in a strip of a page, from edge to edge, in the order of the page.

    In a file that is said to run from right to left it would turn round every line.
    """
    with pikepdf.open(pamphlet) as pdf:
        pdf.Root.ViewerPreferences.Direction = pikepdf.Name.L2R
        pdf.save(plain := BytesIO())
    with pypdfium2.PdfDocument(plain.getvalue()) as document:
        sheet = document[page - 1]
        top = sheet.get_height() - top_mm * MM
        read: str = sheet.get_textpage().get_text_bounded(top=top, bottom=top - height_mm * MM)
        return read


def type_area(pamphlet: Path, page: int) -> str:
    """The letters of a page between its running head and its folio."""
    return letters(printed(pamphlet, page, 18, 172))


def pages_of(pamphlet: Path) -> int:
    with pypdfium2.PdfDocument(pamphlet) as document:
        return len(document)


def check_pages(pair: Pair) -> list[tuple[str, str]]:
    """Hold every page's first words against those after its marker; where markers stand."""
    listed = list(pair.listed().values())
    assert len(listed) == pages_of(pair.pamphlet)
    for number, place in enumerate(listed, start=1):
        after = pair.after(place)[:ENOUGH]
        assert len(after) > 5
        assert type_area(pair.pamphlet, number).startswith(after), f"page {number}"
    return [tuple(place.split("#")) for place in listed]  # type: ignore[misc]


@pytest.fixture(params=TEXTS, ids=".".join)
def pair(request: pytest.FixtureRequest, built: Path) -> Pair:
    """Each book of the project's content with its pamphlet."""
    slug, language = request.param
    stem = built / slug / f"{slug}.{language}"
    return Pair(Path(f"{stem}.epub"), Path(f"{stem}.pamphlet.pdf"))


def test_each_page_begins_with_the_words_after_its_marker(pair: Pair) -> None:
    check_pages(pair)


def test_labels_are_the_folios_as_printed(pair: Pair) -> None:
    """The title page has none; every page that has one is called by it, in its own digits."""
    pages = range(1, pages_of(pair.pamphlet) + 1)
    folios = [printed(pair.pamphlet, page, 192, 18).split() for page in pages]
    shown = [label for label, folio in zip(pair.listed(), folios, strict=True) if folio]

    assert shown == ["".join(filter(str.isdigit, folio[0])) for folio in folios if folio]
    assert len(shown) == len(pages) - 1


def test_both_lists_and_the_markers_are_the_same_pages(pair: Pair) -> None:
    listed = pair.listed()
    old = {
        target.findtext(f"{NCX}navLabel/{NCX}text"): target.find(f"{NCX}content").get("src")
        for target in pair.read("toc.ncx").iter(f"{NCX}pageTarget")
    }
    names = {place.partition("#")[0] for place in listed.values()}
    markers = {
        marker.get("aria-label"): f"{name}#{marker.get('id')}"
        for name in names
        for marker in pair.read(name).iter(f"{HTML}span")
        if marker.get(EPUB_TYPE) == "pagebreak"
    }

    assert old == listed == markers


def test_the_book_names_the_pamphlet_whose_pages_it_counts(pair: Pair) -> None:
    package = pair.read("content.opf")
    [source] = [m.text for m in package.iter("{*}meta") if m.get("property") == "pageBreakSource"]

    assert pair.pamphlet.name in source


LONG = """+++
title = "A *long* text"
+++

{quoted}

- {item}
- {item}

![A picture](images/a.png)

> {quoted}

## “So much” for [that]({url})[^a]

{quoted}

[^a]: {note}
[^b]: {note}
"""


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory, publish: Publish) -> dict[str, Pair]:
    """A text whose pages begin with anything: quotation marks, emphasis, links, other scripts."""
    from PIL import Image

    folder = tmp_path_factory.mktemp("long")
    content = folder / "content" / "long"
    (content / "images").mkdir(parents=True)
    Image.new("RGB", (40, 90), "blue").save(content / "images/a.png")
    (content / "statement.toml").write_text('schema = 1\nsource_language = "en"\n', "utf-8")
    words = {"en": ("river", "banks", "نهر", "ar"), "ar": ("النهر", "ضفاف", "river", "en")}
    for language, (one, other, foreign, tag) in words.items():
        quoted = f'"{one} *{other} {one}*" — **{other}**, ({one} [{foreign}]{{lang={tag}}}); ' * 90
        item = f'"{other}" {one}: *{other}* '
        filled = LONG.format(
            quoted=quoted.replace("; ", ";[^b] ", 1).strip() + ".",
            item=(item * 60).strip(),
            note=(f"{other} {one} " * 40).strip(),
            url="https://example.org/",
        )
        (content / f"{language}.md").write_text(filled, "utf-8")
    chosen = ("-e", "pamphlet", "-e", "epub", "--content", folder / "content", "-o", folder)
    done = publish("build", *chosen)
    assert done.returncode == 0, done.stderr
    stems = {language: folder / "long" / f"long.{language}" for language in words}
    return {
        language: Pair(Path(f"{stem}.epub"), Path(f"{stem}.pamphlet.pdf"))
        for language, stem in stems.items()
    }


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_begin_inside_paragraphs_items_and_quotations(
    language: str, long: dict[str, Pair]
) -> None:
    """Wherever a page begins, its marker is there."""
    pair = long[language]
    places = check_pages(pair)

    root = pair.read("text.xhtml")
    around = {
        parent.tag.removeprefix(HTML)
        for marker in root.iter(f"{HTML}span")
        if marker.get(EPUB_TYPE) == "pagebreak"
        for parent in marker.iterancestors()
        if (marker.getprevious() is not None or (marker.getparent().text or "").strip())
    }
    assert len(places) > 8
    assert {"p", "li"} <= around


# --- Several languages in one book ------------------------------------------------------

LANGUAGES = {slug: [tag for name, tag in TEXTS if name == slug] for slug, _ in TEXTS}


@pytest.fixture(scope="module")
def volumes(publish: Publish, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A book of all languages for each statement of the project's content."""
    out = tmp_path_factory.mktemp("volumes")
    made = {}
    for slug in LANGUAGES:
        done = publish("volume", slug, "--form", "epub", "-o", out)
        assert done.returncode == 0, done.stderr
        made[slug] = Path(done.stdout.strip())
        assert f"{len(LANGUAGES[slug])} languages" in done.stderr
    return made


@pytest.mark.parametrize(("slug", "language"), TEXTS, ids=map(".".join, TEXTS))
def test_each_language_of_a_volume_counts_the_pages_of_its_pamphlet(
    slug: str, language: str, volumes: dict[str, Path], built: Path
) -> None:
    pamphlet = built / slug / f"{slug}.{language}.pamphlet.pdf"
    pair = Pair(volumes[slug], pamphlet, f"{language}.")
    alone = Pair(built / slug / f"{slug}.{language}.epub", pamphlet)

    check_pages(pair)
    assert list(pair.listed()) == [f"{autonym(language)} {label}" for label in alone.listed()]
    package = pair.read("content.opf")
    sources = [m.text for m in package.iter("{*}meta") if m.get("property") == "pageBreakSource"]
    assert len([source for source in sources if pamphlet.name in source]) == 1


def test_nothing_is_to_be_said_of_volumes(publish: Publish, volumes: dict[str, Path]) -> None:
    """Neither by EPUBCheck, nor by Ace, nor by the checks of the house."""
    done = publish("verify", *volumes.values())
    assert done.returncode == 0, done.stderr
    assert "0 errors, 0 warnings, 0 notes" in done.stderr


def test_a_volume_of_books_is_the_same_each_time(
    publish: Publish, volumes: dict[str, Path], tmp_path: Path
) -> None:
    slug = "open-shelves"
    done = publish("volume", slug, "--form", "epub", "-o", tmp_path)
    assert Path(done.stdout.strip()).read_bytes() == volumes[slug].read_bytes()


# --- Faces ------------------------------------------------------------------------------


def test_a_book_can_be_made_without_its_fonts(publish: Publish, tmp_path: Path) -> None:
    """The switch makes another book in the place of the first, and back."""
    chosen = ("build", "open-shelves", "-l", "ar", "-e", "epub", "-o", tmp_path)
    book = tmp_path / "open-shelves" / "open-shelves.ar.epub"

    assert publish(*chosen, "--no-epub-fonts").returncode == 0
    without = fonts_in(book)
    assert "1 made" in publish(*chosen).stderr
    assert without == []
    assert fonts_in(book) != []
    assert "1 made" in publish(*chosen, "--no-epub-fonts").stderr


def fonts_in(book: Path) -> list[str]:
    with zipfile.ZipFile(book) as archive:
        return [name for name in archive.namelist() if name.endswith(".ttf")]


# --- Judges -----------------------------------------------------------------------------


def books(built: Path) -> list[Path]:
    found = sorted(built.glob("*/*.epub"))
    assert len(found) == len(TEXTS)
    return found


def test_epubcheck_has_nothing_to_say_of_any_book(built: Path) -> None:
    assert messages(epubcheck.judge(books(built))) == ()


def test_ace_finds_nobody_kept_out_of_any_book(built: Path) -> None:
    """Fails with the line that installs Ace where it is not here."""
    assert messages(ace.judge(books(built))) == ()
