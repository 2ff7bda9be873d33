"""The NCX's list of printed pages, for reading systems of the EPUB 2 kind (OPF 2.0.1, 2.4.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from lxml import etree

from publish.epub.pagelist import Page

_NCX: Final = "{http://www.daisy.org/z3986/2005/ncx/}"


def with_pages(ncx: bytes, pages: Sequence[Page], label: str) -> bytes:
    """``ncx`` with a list of ``pages``, called ``label``, and their number in its head."""
    root = etree.fromstring(ncx, etree.XMLParser(remove_blank_text=True))
    for name in ("totalPageCount", "maxPageNumber"):
        for meta in root.iter(f"{_NCX}meta"):
            if meta.get("name") == f"dtb:{name}":
                meta.set("content", str(len(pages)))
    if pages:
        _append_list(root, pages, label)
    content: bytes = etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True)
    return content


def _append_list(root: Any, pages: Sequence[Page], label: str) -> None:
    listed = etree.SubElement(root, f"{_NCX}pageList")
    _label(listed, label)
    for page in pages:
        attributes = {"id": f"page-{page.number}", "type": "normal", "value": str(page.number)}
        target = etree.SubElement(listed, f"{_NCX}pageTarget", attributes)
        _label(target, page.label)
        etree.SubElement(target, f"{_NCX}content", {"src": page.href})


def _label(parent: Any, text: str) -> None:
    label = etree.SubElement(parent, f"{_NCX}navLabel")
    etree.SubElement(label, f"{_NCX}text").text = text
