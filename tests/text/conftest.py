"""What tests of texts share: statements made on the spot, and places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from publish.content.facts import Facts
from publish.content.statement import Statement, Translation
from publish.errors import Place

FOLDER = Path("content/meeting")


@pytest.fixture
def place() -> Place:
    """Some line of some file."""
    return Place(FOLDER / "en.md", 7)


@pytest.fixture
def statement() -> Callable[..., Statement]:
    """Makes a statement: facts as keywords, and translations (default: a bare English one)."""

    def make(
        translations: tuple[Translation, ...] = (),
        lines: Mapping[tuple[str | int, ...], int] | None = None,
        **facts: Any,
    ) -> Statement:
        known = translations or (Translation("en", FOLDER / "en.md", "A Title", ()),)
        return Statement(
            slug="meeting",
            folder=FOLDER,
            facts=Facts.model_validate({"schema": 1, "source_language": "en", **facts}),
            translations={translation.language: translation for translation in known},
            files=(),
            lines=lines or {},
        )

    return make
