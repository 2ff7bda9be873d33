"""Sheets fold to books: by paper that is folded here, and by what stands in the PDF."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from publish.errors import CommandError
from publish.faults import Fault
from publish.fonts.library import open_library
from publish.impose import SCHEMES, Binding, Cell, Duplex, Imposed, Scheme, Sheet, impose, plan
from publish.impose.planning import padded

_SPEC = importlib.util.spec_from_file_location("folding", Path(__file__).with_name("folding.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
paper = importlib.util.module_from_spec(_SPEC)
sys.modules["folding"] = paper
_SPEC.loader.exec_module(paper)

BINDINGS: tuple[Binding, ...] = ("left", "right")
COUNTS = range(1, 65)
MM = 72 / 25.4

PACKET = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
pdfxid:GTS_PDFXVersion="PDF/X-4" xmpMM:DocumentID="uuid:1"/></rdf:RDF></x:xmpmeta>"""

# How a printer's hands fold a sheet that lies with its back up, bound on the left.
FOLDS = {
    "perfect-4": ("left over right",),
    "perfect-8": ("top over bottom", "left over right"),
    "perfect-16": ("right over left", "top over bottom", "left over right"),
    "perfect-32": ("top over bottom", "left over right", "top over bottom", "right over left"),
}
ROUND = {"perfect-32"}  # lies on its head at the end
OTHER = {"left over right": "right over left", "right over left": "left over right"}


def expected(pages: int, scheme: Scheme) -> list[int | None]:
    """The order of reading, and blank pages after it."""
    return [*range(1, pages + 1), *[None] * (padded(pages, scheme) - pages)]


def folded(sheet: Sheet, scheme: Scheme, binding: Binding) -> tuple[object, ...]:
    """A signature, folded as its binding asks; the crease of the last fold is the spine."""
    lying = paper.flipped(paper.laid_out(sheet, scheme.columns, scheme.rows))
    for fold in FOLDS[scheme.name]:
        fold = OTHER.get(fold, fold) if binding == "right" else fold
        lying = paper.FOLDS[fold](lying)
    pile = paper.only_pile(lying)
    return tuple(leaf.turned_round() for leaf in pile) if scheme.name in ROUND else pile


@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("name", FOLDS)
def test_signatures_are_folded_and_gathered_to_a_book(name: str, binding: Binding) -> None:
    scheme = SCHEMES[name]
    for pages in COUNTS:
        book = [
            leaf
            for sheet in plan(pages, scheme, binding)
            for leaf in folded(sheet, scheme, binding)
        ]
        assert paper.pages_of(book) == expected(pages, scheme)


@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("name", FOLDS)
def test_the_last_fold_is_the_spine(name: str, binding: Binding) -> None:
    """Its crease is on the side of the binding; a sheet that lies on its head is turned round."""
    last = FOLDS[name][-1] if binding == "left" else OTHER[FOLDS[name][-1]]
    crease = {"left over right": "left", "right over left": "right"}[last]
    if name in ROUND:
        crease = {"left": "right", "right": "left"}[crease]
    assert crease == binding


@pytest.mark.parametrize("binding", BINDINGS)
def test_saddle_sheets_are_folded_and_nested_to_a_book(binding: Binding) -> None:
    scheme = SCHEMES["saddle-2up"]
    fold = paper.left_over_right if binding == "left" else paper.right_over_left
    for pages in COUNTS:
        sheets = plan(pages, scheme, binding)
        piles = [
            paper.only_pile(fold(paper.flipped(paper.laid_out(sheet, 2, 1)))) for sheet in sheets
        ]
        assert paper.pages_of(paper.nested(piles)) == expected(pages, scheme)


@pytest.mark.parametrize("binding", BINDINGS)
def test_sheets_of_four_are_cut_folded_and_nested_to_a_book(binding: Binding) -> None:
    """The pile of upper halves goes round that of the lower ones."""
    scheme = SCHEMES["saddle-4up"]
    fold = paper.left_over_right if binding == "left" else paper.right_over_left
    for pages in COUNTS:
        halves = [
            paper.cut_across(paper.laid_out(sheet, 2, 2)) for sheet in plan(pages, scheme, binding)
        ]
        order = [upper for upper, _ in halves] + [lower for _, lower in halves]
        piles = [paper.only_pile(fold(paper.flipped(half))) for half in order]
        assert paper.pages_of(paper.nested(piles)) == expected(pages, scheme)


