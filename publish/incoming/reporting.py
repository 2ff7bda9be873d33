"""What an editor reads after an import, and what a program reads: the report, in two forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from publish.incoming.assembling import Assembled
from publish.incoming.page import Remark
from publish.text.dressed import Change
from publish.text.rules import ALL

REPORT = "import-report.md"


def report_text(original: str, unit: str, assembled: Assembled) -> str:
    """The report in Markdown: what is to be done first, then what was done."""
    return "\n".join(_lines(original, unit, assembled)).rstrip() + "\n"


def _lines(original: str, unit: str, assembled: Assembled) -> Iterator[str]:
    yield f"# Import of {_plain(original)}"
    yield ""
    yield f"Places are {unit}s of the original, which stands beside this report."
    languages = ", ".join(each.language for each in assembled.translations)
    yield f"Languages: {languages}; the source is {assembled.facts.source_language}."
    yield from _section(
        f"Unplaced ({len(assembled.unplaced)})",
        "These words of the original are in no file of the statement. Put them where they belong.",
        _remarks(assembled.unplaced, unit),
    )
    yield from _section(
        f"To be looked at ({len(assembled.doubts)})",
        "What was decided on the way, and what could not be told from the original.",
        _remarks(assembled.doubts, unit),
    )
    yield from _section(
        f"Lines that became facts ({len(assembled.taken) + len(assembled.announced)})",
        "These are not in the text any more; statement.toml or the name of a file says the same.",
        _facts(assembled, unit),
    )
    yield from _section(
        f"Cleaned ({len(assembled.changes)})",
        "Words are never changed. Import again with --keep and a rule's name to do without it.",
        _changes(assembled.changes, unit),
    )


def _section(title: str, explained: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    yield from ("", f"## {title}", "", explained if found else "None.", *([""] if found else []))
    yield from found


def _remarks(remarks: Sequence[Remark], unit: str) -> Iterator[str]:
    for remark in remarks:
        words = f": “{_plain(remark.words)}”" if remark.words else ""
        yield f"- {_place(remark.line, unit)}{_plain(remark.message)}{words}"


def _facts(assembled: Assembled, unit: str) -> Iterator[str]:
    yield from _remarks(assembled.taken, unit)
    for event in assembled.announced:
        place = f" in {event.place}" if event.place else ""
        what = f"announces “{event.name}”{place}, {event.first} to {event.last}: [[upcoming]]"
        yield f"- {_place(event.line, unit)}{_plain(what)}"


def _changes(changes: Sequence[Change], unit: str) -> Iterator[str]:
    order = {rule.code: number for number, rule in enumerate(ALL)}
    does = {rule.code: rule.does for rule in ALL}
    ranked = sorted(changes, key=lambda change: (order[change.rule], change.place.line or 0))
    for rule, group in groupby(ranked, key=lambda change: change.rule):
        found = list(group)
        yield f"### {rule} ({len(found)})"
        yield ""
        yield does[rule]
        yield ""
        for change in found:
            shown = f"“{_plain(change.before)}” became “{_plain(change.after)}”"
            yield f"- {_place(change.place.line, unit)}{shown}"
        yield ""


def _place(line: int | None, unit: str) -> str:
    return f"{unit} {line}: " if line is not None else ""


def _plain(text: str) -> str:
    """A stranger's text on one line; what nobody would see is written as its number."""
    line = text.replace("\n", " ")
    return "".join(c if c.isprintable() or c == "\u00a0" else f"U+{ord(c):04X}" for c in line)


# --- For programs -------------------------------------------------------------------


def report_data(assembled: Assembled) -> dict[str, Any]:
    """The report as data."""
    return {
        "source_language": assembled.facts.source_language,
        "languages": [each.language for each in assembled.translations],
        "unplaced": [_remark_data(remark) for remark in assembled.unplaced],
        "doubts": [_remark_data(remark) for remark in assembled.doubts],
        "facts": [_remark_data(remark) for remark in assembled.taken]
        + [
            {"line": event.line, "message": "[[upcoming]]", "words": event.name}
            for event in assembled.announced
        ],
        "changes": [
            {
                "rule": change.rule,
                "line": change.place.line,
                "before": change.before,
                "after": change.after,
            }
            for change in assembled.changes
        ],
    }


def _remark_data(remark: Remark) -> dict[str, Any]:
    return {"line": remark.line, "message": remark.message, "words": remark.words}
