"""Character maps of a PDF: what its codes stand for, and how many bytes each has.

ISO 32000-1, 9.7.5 and 9.10.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import pikepdf

from publish.pdf.streams import Effort, Excess, operators

_LARGEST_RANGE: Final = 0x10000
"""No map has a longer range; one that says so is damaged or means harm."""
_MOST_CODES: Final = 0x110000
"""No font has more characters than there are (Unicode 16, 2.4)."""


def text_map(stream: pikepdf.Object) -> dict[int, str]:
    """The text of each code in a ToUnicode map; what stands for nothing is left out.

    Raises PdfError where ``stream`` is no stream, Excess where it maps more than there is.
    """
    texts: dict[int, str] = {}
    left = _MOST_CODES
    for code, text in _mapped(stream):
        left -= 1
        if left < 0:
            raise Excess("a font in it maps more codes than there are characters.")
        texts[code] = text
    return {code: text for code, text in texts.items() if text.strip("\0")}


def _mapped(stream: pikepdf.Object) -> Iterator[tuple[int, str]]:
    for name, operands in operators(stream, Effort()):
        if name == "endbfchar":
            yield from _singles(operands)
        elif name == "endbfrange":
            for first, last, target in _by(3, operands):
                yield from _range(_number(first), _number(last), target)


def codespaces(stream: pikepdf.Object) -> tuple[int, ...]:
    """How many bytes a code has that begins with each of the 256 bytes."""
    lengths = [1] * 256
    for name, operands in operators(stream, Effort()):
        if name == "endcodespacerange":
            for first, last in _by(2, operands):
                low, high = bytes(first), bytes(last)
                lengths[low[0] : high[0] + 1] = [len(low)] * (high[0] - low[0] + 1)
    return tuple(lengths)


def _singles(operands: Sequence[Any]) -> Iterator[tuple[int, str]]:
    return ((_number(code), _text(target)) for code, target in _by(2, operands))


def _range(first: int, last: int, target: Any) -> Iterator[tuple[int, str]]:
    """A range counts up from its text, or lists a text for each code."""
    codes = range(first, min(last, first + _LARGEST_RANGE) + 1)
    if isinstance(target, pikepdf.Array):
        yield from ((code, _text(text)) for code, text in zip(codes, target, strict=False))
        return
    units = bytes(target)
    head, tail = units[:-2], int.from_bytes(units[-2:])
    for step, code in enumerate(codes):
        yield code, (head + ((tail + step) & 0xFFFF).to_bytes(2)).decode("utf-16-be", "replace")


def _by(size: int, operands: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The operands in groups; those left over belong to a damaged map."""
    return (operands[start : start + size] for start in range(0, len(operands) - size + 1, size))


def _number(code: Any) -> int:
    return int.from_bytes(bytes(code))


def _text(target: Any) -> str:
    if isinstance(target, pikepdf.Name):  # a glyph's name, which no current writer uses
        return ""
    return bytes(target).decode("utf-16-be", "replace")
