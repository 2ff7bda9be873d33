"""Where the annotations of a PDF lead, in words (ISO 32000-1, 12.3.2, 12.5 and 12.6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import pikepdf

from publish.pdf.items import ObjectKey

_DEEPEST: Final = 32
_KINDS: Final = {"/Link": "link", "/Widget": "form field"}
_PASSED_OVER: Final = frozenset({"/Popup"})


class Target(NamedTuple):
    """What an annotation is, where it leads if anywhere, and how it is called."""

    kind: str
    leads: str | None
    name: str | None

    def words(self) -> str:
        """Where it leads, and its name where that says more."""
        named = f"“{self.name}”" if self.name and self.name != self.leads else None
        return ", ".join(filter(None, (self.leads, named))) or "leads nowhere"


def targets(pdf: pikepdf.Pdf) -> Mapping[ObjectKey, Target]:
    """Each annotation that is more than decoration, by its object."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    found: dict[ObjectKey, Target] = {}
    for page in pdf.pages:
        annotations = page.obj.get("/Annots")
        for each in annotations if isinstance(annotations, pikepdf.Array) else ():
            if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") not in _PASSED_OVER:
                found[each.objgen] = _target(pdf, each, pages)
    return found


def _target(pdf: pikepdf.Pdf, annotation: pikepdf.Object, pages: Mapping[ObjectKey, int]) -> Target:
    subtype = str(annotation.get("/Subtype", ""))
    name = annotation.get("/TU", annotation.get("/Contents"))
    action = annotation.get("/A", pikepdf.Dictionary())
    leads: str | None = None
    if "/URI" in action:
        leads = str(action["/URI"])
    elif action.get("/S", "/GoTo") == "/GoTo":
        # A structure destination wins over that of a page (ISO 32000-2, 12.6.4.2).
        page = _page(pdf, action.get("/SD", action.get("/D", annotation.get("/Dest"))), pages)
        leads = f"to page {page}" if page else None
    else:
        leads = f"action {str(action['/S']).lstrip('/')}"
    said = str(name).strip() if isinstance(name, pikepdf.String) else None
    return Target(_KINDS.get(subtype, "annotation"), leads, said or None)


def _page(pdf: pikepdf.Pdf, found: object, pages: Mapping[ObjectKey, int]) -> int | None:
    """The page of a destination: named, of a page, or of an element of the structure."""
    if isinstance(found, pikepdf.String | pikepdf.Name):
        found = _named(pdf, found)
    if isinstance(found, pikepdf.Dictionary):
        found = found.get("/SD", found.get("/D"))
    if not isinstance(found, pikepdf.Array) or not len(found):
        return None
    return _page_of(found[0], pages, 0)


def _named(pdf: pikepdf.Pdf, name: pikepdf.Object) -> object:
    """A named destination: of the name tree, or of the dictionary that came before it."""
    if isinstance(name, pikepdf.Name):
        return pdf.Root.get("/Dests", pikepdf.Dictionary()).get(str(name))
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    if "/Dests" not in names:
        return None
    return pikepdf.NameTree(names["/Dests"], auto_repair=False).get(str(name))


def _page_of(found: object, pages: Mapping[ObjectKey, int], depth: int) -> int | None:
    """A page's number; of an element, that of the first page that it or what is in it is on."""
    if isinstance(found, int):
        return found + 1
    if not isinstance(found, pikepdf.Dictionary) or depth > _DEEPEST:
        return None
    if found.objgen in pages:
        return pages[found.objgen]
    if "/Pg" in found:
        return pages.get(found["/Pg"].objgen)
    kids = found.get("/K")
    first = kids[0] if isinstance(kids, pikepdf.Array) and len(kids) else kids
    return None if isinstance(first, int) else _page_of(first, pages, depth + 1)
