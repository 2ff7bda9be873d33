"""Ghostscript makes the plates of a press, and its absence is told with what to install."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from press_file import MM, make_sound

from publish.errors import ToolError
from publish.tools.ghostscript import separations


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two pages: a sound one, and one with magenta at the lower left of it."""
    path = tmp_path / "file.pdf"
    pdf = make_sound()
    del pdf.pages[2:]
    pdf.pages[1].contents_add(b"q 0 1 0 0 k 36 36 72 72 re f Q")
    pdf.save(path)
    return path


def test_there_is_a_plate_for_each_ink_of_each_page(file: Path) -> None:
    first, second = separations(file, 2, dpi=36)
    assert (first.page, second.page) == (1, 2)
    assert first.plates.keys() == second.plates.keys() == {"Cyan", "Magenta", "Yellow", "Black"}
    # Turned round: from the top, and 255 is all of the ink.
    height = second.plates["Magenta"].height
    assert second.plates["Magenta"].getpixel((36, height - 36)) == 255
    full: Any = first.plates["Magenta"].getpixel((36, height - 36))
    assert full < 64


def test_black_text_is_on_the_black_plate_alone(file: Path) -> None:
    """Where the text of the sound page stands, the other plates are white."""
    (page, _) = separations(file, 2, dpi=72)
    with pikepdf.open(file) as pdf:
        top = float(pdf.pages[0].mediabox[3])
    place = (25 * MM, top - 134 * MM, 60 * MM, top - 129 * MM)
    inked = {ink for ink, plate in page.plates.items() if plate.crop(place).getbbox()}
    assert inked == {"Black"}


def test_a_missing_ghostscript_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ToolError, match="apt install ghostscript"):
        list(separations(file, 2, dpi=36))


def test_a_file_that_it_cannot_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"nothing")
    with pytest.raises(ToolError):
        list(separations(path, 1, dpi=36))
