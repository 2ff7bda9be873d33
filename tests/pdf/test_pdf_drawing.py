"""What a press would draw is followed to its colour, its size and its place."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from publish.pdf.drawing.colour import Colour, palette, read_space
from publish.pdf.drawing.drawn import Drawn
from publish.pdf.drawing.graphics import Drawing, read_drawing

FONT = Dictionary(
    Type=Name.Font,
    Subtype=Name.Type1,
    BaseFont=Name.Helvetica,
    Encoding=Name.WinAnsiEncoding,
    FirstChar=32,
    Widths=Array([500] * 224),
)
TINT = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=[0] * 4, C1=[1] * 4, N=1)


def drawing(content: bytes, *forms: bytes, **resources: Any) -> Drawing:
    """What one page of this content draws; ``forms`` are its XObjects A, B and so on."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    named = Dictionary()
    for letter, written in zip("ABC", forms, strict=False):
        form = pdf.make_stream(written)
        form.Subtype, form.BBox = Name.Form, Array([0, 0, 50, 50])
        named[f"/{letter}"] = form
    page.obj.Resources = Dictionary(Font=Dictionary(F=FONT), XObject=named, **resources)
    page.obj.Contents = pdf.make_stream(content)
    return read_drawing(pdf)


def drawn(content: bytes, *forms: bytes, **resources: Any) -> tuple[Drawn, ...]:
    return drawing(content, *forms, **resources).drawn


def only(content: bytes, *forms: bytes, **resources: Any) -> Drawn:
    (thing,) = drawn(content, *forms, **resources)
    return thing


def test_colours_are_those_of_the_state() -> None:
    """Saved and restored, each for fills and for strokes (ISO 32000-1, 8.6.8)."""
    found = drawn(
        b"0 0 9 9 re f q 0 1 0 0 k 1 0 0 0 K 0 0 9 9 re B Q 0 0 9 9 re b /Pattern cs 0 0 9 9 re n"
    )
    assert [(thing.kind, dict(thing.colour.plates)) for thing in found] == [
        ("fill", {"Black": 1}),
        ("fill", {"Magenta": 1}),
        ("stroke", {"Cyan": 1}),
        ("fill", {"Black": 1}),
        ("stroke", {"Black": 1}),
    ]


def test_what_is_clipped_away_is_not_drawn() -> None:
    clip = b"q 0 0 50 50 re W n %s re f Q"
    assert only(clip % b"20 20 100 10").box == (20, 20, 50, 30)
    assert drawn(clip % b"60 60 10 10") == ()
    assert len(drawn((clip % b"60 60 10 10") + b" 60 60 10 10 re f")) == 1
    assert drawn(b"300 300 10 10 re f") == ()


def test_what_is_wholly_transparent_is_not_drawn() -> None:
    found = drawn(b"/G gs 0 0 9 9 re B", ExtGState=Dictionary(G=Dictionary(ca=0)))
    assert [thing.kind for thing in found] == ["stroke"]


def test_a_form_draws_within_its_box_only() -> None:
    assert only(b"1 0 0 1 100 100 cm /A Do", b"0 0 80 80 re f").box == (100, 100, 150, 150)


def test_lines_are_as_thick_as_they_come_out() -> None:
    line = b"2 w 10 10 m 60 10 l S"
    assert only(line).size_pt == 2
    assert only(line).box == (9, 9, 61, 11)
    assert only(b"0.25 0 0 0.25 0 0 cm " + line).size_pt == 0.5
    assert only(b"/G gs 10 10 m 60 10 l S", ExtGState=Dictionary(G=Dictionary(LW=3))).size_pt == 3


def test_text_is_as_large_as_it_comes_out() -> None:
    text = b"0.5 0 0 0.5 0 0 cm BT /F 10 Tf %s 20 20 Td (ab) Tj ET"
    assert only(text % b"").size_pt == 5
    assert only(text % b"2 0 0 2 0 0 Tm").size_pt == 10
    assert only(text % b"").box == pytest.approx((10, 8.75, 15, 14.25))


def test_text_that_is_not_painted_is_not_drawn() -> None:
    """Rendering mode 3, under scanned pages (9.3.6); a blank is nothing to look at."""
    text = b"BT /F 10 Tf %s 20 20 Td (%s) Tj ET"
    assert drawn(text % (b"3 Tr", b"ab")) == ()
    assert [thing.kind for thing in drawn(text % (b"2 Tr", b"ab"))] == ["text", "text"]
    assert only(text % (b"", b"  ")).blank


