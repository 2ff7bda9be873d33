"""What the tests of checks share: a press file with nothing wrong in it, and a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from press_file import make_sound
from support import CONTENT

from publish.making.origin import origins
from publish.text.dressed import Text


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The press file."""
    path = tmp_path_factory.mktemp("sound") / "sound.pdf"
    make_sound().save(path, force_version="1.6", deterministic_id=True)
    return path


@pytest.fixture
def source(arabic: Path) -> Text:
    """The text that a file of the Arabic example was made from; ``arabic`` is that file."""
    text = origins([arabic], CONTENT)[arabic].source
    assert text is not None
    return text
