"""A case made smaller, as long as it trips as it did: by whole files, then stretches of lines."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from fuzz.cases import Case

PATIENCE_S: Final = 40.0
"""How long to try for one case."""


def shrunk(case: Case, trips: Callable[[Case], bool], patience_s: float = PATIENCE_S) -> Case:
    """The smallest case that was found, within ``patience_s`` seconds, that still ``trips``."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        for smaller in _smaller(case):
            if time.monotonic() > deadline:
                return case
            if trips(smaller):
                case = smaller
                break
        else:
            return case
    return case


def _smaller(case: Case) -> Iterator[Case]:
    """Cases that are a little smaller, those that are much so first."""
    for name in sorted(case.nodes):
        yield replace(case, nodes={path: node for path, node in case.nodes.items() if path != name})
    for sign in (b"\n\n", b"\n"):
        for name, node in sorted(case.nodes.items()):
            if isinstance(node, bytes) and len(node) < 50_000:
                parts = node.split(sign)
                for rest in _without_stretches(parts):
                    yield replace(case, nodes={**case.nodes, name: sign.join(rest)})


def _without_stretches(parts: list[bytes]) -> Iterator[list[bytes]]:
    length = len(parts) // 2
    while length:
        for start in range(0, len(parts), length):
            yield parts[:start] + parts[start + length :]
        length //= 2