def across(row: Sequence[Cell], binding: Binding) -> list[int | None]:
    """A row of cells in the direction of reading."""
    pages = [cell.page for cell in sorted(row, key=lambda cell: cell.column)]
    return pages if binding == "left" else pages[::-1]


@pytest.mark.parametrize("binding", BINDINGS)
def test_leaflets_open_in_order(binding: Binding) -> None:
    """The cover and the back outside, the rest as it comes to light."""
    (letter,) = plan(6, SCHEMES["trifold"], binding)
    flap, back, cover = across(letter.front, binding)
    # The last third goes inwards, the first over it: what lies behind the first is the cover.
    assert (cover, back) == (1, 6)
    assert [*across(letter.back, binding), flap] == [2, 3, 4, 5]

    (strip,) = plan(6, SCHEMES["zfold"], binding)
    assert across(strip.front, binding) + across(strip.back, binding) == [1, 2, 3, 4, 5, 6]

    (gate,) = plan(8, SCHEMES["gatefold"], binding)
    outside = across(gate.front, binding)
    # The wings meet in front: the one that lies behind the first inner page is the left-hand one.
    assert [outside[3], outside[0]] == [1, 2]
    assert across(gate.back, binding) == [3, 4, 5, 6]
    assert outside[1:3] == [7, 8]


@pytest.mark.parametrize("binding", BINDINGS)
def test_a_zine_runs_round_its_slit(binding: Binding) -> None:
    """Neighbours on the sheet are neighbours in the book, all heads at the fold between rows."""
    (sheet,) = plan(8, SCHEMES["zine"], binding)
    above = across([cell for cell in sheet.front if cell.row == 0], binding)
    below = across([cell for cell in sheet.front if cell.row == 1], binding)
    ring = below[::-1] + above
    start = ring.index(1)
    assert [*ring[start:], *ring[:start]] in ([1, 8, 7, 6, 5, 4, 3, 2], [1, 2, 3, 4, 5, 6, 7, 8])
    assert below[-2:] == [8, 1], "the cover and the back are one piece, the spine between them"
    assert all(cell.turned == (cell.row == 0) for cell in sheet.front)
    assert sheet.back == ()


@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_every_page_is_there_once_and_blanks_follow_the_last(
    scheme: Scheme, binding: Binding
) -> None:
    """But for schemes that repeat pages, which show each as often as they say."""
    for pages in COUNTS:
        if scheme.most is not None and pages > scheme.most:
            with pytest.raises(CommandError, match="do not fit"):
                plan(pages, scheme, binding)
            continue
        cells = [
            cell for sheet in plan(pages, scheme, binding) for cell in (*sheet.front, *sheet.back)
        ]
        each = scheme.columns * scheme.rows if scheme.gathering == "repeated" else 1
        shown = [cell.page for cell in cells if cell.page is not None]
        assert sorted(shown) == sorted([*range(1, pages + 1)] * each)
        assert len(cells) == padded(pages, scheme) * each


def test_the_first_side_of_a_booklet_has_its_cover_on_the_side_of_opening() -> None:
    scheme = SCHEMES["saddle-2up"]
    sides = {binding: plan(8, scheme, binding)[0].front for binding in BINDINGS}
    assert [cell.page for cell in sides["left"]] == [8, 1]
    assert [cell.page for cell in sides["right"]] == [1, 8]


# --- In the file --------------------------------------------------------------------


