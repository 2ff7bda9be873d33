"""The parts of a press file: colours, profile, boxes, marks, inks, pictures."""

from __future__ import annotations

import math
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms

from publish.design.colours import Colour
from publish.design.design import default_design
from publish.errors import CommandError, TypesetError
from publish.press.geometry import Boxes
from publish.press.marks import LINE_PT, control_strip, crop_marks, page_marks, targets
from publish.press.pictures import check_resolution, convert_pictures
from publish.press.profile import default_profile, read_profile
from publish.press.separate import Inks, separated

BOXES = Boxes(148, 210)
PALETTE = default_design().palettes["light"]
Lab = tuple[float, float, float]


def lab(image: Image.Image, profile: Any) -> Lab:
    """A colour as CIE L*a*b*, paper white taken as white."""
    transform = ImageCms.buildTransform(
        profile, ImageCms.createProfile("LAB"), image.mode, "LAB", ImageCms.Intent(1)
    )
    converted = ImageCms.applyTransform(image, transform)
    assert converted is not None
    light, a, b = converted.tobytes()
    return light / 2.55, (a + 128) % 256 - 128, (b + 128) % 256 - 128


def on_screen(colour: str) -> Lab:
    rgb = tuple(bytes.fromhex(colour.lstrip("#")))
    return lab(Image.new("RGB", (1, 1), rgb), ImageCms.createProfile("sRGB"))


def on_paper(colour: Colour) -> Lab:
    assert colour.cmyk is not None
    inks = tuple(round(ink * 2.55) for ink in colour.cmyk)
    profile = ImageCms.ImageCmsProfile(BytesIO(default_profile().content))
    return lab(Image.new("CMYK", (1, 1), inks), profile)


def distance(one: Lab, other: Lab) -> float:
    return math.dist(one, other)


@pytest.mark.parametrize(
    ("token", "most"), [("ink", 10.0), ("accent", 8.0), ("quiet", 6.0), ("hairline", 8.0)]
)
def test_inks_look_like_the_screen(token: str, most: float) -> None:
    """Through the profile; black alone is a little lighter than the screen's, by intent."""
    colour = next(c for c in PALETTE if c.token == token)
    assert distance(on_screen(colour.srgb), on_paper(colour)) < most


def test_only_areas_have_more_than_black() -> None:
    inked = {colour.token: colour.cmyk for colour in PALETTE if colour.cmyk}
    assert {token for token, cmyk in inked.items() if cmyk[:3] != (0, 0, 0)} == {"accent"}


