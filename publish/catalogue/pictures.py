"""Pictures of first pages: small, and the same every time."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

from publish.catalogue import addresses
from publish.catalogue.firstpage import first_page_picture
from publish.catalogue.shelf import Shelf

WIDTH_PX = 480
"""Twice the width at which a page shows it, for screens with two pixels to one."""

MEDIA_TYPE = "image/png"


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and its size in pixels."""

    content: bytes
    width_px: int
    height_px: int


def first_pages(shelf: Shelf) -> Mapping[str, Picture]:
    """The first page of every item that has pages, by the picture's path in the site."""
    return {
        addresses.picture(work.slug, item.language): _draw((shelf.folder / entry.path).read_bytes())
        for work in shelf.works
        for item in work.items
        if (entry := item.pictured)
    }


def _draw(pdf: bytes) -> Picture:
    content = first_page_picture(pdf, WIDTH_PX)
    # Width and height open the first chunk, IHDR (PNG, 11.2.2).
    return Picture(content, *struct.unpack(">II", content[16:24]))
