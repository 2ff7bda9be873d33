"""Which reader a file needs: by what is in it, and by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from publish.content.inline import MAX_PASSAGE
from publish.content.statement import Block, ListBlock, Paragraph, Quote, Table
from publish.errors import CommandError, Problem
from publish.faults import did_you_mean, fail, quoted
from publish.incoming.decoding import Decoded, decode
from publish.incoming.page import Page
from publish.incoming.readers.archives import names_in
from publish.incoming.readers.sites import without_site
from publish.incoming.typed import with_typed_lists
from publish.incoming.words import said

MAX_BYTES: Final = 32 << 20
"""The largest file that is opened: documents carry pictures."""
MAX_TEXT_BYTES: Final = 4 << 20
"""The largest text: some hundred times a long statement in many languages."""

MAX_BLOCKS: Final = 5_000
"""The most paragraphs, headings and lists on a page: a statement has some twenty a language."""

MAX_LANGUAGES: Final = 200
"""The most languages that a page may say it is in: each block is weighed for each of them."""

_SUFFIXES: Final = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".odt": "odt",
}  # fmt: skip
_CHARSET: Final = re.compile(
    rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_MARKUP: Final = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|\?xml)", re.IGNORECASE
)

# How files begin that no reader here reads, and what to do about them.
_STRANGERS: Final = (
    (b"%PDF-", "a PDF file", "Copy its text into a text file, or find the document it came from."),
    (b"{\\rtf", "an RTF file", "Save it as .docx or .odt."),
    (b"\x1f\x8b", "a compressed file", "Unpack it."),
    (b"BZh", "a compressed file", "Unpack it."),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file", "Unpack it."),
    (b"Rar!", "a compressed file", "Unpack it."),
    (b"\xfd7zXZ", "a compressed file", "Unpack it."),
    (b"MZ", "a program", "Do not start it. Ask for the document."),
    (b"\x7fELF", "a program", "Do not start it. Ask for the document."),
    (b"%!PS", "a PostScript file", "Find the document it came from."),
    (b"\x89PNG", "a picture", "Type its text."),
    (b"\xff\xd8\xff", "a picture", "Type its text."),
    (b"GIF8", "a picture", "Type its text."),
    (b"II*\0", "a picture", "Type its text."),
    (b"MM\0*", "a picture", "Type its text."),
)
_OLE: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
"""The stream of a .docx that is protected by a password ([MS-OFFCRYPTO], 2.3.4.4)."""
# Archives that are other documents, by a part that each of them has.
_OTHER_DOCUMENTS: Final = (
    ("Index/Document.iwa", "a document of Pages", "Export it as .docx."),
    ("index.xml", "a document of Pages", "Export it as .docx."),
    ("xl/workbook.xml", "a spreadsheet", "Copy its text into a document."),
    ("ppt/presentation.xml", "a presentation", "Copy its text into a document."),
    ("META-INF/container.xml", "an e-book", "Find the document it came from."),
)
_DATA_ADDRESS: Final = re.compile(rb"data:[^\"'\s<>)]{200,}", re.IGNORECASE)
"""Pictures within an address: nothing of them is read, and they are longer than any text."""


def read_page(data: bytes, path: Path, form: str | None = None) -> Page:
    """The page in the bytes of a file; ``form`` overrides what they and the name tell.

    Raises ContentError for what no reader reads, CommandError for an unknown form.
    """
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data):,} bytes; the limit is {MAX_BYTES:,}."
        raise fail(path, None, message, "Check what the file is.")
    _check_known(data, path)
    if form is not None and form not in READERS:
        message = f"there is no reader for {quoted(form)}."
        raise CommandError(Problem(message, remedy=did_you_mean(form, READERS)))
    page = READERS[form or _form_of(data, path)](data, path)
    if not page.pieces:
        raise fail(path, None, "there is no text in the file.")
    if len(page.pieces) > MAX_BLOCKS:
        message = f"the page has more than {MAX_BLOCKS:,} paragraphs."
        raise fail(path, page.pieces[MAX_BLOCKS].block.line, message, "Split it.")
    if len({piece.language for piece in page.pieces}) > MAX_LANGUAGES:
        message = f"the page says that it is in more than {MAX_LANGUAGES} languages."
        raise fail(path, None, message, "Name those to look for with -l, in a copy as plain text.")
    for block in _passages(page):
        length = len(said(block))
        if length > MAX_PASSAGE:
            message = f"the paragraph has {length:,} characters; the limit is {MAX_PASSAGE:,}."
            raise fail(path, block.line, message, "Break it into paragraphs.")
    return with_typed_lists(page)


def _check_known(data: bytes, path: Path) -> None:
    """Raise for what is known to be no text and no document, saying what it is."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            message = "the document is protected by a password."
            raise fail(path, None, message, "Save it without one.")
        message = "this is a document of an old word processor."
        raise fail(path, None, message, "Save it as .docx or .odt.")
    for beginning, what, remedy in _STRANGERS:
        if data.startswith(beginning):
            raise fail(path, None, f"this is {what}.", remedy)


