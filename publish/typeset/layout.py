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

    ``palette`` are the colours that the pages know by name.
    """

    document: weasyprint.Document
    direction: str
    palette: Palette = ()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.document.pages)
