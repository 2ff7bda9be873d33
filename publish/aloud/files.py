"""Reads a finished file aloud: opened within bounds, and refused in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from publish.aloud import epub, pdf
from publish.aloud.transcript import Line, written
from publish.doors.child import Bounds, ChildError, in_child
from publish.doors.pdf import open_pdf
from publish.doors.reading import size_of
from publish.errors import Place, Problem, for_terminal
from publish.faults import Fault, printable
from publish.pdf.file import PdfFile
from publish.verify.epub.book import read_book

_LARGEST: Final = 2_000_000_000
_DAMAGED: Final = Fault(
    "it cannot be read aloud: something in it is not what the standard has there.",
    "The file is damaged, or stranger than Publish knows: make it anew.",
)


@dataclass(frozen=True, slots=True)
class Transcript:
    """What is heard of the file at ``path``, and the language that it says it is in."""

    path: Path
    language: str | None
    lines: tuple[Line, ...]

    def printed(self, *, named: bool = False) -> Iterator[str]:
        """The transcript line by line; if ``named``, the file's name is announced before it."""
        if named:
            yield f"[file: {for_terminal(str(self.path))}]"
        yield from written(self.lines)
        if named:
            yield ""

    def data(self) -> dict[str, object]:
        """The same for programs: each line with its kind, its block, and its language."""
        lines = [line._asdict() for line in self.lines]
        return {"file": str(self.path), "language": self.language, "lines": lines}


def transcript(path: Path) -> Transcript | Problem:
    """What is heard of a PDF or EPUB, whoever made it, or the one thing that is wrong with it."""
    try:
        bounds = Bounds.for_size(size_of(path, _LARGEST))
        return in_child(_read, path, what="the file", bounds=bounds)
    except Fault as fault:
        return Problem(printable(fault.message), Place(path), fault.remedy)
    except ChildError as died:
        (problem,) = died.problems
        return Problem(problem.message, Place(path), problem.remedy)


def _read(path: Path) -> Transcript:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        message = "this is neither a PDF nor an EPUB."
        raise Fault(message, "Name files that end in .pdf or .epub.")
    try:
        language, lines = reader(path)
        return Transcript(path, language, tuple(lines))
    except (Fault, MemoryError):
        raise
    except Exception:
        raise _DAMAGED from None


def _pdf(path: Path) -> tuple[str | None, list[Line]]:
    with open_pdf(path) as opened:
        return pdf.read(PdfFile(path, opened))


def _epub(path: Path) -> tuple[str | None, list[Line]]:
    return epub.read(read_book(path))


_READERS: Final[Mapping[str, Callable[[Path], tuple[str | None, list[Line]]]]] = MappingProxyType(
    {".pdf": _pdf, ".epub": _epub}
)
