"""Writes a logical structure into a PDF as its structure tree (ISO 32000-1, 14.7 and 14.8).

How text is given to assistive technology
-----------------------------------------
A screen reader follows the structure tree, and reads for each element the content it owns.
Three things make that content differ from the text: right-to-left lines are painted in visual
order, a line's end has lost its space, and a divided word has gained a hyphen. ``ActualText``
mends all three, and takes the place of everything under its element. So it is given

- to the longest stretch of text without other elements in it, across lines and pages: words
  stay whole, and no link, note or language is lost under it. Where a paragraph is nothing but
  text this is the paragraph itself, else a ``Span`` in it;
- only where the content does not spell the text already;
- never to the element that owns the marked content, which is a ``Span`` inside. MuPDF applies
  an owner's text to each of its marked contents, in visual order, and so would repeat and
  reverse it when text is extracted from the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pydyf

from publish.typeset.logical import Annotation, Mark, Node, Words
from publish.typeset.roles import CELLS, INLINE

_SPACES = re.compile("[ \t\n]+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text without other elements in it; ``actual`` if it must be told."""

    marks: tuple[Mark, ...]
    actual: str | None


def write_structure(pdf: pydyf.PDF, root: Node, direction: str) -> None:
    """Write the tree under ``root``, a document read in ``direction``, into ``pdf``."""
    tree = pydyf.Dictionary({"Type": "/StructTreeRoot", "K": pydyf.Array()})
    pdf.add_object(tree)
    writer = _Writer(pdf, pdf.page_references)
    document = writer.element(root, tree)
    if direction == "rtl":
        document["A"] = _writing_mode(direction)
    tree["ParentTree"] = writer.parent_tree()
    if writer.identifiers:
        tree["IDTree"] = writer.identifier_tree()
    pdf.catalog["StructTreeRoot"] = tree.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _writing_mode(direction: str) -> pydyf.Dictionary:
    """The attribute for how lines run, which what is below inherits (ISO 32000-1, 14.8.5.4.2)."""
    mode = {"ltr": "/LrTb", "rtl": "/RlTb"}[direction]
    return pydyf.Dictionary({"O": "/Layout", "WritingMode": mode})