def document(pages: int, bleed_mm: float = 0.0, press: bool = False) -> bytes:
    """A5 pages with their number as the length of a line, with room around them for bleed."""
    pdf = pikepdf.new()
    margin = (bleed_mm + 7) * MM if bleed_mm else 0
    for number in range(1, pages + 1):
        trim = [margin, margin, margin + 148 * MM, margin + 210 * MM]
        page = Dictionary(
            Type=Name.Page,
            MediaBox=[0, 0, trim[2] + margin, trim[3] + margin],
            TrimBox=trim,
            Contents=pdf.make_stream(b"0 0 0 1 k %d 100 %d 10 re f" % (margin + 50, number)),
            Resources=Dictionary(),
        )
        if bleed_mm:
            page.BleedBox = [
                trim[0] - bleed_mm * MM,
                trim[1] - bleed_mm * MM,
                trim[2] + bleed_mm * MM,
                trim[3] + bleed_mm * MM,
            ]
        pdf.pages.append(pikepdf.Page(page))
    if press:
        intent = Dictionary(S=Name.GTS_PDFX, OutputConditionIdentifier="FOGRA39")
        pdf.Root.OutputIntents = Array([intent])
        packet = PACKET
        pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
        pdf.docinfo["/Trapped"] = Name("/False")
    stream = BytesIO()
    pdf.save(stream, fix_metadata_version=False)
    return stream.getvalue()


def origins(imposed: Imposed) -> list[dict[int, tuple[float, ...]]]:
    """By side and page: the matrix that places it, lengths in millimetres."""
    with pikepdf.open(BytesIO(imposed.content)) as pdf:
        sides = []
        for page in pdf.pages:
            found: dict[int, tuple[float, ...]] = {}
            matrix: list[float] = []
            for step in pikepdf.parse_content_stream(page):
                operands, operator = step.operands, step.operator
                if str(operator) == "cm":
                    matrix = [float(value) for value in operands]
                elif str(operator) == "Do":
                    number = int(str(operands[0]).removeprefix("/Page"))
                    found[number] = (matrix[0], matrix[3], matrix[4] / MM, matrix[5] / MM)
            sides.append(found)
        return sides


@pytest.mark.parametrize("binding", BINDINGS)
def test_creep_is_the_thickness_of_the_sheets_inside_which_a_page_lies(binding: Binding) -> None:
    """64 pages on 16 sheets, 0.15 mm thick: 2.25 mm from the outermost to the innermost."""
    thickness = 0.15
    imposed = impose(document(64), SCHEMES["saddle-2up"], binding, thickness_mm=thickness)
    sides = origins(imposed)
    right_hand = [max(side.values(), key=lambda place: place[2]) for side in sides]
    left_hand = [min(side.values(), key=lambda place: place[2]) for side in sides]
    assert right_hand[0][2] - right_hand[-1][2] == pytest.approx(15 * thickness, abs=0.05)
    assert left_hand[-1][2] - left_hand[0][2] == pytest.approx(15 * thickness, abs=0.05)
    assert imposed.creep_mm == pytest.approx(15 * thickness)
    steps = [
        one[2] - other[2] for one, other in zip(right_hand[::2], right_hand[2::2], strict=False)
    ]
    assert steps == pytest.approx([thickness] * 15, abs=0.001)


@pytest.mark.parametrize("duplex", ["short-edge", "long-edge"])
@pytest.mark.parametrize(
    ("name", "turning", "other"),
    [("saddle-2up", "long-edge", "short-edge"), ("perfect-8", "short-edge", "long-edge")],
)
def test_backs_are_turned_round_where_the_printer_turns_head_over(
    name: str, turning: Duplex, other: Duplex, duplex: Duplex
) -> None:
    """A lying sheet about its long edge, a standing one about its short edge."""
    imposed = impose(document(8), SCHEMES[name], "left", duplex=duplex)
    with pikepdf.open(BytesIO(imposed.content)) as pdf:
        width, height = (float(pdf.pages[0].MediaBox[index]) / MM for index in (2, 3))
        said = pdf.Root.ViewerPreferences.Duplex
    upright = impose(document(8), SCHEMES[name], "left", duplex=other)
    (front, back), (known, natural) = origins(imposed)[:2], origins(upright)[:2]
    assert front == known
    assert (
        str(said)
        == {"long-edge": "/DuplexFlipLongEdge", "short-edge": "/DuplexFlipShortEdge"}[duplex]
    )
    for page, (a, d, x, y) in natural.items():
        expected = (-a, -d, width - x, height - y) if duplex == turning else (a, d, x, y)
        assert back[page] == pytest.approx(expected, abs=0.001)


