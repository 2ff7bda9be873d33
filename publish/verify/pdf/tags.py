"""Whether the structure tree of a PDF is sound: nesting, headings, pictures, links, gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pikepdf

from publish.findings.finding import Box, Code, Finding, Spot, error
from publish.findings.saying import counted, verb
from publish.pdf.file import PdfFile
from publish.pdf.items import ObjectKey
from publish.pdf.tree import Element, Reference
from publish.verify.pdf.fonts import spot

UNTAGGED = Code("pdf-content-untagged", "ISO 14289-1:2014, 7.1")
NESTING = Code("pdf-tags-nesting", "ISO 32000-1:2008, 14.8.4.3")
HEADINGS = Code("pdf-tags-headings", "ISO 14289-1:2014, 7.4.2")
FIGURE = Code("pdf-figure-alt", "ISO 14289-1:2014, 7.3")
LINK_UNTAGGED = Code("pdf-link-untagged", "ISO 14289-1:2014, 7.18.5")
LINK_UNNAMED = Code("pdf-link-unnamed", "ISO 14289-1:2014, 7.18.5")

# What some types may have right below them (ISO 32000-1, 14.8.4.3.3 and 14.8.4.3.4), and
# what some must be right below.
_CHILDREN: Final = {
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}
_PARENTS: Final = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
}
_HEADING: Final = re.compile(r"H([1-9]\d*)")


def check(file: PdfFile) -> Iterator[Finding]:
    """The tree of a tagged document; one without is a finding of its own."""
    if file.tree is None:
        return
    yield from _untagged(file)
    yield from _nesting(file, file.tree)
    yield from _headings(file, file.tree)
    yield from _figures(file, file.tree)
    yield from _links(file, file.tree)


def _untagged(file: PdfFile) -> Iterator[Finding]:
    """Whatever is painted is in the tree, or is an artifact."""
    assert file.tree is not None
    owned = frozenset(file.tree.marks())
    free = [item for item in file.items if not item.artifact and item.mark not in owned]
    if free:
        pages = sorted({item.page for item in free})
        yield error(
            UNTAGGED,
            f"something on {counted(len(pages), 'page')} is neither tagged nor an artifact: "
            "a screen reader passes over it.",
            file.place,
            "Tag it, or mark it as an artifact if it is decoration.",
            spot(free[0]),
        )


def _nesting(file: PdfFile, tree: Element) -> Iterator[Finding]:
    wrong = [
        (outer, inner)
        for outer in tree.elements()
        for inner in outer.children()
        if inner.role not in _CHILDREN.get(outer.role, {inner.role})
        or outer.role not in _PARENTS.get(inner.role, {outer.role})
    ]
    if wrong:
        outer, inner = wrong[0]
        yield error(
            NESTING,
            f"{counted(len(wrong), 'element')} of lists or tables {verb(wrong)} out of place: "
            f"{inner.role} in {outer.role or 'no element'}, to begin with.",
            file.place,
            "A list has L, LI, Lbl and LBody in it, a table TR, TH and TD.",
            file.spot(inner),
        )


def _headings(file: PdfFile, tree: Element) -> Iterator[Finding]:
    """Headings begin with H1 and go down by one level at a time."""
    level = 0
    for element in tree.elements():
        match = _HEADING.fullmatch(element.role)
        if match is None:
            continue
        if int(match[1]) > level + 1:
            above = f"H{level}" if level else "no heading"
            yield error(
                HEADINGS,
                f"a heading of level {match[1]} follows {above}: "
                f"“{_short(file.speaker.text(element))}”.",
                file.place,
                f"Make it H{level + 1}, or put in the heading that is missing.",
                file.spot(element),
            )
            return
        level = int(match[1])


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59]}…"


def _figures(file: PdfFile, tree: Element) -> Iterator[Finding]:
    silent = [
        element
        for element in tree.elements()
        if element.role == "Figure" and not (element.alternative or element.told or "").strip()
    ]
    if silent:
        yield error(
            FIGURE,
            f"{counted(len(silent), 'picture')} {verb(silent)} without words for those who cannot "
            "see.",
            file.place,
            "Describe each picture, or mark it as an artifact if it is decoration.",
            file.spot(silent[0]),
        )


# --- Links --------------------------------------------------------------------------


def _links(file: PdfFile, tree: Element) -> Iterator[Finding]:
    """Each link on the pages is in the tree, and says where it leads."""
    links = list(_annotations(file.pdf))
    tagged = _referenced(tree)
    untagged = [where for key, where, _ in links if key not in tagged]
    if untagged:
        yield error(
            LINK_UNTAGGED,
            f"{counted(len(untagged), 'link')} cannot be reached by tags.",
            file.place,
            "Give each a Link element with a reference to its annotation.",
            untagged[0],
        )
    unnamed = [where for _, where, name in links if not name]
    if unnamed:
        yield error(
            LINK_UNNAMED,
            f"{counted(len(unnamed), 'link')} {verb(unnamed, 'does', 'do')} not say "
            "where it leads.",
            file.place,
            "Put words into the Contents of its annotation.",
            unnamed[0],
        )


def _annotations(pdf: pikepdf.Pdf) -> Iterator[tuple[ObjectKey, Spot, str]]:
    """Each link's annotation, its place, and what it is called."""
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.obj.get("/Annots", pikepdf.Array()):
            if annotation.get("/Subtype") == "/Link":
                name = str(annotation.get("/Contents", "")).strip()
                yield annotation.objgen, Spot(number, _rectangle(annotation)), name


def _rectangle(annotation: pikepdf.Object) -> Box:
    one, two, three, four = (float(value) for value in annotation["/Rect"])
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _referenced(tree: Element) -> frozenset[ObjectKey]:
    """What links in the tree refer to."""
    return frozenset(
        kid.target
        for link in tree.elements()
        if link.role == "Link"
        for element in link.elements()
        for kid in element.kids
        if isinstance(kid, Reference)
    )
