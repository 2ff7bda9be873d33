"""No letter of any book leaves a narrow screen at twice the size, in two reading systems.

WCAG 2.2, 1.4.4 (200 %) and 1.4.10 (320 pixels). No word is broken that a line has room for.
Chromium has no dictionaries here: words are broken as by reading systems that know no language.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import chromium
from ereaders import SYSTEMS, System, served
from playwright.sync_api import Browser
from readers.texts import has_face
from support import ROOT, TEXTS, Publish

HUMAN_RIGHTS = ROOT / "tests" / "scripts" / "human-rights"
LANGUAGES = ("am", "ar", "bg", "ckb", "el", "en", "fa", "he", "hi", "hy", "ja", "ka", "ko", "ta")
MORE = ("th", "tr", "uk", "ur", "vi", "yi", "zh-Hans")
SIZE = 200
"""Per cent of the usual size of type."""


def slug(language: str) -> str:
    return f"rights-{language.lower()}"


@pytest.fixture(scope="module")
def books(built: Path, publish: Publish, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The books of the project's content, and of one text in many languages."""
    folder = tmp_path_factory.mktemp("large")
    facts = (HUMAN_RIGHTS / "statement.toml").read_text("utf-8")
    for language in filter(has_face, (*LANGUAGES, *MORE)):
        home = folder / "content" / slug(language)
        home.mkdir(parents=True)
        own = facts.replace('source_language = "en"', f'source_language = "{language}"')
        (home / "statement.toml").write_text(own, "utf-8")
        text = (HUMAN_RIGHTS / f"{language}.md").read_bytes()
        (home / f"{language}.md").write_bytes(text)
    done = publish("build", "-e", "epub", "--content", folder / "content", "-o", folder / "out")
    assert done.returncode == 0, done.stderr
    return [*built.glob("*/*.epub"), *(folder / "out").glob("*/*.epub")]


@pytest.fixture(scope="module")
def at(books: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(books, tmp_path_factory.mktemp("readers")) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


NAMES = [f"{name}.{language}" for name, language in TEXTS]
NAMES += [f"{slug(language)}.{language}" for language in (*LANGUAGES, *MORE)]


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.name)
@pytest.mark.parametrize("name", NAMES)
def test_no_letter_leaves_the_screen(
    name: str, system: System, browser: Browser, at: str, books: list[Path]
) -> None:
    book = next((book for book in books if book.stem == name), None)
    if book is None:
        assert not has_face(name.rpartition(".")[2])
        pytest.skip("optional fonts are not installed: publish fonts install all")
    with zipfile.ZipFile(book) as archive:
        parts = [part.removeprefix("EPUB/") for part in archive.namelist()]
    parts = [part for part in parts if part.endswith(".xhtml") and part not in UNREAD]
    page = system.open(browser, at, book.name)
    found = {}
    for part in parts:
        system.go(page, part, SIZE)
        found[part] = (system.strays(page), system.torn(page))
    page.close()
    assert found == dict.fromkeys(parts, ([], []))


UNREAD = ("cover.xhtml", "nav.xhtml")
"""A picture, and what is for reading systems alone."""
