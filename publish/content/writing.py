"""From a Translation's values back to the text of its file: the inverse of reading it.

What is written reads as the same blocks again. It is written in one form, whatever form the
author used: ``*`` for emphasis, ``-`` for bullets, footnotes numbered in their order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import singledispatch
from pathlib import Path
from typing import Literal

from publish.content.numbering import Levels
from publish.content.statement import (
    Block,
    DefinitionList,
    Heading,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Role,
    Row,
    Table,
    ThematicBreak,
    Translation,
)
from publish.content.translation import FENCE
from publish.content.writing_inline import InlineWriter

# A bar that no backslash keeps from being the end of a cell.
_BAR = re.compile(r"(\\*)\|")

_DASHES = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}
"""The line below the head of a table, by how a column is aligned."""


def language_file(translation: Translation, folder: Path) -> str:
    """The text of ``<language>.md``; ``folder`` is the statement's, for its pictures."""
    front = {
        "title": translation.title,
        "subtitle": translation.subtitle,
        "short_title": translation.short_title,
        "translator": translation.translator,
        "numerals": translation.numerals,
    }
    head = front_matter({key: value for key, value in front.items() if value is not None})
    return f"{head}\n{body(translation.blocks, translation.notes, folder)}"


def front_matter(values: Mapping[str, str]) -> str:
    """What stands above the text, with the lines around it."""
    lines = (f"{key} = {toml_string(value)}\n" for key, value in values.items())
    return f"{FENCE}\n{''.join(lines)}{FENCE}\n"


def body(blocks: Sequence[Block], notes: Sequence[Note], folder: Path) -> str:
    """What stands below the front matter; ``folder`` is the statement's, for its pictures."""
    writer = _Writer(folder.resolve())
    return "\n\n".join([*writer.blocks(blocks), *map(writer.note, notes)]) + "\n"


def toml_string(value: str) -> str:
    """A basic string of TOML 1.0, on one line, with its letters as they are."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


class _Writer(InlineWriter):
    """Writes blocks; ``folder`` is the statement's, with links followed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._levels = Levels()

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Each block, with its attribute line and without the blank line between them."""
        marker = _BULLETS[0]
        before: Block | None = None
        for block in blocks:
            # Of two lists in a row, the second has other marks, or it would go on with the first.
            other = _goes_on(before, block) and marker == _BULLETS[0]
            marker = _BULLETS[other]
            yield _attribute_line(block, self._levels) + self._within(block, marker)
            before = block

    def _within(self, block: Block, marker: Marker) -> str:
        """A block, with what is in it at its level."""
        around = self._levels
        kind = block.numbers if isinstance(block, ListBlock) and block.ordered else None
        self._levels = around.within(getattr(block, "role", None), kind)
        written = _write(block, self, marker)
        self._levels = around
        return written

    def note(self, note: Note) -> str:
        """A footnote: its later lines stand below its first word."""
        text = "\n\n".join(self.blocks(note.blocks))
        return f"[^{note.number}]: " + _indented(text, "    ")

    def list(self, block: ListBlock, marker: Marker) -> str:
        items = []
        for number, item in enumerate(block.items, block.start):
            mark = f"{number}{marker.after_number} " if block.ordered else f"{marker.bullet} "
            parts = self.blocks(item.blocks)
            text = "\n".join(parts) if block.tight else "\n\n".join(parts)
            if item.ident and isinstance(item.blocks[0], Paragraph):
                first, end, rest = text.partition("\n")
                text = f"{first} {{#{item.ident}}}{end}{rest}"
            items.append(mark + _indented(text, " " * len(mark)))
        return ("\n" if block.tight else "\n\n").join(items)

    def row(self, row: Row) -> str:
        """A row of a table: bars within cells are signs, and nothing ends a line there."""
        cells = (" ".join(self.line(cell).split("\n")) for cell in row.cells)
        return f"| {' | '.join(_BAR.sub(_escaped_bar, cell) for cell in cells)} |"

    def definitions(self, block: DefinitionList) -> str:
        """Terms, each on a line, and what is said of them behind colons."""
        entries = []
        for entry in block.entries:
            terms = [self.passage(term.content).replace("\n", " ") for term in entry.terms]
            said = ("\n\n" if not block.tight else "\n").join(self.blocks(entry.blocks))
            gap = "\n" if block.tight else "\n\n"
            entries.append("\n".join(terms) + f"{gap}: {_indented(said, '  ')}")
        return "\n\n".join(entries)


class Marker:
    """The marks of a list's items."""

    __slots__ = ("after_number", "bullet")

    def __init__(self, bullet: Literal["-", "*"], after_number: Literal[".", ")"]) -> None:
        self.bullet = bullet
        self.after_number = after_number


_BULLETS = (Marker("-", "."), Marker("*", ")"))


def _goes_on(before: Block | None, block: Block) -> bool:
    return (
        isinstance(before, ListBlock)
        and isinstance(block, ListBlock)
        and before.ordered == block.ordered
    )


def _attribute_line(block: Block, levels: Levels) -> str:
    if isinstance(block, ThematicBreak):
        return ""
    words = [f".{block.role}"] if block.role else []
    words += [f"#{block.ident}"] if block.ident else []
    if isinstance(block, ListBlock) and block.ordered and block.numbers != levels.kind():
        words.append(f'numbers="{block.numbers}"')
    return f"{{{' '.join(words)}}}\n" if words else ""


def _indented(text: str, by: str) -> str:
    """All lines but the first and the empty ones moved right."""
    return re.sub(r"\n(?=[^\n])", f"\n{by}", text)


def _escaped_bar(match: re.Match[str]) -> str:
    """A bar behind a backslash, of which GFM takes the one before it (4.10)."""
    backslashes = match[1]
    return match[0] if len(backslashes) % 2 else f"{backslashes}\\|"


# --- Blocks -------------------------------------------------------------------------


@singledispatch
def _write(block: Block, writer: _Writer, marker: Marker) -> str:
    raise TypeError(f"no block: {block!r}")


@_write.register
def _(block: Paragraph, writer: _Writer, _marker: Marker) -> str:
    text = writer.passage(block.content)
    return text.replace("\\\n", "\n") if block.role is Role.VERSE else text


@_write.register
def _(block: Heading, writer: _Writer, _marker: Marker) -> str:
    text = " ".join(writer.line(block.content).split("\n"))
    # Number signs at the end would be taken for the heading's closing sequence.
    return f"{'#' * block.level} " + re.sub(r"(?<=\s)(#+)$|^(#+)$", r"\\\g<0>", text)


@_write.register
def _(block: ListBlock, writer: _Writer, marker: Marker) -> str:
    return writer.list(block, marker)


@_write.register
def _(block: Quote, writer: _Writer, _marker: Marker) -> str:
    text = "\n\n".join(writer.blocks(block.blocks))
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


@_write.register
def _(block: Table, writer: _Writer, _marker: Marker) -> str:
    dashes = ("|".join(_DASHES[each] for each in block.alignments)).join("||")
    rows = (writer.row(row) for row in block.rows)
    return "\n".join((writer.row(block.head), dashes, *rows))


@_write.register
def _(block: DefinitionList, writer: _Writer, _marker: Marker) -> str:
    return writer.definitions(block)


@_write.register
def _(_block: ThematicBreak, _writer: _Writer, _marker: Marker) -> str:
    return "---"
