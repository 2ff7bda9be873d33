"""Preflight of what a press file draws: colours, overprint, detail, transparency, plates."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from press_faults import (
    MIDDLE,
    Fault,
    annotate,
    both,
    codes_of,
    draw,
    form,
    group,
    icc,
    look,
    pattern,
    picture,
    shading,
    space,
    spoilt,
    spot,
    state,
    text,
    type3,
)
from press_file import MM
from support import Publish

from publish.findings.finding import Finding
from publish.pdf.file import PdfFile
from publish.pdf.roles import role_of
from publish.tools.ghostscript import GHOSTSCRIPT
from publish.tools.program import run
from publish.verify.press import colours as press_colours
from publish.verify.press import detail as press_detail
from publish.verify.press import inks as press_inks
from publish.verify.press import transparency as press_transparency

FAULTS = [
    # --- Colours
    Fault("rgb-fill", draw(f"1 0 0 rg {MIDDLE} 40 40 re f"), "press-colour-rgb"),
    Fault("rgb-line", draw(f"1 0 0 RG {MIDDLE} m 300 300 l S"), "press-colour-rgb"),
    Fault("rgb-text", text("1 0 0 rg"), "press-colour-rgb"),
    Fault("rgb-picture", picture(100, 8, Name.DeviceRGB), "press-colour-rgb"),
    Fault(
        "rgb-inline",
        draw(f"9 0 0 9 {MIDDLE} cm BI /W 2 /H 2 /CS /RGB /BPC 8 ID 123456789abc\nEI"),
        "press-colour-rgb",
    ),
    Fault("rgb-form", form(f"1 0 0 rg {MIDDLE} 40 40 re f".encode()), "press-colour-rgb"),
    Fault("rgb-pattern", pattern(b"1 0 0 rg 0 0 5 5 re f"), "press-colour-rgb"),
    Fault("rgb-gradient", shading, "press-colour-rgb"),
    Fault("rgb-glyph", type3, "press-colour-rgb"),
    Fault(
        "icc-rgb",
        both(space("P", icc(3)), draw(f"/P cs 1 0 0 sc {MIDDLE} 40 40 re f")),
        "press-colour-rgb",
    ),
    Fault(
        "lab",
        both(
            space("P", lambda _: Array([Name.Lab, Dictionary(WhitePoint=Array([0.9, 1, 0.8]))])),
            draw(f"/P cs 50 1 1 sc {MIDDLE} 40 40 re f"),
        ),
        "press-colour-rgb",
    ),
    Fault(
        "indexed",
        both(
            space("P", lambda _: Array([Name.Indexed, Name.DeviceRGB, 1, String(b"abcdef")])),
            draw(f"/P cs 1 sc {MIDDLE} 40 40 re f"),
        ),
        "press-colour-rgb",
    ),
    Fault(
        "default",
        both(
            space("DefaultGray", icc(3)),
            space("DefaultRGB", icc(3)),
            draw(f"0 0 1 rg {MIDDLE} 40 40 re f"),
        ),
        "press-colour-rgb",
    ),
    Fault(
        "looks-of-a-note",
        lambda pdf: annotate(
            (100, 100, 200, 200),
            Subtype=Name.Stamp,
            AP=Dictionary(N=pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f")),
        )(pdf),
        "press-colour-rgb",
    ),
    Fault(
        "managed",
        both(space("P", icc(4)), draw(f"/P cs 0 0 0 1 sc {MIDDLE} 40 40 re f")),
        "press-colour-managed",
        2,
        "warning",
    ),
    Fault("four-colour-black", text("0.6 0.5 0.5 1 k"), "press-text-black"),
    Fault("three-colour-black", text("0.9 0.9 0.9 0 k"), "press-text-black"),
    Fault("rgb-black", text("0 0 0 rg"), "press-text-black"),
    Fault("rich-headline", text("0.6 0.5 0.5 1 k", 30), "press-text-black", 2, "warning"),
    Fault("small", text("0 0 0 1 k", 4), "press-text-small", 2, "warning"),
    Fault("small-in-two", text("0.9 0.5 0 0 k", 8), "press-text-small", 2, "warning"),
    Fault(
        "registration", draw(f"/Registration cs 1 scn {MIDDLE} 40 40 re f"), "press-registration"
    ),
    Fault(
        "spot",
        both(space("P", spot("Rubine")), draw(f"/P cs 1 scn {MIDDLE} 40 40 re f")),
        "press-spots",
        2,
        "warning",
    ),
    Fault(
        "spot-called-black",
        both(space("P", spot("black")), draw(f"/P cs 1 scn {MIDDLE} 40 40 re f")),
        "press-spot-names",
    ),
    Fault("white-overprints", text("0 0 0 0 k"), "press-overprint-white"),
    Fault("black-knocks-out", text("0 0 0 1 k", 10, ""), "press-overprint-black"),
    Fault("gray-black-knocks-out", text("0 g"), "press-overprint-black"),
    Fault(
        "mode-0-knocks-out",
        both(state(op=True, OPM=0), text("0 0 0 1 k", 10, "/X gs")),
        "press-overprint-black",
    ),
    Fault(
        "line-knocks-out",
        draw(f"0 0 0 1 K 0.5 w {MIDDLE} m 300 300 l S"),
        "press-overprint-black",
        2,
        "warning",
    ),
    # --- Detail
    Fault("coarse", picture(40, 10), "press-resolution"),
    Fault("rather-coarse", picture(80, 10), "press-resolution", 2, "warning"),
    Fault("coarse-bits", picture(200, 10, Name.DeviceGray, 1), "press-resolution"),
    Fault("too-fine", picture(400, 10), "press-resolution-excess", 2, "note"),
    Fault("hairline", draw(f"/Over gs 0 0 0 1 K 0.1 w {MIDDLE} m 300 300 l S"), "press-hairline"),
    Fault("zero-line", draw(f"/Over gs 0 0 0 1 K 0 w {MIDDLE} m 300 300 l S"), "press-hairline"),
    Fault(
        "scaled-line",
        draw(f"/Over gs 0 0 0 1 K 0.1 0 0 0.1 {MIDDLE} cm 1 w 0 0 m 99 99 l S"),
        "press-hairline",
    ),
    Fault("thin-shape", draw(f"/Over gs 0 0 0 1 k {MIDDLE} 40 0.1 re f"), "press-hairline"),
    # --- Transparency, fonts, pages
    Fault(
        "blended-in-rgb",
        lambda pdf: setattr(pdf.pages[1].obj, "Group", group(Name.DeviceRGB)),
        "press-blending-space",
    ),
    Fault(
        "blended-form-in-rgb",
        form(f"0 1 0 0 k {MIDDLE} 9 9 re f".encode(), Group=group(Name.DeviceRGB)),
        "press-blending-space",
    ),
    Fault(
        "shines-through",
        both(state(ca=0.5), draw(f"/X gs 0 1 0 0 k {MIDDLE} 9 9 re f")),
        "press-transparency",
        2,
        "note",
    ),
    Fault("type-3", type3, "press-font-drawn", 2, "warning"),
    Fault(
        "font",
        lambda pdf: [
            pdf.pages[1].obj.Resources.Font.F.FontDescriptor.__delitem__(key)
            for key in ("/FontFile2", "/FontFile3")
            if key in pdf.pages[1].obj.Resources.Font.F.FontDescriptor
        ],
        "pdf-font-not-embedded",
        1,
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_found_where_it_is(fault: Fault, sound: Path, tmp_path: Path) -> None:
    fault.must_be_found(sound, tmp_path)


def test_every_code_has_a_fault_that_gives_it() -> None:
    apart = {"press-ink", "press-plates", "press-unseparated"}  # those below
    made = {fault.code for fault in FAULTS}
    assert codes_of(press_colours, press_detail, press_inks, press_transparency) - apart <= made


def test_a_sound_file_has_no_finding(sound: Path) -> None:
    assert look(sound, plates=True) == []


# --- Plates -----------------------------------------------------------------------------


def plates(path: Path) -> list[Finding]:
    with pikepdf.open(path) as pdf:
        return list(press_inks.check(PdfFile(path, pdf)))


def test_too_much_ink_is_found(sound: Path, tmp_path: Path) -> None:
    """400 % on the second page, where FOGRA39 bears 330 %."""
    path = spoilt(sound, draw(f"1 1 1 1 k {MIDDLE} 40 40 re f"), tmp_path)
    (found,) = plates(path)
    assert (found.code, found.severity) == ("press-ink", "error")
    assert found.spot is not None
    assert found.spot.page == 2
    assert found.spot.box == pytest.approx((60 * MM, 150 * MM, 60 * MM + 40, 150 * MM + 40), abs=2)
    assert "400 %" in found.problem.message


def test_a_little_too_much_ink_dries(sound: Path, tmp_path: Path) -> None:
    """Less than 15 mm² does not count."""
    assert plates(spoilt(sound, draw(f"1 1 1 1 k {MIDDLE} 8 8 re f"), tmp_path)) == []


def test_overprinted_inks_add_up(sound: Path, tmp_path: Path) -> None:
    """Two shapes that bear it singly do not bear it where one overprints the other."""
    content = f"/Over gs 1 1 0 0 k {MIDDLE} 40 40 re f 0 0 1 1 k {MIDDLE} 40 40 re f"
    assert [each.code for each in plates(spoilt(sound, draw(content), tmp_path))] == ["press-ink"]
    content = content.replace("/Over gs", "")
    assert plates(spoilt(sound, draw(content), tmp_path)) == []


def test_black_that_blends_into_other_inks_is_found(sound: Path, tmp_path: Path) -> None:
    """Nothing is drawn but black, and the plates have more: blending in RGB makes four of it."""
    through = both(
        state(ca=0.5, op=True, OPM=1),
        form(f"/X gs 0 0 0 1 k {MIDDLE} 40 40 re f".encode(), Group=group(Name.DeviceRGB)),
        lambda pdf: setattr(
            pdf.pages[1].obj.Resources.XObject.Form, "Resources", pdf.pages[1].obj.Resources
        ),
    )
    found = plates(spoilt(sound, through, tmp_path))
    assert [each.code for each in found] == ["press-plates"]
    assert found[0].spot is not None
    assert found[0].spot.page == 2


def test_without_ghostscript_it_is_said_that_plates_were_not_looked_at(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    (found,) = plates(sound)
    assert (found.code, found.severity) == ("press-unseparated", "warning")
    assert "ghostscript" in str(found.problem.remedy)


# --- Files of other programs --------------------------------------------------------------


def test_a_page_of_another_program_with_pictures_in_rgb_is_caught(
    publish: Publish, tmp_path: Path
) -> None:
    """Written by Ghostscript from PostScript, and judged by the command, with a picture of it."""
    page, pictures = tmp_path / "exported.pdf", tmp_path / "pictures"
    content = (
        "<< /PageSize [420 595] >> setpagedevice 100 300 translate 50 50 scale "
        "8 8 8 [8 0 0 8 0 0] {(" + "abc" * 8 + ")} false 3 colorimage showpage"
    )
    source = tmp_path / "page.ps"
    source.write_text(content)
    run(GHOSTSCRIPT, "-q", "-o", str(page), "-sDEVICE=pdfwrite", str(source))
    done = publish("verify", page, "--as", "press", "--pictures", pictures, "--json")
    assert done.returncode == 1
    found = {each["code"]: each for each in json.loads(done.stdout)["findings"]}
    rgb = found["press-colour-rgb"]
    assert rgb["page"] == 1
    assert rgb["box"] == pytest.approx([100, 300, 150, 350], abs=1)
    assert Path(rgb["picture"]).is_file()
    assert {"press-claim", "press-intent", "press-resolution"} <= found.keys()
    assert not {"pdf-untagged", "pdf-standard"} & found.keys()


def test_a_file_is_taken_for_what_it_says_or_is_called(sound: Path, tmp_path: Path) -> None:
    plain, named = tmp_path / "plain.pdf", tmp_path / "plain.press.pdf"
    pdf = pikepdf.Pdf.new()
    pdf.add_blank_page()
    for path in (plain, named):
        pdf.save(path)
    roles = []
    for path in (sound, plain, named):
        with pikepdf.open(path) as opened:
            roles.append(role_of(opened, path))
            assert role_of(opened, path, "imposed") == "imposed"
    assert roles == ["press", "screen", "press"]


def test_a_role_that_there_is_not_is_refused(publish: Publish, sound: Path) -> None:
    done = publish("verify", sound, "--as", "newspaper")
    assert done.returncode == 2
    assert "screen or press or imposed" in done.stderr
