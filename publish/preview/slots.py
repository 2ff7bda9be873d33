"""What is known of what is looked at: the pages of a view, the findings in a statement."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from publish.errors import Problem
from publish.preview.checking import Checked
from publish.preview.views import Shown


@dataclass(slots=True)
class Slot:
    """What is known of a view: the last good pages, and what is wrong with it now."""

    shown: Shown | None = None
    problems: tuple[Problem, ...] = ()
    proofs: dict[str, tuple[bytes, int]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    is_stale: bool = True
    since: float = 0.0
    """When what is shown or being made was asked for, or its file was saved."""
    took_s: float | None = None
    setting: asyncio.Task[None] | None = None
    arrival: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Findings:
    """What was found in a statement, and whether it is to be looked at again."""

    checked: Checked | None = None
    problems: tuple[Problem, ...] = ()
    is_stale: bool = True
    checking: asyncio.Task[None] | None = None
