"""Names that tests of several rooms share."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from publish.errors import ToolError

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"

Publish = Callable[..., "subprocess.CompletedProcess[str]"]
"""The command line: arguments in, a finished process out."""

PER_TEXT = 5
"""How many files are made of a text when no edition is named: see the table in the README."""

TEXTS = sorted((path.parent.name, path.stem) for path in CONTENT.glob("*/*.md"))
"""Every text in ``content/``: its statement and its language."""

RIGHT_TO_LEFT = {"ar", "fa"}
"""Those of its languages that run from right to left."""

Message = TypeVar("Message")


def messages(
    verdicts: Iterable[tuple[Path, tuple[Message, ...] | ToolError]],
) -> tuple[Message, ...]:
    """All that a validator says of some files; raises where it could not judge one of them."""
    found: list[Message] = []
    for _, verdict in verdicts:
        if isinstance(verdict, ToolError):
            raise verdict
        found += verdict
    return tuple(found)
