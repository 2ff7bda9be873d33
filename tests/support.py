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

TEXTS = 6
"""How many texts there are in ``content/``: languages of all statements."""