def test_pieces_of_a_line_are_one_thing() -> None:
    thing = only(b"BT /F 10 Tf 20 20 Td [(ab) -1000 (c)] TJ ET")
    assert thing.text == "abc"
    assert (thing.box[0], thing.box[2]) == (20, 45)


def test_overprint_of_strokes_is_that_of_fills_unless_said() -> None:
    """8.4.5: OP is for both, unless op is there too."""
    for given, wanted in (
        (Dictionary(OP=True, OPM=1), (True, True)),
        (Dictionary(OP=True, op=False), (False, True)),
        (Dictionary(op=True), (True, False)),
    ):
        found = drawn(b"/G gs 0 0 9 9 re B", ExtGState=Dictionary(G=given))
        assert tuple(thing.overprints for thing in found) == wanted


def test_pictures_have_the_resolution_of_their_place() -> None:
    """However they are turned; the coarser side counts."""
    picture = b"BI /W 10 /H 10 /CS /G /BPC 8 ID 0123456789%s EI" % (b"0123456789" * 9)
    upright = only(b"q 36 0 0 72 10 10 cm " + picture + b" Q").samples
    turned = only(b"q 0 36 -72 0 100 10 cm " + picture + b" Q").samples
    assert upright is not None
    assert turned is not None
    assert (upright.per_inch, turned.per_inch) == (10, 10)


def test_a_soft_mask_is_looked_into_and_never_printed() -> None:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    mask = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f")
    mask.Subtype, mask.BBox = Name.Form, Array([0, 0, 9, 9])
    mask.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    given = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask))
    page.obj.Resources = Dictionary(ExtGState=Dictionary(G=given))
    page.obj.Contents = pdf.make_stream(b"/G gs 0 0 9 9 re f")
    found = read_drawing(pdf)
    assert [thing.kind for thing in found.drawn] == ["mask", "fill"]
    assert found.drawn[1].blending.masked
    assert found.groups == ()


def test_resources_of_the_page_tree_are_used() -> None:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    spot = Array([Name.Separation, Name("/Gold"), Name.DeviceCMYK, TINT])
    pdf.Root.Pages.Resources = Dictionary(ColorSpace=Dictionary(S=spot))
    del page.obj.Resources
    page.obj.Contents = pdf.make_stream(b"/S cs 0.5 scn 0 0 9 9 re f")
    (thing,) = read_drawing(pdf).drawn
    assert thing.colour.plates == {"Gold": 0.5}


def test_a_pattern_that_paints_itself_comes_to_an_end() -> None:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    pattern = pdf.make_stream(b"/Pattern cs /P scn 0 0 9 9 re f")
    pattern.PatternType, pattern.PaintType = 1, 1
    pattern.Resources = Dictionary(Pattern=Dictionary(P=pattern))
    page.obj.Resources = Dictionary(Pattern=Dictionary(P=pattern))
    page.obj.Contents = pdf.make_stream(b"/Pattern cs /P scn 0 0 99 99 re f")
    assert [thing.box for thing in read_drawing(pdf).drawn] == [(0, 0, 99, 99)] * 2


# --- Colours ----------------------------------------------------------------------------


def test_inks_are_told_by_their_names() -> None:
    names = Array([Name.Cyan, Name("/Gold"), Name("/None")])
    space = read_space(Array([Name.DeviceN, names, Name.DeviceCMYK, TINT]), Dictionary())
    assert Colour(space, (0.2, 0.4, 1)).plates == {"Cyan": 0.2, "Gold": 0.4}


def test_indexed_colours_are_looked_up() -> None:
    written = Array([Name.Indexed, Name.DeviceCMYK, 1, String(bytes([255, 0, 0, 0, 0, 0, 0, 255]))])
    space = read_space(written, Dictionary())
    assert Colour(space, (1.0,)).plates == {"Black": 1}
    assert [dict(colour.plates) for colour in palette(space)] == [{"Cyan": 1}, {"Black": 1}]


def test_nested_spaces_come_to_an_end() -> None:
    space: Object = Name.DeviceGray
    for _ in range(12):
        space = Array([Name.Pattern, space])
    with pytest.raises(ValueError, match="deeply"):
        read_space(space, Dictionary())


@pytest.mark.parametrize("written", [Array([Name("/Odd"), 1]), Name("/Odd")])
def test_what_is_no_colour_space_is_told(written: pikepdf.Object) -> None:
    with pytest.raises(ValueError, match="Odd"):
        read_space(written, Dictionary())
