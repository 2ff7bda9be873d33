"""A layout: pages that are laid out, to be written in several variants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publish.design.colours import Palette

if TYPE_CHECKING:
    import weasyprint


@dataclass(frozen=True, slots=True)
class Layout:
    """Laid-out pages, made once; ``direction`` is how the document reads.

    Words in ``whole`` were not divided, for some would have been by a page turn. ``palette``
    are those that the pages know by name.
    """

    document: weasyprint.Document
    direction: str
    whole: frozenset[str] = frozenset()
    palette: Palette = ()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.document.pages)
