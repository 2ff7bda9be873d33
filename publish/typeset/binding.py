"""Binds pages that were laid out apart into one document with one outline and one tree of tags.

Pages stand in the file as they do between the covers. They are read in an order of their own:
a text that begins at the back cover is read from there (ISO 14289-1, 7.2, asks for the logical
order, whatever that of the pages is).
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

import pydyf
import weasyprint

from publish.typeset.engine import write_pdf
from publish.typeset.layout import Layout

_DIRECTIONS = {"left": "ltr", "right": "rtl"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page in its place.

    ``page`` is the page engine's; ``label`` is what viewers call it: words before a number,
    and the number (neither for a page that is not counted); ``turned`` ones stand upside down.
    """

    page: Any
    label: tuple[str, int] | None = None
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Volume:
    """Leaves in the order in which they are bound, at the left or the right edge.

    ``sources`` are the layouts that they come from: the first gives the volume its title and
    main language. ``reading`` names the leaves, counted from 0, in the order of reading.
    """

    leaves: tuple[Leaf, ...]
    sources: tuple[Layout, ...]
    binding: str
    reading: tuple[int, ...]


class _Document(weasyprint.Document):  # type: ignore[misc]
    """A document in several languages, which is read in another order than its pages stand in."""

    reading: Sequence[int]
    languages: Sequence[str]

    def make_bookmark_tree(self, scale: float = 1, transform_pages: bool = False) -> list[Any]:
        in_order = self.copy([self.pages[number] for number in self.reading])
        tree = weasyprint.Document.make_bookmark_tree(in_order, scale, transform_pages)
        return [_moved(bookmark, self.reading) for bookmark in tree]


def _moved(bookmark: Any, places: Sequence[int]) -> Any:
    """A bookmark that points to where its page stands, and those below it."""
    label, (page, x, y), below, state = bookmark
    return label, (places[page], x, y), [_moved(child, places) for child in below], state


class _Turned(weasyprint.document.Page):  # type: ignore[misc]
    """A page that is painted upside down; what points to it leads to its head in the file."""

    turned = True

    def __init__(self, page: Any) -> None:
        self.__dict__.update(page.__dict__)
        self.anchors = dict.fromkeys(page.anchors, (0, 0, 0, 0))
        self.bookmarks = [(level, name, (0, 0), state) for level, name, _, state in page.bookmarks]
        self.links = [
            (kind, target, self._turn(rectangle), box)
            for kind, target, rectangle, box in page.links
        ]

    def _turn(self, rectangle: Sequence[float]) -> tuple[float, float, float, float]:
        left, top, right, bottom = rectangle
        width, height = self.width, self.height
        return width - right, height - bottom, width - left, height - top

    def paint(self, stream: Any, scale: float = 1) -> None:
        with stream.stacked():
            stream.transform(a=-1, d=-1, e=self.width * scale, f=self.height * scale)
            super().paint(stream, scale)


def scoped(layout: Layout, scope: str) -> tuple[Any, ...]:
    """The pages of ``layout``, whose anchors are told from those of other texts by ``scope``.

    The scope itself is an anchor at the head of the first page.
    """
    pages = [copy(page) for page in layout.document.pages]
    for page in pages:
        page.anchors = {f"{scope}.{name}": place for name, place in page.anchors.items()}
        page.links = [
            (kind, f"{scope}.{target}" if kind == "internal" else target, *rest)
            for kind, target, *rest in page.links
        ]
    pages[0].anchors[scope] = (0, 0, 0, 0)
    return tuple(pages)


def write_volume(volume: Volume) -> bytes:
    """The volume as a PDF like that of a pamphlet: PDF/UA-1 and PDF/A-2a, the same each time.

    Raises TypesetError for what ``write_pdf`` does.
    """
    source = volume.sources[0]
    first = source.document
    document = _Document(
        [_Turned(leaf.page) if leaf.turned else leaf.page for leaf in volume.leaves],
        first.metadata,
        first.url_fetcher,
        first.font_config,
        first.color_profiles,
        first.output_intent,
    )
    document.reading = volume.reading
    document.languages = [source.document.metadata.lang for source in volume.sources]
    layout = Layout(document, _DIRECTIONS[volume.binding], palette=source.palette)
    return write_pdf(layout, lambda pdf: _finish(pdf, volume))


def _finish(pdf: pydyf.PDF, volume: Volume) -> None:
    """Label the pages (ISO 32000-1, 12.4.2), and say how they are read (14.5)."""
    numbers = pydyf.Array()
    for number, leaf in enumerate(volume.leaves):
        numbers.extend((number, _label(leaf)))
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})
    turned = [number for number, leaf in enumerate(volume.leaves, start=1) if leaf.turned]
    private = pydyf.Dictionary(
        {
            "Reading": pydyf.Array(number + 1 for number in volume.reading),
            "Turned": pydyf.Array(turned),
        }
    )
    own = pydyf.Dictionary({"LastModified": pdf.info["ModDate"], "Private": private})
    pdf.catalog["PieceInfo"] = pydyf.Dictionary({"PublishVolume": own})


def _label(leaf: Leaf) -> pydyf.Dictionary:
    if leaf.label is None:
        return pydyf.Dictionary({"P": pydyf.String("–")})
    prefix, number = leaf.label
    label = pydyf.Dictionary({"S": "/D", "St": number})
    if prefix:
        label["P"] = pydyf.String(f"{prefix} ")
    return label
