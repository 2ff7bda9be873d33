"""A leaflet as it comes out of the printer, and as it is folded."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from support import CONTENT, Publish

MM = 72 / 25.4
# From left to right on each side: the panel that is folded inwards is 97 mm wide.
FOLDS = {
    "en": (((0, 97), (97, 197), (197, 297)), ((0, 100), (100, 200), (200, 297))),
    "ar": (((0, 100), (100, 200), (200, 297)), ((0, 97), (97, 197), (197, 297))),
}
MARKS = {
    "en": ("A declaration on free access", "Dear readers", "Open lists", "Adopted in"),
    "ar": ("إعلان في حرية", "القرّاء", "قوائم", "اعتُمد"),
}


@pytest.fixture(scope="module")
def leaflets(publish: Publish, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("leaflets")
    done = publish("build", "open-shelves", "-e", "leaflet", "--content", CONTENT, "-o", out)
    assert done.returncode == 0, done.stderr
    return out / "open-shelves"


def folded(path: Path, language: str) -> list[str]:
    """The texts of the panels in the order in which a reader meets them after folding.

    The back of a panel is the one that lies as far from the other end of the sheet, for the
    sheet is turned over its short edge: title, the inside in the text's direction, the flap,
    the back.
    """
    with pypdfium2.PdfDocument(path) as document:
        sides = [
            [
                page.get_textpage().get_text_bounded(left=left * MM, right=right * MM)
                for left, right in panels
            ]
            for page, panels in zip(document, FOLDS[language], strict=True)
        ]
    outside, inside = sides
    if language == "ar":
        outside, inside = outside[::-1], inside[::-1]
    flap, back, title = outside
    return [title, *inside, flap, back]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_folded_panels_are_in_the_order_of_reading(language: str, leaflets: Path) -> None:
    read = folded(leaflets / f"open-shelves.{language}.leaflet.pdf", language)
    panels = [" ".join(panel.split()) for panel in read]
    title, first, middle, colophon = MARKS[language]
    assert title in panels[0]
    assert first in panels[1]
    assert any(middle in panel for panel in panels[2:5])
    assert colophon in panels[5]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_sheet_is_a4_on_its_long_edge_turned_over_the_short_one(
    language: str, leaflets: Path
) -> None:
    with pikepdf.open(leaflets / f"open-shelves.{language}.leaflet.pdf") as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            size = [float(edge) / MM for edge in page.mediabox]
            assert size == pytest.approx([0, 0, 297, 210], abs=0.1)
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert "/StructTreeRoot" not in pdf.Root


def test_a_long_text_is_told_how_many_panels_it_takes(
    publish: Publish, content: Path, tmp_path: Path
) -> None:
    source = content / "open-shelves" / "en.md"
    more = "\n\n".join(["Shelves stay open, and so do the doors of every small room. " * 12] * 20)
    source.write_text(source.read_text().replace("## What we see", f"{more}\n\n## What we see"))
    wanted = ("open-shelves", "-l", "en", "-e", "leaflet")
    done = publish("build", *wanted, "--content", content, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "too long for a leaflet" in done.stderr
    assert re.search(r"takes \d+ panels", done.stderr)
    assert "en.md" in done.stderr
    assert not list((tmp_path / "out").rglob("*.pdf"))
