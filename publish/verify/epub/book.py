"""An EPUB under examination: its package, its documents and its fonts, read from the archive.

Only what the checks here need; EPUBCheck judges the rest (EPUB 3.3).
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from fontTools.ttLib import TTFont, TTLibError
from lxml import etree

from publish.errors import Place
from publish.faults import Fault, printable, quoted
from publish.text.dressed import Text

CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTED: Final = 0x1
"""The flag of an entry that a password locks (APPNOTE.TXT, 4.4.4)."""
ENCRYPTION: Final = "META-INF/encryption.xml"
XHTML: Final = "application/xhtml+xml"

_LARGEST_FILE: Final = 60_000_000
_LARGEST_BOOK: Final = 1_000_000_000
_MOST_FILES: Final = 20_000
_ANEW: Final = "Make or fetch it anew."
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_SILENT: Final = frozenset({"head", "script", "style"})
_INLINE: Final = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins"),
        *("kbd", "mark", "q", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup"),
        *("time", "u", "var", "wbr"),
    }
)
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)
"""What reading a damaged archive, or one that is none, may end in."""


class BookError(Fault):
    """A book that cannot be read as one."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the book; ``name`` is its file in the archive."""

    name: str
    root: Any
    is_nav: bool

    @property
    def language(self) -> str | None:
        """The language that the whole of it is in."""
        return language_of(self.root)

    @property
    def direction(self) -> str | None:
        """The direction that its root, or its body, is set in."""
        body = next(iter(self.root.iterfind("{*}body")), None)
        written = (element.get("dir") for element in (self.root, body) if element is not None)
        return next((direction for direction in written if direction), None)


@dataclass(frozen=True, slots=True)
class Book:
    """A book: what its package says, and its documents in the order of reading.

    ``fonts`` are the characters that the embedded fonts have together; None where there are
    no fonts, or where they cannot be read, as when they are obfuscated. ``text``
    is what the book was made from, where that is known.
    """

    path: Path
    languages: tuple[str, ...]
    progression: str | None
    documents: tuple[Document, ...]
    fonts: frozenset[str] | None
    text: Text | None = None
    title: str = ""

    @property
    def place(self) -> Place:
        """The file, for a finding."""
        return Place(self.path)


def read_book(path: Path, text: Text | None = None) -> Book:
    """The book in a file.

    Raises BookError where there is none, or more of it than any book has.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _measure(archive, path)
            return _read(archive, path, text)
    except BookError:
        raise
    except OSError as problem:
        raise BookError(f"this cannot be opened as an EPUB: {problem.strerror}.", _ANEW) from None
    except _BROKEN:
        message = "this cannot be opened as an EPUB: the archive is damaged, or is none."
        raise BookError(message, _ANEW) from None


def _measure(archive: zipfile.ZipFile, path: Path) -> None:
    """Refuse an archive that is a few bytes and would be a mountain of files."""
    members = archive.infolist()
    if len(members) > _MOST_FILES:
        raise BookError(f"there are {len(members):,} files in it; the limit is {_MOST_FILES:,}.")
    size = sum(member.file_size for member in members)
    if size > _LARGEST_BOOK:
        message = f"unpacked it has {size:,} bytes; the limit is {_LARGEST_BOOK:,}."
        raise BookError(message, "Check what the file is.")
    if sum(member.compress_size for member in members) > path.stat().st_size:
        raise BookError("its files overlap one another: the archive is damaged.", _ANEW)


def _read(archive: zipfile.ZipFile, path: Path, text: Text | None) -> Book:
    rootfile = _parsed(archive, CONTAINER).find(".//{*}rootfile")
    if rootfile is None:
        raise BookError(f"{CONTAINER} names no package document.", _ANEW)
    package_name = rootfile.get("full-path", "")
    package = _parsed(archive, package_name)
    items = {item.get("id"): item for item in package.iterfind("{*}manifest/{*}item")}
    spine = package.find("{*}spine")
    listed = [] if spine is None else [item.get("idref") for item in spine]
    nav = [key for key, item in items.items() if "nav" in item.get("properties", "").split()]
    read = [items[key] for key in dict.fromkeys([*listed, *nav]) if key in items]
    folder = posixpath.dirname(package_name)
    return Book(
        path=path,
        languages=tuple(
            (element.text or "").strip() for element in package.iterfind(".//{*}language")
        ),
        progression=None if spine is None else spine.get("page-progression-direction"),
        documents=tuple(_documents(archive, folder, read)),
        fonts=_fonts(archive, folder, items),
        text=text,
        title=(package.findtext("{*}metadata/{*}title") or "").strip(),
    )


def _documents(archive: zipfile.ZipFile, folder: str, items: list[Any]) -> Iterator[Document]:
    for item in items:
        if item.get("media-type") == XHTML:
            name = _member(folder, item)
            is_nav = "nav" in item.get("properties", "").split()
            yield Document(name, _parsed(archive, name), is_nav)


def _fonts(
    archive: zipfile.ZipFile, folder: str, items: Mapping[str, Any]
) -> frozenset[str] | None:
    names = [_member(folder, item) for item in items.values() if _is_font(item)]
    if not names or ENCRYPTION in archive.namelist():
        return None
    characters: set[str] = set()
    try:
        for name in names:
            with TTFont(BytesIO(_bytes(archive, name)), lazy=True) as font:
                characters.update(map(chr, font.getBestCmap() or {}))
    except (TTLibError, ImportError):  # a WOFF 2 font cannot be opened without Brotli
        return None
    return frozenset(characters)


def _is_font(item: Any) -> bool:
    kind = item.get("media-type", "")
    return "font" in kind and "svg" not in kind


def _member(folder: str, item: Any) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))


def _bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        member = archive.getinfo(name)
    except KeyError:
        raise BookError(f"there is no {quoted(name)} in it.", _ANEW) from None
    if member.flag_bits & _ENCRYPTED:
        raise BookError(f"{quoted(name)} in it is locked with a password.", "Unlock it first.")
    if member.file_size > _LARGEST_FILE:
        message = f"{quoted(name)} in it has {member.file_size:,} bytes; "
        raise BookError(f"{message}the limit is {_LARGEST_FILE:,}.")
    try:
        return archive.read(member)
    except _BROKEN:
        raise BookError(f"{quoted(name)} in it is damaged.", _ANEW) from None


def _parsed(archive: zipfile.ZipFile, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(_bytes(archive, name), parser)
    except etree.XMLSyntaxError as problem:
        message = f"{quoted(name)} in it is not sound XML: {printable(str(problem.msg))}."
        raise BookError(message, _ANEW) from None


# --- Text ---------------------------------------------------------------------------


def language_of(element: Any) -> str | None:
    """The language of an element: its own, else that of what it is in."""
    while element is not None:
        language = element.get(_LANGUAGE) or element.get("lang")
        if language:
            return str(language).strip()
        element = element.getparent()
    return None


def plain_text(element: Any) -> str:
    """The text of an element, blocks apart, without what is not shown."""
    return "".join(text for _, text in spoken(element))


def spoken(element: Any) -> Iterator[tuple[Any, str]]:
    """Each piece of text in an element, with the element that it stands in."""
    if not isinstance(element.tag, str):  # a comment, a processing instruction
        return
    name = etree.QName(element).localname
    if name in _SILENT:
        return
    edge = "" if name in _INLINE else "\n"
    yield element, f"{edge}{element.text or ''}"
    for child in element:
        yield from spoken(child)
        yield element, child.tail or ""
    yield element, edge
