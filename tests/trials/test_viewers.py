"""Viewers find what people type, and copy paragraphs whole, in every language, as before."""

from __future__ import annotations

from pathlib import Path

import pytest
from viewers.questions import Source
from viewers.table import VIEWERS
from viewers.texts import sources
from viewers.trying import tried, worse
from viewers.viewer import Viewer


@pytest.fixture(scope="module")
def texts(built: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Source]:
    """The statements that are shipped, and invented texts."""
    return sources(built, tmp_path_factory.mktemp("viewers"))


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.name)
def test_a_viewer_finds_and_copies_what_it_did_before(viewer: Viewer, texts: list[Source]) -> None:
    if (install := viewer.lacks()) is not None:
        pytest.fail(f"{viewer.name} is not here: {install}")
    lines = {
        language: list(worse(viewer, language, scores))
        for language, scores in tried(viewer, texts).items()
    }
    assert {language: each for language, each in lines.items() if each} == {}
