"""The text layers that ordinary programs write are judged as what they are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from support import CONTENT, ROOT

from publish.findings.finding import Finding
from publish.fonts.library import open_library
from publish.making.origin import origins
from publish.pdf.file import PdfFile
from publish.text.dressed import Text
from publish.verify.files import PDF_CHECKS

WORDS = ROOT / "tests" / "words" / "imcwp-23-ukraine"
SCRIPT = """
import sys, weasyprint
source, out, variant = sys.argv[1:]
weasyprint.HTML(source).write_pdf(out, pdf_variant=variant or None)
"""
# What is wrong with any plain print, and not with its text layer.
PLAIN = {"pdf-title", "pdf-direction", "pdf-untagged", "pdf-content-untagged"}


def stock(language: str, family: str, variant: str, folder: Path) -> Path:
    """The statement as WeasyPrint writes it by itself, in a process without our corrections."""
    library = open_library()
    files = library.installed.files
    face = next(files[face] for face in library.catalogue.faces if face.family == family)
    direction = "rtl" if language == "ar" else "ltr"
    lines = (WORDS / f"{language}.txt").read_text("utf-8").splitlines()
    source, out = folder / "page.html", folder / "page.pdf"
    source.write_text(
        f'<!DOCTYPE html><html lang="{language}" dir="{direction}"><meta charset="utf-8">'
        f"<title>-</title><style>@font-face {{ font-family: f; src: url({face.as_uri()}) }}"
        f"@page {{ size: A5 }} body {{ font: 11pt f }}</style>{'<p>'.join(['', *lines])}",
        "utf-8",
    )
    command = [sys.executable, "-c", SCRIPT, str(source), str(out), variant]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out


def look(path: Path, text: Text | None = None) -> dict[str, Finding]:
    """The findings that are not of any plain print, by code."""
    with pikepdf.open(path) as pdf:
        file = PdfFile(path, pdf, text)
        found = {finding.code: finding for check in PDF_CHECKS for finding in check(file)}
    return {code: finding for code, finding in found.items() if code not in PLAIN}


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Arabic in Amiri, said to be PDF/UA-1 by the program that wrote it."""
    return stock("ar", "Amiri", "pdf/ua-1", tmp_path_factory.mktemp("stock"))


def test_stock_arabic_is_found_without_its_source(arabic: Path) -> None:
    """Two readers find different words, and tags are read backwards."""
    found = look(arabic)
    assert {"pdf-readers-differ", "pdf-tags-words"} <= found.keys()
    assert found["pdf-tags-words"].severity == "error"
    assert "backwards" in found["pdf-tags-words"].problem.message


def test_stock_arabic_is_found_with_its_source(arabic: Path, built: Path) -> None:
    """Held against the statement that both were made from, ours is good and it is not."""
    ours = built / "imcwp-23-ukraine" / "imcwp-23-ukraine.ar.pamphlet.pdf"
    text = origins([ours], CONTENT)[ours].source
    assert look(ours, text) == {}
    assert {"pdf-words-lost", "pdf-tags-source"} <= look(arabic, text).keys()


@pytest.mark.parametrize("language", ["en", "ru", "es"])
def test_a_good_text_layer_is_left_alone(language: str, tmp_path: Path) -> None:
    """Where there is nothing to lose, nothing is found in other programs' files either."""
    assert look(stock(language, "Source Serif 4", "", tmp_path)) == {}
