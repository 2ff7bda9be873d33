"""Lays a text out on the six panels of a leaflet, in the largest type in which it fits."""

from __future__ import annotations

from dataclasses import replace

from publish.errors import Place, Problem, TypesetError
from publish.markup.pages import Markup
from publish.typeset.blank import blank_page
from publish.typeset.engine import lay_out
from publish.typeset.layout import Layout

PANELS = 6
"""Title, four panels of text, colophon."""

WIDE_MM, NARROW_MM, HEIGHT_MM = 100.0, 97.0, 210.0
"""An A4 sheet is two wide panels and the one that is folded inwards (see leaflet.css)."""

WIDTHS_MM = (WIDE_MM, WIDE_MM, WIDE_MM, NARROW_MM, NARROW_MM, WIDE_MM)
"""The panels' widths in the order of reading."""

LEAST_PT = 8.5
"""The smallest Latin text that a leaflet is set in; other scripts are fitted to it."""

_TEXT_PT = 10.2  # the Latin text of tokens.css, at a scale of 1
_SCALES = (1.2, 1.15, 1.1, 1.05, 1.0, 0.95, 0.9, LEAST_PT / _TEXT_PT)


def lay_out_leaflet(markup: Markup, place: Place) -> Layout:
    """Six pages, a panel each, in the order of reading; those that the text leaves are blank.

    ``place`` is where the text was written. Raises TypesetError where the text does not fit
    in type of ``LEAST_PT``, and for what ``lay_out`` does.
    """
    for scale in _SCALES:
        layout = lay_out(_scaled(markup, scale))
        if layout.pages <= PANELS:
            return _filled(layout)
    raise TypesetError(
        Problem(
            f"the {markup.language} text is too long for a leaflet: at {LEAST_PT:g} points it "
            f"takes {layout.pages} panels with its title and colophon, and there are {PANELS}.",
            place,
            "Print it as a pamphlet or booklet (-e pamphlet, -e booklet), or shorten it.",
        )
    )


def _scaled(markup: Markup, scale: float) -> Markup:
    return replace(markup, rules=f"{markup.rules}:root {{ --pt: {scale:.4f}pt }}\n")


def _filled(layout: Layout) -> Layout:
    """The layout with blank panels between the text and the colophon, which comes last."""
    *text, colophon = layout.document.pages
    blanks = [blank_page(width, HEIGHT_MM) for width in WIDTHS_MM[len(text) : PANELS - 1]]
    return replace(layout, document=layout.document.copy([*text, *blanks, colophon]))
