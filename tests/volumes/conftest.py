"""What tests of volumes share: a short statement in languages of both directions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from publish.content.load import load
from publish.content.statement import Statement
from publish.design.design import Design, default_design
from publish.fonts.library import Library, open_library
from publish.text.dressed import Text
from publish.text.edit import edit
from publish.typeset.engine import use_fonts

FACTS = """\
schema = 1
source_language = "en"
kind = "statement"
published = 2024-05-02T10:00:00

[[signatories]]
members = [{ name = { en = "Reading Union" }, country = "IE" }]
"""
WORDS = {
    "en": ("Open Doors", "Every town keeps its library open.", "First request", "Second request"),
    "ru": ("Открытые двери", "Каждый город держит библиотеку открытой.", "Раз", "Два"),
    "ar": ("أبواب مفتوحة", "تبقي كل مدينة مكتبتها مفتوحة.", "الطلب الأول", "الطلب الثاني"),
}
"""By language: the title, a sentence, two items of a list."""

Texts = Callable[..., Sequence[Text]]


def words(language: str, repeated: int) -> str:
    """A short text; where its sentence is repeated, six paragraphs of that many sentences."""
    title, sentence, *items = WORDS[language]
    paragraphs = [" ".join([sentence] * repeated)] * (6 if repeated > 1 else 1)
    listed = "\n".join(f"- {item}" for item in items)
    body = "\n\n".join([*paragraphs, listed, sentence])
    return f'+++\ntitle = "{title}"\n+++\n\n{body}\n'


@pytest.fixture
def statement(tmp_path: Path) -> Callable[..., Statement]:
    """A statement in these languages; six long paragraphs where a sentence is repeated."""

    def write(*languages: str, **repeated: int) -> Statement:
        folder = tmp_path / "doors"
        folder.mkdir()
        (folder / "statement.toml").write_text(FACTS, "utf-8")
        for language in languages:
            path = folder / f"{language}.md"
            path.write_text(words(language, repeated.get(language, 1)), "utf-8")
        return load(folder)

    return write


@pytest.fixture
def texts(statement: Callable[..., Statement]) -> Texts:
    """The texts of such a statement, the first language first."""

    def made(*languages: str, **repeated: int) -> Sequence[Text]:
        found = statement("en", *(each for each in languages if each != "en"), **repeated)
        return [edit(found, language) for language in languages]

    return made


@pytest.fixture(scope="session")
def fonts() -> Library:
    library = open_library()
    use_fonts(library.installed)
    return library


@pytest.fixture(scope="session")
def design() -> Design:
    return default_design()
