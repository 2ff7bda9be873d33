"""Text → EPUB: documents, style, faces and pictures, bound into one book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from publish.editions import Edition
from publish.epub.cascade import wishes
from publish.epub.contents import anchored, contents, landmarks, levelled
from publish.epub.documents import Document, render
from publish.epub.faces import NO_FACES, embed
from publish.epub.metadata import Traits, identifier, metadata
from publish.epub.package import Package, Resource, write
from publish.epub.pagelist import Page, mark_pages
from publish.epub.pictures import PNG, Album
from publish.epub.styles import language_sheet, scripts
from publish.fonts.library import Library
from publish.language.numerals import digits
from publish.markup.colophon import colophon
from publish.markup.flow import Start
from publish.markup.variables import script_classes
from publish.resources import styles_dir
from publish.text.model import Text

_COVER = "images/cover.png"
_CSS = "text/css"
_LANGUAGE_SHEET = "language.css"
_XHTML = "application/xhtml+xml"

_PROPERTIES = {"nav": ("nav",)}
"""Properties of the manifest items of documents (EPUB 3.3, manifest properties)."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The printed pamphlet that a book goes with.

    ``name`` is that of its file, ``cover`` a PNG of its title page, ``starts`` are where its
    pages begin.
    """

    name: str
    cover: bytes
    starts: tuple[Start, ...]


def bind(
    text: Text,
    edition: Edition,
    fonts: Library,
    printed: Printed | None = None,
    *,
    with_faces: bool = True,
) -> bytes:
    """``text`` as the bytes of an e-book, with cover and page list if it is ``printed`` too.

    Without faces, the reading system takes its own. The same text, fonts, styles and pamphlet
    give the same bytes.
    """
    notes = tuple(replace(note, blocks=levelled(note.blocks)) for note in text.notes)
    text = replace(text, blocks=levelled(anchored(text.blocks)), notes=notes)
    parts = _parts(text, has_cover=printed is not None)
    sheets = {
        f"{name}.css": (styles_dir() / f"{name}.css").read_text("utf-8") for name in edition.sheets
    }
    album = Album()
    documents, pages = _documents(text, edition, parts, (_LANGUAGE_SHEET, *sheets), album, printed)
    roots = [document.root for document in documents]
    used = scripts(roots)
    by_language = language_sheet(text.profile, used, fonts)
    faces = NO_FACES
    if with_faces:
        numerals = digits("0123456789.", text.profile.numerals)
        faces = embed(wishes(roots, by_language + "".join(sheets.values()), numerals), fonts)
    pictures = (*album.resources(), *_cover(printed))
    by_language = language_sheet(text.profile, used, fonts, faces.families)
    sheets = {_LANGUAGE_SHEET: faces.css + by_language, **sheets}
    traits = Traits(
        pictures=bool(pictures), faces=with_faces, pages_of=printed.name if printed else None
    )
    return write(
        Package(
            identifier=identifier(text),
            language=text.language,
            title=text.title_text,
            direction=text.profile.direction,
            modified=text.modified,
            metadata=metadata(text, traits),
            resources=(*_pages(documents), *_styles(sheets), *faces.resources, *pictures),
            contents=contents(text, parts),
            pages=pages,
            pages_label=text.word("pages").text,
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
    text: Text,
    edition: Edition,
    parts: tuple[str, ...],
    sheets: tuple[str, ...],
    album: Album,
    printed: Printed | None,
) -> tuple[list[Document], tuple[Page, ...]]:
    """The documents of the book, the navigation document last made, and the printed pages."""
    context = {
        "colophon": colophon(text, edition.word),
        "contents": contents(text, parts),
        "cover": _COVER,
        "landmarks": landmarks(text, parts),
        "notes_on_page": False,
        "root_classes": script_classes(text.profile),
        "sheets": sheets,
    }
    made = {part: render(part, text, album.address, context) for part in parts if part != "nav"}
    starts = printed.starts if printed else ()
    pages = mark_pages(made.values(), starts, text.profile.numerals)
    made["nav"] = render("nav", text, album.address, context | {"pages": pages})
    return [made[part] for part in parts], pages


def _pages(documents: Iterable[Document]) -> Iterator[Resource]:
    for document in documents:
        properties = _PROPERTIES.get(document.part, ())
        yield Resource(document.name, _XHTML, document.content, properties, in_spine=True)


def _styles(sheets: Mapping[str, str]) -> Iterator[Resource]:
    for name, css in sheets.items():
        yield Resource(name, _CSS, css.encode())


def _cover(printed: Printed | None) -> Iterator[Resource]:
    if printed:
        yield Resource(_COVER, PNG, printed.cover, ("cover-image",))
