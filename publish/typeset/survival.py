"""Nothing is lost between a text and its pages: the letters that went in have come out.

Blocks have been known to vanish at page breaks (issue 2469 of Kozea/WeasyPrint), which no
message tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.errors import Problem, TypesetError
from publish.markup.templates import MARK
from publish.typeset.boxes import texts

RUNNING = "head"
"""The class of elements that are repeated at the heads of pages instead of in their place."""


def check_survival(root: Any, pages: Any) -> None:
    """Hold the letters on laid-out ``pages`` against those of the document's ``root`` element.

    Raises TypesetError where letters are missing, or are there twice.
    """
    written = _letters("".join(_texts(root)))
    drawn = _letters("".join(text for page in pages for text in texts(page._page_box)))
    if written != drawn:
        raise TypesetError(
            Problem(
                f"the pages show {drawn} letters of a text that has {written}.",
                remedy="This is a fault of the page engine: change the text near a page's end, "
                "and report it.",
            )
        )


def _letters(text: str) -> int:
    """How many letters there are; digits and signs may be added by the page engine."""
    return sum(map(str.isalpha, text))


def _texts(element: Any) -> Iterator[str]:
    """The text of an element and all elements in it, without what is repeated on each page.

    Marks of list items are text too, which style sheets show.
    """
    if element.tag in ("head", "style") or RUNNING in element.get("class", "").split():
        return
    yield element.get(MARK, "")
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
