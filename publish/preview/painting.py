"""The bench where pages become pictures, by PDFium."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2


class Painter:
    """Draws pages of PDFs."""

    def paint(self, pdf: bytes, number: int, width_px: int) -> Iterator[bytes]:
        """Page ``number`` of a PDF, counted from 0, as a PNG of this width.

        It is packed lightly: to pack it well takes longer than to send it across the room.
        """
        with pypdfium2.PdfDocument(pdf) as document:
            page = document[number]
            picture = page.render(scale=width_px / page.get_width()).to_pil()
        file = BytesIO()
        picture.save(file, "PNG", compress_level=1)
        yield file.getvalue()
