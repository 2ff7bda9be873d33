"""Checks of PDFs find what was spoilt in a good one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from publish.checks import pdf_fonts, pdf_identity, pdf_pages
from publish.checks.finding import Finding


@pytest.fixture
def arabic(built: Path) -> Path:
    return built / "open-shelves" / "open-shelves.ar.pamphlet.pdf"


def spoilt(path: Path, spoil: Callable[[pikepdf.Pdf], object]) -> list[Finding]:
    """The findings of all checks in a file after something was done to it."""
    with pikepdf.open(path) as pdf:
        spoil(pdf)
        checks = (pdf_identity.check, pdf_pages.check, pdf_fonts.check)
        return [finding for check in checks for finding in check(pdf, path)]


def first_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    fonts = pdf.pages[1].obj["/Resources"]["/Font"]
    return fonts[next(iter(fonts.keys()))]


def drop_title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def drop_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def turn_pages_left_to_right(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.Direction = pikepdf.Name.L2R


def untag(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def shrink(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].trimbox = pikepdf.Array([0, 0, 400, 595])


def take_font_out(pdf: pikepdf.Pdf) -> None:
    del first_font(pdf).DescendantFonts[0].FontDescriptor["/FontFile2"]


def rename_font(pdf: pikepdf.Pdf) -> None:
    first_font(pdf).BaseFont = pikepdf.Name("/Whole")


def unmap_font(pdf: pikepdf.Pdf) -> None:
    del first_font(pdf)["/ToUnicode"]


def show_nothing(pdf: pikepdf.Pdf) -> None:
    """Every code of a font leads to glyph 0, the box."""
    font = first_font(pdf).DescendantFonts[0]
    font.CIDToGIDMap = pdf.make_stream(bytes(2 * 65536))


def test_a_good_file_has_no_findings(arabic: Path) -> None:
    assert spoilt(arabic, lambda pdf: None) == []


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (drop_title, "pdf-title"),
        (drop_language, "pdf-language"),
        (turn_pages_left_to_right, "pdf-direction"),
        (untag, "pdf-untagged"),
        (shrink, "pdf-page-size"),
        (take_font_out, "pdf-font-not-embedded"),
        (rename_font, "pdf-font-not-subset"),
        (unmap_font, "pdf-font-unmapped"),
        (show_nothing, "pdf-missing-glyph"),
    ],
)
def test_each_fault_has_its_code(
    spoil: Callable[[pikepdf.Pdf], object], code: str, arabic: Path
) -> None:
    assert {finding.code for finding in spoilt(arabic, spoil)} == {code}