@dataclass(slots=True)
class _Writer:
    """Writes elements, and keeps what the tables beside the tree are made of."""

    pdf: pydyf.PDF
    pages: list[bytes]
    owners: dict[Mark, bytes] = field(default_factory=dict)
    linked: list[bytes] = field(default_factory=list)
    identifiers: dict[str, bytes] = field(default_factory=dict)

    def element(self, node: Node, parent: pydyf.Dictionary) -> pydyf.Dictionary:
        assert node.role is not None
        element = self._new(node.role, parent)
        self._describe(element, node)
        for annotation in node.annotations:
            self._annotate(element, annotation)
        kids = list(_pieces(node))
        alone = len(kids) == 1 and not node.annotations
        for kid in kids:
            match kid:
                case Node():
                    self.element(kid, element)
                case _Piece():
                    self._text(kid, element, alone)
                case Mark():
                    self._own(element, kid)
        return element

    def _new(self, role: str, parent: pydyf.Dictionary) -> pydyf.Dictionary:
        element = pydyf.Dictionary(
            {"Type": "/StructElem", "S": f"/{role}", "P": parent.reference, "K": pydyf.Array()}
        )
        self.pdf.add_object(element)
        parent["K"].append(element.reference)
        return element

    def _describe(self, element: pydyf.Dictionary, node: Node) -> None:
        if node.language and node.parent:  # the document's own is in the catalog
            element["Lang"] = pydyf.String(node.language)
        if node.alternative:
            element["Alt"] = pydyf.String(node.alternative)
        if node.identifier:
            element["ID"] = pydyf.String(node.identifier)
            self.identifiers[node.identifier] = element.reference
        if node.numbering:
            element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{node.numbering}"})
        if node.scope:
            element["A"] = pydyf.Dictionary({"O": "/Table", "Scope": f"/{node.scope}"})
        if node.direction:
            element["A"] = _writing_mode(node.direction)
        if node.rectangle:
            element["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(node.rectangle)})

    def _text(self, piece: _Piece, element: pydyf.Dictionary, alone: bool) -> None:
        owner = element
        if piece.actual is not None:
            told = element if alone else self._new("Span", element)
            told["ActualText"] = pydyf.String(piece.actual)
            owner = self._new("Span", told)
        for mark in piece.marks:
            self._own(owner, mark)

    def _own(self, element: pydyf.Dictionary, mark: Mark) -> None:
        """Let ``element`` own marked content; the page is named where it is not its own."""
        page = self.pages[mark.page]
        if element.setdefault("Pg", page) == page:
            element["K"].append(mark.mcid)
        else:
            element["K"].append(pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": mark.mcid}))
        self.owners[mark] = element.reference

    def _annotate(self, element: pydyf.Dictionary, annotation: Annotation) -> None:
        page = self.pages[annotation.page]
        link = annotation.object
        element["K"].append(pydyf.Dictionary({"Type": "/OBJR", "Obj": link.reference, "Pg": page}))
        link["StructParent"] = len(self.pages) + len(self.linked)
        if annotation.title:
            link["Contents"] = pydyf.String(annotation.title)
        self.linked.append(element.reference)

    def parent_tree(self) -> bytes:
        """For each page the owners of its marked content, then those of the annotations."""
        pages = len(self.pages)
        by_page: list[dict[int, bytes]] = [{} for _ in range(pages)]
        for mark, owner in self.owners.items():
            by_page[mark.page][mark.mcid] = owner
        numbers = pydyf.Array()
        for page, owners in enumerate(by_page):
            numbers.extend((page, pydyf.Array(_by_number(owners))))
        for number, owner in enumerate(self.linked, start=pages):
            numbers.extend((number, owner))
        tree = pydyf.Dictionary({"Nums": numbers})
        self.pdf.add_object(tree)
        reference: bytes = tree.reference
        return reference

    def identifier_tree(self) -> pydyf.Dictionary:
        names = pydyf.Array()
        for identifier, reference in sorted(self.identifiers.items()):
            names.extend((pydyf.String(identifier), reference))
        return pydyf.Dictionary({"Names": names})


def _by_number(owners: Mapping[int, bytes]) -> Iterator[bytes]:
    """The owners of a page's marked content by its number; artifacts have none."""
    for mcid in range(max(owners, default=-1) + 1):
        yield owners.get(mcid, b"null")


def _pieces(node: Node) -> Iterator[Node | Mark | _Piece]:
    """The kids of ``node`` that are painted, with adjoining texts as one piece.

    Space at the edges of a block is not read.
    """
    runs: list[Node | Mark | list[Words]] = []
    for kid in node.written():
        if isinstance(kid, Words):
            last = runs[-1] if runs else None
            if isinstance(last, list):
                last.append(kid)
            else:
                runs.append([kid])
        elif isinstance(kid, Mark) or kid.is_painted() or kid.role in CELLS:
            runs.append(kid)
    is_block = node.role not in INLINE
    for index, run in enumerate(runs):
        if isinstance(run, list):
            yield from _piece(run, is_block and index == 0, is_block and index == len(runs) - 1)
        else:
            yield run


def _piece(words: list[Words], at_start: bool, at_end: bool) -> Iterator[_Piece]:
    def trimmed(text: str) -> str:
        text = _SPACES.sub(" ", text)
        text = text.lstrip(" ") if at_start else text
        return text.rstrip(" ") if at_end else text

    text = trimmed("".join(word.text for word in words))
    marks = tuple(word.mark for word in words if word.mark is not None)
    painted = words[0].painted
    is_spelt = len(words) == 1 and painted is not None and trimmed(painted) == text
    if marks:
        # Space at the edge of a block is nothing to be told.
        yield _Piece(marks, None if is_spelt or not text else text)
