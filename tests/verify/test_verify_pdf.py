"""Checks of PDFs find what was spoilt in a good one, and nothing in the good one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Name, Pdf

from publish.findings.finding import Finding
from publish.pdf.file import PdfFile
from publish.text.dressed import Text
from publish.verify.files import PDF_CHECKS

Spoil = Callable[[Pdf], object]


@pytest.fixture
def arabic(built: Path) -> Path:
    return built / "open-shelves" / "open-shelves.ar.pamphlet.pdf"


def look(path: Path, text: Text | None = None) -> list[Finding]:
    """The findings of all checks but the validators'."""
    with pikepdf.open(path) as pdf:
        file = PdfFile(path, pdf, text)
        return [finding for check in PDF_CHECKS for finding in check(file)]


def spoilt(path: Path, spoil: Spoil, folder: Path) -> Path:
    """A copy of a file after something was done to it."""
    copy = folder / path.name
    with pikepdf.open(path) as pdf:
        spoil(pdf)
        pdf.save(copy)
    return copy


# --- What is done to it -----------------------------------------------------------------


def text_font(pdf: Pdf) -> Any:
    """The font of the second page that has the most codes, ba among them."""
    fonts = pdf.pages[1].obj["/Resources"]["/Font"]
    found = max((font for _, font in fonts.items()), key=lambda font: len(said(font)))
    assert b"<0628>" in said(found)
    return found


def said(font: Any) -> bytes:
    text: bytes = font.ToUnicode.read_bytes()
    return text


def elements(pdf: Pdf, role: str) -> Iterator[Any]:
    """The structure elements of a role, in order."""

    def walk(element: Any) -> Iterator[Any]:
        if element.get("/S") == f"/{role}":
            yield element
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid)

    return walk(pdf.Root.StructTreeRoot)


def links(pdf: Pdf) -> Iterator[Any]:
    return (note for page in pdf.pages for note in page.obj.get("/Annots", []))


def drop_title(pdf: Pdf) -> None:
    del pdf.docinfo["/Title"]
    with pdf.open_metadata() as metadata:
        del metadata["dc:title"]


