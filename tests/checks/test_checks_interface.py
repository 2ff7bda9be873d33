"""No page opens with English words by accident: `publish check` says where words are missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.checks.interface import check
from publish.content.load import load
from publish.findings.finding import Finding


def findings(folder: Path, source: str, *languages: str) -> list[Finding]:
    facts = f'schema = 1\nsource_language = "{source}"\n'
    (folder / "statement.toml").write_text(facts, "utf-8")
    for language in (source, *languages):
        words = '+++\ntitle = "A"\n+++\n\nB.\n'
        (folder / f"{language}.md").write_text(words, "utf-8")
    return list(check(load(folder)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "harbour"
    home.mkdir()
    return home


def test_words_that_are_there_and_were_read_are_nothing_to_speak_of(folder: Path) -> None:
    assert findings(folder, "en", "ar", "fr-CA") == []


def test_a_language_without_words_is_told_with_what_it_shows(folder: Path) -> None:
    (finding,) = findings(folder, "ru", "be")
    assert (finding.code, finding.severity) == ("words-missing", "warning")
    assert "“Содержание”" in finding.problem.message
    assert "“ru”" in finding.problem.message
    assert finding.problem.place is not None
    assert finding.problem.place.path.name == "be.md"


def test_a_source_language_without_words_shows_english(folder: Path) -> None:
    (finding,) = findings(folder, "bo")
    assert "“Contents”" in finding.problem.message


def test_words_that_no_native_speaker_has_read_are_noted(folder: Path) -> None:
    (finding,) = findings(folder, "en", "km")
    assert (finding.code, finding.severity) == ("words-unread", "note")
