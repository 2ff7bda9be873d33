"""What WeasyPrint really embeds: catalogued faces only, each script in its own, bold true."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from publish.fonts.catalogue import Catalogue
from publish.fonts.install import Installed
from publish.fonts.stack import stack

# Sets each text with its style, and tells the names of the fonts in the file. fontconfig reads
# its configuration once in a process, so all of it happens in one that is told beforehand.
SCRIPT = """
import io, json, sys
import pikepdf
from weasyprint import HTML

def fonts(style, text):
    content = HTML(string=f"<body style='{style}'>{text}").write_pdf()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return sorted(
            str(font.BaseFont).split("+")[1].rstrip(",")
            for page in pdf.pages
            for font in page.Resources.get("/Font", {}).values()
        )

print(json.dumps({name: fonts(*case) for name, case in json.load(sys.stdin).items()}))
"""

ALL_SCRIPTS = "Workers Пролетарии Προλετάριοι يا عمال העולם 1917"
SPACES_AND_CONTROLS = "a\u00a0b\u2008c\u2009d\u202fe\u00adf\u200bg\u2060h\u2068i\u2069\u200e\u2011"

TEXT, ARABIC, HEBREW = "Latn", "Arab", "Hebr"
CASES: Mapping[str, tuple[str, str, str, Sequence[str]]] = {
    "regular": (TEXT, "", ALL_SCRIPTS, ["Amiri", "Frank-Ruhl-Libre", "Source-Serif-4"]),
    "bold": (
        TEXT,
        "font-weight: bold",
        ALL_SCRIPTS,
        ["Amiri-Bold", "Frank-Ruhl-Libre-Bold", "Source-Serif-4-Bold"],
    ),
    "italic": (
        TEXT,
        "font-style: italic",
        ALL_SCRIPTS,
        ["Amiri", "Frank-Ruhl-Libre", "Source-Serif-4-Italic"],
    ),
    "bold italic": (
        TEXT,
        "font-style: italic; font-weight: bold",
        ALL_SCRIPTS,
        ["Amiri-Bold", "Frank-Ruhl-Libre-Bold", "Source-Serif-4-Bold-Italic"],
    ),
    "Arabic with digits and quotes": (ARABIC, "", "إزمير «20–22» ٢٠٢٣، (أ)!", ["Amiri"]),
    "a Latin name in Arabic": (ARABIC, "", "Izmir", ["Source-Serif-4"]),
    "a name with a loose accent in Arabic": (ARABIC, "", "x\u0302", ["Source-Serif-4"]),
    "an Arabic name in Russian": (TEXT, "", "إزمير", ["Amiri"]),
    "Persian with a joiner": (ARABIC, "", "می\u200cخواهم", ["Amiri"]),
    "Hebrew with digits and hyphens": (HEBREW, "", "שלום 1917-‐‑–„א“", ["Frank-Ruhl-Libre"]),
    "a Latin name in Hebrew": (HEBREW, "", "Izmir", ["Source-Serif-4"]),
    "spaces and controls": (TEXT, "", SPACES_AND_CONTROLS, ["Source-Serif-4"]),
    "a sign that bold Amiri lacks": (ARABIC, "font-weight: bold", "\U0001eef0", ["Amiri"]),
    "a generic family": (TEXT, "font-family: sans-serif", "ن", ["Amiri"]),
}


# A text that looks otherwise in one language than in another, and where that shows.
LOCAL = {
    "Serbian, italic": ("sr", "ru", "font-style: italic", "бгдпт"),
    "Bulgarian": ("bg", "ru", "", "вгджзйклптцшщю"),
    "Turkish: the dot of i after f": ("tr", "en", "", "fi"),
    "Urdu digits": ("ur-Arab", "fa", "", "۴۶۷"),
    "nothing of Ukrainian": ("uk", "ru", "", "бгдпт"),
}

PICTURES = """
import hashlib, io, json, sys
import pypdfium2
from weasyprint import HTML

def picture(language, style, text):
    body = f"<html lang={language}><body style='font-size: 60px; {style}'>{text}"
    page = pypdfium2.PdfDocument(HTML(string=body).write_pdf())[0]
    return hashlib.sha256(page.render(scale=0.5).to_pil().tobytes()).hexdigest()

print(json.dumps([picture(*case) for case in json.load(sys.stdin)]))
"""


@pytest.fixture(scope="module")
def embedded(catalogue: Catalogue, installed: Installed) -> dict[str, list[str]]:
    cases = {
        name: (f"font-family: {_families(catalogue, script)}; {style}", text)
        for name, (script, style, text, _) in CASES.items()
    }
    answer: dict[str, list[str]] = ask(SCRIPT, cases, installed)
    return answer


def ask(script: str, question: object, installed: Installed) -> Any:
    """The answer of a process that sees the installed faces alone."""
    run = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(question),
        env={**os.environ, "FONTCONFIG_FILE": str(installed.fontconfig_file)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr == ""
    return json.loads(run.stdout)


def _families(catalogue: Catalogue, script: str) -> str:
    return ", ".join(f'"{name}"' for name in stack(catalogue, script))


@pytest.mark.parametrize("case", CASES)
def test_a_text_takes_these_faces_and_no_others(embedded: dict[str, list[str]], case: str) -> None:
    assert embedded[case] == CASES[case][3]


def test_letters_and_digits_take_the_form_of_the_language(
    catalogue: Catalogue, installed: Installed
) -> None:
    """OpenType locl, by the lang attribute."""
    families = f"font-family: {_families(catalogue, 'Latn')};"
    cases = [
        (language, f"{families} {style}", text)
        for one, other, style, text in LOCAL.values()
        for language in (one, other)
    ]
    pictures = ask(PICTURES, cases, installed)
    alike = [
        name for name, a, b in zip(LOCAL, pictures[::2], pictures[1::2], strict=True) if a == b
    ]
    assert alike == ["nothing of Ukrainian"]
