"""Preflight of what a press file says of itself: identity, printing condition, boxes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from press_faults import (
    Fault,
    alternates,
    annotate,
    codes_of,
    draw,
    form,
    function,
    intent,
    look,
    profile,
    set_key,
    spoilt,
    state,
    xmp,
)
from press_file import MM

from publish.verify.press import binding as press_binding
from publish.verify.press import boxes as press_boxes
from publish.verify.press import identity as press_identity
from publish.verify.press import intent as press_intent

FAULTS = [
    # --- What it says of itself
    Fault("no-claim", xmp(b'"PDF/X-4"', b'""'), "press-claim", None),
    Fault("older-claim", xmp(b"PDF/X-4", b"PDF/X-3"), "press-claim", None),
    Fault(
        "two-claims",
        lambda pdf: pdf.docinfo.__setitem__("/GTS_PDFXVersion", String("PDF/X-1a:2001")),
        "press-claim",
        None,
    ),
    Fault("no-date", xmp(b"xmp:ModifyDate", b"xmp:Other"), "press-metadata", None),
    Fault("no-version", xmp(b"xmpMM:VersionID", b"xmpMM:Other"), "press-metadata", None),
    Fault("untrapped", lambda pdf: pdf.docinfo.__delitem__("/Trapped"), "press-trapped", None),
    Fault("trapped-twice", xmp(b'Trapped="False"', b'Trapped="True"'), "press-trapped", None),
    Fault(
        "script",
        set_key("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("1"))),
        "press-actions",
        None,
    ),
    Fault(
        "acts",
        annotate((1, 1, 2, 2), A=Dictionary(S=Name.URI, URI=String("https://example.org"))),
        "press-actions",
    ),
    Fault("link", annotate((100, 100, 200, 200)), "press-annotations"),
    Fault(
        "attached",
        set_key("/Names", Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))),
        "press-attachments",
        None,
    ),
    Fault("film", annotate((1, 1, 2, 2), Subtype=Name.Movie), "press-attachments"),
    Fault(
        "form-field",
        set_key("/AcroForm", Dictionary(Fields=Array([Dictionary(T=String("a"))]))),
        "press-form",
        None,
    ),
    Fault("postscript", form(b"", Subtype2=Name.PS), "press-postscript", None),
    Fault("transfer", state(TR=function()), "press-postscript", None),
    Fault("alternates", alternates, "press-postscript", None),
    Fault(
        "layers",
        set_key("/OCProperties", Dictionary(OCGs=Array([Dictionary(Name=String("proof"))]))),
        "press-layers",
        None,
        "warning",
    ),
    # --- The printing condition
    Fault("no-intent", lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "press-intent", None),
    Fault(
        "other-intent",
        intent(lambda it: setattr(it, "S", Name.GTS_PDFA1)),
        "press-intent",
        None,
    ),
    Fault(
        "two-intents",
        lambda pdf: pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0]),
        "press-intent",
        None,
    ),
    Fault(
        "no-profile", intent(lambda it: it.__delitem__("/DestOutputProfile")), "press-profile", None
    ),
    Fault("cut-profile", profile(lambda data: data[:-4]), "press-profile", None),
    Fault("no-such-profile", profile(lambda data: b"nothing"), "press-profile", None),
    Fault(
        "screen-profile",
        profile(lambda data: data.replace(b"prtr", b"mntr")),
        "press-profile",
        None,
    ),
    Fault(
        "rgb-profile", profile(lambda data: data.replace(b"CMYK", b"RGB ")), "press-profile", None
    ),
    Fault(
        "no-condition",
        intent(lambda it: setattr(it, "OutputConditionIdentifier", String(""))),
        "press-condition",
        None,
    ),
    Fault(
        "odd-condition",
        intent(lambda it: setattr(it, "OutputConditionIdentifier", String("Ours"))),
        "press-condition",
        None,
        "warning",
    ),
    # --- Boxes
    Fault("no-trim", lambda pdf: pdf.pages[1].obj.__delitem__("/TrimBox"), "press-trim"),
    Fault(
        "other-trim",
        lambda pdf: setattr(
            pdf.pages[1].obj, "TrimBox", Array([13 * MM, 13 * MM, 160 * MM, 223 * MM])
        ),
        "press-trim",
    ),
    Fault("no-bleed", lambda pdf: pdf.pages[1].obj.__delitem__("/BleedBox"), "press-bleed"),
    Fault(
        "narrow-bleed",
        lambda pdf: setattr(
            pdf.pages[1].obj, "BleedBox", Array([11 * MM, 11 * MM, 163 * MM, 225 * MM])
        ),
        "press-bleed",
    ),
    Fault(
        "boxes",
        lambda pdf: setattr(pdf.pages[1].obj, "BleedBox", Array([0, 0, 300, 300])),
        "pdf-page-boxes",
    ),
    Fault(
        "unit", lambda pdf: setattr(pdf.pages[1].obj, "UserUnit", 2), "pdf-page-unit", 2, "warning"
    ),
    Fault(
        "turned", lambda pdf: setattr(pdf.pages[1].obj, "Rotate", 90), "pdf-page-rotated", 2, "note"
    ),
    Fault(
        "ends-at-trim",
        draw(f"0.5 0 0 0 k {13 * MM} {100 * MM} {50 * MM} {9 * MM} re f"),
        "press-bleed-short",
    ),
    Fault(
        "near-trim",
        draw(f"/Over gs 0 0 0 1 k BT /F 10 Tf {14 * MM} {150 * MM} Td (a) Tj ET"),
        "press-edge",
        2,
        "warning",
    ),
    Fault("leftwards", set_key("/Lang", String("ar")), "pdf-direction", None),
    Fault("fourteen", lambda pdf: pdf.pages.append(pdf.pages[0]), "press-page-count", None, "note"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_found_where_it_is(fault: Fault, sound: Path, tmp_path: Path) -> None:
    fault.must_be_found(sound, tmp_path)


def test_every_code_has_a_fault_that_gives_it() -> None:
    apart = {"press-version", "press-file-id", "press-encrypted"}  # those below
    made = {fault.code for fault in FAULTS}
    assert codes_of(press_binding, press_boxes, press_identity, press_intent) - apart <= made


@pytest.mark.parametrize(
    ("code", "saving"),
    [
        ("press-version", {"force_version": "1.7"}),
        ("press-encrypted", {"encryption": pikepdf.Encryption(owner="secret", user="", R=4)}),
    ],
)
def test_how_it_is_saved_counts(
    code: str, saving: dict[str, Any], sound: Path, tmp_path: Path
) -> None:
    path = spoilt(sound, lambda pdf: None, tmp_path, **saving)
    assert code in {finding.code for finding in look(path)}


def test_a_file_without_an_identifier_is_found(sound: Path, tmp_path: Path) -> None:
    """Taken out of the bytes, for no library writes such a file."""
    path = tmp_path / "spoilt.pdf"
    path.write_bytes(re.sub(rb"/ID ?\[", b"/Id [", sound.read_bytes()))
    assert [finding.code for finding in look(path)] == ["press-file-id"]
