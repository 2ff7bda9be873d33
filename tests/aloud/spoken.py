"""What a listener should hear of an edition, told from its text alone, block by block."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from support import ROOT

from publish.aloud.transcript import blocks as heard_blocks
from publish.content.passages import nodes, text_of
from publish.content.statement import (
    Block,
    Heading,
    ListBlock,
    NoteRef,
    Paragraph,
    Quote,
)
from publish.markup.colophon import colophon
from publish.text.dressed import Text


def transcript(file: Path) -> str:
    """What the command prints of a file."""
    command = [sys.executable, "-m", "publish", "verify", "--transcript", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def differences(text: Text, printed: str) -> list[str]:
    """Where the words of a transcript are not those of a text, if anywhere.

    The colophon is on the last page or below the title, as there is room.
    """
    heard = heard_blocks(printed)
    last = [*_colophon(text)]
    expected = [*_opening(text), *_blocks(text, text.blocks), *_closing(text)]
    at_end = [*expected, *last]
    opening = len([*_opening(text)])
    event = text.event and text.event.text  # which the title has named, is not named again
    below = [*expected[:opening], *(line for line in last if line != event), *expected[opening:]]
    ways = [list(_differing(way, heard)) for way in (at_end, below)]
    return min(ways, key=len)


def spoken_of(text: Text) -> list[str]:
    """What every edition says of a text, block by block, but for its occasion and colophon."""
    return [text_of(text.title), *_blocks(text, text.blocks)]


_COMMON = str.maketrans("\u2007\u2009\u202f", "\u00a0 \u00a0")
"""Figure, thin and narrow spaces, which pages say as common ones."""


def _differing(expected: Sequence[str], heard: Sequence[str]) -> Iterator[str]:
    for number in range(max(len(expected), len(heard))):
        wanted = expected[number].translate(_COMMON) if number < len(expected) else ""
        found = heard[number].translate(_COMMON) if number < len(heard) else ""
        if wanted != found:
            yield f"{number}: wanted {wanted!r}, heard {found!r}"


def _opening(text: Text) -> Iterator[str]:
    if text.kind:
        yield text.kind.text
    yield text_of(text.title)
    if text.subtitle:
        yield text_of(text.subtitle)
    if text.event:
        yield text.event.text
    where = [phrase.text for phrase in (text.place, text.dates) if phrase]
    if where:
        yield " · ".join(where)


def _blocks(text: Text, blocks: Sequence[Block]) -> Iterator[str]:
    """Paragraph by paragraph; a note follows the paragraph that it is called in."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield text_of(block.content).strip()
                for node in nodes(block.content):
                    if isinstance(node, NoteRef):
                        yield from _blocks(text, text.notes[node.number - 1].blocks)
            case ListBlock():
                for item in block.items:
                    yield from _blocks(text, item.blocks)
            case Quote():
                yield from _blocks(text, block.blocks)


def _closing(text: Text) -> Iterator[str]:
    if text.groups:
        yield text.word("signatories").text
    for group in text.groups:
        if group.heading:
            yield group.heading.text
        for member in group.members:
            named = [phrase.text for phrase in (member.name, member.country) if phrase]
            yield " ".join(named)
    if text.status:
        yield text.status.text
    if text.upcoming:
        yield text.word("upcoming").text
    for event in text.upcoming:
        yield event.name.text
        where = [phrase.text for phrase in (event.place, event.dates) if phrase]
        if where:
            yield " · ".join(where)


def _colophon(text: Text) -> Iterator[str]:
    for line in colophon(text, "pamphlet"):
        label = f"{line.label.text} " if line.label else ""
        yield f"{label}{text_of(line.content)}"
    if text.source_url:
        yield text.word("scan").text
