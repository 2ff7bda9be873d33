"""Pictures with too few pixels for print are told of before anything is built."""

from __future__ import annotations

from pathlib import Path

import pytest
from picture_files import held, png, scene

from publish.checks.resolution import TEXT_WIDTH_MM, check
from publish.content.load import load
from publish.design.design import default_design
from publish.editions import EDITIONS
from publish.errors import Place
from publish.fonts.library import open_library
from publish.markup.pages import page_markup
from publish.text.edit import edit
from publish.typeset.engine import lay_out, use_fonts

FRONT = '+++\ntitle = "T"\n+++\n\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "st" / "images").mkdir(parents=True)
    (tmp_path / "st" / "statement.toml").write_text('schema = 1\nsource_language = "en"\n')
    return tmp_path / "st"


def show(folder: Path, **pictures: bytes) -> None:
    """Write texts in two languages that show pictures in their third lines."""
    for name, data in pictures.items():
        suffix = ".png" if data.startswith(b"\x89") else ".jpg"
        (folder / "images" / f"{name}{suffix}").write_bytes(data)
    shown = "\n".join(f"![A]({path.relative_to(folder)})" for path in folder.glob("images/*"))
    for language in ("en", "ar"):
        (folder / f"{language}.md").write_text(f"{FRONT}One\ntwo\n{shown}\n")


@pytest.mark.parametrize(
    ("width", "print_mm", "dpi"), [(200, 53, 96), (430, 114, 96), (600, 114, 134)]
)
def test_a_coarse_picture_is_told_once_with_what_it_needs(
    folder: Path, width: int, print_mm: int, dpi: int
) -> None:
    show(folder, a=png(scene(width, 100)))
    (found,) = check(load(folder))
    assert found.problem.place == Place(folder / "en.md", 7)
    assert f"{width} pixels wide and {print_mm} mm in print: {dpi} pixels" in found.problem.message
    assert "674 pixels wide" in (found.problem.remedy or "")


def test_a_picture_with_pixels_enough_is_no_finding(folder: Path) -> None:
    show(folder, a=png(scene(674, 100)), b=held(6))
    assert not list(check(load(folder)))


def test_a_picture_is_measured_at_the_width_it_is_given(folder: Path) -> None:
    show(folder, a=png(scene(200, 100)))
    path = folder / "en.md"
    path.write_text(path.read_text().replace(".png)", ".png){width=30mm}"))
    (found,) = check(load(folder))
    assert found.problem.place == Place(folder / "ar.md", 7)
    path.write_text(path.read_text().replace("30mm", "40mm"))
    wider = next(each for each in check(load(folder)) if each.problem.place == Place(path, 7))
    assert "200 pixels wide and 40 mm in print: 127 pixels" in wider.problem.message
    assert "237 pixels wide" in (wider.problem.remedy or "")


def test_the_width_of_the_text_is_that_of_the_style_sheet(folder: Path) -> None:
    """A picture that fills the measure is as wide as the check takes it to be."""
    show(folder, a=png(scene(1_000, 500)))
    fonts = open_library()
    use_fonts(fonts.installed)
    text = edit(load(folder), "en")
    layout = lay_out(page_markup(text, EDITIONS["pamphlet"], fonts, default_design()))
    widths = [
        box.width
        for page in layout.document.pages
        for box in page._page_box.descendants()
        if box.element_tag == "img"
    ]
    assert widths == pytest.approx([TEXT_WIDTH_MM / 25.4 * 96], abs=0.1)
