"""Whether pictures have pixels enough for the size at which they stand in print."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from pathlib import Path
from typing import Final

from publish.content.passages import pictures
from publish.content.statement import Picture, Statement, Translation
from publish.errors import Place
from publish.findings.finding import Code, Finding, warning
from publish.press.geometry import LEAST_DPI

COARSE = Code("picture-coarse", "GWG 2022 sheetfed CMYK, image resolution")

TEXT_WIDTH_MM: Final = 114.0
"""How wide the text of the pamphlet and of the press edition is, as ``styles/page.css`` has it."""

_STYLE_DPI: Final = 96
"""Pixels to an inch of a picture that is not wider than the text (CSS Values, absolute lengths)."""
_INCH_MM: Final = 25.4


def check(statement: Statement) -> Iterator[Finding]:
    """A warning for each picture with too few pixels, where it is first shown so wide."""
    shown: dict[tuple[Path, float | None], Place] = {}
    for language in statement.languages:
        translation = statement.translations[language]
        for picture in _pictures(translation):
            place = Place(translation.path, picture.line)
            shown.setdefault((picture.path, picture.width_mm), place)
    if not shown:
        return
    from publish.pictures.publishing import size_px  # most texts show none

    for (path, asked_mm), place in shown.items():
        pixels, _ = size_px(path)
        most_mm = min(asked_mm or TEXT_WIDTH_MM, TEXT_WIDTH_MM)
        width_mm = most_mm if asked_mm else min(pixels / _STYLE_DPI * _INCH_MM, most_mm)
        dpi = pixels / width_mm * _INCH_MM
        if dpi < LEAST_DPI:
            needed = ceil(LEAST_DPI * most_mm / _INCH_MM)
            yield warning(
                COARSE,
                f"the picture {path.name} is {pixels} pixels wide and {width_mm:.0f} mm in print: "
                f"{dpi:.0f} pixels to an inch, where a press needs {LEAST_DPI}.",
                place,
                f"Take one that is {needed} pixels wide, or {2 * needed} to be sharp; the press "
                "edition is not made with this one.",
            )


def _pictures(translation: Translation) -> Iterator[Picture]:
    for blocks in (translation.blocks, *(note.blocks for note in translation.notes)):
        yield from pictures(blocks)
