"""Pamphlets in the hands of Firefox's reader and of what search engines read with.

Every other reader is asked by ``make trials``.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from readers.reader import Reader
from readers.table import IN_EVERY_TEST_RUN
from readers.texts import LANGUAGES, Example, has_face, shipped, unseen
from readers.trying import Found, by_language, floors, tried
from support import CONTENT, TEXTS

SPOKEN = sorted({*LANGUAGES, *(language for _, language in TEXTS)})


@pytest.fixture(scope="module")
def texts(built: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Example]:
    """The statements that are shipped, and texts that nothing was made with in view."""
    languages = [language for language in LANGUAGES if has_face(language)]
    return [*shipped(CONTENT, built), *unseen(tmp_path_factory.mktemp("unseen"), languages)]


@pytest.fixture(scope="module", params=IN_EVERY_TEST_RUN, ids=lambda reader: reader.name)
def read(request: pytest.FixtureRequest, texts: list[Example]) -> tuple[Reader, Found]:
    """What a reader finds in all of them."""
    reader: Reader = request.param
    if (install := reader.lacks()) is not None:
        pytest.fail(f"{reader.name} is not here: {install}")
    return reader, by_language(tried(reader, texts))


@pytest.mark.parametrize("language", SPOKEN)
def test_a_reader_finds_what_it_found_before(language: str, read: tuple[Reader, Found]) -> None:
    """The words, their order, and no more marks of direction between them."""
    if not has_face(language):
        assert "CI" not in os.environ, f"no face for {language}: make FONTS=all"
        pytest.skip(f"the face for {language} is optional and not installed: make FONTS=all")
    reader, found = read
    assert list(floors()[reader.name][language].misses(found[language])) == []