def hide_title(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences.DisplayDocTitle


def drop_language(pdf: Pdf) -> None:
    del pdf.Root["/Lang"]


def call_it_russian(pdf: Pdf) -> None:
    pdf.Root.Lang = "ru"


def turn_pages_left_to_right(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.Direction = Name.L2R


def untag(pdf: Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def shrink(pdf: Pdf) -> None:
    pdf.pages[2].trimbox = Array([0, 0, 400, 595])


def bleed_too_little(pdf: Pdf) -> None:
    pdf.pages[0].obj.BleedBox = Array([10, 10, 400, 580])


def turn(pdf: Pdf) -> None:
    pdf.pages[1].obj.Rotate = 90


def scale(pdf: Pdf) -> None:
    pdf.pages[1].obj.UserUnit = 2


def take_font_out(pdf: Pdf) -> None:
    del text_font(pdf).DescendantFonts[0].FontDescriptor["/FontFile2"]


def rename_font(pdf: Pdf) -> None:
    text_font(pdf).BaseFont = Name("/Whole")


def show_nothing(pdf: Pdf) -> None:
    """Every code of a font leads to glyph 0, the box."""
    text_font(pdf).DescendantFonts[0].CIDToGIDMap = pdf.make_stream(bytes(2 * 65536))


def unmap_font(pdf: Pdf) -> None:
    del text_font(pdf)["/ToUnicode"]


def remap(pdf: Pdf, code: str) -> None:
    """Let every code of a font that stands for ba stand for something else."""
    font = text_font(pdf)
    font.ToUnicode = pdf.make_stream(said(font).replace(b"<0628>", b"<%s>" % code.encode()))


def map_to_private_use(pdf: Pdf) -> None:
    remap(pdf, "E123")


def map_to_a_shape(pdf: Pdf) -> None:
    remap(pdf, "FE91")


def paint_without_a_tag(pdf: Pdf) -> None:
    pdf.pages[2].contents_add(b"q 0 0 1 rg 100 200 30 40 re f Q", prepend=True)


def skip_a_heading(pdf: Pdf) -> None:
    next(elements(pdf, "H2")).S = Name.H3


def break_a_list(pdf: Pdf) -> None:
    next(elements(pdf, "LBody")).S = Name.Div


def silence_a_picture(pdf: Pdf) -> None:
    del next(elements(pdf, "Figure"))["/Alt"]


def unname_a_link(pdf: Pdf) -> None:
    del next(links(pdf))["/Contents"]


def take_a_link_out(pdf: Pdf) -> None:
    link = next(elements(pdf, "Link"))
    link.K = Array([kid for kid in link.K if kid.get("/Type") != "/OBJR"])


def read_backwards(pdf: Pdf) -> None:
    """Leave the order of tags to that of painting, which is visual."""
    for role in ("P", "H1", "H2", "H3", "Span", "Caption"):
        for element in elements(pdf, role):
            if "/ActualText" in element:
                element.ActualText = str(element.ActualText)[::-1]


def swap_paragraphs(pdf: Pdf) -> None:
    part = next(elements(pdf, "Part")).K[0]
    kids = list(part.K)
    part.K = Array([kids[1], kids[0], *kids[2:]])


def forget_a_language(pdf: Pdf) -> None:
    """Two words of English become Arabic."""
    *_, span = (span for span in elements(pdf, "Span") if str(span.get("/Lang")) == "en")
    del span["/Lang"]


FAULTS: dict[Spoil, set[str]] = {
    drop_title: {"pdf-title"},
    hide_title: {"pdf-title"},
    drop_language: {"pdf-language"},
    call_it_russian: {"pdf-language-script", "pdf-tags-language"},
    turn_pages_left_to_right: {"pdf-direction"},
    untag: {"pdf-untagged"},
    shrink: {"pdf-page-size"},
    bleed_too_little: {"pdf-page-boxes"},
    turn: {"pdf-page-rotated"},
    scale: {"pdf-page-unit"},
    rename_font: {"pdf-font-not-subset"},
    paint_without_a_tag: {"pdf-content-untagged"},
    skip_a_heading: {"pdf-tags-headings"},
    break_a_list: {"pdf-tags-nesting"},
    silence_a_picture: {"pdf-figure-alt"},
    unname_a_link: {"pdf-link-unnamed"},
    take_a_link_out: {"pdf-link-untagged"},
    read_backwards: {"pdf-tags-words"},
    swap_paragraphs: {"pdf-tags-order"},
    forget_a_language: {"pdf-tags-language"},
}
"""What is spoilt, and the only codes that it is found by."""

FONT_FAULTS: dict[Spoil, str] = {
    take_font_out: "pdf-font-not-embedded",
    show_nothing: "pdf-missing-glyph",
    unmap_font: "pdf-font-unmapped",
    map_to_private_use: "pdf-text-private",
    map_to_a_shape: "pdf-text-forms",
}
"""What is spoilt in a font; how words are extracted then is every reader's own affair."""


def test_a_good_file_has_no_findings(arabic: Path, source: Text) -> None:
    """Neither by itself nor against its source."""
    assert look(arabic) == []
    assert look(arabic, source) == []


@pytest.mark.parametrize("spoil", FAULTS)
def test_each_fault_has_its_code(spoil: Spoil, arabic: Path, tmp_path: Path) -> None:
    assert {finding.code for finding in look(spoilt(arabic, spoil, tmp_path))} == FAULTS[spoil]


@pytest.mark.parametrize("spoil", FONT_FAULTS)
def test_each_fault_of_a_font_has_its_code(spoil: Spoil, arabic: Path, tmp_path: Path) -> None:
    codes = {finding.code for finding in look(spoilt(arabic, spoil, tmp_path))}
    assert FONT_FAULTS[spoil] in codes


def test_words_of_the_source_that_are_lost_are_named(
    arabic: Path, source: Text, tmp_path: Path
) -> None:
    found = look(spoilt(arabic, map_to_private_use, tmp_path), source)
    lost = [finding for finding in found if finding.code == "pdf-words-lost"]
    assert [finding.severity for finding in lost] == ["error"] * len(lost) != []
    assert all(re.search(r"\d %.*words.*not “", finding.problem.message) for finding in lost)


def test_a_paragraph_of_the_source_out_of_order_is_found_where_it_is_written(
    arabic: Path, source: Text, tmp_path: Path
) -> None:
    def drop_a_word(pdf: Pdf) -> None:
        paragraph = next(p for p in elements(pdf, "P") if "نرعى" in str(p.get("/ActualText")))
        paragraph.ActualText = str(paragraph.ActualText).replace("نرعى", "")

    found = look(spoilt(arabic, drop_a_word, tmp_path), source)
    (finding,) = (finding for finding in found if finding.code == "pdf-tags-source")
    assert re.search(r"ar\.md:\d+", finding.problem.message)


def test_another_text_is_not_taken_for_its_source(arabic: Path, source: Text) -> None:
    other = replace(source, status=None, translator="محمد بن عبد الرحمن الأندلسي")
    codes = {finding.code for finding in look(arabic, other)}
    assert codes == {"pdf-words-lost", "pdf-tags-source"}


# --- Where it is ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoil", "page"),
    [
        (paint_without_a_tag, 3),
        (silence_a_picture, 1),
        (unname_a_link, 1),
        (take_font_out, 1),
        (show_nothing, 1),
        (unmap_font, 1),
    ],
)
def test_a_finding_says_where_it_is(spoil: Spoil, page: int, arabic: Path, tmp_path: Path) -> None:
    finding = look(spoilt(arabic, spoil, tmp_path))[0]
    assert finding.spot is not None
    assert finding.spot.page == page
    assert finding.spot.box is not None
    left, bottom, right, top = finding.spot.box
    assert 0 <= left < right <= 420
    assert 0 <= bottom < top <= 596


def test_the_place_is_exact(arabic: Path, tmp_path: Path) -> None:
    (finding,) = look(spoilt(arabic, paint_without_a_tag, tmp_path))
    assert finding.spot is not None
    assert finding.spot.box == pytest.approx((100, 200, 130, 240))
