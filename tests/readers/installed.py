"""What every reader that is a Python package needs: to know whether it is there."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

INSTALL = "pip install 'publish[bench]'"


def lacks(module: str) -> Callable[[], str | None]:
    """How to install what brings ``module``, where it is missing."""
    return lambda: None if find_spec(module) else INSTALL
