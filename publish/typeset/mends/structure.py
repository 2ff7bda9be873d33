"""Replaces the tags that WeasyPrint gives to a PDF by those of the document's own structure.

WeasyPrint tags boxes: each part of a paragraph is an element, running heads are content,
languages are lost and right-to-left text stays in visual order (its issues 2467, 2482, 2882).
This is the only module that replaces a part of it for that; `reading`, `seams` and `elements`
rely on the shape of its boxes. All of it is pinned by `INSIDE`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pydyf

from publish.errors import Problem, TypesetError
from publish.typeset.elements import write_structure
from publish.typeset.logical import Mark
from publish.typeset.mends.inside import check, replaced
from publish.typeset.reading import read
from publish.typeset.seams import keep_source


@contextmanager
def reading_order() -> Iterator[None]:
    """Tag what is laid out and written in this context after its logical structure.

    Both need it: laying out, to keep the texts that lines are cut from, and writing. The
    variant must be one that is tagged. Raises TypesetError where WeasyPrint is not the
    version that this was written for.
    """
    import weasyprint.pdf
    from weasyprint.formatting_structure.boxes import TextBox

    check("structure")
    with replaced(
        (TextBox, "copy_with_text", keep_source(TextBox.copy_with_text)),
        (weasyprint.pdf, "add_links", _own_links(weasyprint.pdf.add_links)),
        (weasyprint.pdf, "add_tags", _add_tags),
    ):
        yield


def _own_links(add_links: Callable[..., None]) -> Callable[..., None]:
    """``add_links`` for the boxes of links alone: WeasyPrint links those in them once more."""

    def add(links_and_anchors: tuple[Any, Any], *others: Any) -> None:
        links, anchors = links_and_anchors
        add_links(([link for link in links if link[-1].link], anchors), *others)

    return add


def _add_tags(pdf: pydyf.PDF, document: Any, _: Any, streams: Sequence[Any]) -> None:
    """What stands in for WeasyPrint's ``add_tags``, called when all pages are painted."""
    noted = [stream._tags for stream in streams]
    language = document.metadata.lang
    if not language:
        raise TypesetError(Problem("the pages do not say which language they are in."))
    order = getattr(document, "reading", range(len(document.pages)))
    reading = read(document.pages, noted, language, order)
    for number, stream in enumerate(streams):
        if _mark_artifacts(stream, number, reading.artifacts) != len(noted[number]):
            raise TypesetError(
                Problem(
                    f"page {number + 1} has something see-through, and that cannot be tagged.",
                    remedy="Use a colour instead of opacity in the style sheet.",
                )
            )
    write_structure(pdf, reading.root, _direction(document))
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


def _direction(document: Any) -> str:
    root, *_ = document.pages[0]._page_box.children
    direction: str = root.style["direction"]
    return direction


def _mark_artifacts(stream: Any, page: int, artifacts: Mapping[Mark, str | None]) -> int:
    """Make artifacts of what is no part of the text; how much is marked on the page.

    The operands of the operator that marks content are two items: its tag and properties.
    """
    content = stream.stream
    marked = 0
    for index, properties in enumerate(content):
        if not isinstance(properties, pydyf.Dictionary) or "MCID" not in properties:
            continue
        marked += 1
        mark = Mark(page, properties["MCID"])
        if mark in artifacts:
            content[index - 1 : index + 1] = ["/Artifact", _artifact(artifacts[mark])]
    return marked


def _artifact(subtype: str | None) -> pydyf.Dictionary:
    """The properties of an artifact (ISO 32000-1, 14.8.2.2.2)."""
    if subtype is None:
        return pydyf.Dictionary({"Type": "/Layout"})
    return pydyf.Dictionary({"Type": "/Pagination", "Subtype": f"/{subtype}"})
