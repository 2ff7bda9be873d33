"""A finding's place is framed on a picture of its page, however the page is turned or cropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from publish.errors import Place, PublishError
from publish.findings.finding import Box, Code, Finding, Spot, error
from publish.verify.pictures import draw

CODE = Code("pdf-figure-alt")
RED = (214, 22, 22)
BLUE = (0, 0, 255)


def page(folder: Path, rotate: int = 0, origin: int = 0) -> Path:
    """A page with a blue box at 40, 150 to 60, 170, from its own origin."""
    path = folder / "page.pdf"
    pdf = Pdf.new()
    made = pdf.add_blank_page(page_size=(200, 300))
    made.obj.MediaBox = Array([origin, origin, origin + 200, origin + 300])
    made.obj.Rotate = rotate
    made.obj.Contents = pdf.make_stream(b"0 0 1 rg %d %d 20 20 re f" % (origin + 40, origin + 150))
    made.obj.Resources = pdf.make_indirect(Dictionary(ProcSet=Array([Name.PDF])))
    pdf.save(path)
    return path


def finding(path: Path, box: Box | None, number: int = 1) -> Finding:
    return error(CODE, "wrong.", Place(path), None, Spot(number, box))


def extent(picture: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a colour on a picture."""
    width, height = picture.size
    pixels = picture.load()
    assert pixels is not None
    at = [(x, y) for x in range(width) for y in range(height) if pixels[x, y] == colour]
    across, down = zip(*at, strict=True)
    return min(across), min(down), max(across), max(down)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("origin", [0, -30])
def test_the_frame_is_round_what_is_meant(rotate: int, origin: int, tmp_path: Path) -> None:
    path = page(tmp_path, rotate, origin)
    box = (origin + 40.0, origin + 150.0, origin + 60.0, origin + 170.0)
    (drawn,) = draw([finding(path, box)], tmp_path / "made")
    assert drawn.picture is not None
    with Image.open(drawn.picture) as picture:
        frame, blue = extent(picture, RED), extent(picture, BLUE)
    for outer, inner in zip(frame, blue, strict=True):
        assert 3 <= abs(outer - inner) <= 10
    assert frame[0] < blue[0] < blue[2] < frame[2]
    assert frame[1] < blue[1] < blue[3] < frame[3]


def test_a_page_without_a_place_is_framed_whole(tmp_path: Path) -> None:
    (drawn,) = draw([finding(page(tmp_path), None)], tmp_path)
    assert drawn.picture is not None
    with Image.open(drawn.picture) as picture:
        width, height = picture.size
        assert extent(picture, RED) == (0, 0, width - 1, height - 1)


def test_every_picture_has_a_name_of_its_own(tmp_path: Path) -> None:
    path = page(tmp_path)
    drawn = draw([finding(path, (0, 0, 9, 9)), finding(path, (50, 50, 59, 59))], tmp_path)
    assert [each.picture and each.picture.name for each in drawn] == [
        "page.p1.pdf-figure-alt.png",
        "page.p1.pdf-figure-alt.2.png",
    ]


def test_a_place_beyond_the_page_is_framed_at_its_edge(tmp_path: Path) -> None:
    (drawn,) = draw([finding(page(tmp_path), (5000, 5000, 5001, 5001))], tmp_path)
    assert drawn.picture is not None


def test_what_cannot_be_drawn_is_left_without_a_picture(tmp_path: Path) -> None:
    path = page(tmp_path)
    nowhere = error(CODE, "wrong.", Place(path))
    drawn = draw([nowhere, finding(path, None, number=7)], tmp_path)
    assert [each.picture for each in drawn] == [None, None]


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PublishError, match="--pictures"):
        draw([], tmp_path / "file")
