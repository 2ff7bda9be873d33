"""The texts that lines are measured of: those of the project, and invented ones."""

from __future__ import annotations

from pathlib import Path

from bench.statements import write_archive

from publish.content.load import load
from publish.fonts.library import Library
from publish.text.dressed import Text
from publish.text.edit import edit

ROOT = Path(__file__).resolve().parents[3]

LANGUAGES = ("en", "ru", "es", "fr", "de", "el", "uk", "he", "ar", "fa")
"""In which statements are invented: all of them justified."""

STATEMENTS, SEED = 2, 15
"""How many are invented; a seed that is taken for nothing else, so that no test knows them."""


def contents(folder: Path) -> tuple[Path, Path]:
    """The project's own content folder, and one of invented statements, written in ``folder``."""
    archive = folder / "archive"
    write_archive(STATEMENTS, LANGUAGES, archive, SEED, 6)
    return ROOT / "content", archive


def texts(content: Path, fonts: Library) -> list[Text]:
    """All texts of a content folder."""
    statements = (load(path.parent) for path in sorted(content.glob("*/statement.toml")))
    return [
        edit(statement, language).naming(fonts.draws)
        for statement in statements
        for language in statement.languages
    ]
