"""Checks of content find what was planted, and nothing in the clean statement."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.checks.statement import check_statement
from publish.content.load import load
from publish.findings.finding import Finding


@pytest.fixture
def folder(content: Path) -> Path:
    return content / "open-shelves"


def found(folder: Path, *codes: str) -> list[Finding]:
    """The findings with one of these codes."""
    return [finding for finding in check_statement(load(folder)) if finding.code in codes]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_a_clean_pair_of_languages_has_no_errors_or_warnings(folder: Path) -> None:
    assert [f for f in check_statement(load(folder)) if f.severity != "note"] == []


def test_a_dropped_item_is_found_where_its_list_is(folder: Path) -> None:
    edit(folder / "ar.md", "3. **قوائم مفتوحة.**", "**قوائم مفتوحة.**")
    (finding,) = found(folder, "items-differ", "blocks-differ")
    assert finding.code in ("items-differ", "blocks-differ")
    assert finding.problem.place is not None
    assert finding.problem.place.path.name == "ar.md"
    assert finding.problem.place.line


def test_a_missing_paragraph_is_found_at_the_first_difference(folder: Path) -> None:
    edit(folder / "ar.md", "{.salutation}\n", "")
    (finding,) = found(folder, "blocks-differ")
    assert "salutation" in finding.problem.message


def test_a_value_without_a_translation_is_listed(folder: Path) -> None:
    edit(folder / "statement.toml", 'place.ar = "فاليتا"\n', "")
    (finding,) = found(folder, "fallback")
    assert "Valletta" in finding.problem.message
    assert "ar" in finding.problem.message


def test_digits_of_two_systems_are_found(folder: Path) -> None:
    edit(folder / "ar.md", "150", "١٥٠")
    (finding,) = found(folder, "numerals-mixed")
    assert "١" in finding.problem.message


def test_digits_in_foreign_phrases_are_their_own(folder: Path) -> None:
    paragraph = "با [PKP 1930]{lang=en} و <https://example.org/2024> در سال ۱۴۰۳."
    (folder / "fa.md").write_text(f'+++\ntitle = "برای قفسه‌ها"\n+++\n\n{paragraph}\n')
    assert found(folder, "numerals-mixed") == []


def test_a_character_without_a_face_is_an_error(folder: Path) -> None:
    edit(folder / "en.md", "Most are gifts.", "Most are gifts, ꆈꌠꁱꂷ.")
    (finding,) = found(folder, "face-missing")
    assert finding.severity == "error"
    assert finding.problem.place is not None
    assert finding.problem.place.path.name == "en.md"


def test_a_cleaned_space_is_noted(folder: Path) -> None:
    edit(folder / "en.md", "Most are gifts.", "Most  are gifts .")
    rules = [finding.problem.message for finding in found(folder, "text-cleaned")]
    assert any("doubled-spaces" in message for message in rules)
    assert any("space-before-punctuation" in message for message in rules)