def test_profile_tells_its_condition_and_keeps_to_its_ink() -> None:
    profile = default_profile()
    assert profile.condition == "FOGRA39"
    black = profile.picture(Image.new("RGB", (1, 1), (10, 12, 0))).tobytes()
    assert sum(black) / 2.55 <= 303
    assert len(profile.content) < 1_000_000


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda c: b"not a profile", "not an ICC profile"),
        (lambda c: c[:-9], "cut short"),
        (lambda c: c[:8] + b"\x05" + c[9:], "version 5"),
        (lambda c: c[:12] + b"mntr" + c[16:], "class is not prtr"),
        (lambda c: c[:16] + b"GRAY" + c[20:], "GRAY"),
    ],
)
def test_faults_of_profiles(change: Any, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "p.icc"
    path.write_bytes(change(default_profile().content))
    with pytest.raises(CommandError, match=fault):
        read_profile(path)


def test_marks_lie_between_bleed_and_edge() -> None:
    """No mark touches the bleed or leaves the medium."""
    low, width, height = BOXES.margin_mm - BOXES.bleed_mm, 188.0, 250.0
    points = [
        point
        for line in crop_marks(BOXES)
        for point in ((line.x1_mm, line.y1_mm), (line.x2_mm, line.y2_mm))
    ]
    points += [
        (t.x_mm + dx, t.y_mm + dy)
        for t in targets(BOXES)
        for dx, dy in ((2.4, 0), (-2.4, 0), (0, 2.4), (0, -2.4))
    ]
    points += [
        (p.x_mm + d, p.y_mm + e) for p in control_strip(BOXES) for d in (0, 4) for e in (0, 4)
    ]
    assert len(crop_marks(BOXES)) == 8
    for x, y in points:
        assert 0 < x < width
        assert 0 < y < height
        assert not (low < x < width - low and low < y < height - low)
    assert LINE_PT >= 0.25
    assert b"/PublishRegistration CS 1 SCN" in page_marks(BOXES)


def separate(content: bytes, spots: dict[tuple[float, ...], str] | None = None) -> bytes:
    pdf = pikepdf.new()
    stream = pdf.make_stream(content)
    inks = Inks(default_profile(), spots or {})  # type: ignore[arg-type]
    return pikepdf.unparse_content_stream(separated(pikepdf.parse_content_stream(stream), inks))


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"0 0 0 rg", b"0 0 0 1 k\n/PublishOverprint01 gs"),
        (b"0 0 0 RG", b"0 0 0 1 K\n/PublishOverprint10 gs"),
        (b"1 g", b"0 0 0 0 k\n/PublishOverprint00 gs"),
        (b"/DeviceCMYK cs 0 0.5 0 0.1 scn", b"0 0.5 0 0.1 k\n/PublishOverprint00 gs"),
    ],
)
def test_colours_become_inks(content: bytes, wanted: bytes) -> None:
    """Black alone overprints; white and mixtures knock out."""
    assert separate(content) == wanted


def test_overprint_is_restored_with_the_state() -> None:
    done = separate(b"0 g q 0 0.5 0 0 k Q 0 G")
    assert done.endswith(b"/PublishOverprint11 gs")


def test_spot_takes_the_place_of_its_mixture() -> None:
    done = separate(b"0 0.91 0.67 0.49 k", {(0, 91, 67, 49): "PublishSpot1"})
    assert done == b"/PublishSpot1 cs\n1 scn\n/PublishOverprint00 gs"


def test_gradients_are_refused() -> None:
    with pytest.raises(TypesetError, match="gradient"):
        separate(b"/S sh")


def with_picture(side_pt: float) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    image = pdf.make_stream(
        bytes((200, 10, 20)) * 100,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=10,
        Height=10,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
    )
    page.obj.Resources = Dictionary(XObject=Dictionary(P=image))
    page.Contents = pdf.make_stream(f"q {side_pt} 0 0 {side_pt} 0 0 cm /P Do Q".encode())
    return pdf


def test_coarse_pictures_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (10, 10)).save(path)
    with pytest.raises(TypesetError, match=r"a\.png: page 1: .* has 72 to an inch"):
        check_resolution(with_picture(10), [path])
    check_resolution(with_picture(2.4), [path])


def test_pictures_become_inks() -> None:
    pdf = with_picture(2)
    convert_pictures(pdf, default_profile())
    (image,) = [i for i in pdf.objects if isinstance(i, pikepdf.Stream) and "/Width" in i]
    assert image.ColorSpace == Name.DeviceCMYK
    assert len(image.read_bytes()) == 400
    assert max(image.read_bytes()) > 200
    assert isinstance(pdf.pages[0].MediaBox, Array)


def test_a_mask_that_hides_nothing_is_dropped() -> None:
    """It would count as transparency; one that hides something stays."""
    for value, stays in ((0xFF, False), (0x80, True)):
        pdf = with_picture(2)
        image = pdf.pages[0].obj.Resources.XObject.P
        mask = {"Width": 10, "Height": 10, "BitsPerComponent": 8, "ColorSpace": Name.DeviceGray}
        image.SMask = pdf.make_stream(bytes([value]) * 100, Subtype=Name.Image, **mask)
        convert_pictures(pdf, default_profile())
        assert ("/SMask" in image) == stays
