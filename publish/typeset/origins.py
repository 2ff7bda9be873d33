"""Where on finished pages a fault is: the boxes of a page, each with where it was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publish.errors import Place
from publish.markup.templates import ORIGIN

Box = Any


def with_origins(box: Box, origin: str | None = None) -> Iterator[tuple[Box, str | None]]:
    """A box and all in it, each with the innermost ``ORIGIN`` that it stands in."""
    box = getattr(box, "_box", box)  # a placeholder of something absolutely positioned
    if box.element is not None:
        origin = box.element.get(ORIGIN, origin)
    yield box, origin
    for child in box.children:
        yield from with_origins(child, origin)


def place_of(origin: str | None, folder: Path | None) -> Place | None:
    """The place that an origin names, of a text whose files are in ``folder``."""
    if origin is None:
        return None
    name, _, line = origin.rpartition(":")
    return Place((folder or Path()) / name, int(line))
