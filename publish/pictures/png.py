"""PNG without metadata, and without loss: chunks are chosen, pixels are left as they are.

Clauses are those of PNG (Third Edition), W3C 2025.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final

from publish.faults import Fault
from publish.pictures.cleaned import EXPORT, Cleaned, cut_short, damaged, not_too_many

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"

_PIXELS: Final = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_COLOURS: Final = frozenset({b"iCCP", b"sRGB"})
"""The colour profile, and the word that it is the one of screens."""
_PALETTE: Final = 3
_CHANNELS: Final = {0: 1, 2: 3, _PALETTE: 1, 4: 2, 6: 4}
"""Samples of a pixel by the type of colours (6.1)."""
_WHOLE: Final = ((0, 0, 1, 1),)
_PASSES: Final = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
"""First column and row, and how far apart, of each pass of an interlaced picture (8.1)."""
_AT_ONCE: Final = 1 << 20
_BEFORE_TYPE, _AROUND_DATA = 4, 12


def clean(data: bytes, *, profile: bool) -> Cleaned:
    """A picture with what is needed to decode it and nothing else.

    Left out are texts, times, Exif and all that stands behind the end; the colour profile is
    kept if ``profile`` is asked for. Raises Fault, said of the picture, where it moves (11.3.6)
    or is damaged.
    """
    kinds = _PIXELS | _COLOURS if profile else _PIXELS
    kept = [SIGNATURE]
    header, exif, pixels = b"", b"", False
    for kind, chunk in not_too_many(_chunks(data)):
        body = chunk[2 * _BEFORE_TYPE : -4]
        if (kind == b"IHDR") == bool(header) or (not header and len(body) != 13):
            raise damaged("its header is not at its beginning alone")
        header = header or body
        if kind == b"acTL":
            raise Fault("moves, and a page stands still.", "Export one of its pictures.")
        if kind == b"eXIf":
            exif = body
        pixels = pixels or kind == b"IDAT"
        if kind in kinds:
            if zlib.crc32(kind + body) != int.from_bytes(chunk[-4:]):
                raise damaged("a checksum in it is wrong")
            kept.append(chunk)
        elif kind[:1].isupper():  # critical: it cannot be understood without (5.4)
            raise Fault("is of a kind of PNG that few programs can show.", EXPORT)
    if not pixels:
        raise damaged("it has no pixels")
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    return Cleaned(b"".join(kept), width, height, header[8], exif)


def check_pixels(content: bytes) -> None:
    """Raise Fault where a file has fewer coded pixels than its header says, or far more.

    Decoders show what is missing as black, and may unfold more than there is room for.
    """
    header, *rest = _chunks(content)
    width, height, bits, colour, _, _, laced = struct.unpack(">IIBBBBB", header[1][8:-4])
    if colour == _PALETTE and all(kind != b"PLTE" for kind, _ in rest):
        raise damaged("its colours are missing")
    passes = _PASSES if laced else _WHOLE
    sizes = ((-(-(width - x) // dx), -(-(height - y) // dy)) for x, y, dx, dy in passes)
    sample = bits * _CHANNELS.get(colour, 0)
    wanted = sum(down * (1 + -(-across * sample // 8)) for across, down in sizes if across > 0)
    unfolder = zlib.decompressobj()
    found = 0
    for kind, chunk in rest:
        waiting = chunk[8:-4] if kind == b"IDAT" else b""
        while waiting and found <= wanted:
            found += len(unfolder.decompress(waiting, _AT_ONCE))
            waiting = unfolder.unconsumed_tail
    if found != wanted:
        raise cut_short() if found < wanted else damaged("it holds more than its pixels")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks up to the end of the picture, each by its type and whole (5.3)."""
    at = len(SIGNATURE)
    kind = b""
    while kind != b"IEND":
        length = int.from_bytes(data[at : at + _BEFORE_TYPE])
        kind = data[at + _BEFORE_TYPE : at + 2 * _BEFORE_TYPE]
        end = at + length + _AROUND_DATA
        if end > len(data):
            raise cut_short()
        yield kind, data[at:end]
        at = end
