"""Pictures of pages with findings marked on them: a red frame round what is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import c_int
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw

from publish.doors.child import Bounds, ChildError, in_child
from publish.errors import Place, Problem, PublishError
from publish.findings.finding import Box, Code, Finding, Spot, note

UNDRAWN = Code("file-undrawn")

_DPI: Final = 110
_LARGEST_SIDE: Final = 2400
_RED: Final = (214, 22, 22)
_LINE: Final = 3
_MARGIN: Final = 6
"""Pixels between what is meant and its frame."""


def draw(findings: Sequence[Finding], folder: Path) -> tuple[Finding, ...]:
    """The findings, each that has a place on a page with a picture of it in ``folder``.

    The folder is made if it is not there; pictures of earlier runs are written over. Each file
    is drawn in a process of its own; one that cannot be drawn is a finding more.
    Raises PublishError where nothing can be written.
    """
    names: set[str] = set()
    drawn: dict[Finding, Path] = {}
    undrawn: list[Finding] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise _unwritten(folder, problem) from problem
    for file, found in _by_file(findings):
        targets = {each: folder / _name(_stem(file, each), names) for each in found}
        try:
            bounds = Bounds.for_size(file.stat().st_size)
            made = in_child(_draw, file, list(targets.items()), what="the file", bounds=bounds)
        except ChildError as died:
            message = "its pages could not be drawn, so findings in it have no pictures."
            undrawn.append(note(UNDRAWN, message, Place(file), died.problems[0].remedy))
        except OSError as problem:
            raise _unwritten(folder, problem) from problem
        else:
            drawn |= dict(made)
    pictured = (replace(each, picture=drawn.get(each)) for each in findings)
    return (*pictured, *undrawn)


def _unwritten(folder: Path, problem: OSError) -> PublishError:
    message = f"pictures cannot be written to {folder}: {problem.strerror}."
    return PublishError(Problem(message, remedy="Name another folder with --pictures."))


def _by_file(findings: Sequence[Finding]) -> Iterator[tuple[Path, list[Finding]]]:
    """The findings that have a place on a page, by their files."""
    found: dict[Path, list[Finding]] = {}
    for each in findings:
        if each.problem.place is not None and each.spot is not None:
            found.setdefault(each.problem.place.path, []).append(each)
    yield from found.items()


def _draw(file: Path, wanted: Sequence[tuple[Finding, Path]]) -> list[tuple[Finding, Path]]:
    """Write the pictures that PDFium can draw, and return which they are."""
    made = []
    for finding, path in wanted:
        picture = _picture(file, finding.spot) if finding.spot else None
        if picture is not None:
            picture.save(path)
            made.append((finding, path))
    return made


def _stem(file: Path, finding: Finding) -> str:
    page = finding.spot.page if finding.spot else 0
    return f"{file.stem}.p{page}.{finding.code}"


def _name(stem: str, taken: set[str]) -> str:
    """A file name that no other picture of this run has."""
    names = (f"{stem}{f'.{number}' if number > 1 else ''}.png" for number in count(1))
    name = next(name for name in names if name not in taken)
    taken.add(name)
    return name


def _picture(path: Path, spot: Spot) -> Image.Image | None:
    """The page with the spot framed; None where PDFium cannot draw it."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            page = document[spot.page - 1]
            scale = min(_DPI / 72, _LARGEST_SIDE / max(page.get_size()))
            picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
            frame = _frame(page, spot.box, picture.size)
            page.close()
    except (pypdfium2.PdfiumError, IndexError):
        return None
    ImageDraw.Draw(picture).rectangle(frame, outline=_RED, width=_LINE)
    return picture


def _frame(
    page: pypdfium2.PdfPage, box: Box | None, size: tuple[int, int]
) -> tuple[float, float, float, float]:
    """The frame in pixels, kept on the picture; round all of the page where no box is known."""
    width, height = size
    if box is None:
        return 0, 0, width - 1, height - 1
    left, top = _pixel(page, box[0], box[3], size)
    right, bottom = _pixel(page, box[2], box[1], size)
    return (
        _clamped(min(left, right) - _MARGIN, width - 2 * _LINE),
        _clamped(min(top, bottom) - _MARGIN, height - 2 * _LINE),
        max(_clamped(max(left, right) + _MARGIN, width - 1), 2 * _LINE),
        max(_clamped(max(top, bottom) + _MARGIN, height - 1), 2 * _LINE),
    )


def _pixel(page: pypdfium2.PdfPage, x: float, y: float, size: tuple[int, int]) -> tuple[int, int]:
    """Where a point of the page is on the picture, cropped and turned as the page is."""
    across, down = c_int(), c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value, down.value


def _clamped(value: float, highest: float) -> float:
    return max(0.0, min(value, highest))
