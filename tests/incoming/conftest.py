"""Pages by the hundred are imported in the process of the test.

A child of its own would load the language detector for each. That the command reads in a child,
and within which bounds, is tried by test_incoming_hostile.py with the command itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest


def _here(work: Callable[..., Any], *arguments: Any, **_bounds: Any) -> Any:
    return work(*arguments)


@pytest.fixture(autouse=True, scope="package")
def _no_child() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("publish.incoming.importing.in_child", _here)
        yield
