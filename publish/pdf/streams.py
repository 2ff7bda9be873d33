"""The operators of content streams, read within bounds: every reader of content asks here.

A few kilobytes can hold the same operator ten million times, and forms can show one another
so often that no one would live to see the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from publish.doors.child import MEBIBYTE
from publish.doors.pdf import MOST_DECODED
from publish.faults import Fault

MOST_BYTES: Final = 32_000_000
"""A page's content may have so many bytes: a map of a city's streets has a tenth of that."""

MOST_BYTES_IN_ALL: Final = 400_000_000
"""All pages together may have so many, however often they show the same content."""

MOST_OPERATORS: Final = 6_000_000
"""All pages together may have so many operators."""

_BEGINNING: Final = 100
"""To begin a stream costs as much as so many operators."""


class Excess(Fault):
    """More of something than a document of a person has: the file is not read any further."""


@dataclass(slots=True)
class Effort:
    """How much has been read of a document's content."""

    bytes: int = 0
    operators: int = 0

    def add(self, *, bytes: int = 0, operators: int = 0) -> None:
        """Raise Excess where it has been enough."""
        self.bytes += bytes
        self.operators += operators
        if self.bytes > MOST_BYTES_IN_ALL:
            raise Excess(
                f"its pages have more than {MOST_BYTES_IN_ALL // 1_000_000} MB of content."
            )
        if self.operators > MOST_OPERATORS:
            raise Excess(f"its pages draw more than {MOST_OPERATORS:,} things.")


def operators(content: pikepdf.Object, effort: Effort) -> Iterator[tuple[str, Sequence[Any]]]:
    """Each operator of a page, a form or a character map, with its operands.

    Raises Excess where there are too many, PdfError or TypeError where there are none.
    """
    _measure(content, effort)
    instructions = pikepdf.parse_content_stream(content)
    effort.add(operators=_BEGINNING + len(instructions))
    for instruction in instructions:
        yield str(instruction.operator), list(instruction.operands)


def _measure(content: pikepdf.Object, effort: Effort) -> None:
    """Count the bytes before all of them become objects, which are a hundred times as large."""
    written = content.get("/Contents", ()) if isinstance(content, pikepdf.Dictionary) else content
    size = 0
    for part in written if isinstance(written, pikepdf.Array) else [written]:
        if isinstance(part, pikepdf.Stream):
            length = _length(part)
            size += length
            effort.add(bytes=length)
        if size > MOST_BYTES:
            raise Excess(f"a page in it has more than {MOST_BYTES // 1_000_000} MB of content.")


def _length(stream: pikepdf.Stream) -> int:
    try:
        return len(stream.read_bytes())
    except pikepdf.DataDecodingError as error:
        if "limit exceeded" in str(error):  # the bounds of ``doors.pdf``; qpdf has no code for it
            most = MOST_DECODED // MEBIBYTE
            raise Excess(f"a stream in it unpacks to more than {most} MiB.") from None
        raise
