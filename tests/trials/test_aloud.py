"""What is heard of the tags of pamphlets is the text, in thirty languages that nobody chose."""

from __future__ import annotations

from pathlib import Path

import pytest
from aloud.spoken import differences, transcript
from bench.statements import drawable, write_archive
from readers.texts import build
from support import TEXTS

from publish.content.load import load
from publish.content.statement import Statement
from publish.fonts.library import open_library
from publish.text.edit import edit

_SHIPPED = {language for _, language in TEXTS}
_PAGES = 4


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Statement, Path]:
    """An invented statement in all of them, with notes, lists, names and events; and its PDFs."""
    folder = tmp_path_factory.mktemp("aloud")
    there = [tag for tag in drawable() if tag not in _SHIPPED]
    assert len(there) >= 30, f"There are faces for {there} alone: run make FONTS=all"
    (statement,) = write_archive(1, there, folder / "content", seed=16, length=_PAGES)
    build(folder / "content", folder / "build")
    return load(statement), folder / "build"


def test_what_is_heard_is_the_text(archive: tuple[Statement, Path]) -> None:
    statement, built = archive
    fonts = open_library()
    wrong = {}
    for language in statement.languages:
        pdf = built / statement.slug / f"{statement.slug}.{language}.pamphlet.pdf"
        text = edit(statement, language).naming(fonts.draws)
        if found := differences(text, transcript(pdf)):
            wrong[language] = found
    assert wrong == {}
