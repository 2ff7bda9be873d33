"""What was measured: figures by step, kept in a file, from which the page of docs/ is written."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib import metadata
from pathlib import Path

import publish
from publish.making.stamps import Stamps
from publish.making.versions import library_versions

FIGURES = Path(__file__).parent / "figures.json"

STEPS = ("cold", "warm", "again", "change", "scale", "cluster", "long", "paper")
"""What is measured, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A line of the table of goals."""

    work: str
    target: str
    measured: str
    met: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one step: how it was measured, in sentences; a table; and the goals it answers."""

    title: str
    how: Sequence[str]
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    goals: Sequence[Goal] = ()
    machine: dict[str, str] = field(default_factory=dict)


def keep(name: str, figures: Figures) -> None:
    """Put the figures of a step into the file, in place of earlier ones."""
    data = json.loads(FIGURES.read_text("utf-8")) if FIGURES.is_file() else {}
    data[name] = asdict(figures) | {"machine": machine()}
    FIGURES.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def kept() -> dict[str, Figures]:
    """The figures by step, in the order of ``STEPS``."""
    data = json.loads(FIGURES.read_text("utf-8")) if FIGURES.is_file() else {}
    found = ((name, data[name]) for name in STEPS if name in data)
    return {
        name: Figures(**{**entry, "goals": [Goal(**goal) for goal in entry["goals"]]})
        for name, entry in found
    }


def machine() -> dict[str, str]:
    """The machine and the versions that figures hold for."""
    return {
        "date": date.today().isoformat(),
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB",
        "system": f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {platform.release()}",
        "Publish": publish.__version__,
        **library_versions(Stamps()),
        **{name: _version(name) for name in ("WeasyPrint", "typst", "distributed")},
        "Chromium": _chromium(),
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def _chromium() -> str:
    try:
        said = subprocess.run(["chromium", "--version"], capture_output=True, text=True, check=True)
    except OSError:
        return "not installed"
    return said.stdout.split()[1]


def ratio(one: float, other: float) -> str:
    """How many times the other it is."""
    return f"{one / other:.2f}"


def percent(share: float) -> str:
    """A share that may be below nothing."""
    return f"{share * 100:+.0f} %"
