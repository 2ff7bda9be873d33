"""What the tests of checks share: a press file with nothing wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from press_file import make_sound


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The press file."""
    path = tmp_path_factory.mktemp("sound") / "sound.pdf"
    make_sound().save(path, force_version="1.6", deterministic_id=True)
    return path
