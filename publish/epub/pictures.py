"""The pictures of a book: copied into it once, under names of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publish.content.statement import Picture
from publish.epub.package import Resource
from publish.pictures.publishing import for_books


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
            shown = for_books(path)
            yield Resource(name, shown.media_type, shown.content)
