"""What the page is told: statements, pages, states and findings as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish import report
from publish.content import toml
from publish.content.load import FACTS
from publish.content.tags import is_tag
from publish.editions import EDITIONS
from publish.errors import ContentError, Problem
from publish.language.names import autonym
from publish.language.profiles import profile
from publish.preview.slots import Findings, Slot
from publish.preview.views import Leaf, Shown, View

Message = dict[str, Any]

_DECIMALS = 5


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that a statement has a file in: its tag, its own name, and its direction."""

    tag: str
    name: str
    direction: str


def statements(content: Path) -> list[str]:
    """The statements in a folder, by name."""
    try:
        return sorted(path.parent.name for path in content.glob(f"*/{FACTS}"))
    except OSError:
        return []


def tongues(folder: Path) -> tuple[Tongue, ...]:
    """The languages that there are files in, the source language first, then by tag.

    Whether the files can be read does not matter here.
    """
    source = _source_language(folder)
    found = (path.stem for path in folder.glob("*.md") if not path.name.startswith("."))
    tags = sorted((tag for tag in found if is_tag(tag)), key=lambda tag: (tag != source, tag))
    return tuple(Tongue(tag, autonym(tag), profile(tag, tag).direction) for tag in tags)


def _source_language(folder: Path) -> str | None:
    try:
        source = toml.read(folder / FACTS, folder).get("source_language")
    except ContentError:
        return None
    return source if isinstance(source, str) else None


def statement(content: Path, slug: str) -> Message:
    """What there is to choose from."""
    return {
        "type": "statement",
        "statement": slug,
        "statements": statements(content),
        "languages": [
            {"tag": each.tag, "name": each.name, "direction": each.direction}
            for each in tongues(content / slug)
        ],
    }


def editions() -> list[Message]:
    """The editions by their English names."""
    english = profile("en", "en")
    return [{"name": name, "label": english.edition(name).text} for name in EDITIONS]


def pages(view: View, shown: Shown, took_s: float | None) -> Message:
    """All pages of a view, or chapters of a book."""
    return {
        "type": "pages",
        "view": view.name,
        "direction": shown.direction,
        "spreads": shown.spreads,
        "took_ms": None if took_s is None else round(took_s * 1000),
        "leaves": [_leaf(leaf) for leaf in shown.leaves],
        "chapters": [{"path": each.path, "key": each.key} for each in shown.chapters],
    }


def _leaf(leaf: Leaf) -> Message:
    return {
        "key": leaf.key,
        "width": round(leaf.width_mm, 2),
        "height": round(leaf.height_mm, 2),
        "spots": [
            {
                "file": spot.file,
                "line": spot.line,
                "text": spot.text,
                "box": [
                    round(part, _DECIMALS)
                    for part in (spot.left, spot.top, spot.width, spot.height)
                ],
            }
            for spot in leaf.spots
        ],
    }


def state(view: View, slot: Slot) -> Message:
    """Whether a view is being set, and what is wrong with it."""
    return {
        "type": "state",
        "view": view.name,
        "busy": slot.setting is not None,
        "problems": _problems(slot.problems),
    }


def findings(found: Findings) -> Message:
    """What ``publish check`` says."""
    checked = found.checked
    return {
        "type": "findings",
        "busy": found.checking is not None,
        "problems": _problems(found.problems),
        "findings": [report.finding_data(each) for each in checked.findings] if checked else [],
        "source": checked.source_language if checked else None,
        "partners": checked.partners if checked else {},
    }


def _problems(problems: Sequence[Problem]) -> list[Message]:
    return [report.problem_data(problem) for problem in problems]
