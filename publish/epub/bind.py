"""Text → EPUB: documents, style, faces and pictures, bound into one book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from publish.editions import Edition
from publish.epub.cascade import wishes
from publish.epub.contents import anchored, contents, landmarks
from publish.epub.documents import Document, render
from publish.epub.faces import embed
from publish.epub.metadata import identifier, metadata
from publish.epub.package import Package, Resource, write
from publish.epub.pictures import PNG, Album
from publish.epub.styles import language_sheet, scripts
from publish.fonts.library import Library
from publish.language.numerals import digits
from publish.markup.colophon import colophon
from publish.markup.variables import script_classes
from publish.resources import styles_dir
from publish.text.model import Text

_COVER = "images/cover.png"
_CSS = "text/css"
_LANGUAGE_SHEET = "language.css"
_XHTML = "application/xhtml+xml"

_PROPERTIES = {"nav": ("nav",)}
"""Properties of the manifest items of documents (EPUB 3.3, manifest properties)."""


def bind(text: Text, edition: Edition, fonts: Library, cover: bytes | None = None) -> bytes:
    """``text`` as the bytes of an e-book; ``cover`` is a PNG of its title page.

    The same text, fonts, styles and cover give the same bytes.
    """
    text = replace(text, blocks=anchored(text.blocks))
    parts = _parts(text, has_cover=cover is not None)
    sheets = {
        f"{name}.css": (styles_dir() / f"{name}.css").read_text("utf-8") for name in edition.sheets
    }
    album = Album()
    documents = _documents(text, edition, parts, (_LANGUAGE_SHEET, *sheets), album)
    roots = [document.root for document in documents]
    used = scripts(roots)
    by_language = language_sheet(text.profile, used, fonts)
    numerals = digits("0123456789.", text.profile.numerals)
    faces = embed(wishes(roots, by_language + "".join(sheets.values()), numerals), fonts)
    pictures = (*album.resources(), *_cover(cover))
    by_language = language_sheet(text.profile, used, fonts, faces.families)
    sheets = {_LANGUAGE_SHEET: faces.css + by_language, **sheets}
    return write(
        Package(
            identifier=identifier(text),
            title=text.title_text,
            direction=text.profile.direction,
            modified=text.modified,
            metadata=metadata(text, pictures=bool(pictures)),
            resources=(*_pages(documents), *_styles(sheets), *faces.resources, *pictures),
            contents=contents(text, parts),
            licences=faces.licences,
        )
    )


def _parts(text: Text, *, has_cover: bool) -> tuple[str, ...]:
    """The documents of the book, in reading order."""
    wanted = {
        "cover": has_cover,
        "title": True,
        "nav": True,
        "text": True,
        "signatories": bool(text.groups),
        "upcoming": bool(text.upcoming),
        "colophon": True,
    }
    return tuple(part for part, is_wanted in wanted.items() if is_wanted)


def _documents(
    text: Text, edition: Edition, parts: tuple[str, ...], sheets: tuple[str, ...], album: Album
) -> list[Document]:
    context = {
        "colophon": colophon(text, edition.word),
        "contents": contents(text, parts),
        "cover": _COVER,
        "landmarks": landmarks(text, parts),
        "notes_on_page": False,
        "root_classes": script_classes(text.profile),
        "sheets": sheets,
    }
    return [render(part, text, album.address, context) for part in parts]


def _pages(documents: Iterable[Document]) -> Iterator[Resource]:
    for document in documents:
        properties = _PROPERTIES.get(document.part, ())
        yield Resource(document.name, _XHTML, document.content, properties, in_spine=True)


def _styles(sheets: Mapping[str, str]) -> Iterator[Resource]:
    for name, css in sheets.items():
        yield Resource(name, _CSS, css.encode())


def _cover(content: bytes | None) -> Iterator[Resource]:
    if content is not None:
        yield Resource(_COVER, PNG, content, ("cover-image",))
