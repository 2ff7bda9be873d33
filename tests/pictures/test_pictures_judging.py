"""Pictures are judged by their content, decoded wholly, within limits, and once."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from picture_files import (
    chunk,
    described_png,
    held,
    jpeg,
    png,
    raw_png,
    scene,
    screen_profile,
    segment,
    sixteen_bits,
    swapped_profile,
    talkative_jpeg,
    talkative_png,
)
from PIL import Image

from publish.doors.child import in_child
from publish.faults import Fault
from publish.pictures import judging
from publish.pictures.judging import judge

NOISE = Image.effect_noise((600, 400), 90).convert("RGB")
ROWS = (b"\0" + b"\x80" * 30) * 10
"""Of a picture of ten pixels by ten."""


def many(marker: int, body: bytes, count: int) -> bytes:
    data = jpeg()
    return data[:2] + segment(marker, body) * count + data[2:]


def animated(kind: str) -> bytes:
    out = BytesIO()
    other = Image.new("RGB", scene().size, "red")
    scene().save(out, kind, save_all=True, append_images=[other])
    return out.getvalue()


def spoilt(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


SOUND: dict[str, Callable[[], bytes]] = {
    "colour.jpg": lambda: jpeg(),
    "CAPITALS.JPEG": lambda: jpeg(),
    "progressive.jpg": lambda: jpeg(progressive=True),
    "grey.jpg": lambda: jpeg(scene().convert("L")),
    "inks.jpg": lambda: jpeg(scene().convert("CMYK")),
    "colour.png": lambda: png(),
    "one-bit.png": lambda: png(scene().convert("1")),
    "palette.png": lambda: png(scene().convert("P")),
    "palette with a clear colour.png": lambda: png(scene().convert("P"), transparency=3),
    "clear.png": lambda: png(scene().convert("RGBA")),
    "grey and clear.png": lambda: png(scene().convert("LA")),
    "sixteen bits of grey.png": lambda: png(sixteen_bits(scene())),
    "several pictures, shown by the first.jpg": lambda: animated("MPO"),
    "what is behind the end.jpg": lambda: talkative_jpeg(jpeg()),
    "what is behind the end.png": lambda: talkative_png(png()),
    "words.png": described_png,
    "a damaged profile.jpg": lambda: jpeg(icc_profile=b"junk" * 99),
    "13 MB of Exif.jpg": lambda: many(0xE1, b"Exif\0\0" + b"\xfe" * 65_000, 200),
    "13 MB of comments.jpg": lambda: many(0xFE, b"x" * 65_000, 200),
    "gigabytes of text.png": lambda: raw_png(
        10, 10, ROWS, *[chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(10**8), 9))] * 10
    ),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_good_is_accepted(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(SOUND[name]())
    verdict = judge(path)
    size = (10, 10) if "gigabytes" in name else scene().size
    assert (verdict.width, verdict.height) == size
    assert verdict.format == ("PNG" if path.suffix == ".png" else "JPEG")


WRONG: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.png": (lambda: b"", "the file is empty"),
    "text.jpg": (lambda: b"hello", "neither PNG nor JPEG"),
    "drawing.png": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "but an SVG"),
    "telephone.jpg": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "but a HEIC"),
    "lights.png": (lambda: animated("GIF"), "but a GIF"),
    "web.jpg": (lambda: b"RIFF\x24\0\0\0WEBPVP8 ", "but a WebP"),
    "fetch.png": (lambda: b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
    "other.jpg": (lambda: png(), 'Rename it "other.png"'),
    "other.png": (lambda: jpeg(), 'Rename it "other.jpg"'),
    "moves.png": (lambda: animated("PNG"), "moves"),
    "cut.jpg": (lambda: jpeg(NOISE)[:3_000], "cut short"),
    "cut.png": (lambda: png(NOISE)[:3_000], "cut short"),
    "no end.png": (lambda: png()[:-12], "cut short"),
    "cut and closed.jpg": (lambda: jpeg(NOISE)[:9_000] + b"\xff\xd9", "damaged"),
    "cut and closed in passes.jpg": (
        lambda: jpeg(NOISE, progressive=True)[:9_000] + b"\xff\xd9",
        "damaged",
    ),
    "too few rows.png": (lambda: raw_png(10, 20, ROWS), "cut short"),
    "wrong sum.png": (lambda: spoilt(png(NOISE), 5_000), "a checksum in it is wrong"),
    "wrong pixels.jpg": (lambda: spoilt(jpeg(NOISE), 20_000)[:-9] + b"\xff\xd9", "damaged"),
    "no pixels.jpg": (lambda: b"\xff\xd8\xff\xd9", "no pixels"),
    "marks.jpg": (lambda: b"\xff\xd8" + b"\xff" * 10**6, "cut short"),
    "no palette.png": (lambda: raw_png(10, 10, (b"\0" + bytes(10)) * 10, colour=3), "colours"),
    "bomb.png": (
        lambda: raw_png(13_000, 13_000, bytes(1_626 * 13_000), bits=1, colour=0),
        "13,000 × 13,000 pixels, which are 169 million; the limit is 50 million",
    ),
    "said to be large.png": (lambda: raw_png(2**31 - 1, 2**31 - 1, ROWS), "the limit is 50"),
    "said to be large.jpg": (
        lambda: jpeg().replace(bytes((0, 17, 8, 2, 88, 3, 132)), b"\0\x11\x08\xff\xdc\xff\xdc"),
        "the limit is 50 million",
    ),
    "few pixels that unfold.png": (lambda: raw_png(10, 10, bytes(10**8)), "more than its pixels"),
    "profile that unfolds.png": (
        lambda: raw_png(10, 10, ROWS, chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(10**8), 9))),
        "damaged",
    ),
    "two headers.png": (
        lambda: raw_png(10, 10, ROWS, raw_png(20_000, 20_000, b"")[8:33]),
        "header",
    ),
    "crumbs.png": (lambda: raw_png(10, 10, ROWS, chunk(b"tEXt", b"") * 60_000), "parts"),
    "arithmetic.jpg": (lambda: jpeg().replace(b"\xff\xc0", b"\xff\xc9", 1), "few programs"),
    "sixteen bits and a clear colour.png": (
        lambda: raw_png(5, 10, (b"\0" + bytes(30)) * 10, chunk(b"tRNS", bytes(6)), bits=16),
        "16 bits",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_shown_is_a_fault(tmp_path: Path, name: str) -> None:
    data, message = WRONG[name]
    path = tmp_path / name
    path.write_bytes(data())
    with pytest.raises(Fault) as caught:
        judge(path)
    assert message in f"{caught.value.message} {caught.value.remedy}"
    assert caught.value.remedy


def test_what_is_no_plain_file_is_a_fault_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    for path in (tmp_path, tmp_path / "pipe.png", Path("/dev/zero")):
        with pytest.raises(Fault, match="not a plain file"):
            judge(path)


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    with path.open("wb") as file:
        file.truncate(judging.MAX_BYTES + 1)
    with pytest.raises(Fault, match="the limit is"):
        judge(path)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_width_and_height_are_those_that_are_seen(tmp_path: Path, orientation: int) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(held(orientation))
    verdict = judge(path)
    assert (verdict.width, verdict.height) == (900, 600)
    assert verdict.redrawn == (orientation != 1)


def test_profiles_are_told_by_what_they_do(tmp_path: Path) -> None:
    cases = {
        "screen.jpg": (jpeg(icc_profile=screen_profile()), True, False),
        "screen.png": (png(icc_profile=screen_profile()), True, False),
        "other.png": (png(icc_profile=swapped_profile()), True, True),
        "none.jpg": (jpeg(), False, False),
        "of other channels.jpg": (jpeg(scene().convert("L"), icc_profile=screen_profile()), 0, 0),
    }
    for name, (data, profiled, foreign) in cases.items():
        (tmp_path / name).write_bytes(data)
        verdict = judge(tmp_path / name)
        assert (verdict.profiled, verdict.foreign) == (profiled, foreign), name


def test_a_file_is_decoded_once_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five languages show the same picture, and a preview loads on every save."""
    decoded = []

    def counted(*given: Any, **options: Any) -> Any:
        decoded.append(1)
        return in_child(*given, **options)

    monkeypatch.setattr(judging, "in_child", counted)
    sound, wrong = tmp_path / "a.png", tmp_path / "b.png"
    sound.write_bytes(png())
    wrong.write_bytes(b"hello")
    for _ in range(5):
        judge(sound)
        with pytest.raises(Fault):
            judge(wrong)
    assert len(decoded) == 2
    wrong.write_bytes(png(scene(300, 200)))
    assert judge(wrong).width == 300


def test_the_process_that_asks_loads_no_decoder(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png())
    code = (
        "import sys; from pathlib import Path; from publish.pictures.judging import judge; "
        f"judge(Path({str(tmp_path / 'a.png')!r})); "
        "assert not {'PIL', 'pikepdf'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
