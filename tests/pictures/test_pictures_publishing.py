"""What goes out of a picture: upright, without metadata, its pixels untouched where they can be."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from picture_files import (
    SECRETS,
    UPRIGHT,
    corners,
    described_png,
    held,
    jpeg,
    near,
    png,
    scene,
    screen_profile,
    segment,
    sixteen_bits,
    swapped_profile,
    talkative_jpeg,
    talkative_png,
)
from PIL import Image, ImageChops

from publish.errors import ContentError
from publish.pictures.publishing import for_books, for_pages

TALKATIVE: dict[str, Callable[[], bytes]] = {
    "a.jpg": lambda: talkative_jpeg(jpeg()),
    "held.jpg": lambda: held(1),
    "turned.jpg": lambda: held(6),
    "inks.jpg": lambda: talkative_jpeg(jpeg(scene().convert("CMYK"))),
    "a.png": lambda: talkative_png(png()),
    "words.png": described_png,
    "turned.png": lambda: held(8, "PNG"),
    "sixteen.png": lambda: talkative_png(png(sixteen_bits(scene()))),
}


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def coded(content: bytes) -> bytes:
    """The scans of a JPEG: its pixels, as they are coded."""
    return content[content.index(b"\xff\xda") :]


@pytest.mark.parametrize("name", TALKATIVE)
def test_nothing_goes_out_but_the_picture(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(TALKATIVE[name]())
    assert any(secret in path.read_bytes() for secret in SECRETS) or name == "words.png"
    for shown in (for_books(path), for_pages(path)):
        image = opened(shown.content)
        assert not [secret for secret in SECRETS if secret in shown.content]
        assert not image.getexif()
        known = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "adobe"}
        assert image.info.keys() <= known | {"adobe_transform", "progressive", "progression"}
        assert shown.content.endswith((b"\xff\xd9", b"IEND\xaeB`\x82"))


def test_jpeg_that_needs_no_turning_is_not_coded_anew(tmp_path: Path) -> None:
    """The scan is the same, byte by byte; so are the pixels."""
    plain = jpeg()
    path = tmp_path / "a.jpg"
    path.write_bytes(talkative_jpeg(plain))
    content = for_books(path).content
    assert coded(content) == coded(plain)
    assert opened(content).tobytes() == opened(plain).tobytes()


def test_png_keeps_its_coded_pixels(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(talkative_png(png()))
    assert for_books(path).content == png()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_come_out_upright(tmp_path: Path, kind: str, orientation: int) -> None:
    path = tmp_path / ("a.jpg" if kind == "JPEG" else "a.png")
    path.write_bytes(held(orientation, kind))
    for shown in (for_books(path), for_pages(path)):
        image = opened(shown.content)
        assert image.size == (900, 600)
        assert image.format == kind
        assert near(corners(image), UPRIGHT, 4)


def test_the_first_of_several_pictures_goes_out_alone(tmp_path: Path) -> None:
    out = BytesIO()
    hidden = Image.new("RGB", scene().size, "red")
    scene().save(out, "MPO", save_all=True, append_images=[hidden])
    path = tmp_path / "a.jpg"
    path.write_bytes(out.getvalue())
    content = for_books(path).content
    assert opened(content).format == "JPEG"
    assert content.count(b"\xff\xd8\xff") == 1


def test_the_thumbnail_of_a_jfif_header_is_left_out(tmp_path: Path) -> None:
    header = b"JFIF\0\1\2\1\0\x48\0\x48\x02\x02" + b"Secret pixel"
    data = jpeg()
    path = tmp_path / "a.jpg"
    path.write_bytes(data[:2] + segment(0xE0, header) + data[20:])
    content = for_books(path).content
    assert b"Secret" not in content
    assert opened(content).size == scene().size


# --- Colours --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_books_picture_keeps_its_profile_and_its_pixels(tmp_path: Path, name: str) -> None:
    write = jpeg if name == "a.jpg" else png
    path = tmp_path / name
    path.write_bytes(write(icc_profile=swapped_profile()))
    image = opened(for_books(path).content)
    assert image.info["icc_profile"] == swapped_profile()
    assert image.tobytes() == opened(path.read_bytes()).tobytes()


def test_a_turned_picture_keeps_its_profile(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 3
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg(icc_profile=swapped_profile(), exif=exif))
    assert opened(for_books(path).content).info["icc_profile"] == swapped_profile()


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_pages_show_the_colours_that_a_profile_means(tmp_path: Path, mode: str) -> None:
    """A PDF has pictures in sRGB; here red stands for green, and green for red."""
    path = tmp_path / "a.png"
    image = scene().convert(mode)
    path.write_bytes(png(image, icc_profile=swapped_profile()))
    shown = opened(for_pages(path).content)
    red, green, blue, white = corners(shown)
    assert red[1] > 150 > red[0]
    assert green[0] > 150 > green[1] or green[0] > 2 * green[1]
    assert near((blue, white), UPRIGHT[2:], 30)
    assert "icc_profile" not in shown.info


def test_transparency_survives_a_change_of_colours(tmp_path: Path) -> None:
    clear = scene().convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    path = tmp_path / "a.png"
    path.write_bytes(png(clear, icc_profile=swapped_profile()))
    shown = opened(for_pages(path).content)
    assert not ImageChops.difference(shown.getchannel("A"), clear.getchannel("A")).getbbox()


def test_what_is_in_the_colours_of_screens_is_not_drawn_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg(icc_profile=screen_profile()))
    content = for_pages(path).content
    assert coded(content) == coded(jpeg())
    assert opened(for_books(path).content).info["icc_profile"] == screen_profile()


def test_inks_become_colours_of_screens(tmp_path: Path) -> None:
    """Neither e-readers nor a PDF/A in sRGB show inks; black stays dark and paper white."""
    path = tmp_path / "a.jpg"
    inks = Image.new("CMYK", (800, 400), (0, 0, 0, 0))
    inks.paste((0, 0, 0, 255), (0, 0, 400, 400))
    path.write_bytes(jpeg(inks))
    for shown in (for_books(path), for_pages(path)):
        image = opened(shown.content)
        assert image.mode == "RGB"
        assert max(image.getpixel((200, 200))) < 70  # type: ignore[arg-type]
        assert min(image.getpixel((600, 200))) > 250  # type: ignore[arg-type]


def test_sixteen_bits_of_grey_become_eight(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    grey = Image.linear_gradient("L")
    path.write_bytes(png(sixteen_bits(grey)))
    image = opened(for_books(path).content)
    assert image.mode == "L"
    assert image.tobytes() == grey.tobytes()


# --- Again ----------------------------------------------------------------------------


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(held(5))
    assert for_books(tmp_path / "a.jpg") == for_books(tmp_path / "b.jpg")


def test_a_picture_that_has_gone_bad_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg()[:500])
    with pytest.raises(ContentError, match=r"a\.jpg: the picture is cut short"):
        for_books(path)
    path.unlink()
    with pytest.raises(ContentError, match=r"a\.jpg: the picture cannot be read"):
        for_books(path)
