"""Pamphlets in the hands of people who search and copy: in Firefox's viewer, and with PDFium.

Every language, and Chromium's own viewer, are tried by ``make trials``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from viewers.questions import Source
from viewers.table import IN_EVERY_TEST_RUN
from viewers.texts import sources
from viewers.trying import tried, worse
from viewers.viewer import Viewer

LANGUAGES = ("ar", "de", "fr")


@pytest.fixture(scope="module")
def texts(built: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Source]:
    return sources(built, tmp_path_factory.mktemp("viewers"), LANGUAGES)


@pytest.mark.parametrize("viewer", IN_EVERY_TEST_RUN, ids=lambda viewer: viewer.name)
def test_what_people_type_is_found_and_paragraphs_are_copied_whole(
    viewer: Viewer, texts: list[Source]
) -> None:
    """Words over a line's end, beside a no-break space, divided, accented, lengthened."""
    if (install := viewer.lacks()) is not None:
        pytest.fail(f"{viewer.name} is not here: {install}")
    found = tried(viewer, texts)
    lines = {language: list(worse(viewer, language, found[language])) for language in LANGUAGES}
    assert {language: each for language, each in lines.items() if each} == {}
