"""What an editor reads after an import, and what a program reads: the report, in two forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from publish.content.statement import Block
from publish.incoming.assembling import Assembled
from publish.incoming.identifying import Aligned
from publish.incoming.joining import STEP, Places
from publish.incoming.page import Remark
from publish.incoming.words import said
from publish.text.dressed import Change
from publish.text.rules import ALL

REPORT = "import-report.md"


def report_text(originals: Sequence[str], places: Places, assembled: Assembled) -> str:
    """The report in Markdown: what is to be done first, then what was done."""
    return "\n".join(_lines(originals, places, assembled)).rstrip() + "\n"


def _lines(originals: Sequence[str], places: Places, assembled: Assembled) -> Iterator[str]:
    yield f"# Import of {_plain(', '.join(originals))}"
    yield ""
    if len(originals) > 1:
        yield "Places are in the originals, which stand beside this report."
    else:
        yield f"Places are {places.units[0]}s of the original, which stands beside this report."
    languages = ", ".join(each.language for each in assembled.translations)
    yield f"Languages: {languages}; the source is {assembled.facts.source_language}."
    yield from _section(
        f"Unplaced ({len(assembled.unplaced)})",
        "These words of the original are in no file of the statement. Put them where they belong.",
        _remarks(assembled.unplaced, places),
    )
    for aligned in assembled.aligned:
        tag = aligned.translation.language
        yield from _section(
            f"What answers to what ({tag})",
            "Each block of the source, and of the language that was added.",
            (f"- {_plain(row)}" for row in alignment_rows(aligned)),
        )
    yield from _section(
        f"To be looked at ({len(assembled.doubts)})",
        "What was decided on the way, and what could not be told from the original.",
        _remarks(assembled.doubts, places),
    )
    yield from _section(
        f"Lines that became facts ({len(assembled.taken) + len(assembled.announced)})",
        "These are not in the text any more; statement.toml or the name of a file says the same.",
        _facts(assembled, places),
    )
    yield from _section(
        f"Cleaned ({len(assembled.changes)})",
        "Words are never changed. Import again with --keep and a rule's name to do without it.",
        _changes(assembled.changes, places),
    )


def _section(title: str, explained: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    yield from ("", f"## {title}", "", explained if found else "None.", *([""] if found else []))
    yield from found


def _remarks(remarks: Sequence[Remark], places: Places) -> Iterator[str]:
    for remark in remarks:
        words = f": “{_plain(remark.words)}”" if remark.words else ""
        yield f"- {_place(remark.line, places)}{_plain(remark.message)}{words}"


def _facts(assembled: Assembled, places: Places) -> Iterator[str]:
    yield from _remarks(assembled.taken, places)
    for event in assembled.announced:
        place = f" in {event.place}" if event.place else ""
        what = f"announces “{event.name}”{place}, {event.first} to {event.last}: [[upcoming]]"
        yield f"- {_place(event.line, places)}{_plain(what)}"


def _changes(changes: Sequence[Change], places: Places) -> Iterator[str]:
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
            yield f"- {_place(change.place.line, places)}{shown}"
        yield ""


def _place(line: int | None, places: Places) -> str:
    told = places.of(line)
    return f"{_plain(told)}: " if told else ""


def _plain(text: str) -> str:
    """A stranger's text on one line; what nobody would see is written as its number."""
    line = text.replace("\n", " ")
    return "".join(c if c.isprintable() or c == "\u00a0" else f"U+{ord(c):04X}" for c in line)


def alignment_rows(aligned: Aligned) -> Iterator[str]:
    """Which block answers to which, a line for each, by number and first words."""
    count, other = 0, 0
    for ours, theirs in aligned.pairs:
        count += ours is not None
        other += theirs is not None
        left = f"{count} {_beginning(ours)}" if ours else "nothing"
        right = f"{other} {_beginning(theirs)}" if theirs else "nothing"
        yield f"{left} = {right}"


def _beginning(block: Block) -> str:
    words = said(block).split()
    short = " ".join(words[:6])
    return f"“{short}{'…' if len(words) > 6 else ''}”" if words else "a rule"


# --- For programs -------------------------------------------------------------------


def report_data(assembled: Assembled, places: Places) -> dict[str, Any]:
    """The report as data."""
    return {
        "source_language": assembled.facts.source_language,
        "languages": [each.language for each in assembled.translations],
        "unplaced": [_remark_data(remark, places) for remark in assembled.unplaced],
        "doubts": [_remark_data(remark, places) for remark in assembled.doubts],
        "facts": [_remark_data(remark, places) for remark in assembled.taken]
        + [
            {**_place_data(event.line, places), "message": "[[upcoming]]", "words": event.name}
            for event in assembled.announced
        ],
        "alignment": {
            aligned.translation.language: list(alignment_rows(aligned))
            for aligned in assembled.aligned
        },
        "changes": [
            {
                "rule": change.rule,
                **_place_data(change.place.line, places),
                "before": change.before,
                "after": change.after,
            }
            for change in assembled.changes
        ],
    }


def _remark_data(remark: Remark, places: Places) -> dict[str, Any]:
    told = {"message": remark.message, "words": remark.words}
    return {**_place_data(remark.line, places), **told}


def _place_data(place: int | None, places: Places) -> dict[str, Any]:
    """A place by its line, and by its file where there are several."""
    if place is None:
        return {"line": None}
    file, line = divmod(place, STEP)
    return {"line": line or None} | ({"file": places.files[file]} if len(places.files) > 1 else {})
