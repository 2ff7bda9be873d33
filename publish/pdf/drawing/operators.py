"""Which operator of a content stream decides what about ink: the table of a press reader.

ISO 32000-1, 8.4.4, 8.5.3, 8.6.8 and 9.3; what decides only where things go is in ``pdf_content``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from publish.pdf.content import OPERATORS, Follow
from publish.pdf.drawing.state import Side


def _method(name: str) -> Any:
    """Follows an operator by a method of the reader."""
    return lambda reader, operands: getattr(reader, name)(operands)


def _path(*, fill: bool = False, stroke: bool = False) -> Any:
    return lambda reader, _: reader.finish_path(fill=fill, stroke=stroke)


def _in(side: Side, device: str) -> Any:
    """Follows an operator that names the space of its values itself."""
    return lambda reader, operands: reader.set_colour(side, reader.space(device), operands)


def _chosen(side: Side) -> Any:
    """Follows an operator whose values are in the space that was chosen."""
    return lambda reader, operands: reader.set_colour(
        side, getattr(reader.state, side).space, operands
    )


def _space(side: Side) -> Any:
    return lambda reader, operands: reader.choose_space(side, operands)


def _number(name: str, kind: type[float] | type[int]) -> Any:
    return lambda reader, operands: setattr(reader.state, name, kind(operands[0]))


def _clips(reader: Any, _: Sequence[Any]) -> None:
    reader.clips = True


PRESS_OPERATORS: Final[Mapping[str, Follow]] = MappingProxyType(
    {
        **OPERATORS,
        "g": _in("fill", "/DeviceGray"),
        "G": _in("stroke", "/DeviceGray"),
        "rg": _in("fill", "/DeviceRGB"),
        "RG": _in("stroke", "/DeviceRGB"),
        "k": _in("fill", "/DeviceCMYK"),
        "K": _in("stroke", "/DeviceCMYK"),
        "cs": _space("fill"),
        "CS": _space("stroke"),
        **dict.fromkeys(("sc", "scn"), _chosen("fill")),
        **dict.fromkeys(("SC", "SCN"), _chosen("stroke")),
        "gs": _method("set_state"),
        "w": _number("thickness", float),
        "Tr": _number("text_mode", int),
        **dict.fromkeys(("W", "W*"), _clips),
        **dict.fromkeys(("f", "F", "f*"), _path(fill=True)),
        **dict.fromkeys(("S", "s"), _path(stroke=True)),
        **dict.fromkeys(("B", "B*", "b", "b*"), _path(fill=True, stroke=True)),
        # Those that the reader of positions follows in a way of its own.
        "n": _method("drop_path"),
        "Tj": lambda reader, operands: reader.show(bytes(operands[0])),
        "TJ": _method("show_parts"),
        "sh": _method("paint_shading"),
        "Do": _method("invoke"),
        "INLINE IMAGE": _method("paint_picture"),
    }
)
