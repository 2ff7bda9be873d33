"""Small pictures of a sheet for the ticket: both sides, the same bytes every time."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from PIL import Image

_LONG_PX = 560
_COLOURS = 32


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A picture as PNG, and its size in pixels."""

    content: bytes
    width: int
    height: int


def first_sheet(sheets: bytes, sides: int) -> tuple[Thumbnail, ...]:
    """The first ``sides`` pages of an imposed PDF, as small pictures."""
    with pypdfium2.PdfDocument(sheets) as document:
        return tuple(_thumbnail(document[number]) for number in range(min(sides, len(document))))


def _thumbnail(page: pypdfium2.PdfPage) -> Thumbnail:
    picture = page.render(scale=_LONG_PX / max(page.get_size())).to_pil().convert("RGB")
    small = picture.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    file = BytesIO()
    small.save(file, "PNG", optimize=True)
    return Thumbnail(file.getvalue(), *small.size)
