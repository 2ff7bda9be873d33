"""The catalogue's faces as HarfBuzz has them: how wide words and spaces are by nature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import uharfbuzz

from publish.fonts.library import open_library

_ZWNJ = "\u200c"


@dataclass(frozen=True, slots=True)
class Face:
    """A face that shapes words."""

    font: Any
    unit: float

    @property
    def space(self) -> float:
        """How wide the space is, in ems."""
        glyph = self.font.get_nominal_glyph(ord(" "))
        return 0.0 if glyph is None else float(self.font.get_glyph_h_advance(glyph) / self.unit)

    def ends(self, text: str, parted: Iterable[int] = ()) -> Mapping[int, float]:
        """How far right-to-left text reaches up to the end of each of its clusters, in ems.

        Before the ``parted`` ones of its characters letters are kept from joining.
        """
        whole = [(letter, at) for at, letter in enumerate(text)]
        for at in sorted(parted, reverse=True):
            whole.insert(at, (_ZWNJ, at - 1))
        buffer = uharfbuzz.Buffer()
        buffer.add_str("".join(letter for letter, _ in whole))
        buffer.guess_segment_properties()
        uharfbuzz.shape(self.font, buffer)
        pairs = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
        left = -sum(place.x_advance for _, place in pairs)
        reach: dict[int, float] = {}
        for info, place in pairs:
            if place.x_advance:
                at = whole[info.cluster][1]
                reach[at] = max(reach.get(at, 0.0), -(left + place.x_offset) / self.unit)
            left += place.x_advance
        starts = sorted(reach)
        follows = zip(starts, [*starts[1:], len(text)], strict=True)
        return {following: reach[start] for start, following in follows}


@dataclass(slots=True)
class Faces:
    """Faces by the names that PDFs give them, each opened when a word is set in it."""

    files: Mapping[str, Path]
    opened: dict[str, Face | None] = field(default_factory=dict)

    def face(self, name: str) -> Face | None:
        """The face of a name; nothing where it is not at hand."""
        if name not in self.opened:
            path = self.files.get(_plain(name))
            self.opened[name] = None if path is None else _open(path)
        return self.opened[name]


def _open(path: Path) -> Face:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    return Face(uharfbuzz.Font(face), face.upem)


@cache
def installed() -> Faces:
    """The faces of the catalogue."""
    files = open_library().installed.files
    return Faces({_plain(face.postscript_name): path for face, path in files.items()})


def _plain(name: str) -> str:
    """A name as all makers write it: `Amiri`, `Amiri-Regular`, `Noto-Naskh-Arabic`."""
    return re.sub(r"regular$", "", re.sub(r"[^a-z0-9]", "", name.lower()))
