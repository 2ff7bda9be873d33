"""What EbookLib leaves out of an NCX, for reading systems of the EPUB 2 kind (OPF 2.0.1, 2.4.1).

The languages of its labels, and the list of printed pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from lxml import etree

from publish.epub.contents import Entry
from publish.epub.members import Tongue
from publish.epub.pagelist import Page

_NCX: Final = "{http://www.daisy.org/z3986/2005/ncx/}"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def in_tongues(ncx: bytes, contents: Sequence[Entry]) -> bytes:
    """``ncx``, with the languages of ``contents`` at its labels, where they have any."""
    root = etree.fromstring(ncx)
    labels = root.findall(f".//{_NCX}navPoint/{_NCX}navLabel")
    for label, tongue in zip(labels, _tongues(contents, None), strict=True):
        _speak(label, tongue)
    content: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _tongues(entries: Sequence[Entry], around: Tongue | None) -> Iterator[Tongue | None]:
    for entry in entries:
        tongue = entry.tongue or around
        yield tongue
        yield from _tongues(entry.children, tongue)


def with_pages(ncx: bytes, pages: Sequence[Page], label: str) -> bytes:
    """``ncx`` with a list of ``pages``, called ``label``, and their number in its head."""
    root = etree.fromstring(ncx, etree.XMLParser(remove_blank_text=True))
    highest = max((page.number for page in pages), default=0)
    counted = {"totalPageCount": str(len(pages)), "maxPageNumber": str(highest)}
    for name in counted:
        for meta in root.iter(f"{_NCX}meta"):
            if meta.get("name") == f"dtb:{name}":
                meta.set("content", counted[name])
    if pages:
        _append_list(root, pages, label)
    content: bytes = etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True)
    return content


def _append_list(root: Any, pages: Sequence[Page], label: str) -> None:
    listed = etree.SubElement(root, f"{_NCX}pageList")
    _label(listed, label)
    for count, page in enumerate(pages, start=1):
        target = etree.SubElement(listed, f"{_NCX}pageTarget", id=f"page-{count}", type="normal")
        if page.tongue is None:  # a number must not come twice, as those of several languages do
            target.set("value", str(page.number))
        _speak(_label(target, page.label), page.tongue)
        etree.SubElement(target, f"{_NCX}content", {"src": page.href})


def _label(parent: Any, text: str) -> Any:
    label = etree.SubElement(parent, f"{_NCX}navLabel")
    etree.SubElement(label, f"{_NCX}text").text = text
    return label


def _speak(label: Any, tongue: Tongue | None) -> None:
    """Say which language a label is in (NCX, i18n attributes)."""
    if tongue:
        label.set(_XML_LANG, tongue.tag)
        label.set("dir", tongue.direction)
