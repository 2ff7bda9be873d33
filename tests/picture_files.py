"""Files of pictures for tests, sound ones and others, made on the spot."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from io import BytesIO

from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

ORIENTATION = 0x0112
RED, GREEN, BLUE = (220, 20, 20), (20, 160, 20), (20, 20, 220)

SECRETS = (b"Secret", b"secret", b"Exif", b"http://ns.adobe.com", b"Photoshop", b"tEXt", b"tIME")
"""What no published file may hold of those made here."""

_AS_HELD = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera that is held in each way stores what is upright."""


def scene(width: int = 900, height: int = 600) -> Image.Image:
    """A picture whose corners tell which way is up: red, green, then blue and white."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 3, height // 3), fill=RED)
    draw.rectangle((2 * width // 3, 0, width, height // 3), fill=GREEN)
    draw.rectangle((0, 2 * height // 3, width // 3, height), fill=BLUE)
    return image


def corners(image: Image.Image) -> tuple[tuple[int, ...], ...]:
    """The colours near the four corners, row by row."""
    image = image.convert("RGB")
    width, height = image.size
    places = [(x, y) for y in (height // 6, 5 * height // 6) for x in (width // 6, 5 * width // 6)]
    return tuple(image.getpixel(place) for place in places)  # type: ignore[misc]


UPRIGHT = (RED, GREEN, BLUE, (255, 255, 255))


def near(one: tuple[tuple[int, ...], ...], other: tuple[tuple[int, ...], ...], by: int) -> bool:
    """Whether colours differ by no more than ``by`` levels."""
    pairs = zip(one, other, strict=True)
    return all(
        abs(a - b) <= by for these, those in pairs for a, b in zip(these, those, strict=True)
    )


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """The bytes of a file."""
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def jpeg(image: Image.Image | None = None, **options: object) -> bytes:
    """A JPEG of ``scene``, or of another picture."""
    return saved(image or scene(), "JPEG", **{"quality": 90, **options})


def png(image: Image.Image | None = None, **options: object) -> bytes:
    """A PNG of ``scene``, or of another picture."""
    return saved(image or scene(), "PNG", **options)


def sixteen_bits(image: Image.Image) -> Image.Image:
    """The greys of a picture with 16 bits each."""
    return image.convert("L").convert("I").point(lambda level: level * 257).convert("I;16")


def held(orientation: int, kind: str = "JPEG") -> bytes:
    """``scene`` as a camera that was held so stores it, with all that cameras tell."""
    turn = _AS_HELD[orientation]
    image = scene() if turn is None else scene().transpose(turn)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = "Secret Maker"
    exif.get_ifd(0x8825)[1] = "N"
    data = saved(image, kind, exif=exif, quality=90)
    return talkative_jpeg(data) if kind == "JPEG" else data


def talkative_jpeg(data: bytes) -> bytes:
    """A JPEG with XMP, IPTC, a comment, a thumbnail, and something behind its end."""
    told = (
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>Secret</x>"),
        (0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x06Secret"),
        (0xFE, b"Secret comment"),
        (0xE0, b"JFXX\0\x10Secret thumbnail"),
    )
    between = b"".join(segment(marker, body) for marker, body in told)
    return data[:2] + between + data[2:] + b"Secret behind the end"


def talkative_png(data: bytes) -> bytes:
    """A PNG with texts, a date, and something behind its end."""
    told = chunk(b"tIME", b"\x07\xe8\1\1\1\1\1") + chunk(b"tEXt", b"Author\0Secret")
    return data[:33] + told + data[33:] + b"Secret behind the end"


def described_png() -> bytes:
    """A PNG with texts as Pillow writes them, compressed ones too."""
    info = PngInfo()
    info.add_text("Author", "Secret", zip=True)
    info.add_itxt("XML:com.adobe.xmp", "<x>Secret</x>", zip=True)
    return png(pnginfo=info)


def segment(marker: int, body: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2) + body


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def raw_png(
    width: int,
    height: int,
    rows: bytes,
    *others: bytes,
    bits: int = 8,
    colour: int = 2,
) -> bytes:
    """A PNG from its rows as they are before compression; ``others`` are chunks before them."""
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(rows, 9))
    chunks = (chunk(b"IHDR", header), *others, pixels, chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@cache
def screen_profile() -> bytes:
    """The colour profile of sRGB; it holds the time at which it was made."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def swapped_profile() -> bytes:
    """The profile of a space whose red is the green of screens, and the other way round."""
    profile = bytearray(screen_profile())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)
