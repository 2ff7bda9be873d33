"""Colours of a content stream in inks, and black set to overprint.

The page engine writes every colour as operands of a colour space. Here they become plain
DeviceCMYK (or a spot ink), and the graphics state says after each whether it overprints: what is
in black alone does, so that no white shows beside a letter where plates are a little off; what
has other inks, or none, knocks out (ISO 32000-1, 8.6.7; GWG 2022 sheetfed).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Name, Operator

from publish.design.colours import Cmyk
from publish.errors import Problem, TypesetError
from publish.press.profile import Profile

Instruction = tuple[list[Any], Operator]

_RGB = {"rg": False, "RG": True}
_GREY = {"g": False, "G": True}
_CMYK = {"k": False, "K": True}
_SPACE = {"cs": False, "CS": True}
_COLOUR = {"sc": False, "scn": False, "SC": True, "SCN": True}
_NEAR = 0.002


def state_name(*, stroke: bool, fill: bool) -> str:
    """The resource name of the graphics state in which these overprint."""
    return f"PublishOverprint{stroke:d}{fill:d}"


@dataclass(frozen=True, slots=True)
class Inks:
    """How colours become inks: the profile for what is in RGB, and spots by their mixtures."""

    profile: Profile
    spots: Mapping[Cmyk, str]

    def spot(self, cmyk: Iterable[float]) -> str | None:
        """The resource name of the spot ink that replaces a mixture (in parts of one)."""
        mixture = tuple(cmyk)
        near = (
            name
            for recipe, name in self.spots.items()
            if all(abs(a / 100 - b) < _NEAR for a, b in zip(recipe, mixture, strict=True))
        )
        return next(near, None)


@dataclass
class _State:
    """What the graphics state holds of colour: spaces, and which of stroke and fill overprint."""

    spaces: dict[bool, str]
    over: dict[bool, bool]

    def copy(self) -> _State:
        return _State(dict(self.spaces), dict(self.over))


def separated(content: Iterable[Any], inks: Inks) -> list[Instruction]:
    """The instructions of a content stream with every colour in inks.

    Raises TypesetError for a colour that has no inks, such as a shading.
    """
    state = _State({True: "", False: ""}, {True: False, False: False})
    stack: list[_State] = []
    out: list[Instruction] = []
    for item in content:
        operands, operator = list(item.operands), str(item.operator)
        if operator == "q":
            stack.append(state.copy())
        elif operator == "Q" and stack:
            state = stack.pop()
        read = _READERS.get(operator)
        if read is None:
            out.append((operands, item.operator))
        else:
            out.extend(_written(read(operands, operator, state, inks), state, inks))
    return out


def _written(
    colour: tuple[bool, tuple[float, ...]] | None, state: _State, inks: Inks
) -> Iterator[Instruction]:
    if colour is None:
        return
    stroke, cmyk = colour
    spot = inks.spot(cmyk)
    if spot:
        yield [Name(f"/{spot}")], Operator("CS" if stroke else "cs")
        yield [1], Operator("SCN" if stroke else "scn")
    else:
        amounts = [Decimal(f"{ink:.4g}") for ink in cmyk]
        yield amounts, Operator("K" if stroke else "k")
    state.over[stroke] = not spot and not any(cmyk[:3]) and cmyk[3] > 0
    name = state_name(stroke=state.over[True], fill=state.over[False])
    yield [Name(f"/{name}")], Operator("gs")


Read = Callable[[list[Any], str, _State, Inks], "tuple[bool, tuple[float, ...]] | None"]


def _rgb(operands: list[Any], operator: str, _: _State, inks: Inks) -> Any:
    return _RGB[operator], inks.profile.inks(*map(float, operands))


def _grey(operands: list[Any], operator: str, _: _State, __: Inks) -> Any:
    return _GREY[operator], (0.0, 0.0, 0.0, 1 - float(operands[0]))


def _cmyk(operands: list[Any], operator: str, _: _State, __: Inks) -> Any:
    return _CMYK[operator], tuple(map(float, operands))


def _space(operands: list[Any], operator: str, state: _State, _: Inks) -> None:
    state.spaces[_SPACE[operator]] = str(operands[0])


def _special(operands: list[Any], operator: str, state: _State, inks: Inks) -> Any:
    stroke = _COLOUR[operator]
    if state.spaces[stroke] == "/DeviceCMYK":
        return stroke, tuple(map(float, operands))
    if state.spaces[stroke] == "/DeviceRGB":
        return stroke, inks.profile.inks(*map(float, operands))
    raise TypesetError(
        Problem(
            f"a colour in {state.spaces[stroke].lstrip('/') or 'no space'} has no inks.",
            remedy="Use plain colours in pictures: neither gradients nor patterns can be printed.",
        )
    )


def _shading(*_: Any) -> None:
    raise TypesetError(
        Problem(
            "a gradient cannot be turned into inks.",
            remedy="Use plain colours, or a picture made of pixels.",
        )
    )


_READERS: Mapping[str, Read] = {
    **dict.fromkeys(_RGB, _rgb),
    **dict.fromkeys(_GREY, _grey),
    **dict.fromkeys(_CMYK, _cmyk),
    **dict.fromkeys(_SPACE, _space),
    **dict.fromkeys(_COLOUR, _special),
    "sh": _shading,
}


def separate(pdf: pikepdf.Pdf, inks: Inks) -> None:
    """Turn the colours of all pages and forms of a file into inks."""
    for page in pdf.pages:
        instructions = separated(pikepdf.parse_content_stream(page), inks)
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Form:
            instructions = separated(pikepdf.parse_content_stream(item), inks)
            item.write(pikepdf.unparse_content_stream(instructions))
