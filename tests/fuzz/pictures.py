"""Pictures, good and bad: what people paste, and what is made to trip programs."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from functools import cache
from typing import Final

from fuzz.cases import ROOT_SIGN, Folder, Link, Node, Pipe
from hypothesis import strategies as st
from PIL import Image

_PNG: Final = b"\x89PNG\r\n\x1a\n"


@cache
def made(mode: str, form: str, width: int = 40, height: int = 30) -> bytes:
    """A picture of one colour."""
    file = io.BytesIO()
    Image.new(mode, (width, height), 1).save(file, form)
    return file.getvalue()


@cache
def photograph(orientation: int = 6) -> bytes:
    """A JPEG as a telephone leaves it: turned, with an author and a place."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B], exif[0x8825] = orientation, "A. N. Author", {1: "N", 2: (35.0,) * 3}
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "grey").save(
        file, "JPEG", exif=exif, comment=b"a comment", dpi=(72, 72)
    )
    return file.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG (PNG Specification, 5.3)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, rows: int, depth: int = 1, colour: int = 0, *more: bytes) -> bytes:
    """A PNG that says one size, and has as many rows of zeros as it likes."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    row = b"\0" * (1 + (width * depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] + 7) // 8)
    data = chunk(b"IDAT", zlib.compress(row * rows, 9))
    return _PNG + head + b"".join(more) + data + chunk(b"IEND", b"")


def _animated() -> bytes:
    file = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    frames[0].save(file, "PNG", save_all=True, append_images=frames[1:])
    return file.getvalue()


def _flipped(raw: bytes, place: float) -> bytes:
    at = int(len(raw) * place)
    return raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :]


MADE: Final[dict[str, Callable[[], Node]]] = {
    "good": lambda: made("RGB", "PNG"),
    "grey": lambda: made("L", "PNG"),
    "one bit": lambda: made("1", "PNG"),
    "palette": lambda: made("P", "PNG"),
    "transparent": lambda: made("RGBA", "PNG"),
    "grey and transparent": lambda: made("LA", "PNG"),
    "16 bits": lambda: made("I;16", "PNG"),
    "one pixel": lambda: made("RGB", "PNG", 1, 1),
    "a line": lambda: made("RGB", "PNG", 4_000, 1),
    "a thread": lambda: made("RGB", "PNG", 1, 4_000),
    "photograph": photograph,
    "turned wrongly": lambda: photograph(99),
    "CMYK": lambda: made("CMYK", "JPEG"),
    "grey photograph": lambda: made("L", "JPEG"),
    "GIF": lambda: made("P", "GIF"),
    "BMP": lambda: made("RGB", "BMP"),
    "TIFF": lambda: made("RGB", "TIFF"),
    "WebP": lambda: made("RGB", "WEBP"),
    "animated": _animated,
    "JPEG": lambda: made("RGB", "JPEG"),
    "SVG": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>',
    "PostScript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "HTML": lambda: b"<html>not found</html>",
    "empty": lambda: b"",
    "signature alone": lambda: _PNG,
    "no pixels": lambda: png(0, 0, 0),
    "no rows": lambda: png(30, 30, 0),
    "few rows": lambda: png(30, 30, 5),
    "too many rows": lambda: png(30, 30, 4_000),
    "wide as a number": lambda: png(2**31 - 1, 1, 0),
    "bomb": lambda: png(13_000, 13_000, 13_000),
    "larger bomb": lambda: png(60_000, 60_000, 100),
    "bomb of colours": lambda: png(9_000, 9_000, 9_000, 8, 2),
    "odd depth": lambda: png(30, 30, 30, 7),
    "words that swell": lambda: png(
        *(30, 30, 30, 1, 0), chunk(b"zTXt", b"x\0\0" + zlib.compress(b"a" * 20_000_000))
    ),
    "profile that is none": lambda: png(
        *(30, 30, 30, 1, 0), chunk(b"iCCP", b"x\0\0" + zlib.compress(b"no profile"))
    ),
    "profile that swells": lambda: png(
        *(30, 30, 30, 1, 0), chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 50_000_000))
    ),
    "resolution of nothing": lambda: png(
        *(30, 30, 30, 1, 0), chunk(b"pHYs", struct.pack(">IIB", 0, 0, 1))
    ),
    "long chunk": lambda: made("RGB", "PNG")[:33] + b"\xff\xff\xff\xffIDAT",
    "cut PNG": lambda: png(300, 300, 300, 8, 2)[:-40],
    "cut JPEG": lambda: made("L", "JPEG", 300, 300)[:-400],
    "cut in its head": lambda: made("RGB", "PNG")[:20],
    "flipped PNG": lambda: _flipped(made("RGB", "PNG"), 0.7),
    "flipped JPEG": lambda: _flipped(made("RGB", "JPEG"), 0.5),
    "flipped head": lambda: _flipped(made("RGB", "JPEG"), 0.03),
    "more behind": lambda: made("RGB", "PNG") + b"PK\x03\x04" * 100,
    "folder": Folder,
    "pipe": Pipe,
    "link out": lambda: Link("../../../../outside/secret.txt"),
    "link to a root": lambda: Link(f"{ROOT_SIGN}/README.md"),
    "link to zeros": lambda: Link("/dev/zero"),
    "link to nothing": lambda: Link("nowhere.png"),
    "link to itself": lambda: Link("a.png"),
    "link inside": lambda: Link("../en.md"),
}
"""What may stand where a picture is named."""

PLACES: Final = (
    "images/a.png",
    "images/a.jpg",
    "images/a.JPEG",
    "images/a.gif",
    "images/no ending",
    "a.png",
    "images/größe %2e.png",
    "images/" + "n" * 240 + ".png",
    "images/-.png",
    'images/"quoted".png',
)

_which = st.sampled_from(list(MADE))


def _usual_place(which: str) -> str:
    """Where a picture of this kind would stand."""
    node = MADE[which]()
    is_photograph = isinstance(node, bytes) and node.startswith(b"\xff\xd8")
    return PLACES[1] if is_photograph else PLACES[0]


pictures = st.one_of(
    st.builds(lambda which: (_usual_place(which), which), _which),
    st.builds(lambda which: (_usual_place(which), which), _which),
    st.tuples(st.sampled_from(PLACES), _which),
)
"""Where a picture stands, and which it is."""
