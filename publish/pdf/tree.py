"""The structure tree of a PDF: its elements, what they own, what is read from them.

ISO 32000-1, 14.7 (logical structure), 14.8 (tagged PDF) and 14.9 (accessibility).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, islice
from types import MappingProxyType
from typing import Final

import pikepdf

from publish.faults import Fault
from publish.pdf.items import Mark, ObjectKey
from publish.pdf.streams import Excess

Attribute = int | str | tuple[str, ...]
"""A number, a name, or several identifiers of elements: what is asked of attributes here."""

_NO_ATTRIBUTES: Final[Mapping[str, Attribute]] = MappingProxyType({})
_DEEPEST: Final = 200
_MOST_KIDS: Final = 2_000_000
_MOST_OWNERS: Final = 1_000

INLINE: Final = frozenset(
    {
        *("Span", "Quote", "Code", "Reference", "Link", "Annot", "BibEntry", "Em", "Strong", "Sub"),
        *("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP"),
    }
)
"""Types that stand in a line of text (ISO 32000-1, 14.8.4.4; ISO 32000-2, 14.8.4.7)."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference from the tree to something that is no content, such as an annotation."""

    target: ObjectKey


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """An element: ``role`` is its standard type, ``language`` its own or that around it.

    ``told`` replaces its text (``ActualText``); ``alternative`` describes it (``Alt``).
    ``identifier`` is what others call it (``ID``), ``attributes`` what it says of itself by
    numbers and names, of whatever owner (14.7.5): ``{"ColSpan": 2, "Scope": "Row"}``.
    """

    role: str
    language: str | None
    told: str | None
    alternative: str | None
    kids: tuple[Kid, ...]
    identifier: str | None = None
    attributes: Mapping[str, Attribute] = field(default_factory=lambda: _NO_ATTRIBUTES)

    def elements(self) -> Iterator[Element]:
        """The element and all below it, in order of reading."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.elements()

    def marks(self) -> Iterator[Mark]:
        """The marked content that the element and all below it own."""
        for element in self.elements():
            yield from (kid for kid in element.kids if isinstance(kid, Mark))

    def children(self) -> Iterator[Element]:
        """The elements right below."""
        return (kid for kid in self.kids if isinstance(kid, Element))


Kid = Element | Mark | Reference


def read_tree(pdf: pikepdf.Pdf) -> Element | None:
    """The structure tree, under a root of no role; None where the document is not tagged.

    Raises Fault where it has no end, ValueError, TypeError or KeyError where it is damaged.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return None
    language = str(pdf.Root.get("/Lang", "")).strip() or None
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    reader = _Reader(pages, root.get("/RoleMap", pikepdf.Dictionary()), set(), count(1))
    return Element("", language, None, None, tuple(reader.kids(root, language, None, 0)))


@dataclass(frozen=True, slots=True)
class _Reader:
    pages: Mapping[ObjectKey, int]
    roles: pikepdf.Object
    seen: set[ObjectKey]
    met: Iterator[int]

    def kids(
        self, data: pikepdf.Object, language: str | None, page: int | None, depth: int
    ) -> Iterator[Kid]:
        kids = data.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
            if next(self.met) > _MOST_KIDS:
                raise Excess(f"its structure tree has more than {_MOST_KIDS:,} parts.")
            if isinstance(kid, int):
                if page is not None:
                    yield Mark(page, kid)
            elif isinstance(kid, pikepdf.Dictionary):
                yield from self.kid(kid, language, page, depth)

    def kid(
        self, data: pikepdf.Object, language: str | None, page: int | None, depth: int
    ) -> Iterator[Kid]:
        """What a dictionary among the kids stands for (14.7.4.2 and 14.7.4.3)."""
        page = self.page(data, page)
        if data.get("/Type") == "/MCR":
            form = data["/Stm"].objgen if "/Stm" in data else None
            if page is not None:
                yield Mark(page, int(data["/MCID"]), form)
        elif data.get("/Type") == "/OBJR":
            yield Reference(data["/Obj"].objgen)
        elif "/S" in data:
            yield self.element(data, language, page, depth)

    def element(
        self, data: pikepdf.Object, language: str | None, page: int | None, depth: int
    ) -> Element:
        if depth > _DEEPEST or (data.objgen != (0, 0) and data.objgen in self.seen):
            raise Fault("its structure tree has a loop in it.", "Make it anew.")
        self.seen.add(data.objgen)
        language = str(data["/Lang"]).strip() or None if "/Lang" in data else language
        told, alternative = data.get("/ActualText"), data.get("/Alt")
        return Element(
            role=self.role(str(data["/S"])),
            language=language,
            told=None if told is None else str(told),
            alternative=None if alternative is None else str(alternative),
            kids=tuple(self.kids(data, language, page, depth + 1)),
            identifier=str(data["/ID"]) if "/ID" in data else None,
            attributes=_attributes(data) if "/A" in data else _NO_ATTRIBUTES,
        )

    def page(self, data: pikepdf.Object, around: int | None) -> int | None:
        return self.pages.get(data["/Pg"].objgen) if "/Pg" in data else around

    def role(self, name: str) -> str:
        """The type that a name is mapped to in the end (14.7.3)."""
        seen = set()
        while name in self.roles and name not in seen:
            seen.add(name)
            name = str(self.roles[name])
        return name.lstrip("/")


def _attributes(data: pikepdf.Object) -> Mapping[str, Attribute]:
    """The attributes of an element; beside their objects may stand numbers of revisions."""
    owned = data["/A"]
    found: dict[str, Attribute] = {}
    for owner in islice(owned, _MOST_OWNERS) if isinstance(owned, pikepdf.Array) else (owned,):
        if isinstance(owner, pikepdf.Dictionary):
            for key, value in owner.items():
                if (read := _attribute(value)) is not None:
                    found[key.lstrip("/")] = read
    return found


def _attribute(value: object) -> Attribute | None:
    match value:
        case int():
            return value
        case pikepdf.Name():
            return str(value).lstrip("/")
        case pikepdf.Array():
            parts = islice(value, _MOST_OWNERS)
            return tuple(str(part) for part in parts if isinstance(part, pikepdf.String))
    return None
