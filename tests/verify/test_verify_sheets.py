"""Sheets are read back as a folding hand finds them: in order, or with the fault that they have.

The sheets are laid out here by the layouts that bookbinders know by heart, not by a planner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from press_faults import codes_of

from publish.findings.finding import Finding
from publish.impose import SCHEMES, impose
from publish.pdf.file import PdfFile
from publish.pdf.sheets.folds import Face, Leaf, booklets
from publish.verify.files import IMPOSED_CHECKS
from publish.verify.sheets import cutting as imposed_sheets
from publish.verify.sheets import order as imposed_order

WIDTH, HEIGHT = 100.0, 150.0
MM = 72 / 25.4

Rows = Sequence[str]
"""Rows of pages from the top; ``~`` before a number stands it on its head, ``.`` is blank."""


@dataclass
class Sheets:
    """An imposed file to be made: its sides, and what it says of itself."""

    sides: Sequence[Rows]
    scheme: str
    pages: int
    binding: str = "left"
    duplex: str = "short-edge"
    language: str = "en"
    thickness_mm: float = 0.0
    creep_mm: float = 0.0
    extra: dict[int, str] = field(default_factory=dict)
    paper: dict[int, tuple[float, ...]] = field(default_factory=dict)

    def save(self, path: Path) -> Path:
        pdf = Pdf.new()
        for number, rows in enumerate(self.sides, start=1):
            self.add(pdf, number, [row.split() for row in rows])
        pdf.Root.Lang = String(self.language)
        private = Dictionary(
            Scheme=Name(f"/{self.scheme}"),
            Binding=Name(f"/{self.binding}"),
            Pages=self.pages,
            ThicknessMm=self.thickness_mm,
            Duplex=Name(f"/{self.duplex}"),
        )
        pdf.Root.PieceInfo = Dictionary(Publish=Dictionary(Private=private))
        pdf.save(path)
        return path

    def add(self, pdf: Pdf, number: int, rows: list[list[str]]) -> None:
        size = WIDTH * len(rows[0]), HEIGHT * len(rows)
        page = pdf.add_blank_page(page_size=size)
        page.obj.TrimBox = Array(self.paper.get(number, (0, 0, *size)))
        forms, content = Dictionary(), [self.extra.get(number, "")]
        for row, places in enumerate(reversed(rows)):
            for column, place in enumerate(places):
                if place == ".":
                    continue
                name = f"Page{place.lstrip('~')}"
                form = pdf.make_stream(b"0 g 40 70 20 10 re f")
                form.Type, form.Subtype = Name.XObject, Name.Form
                form.BBox = Array([0, 0, WIDTH, HEIGHT])
                forms[f"/{name}"] = form
                inwards = self.creep_mm * MM * ((number - 1) // 2) * (1 - 2 * (column % 2))
                left, bottom = column * WIDTH + inwards, row * HEIGHT
                matrix = f"1 0 0 1 {left} {bottom}"
                if place.startswith("~"):
                    matrix = f"-1 0 0 -1 {left + WIDTH} {bottom + HEIGHT}"
                content.append(f"q {matrix} cm /{name} Do Q")
        page.obj.Resources = Dictionary(XObject=forms)
        page.obj.Contents = pdf.make_stream(" ".join(content).encode())


def look(sheets: Sheets, folder: Path) -> list[Finding]:
    path = sheets.save(folder / "sheets.pdf")
    with pikepdf.open(path) as pdf:
        file = PdfFile(path, pdf)
        return [finding for check in IMPOSED_CHECKS for finding in check(file)]


def codes(sheets: Sheets, folder: Path) -> list[str]:
    return [finding.code for finding in look(sheets, folder)]


def booklet(**changes: object) -> Sheets:
    """Eight pages on two sheets, one in the other, bound on the left."""
    sides = [["8 1"], ["2 7"], ["6 3"], ["4 5"]]
    known: dict[str, object] = {"sides": sides, "scheme": "saddle-2up", "pages": 8}
    return Sheets(**{**known, **changes})  # type: ignore[arg-type]


EIGHT = [["~5 ~4", "8 1"], ["~3 ~6", "2 7"]]
SIXTEEN = [["~5 ~12 ~9 ~8", "4 13 16 1"], ["~7 ~10 ~11 ~6", "2 15 14 3"]]
# Cut apart in a pile: the upper halves, 16 to 13 outside, lie round the lower ones.
FOUR_UP = [["16 1", "12 5"], ["2 15", "6 11"], ["14 3", "10 7"], ["4 13", "8 9"]]
ZINE = [["~5 ~4 ~3 ~2", "6 7 8 1"]]
SOUND = {
    "booklet": booklet(),
    "blanks": booklet(pages=5, sides=[[". 1"], ["2 ."], [". 3"], ["4 5"]]),
    "one-page": booklet(pages=1, sides=[[". 1"], [". ."]]),
    "long-edge": booklet(sides=[["8 1"], ["~7 ~2"], ["6 3"], ["~5 ~4"]], duplex="long-edge"),
    "arabic": booklet(sides=[["1 8"], ["7 2"], ["3 6"], ["5 4"]], binding="right", language="ar"),
    "creep": booklet(thickness_mm=0.2, creep_mm=0.2),
    "eight": Sheets(EIGHT, "perfect-8", 8, duplex="long-edge"),
    "two-eights": Sheets(
        [*EIGHT, ["~13 ~12", "16 9"], ["~11 ~14", "10 15"]], "perfect-8", 16, duplex="long-edge"
    ),
    "sixteen": Sheets(SIXTEEN, "perfect-16", 16),
    "rows": Sheets([["1 2", "3 4"], ["5 6", "7 ."]], "nup-4", 7),
    "rows-arabic": Sheets([["2 1", "4 3"]], "nup-4", 4, "right", language="ar"),
    "repeat": Sheets([["1 1", "1 1"], ["2 2", "2 2"]], "repeat-4", 2),
    "zine": Sheets(ZINE, "zine", 8),
    "four-up": Sheets(FOUR_UP, "saddle-4up", 16, duplex="long-edge"),
    "trifold": Sheets([["5 6 1"], ["2 3 4"]], "trifold", 6),
    "trifold-arabic": Sheets([["1 6 5"], ["4 3 2"]], "trifold", 6, "right", language="ar"),
    "zfold": Sheets([["1 2 3"], ["4 5 6"]], "zfold", 6),
    "gatefold": Sheets([["2 7 8 1"], ["3 4 5 6"]], "gatefold", 8),
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_sheets_have_no_finding(name: str, tmp_path: Path) -> None:
    assert look(SOUND[name], tmp_path) == []


FAULTS = {
    "lost-page": (booklet(pages=9), "imposed-pages"),
    "page-twice": (booklet(sides=[["8 1"], ["2 7"], ["6 3"], ["4 4"]]), "imposed-pages"),
    "other-page": (booklet(pages=7), "imposed-pages"),
    "swapped": (booklet(sides=[["8 1"], ["2 7"], ["6 3"], ["5 4"]]), "imposed-order"),
    "sheets-swapped": (booklet(sides=[["6 3"], ["4 5"], ["8 1"], ["2 7"]]), "imposed-order"),
    "other-edge": (booklet(duplex="long-edge"), "imposed-turned"),
    "eight-swapped": (
        Sheets([["~4 ~5", "8 1"], ["~3 ~6", "2 7"]], "perfect-8", 8, duplex="long-edge"),
        "imposed-order",
    ),
    "rows-swapped": (Sheets([["2 1"]], "nup-2", 2), "imposed-order"),
    "four-up-swapped": (
        Sheets([FOUR_UP[2], FOUR_UP[3], *FOUR_UP[:2]], "saddle-4up", 16, duplex="long-edge"),
        "imposed-order",
    ),
    "panels-swapped": (Sheets([["6 5 1"], ["2 3 4"]], "trifold", 6), "imposed-order"),
    "repeat-mixed": (Sheets([["1 1", "1 2"]], "repeat-4", 2), "imposed-order"),
    "zine-swapped": (Sheets([["~5 ~4 ~2 ~3", "6 7 8 1"]], "zine", 8), "imposed-order"),
    "blank-inside": (
        booklet(pages=7, sides=[["7 1"], ["2 6"], ["5 ."], ["3 4"]]),
        "imposed-blanks",
    ),
    "wrong-spine": (booklet(binding="right", language="ar"), "imposed-binding"),
    "wrong-language": (booklet(language="ar"), "imposed-binding"),
    "one-on-its-head": (booklet(sides=[["8 1"], ["~2 7"], ["6 3"], ["4 5"]]), "imposed-turned"),
    "zine-on-its-head": (Sheets([["5 4 3 2", "6 7 8 1"]], "zine", 8), "imposed-turned"),
    "no-back": (booklet(pages=6, sides=[["6 1"], ["2 5"], ["4 3"]]), "imposed-sides"),
    "other-size": (booklet(paper={3: (0, 0, 190, 150)}), "imposed-size"),
    "no-creep": (booklet(thickness_mm=0.2), "imposed-creep"),
    "too-much-creep": (booklet(thickness_mm=0.2, creep_mm=0.4), "imposed-creep"),
    "creep-outwards": (booklet(thickness_mm=0.2, creep_mm=-0.2), "imposed-creep"),
    "mark-on-a-page": (booklet(extra={2: "30 30 m 60 60 l S"}), "imposed-marks"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found(name: str, tmp_path: Path) -> None:
    sheets, code = FAULTS[name]
    assert set(codes(sheets, tmp_path)) == {code}


def test_every_code_has_a_fault_that_gives_it() -> None:
    made = {code for _, code in FAULTS.values()} | {"imposed-unknown", "imposed-sparse"}
    assert codes_of(imposed_order, imposed_sheets) == made


def test_the_place_of_a_fault_is_told(tmp_path: Path) -> None:
    (found,) = look(FAULTS["swapped"][0], tmp_path)
    assert found.spot is not None
    assert found.spot.page == 4
    (found,) = look(FAULTS["mark-on-a-page"][0], tmp_path)
    assert found.spot is not None
    assert found.spot.page == 2
    assert found.spot.box == pytest.approx((29.5, 29.5, 60.5, 60.5))


def test_sheets_that_do_not_say_how_they_were_made_are_told_so(tmp_path: Path) -> None:
    sheets = booklet()
    path = sheets.save(tmp_path / "sheets.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root.PieceInfo.Publish.Private["/Scheme"]
        pdf.save(path)
    with pikepdf.open(path) as pdf:
        found = [each.code for each in imposed_order.check(PdfFile(path, pdf))]
    assert found == ["imposed-unknown"]


@pytest.mark.parametrize("name", SCHEMES)
def test_what_publish_imposes_is_read_back_without_a_finding(name: str, tmp_path: Path) -> None:
    """In every scheme, on either binding; a sheet with too few pages says so."""
    scheme = SCHEMES[name]
    most = scheme.most or 2 * scheme.group
    sparse = {"imposed-sparse"} if scheme.finish == "perfect" and most > 16 else set()
    for pages, expected in ((most, set()), (5, sparse)):
        for binding in ("left", "right"):
            pdf = Pdf.new()
            for _ in range(pages):
                pdf.add_blank_page(page_size=(148 * MM, 210 * MM))
            stream = BytesIO()
            pdf.save(stream)
            path = tmp_path / "sheets.pdf"
            path.write_bytes(impose(stream.getvalue(), scheme, binding).content)
            with pikepdf.open(path) as sheets:
                file = PdfFile(path, sheets)
                found = {each.code for check in IMPOSED_CHECKS for each in check(file)}
            assert found == expected


def test_a_sheet_folded_once_is_read_from_its_right_half() -> None:
    """Page 4 lies left of page 1; the left half goes under the right one."""
    left, right = Leaf(Face(4), Face(3)), Leaf(Face(1), Face(2))
    found = list(booklets([{(0, 0): (left,), (1, 0): (right,)}], nested=True))
    assert {(booklet.pages, booklet.spine) for booklet in found} == {
        ((1, 2, 3, 4), "left"),
        ((4, 3, 2, 1), "right"),
    }
