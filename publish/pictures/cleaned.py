"""What both formats have in common: a file without what is only about the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from publish.faults import Fault

Part = TypeVar("Part")

MAX_PARTS: Final = 50_000
"""The most chunks or segments: a large picture has some thousands."""

EXPORT: Final = "Export it again as PNG or JPEG."


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A picture without metadata: its bytes, and what its header says.

    Width and height are in pixels as they are stored; ``bits`` are those of a sample;
    ``exif`` is the Exif block that was taken out, in which a camera says how it was held.
    """

    content: bytes
    width: int
    height: int
    bits: int
    exif: bytes


def cut_short() -> Fault:
    """The fault of a file that ends before the picture does; said of the picture."""
    return Fault("is cut short: the file ends before the picture does.", "Copy it again.")


def damaged(how: str) -> Fault:
    """The fault of a file that is not what its format asks for; said of the picture."""
    return Fault(f"is damaged: {how}.", EXPORT)


def not_too_many(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts of a file; raises Fault where there are more than a picture has."""
    for number, part in enumerate(parts):
        if number == MAX_PARTS:
            raise damaged(f"it has more than {MAX_PARTS:,} parts")
        yield part
