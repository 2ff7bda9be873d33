"""The tables of docs/fonts.md say what is true; a failure prints the table that would be."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from publish.fonts.catalogue import Catalogue
from publish.fonts.coverage import Coverage

DOCS = Path(__file__).parents[2] / "docs/fonts.md"

# Signs that statements use, with the digits of all catalogued scripts' languages.
SIGNS = "‐‑‒–—―‘’‚‛“”„‟…‹›«»·•‣◦▪▫■●★☭✓§¶†‡*№°′″−×÷≠≤≥→←↑↓↔€£$₽₺₪₹©®™%‰،؛؟ـ۔٪٫٬٭٠۰־׳״0"


def table(name: str) -> str:
    """The table in the docs between the comments that bear its name."""
    pattern = rf"<!-- {name} -->\n(.*?)<!-- end of {name} -->"
    found = re.search(pattern, DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"docs/fonts.md has no table of {name}"
    return found[1]


def as_markdown(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(headings)
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def faces(catalogue: Catalogue) -> Iterator[list[str]]:
    for family in catalogue.families:
        for face in family.faces:
            axes = ", ".join(f"{tag} {value:g}" for tag, value in face.axes)
            yield [
                family.name,
                family.role,
                ", ".join(family.scripts),
                face.style_name,
                axes or "static",
                face.version,
                face.licence,
                f"{face.package} {face.package_version}",
            ]


def gaps(catalogue: Catalogue, coverage: Coverage) -> Iterator[list[str]]:
    names = [family.name for family in catalogue.families if family.role == "text"]
    for sign in SIGNS:
        has = [all(ord(sign) in face for face in coverage.faces[name]) for name in names]
        if not all(has):
            name = unicodedata.name(sign).lower()
            yield [f"U+{ord(sign):04X}", f"{sign} {name}", *("yes" if h else "–" for h in has)]


def optional(written: Catalogue) -> Iterator[list[str]]:
    for family in written.families:
        if family.optional:
            face = family.faces[0]
            yield [
                family.name,
                ", ".join((*family.scripts, *family.languages)),
                face.version,
                f"{face.package} {face.package_version}",
                f"`make FONTS={family.source}`",
            ]


def test_the_table_of_optional_families_is_the_catalogue(written: Catalogue) -> None:
    headings = ("Family", "For", "Version", "Package", "Command")
    assert table("optional") == as_markdown(headings, optional(written))


def test_the_table_of_faces_is_the_catalogue(catalogue: Catalogue) -> None:
    headings = ("Family", "Role", "Scripts", "Style", "Axes", "Version", "Licence", "Package")
    assert table("faces") == as_markdown(headings, faces(catalogue))


def test_the_table_of_gaps_is_what_the_files_hold(catalogue: Catalogue, coverage: Coverage) -> None:
    names = [family.name for family in catalogue.families if family.role == "text"]
    assert table("gaps") == as_markdown(["", "Sign", *names], gaps(catalogue, coverage))
