"""ICC profiles of printing conditions: read, judged, and named (ICC.1:2022, 7.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms

from publish.doors.reading import read_bytes
from publish.errors import CommandError, Place, Problem
from publish.faults import Fault

DEFAULT = "fogra39l-free.icc"

_SIGNATURE, _PRINTER, _CMYK = b"acsp", b"prtr", b"CMYK"
_HEADER_BYTES = 128
_LARGEST = 64 << 20
"""Bytes of a profile that is read; one of a press has some megabytes."""
_CONDITION = re.compile(rb"FOGRA(\d\d)")
CUSTOM = "Custom"
"""The condition of a profile that does not tell which it is for."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A CMYK output profile: its bytes, its own description, and the condition it is for.

    ``condition`` is the name that the registry of characterisation data has for it, such as
    ``FOGRA39``, or ``Custom`` where the profile does not tell.
    """

    content: bytes
    description: str
    condition: str

    def picture(self, image: Image.Image) -> Image.Image:
        """A picture in sRGB as one in inks: black point compensated, relative colorimetric."""
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
        converted = ImageCms.applyTransform(image, _transform(self.content, int(flags)))
        assert converted is not None  # only a change in place returns nothing
        return converted

    def inks(self, red: float, green: float, blue: float) -> tuple[float, ...]:
        """A colour in sRGB, in parts of one, as inks in parts of one; greys in black alone."""
        if red == green == blue:
            return (0.0, 0.0, 0.0, round(1 - red, 4))
        rgb = (round(red * 255), round(green * 255), round(blue * 255))
        pixel = self.picture(Image.new("RGB", (1, 1), rgb)).tobytes()
        return tuple(round(ink / 255, 4) for ink in pixel)


@cache
def default_profile() -> Profile:
    """The profile that comes with Publish: FOGRA39, offset on coated paper."""
    content = (files("publish.press") / "profiles" / DEFAULT).read_bytes()
    return _profile(content, Path(DEFAULT))


@cache
def read_profile(path: Path) -> Profile:
    """The profile in a file.

    Raises CommandError where there is none, or one that is not of a four-colour press.
    """
    try:
        content = read_bytes(path, _LARGEST)
    except Fault as fault:
        raise CommandError(fault.problem(Place(path))) from None
    return _profile(content, path)


def _profile(content: bytes, path: Path) -> Profile:
    fault = _fault(content)
    if fault:
        raise CommandError(
            Problem(f"this {fault}.", Place(path), "Ask the print shop for its CMYK profile.")
        )
    try:
        opened = ImageCms.ImageCmsProfile(BytesIO(content))
        description = ImageCms.getProfileDescription(opened).strip()
        _transform(content, 0)
    except (ImageCms.PyCMSError, OSError) as error:
        raise CommandError(
            Problem(f"this profile is damaged: {error}.", Place(path), "Get it anew.")
        ) from error
    named = _CONDITION.search(content)
    return Profile(content, description, named[0].decode() if named else CUSTOM)


def _fault(content: bytes) -> str | None:
    if len(content) < _HEADER_BYTES or content[36:40] != _SIGNATURE:
        return "is not an ICC profile"
    if int.from_bytes(content[:4]) != len(content):
        return "profile is cut short"
    if content[8] not in (2, 4):
        return f"profile is of version {content[8]}; PDF/X-4 knows 2 and 4"
    if content[12:16] != _PRINTER:
        return "profile is not that of a printing condition (its class is not prtr)"
    if content[16:20] != _CMYK:
        space = content[16:20].decode("ascii", "replace").strip()
        return f"profile is for {space}, not for cyan, magenta, yellow and black"
    return None


@cache
def _transform(content: bytes, flags: int) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(BytesIO(content)),
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags(flags),
    )
