"""The press files of the project's own content, as a print shop would look at them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from support import CONTENT, TEXTS, Publish

from publish.press.geometry import BLEED_MM, MARGIN_MM, MM_PT
from publish.press.profile import default_profile
from publish.tools.ghostscript import separations

A5_MM = (148.0, 210.0)


def file(out: Path, statement: str, language: str, edition: str = "press") -> Path:
    return out / statement / f"{statement}.{language}.{edition}.pdf"


def streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every content stream of a file: pages, and forms."""
    yield from (page.obj for page in pdf.pages)
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form":
            yield item


@pytest.mark.parametrize(("statement", "language"), TEXTS)
def test_no_colour_of_a_screen_is_left(statement: str, language: str, built: Path) -> None:
    """No RGB or grey operator, no RGB space, in no stream of the file."""
    with pikepdf.open(file(built, statement, language)) as pdf:
        for stream in streams(pdf):
            for item in pikepdf.parse_content_stream(stream):
                assert str(item.operator) not in {"rg", "RG", "g", "G", "sc", "SC", "sh"}
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream | pikepdf.Dictionary) and "/ColorSpace" in each:
                assert "/DeviceRGB" not in repr(each.ColorSpace)


@pytest.mark.parametrize(("statement", "language"), TEXTS)
def test_text_and_rules_are_black_and_overprint(statement: str, language: str, built: Path) -> None:
    """Whenever text is shown, its colour is in black alone and its state overprints."""
    with pikepdf.open(file(built, statement, language)) as pdf:
        shown = 0
        for stream in streams(pdf):
            states: Any = stream.Resources.ExtGState
            colour: tuple[float, ...] | None = None
            over, stack = False, []
            for item in pikepdf.parse_content_stream(stream):
                operator = str(item.operator)
                if operator == "q":
                    stack.append((colour, over))
                elif operator == "Q":
                    colour, over = stack.pop()
                elif operator == "k":
                    colour = tuple(map(float, item.operands))
                elif operator == "gs":
                    state = states[item.operands[0]]
                    over = bool(state.get("/op", over)) and state.get("/OPM", 1) == 1
                elif operator in {"Tj", "TJ"}:
                    shown += 1
                    assert colour is not None
                    assert colour[:3] == (0, 0, 0)
                    assert colour[3] > 0
                    assert over
        assert shown > 100


@pytest.mark.parametrize(("statement", "language"), TEXTS)
def test_boxes_are_exact(statement: str, language: str, built: Path) -> None:
    """To a tenth of a millimetre: A5 trim, 3 mm of bleed, and a medium that begins at 0,0."""
    with pikepdf.open(file(built, statement, language)) as pdf:
        for page in pdf.pages:
            for box, around in ((page.MediaBox, 20.0), (page.BleedBox, 3.0), (page.TrimBox, 0.0)):
                low = MARGIN_MM - around
                wanted = (low, low, *(MARGIN_MM + side + around for side in A5_MM))
                for edge, place in zip(box, wanted, strict=True):
                    assert float(edge) / MM_PT == pytest.approx(place, abs=0.1)
            assert [float(edge) for edge in page.MediaBox[:2]] == [0, 0]
            assert "/Annots" not in page
    assert BLEED_MM == 3.0


@pytest.mark.parametrize(("statement", "language"), TEXTS)
def test_identity_and_intent(statement: str, language: str, built: Path) -> None:
    """The file says PDF/X-4 and untrapped, and carries the profile of its condition."""
    with pikepdf.open(file(built, statement, language)) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert 'GTS_PDFXVersion="PDF/X-4"' in packet
        assert 'pdf:Trapped="False"' in packet
        assert "pdfaid" not in packet
        assert pdf.docinfo["/Trapped"] == "/False"
        assert pdf.pdf_version == "1.6"
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert intent.OutputConditionIdentifier == "FOGRA39"
        assert intent.DestOutputProfile.read_bytes() == default_profile().content


