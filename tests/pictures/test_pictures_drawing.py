"""Pictures that are drawn anew: upright, in colours of screens, with nothing else in them.

The program does this in processes of their own, which end at once; here it is called directly.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from picture_files import (
    corners,
    held,
    jpeg,
    near,
    png,
    scene,
    screen_profile,
    sixteen_bits,
    swapped_profile,
)
from PIL import Image, ImageFile

from publish.faults import Fault
from publish.pictures.drawing import look, redraw
from publish.pictures.formats import Format, format_of
from publish.pictures.verdict import Verdict


@pytest.fixture(autouse=True)
def settings_of_pillow() -> Iterator[None]:
    """What is set for all of a process is as it was afterwards."""
    truncated, most = ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS
    yield
    ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = truncated, most


def format_by_content(data: bytes) -> Format:
    return format_of(Path("a.png" if data.startswith(b"\x89PNG") else "a.jpg"), data)


def seen(data: bytes) -> Verdict:
    kind = format_by_content(data)
    return look(kind.name, kind.clean(data, profile=True))


def drawn(data: bytes, *, for_screens: bool = False) -> Image.Image:
    kind = format_by_content(data)
    content = redraw(kind.name, kind.clean(data, profile=True), for_screens=for_screens)
    image = Image.open(BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_however_the_camera_was_held_the_picture_is_upright(orientation: int, kind: str) -> None:
    data = held(orientation, kind)
    verdict = seen(data)
    assert (verdict.width, verdict.height) == scene().size
    assert verdict.redrawn == (orientation > 1)
    image = drawn(data)
    assert image.size == scene().size
    assert near(corners(image), corners(scene()), 24)
    assert not image.getexif()


@pytest.mark.parametrize(
    ("data", "redrawn", "profiled", "foreign"),
    [
        (jpeg(), False, False, False),
        (jpeg(scene().convert("L")), False, False, False),
        (jpeg(scene().convert("CMYK")), True, False, False),
        (png(sixteen_bits(scene())), True, False, False),
        (png(icc_profile=screen_profile()), False, True, False),
        (png(icc_profile=swapped_profile()), False, True, True),
        (jpeg(icc_profile=b"junk"), False, False, False),
    ],
)
def test_what_must_be_drawn_anew_is_known(
    data: bytes, redrawn: bool, profiled: bool, foreign: bool
) -> None:
    verdict = seen(data)
    assert (verdict.redrawn, verdict.profiled, verdict.foreign) == (redrawn, profiled, foreign)


def test_pages_show_the_colours_that_a_profile_means_and_carry_none() -> None:
    """A red that the profile calls green comes out green."""
    image = drawn(png(icc_profile=swapped_profile()), for_screens=True)
    assert "icc_profile" not in image.info
    was, now = corners(scene()), corners(image)
    assert now[0][1] > now[0][0]
    assert was[0][0] > was[0][1]
    kept = drawn(png(icc_profile=swapped_profile()))
    assert kept.info["icc_profile"] == swapped_profile()
    assert near(corners(kept), was, 0)


def test_what_is_clear_stays_clear() -> None:
    image = scene().convert("RGBA")
    image.putalpha(Image.new("L", image.size, 100))
    shown = drawn(png(image, icc_profile=swapped_profile()), for_screens=True)
    assert shown.mode == "RGBA"
    assert shown.getchannel("A").getextrema() == (100, 100)


def test_inks_become_colours_of_screens() -> None:
    image = drawn(jpeg(scene().convert("CMYK")))
    assert image.mode == "RGB"
    red, green = corners(image)[0], corners(image)[1]
    assert red[0] > max(red[1:])
    assert green[1] > max(green[0], green[2])


def test_sixteen_bits_of_grey_become_eight() -> None:
    image = drawn(png(sixteen_bits(scene())))
    assert image.mode == "L"
    assert near(corners(image), corners(scene().convert("L")), 1)


@pytest.mark.parametrize(
    "data", [jpeg()[: len(jpeg()) // 2] + b"\xff\xd9", png()[:-200] + png()[-12:]]
)
def test_a_picture_without_all_of_its_pixels_is_damaged(data: bytes) -> None:
    """A decoder would show grey in their place."""
    with pytest.raises(Fault, match=r"damaged|cut short"):
        seen(data)
