"""The package of a book: metadata, manifest, spine and NCX, written by EbookLib.

EbookLib rewrites pages that it knows to be HTML and loses parts of them; it is therefore
given finished bytes only, and asked for the package document, the NCX and the container.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from ebooklib import epub

from publish.epub.archive import repack
from publish.epub.contents import Entry, one_line
from publish.epub.ncx import in_tongues, with_pages
from publish.epub.pagelist import Page

_IBOOKS = "http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the book: ``name`` is its path from the package document.

    ``properties`` are those of its manifest item (EPUB 3.3, manifest properties vocabulary).
    """

    name: str
    media_type: str
    content: bytes
    properties: tuple[str, ...] = ()
    in_spine: bool = False


@dataclass(frozen=True, slots=True)
class Meta:
    """One metadata element: ``dc:<name>``, or a ``meta`` if ``name`` is None."""

    name: str | None
    value: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Package:
    """All that a book is made of.

    ``pages`` are those of the printed edition, and ``pages_label`` what they are called.
    ``licences`` are those of its fonts, by file name; they travel in META-INF, as they are
    no part of the publication and reading systems pass over what they do not know there.
    """

    identifier: str
    language: str
    title: str
    direction: str
    modified: datetime
    metadata: tuple[Meta, ...]
    resources: tuple[Resource, ...]
    contents: tuple[Entry, ...]
    pages: tuple[Page, ...]
    pages_label: str
    licences: Mapping[str, bytes]


def write(package: Package) -> bytes:
    """``package`` as the bytes of an EPUB file, the same every time."""
    book = epub.EpubBook()
    book.set_identifier(package.identifier)
    book.title = package.title
    book.direction = package.direction
    book.add_prefix("ibooks", _IBOOKS)
    for meta in package.metadata:
        namespace, name = ("DC", meta.name) if meta.name else ("OPF", "meta")
        book.add_metadata(namespace, name, meta.value, dict(meta.attributes))
    for resource in package.resources:
        item = _item(resource)
        book.add_item(item)
        if resource.in_spine:
            book.spine.append(item)
    for name, content in package.licences.items():
        book.add_item(_unlisted(f"META-INF/{name}", content))
    book.add_item(epub.EpubNcx())
    book.toc = _ncx_entries(package.contents, "nav")
    return repack(_archive(book, package), package.modified)


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """EbookLib's writer, with what it leaves out: the package's language, and printed pages."""

    package: Package

    def _write_opf_file(self, root: Any) -> None:
        root.set(_XML_LANG, self.package.language)
        super()._write_opf_file(root)

    def _get_ncx(self) -> bytes:
        ncx = in_tongues(super()._get_ncx(), self.package.contents)
        return with_pages(ncx, self.package.pages, self.package.pages_label)


def _archive(book: Any, package: Package) -> bytes:
    output = BytesIO()
    options = {"mtime": package.modified, "package_direction": True, "epub2_guide": False}
    writer = _Writer(output, book, options)
    writer.package = package
    writer.write()
    return output.getvalue()


def _item(resource: Resource) -> Any:
    """The manifest item; its identifier is its name in the letters that XML allows."""
    uid = "item-" + resource.name.replace("/", "-")
    item = epub.EpubItem(uid, resource.name, resource.media_type, resource.content)
    item.properties = list(resource.properties)
    return item


def _unlisted(name: str, content: bytes) -> Any:
    return epub.EpubItem(name, name, "text/plain", content, manifest=False)


def _ncx_entries(entries: Iterable[Entry], prefix: str) -> list[Any]:
    """Contents as EbookLib takes them: links, or pairs of a section and what is in it."""
    result: list[Any] = []
    for number, entry in enumerate(entries, start=1):
        uid = f"{prefix}-{number}"
        label = one_line(entry.label)
        if entry.children:
            section = epub.Section(label, entry.href)
            result.append((section, _ncx_entries(entry.children, uid)))
        else:
            result.append(epub.Link(entry.href, label, uid))
    return result
