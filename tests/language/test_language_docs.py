"""The page on languages names every setting and every rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.language.files import LanguageFile, ProfileSection, TagSection
from publish.language.rules.habits import Keep
from publish.language.rules.registry import RULES

PAGE = (Path(__file__).parents[2] / "docs" / "languages.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", RULES)
def test_every_rule_has_its_row(name: str) -> None:
    assert f"| `{name}` |" in PAGE


@pytest.mark.parametrize("section", [ProfileSection, TagSection, Keep])
def test_every_setting_has_its_row(section: type) -> None:
    rows = "\n".join(line for line in PAGE.splitlines() if line.startswith("|"))
    for name in section.model_fields:  # type: ignore[attr-defined]
        assert f"`{name}`" in rows, name


@pytest.mark.parametrize("name", LanguageFile.model_fields)
def test_every_section_has_its_row(name: str) -> None:
    assert f"| `[{name}]` |" in PAGE
