"""Marks in the text and facts around it: notes, links, emphasis, pictures, signatories."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support import CONTENT

from publish.checks.alignment import check
from publish.content.load import load
from publish.findings.finding import Finding

LANGUAGES = ("en", "fr")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example statement in two languages, free to be changed."""
    copy = Path(shutil.copytree(CONTENT / "open-shelves", tmp_path / "open-shelves"))
    for file in copy.glob("*.md"):
        if file.stem not in LANGUAGES:
            file.unlink()
    return copy


def found(folder: Path, file: str, old: str, new: str) -> list[Finding]:
    """What is found when one thing is changed."""
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return [finding for finding in check(load(folder)) if finding.language]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("https://example.org/open-shelves/sign", "https://example.org/sign", "links-differ"),
        ("[ces demandes](#requests)", "ces demandes", "links-differ"),
        ("*qu'une*", "qu'une", "emphasis-differs"),
        ("**les plus lus**", "les plus lus", "emphasis-differs"),
        ("150 cm", "105 cm", "numbers-differ"),
        ("96 pages", "69 pages", "numbers-differ"),
        ("14 avril", "14 mai", "dates-differ"),
        ("cinq jours", "six jours", "numbers-differ"),
        ("La Valette, le", "Fait le", "names-differ"),
        ("   - les vacances scolaires.\n", "", "items-differ"),
        ("> Tout le reste est du mobilier.\n", "", "blocks-differ"),
        ("## Ce que nous voyons", "### Ce que nous voyons", "blocks-differ"),
        ("\n---\n", "\n", "blocks-differ"),
    ],
)
def test_a_change_of_one_thing_is_one_finding(folder: Path, old: str, new: str, code: str) -> None:
    lines = (folder / "fr.md").read_text("utf-8").splitlines()
    line = next(i for i, text in enumerate(lines, 1) if old.strip() in text)
    (finding,) = found(folder, "fr.md", old, new)
    assert finding.code == code
    assert finding.language == "fr"
    assert finding.beside is not None
    assert finding.beside.path.name == "en.md"
    assert finding.problem.place is not None
    assert finding.problem.place.path.name == "fr.md"
    assert abs((finding.problem.place.line or 0) - line) <= 5


def test_a_footnote_that_is_not_called_is_missing_with_its_text(folder: Path) -> None:
    path = folder / "fr.md"
    text = path.read_text("utf-8")
    note = next(line for line in text.splitlines() if line.startswith("[^notebook]:"))
    path.write_text(text.replace(note, ""), "utf-8")
    codes = [finding.code for finding in found(folder, "fr.md", "[^notebook]", "")]
    assert "notes-differ" in codes
    assert "blocks-differ" in codes


def test_a_signatory_without_a_translation_is_counted_and_named(folder: Path) -> None:
    (finding,) = found(folder, "statement.toml", 'name.fr = "Les Amis de la page imprimée"\n', "")
    assert finding.code == "signatories-differ"
    assert "3 signatories in fr, 4 in en" in finding.problem.message
    assert "Friends of the Printed Page" in finding.problem.message


def test_a_picture_that_only_the_source_shows_is_missing(folder: Path) -> None:
    from PIL import Image

    (folder / "images").mkdir()
    Image.new("L", (300, 300)).save(folder / "images" / "shelf.png")
    codes = [
        finding.code
        for finding in found(
            folder, "en.md", "Most are gifts.", "![A shelf](images/shelf.png) Most are gifts."
        )
    ]
    assert codes == ["pictures-differ"]


def test_what_waits_for_its_translation_is_told(folder: Path) -> None:
    (finding,) = found(
        folder,
        "fr.md",
        "## D'où viennent les livres".replace("##", "###"),
        "### [Where the books come from]{lang=en}",
    )
    assert finding.code == "untranslated"
    assert "waits" in finding.problem.message
