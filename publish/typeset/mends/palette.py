"""Colours by name: pages are laid out once, and painted for a screen or for a press.

Pages that are laid out know the colours of the design by their names alone, each as a colour
space of its own (CSS Color 5, custom colour spaces). What a name stands for is told when they
are painted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tinycss2.color5 import Color, parse_color
from weasyprint.pdf import stream

from publish.design.colours import Colour, shown
from publish.typeset.mends.inside import check, replaced

_set_color = stream.Stream.set_color


def names(colours: Iterable[Colour]) -> str:
    """A style sheet that sets every colour by its name, to go after all others."""
    values = "; ".join(f"--{colour.token}: color(--{colour.token} 1)" for colour in colours)
    return f":root {{ {values} }}\n"


def on_screen(colours: Iterable[Colour]) -> Mapping[str, Any]:
    """What screens show, by the names of the colours."""
    return {f"--{token}": parse_color(value) for token, value in shown(colours).items()}


def in_inks(colours: Iterable[Colour]) -> Mapping[str, Any]:
    """What a press prints, by the names of the colours."""
    return {
        f"--{colour.token}": Color("device-cmyk", [ink / 100 for ink in colour.cmyk], 1.0)
        for colour in colours
        if colour.cmyk
    }


@contextmanager
def painted(palette: Mapping[str, Any]) -> Iterator[None]:
    """Paint pages with the colours of ``palette`` where they are told by name.

    Raises TypesetError if this is not the WeasyPrint that this was written for.
    """
    check("palette")

    def set_color(stream: Any, color: Any, stroke: bool = False) -> None:
        meant = palette.get(color.space)
        if meant is not None:
            color = Color(meant.space, meant.coordinates, color.alpha)
        _set_color(stream, color, stroke)

    with replaced((stream.Stream, "set_color", set_color)):
        yield
