"""Which characters the catalogue draws, known without opening a font."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, TypeAdapter, ValidationError

from publish.doors.reading import read_bytes
from publish.errors import FontError, Place, Problem
from publish.faults import Fault
from publish.fonts.catalogue import Catalogue
from publish.fonts.install import Installed

# Characters with no picture of their own: Default_Ignorable_Code_Point of the Unicode
# Character Database (DerivedCoreProperties.txt 16.0), and the line ends of plain text.
_INVISIBLE = (
    (0x0009, 0x000A),
    (0x000D, 0x000D),
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)


class _Noted(BaseModel):
    """What is noted of a face, as ``install.prepare`` writes it."""

    bytes: int
    ranges: tuple[tuple[int, int], ...]


_RECORD: Final = TypeAdapter(dict[str, _Noted])
_LARGEST: Final = 64 << 20


@dataclass(frozen=True, slots=True)
class Codes:
    """The code points that a face maps.

    At the first of ``bounds`` they begin, at the second they end, and so on: a set of them all
    would take a hundred times the memory.
    """

    bounds: tuple[int, ...]

    def __contains__(self, code: int) -> bool:
        return bisect_right(self.bounds, code) % 2 == 1


def codes(ranges: Iterable[tuple[int, int]]) -> Codes:
    """The code points in ascending ``ranges``, each with its first and its last."""
    return Codes(tuple(bound for first, last in ranges for bound in (first, last + 1)))


@dataclass(frozen=True, slots=True)
class Coverage:
    """The code points that the faces of each family map, by its name in catalogue order.

    Faces of a family that map the same count once.
    """

    faces: Mapping[str, tuple[Codes, ...]]

    def drawn_by(self, character: str, families: Sequence[str] | None = None) -> str | None:
        """The first of the families (by default all) that draws a character, or None.

        A letter, mark or number counts only where every face of the family has it, so that
        emphasis never falls back to another face. Other signs may be missing from a weight:
        they are then taken from the family's regular one.
        """
        code = ord(character)
        enough = all if unicodedata.category(character)[0] in "LMN" else any
        for family in self.faces if families is None else families:
            if enough(code in face for face in self.faces[family]):
                return family
        return None

    def covers(self, character: str) -> bool:
        """Whether a character is sure to be drawn, or has nothing to draw."""
        return needs_no_glyph(character) or self.drawn_by(character) is not None


def needs_no_glyph(character: str) -> bool:
    """Whether a character can do without a glyph: it is invisible, or some kind of space.

    Spaces that a face lacks are set by HarfBuzz as an advance of the right width, and never
    sought in another face by Pango.
    """
    if unicodedata.category(character) == "Zs":
        return True
    code = ord(character)
    return any(first <= code <= last for first, last in _INVISIBLE)


def load(catalogue: Catalogue, installed: Installed) -> Coverage:
    """The coverage of an installed catalogue, as ``install.prepare`` noted it down."""
    try:
        record = _RECORD.validate_json(read_bytes(installed.coverage_file, _LARGEST))
        mapped = {face: codes(record[path.name].ranges) for face, path in installed.files.items()}
    except (Fault, ValidationError, KeyError):
        message = "what is noted of the faces is damaged."
        remedy = f"Delete the folder {installed.coverage_file.parent}: it is made again."
        raise FontError(Problem(message, Place(installed.coverage_file), remedy)) from None
    return Coverage(
        {
            family.name: tuple(dict.fromkeys(mapped[face] for face in family.faces))
            for family in catalogue.families
        }
    )


def missing(characters: Iterable[str], coverage: Coverage) -> frozenset[str]:
    """Those of the characters that no family of the catalogue draws."""
    return frozenset(c for c in frozenset(characters) if not coverage.covers(c))
