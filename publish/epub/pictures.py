"""The pictures of a book: copied into it once, under names of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publish.content.model import Picture
from publish.epub.package import Resource

PNG = "image/png"
_MEDIA_TYPES = {".png": PNG, ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
"""The formats that content may have, all of them core media types of EPUB."""


class Album:
    """Gathers pictures while documents are made, and numbers them as they are met."""

    def __init__(self) -> None:
        self._names: dict[Path, str] = {}

    def address(self, picture: Picture) -> str:
        """Where ``picture`` stands in the book; every document is at the book's root."""
        path = picture.path
        return self._names.setdefault(
            path, f"images/picture-{len(self._names) + 1}{path.suffix.lower()}"
        )

    def resources(self) -> Iterator[Resource]:
        """Every picture met so far, in order."""
        for path, name in self._names.items():
            yield Resource(name, _MEDIA_TYPES[path.suffix.lower()], path.read_bytes())
