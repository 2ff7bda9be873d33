"""Whether a PDF carries its fonts: embedded, subset, with no missing glyph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pikepdf
from fontTools.ttLib import TTFont, TTLibError

from publish.findings.finding import Code, Finding, Spot, error, note
from publish.findings.saying import counted, verb
from publish.pdf.codes import Font
from publish.pdf.file import PdfFile
from publish.pdf.items import Item

EMBEDDED = Code("pdf-font-not-embedded", "ISO 14289-1:2014, 7.21.4.1")
SUBSET = Code("pdf-font-not-subset", "ISO 32000-1:2008, 9.6.4")
MISSING = Code("pdf-missing-glyph", "ISO 14289-1:2014, 7.21.8")

_IDENTITY: Final = ("/Identity-H", "/Identity-V")


@dataclass(frozen=True, slots=True)
class Use:
    """A font, and where each of its codes is shown first."""

    font: Font
    first: dict[int, Item]

    @property
    def spot(self) -> Spot:
        """Where the font is used first."""
        return spot(next(iter(self.first.values())))


def check(file: PdfFile) -> Iterator[Finding]:
    """Every font that text is shown in, but for those that the pages draw themselves."""
    for use in uses(file):
        if use.font.kind == "Type3":
            continue
        name = use.font.name
        if use.font.file is None:
            yield error(
                EMBEDDED,
                f"the font {name} is not embedded: readers see another in its place.",
                file.place,
                "Make the file anew with all fonts embedded.",
                use.spot,
            )
            continue
        if "+" not in name:
            yield note(SUBSET, f"the font {name} is embedded whole.", file.place, spot=use.spot)
        missing = _missing(use)
        if missing:
            yield error(
                MISSING,
                f"{counted(len(missing), 'character')} of the page {verb(missing, 'has', 'have')} "
                f"no glyph in the font {name}: boxes are shown in their place.",
                file.place,
                "Choose a face that has them.",
                spot(missing[0]),
            )


def uses(file: PdfFile) -> tuple[Use, ...]:
    """The fonts in which something is shown, in the order of their first use."""
    found: dict[Font, Use] = {}
    for item in file.items:
        if item.font is not None:
            use = found.setdefault(item.font, Use(item.font, {}))
            use.first.setdefault(item.code, item)
    return tuple(found.values())


def spot(item: Item) -> Spot:
    """Where something painted is."""
    return Spot(item.page, item.box)


def _missing(use: Use) -> list[Item]:
    """The first showing of each code that has no glyph: glyph 0, or one beyond the last.

    Told for composite fonts whose codes are glyphs or are mapped to them: others find
    their glyphs by name.
    """
    data = use.font.data
    if use.font.kind != "Type0" or str(data.get("/Encoding")) not in _IDENTITY:
        return []
    if use.font.descendant.get("/Subtype") == "/CIDFontType0":
        return [item for code, item in use.first.items() if code == 0]
    count = _count(use.font.file)
    return [use.first[code] for code, gid in _glyphs(use).items() if gid == 0 or gid >= count]


def _glyphs(use: Use) -> dict[int, int]:
    """The glyph of each shown code (ISO 32000-1, 9.7.4.2)."""
    to_glyph = use.font.descendant.get("/CIDToGIDMap", "/Identity")
    if not isinstance(to_glyph, pikepdf.Stream):
        return {code: code for code in use.first}
    table = to_glyph.read_bytes()
    return {code: int.from_bytes(table[2 * code : 2 * code + 2]) for code in use.first}


def _count(file: Any) -> float:
    """How many glyphs a font program has; no end of them where it cannot be read."""
    try:
        with TTFont(BytesIO(file.read_bytes()), lazy=True) as font:
            return int(font["maxp"].numGlyphs)
    except (TTLibError, KeyError):
        return float("inf")