def _passages(page: Page) -> Iterator[Block]:
    """The paragraphs and headings of a page, however deep."""
    todo = [*(piece.block for piece in page.pieces), *(b for n in page.notes for b in n.blocks)]
    while todo:
        block = todo.pop()
        if isinstance(block, Quote):
            todo += block.blocks
        elif isinstance(block, ListBlock):
            todo += (inner for item in block.items for inner in item.blocks)
        elif isinstance(block, Table):
            todo += (
                Paragraph(cell, row.line) for row in (block.head, *block.rows) for cell in row.cells
            )
        else:
            yield block


def _form_of(data: bytes, path: Path) -> str:
    if data.startswith(b"PK"):
        return _packed_form(data, path)
    if _MARKUP.match(data[:1024]):
        return "html"
    named = _SUFFIXES.get(path.suffix.lower(), "text")
    return "text" if named in ("docx", "odt") else named


def _packed_form(data: bytes, path: Path) -> str:
    """The form of a ZIP archive by the part that each form must have."""
    names = names_in(data, path)
    for form, part in (("docx", "word/document.xml"), ("odt", "content.xml")):
        if part in names:
            return form
    for part, what, remedy in _OTHER_DOCUMENTS:
        if part in names:
            raise fail(path, None, f"this is {what}.", remedy)
    raise fail(path, None, "this archive is no document.", "Unpack it, and import what is in it.")


Reader = Callable[[bytes, Path], Page]


def _decoded(data: bytes, path: Path, declared: str | None = None) -> Decoded:
    """The text of a file, if it is not longer than any statement."""
    if len(data) > MAX_TEXT_BYTES:
        message = f"the text has {len(data):,} bytes; the limit is {MAX_TEXT_BYTES:,}."
        raise fail(path, None, message, "Check what the file is.")
    return decode(data, path, declared)


def _read_plain(data: bytes, path: Path) -> Page:
    from publish.incoming.readers.plain import read_plain

    decoded = _decoded(data, path)
    return _with_doubts(read_plain(decoded.text, path), decoded)


def _read_markdown(data: bytes, path: Path) -> Page:
    from publish.incoming.readers.markdown import read_markdown

    decoded = _decoded(data, path)
    site = without_site(decoded.text)
    page = read_markdown(site.text, path)
    return site.told(_with_doubts(page, decoded))


def _read_html(data: bytes, path: Path) -> Page:
    from publish.incoming.readers.html import read_html

    data = _DATA_ADDRESS.sub(b"data:,", data)
    found = _CHARSET.search(data[:4096])
    decoded = _decoded(data, path, found[1].decode("ascii") if found else None)
    site = without_site(decoded.text)
    return site.told(_with_doubts(read_html(site.text, path), decoded))


def _read_docx(data: bytes, path: Path) -> Page:
    from publish.incoming.readers.office import read_document

    return read_document(data, path, "docx")


def _read_odt(data: bytes, path: Path) -> Page:
    from publish.incoming.readers.office import read_document

    return read_document(data, path, "odt")


def _with_doubts(page: Page, decoded: Decoded) -> Page:
    return replace(page, doubts=(*decoded.remarks, *page.doubts))


READERS: Final[Mapping[str, Reader]] = {
    "text": _read_plain,
    "markdown": _read_markdown,
    "html": _read_html,
    "docx": _read_docx,
    "odt": _read_odt,
}
"""Readers by the name of what they read."""
