"""Colours as a press sees them: a colour space, its values, and how much of which ink they ask for.

Follows ISO 32000-1, 8.6. Nothing is converted: what is not given in inks (RGB, Lab, a profile's
colours) is told as that, for only the print shop's own conversion decides what becomes of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

import pikepdf

from publish.faults import Fault, quoted

Family = Literal["gray", "rgb", "lab", "cmyk", "inks", "pattern"]

PROCESS: Final = ("Cyan", "Magenta", "Yellow", "Black")
ALL: Final = "All"
"""The colorant of registration marks: every plate there is (8.6.6.4)."""
NONE: Final = "None"

_DEVICE: Final[Mapping[str, Family]] = MappingProxyType(
    {
        "/DeviceGray": "gray",
        "/CalGray": "gray",
        "/DeviceRGB": "rgb",
        "/CalRGB": "rgb",
        "/DeviceCMYK": "cmyk",
        "/Lab": "lab",
        "/Pattern": "pattern",
    }
)
_SIZES: Final[Mapping[Family, int]] = MappingProxyType(
    {"gray": 1, "rgb": 3, "lab": 3, "cmyk": 4, "pattern": 0}
)
_BY_COMPONENTS: Final[Mapping[int, Family]] = MappingProxyType({1: "gray", 3: "rgb", 4: "cmyk"})
_DEFAULTS: Final = MappingProxyType(
    {"/DeviceGray": "/DefaultGray", "/DeviceRGB": "/DefaultRGB", "/DeviceCMYK": "/DefaultCMYK"}
)
_LAB_SIGNATURE: Final = b"Lab "
_DEEPEST: Final = 8
_VISIBLE: Final = 0.002
"""Less of an ink than half a step in 256 is none."""


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space.

    ``name`` is what the PDF calls it, without its slash. ``inks`` are the colorants of a
    ``Separation`` or ``DeviceN`` space. ``base`` is what an ``Indexed`` or ``Pattern`` space
    stands on, with the ``table`` of the former; ``managed`` says that a profile or a
    calibration comes between its values and the inks.
    """

    family: Family
    name: str
    size: int
    inks: tuple[str, ...] = ()
    managed: bool = False
    base: Space | None = None
    table: bytes = b""

    @property
    def foreign(self) -> bool:
        """Whether its values are not amounts of ink at all."""
        return self.root.family in ("rgb", "lab")

    @property
    def root(self) -> Space:
        """The space that its values end up in."""
        return self.base.root if self.base else self


GRAY: Final = Space("gray", "DeviceGray", 1)
PATTERN: Final = Space("pattern", "Pattern", 0)


@dataclass(frozen=True, slots=True)
class Colour:
    """Values in a colour space; no values where they are many, as in a picture."""

    space: Space
    values: tuple[float, ...] = ()

    @property
    def plates(self) -> Mapping[str, float]:
        """The inks that it asks for, each from 0 to 1; empty for white and for foreign colours."""
        space, values = self.space, self.values
        if space.table and space.base and values:
            return Colour(space.base, _entry(space, int(values[0]))).plates
        if len(values) < space.size or not values:
            return {}
        tints = _TINTS.get(space.family, _no_tints)(space, values)
        return {ink: tint for ink, tint in tints if tint > _VISIBLE and ink != NONE}

    @property
    def white(self) -> bool:
        """Whether it asks for no ink, in values that are amounts of ink."""
        return bool(self.values) and not self.space.foreign and not self.plates

    @property
    def black(self) -> bool:
        """Whether it is full black ink and no other."""
        plates = self.plates
        return plates.keys() == {"Black"} and plates["Black"] >= 1 - _VISIBLE

    @property
    def dark(self) -> bool:
        """Whether it looks black, whatever it is made of."""
        if self.space.foreign:
            top = 255.0 if max(self.values, default=0.0) > 1 else 1.0
            lightness = self.values[:1] if self.space.root.family == "lab" else self.values
            return bool(lightness) and max(lightness) <= top * 0.25
        plates = self.plates
        coloured = [plates.get(ink, 0.0) for ink in PROCESS[:3]]
        return plates.get("Black", 0.0) >= 0.8 or min(coloured) >= 0.6


INITIAL: Final = Colour(GRAY, (0.0,))
"""What a page begins with: black (8.4.1)."""


