"""Pictures of a press file: turned into inks, and large enough for the paper."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Name, PdfImage

from publish.errors import Place, Problem, TypesetError
from publish.pictures.publishing import size_px
from publish.press.geometry import LEAST_DPI
from publish.press.profile import Profile

_IDENTITY = pikepdf.Matrix()
_OPAQUE = 0xFF
_UNITS = ("/DeviceCMYK", "/DeviceGray")


def convert_pictures(pdf: pikepdf.Pdf, profile: Profile) -> None:
    """Turn every picture that is neither grey nor in inks into inks, without loss."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Image:
            _drop(item, "/Interpolate")
            if "/SMask" in item and set(item.SMask.read_bytes()) == {_OPAQUE}:
                del item["/SMask"]  # or a press would have to flatten what hides nothing
            if "/ImageMask" not in item and item.get("/ColorSpace") not in _UNITS:
                _convert(item, profile)


def _convert(item: pikepdf.Stream, profile: Profile) -> None:
    image = PdfImage(item).as_pil_image()
    if image.mode in ("L", "1"):
        image, space = image.convert("L"), Name.DeviceGray
    else:
        image, space = profile.picture(image.convert("RGB")), Name.DeviceCMYK
    _drop(item, "/Decode", "/DecodeParms")
    item.ColorSpace, item.BitsPerComponent = space, 8
    item.write(image.tobytes())


def _drop(item: pikepdf.Stream, *keys: str) -> None:
    for key in keys:
        if key in item:
            del item[key]


def check_resolution(pdf: pikepdf.Pdf, files: Iterable[Path]) -> None:
    """Raise TypesetError for pictures that are too coarse for the size at which they stand."""
    named = {size_px(path): path for path in sorted(files)}
    problems = [
        Problem(
            f"page {number}: a picture of {width} × {height} pixels has {dpi:.0f} to an inch; "
            f"print needs {LEAST_DPI} at least, and 300 to be sharp.",
            Place(named[width, height]) if (width, height) in named else None,
            "Use a larger picture.",
        )
        for number, page in enumerate(pdf.pages, start=1)
        for width, height, dpi in _placed(page)
        if dpi < LEAST_DPI
    ]
    if problems:
        raise TypesetError(*problems)


def _placed(stream: Any, matrix: pikepdf.Matrix = _IDENTITY) -> Iterator[tuple[int, int, float]]:
    """Width and height of pictures in pixels, and how many of them come to an inch."""
    stack = []
    objects = stream.get("/Resources", pikepdf.Dictionary()).get("/XObject", {})
    for item in pikepdf.parse_content_stream(stream, "q Q cm Do"):
        operator = str(item.operator)
        if operator == "q":
            stack.append(matrix)
        elif operator == "Q":
            matrix = stack.pop()
        elif operator == "cm":
            matrix = pikepdf.Matrix(*map(float, item.operands)) @ matrix
        elif operator == "Do":
            drawn = objects[item.operands[0]]
            if drawn.get("/Subtype") == Name.Form:
                inner = pikepdf.Matrix(*map(float, drawn.get("/Matrix", (1, 0, 0, 1, 0, 0))))
                yield from _placed(drawn, inner @ matrix)
            elif "/ImageMask" not in drawn and min(drawn.Width, drawn.Height) > 1:
                yield int(drawn.Width), int(drawn.Height), _dpi(drawn, matrix)


def _dpi(drawn: Any, matrix: pikepdf.Matrix) -> float:
    across = math.hypot(matrix.a, matrix.b)
    down = math.hypot(matrix.c, matrix.d)
    return 72 * min(int(drawn.Width) / across, int(drawn.Height) / down)
