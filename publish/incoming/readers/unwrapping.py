"""Runs of WordprocessingML without what wraps them (ECMA-376-1, 17.5, 17.16; ECMA-376-3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from publish.incoming.readers.numbering import W

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_WRAPPERS: Final = frozenset(
    f"{W}{name}"
    for name in ("dir", "bdo", "smartTag", "customXml", "sdt", "sdtContent", "ins", "moveTo")
)
_DROPPED: Final = frozenset(
    f"{W}{name}"
    for name in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "moveFrom", "proofErr")
)


def text_of(element: etree._Element) -> str:
    """What the runs of a paragraph say; a tab is one."""
    return "".join(
        (node.text or "") if node.tag == f"{W}t" else "\t" if node.tag == f"{W}tab" else " "
        for node in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr")
        if _parent_tag(node) != f"{W}tabs"
    )


# --- Wrappers -----------------------------------------------------------------------


def unwrap(root: etree._Element) -> None:
    """Take off all that stands between a paragraph and its runs."""
    for element in list(root.iter(f"{_MC}AlternateContent")):
        _replace(element, _chosen(element))
    for element in list(root.iter(*_DROPPED)):
        remove(element)
    for element in list(root.iter(f"{W}ruby")):
        _replace(element, list(_ruby(element)))
    for element in list(root.iter(*_WRAPPERS)):
        _replace(element, list(element))
    for element in list(root.iter(f"{W}fldSimple")):
        if "HYPERLINK" not in element.get(f"{W}instr", ""):
            _replace(element, list(element))


def _chosen(element: etree._Element) -> list[etree._Element]:
    """Of several ways to show the same, the first that has words, or else the first."""
    ways = [child for child in element if child.tag in (f"{_MC}Choice", f"{_MC}Fallback")]
    for way in ways:
        if any(text.text for text in way.iter(f"{W}t")):
            return list(way)
    return list(ways[0]) if ways else []


def _ruby(element: etree._Element) -> Iterator[etree._Element]:
    """The runs of a word with its reading, which goes into brackets behind it."""
    base, reading = element.find(f"{W}rubyBase"), element.find(f"{W}rt")
    owner = element.getparent()
    said = "" if reading is None else text_of(reading)
    texts = list(base.iter(f"{W}t")) if base is not None else []
    # A ruby stands within a run, so its text may stand there too.
    in_run = owner is not None and owner.tag == f"{W}r"
    whole = "".join(text.text or "" for text in texts) + (f"({said})" if said else "")
    yield _text(whole) if in_run else run_of(whole)


def without_own_mark(note: etree._Element) -> None:
    """Take the mark of a note, and the brackets around it, from its own beginning."""
    mark = next(note.iter(f"{W}footnoteRef", f"{W}endnoteRef"), None)
    if mark is None:
        return
    before, after = around(note, mark)
    for text in before:
        if re.fullmatch(r"[\s(\[]*", text.text or ""):
            text.text = ""
    if after and after[0].text:
        after[0].text = re.sub(r"^\s*[)\]]?\.?\s*", "", after[0].text)


def around(
    root: etree._Element, mark: etree._Element
) -> tuple[list[etree._Element], list[etree._Element]]:
    """The texts of an element before and behind a mark in it."""
    before: list[etree._Element] = []
    after: list[etree._Element] = []
    found = before
    for node in root.iter():
        if node is mark:
            found = after
        elif node.tag == f"{W}t":
            found.append(node)
    return before, after


# --- Elements -----------------------------------------------------------------------


def run_of(said: str) -> etree._Element:
    """A run that says something."""
    run = etree.Element(f"{W}r")
    run.append(_text(said))
    return run


def _text(said: str) -> etree._Element:
    text = etree.Element(f"{W}t", {_XML_SPACE: "preserve"})
    text.text = said
    return text


def value_of(element: etree._Element, name: str) -> str | None:
    """The value of a property, if an element has it."""
    found = element.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _parent_tag(element: etree._Element) -> str:
    parent = element.getparent()
    return str(parent.tag) if parent is not None else ""


def _replace(element: etree._Element, by: list[etree._Element]) -> None:
    for child in reversed(by):
        element.addnext(child)
    remove(element)


def remove(element: etree._Element) -> None:
    """Take an element out of its tree, with all in it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
