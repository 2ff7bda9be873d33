"""The boxes of a press page: trim, bleed and the paper around them."""

from __future__ import annotations

from dataclasses import dataclass

MM_PT = 72 / 25.4
"""Points in a millimetre."""

BLEED_MM = 3.0
MARGIN_MM = 20.0
"""From the trim to the edge of the medium: room for bleed, marks, slug line and control strip."""

LEAST_DPI = 150
"""Pictures with fewer pixels to an inch show them (GWG 2022 sheetfed, image resolution)."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """A page's boxes for a trimmed size; the medium begins at 0,0 (ISO 32000-1, 14.11.2)."""

    width_mm: float
    height_mm: float
    bleed_mm: float = BLEED_MM
    margin_mm: float = MARGIN_MM

    @property
    def media_pt(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of the medium."""
        return self._around(self.margin_mm)

    @property
    def bleed_pt(self) -> tuple[float, float, float, float]:
        """What the ink may reach, so that no white shows where the knife is a little off."""
        return self._around(self.bleed_mm)

    @property
    def trim_pt(self) -> tuple[float, float, float, float]:
        """The finished page."""
        return self._around(0)

    def _around(self, distance_mm: float) -> tuple[float, float, float, float]:
        low = self.margin_mm - distance_mm
        return (
            low * MM_PT,
            low * MM_PT,
            (self.margin_mm + self.width_mm + distance_mm) * MM_PT,
            (self.margin_mm + self.height_mm + distance_mm) * MM_PT,
        )
