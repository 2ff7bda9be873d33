"""Slugs: the names that the folder of a statement can have."""

from __future__ import annotations

import re

from publish.faults import Fault, quoted

_SLUG = re.compile(r"[a-z0-9-]{1,150}")
HELP = "Use small letters a-z, digits and hyphens, 150 at most."


def is_slug(name: str) -> bool:
    """Whether a statement's folder can have this name."""
    return _SLUG.fullmatch(name) is not None


def check_slug(name: str) -> str:
    """The name itself; raises Fault if no statement's folder can have it."""
    if not is_slug(name):
        raise Fault(f"{quoted(name)} cannot be the name of a statement.", HELP)
    return name
