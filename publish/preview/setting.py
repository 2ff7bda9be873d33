"""The bench where pages are set: from a statement's folder to what is shown of one view."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Final
from zipfile import ZipFile

import pypdfium2
from lxml import etree

from publish.design.design import Design, default_design
from publish.editions import EDITIONS
from publish.errors import Place
from publish.files import sha256_of
from publish.fonts.library import Library, open_library
from publish.house.house import house_for
from publish.making.fits import start
from publish.making.make import Artifact, make
from publish.making.plan import Task
from publish.making.settings import source_date_epoch
from publish.markup.fit import Fit
from publish.markup.pages import Markup, page_markup
from publish.press.geometry import Boxes
from publish.preview.reading import Reader
from publish.preview.sheets import on_sheets, spots
from publish.preview.views import Book, Chapter, Leaf, Part, Proof, Shown, Spot, View
from publish.text.dressed import Text
from publish.text.edit import edit
from publish.text.words import characters
from publish.typeset.areas import page_areas
from publish.typeset.engine import use_fonts
from publish.typeset.fitting import Setting, as_it_comes
from publish.typeset.layout import Layout
from publish.typeset.leaflet import lay_out_leaflet
from publish.typeset.mends.resuming import Memory, resumed
from publish.typeset.proof import write_proof

_FIRST: Final = 4
"""How many new pages are written before the first of them are told of."""

_PT_MM: Final = 25.4 / 72


@dataclass(frozen=True, slots=True)
class _Order:
    """A view to be set: task, text, design, its pamphlet's or own markup, and what is known.

    ``markup`` is that of the text as it is set at first, ``setting`` gives others.
    ``made_from`` hashes all that it is made from; ``known`` are keys of leaves that need no
    picture any more; ``memory`` has the pages as they were last laid out.
    """

    task: Task
    text: Text
    design: Design
    markup: Markup
    setting: Setting
    made_from: str
    known: frozenset[str]
    memory: Memory

    @property
    def direction(self) -> str:
        return self.text.profile.direction

    def laid_out(self) -> Layout:
        """The pages as a build has them."""
        return as_it_comes(self.setting, start(self.task.house)).layout


@dataclass(slots=True)
class Setter:
    """Sets views, with fonts, sheets and measures at hand from the last time."""

    content: Path
    fonts: Library = field(default_factory=open_library)
    design: Design = field(default_factory=default_design)
    reader: Reader = field(default_factory=Reader)
    memories: dict[View, tuple[str, Memory]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        use_fonts(self.fonts.installed)

    def set(self, view: View, before: str | None, known: frozenset[str]) -> Iterator[Part]:
        """The parts of a view, or none where it is made from the same as ``before``.

        Raises PublishError for content that cannot be read or set.
        """
        statement = self.reader.read(self.content / view.statement, view.language)
        text = edit(statement, view.language).naming(self.fonts.draws)
        self.fonts.check(characters(text), text.profile.script)
        edition = view.made_as
        laid_out = edition if edition.writer in ("pages", "press", "leaflet") else _PAMPHLET

        def setting(fit: Fit) -> Markup:
            return page_markup(text, laid_out, self.fonts, self.design, fit)

        task = Task(statement, view.language, (edition,), house=house_for(statement))
        markup = setting(start(task.house))
        made_from = _made_from(view, markup)
        if made_from != before:
            memory = self._memory(view, markup)
            order = _Order(task, text, self.design, markup, setting, made_from, known, memory)
            yield from _WRITERS[edition.writer](order, self.fonts)

    def _memory(self, view: View, markup: Markup) -> Memory:
        """What is remembered of a view's pages; nothing if styles or pictures are others."""
        styles = f"{markup.rules}{_named(markup)}"
        if self.memories.get(view, ("",))[0] != styles:
            self.memories[view] = styles, Memory()
        return self.memories[view][1]


_PAMPHLET: Final = EDITIONS["pamphlet"]


def _made_from(view: View, markup: Markup) -> str:
    """A hash over all that a view is made from: words, language's styles, colours, pictures."""
    digest = hashlib.sha256()
    for part in (view.name, markup.html, markup.rules):
        digest.update(part.encode() + b"\0")
    digest.update(_named(markup).encode())
    return digest.hexdigest()


def _named(markup: Markup) -> str:
    """A hash over colours and pictures, which a layout knows by their names alone."""
    digest = hashlib.sha256(repr(markup.palette).encode())
    for path in sorted(markup.pictures):
        digest.update((sha256_of(path) or "").encode())
    return digest.hexdigest()[:8]


# --- Pages ---------------------------------------------------------------------------