def _no_tints(_: Space, __: Sequence[float]) -> Sequence[tuple[str, float]]:
    return ()


_TINTS: Final = MappingProxyType(
    {
        "gray": lambda _, values: (("Black", 1 - values[0]),),
        "cmyk": lambda _, values: tuple(zip(PROCESS, values, strict=False)),
        "inks": lambda space, values: tuple(zip(space.inks, values, strict=False)),
    }
)


def _entry(space: Space, index: int) -> tuple[float, ...]:
    """A row of an Indexed space's table, in the values of its base (8.6.6.3)."""
    size = space.base.size if space.base else 0
    return tuple(byte / 255 for byte in space.table[index * size : (index + 1) * size])


def palette(space: Space) -> tuple[Colour, ...]:
    """All colours of an Indexed space; none of another."""
    if not space.base or not space.table or not space.base.size:
        return ()
    rows = len(space.table) // space.base.size
    return tuple(Colour(space.base, _entry(space, row)) for row in range(rows))


def initial(space: Space) -> Colour:
    """The colour that a space begins with when it is chosen (8.6.5 to 8.6.6)."""
    if space.family == "cmyk":
        return Colour(space, (0.0, 0.0, 0.0, 1.0))
    return Colour(space, ((1.0 if space.inks else 0.0),) * space.size)


def read_space(data: Any, resources: pikepdf.Object, depth: int = 0) -> Space:
    """A colour space by its name or its array, with the defaults of ``resources`` (8.6.5.6).

    Raises Fault where it is none.
    """
    if depth > _DEEPEST:
        raise Fault("colour spaces are nested too deeply in it.")
    named = resources.get("/ColorSpace", pikepdf.Dictionary())
    if isinstance(data, pikepdf.Array) and len(data) == 1:
        data = data[0]
    if isinstance(data, pikepdf.Name | str):
        name = str(data)
        if name in _DEFAULTS and depth == 0 and _DEFAULTS[name] in named:
            return read_space(named[_DEFAULTS[name]], resources, depth + 1)
        if name in _DEVICE:
            family = _DEVICE[name]
            return Space(family, name[1:], _SIZES[family], managed=name.startswith("/Cal"))
        if name not in named:
            raise Fault(f"there is no colour space called {quoted(name[1:])} in it.")
        return read_space(named[name], resources, depth + 1)
    kind = str(data[0])
    if kind not in _READERS:
        raise Fault(f"{quoted(kind[1:])} is no kind of colour space.")
    return _READERS[kind](data, resources, depth + 1)


def _calibrated(data: Any, _: pikepdf.Object, __: int) -> Space:
    family = _DEVICE[str(data[0])]
    return Space(family, str(data[0])[1:], _SIZES[family], managed=True)


def _icc(data: Any, _: pikepdf.Object, __: int) -> Space:
    size = int(data[1].get("/N", 0))
    if size not in _BY_COMPONENTS:
        raise Fault(f"a profile in it has {size} components.")
    family = _BY_COMPONENTS[size]
    if size == 3 and data[1].read_bytes()[16:20] == _LAB_SIGNATURE:
        family = "lab"
    return Space(family, "ICCBased", size, managed=True)


def _inks(data: Any, resources: pikepdf.Object, depth: int) -> Space:
    names = data[1] if isinstance(data[1], pikepdf.Array) else [data[1]]
    inks = tuple(str(name)[1:] for name in names)
    read_space(data[2], resources, depth)
    return Space("inks", str(data[0])[1:], len(inks), inks)


def _indexed(data: Any, resources: pikepdf.Object, depth: int) -> Space:
    base = read_space(data[1], resources, depth)
    table = data[3].read_bytes() if isinstance(data[3], pikepdf.Stream) else bytes(data[3])
    return Space(base.family, base.name, 1, base.inks, base.managed, base, table)


def _pattern(data: Any, resources: pikepdf.Object, depth: int) -> Space:
    base = read_space(data[1], resources, depth)
    return Space("pattern", "Pattern", base.size, base=base)


_READERS: Final = MappingProxyType(
    {
        "/CalGray": _calibrated,
        "/CalRGB": _calibrated,
        "/Lab": _calibrated,
        "/ICCBased": _icc,
        "/Separation": _inks,
        "/DeviceN": _inks,
        "/Indexed": _indexed,
        "/Pattern": _pattern,
    }
)
