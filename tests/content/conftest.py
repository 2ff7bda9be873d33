"""What tests of content share: statement folders written on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publish.content import markdown
from publish.content.markdown import Body
from publish.content.statement import Block

FACTS = 'schema = 1\nsource_language = "en"\n'
WORDS = '+++\ntitle = "A Title"\n+++\n\nSome words.\n'

MakeFolder = Callable[..., Path]
ReadBody = Callable[[str], Body]
ReadBlock = Callable[[str], Block]


@pytest.fixture
def make_folder(tmp_path: Path) -> MakeFolder:
    """Writes a statement folder: a sound one, but for the files given (None leaves one out)."""

    def make(files: dict[str, str | bytes | None] | None = None, name: str = "sample") -> Path:
        folder = tmp_path / name
        folder.mkdir()
        for file, content in {"statement.toml": FACTS, "en.md": WORDS, **(files or {})}.items():
            if content is not None:
                data = content.encode() if isinstance(content, str) else content
                (folder / file).write_bytes(data)
        return folder

    return make


@pytest.fixture
def body(tmp_path: Path) -> ReadBody:
    """Reads Markdown as it stands below the front matter of ``en.md``, from line 1 on."""
    return lambda text: markdown.parse(text, Path("en.md"), tmp_path)


@pytest.fixture
def block(body: ReadBody) -> ReadBlock:
    """Reads Markdown that is a single block."""

    def read(text: str) -> Block:
        (only,) = body(text).blocks
        return only

    return read
