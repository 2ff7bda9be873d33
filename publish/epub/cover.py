"""The cover of a book: a picture of the pamphlet's title page."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from PIL import Image

_COLOURS = 64
"""Enough for two inks and the shades at the edges of their letters."""


def title_page_picture(pdf: bytes, width_px: int = 1600) -> bytes:
    """The first page of ``pdf`` as a PNG that is ``width_px`` pixels wide.

    The same PDF gives the same picture. Raises ``pypdfium2.PdfiumError`` if ``pdf`` is no PDF.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        drawn = page.render(scale=width_px / page.get_width()).to_pil()
    finally:
        document.close()
    return _png(drawn)


def _png(picture: Image.Image) -> bytes:
    """A small file: few colours in a palette, without dithering, which would grain flat areas."""
    reduced = picture.convert("RGB").quantize(
        _COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    output = BytesIO()
    reduced.save(output, "PNG", optimize=True)
    return output.getvalue()
