"""Every code that a check can give is one of a kind, and docs/checks.md explains it."""

from __future__ import annotations

import pkgutil
import re
from collections import Counter
from importlib import import_module

from support import ROOT

import publish.checks
import publish.verify
from publish.findings.finding import Code

ROOMS = (publish.checks, publish.verify)


def codes() -> list[Code]:
    """The codes that the modules of the rooms define."""
    found = (pkgutil.walk_packages(room.__path__, f"{room.__name__}.") for room in ROOMS)
    modules = [import_module(module.name) for room in found for module in room]
    return [
        value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Code) and name.isupper()
    ]


def rows() -> dict[str, str]:
    """The rows of the page's tables: the code, and the rest of its line."""
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    return dict(re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", page, re.MULTILINE))


def test_no_two_checks_share_a_code() -> None:
    counts = Counter(code.name for code in codes())
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_code_is_documented_and_no_other() -> None:
    assert {code.name for code in codes()} == rows().keys()


def test_every_clause_is_documented() -> None:
    """The page names the clause that a finding carries."""
    assert [c.name for c in codes() if c.clause and c.clause not in rows()[c.name]] == []
