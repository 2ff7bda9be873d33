"""The formats of pictures, known by their content: the two that are published, and others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publish.faults import Fault, quoted
from publish.pictures import jpeg, png
from publish.pictures.cleaned import Cleaned


@dataclass(frozen=True, slots=True)
class Format:
    """A format that every edition can show.

    ``clean(data, profile=...)`` gives a file of it without metadata; the first of ``suffixes``
    is for new names.
    """

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    clean: Callable[..., Cleaned]


PNG: Final = Format("PNG", "image/png", (".png",), png.clean)
JPEG: Final = Format("JPEG", "image/jpeg", (".jpg", ".jpeg"), jpeg.clean)

_BY_SIGNATURE: Final[Mapping[bytes, Format]] = {png.SIGNATURE: PNG, jpeg.SIGNATURE: JPEG}

_OTHERS: Final = (
    (0, b"GIF8", "a GIF"),
    (0, b"%PDF", "a PDF"),
    (0, b"BM", "a bitmap (BMP)"),
    (0, b"II*\0", "a TIFF"),
    (0, b"MM\0*", "a TIFF"),
    (0, b"8BPS", "a Photoshop file"),
    (8, b"WEBP", "a WebP"),
    (4, b"ftypavif", "an AVIF"),
    (4, b"ftyp", "a HEIC, or a film"),
    (0, b"<svg", "an SVG"),
    (0, b"<?xml", "XML, perhaps an SVG"),
    (0, b"<!DOCTYPE html", "a page of the web"),
    (0, b"<html", "a page of the web"),
    (0, b"version https://git-lfs", "a pointer of Git LFS, whose file was not fetched"),
)
"""What else editors have, by the bytes at an offset: only to say what it is."""

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def format_of(path: Path, data: bytes) -> Format:
    """The format of a picture's content.

    Raises Fault, said of the picture, where it is neither PNG nor JPEG, or its name says
    another: names go out with pictures, and others go by them.
    """
    found = next((own for sign, own in _BY_SIGNATURE.items() if data.startswith(sign)), None)
    if found is None:
        raise Fault(f"is neither PNG nor JPEG{_known_as(data)}.", "Export it as PNG or JPEG.")
    if path.suffix.lower() not in found.suffixes:
        remedy = f"Rename it {quoted(path.stem + found.suffixes[0])}."
        raise Fault(f"is a {found.name}, and not the kind of picture that its name says.", remedy)
    return found


def _known_as(data: bytes) -> str:
    if not data:
        return ": the file is empty"
    text = data.removeprefix(_BYTE_ORDER_MARK)
    names = (name for at, sign, name in _OTHERS if text.startswith(sign, at))
    return next((f", but {name}" for name in names), "")
