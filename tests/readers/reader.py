"""What a reader of PDFs is: it gives the text of every page, of many files in one go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from publish.errors import ToolError
from publish.tools.program import each

Pages = tuple[str, ...]
"""The text of each page of a file, in the order of the pages."""

ANSWER: TypeAdapter[list[Pages]] = TypeAdapter(list[Pages])
"""What programs print that read many files: a list of pages, as JSON, for each."""


@dataclass(frozen=True, slots=True)
class Reader:
    """``read`` gives the pages of each of some files, and starts what it starts once for all.

    ``lacks`` says how to install what is missing here, and None where nothing is.
    """

    name: str
    read: Callable[[Sequence[Path]], list[Pages]]
    lacks: Callable[[], str | None]


def one_by_one(work: Callable[[Path], Pages], files: Sequence[Path]) -> list[Pages]:
    """What ``work`` makes of each file, as many at once as there are processors.

    Raises ToolError where it cannot read one of them.
    """
    found: list[Pages] = []
    for _, pages in each(work, files):
        if isinstance(pages, ToolError):
            raise pages
        found.append(pages)
    return found
