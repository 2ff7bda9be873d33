"""What tests of builds share: a small content folder, and a clerk."""

from __future__ import annotations

from pathlib import Path

import pytest
from builds import Clerk, write_statement


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A content folder with two statements, in three languages and in one."""
    write_statement(tmp_path / "content", "bread", "en", "es", "ru")
    write_statement(tmp_path / "content", "water", "en")
    return tmp_path / "content"


@pytest.fixture
def clerk() -> Clerk:
    """A clerk who has made nothing yet."""
    return Clerk()
