"""Where what was written has come to stand on its pages, and which pages differ from others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

from publish.markup.templates import ORIGIN
from publish.typeset.boxes import texts
from publish.typeset.layout import Layout

PX_MM = 25.4 / 96
"""A CSS pixel in millimetres (CSS Values and Units 3, 6.2)."""


@dataclass(frozen=True, slots=True)
class Area:
    """The part of a page that a paragraph, an item, a name or a title takes up.

    ``origin`` is where it was written, as in the markup (see ``templates.ORIGIN``); ``text``
    is what of it stands here. Lengths are millimetres from the page's left upper corner.
    """

    origin: str
    text: str
    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class PageAreas:
    """A laid-out page: its size in millimetres, its areas in order, and a hash of its looks.

    Pages with the same ``looks`` show the same picture.
    """

    width_mm: float
    height_mm: float
    areas: tuple[Area, ...]
    looks: str


def page_areas(layout: Layout) -> tuple[PageAreas, ...]:
    """What is on each page of ``layout``, whose markup says where it was written."""
    return tuple(
        PageAreas(
            width_mm=page.width * PX_MM,
            height_mm=page.height * PX_MM,
            areas=tuple(_areas(page._page_box)),
            looks=_looks(page._page_box),
        )
        for page in layout.document.pages
    )


# --- Areas ---------------------------------------------------------------------------


def _areas(box: Any, within: Any = None) -> Iterator[Area]:
    """The areas in a box of the element ``within``: the innermost that were written somewhere."""
    for child in _children(box):
        origin = None if child.element is within else _origin(child)
        if origin is None:
            yield from _areas(child, within)
        elif inner := tuple(_areas(child, child.element)):
            yield from inner
        elif text := " ".join(_lines(child)).strip():
            yield Area(origin, text, *_rectangle(child))


def _lines(box: Any) -> Iterator[str]:
    """The lines in a box."""
    if isinstance(box, boxes.LineBox):
        yield "".join(texts(box)).strip()
    else:
        for child in _children(box):
            yield from _lines(child)


def _origin(box: Any) -> str | None:
    """Where a box's element was written; what the style adds to it was not."""
    if box.element is None or "::" in (box.element_tag or ""):
        return None
    origin: str | None = box.element.get(ORIGIN)
    return origin


def _rectangle(box: Any) -> tuple[float, float, float, float]:
    """Left, top, width and height in millimetres, to a millionth."""
    left, top = box.border_box_x(), box.border_box_y()
    width, height = box.border_width(), box.border_height()
    return _mm(left), _mm(top), _mm(width), _mm(height)


def _mm(length_px: float) -> float:
    return round(length_px * PX_MM, 6)


def _children(box: Any) -> Sequence[Any]:
    """The boxes in a box; one that is placed by itself stands behind a placeholder."""
    return [getattr(child, "_box", child) for child in getattr(box, "children", ())]


# --- Looks ---------------------------------------------------------------------------

_STYLE = (
    *("color", "background_color", "font_family", "font_size", "font_style", "font_weight"),
    *("font_variant_caps", "font_variant_numeric", "font_feature_settings", "letter_spacing"),
    *("text_decoration_line", "text_decoration_color", "vertical_align", "visibility"),
    *("border_top_color", "border_top_style", "border_bottom_color", "border_bottom_style"),
)
"""The properties that change how a box looks and not where it is or how large."""

_GEOMETRY = (
    *("position_x", "position_y", "width", "height", "padding_left", "padding_top"),
    *("border_top_width", "border_bottom_width", "border_left_width", "border_right_width"),
    *("justification_spacing", "baseline"),
)


def _looks(box: Any) -> str:
    """A hash over everything that a page shows: boxes, their places, styles and texts.

    It says no more than that: codes and fonts of a PDF differ where another page has changed.
    """
    digest = hashlib.sha256()
    for part in _shown(box):
        digest.update(repr(part).encode())
    return digest.hexdigest()[:24]


def _rounded(value: Any) -> Any:
    """A length without the last digits, which tell how it was come by and not where a box is."""
    return round(value, 6) if isinstance(value, float) else value


def _shown(box: Any) -> Iterator[object]:
    yield type(box).__name__, box.element_tag
    yield tuple(_rounded(getattr(box, name, None)) for name in _GEOMETRY)
    yield tuple(box.style[name] for name in _STYLE)
    yield getattr(box, "text", None)
    if picture := getattr(box, "replacement", None):
        yield getattr(picture, "id", None)
    for child in _children(box):
        yield from _shown(child)
    yield "end"
