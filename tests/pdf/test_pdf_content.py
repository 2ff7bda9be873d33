"""What pages paint is followed to its place, its text and its owner in the tags."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from publish.pdf.cmaps import codespaces, text_map
from publish.pdf.codes import read_font
from publish.pdf.content import read_content
from publish.pdf.items import Item, Mark


def helvetica() -> Dictionary:
    """A font with letters of half its size."""
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
        FirstChar=32,
        Widths=Array([500] * 224),
    )


def items(content: bytes, **resources: Any) -> tuple[Item, ...]:
    """What one page of this content paints."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    font = pdf.make_indirect(helvetica())
    page.obj.Resources = Dictionary(Font=Dictionary(F=font), **resources)
    page.obj.Contents = pdf.make_stream(content)
    return read_content(pdf)


def boxes(content: bytes) -> list[tuple[int, ...]]:
    return [tuple(round(edge) for edge in item.box) for item in items(content)]


def test_codes_follow_one_another() -> None:
    """Widths, spacing, kerning and stretch move the pen (ISO 32000-1, 9.4.4)."""
    text = b"BT /F 10 Tf 20 100 Td %s ET"
    assert [box[0] for box in boxes(text % b"(ab) Tj")] == [20, 25]
    assert [box[0] for box in boxes(text % b"2 Tc (ab) Tj")] == [20, 27]
    assert [box[0] for box in boxes(text % b"3 Tw (a b) Tj")] == [20, 25, 33]
    assert [box[0] for box in boxes(text % b"[(a) -1000 (b)] TJ")] == [20, 35]
    assert [box[0] for box in boxes(text % b"50 Tz (ab) Tj")] == [20, 22]


def test_lines_follow_one_another() -> None:
    text = b"BT /F 10 Tf 12 TL 20 100 Td (a) Tj T* (b) Tj (c) ' 0 -20 TD (d) Tj T* (e) Tj ET"
    assert [box[1] for box in boxes(text)] == [98, 86, 74, 54, 34]


def test_matrices_are_followed() -> None:
    assert boxes(b"q 2 0 0 2 10 20 cm 5 5 10 10 re f Q 0 0 1 1 re f") == [
        (20, 30, 40, 50),
        (0, 0, 1, 1),
    ]
    assert boxes(b"30 0 0 40 10 20 cm /None Do") == []


def test_forms_are_gone_into() -> None:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    form = pdf.make_stream(b"/P <</MCID 3>> BDC 0 0 10 10 re f EMC")
    form.Subtype, form.Matrix = Name.Form, Array([1, 0, 0, 1, 50, 60])
    page.obj.Resources = Dictionary(XObject=Dictionary(X=form))
    page.obj.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC 0 0 1 1 re f /X Do EMC")
    outer, inner = read_content(pdf)
    assert outer.mark == Mark(1, 0)
    assert inner.mark == Mark(1, 3, inner.mark.form if inner.mark else None)
    assert inner.mark is not None
    assert inner.mark.form is not None
    assert inner.box == pytest.approx((50, 60, 60, 70))


def test_what_the_page_tree_has_for_all_pages_is_used() -> None:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    page.obj.Contents = pdf.make_stream(b"BT /F 10 Tf (a) Tj ET")
    del page.obj["/Resources"]
    pdf.Root.Pages.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(helvetica())))
    assert [item.mapped for item in read_content(pdf)] == ["a"]


def test_a_form_in_itself_comes_to_an_end() -> None:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    form = pdf.make_stream(b"/X Do")
    form.Subtype, form.Resources = Name.Form, Dictionary(XObject=Dictionary(X=form))
    page.obj.Resources = Dictionary(XObject=Dictionary(X=form))
    page.obj.Contents = pdf.make_stream(b"/X Do")
    with pytest.raises(ValueError, match="nested"):
        read_content(pdf)


def test_owners_are_told_from_artifacts() -> None:
    content = (
        b"/Artifact BMC 0 0 1 1 re f EMC /P <</MCID 7>> BDC /Span BMC 0 0 1 1 re f EMC EMC"
        b" 0 0 1 1 re f"
    )
    found = [(item.artifact, item.mark) for item in items(content)]
    assert found == [(True, None), (False, Mark(1, 7)), (False, None)]


def test_text_that_content_tells_is_told_once() -> None:
    content = b"BT /F 10 Tf /Span <</ActualText (xyz)>> BDC (ab) Tj EMC (c) Tj ET"
    assert [item.told for item in items(content)] == ["xyz", "", None]


def test_names_of_glyphs_say_their_text(tmp_path: Path) -> None:
    encoding = Dictionary(
        BaseEncoding=Name.WinAnsiEncoding,
        Differences=Array([65, Name("/afii10017"), Name("/uni0628"), Name("/nonsense")]),
    )
    font = read_font(Dictionary(Subtype=Name.Type1, BaseFont=Name.X, Encoding=encoding))
    assert [font.texts.get(code) for code in (64, 65, 66, 67)] == ["@", "А", "ب", None]


def test_maps_are_read() -> None:
    pdf = Pdf.new()
    stream = pdf.make_stream(
        b"1 begincodespacerange <00> <7f> endcodespacerange "
        b"1 begincodespacerange <8000> <ffff> endcodespacerange "
        b"3 beginbfchar <01> <0041> <02> <00660066> <03> <0000> endbfchar "
        b"2 beginbfrange <10> <12> <0061> <20> <21> [<0078> <0079>] endbfrange"
    )
    assert text_map(stream) == {
        **{1: "A", 2: "ff"},
        **{16: "a", 17: "b", 18: "c"},
        **{32: "x", 33: "y"},
    }
    lengths = codespaces(stream)
    assert (lengths[0x20], lengths[0x90]) == (1, 2)


def test_a_range_without_end_is_cut() -> None:
    pdf = Pdf.new()
    stream = pdf.make_stream(b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange")
    assert len(text_map(stream)) < 70_000


def test_a_damaged_page_is_an_error_that_is_caught() -> None:
    with pytest.raises((ValueError, TypeError, IndexError, pikepdf.PdfError)):
        items(b"BT /F Tf (a) Tj ET")