def test_a_press_file_stays_one_and_has_marks_outside_its_bleed() -> None:
    font = next(
        path
        for face, path in open_library().installed.files.items()
        if face.family == "Source Serif 4" and face.weight == 400
    )
    imposed = impose(
        document(8, 3.0, press=True), SCHEMES["saddle-2up"], "left", label="x en", lettering=font
    )
    assert imposed.sheet == "SRA4"
    with pikepdf.open(BytesIO(imposed.content)) as pdf:
        assert pdf.Root.OutputIntents[0].S == Name.GTS_PDFX
        metadata = pdf.Root.Metadata.read_bytes()
        assert b'GTS_PDFXVersion="PDF/X-4"' in metadata
        assert b"uuid:1" not in metadata
        assert pdf.docinfo["/Trapped"] == Name("/False")
        said = pdf.Root.PieceInfo.Publish.Private
        assert (str(said.Scheme), str(said.Binding), int(said.Pages)) == ("saddle-2up", "left", 8)
        for page in pdf.pages:
            content = page.Contents.read_bytes()
            clips = [line for line in content.split(b"\n") if b" re W n" in line]
            # Bleed on three sides, none at the spine.
            widths = {round(float(clip.split()[3]) / MM, 1) for clip in clips}
            assert widths == {151.0}
            assert b"/PublishRegistration CS" in content
            assert b"/PublishRegistration cs" in content
            assert "/Font" not in page.Resources


def test_what_is_imposed_from_a_tagged_file_claims_no_tags() -> None:
    source = pikepdf.open(BytesIO(document(4)))
    source.Root.MarkInfo = Dictionary(Marked=True)
    source.Root.StructTreeRoot = source.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    source.Root.Metadata = source.make_stream(b"pdfuaid:part", Type=Name.Metadata, Subtype=Name.XML)
    source.Root.Lang = "ar"
    source.pages[0].Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 1, 1])]
    )
    stream = BytesIO()
    source.save(stream)
    imposed = impose(stream.getvalue(), SCHEMES["saddle-2up"], "right")
    with pikepdf.open(BytesIO(imposed.content)) as pdf:
        assert not {"/StructTreeRoot", "/MarkInfo", "/Metadata"} & {*pdf.Root.keys()}
        assert str(pdf.Root.Lang) == "ar"
        assert all("/Annots" not in page for page in pdf.pages)


def test_a_page_is_in_the_file_once_however_often_it_is_shown() -> None:
    imposed = impose(document(2), SCHEMES["repeat-4"], "left")
    with pikepdf.open(BytesIO(imposed.content)) as pdf:
        forms = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"
        ]
        assert len(forms) == 2
        assert len(pdf.pages) == 2


@pytest.mark.parametrize("name", SCHEMES)
def test_the_same_pages_give_the_same_bytes(name: str) -> None:
    pages = document(6, 3.0)
    assert (
        impose(pages, SCHEMES[name], "right").content
        == impose(pages, SCHEMES[name], "right").content
    )


def damaged(change: str) -> bytes:
    pdf = pikepdf.open(BytesIO(document(4)))
    stream = BytesIO()
    if change == "locked":
        pdf.save(stream, encryption=pikepdf.Encryption(user="secret", owner="secret"))
        return stream.getvalue()
    if change == "mixed":
        pdf.pages[2].TrimBox = Array([0, 0, 100, 100])
    if change == "turned":
        pdf.pages[1].Rotate = 90
    pdf.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"text", "cannot be opened as a PDF"),
        (damaged("locked"), "password"),
        (damaged("mixed"), "page 3 is 35 × 35 mm"),
        (damaged("turned"), "page 2 is turned"),
    ],
    ids=["text", "locked", "mixed", "turned"],
)
def test_what_cannot_be_imposed_is_refused_with_a_reason(content: bytes, message: str) -> None:
    with pytest.raises(Fault, match=message):
        impose(content, SCHEMES["saddle-2up"], "left")


def test_a_sheet_that_is_too_small_is_refused() -> None:
    with pytest.raises(CommandError, match="more than a sheet of A5 has"):
        impose(document(4), SCHEMES["saddle-2up"], "left", sheet="A5")
    with pytest.raises(CommandError, match='no sheet "B7"'):
        impose(document(4), SCHEMES["saddle-2up"], "left", sheet="B7")