@pytest.mark.parametrize(("statement", "language"), TEXTS)
def test_lines_are_no_thinner_than_a_quarter_of_a_point(
    statement: str, language: str, built: Path
) -> None:
    with pikepdf.open(file(built, statement, language)) as pdf:
        widths = [
            float(item.operands[0])
            for page in pdf.pages
            for item in pikepdf.parse_content_stream(page)
            if str(item.operator) == "w"
        ]
    assert widths
    assert min(widths) >= 0.25


@pytest.mark.parametrize(("statement", "language"), TEXTS)
def test_four_plates_with_the_page_in_black_alone(
    statement: str, language: str, built: Path
) -> None:
    """Ghostscript's plates: all four have marks, and within the bleed only black has ink."""
    path, dpi = file(built, statement, language), 50
    low = round((MARGIN_MM - BLEED_MM) / 25.4 * dpi) + 1
    with pikepdf.open(path) as pdf:
        count = len(pdf.pages)
    for page in separations(path, count, dpi):
        assert set(page.plates) == {"Cyan", "Magenta", "Yellow", "Black"}
        for ink, plate in page.plates.items():
            width, height = plate.size
            inside = plate.crop((low, low, width - low, height - low))
            assert max(plate.tobytes()) > 200, f"no marks on the {ink} plate"
            assert (max(inside.tobytes()) > 0) == (ink == "Black"), (page.page, ink)


@pytest.mark.parametrize(("statement", "language"), TEXTS)
def test_words_are_those_of_the_pamphlet(statement: str, language: str, built: Path) -> None:
    """What a reader of the text layer finds within the trim is what the pamphlet says."""
    press = file(built, statement, language)
    with (
        pypdfium2.PdfDocument(press) as ours,
        pypdfium2.PdfDocument(file(built, statement, language, "pamphlet")) as theirs,
    ):
        assert len(ours) == len(theirs)
        other = []
        for number in range(len(ours)):
            left, bottom = MARGIN_MM * MM_PT, MARGIN_MM * MM_PT
            right, top = left + A5_MM[0] * MM_PT, bottom + A5_MM[1] * MM_PT
            page = ours[number].get_textpage()
            words = page.get_text_bounded(left, bottom, right, top)
            if words.split() != theirs[number].get_textpage().get_text_bounded().split():
                other.append(number)
        assert other in ([0], [len(ours) - 1])  # where the colophon names the edition


def test_slug_line_says_what_the_page_is(built: Path) -> None:
    path = file(built, "imcwp-23-ukraine", "en")
    command = ["pdftotext", "-f", "2", "-l", "2", str(path), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert re.search(r"English \(en\) · Press edition · \d{4}-\d\d-\d\d · Page 2/\d+", said)


def test_same_bytes_twice(publish: Publish, built: Path, tmp_path: Path) -> None:
    """Neither the clock nor chance is in a press file."""
    options = ("--content", CONTENT, "-l", "ar", "-e", "press", "-o", tmp_path)
    done = publish("build", "imcwp-23-ukraine", *options)
    assert done.returncode == 0, done.stderr
    again = file(tmp_path, "imcwp-23-ukraine", "ar").read_bytes()
    assert again == file(built, "imcwp-23-ukraine", "ar").read_bytes()


def test_a_profile_of_a_screen_is_refused(publish: Publish, tmp_path: Path) -> None:
    """With words that say what is wrong with it, and before anything is made."""
    path = tmp_path / "screen.icc"
    content = bytearray(default_profile().content)
    content[12:20] = b"mntrRGB "
    path.write_bytes(content)
    options = ("--content", CONTENT, "-e", "press", "--profile", path, "-o", tmp_path / "out")
    done = publish("build", "open-shelves", *options)
    assert done.returncode == 2
    assert "not that of a printing condition" in done.stderr
    assert not (tmp_path / "out").exists()
