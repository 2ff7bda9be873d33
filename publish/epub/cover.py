"""The cover of a book: a page in two colours of the design, as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final

import pypdfium2
from PIL import Image, ImageColor

from publish.design.colours import Palette, shown

WIDTH_PX: Final = 1600
"""Wide enough for any shop and screen; covers of 100 by 160 millimetres are 2560 pixels high."""

GROUND: Final = "accent"
TYPES: Final = ("paper", "ink")
"""The names of the colour of a cover, and of those that its type may have."""

_SHADES: Final = 4
"""What PNG packs four of into a byte (PNG 3, 11.2.1): enough for the edges of letters, which no
shelf shows so large. With sixteen, the file is half as large again."""

_RUN_LENGTHS: Final = 3
"""How zlib looks for what is alike (Z_RLE): in flat areas it takes a third of the usual time."""


def cover_picture(pdf: bytes, palette: Palette, width_px: int = WIDTH_PX) -> bytes:
    """The first page of ``pdf``, in black on white, as a PNG in the colours of a cover.

    White becomes the ground and black the type. The same PDF and palette give the same picture.
    Raises ``pypdfium2.PdfiumError`` if ``pdf`` is no PDF.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        drawn = page.render(scale=width_px / page.get_width(), grayscale=True).to_pil()
    finally:
        document.close()
    picture = drawn.point([round(level / 255 * (_SHADES - 1)) for level in range(256)])
    picture = Image.frombytes("P", picture.size, picture.tobytes())
    picture.putpalette([part for shade in _ramp(palette) for part in shade])
    output = BytesIO()
    picture.save(output, "PNG", bits=2, compress_type=_RUN_LENGTHS)
    return output.getvalue()


def _ramp(palette: Palette) -> Iterator[tuple[int, ...]]:
    """The colours from type to ground, in even steps; the type is what stands out more."""
    colours = shown(palette)
    ground = _rgb(colours[GROUND])
    first = max((_rgb(colours[name]) for name in TYPES), key=lambda each: contrast(each, ground))
    for step in range(_SHADES):
        share = step / (_SHADES - 1)
        pairs = zip(first, ground, strict=True)
        yield tuple(round(one + (other - one) * share) for one, other in pairs)


def _rgb(colour: str) -> tuple[int, ...]:
    return ImageColor.getrgb(colour)


def contrast(one: Sequence[int], other: Sequence[int]) -> float:
    """How much two colours differ in lightness, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    dark, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: Sequence[int]) -> float:
    """Relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2)."""
    parts = (part / 255 for part in colour)
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
