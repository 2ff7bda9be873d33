"""Documents of word processors, .docx and .odt: checked, read by pandoc, and checked again.

Both are ZIP archives of XML. The archive is unpacked here within bounds, and only the parts that
have text go to pandoc: no pictures, no macros, no settings, nothing that lies about its size.
A .docx is made plain first (see wordprocessing.py). What then does not come out, such as headers,
is kept as unplaced: the document as it was sent is walked once more, word for word.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from lxml import etree

from publish.doors.xml import XmlFault, parse_xml
from publish.errors import ToolError
from publish.faults import fail, quoted
from publish.incoming.decoding import Decoded, without_unseen
from publish.incoming.page import Page, Remark
from publish.incoming.readers import opendocument, wordprocessing
from publish.incoming.readers.archives import MAX_PARTS, opened, too_much, unpacked
from publish.incoming.readers.html import read_html
from publish.incoming.readers.inlining import PARAGRAPH
from publish.incoming.readers.numbered import with_numbers
from publish.incoming.readers.wordprocessing import FIRST_SIGN
from publish.incoming.words import page_texts, words, words_of
from publish.tools import pandoc

MAX_PARAGRAPHS: Final = 20_000
"""The most paragraphs of a document, those of tables included: as many as lines of a text."""

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


@dataclass(frozen=True, slots=True)
class _Form:
    """A kind of document: the parts that are read, and where its text stands in them.

    ``texts`` are the parts with text, ``paragraph`` their elements that hold it; ``runs`` are the
    elements whose own text counts, or empty for all; ``not_text`` is left out with all in it.
    """

    parts: re.Pattern[str]
    texts: re.Pattern[str]
    paragraph: frozenset[str]
    runs: frozenset[str]
    not_text: frozenset[str]
    spaces: frozenset[str]


FORMS: Final[Mapping[str, _Form]] = {
    "docx": _Form(
        parts=re.compile(
            r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml"
            r"|word/[\w-]+\.xml|word/_rels/[\w.-]+\.rels"
        ),
        texts=re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml"),
        paragraph=frozenset((f"{_W}p",)),
        runs=frozenset((f"{_W}t",)),
        not_text=frozenset((f"{_MC}Fallback", f"{_W}del", f"{_W}moveFrom")),
        spaces=frozenset((f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}ptab", f"{_W}noBreakHyphen")),
    ),
    "odt": _Form(
        parts=re.compile(r"mimetype|content\.xml|styles\.xml|meta\.xml|META-INF/manifest\.xml"),
        texts=re.compile(r"content\.xml|styles\.xml"),
        paragraph=frozenset((f"{_TEXT}p", f"{_TEXT}h")),
        runs=frozenset(),
        not_text=frozenset(
            (
                f"{_TEXT}tracked-changes",
                f"{_OFFICE}annotation",
                f"{_TEXT}note-citation",
                f"{_TEXT}page-number",
                f"{_TEXT}page-count",
            )
        ),
        spaces=frozenset((f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break")),
    ),
}


MADE_PLAIN: Final = {"docx": wordprocessing.made_plain, "odt": opendocument.made_plain}


def read_document(data: bytes, path: Path, form: str) -> Page:
    """The blocks of a .docx or .odt file; their places are its paragraphs, counted in order.

    Raises ContentError for what is no such file, is protected or broken, or unpacks to more than
    any statement has; ToolError where pandoc is missing.
    """
    parts = _parts(data, path, FORMS[form])
    plain = MADE_PLAIN[form](parts)
    try:
        html = _placed(pandoc.as_html(_packed(plain.parts), form))
    except ToolError as error:
        if pandoc.PANDOC.path() is None:
            raise
        message = f"the document cannot be read: {error.problems[0].message}"
        raise fail(path, None, message, "Open it and save it again, or save it as text.") from None
    decoded = without_unseen(Decoded(html))
    page = read_html(decoded.text, path, "count")
    page = replace(
        page,
        pieces=tuple(with_numbers(page.pieces, plain.numbered, plain.going_on)),
        doubts=(*decoded.remarks, *plain.doubts, *page.doubts),
        unplaced=(*page.unplaced, *plain.left_out),
    )
    return replace(page, unplaced=(*page.unplaced, *_missing(parts, FORMS[form], page)))


_SIGNED: Final = re.compile(
    r"<(p|h[1-6]|td|th|dt|dd|li|figcaption)((?:\s[^<>]*)?)>\s*([\U000f0000-\U000ffffd])"
)
_SIGN: Final = re.compile("[\U000f0000-\U000ffffd]")


def _placed(html: str) -> str:
    """HTML whose elements say which paragraph they are, in place of the signs before them."""

    def place(match: re.Match[str]) -> str:
        number = ord(match[3]) - FIRST_SIGN
        return f'<{match[1]}{match[2]} {PARAGRAPH}="{number}">'

    return _SIGN.sub("", _SIGNED.sub(place, html))


# --- The archive --------------------------------------------------------------------


def _parts(data: bytes, path: Path, form: _Form) -> dict[str, bytes]:
    """The parts that are read, unpacked, each of them XML without entities."""
    with opened(data, path) as archive:
        infos = archive.infolist()
        if len(infos) > MAX_PARTS:
            raise too_much(path)
        if any(info.flag_bits & 1 for info in infos):
            message = "the document is protected by a password."
            raise fail(path, None, message, "Save it without one.")
        wanted = [info for info in infos if form.parts.fullmatch(info.filename)]
        parts = unpacked(archive, wanted, path)
    for name, content in parts.items():
        if name != "mimetype":
            _check_xml(content, name, path, form)
    return parts


def _check_xml(content: bytes, name: str, path: Path, form: _Form) -> None:
    """Raise for XML that is broken or means harm, and for more paragraphs than can be read."""
    try:
        root = parse_xml(content)
    except XmlFault as fault:
        message = f"the part {name} of the document is broken: {fault.message}"
        raise fail(path, None, message, "Copy its text into a new document.") from None
    if sum(1 for _ in islice(root.iter(*form.paragraph), MAX_PARAGRAPHS + 1)) > MAX_PARAGRAPHS:
        message = f"the document has more than {MAX_PARAGRAPHS:,} paragraphs."
        raise fail(path, None, message, "Split it.")


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as an archive again, with true sizes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


# --- What did not come out ----------------------------------------------------------


def _missing(parts: Mapping[str, bytes], form: _Form, page: Page) -> Iterator[Remark]:
    """What the paragraphs of the document say that is nowhere on the page.

    The document is walked as it was sent: whatever was done to it, no word goes unseen.
    """
    left: Counter[str] = words_of([*page_texts(page), *(doubt.words for doubt in page.doubts)])
    seen: set[tuple[str, str]] = set()
    for name in sorted(filter(form.texts.fullmatch, parts), key=_reading_order):
        number = 0
        for paragraph in parse_xml(parts[name]).iter(*form.paragraph):
            text = " ".join("".join(_texts(paragraph, form)).split())
            number += bool(text)
            found = words(text)
            gone = found - left
            left -= found
            where = _where(name, paragraph)
            if not gone or (where, text) in seen:
                continue
            if where:
                seen.add((where, text))
                yield Remark(None, f"stands in {where}", text)
            elif gone == found:
                yield Remark(number, "a paragraph that could not be read into the text", text)
            else:
                message = f"words that could not be read, of the paragraph {quoted(text[:60])}"
                yield Remark(number, message, _in_order(gone, text))


def _in_order(gone: Counter[str], text: str) -> str:
    """The words that are gone, as they stand in a text; those that do not stand so at its end."""
    rest, said = gone.copy(), []
    for word in text.split():
        own = words(word)
        if own and not own - rest:
            rest -= own
            said.append(word)
    return " ".join([*said, *rest.elements()])


_APART: Final = (
    ("word/header", "a header"),
    ("word/footer", "a footer"),
    ("word/footnotes", "a footnote that nothing calls"),
    ("word/endnotes", "an endnote that nothing calls"),
)
_APART_ODT: Final = {"header": "a header", "footer": "a footer", "text-box": "a text box"}


def _where(name: str, paragraph: etree._Element) -> str | None:
    """Where a paragraph stands, if it is not in the text itself."""
    for beginning, where in _APART:
        if name.startswith(beginning):
            return where
    for ancestor in paragraph.iterancestors():
        local = str(ancestor.tag).rpartition("}")[2]
        for word, where in _APART_ODT.items():
            if name.endswith(("styles.xml", "content.xml")) and local.startswith(word):
                return where
    return "the styles of the document" if name == "styles.xml" else None


def _reading_order(name: str) -> tuple[bool, str]:
    return name not in ("word/document.xml", "content.xml"), name


def _texts(element: etree._Element, form: _Form) -> Iterator[str]:
    """The text of a paragraph, without that of paragraphs in it, which count by themselves."""
    counts = not form.runs or element.tag in form.runs
    if counts and element.text:
        yield element.text
    for child in element:
        if child.tag in form.spaces:
            yield " "
        elif child.tag == f"{_W}ruby":  # the word, then its reading, as they are written
            for part in sorted(child, key=lambda each: each.tag != f"{_W}rubyBase"):
                yield from _texts(part, form)
                yield " "
        elif child.tag not in form.not_text and child.tag not in form.paragraph:
            yield from _texts(child, form)
        if not form.runs and child.tail:
            yield child.tail