def _set_pages(order: _Order, _: Library) -> Iterator[Part]:
    with resumed(order.memory):
        layout = order.laid_out()
    pages = page_areas(layout)
    salt = _named(order.markup)
    keys = [f"{page.looks}{salt}" for page in pages]
    leaves = tuple(
        Leaf(key, page.width_mm, page.height_mm, spots(page))
        for key, page in zip(keys, pages, strict=True)
    )
    fresh = [number for number, key in enumerate(keys) if key not in order.known]
    yield from _proof(layout, keys, fresh[:_FIRST])
    yield Shown(order.made_from, order.direction, True, leaves)
    yield from _proof(layout, keys, fresh[_FIRST:])


def _proof(layout: Layout, keys: list[str], numbers: list[int]) -> Iterator[Proof]:
    if numbers:
        yield Proof(tuple(keys[number] for number in numbers), write_proof(layout, numbers))


# --- Files as a build makes them -----------------------------------------------------


def _set_press(order: _Order, fonts: Library) -> Iterator[Part]:
    shown = yield from _file(order, fonts, spreads=True)
    edition = order.task.editions[0]
    assert edition.size_mm is not None
    margin_mm = Boxes(*edition.size_mm).margin_mm
    pages = page_areas(order.laid_out())
    yield _with_spots(shown, tuple(spots(page, margin_mm) for page in pages))


def _set_booklet(order: _Order, fonts: Library) -> Iterator[Part]:
    shown = yield from _file(order, fonts, spreads=False)
    pages = page_areas(order.laid_out())
    yield _with_spots(shown, on_sheets(pages, "saddle-2up", order.direction))


def _set_leaflet(order: _Order, fonts: Library) -> Iterator[Part]:
    shown = yield from _file(order, fonts, spreads=False)
    pages = page_areas(lay_out_leaflet(order.markup, Place(order.text.path)))
    yield _with_spots(shown, on_sheets(pages, "trifold", order.direction))


def _file(order: _Order, fonts: Library, *, spreads: bool) -> Generator[Part, None, Shown]:
    """The pages of a finished file; what is written where follows, for it takes as long again."""
    content = _made(order, fonts).content
    digest = hashlib.sha256(content).hexdigest()[:24]
    with pypdfium2.PdfDocument(content) as document:
        sizes = [document.get_page_size(number) for number in range(len(document))]
    leaves = tuple(
        Leaf(f"{digest}{number:04}", width * _PT_MM, height * _PT_MM)
        for number, (width, height) in enumerate(sizes)
    )
    shown = Shown(order.made_from, order.direction, spreads, leaves)
    yield Proof(tuple(leaf.key for leaf in leaves), content)
    yield shown
    return shown


def _made(order: _Order, fonts: Library) -> Artifact:
    (artifact,) = make(order.task, fonts, order.design, source_date_epoch())
    return artifact


def _with_spots(shown: Shown, found: tuple[tuple[Spot, ...], ...]) -> Shown:
    leaves = zip(shown.leaves, found, strict=True)
    return replace(shown, leaves=tuple(replace(leaf, spots=each) for leaf, each in leaves))


# --- Books ---------------------------------------------------------------------------


def _set_book(order: _Order, fonts: Library) -> Iterator[Part]:
    with ZipFile(BytesIO(_made(order, fonts).content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    shared = hashlib.sha256()
    for name, content in sorted(files.items()):
        if not name.endswith((".xhtml", ".opf", ".ncx")):
            shared.update(name.encode() + content)
    chapters = tuple(
        Chapter(name, hashlib.sha256(shared.digest() + files[name]).hexdigest()[:24])
        for name in _spine(files)
    )
    yield Book(files)
    yield Shown(order.made_from, order.direction, False, chapters=chapters)


def _spine(files: Mapping[str, bytes]) -> list[str]:
    """The documents of a book in the order of reading (EPUB 3.3, 5.7)."""
    package = next(name for name in files if name.endswith(".opf"))
    root = etree.fromstring(files[package])
    hrefs = {item.get("id"): item.get("href") for item in root.iterfind(".//{*}manifest/{*}item")}
    home = PurePosixPath(package).parent
    return [str(home / str(hrefs[each.get("idref")])) for each in root.iterfind(".//{*}itemref")]


_WRITERS: Mapping[str, Callable[[_Order, Library], Iterator[Part]]] = MappingProxyType(
    {
        "pages": _set_pages,
        "press": _set_press,
        "booklet": _set_booklet,
        "leaflet": _set_leaflet,
        "book": _set_book,
    }
)
"""How what an edition's writer makes is shown."""
