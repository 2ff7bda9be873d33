"""JPEG without metadata, and without loss: markers are walked, pixels are left as they are.

The syntax is that of ISO/IEC 10918-1, annex B; JFIF is ISO/IEC 10918-5, the place of colour
profiles ISO 15076-1, annex B.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from publish.faults import Fault
from publish.pictures.cleaned import EXPORT, Cleaned, cut_short, damaged, not_too_many

SIGNATURE: Final = b"\xff\xd8\xff"

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_TABLES: Final = frozenset({0xC4, 0xDB, 0xDD})
"""Huffman and quantisation tables, and the restart interval."""
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive: what every reader of PDF and EPUB decodes."""
_OTHER_FRAMES: Final = frozenset(range(0xC3, 0xD0)) - _TABLES - {0xC8, 0xCC}
_COMPONENTS: Final = frozenset({1, 3, 4})
"""Grey, colour, and four inks."""

_JFIF, _EXIF, _PROFILE, _ADOBE = b"JFIF\0", b"Exif\0\0", b"ICC_PROFILE\0", b"Adobe"
_PLAIN_JFIF: Final = _JFIF + b"\x01\x02\x00\x00\x01\x00\x01\x00\x00"
"""Version 1.02, square pixels, no thumbnail. That it is there tells how colours are meant."""
_ADOBE_BYTES: Final = 12

_MARKER: Final = re.compile(rb"\xff[\x01-\xfe]")
_END_OF_SCAN: Final = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""A marker that is neither a stuffed 0xFF of the scan nor a restart in it."""


class _Segment(NamedTuple):
    marker: int
    body: bytes
    scan: bytes
    """The coded pixels that follow a scan's header."""


def clean(data: bytes, *, profile: bool) -> Cleaned:
    """The first picture of a file, with what is needed to decode it and nothing else.

    Left out are Exif, XMP, IPTC, comments, thumbnails, and all that stands behind the end; the
    colour profile is kept if ``profile`` is asked for. Raises Fault, said of the picture.
    """
    kept = [bytes((0xFF, _START))]
    exif, frame = b"", b""
    for marker, body, scan in not_too_many(_segments(data)):
        if marker in _OTHER_FRAMES:
            raise Fault("is of a kind of JPEG that few programs can show.", EXPORT)
        if marker in _FRAMES:
            frame = frame or body
        elif marker == 0xE1 and body.startswith(_EXIF):
            exif = exif or body
        own = _kept(marker, body, profile=profile)
        if own is not None:
            kept += (bytes((0xFF, marker)), (len(own) + 2).to_bytes(2), own, scan)
    kept.append(bytes((0xFF, _END)))
    if len(frame) < 6 or frame[5] not in _COMPONENTS or frame[0] != 8:
        raise Fault("is of a kind of JPEG that few programs can show.", EXPORT)
    height, width = int.from_bytes(frame[1:3]), int.from_bytes(frame[3:5])
    return Cleaned(b"".join(kept), width, height, frame[0], exif)


def _kept(marker: int, body: bytes, *, profile: bool) -> bytes | None:
    """What of a segment is published; None for all that is only about the picture."""
    if marker in _TABLES or marker in _FRAMES or marker == _SCAN:
        return body
    if marker == 0xE0 and body.startswith(_JFIF):
        return _PLAIN_JFIF
    if marker == 0xE2 and body.startswith(_PROFILE):
        return body if profile else None
    if marker == 0xEE and body.startswith(_ADOBE):
        return body[:_ADOBE_BYTES]
    return None


def _segments(data: bytes) -> Iterator[_Segment]:
    """The segments between the first start and the first end of a picture."""
    at = 2
    scanned = False
    while found := _MARKER.search(data, at):
        marker, at = data[found.end() - 1], found.end()
        if marker == _END:
            if not scanned:
                raise damaged("it has no pixels")
            return
        length = int.from_bytes(data[at : at + 2])
        if at + length > len(data):
            break
        if length < 2:
            raise damaged("a part of it has no length")
        body, at = data[at + 2 : at + length], at + length
        scan = b""
        if marker == _SCAN:
            scanned = True
            end = _END_OF_SCAN.search(data, at)
            if end is None:
                break
            scan, at = data[at : end.start()], end.start()
        yield _Segment(marker, body, scan)
    raise cut_short()
