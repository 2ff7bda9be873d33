"""A module that has grown long says why: ``# Long: ...`` on a line of its own near its head.

``make lint`` runs this; what fails is printed, with a status of 1.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

MOST = 350
"""How many lines a module may have without a word why."""

_HEAD = 40
_WHY = re.compile(r"^# Long: \S", re.MULTILINE)


def unexplained(root: Path) -> Iterator[str]:
    """The modules below a folder that are longer than ``MOST`` lines and do not say why."""
    for path in sorted(root.rglob("*.py")):
        lines = path.read_text("utf-8").splitlines()
        if len(lines) > MOST and not _WHY.search("\n".join(lines[:_HEAD])):
            yield f"{path}: {len(lines)} lines: divide it, or say why not: # Long: ..."


if __name__ == "__main__":
    found = list(unexplained(Path(sys.argv[1] if len(sys.argv) > 1 else "publish")))
    print("\n".join(found), end="\n" if found else "")
    sys.exit(bool(found))
