"""The codes of one font file in one PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from publish.errors import Problem, TypesetError
from publish.typeset.composites import Made
from publish.typeset.glyphs import Shape

LAST_CODE = 0xFFFF
"""The highest two-byte code, and the highest CID (ISO 32000-1, annex C)."""
# The engine gives the codes next above a font's glyphs to characters that the font has not.
_LEFT_TO_ENGINE = 256


@dataclass(slots=True)
class CodeTable:
    """Which code stands for which shape, text and width.

    A glyph with the first text it is met with keeps its own number as its code, as if there
    were no table; every other pair gets a code above the font's glyphs, or what is free among
    them where there are no more. ``to_unicode`` and ``widths`` are the engine's own tables of
    codes, which are kept up to date; ``own_widths`` holds what the font says its glyphs'
    widths are.
    """

    glyph_count: int
    to_unicode: dict[int, str]
    widths: dict[int, int]
    own_widths: dict[int, int] = field(default_factory=dict)
    drawn: dict[int, Made] = field(default_factory=dict)
    glyph_of: dict[int, int] = field(default_factory=dict)
    _codes: dict[tuple[Shape, str, int], int] = field(default_factory=dict)
    _free: Iterator[int] = field(init=False)

    def __post_init__(self) -> None:
        above = range(self.glyph_count + _LEFT_TO_ENGINE, LAST_CODE + 1)
        self._free = chain(above, range(min(self.glyph_count, LAST_CODE), 0, -1))

    def code(self, shape: Shape, text: str, width: int) -> int:
        """The code that draws ``shape``, says ``text`` and is ``width`` wide."""
        key = shape, text, width
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = self._new_code(shape, width)
            self.drawn[code] = shape, width
            self.to_unicode[code] = text
            self.widths[code] = width
        return code

    def _new_code(self, shape: Shape, width: int) -> int:
        if self._is_own(shape, width) and shape[0].glyph not in self.to_unicode:
            return shape[0].glyph
        for code in self._free:
            if code not in self.to_unicode:
                return code
        raise TypesetError(
            Problem("a font has no room for all the texts that its glyphs stand for.")
        )

    def _is_own(self, shape: Shape, width: int) -> bool:
        """Whether the font itself has such a glyph."""
        if len(shape) != 1 or shape[0].x or shape[0].y:
            return False
        return self.own_widths.get(shape[0].glyph) == width

    @property
    def glyphs(self) -> set[int]:
        """The font's glyphs that are drawn, be it as parts of shapes."""
        return {part.glyph for shape, _ in self.drawn.values() for part in shape}

    @property
    def made(self) -> list[Made]:
        """What the font has no glyph for, in a stable order."""
        return [made for made in dict.fromkeys(self.drawn.values()) if not self._is_own(*made)]

    def settle(self, numbers: Mapping[Made, int]) -> None:
        """Find each code's glyph, given the ``numbers`` of those that were made."""
        self.glyph_of = {
            code: numbers[made] if made in numbers else made[0][0].glyph
            for code, made in self.drawn.items()
        }
