"""Names that tests of several rooms share."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

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
