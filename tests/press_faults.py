"""Ways to spoil a press file: each takes the open file and puts one fault into it.

What is drawn goes on the second page, so that a finding on another page is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from press_file import MM

from publish.findings.finding import Code, Finding
from publish.pdf.file import PdfFile
from publish.verify.files import PRESS_CHECKS
from publish.verify.press import inks as press_inks

MIDDLE = f"{60 * MM} {150 * MM}"
"""A place where nothing else is."""

Spoil = Callable[[Pdf], object]


@dataclass(frozen=True)
class Fault:
    """What is done to the sound file, and which finding that must give, on which page."""

    name: str
    spoil: Spoil
    code: str
    page: int | None = 2
    severity: str = "error"

    def must_be_found(self, sound: Path, folder: Path) -> None:
        """Put it into the sound file, and see that it is found once, in its place."""
        found = [each for each in look(spoilt(sound, self.spoil, folder)) if each.code == self.code]
        assert [each.severity for each in found] == [self.severity]
        assert (found[0].spot.page if found[0].spot else None) == self.page
        assert found[0].clause
        assert found[0].problem.remedy


def draw(content: str, page: int = 2) -> Spoil:
    """Spoils a page, counted from 1, by drawing something more on it."""
    return lambda pdf: pdf.pages[page - 1].contents_add(f"q {content} Q".encode())


def text(colour: str, size: float = 10, before: str = "/Over gs") -> Spoil:
    return draw(f"{before} {colour} BT /F {size} Tf {MIDDLE} Td (spoilt) Tj ET")


def picture(pixels: int, side_mm: float, space: Name = Name.DeviceCMYK, bits: int = 8) -> Spoil:
    """A square picture of so many pixels on so many millimetres, on the second page."""

    def spoil(pdf: Pdf) -> None:
        components = {"/DeviceCMYK": 4, "/DeviceRGB": 3, "/DeviceGray": 1}[str(space)]
        size = (pixels * components * bits + 7) // 8 * pixels
        image = pdf.make_stream(bytes(index % 80 for index in range(size)))
        image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, space
        image.Width = image.Height = pixels
        image.BitsPerComponent = bits
        pdf.pages[1].obj.Resources.XObject.Picture = image
        draw(f"{side_mm * MM} 0 0 {side_mm * MM} {MIDDLE} cm /Picture Do")(pdf)

    return spoil


def space(name: str, written: Callable[[Pdf], object]) -> Spoil:
    """A colour space more for the second page."""

    def spoil(pdf: Pdf) -> None:
        pdf.pages[1].obj.Resources.ColorSpace[f"/{name}"] = written(pdf)

    return spoil


def spot(name: str) -> Callable[[Pdf], Array]:
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=[0] * 4, C1=[0, 1, 1, 0], N=1)
    return lambda pdf: Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


def both(*spoils: Spoil) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        for each in spoils:
            each(pdf)

    return spoil


def icc(components: int, data: bytes = b"") -> Callable[[Pdf], Array]:
    def written(pdf: Pdf) -> Array:
        stream = pdf.make_stream(data or bytes(128))
        stream.N = components
        return Array([Name.ICCBased, stream])

    return written


def state(**entries: object) -> Spoil:
    """A graphics state called X for the second page."""

    def spoil(pdf: Pdf) -> None:
        pdf.pages[1].obj.Resources.ExtGState.X = Dictionary(
            {f"/{key}": value for key, value in entries.items()}
        )

    return spoil


def set_key(key: str, value: object) -> Spoil:
    return lambda pdf: pdf.Root.__setitem__(key, value)


def xmp(old: bytes, new: bytes) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        written = pdf.Root.Metadata.read_bytes()
        assert old in written
        pdf.Root.Metadata.write(written.replace(old, new))

    return spoil


def intent(change: Callable[[Dictionary], object]) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        written = pdf.Root.OutputIntents[0]
        assert isinstance(written, Dictionary)
        change(written)

    return spoil


def profile(change: Callable[[bytes], bytes]) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        stream = pdf.Root.OutputIntents[0].DestOutputProfile
        stream.write(change(stream.read_bytes()))

    return spoil


def annotate(rectangle: tuple[float, ...], **entries: object) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        known = {"Type": Name.Annot, "Subtype": Name.Link, "Rect": Array(rectangle), **entries}
        note = Dictionary({f"/{key}": value for key, value in known.items()})
        pdf.pages[1].obj.Annots = Array([pdf.make_indirect(note)])

    return spoil


def form(content: bytes, **entries: object) -> Spoil:
    """A form on the second page that paints ``content``."""

    def spoil(pdf: Pdf) -> None:
        stream = pdf.make_stream(content)
        stream.Type, stream.Subtype = Name.XObject, Name.Form
        stream.BBox = Array([0, 0, 1000, 1000])
        for key, value in entries.items():
            stream[f"/{key}"] = value
        pdf.pages[1].obj.Resources.XObject.Form = stream
        draw("/Form Do")(pdf)

    return spoil


def pattern(content: bytes) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        stream = pdf.make_stream(content)
        for key, value in {
            "PatternType": 1,
            "PaintType": 1,
            "TilingType": 1,
            "BBox": Array([0, 0, 9, 9]),
            "XStep": 9,
            "YStep": 9,
            "Resources": Dictionary(),
        }.items():
            stream[f"/{key}"] = value
        pdf.pages[1].obj.Resources.Pattern = Dictionary(P=stream)
        draw(f"/Pattern cs /P scn {MIDDLE} 40 40 re f")(pdf)

    return spoil


def shading(pdf: Pdf) -> None:
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=[1, 0, 0], C1=[0, 0, 1], N=1)
    pdf.pages[1].obj.Resources.Shading = Dictionary(
        S=Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 99, 99]), Function=tint
        )
    )
    draw(f"{MIDDLE} 40 40 re W n /S sh")(pdf)


def type3(pdf: Pdf) -> None:
    glyph = pdf.make_stream(b"500 0 d0 1 0 0 rg 0 0 400 400 re f")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 500, 500]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([500]),
        Resources=Dictionary(),
    )
    pdf.pages[1].obj.Resources.Font.T = font
    draw(f"/Over gs 0 0 0 1 k BT /T 10 Tf {MIDDLE} Td (a) Tj ET")(pdf)


def function() -> Dictionary:
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=[0], C1=[1], N=2)


def group(space: Name) -> Dictionary:
    return Dictionary(Type=Name.Group, S=Name.Transparency, CS=space, I=True)


def alternates(pdf: Pdf) -> None:
    picture(100, 5)(pdf)
    pdf.pages[1].obj.Resources.XObject.Picture.Alternates = Array([])


# --- Looking ----------------------------------------------------------------------------


def look(path: Path, *, plates: bool = False) -> list[Finding]:
    """The findings of the checks of press files; of the plates only where they are asked for."""
    checks = [check for check in PRESS_CHECKS if plates or check is not press_inks.check]
    with pikepdf.open(path) as pdf:
        file = PdfFile(path, pdf)
        return [finding for check in checks for finding in check(file)]


def spoilt(sound: Path, spoil: Spoil, folder: Path, **saving: Any) -> Path:
    """A copy of the sound file after something was done to it."""
    path = folder / "spoilt.pdf"
    with pikepdf.open(sound) as pdf:
        spoil(pdf)
        pdf.save(path, **{"force_version": "1.6", **saving})
    return path


def codes_of(*modules: ModuleType) -> set[str]:
    """The names of the codes that modules of checks define."""
    values = (value for module in modules for value in vars(module).values())
    return {value.name for value in values if isinstance(value, Code)}
