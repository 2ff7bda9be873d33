"""A new folder is a statement from the first moment, or nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.content.load import load
from publish.content.new import create
from publish.errors import CommandError


def test_what_is_made_loads(tmp_path: Path) -> None:
    made = create(tmp_path / "content", "first", ["en", "pt-BR", "en"])
    assert [path.name for path in made] == ["statement.toml", "en.md", "pt-BR.md"]
    assert load(tmp_path / "content" / "first").languages == ("en", "pt-BR")


@pytest.mark.parametrize(("slug", "language"), [("..", "en"), ("Upper", "en"), ("a", "english")])
def test_a_bad_name_is_a_wrong_command_and_writes_nothing(
    tmp_path: Path, slug: str, language: str
) -> None:
    with pytest.raises(CommandError):
        create(tmp_path / "content", slug, ["en", language])
    assert not (tmp_path / "content").exists()


def test_a_folder_that_exists_is_left_alone(tmp_path: Path) -> None:
    create(tmp_path, "first", ["en"])
    with pytest.raises(CommandError, match="exists already"):
        create(tmp_path, "first", ["ru"])
    assert load(tmp_path / "first").languages == ("en",)
