"""Plain text: paragraphs, lines broken by hand or by a mail program, lists of every style."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from publish.content.inline import MAX_DEPTH
from publish.content.statement import (
    Block,
    Break,
    Inline,
    Item,
    ListBlock,
    Paragraph,
    Run,
    ThematicBreak,
)
from publish.faults import fail
from publish.incoming.marks import Mark, mark_of
from publish.incoming.page import Page, Piece
from publish.incoming.shapes import is_title_like
from publish.text.prepare import without_soft_breaks

_TAB = 4
_RULE = re.compile(r"(?:([-_=*~—])[ \t]*)(?:\1[ \t]*){2,}")
_WIDEST = 100
"""Lines of a text that was wrapped by a program are no wider."""
_SHORT = 60
"""Lines up to this length that follow each other are lines of one paragraph: an address."""
_FARTHEST = 20
"""An item is not looked for behind more paragraphs than these."""
_RAGGED = 6
"""So many characters short of the width, a line is still full."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the file that is not empty."""

    number: int
    indent: int
    text: str


@dataclass(slots=True)
class _Unit:
    """Lines that belong together: a paragraph, or an item without what is nested in it."""

    rows: list[_Row]
    mark: Mark | None
    blanks: int = 0
    text_column: int = field(default=0)

    @property
    def indent(self) -> int:
        return self.rows[0].indent

    @property
    def line(self) -> int:
        return self.rows[0].number


def read_plain(text: str, path: Path) -> Page:
    """The blocks of a plain text, each with its line. Raises ContentError for mad nesting."""
    return Page(tuple(_Layout(text, path).pieces()))


class _Layout:
    """How a text is laid out: its units, and how wide it was wrapped, if it was."""

    def __init__(self, text: str, path: Path) -> None:
        self._path = path
        rows = [_row(number, line) for number, line in enumerate(text.split("\n"), 1)]
        self._width = _width(rows)
        self._units = list(self._read_units(rows))

    def pieces(self) -> Iterator[Piece]:
        at = 0
        while at < len(self._units):
            first = self._units[at]
            blocks, at = self._blocks(at, 1)
            for number, block in enumerate(blocks):
                yield Piece(block, is_apart=first.blanks > 1 and not number)

    # --- Units ---

    def _read_units(self, rows: Sequence[_Row | None]) -> Iterator[_Unit]:
        unit: _Unit | None = None
        blanks = 0
        for row in rows:
            if row is None:
                blanks += 1
                continue
            mark = None if _RULE.fullmatch(row.text) else mark_of(row.text)
            if unit and not blanks and not mark and self._goes_on(unit, row):
                unit.rows.append(row)
            else:
                if unit:
                    yield unit
                unit = _Unit([row], mark, blanks)
                unit.text_column = row.indent + len(mark.text if mark else "")
            blanks = 0
        if unit:
            yield unit

    def _goes_on(self, unit: _Unit, row: _Row) -> bool:
        """Whether a line without a mark belongs to the unit right above it."""
        if _RULE.fullmatch(row.text) or _RULE.fullmatch(unit.rows[0].text):
            return False
        if unit.mark is None:
            return True
        return row.indent > unit.indent or self._is_full(unit.rows[-1], row)

    def _is_full(self, row: _Row, after: _Row) -> bool:
        """Whether a line ends only because the first word of the next found no room on it."""
        if not self._width:
            return False
        first_word = after.text.split(maxsplit=1)[0]
        return row.indent + len(row.text) + 1 + len(first_word) > self._width - _RAGGED

    # --- Blocks ---

    def _blocks(self, at: int, depth: int) -> tuple[list[Block], int]:
        """The block or blocks of the unit at ``at``, and where the next unit is."""
        unit = self._units[at]
        if unit.mark:
            return self._list(at, depth)
        if _RULE.fullmatch(unit.rows[0].text):
            return [ThematicBreak(unit.line)], at + 1
        return list(self._paragraphs(unit.rows)), at + 1

    def _list(self, at: int, depth: int) -> tuple[list[Block], int]:
        first = self._units[at]
        if depth > MAX_DEPTH:
            message = "lists are nested too deeply."
            raise fail(self._path, first.line, message, "Simplify them.")
        items: list[tuple[int, list[Block]]] = []
        last = first
        beyond = at
        while beyond < len(self._units):
            unit = self._units[beyond]
            if unit is first or _goes_on_with(last, unit):
                last, beyond = unit, beyond + 1
                items.append((unit.line, list(self._item(unit))))
            elif unit.mark and (unit.indent > last.indent + 1 or _begins_within(last, unit)):
                blocks, beyond = self._list(beyond, depth + 1)
                items[-1][1].extend(blocks)
            elif self._is_inside(beyond, last):
                items[-1][1].extend(self._paragraphs(unit.rows))
                beyond += 1
            else:
                break
        assert first.mark is not None
        if len(items) == 1 and not first.mark.is_certain and beyond == at + 1:
            return list(self._paragraphs(first.rows)), beyond
        return [_list_block(first, first.mark, items)], beyond

    def _is_inside(self, at: int, item: _Unit) -> bool:
        """Whether a paragraph belongs to an item: the list must go on after it."""
        for unit in self._units[at : at + _FARTHEST]:
            if unit.mark:
                return _goes_on_with(item, unit)
            if unit.indent < item.text_column:
                return False
        return False

    def _item(self, unit: _Unit) -> Iterator[Block]:
        assert unit.mark is not None
        first = unit.rows[0]
        text = first.text[len(unit.mark.text) :]
        rows = [_Row(first.number, unit.text_column, text), *unit.rows[1:]]
        if self._is_titled(rows):
            yield Paragraph((Run(text),), first.number)
            del rows[0]
        # What stands behind a mark goes on to the next mark, however its lines were broken.
        joined = without_soft_breaks("\n".join(row.text for row in rows))
        yield Paragraph((Run(joined),), rows[0].number)

    def _is_titled(self, rows: Sequence[_Row]) -> bool:
        """Whether a short title stands above a paragraph: a line that ends early."""
        if len(rows) < 2 or not self._width or self._is_full(rows[0], rows[1]):
            return False
        line = Paragraph((Run(rows[0].text),), rows[0].number)
        below = sum(len(row.text) for row in rows[1:])
        goes_on = rows[1].text[:1].islower()
        return is_title_like(line) and not goes_on and below > _SHORT > len(rows[0].text)

    def _paragraphs(self, rows: Sequence[_Row]) -> Iterator[Paragraph]:
        """One paragraph of lines that belong together, or one a line where they do not."""
        if self._is_titled(rows) and self._is_wrapped(rows[1:]):
            yield Paragraph((Run(rows[0].text),), rows[0].number)
            rows = rows[1:]
        is_one = self._width or all(len(row.text) <= _SHORT for row in rows)
        for part in [rows] if is_one else [[row] for row in rows]:
            yield Paragraph(tuple(self._content(part)), part[0].number)

    def _is_wrapped(self, rows: Sequence[_Row]) -> bool:
        """Whether lines end only because there was no room: then they are no address."""
        return len(rows) > 1 and all(self._is_full(one, other) for one, other in pairwise(rows))

    def _content(self, rows: Sequence[_Row]) -> Iterator[Inline]:
        lines = [[rows[0].text]]
        for row, after in pairwise(rows):
            if self._is_full(row, after):
                lines[-1].append(after.text)
            else:
                lines.append([after.text])
        for number, parts in enumerate(lines):
            if number:
                yield Break()
            yield Run(without_soft_breaks("\n".join(parts)))


def _row(number: int, line: str) -> _Row | None:
    """A line, or None if it is empty."""
    text = line.strip()
    if not text:
        return None
    before = line[: len(line) - len(line.lstrip())]
    return _Row(number, len(before.expandtabs(_TAB)), text)


def _width(rows: Sequence[_Row | None]) -> int | None:
    """How many characters wide the text was wrapped; None where a line is a paragraph."""
    ends = [row.indent + len(row.text) for row in rows if row]
    widest = max(ends, default=0)
    if widest > _WIDEST or widest < _SHORT:
        return None
    # What goes before an item, or is short as in an address, says nothing about it.
    ends_before = [
        row.indent + len(row.text)
        for row, after in pairwise(rows)
        if row and after and not mark_of(after.text) and len(row.text) > _SHORT / 2
    ]
    full = [end for end in ends_before if end > widest * 0.75]
    return widest if len(full) * 2 > len(ends_before) else None


def _goes_on_with(last: _Unit, unit: _Unit) -> bool:
    """Whether an item comes next in the list of another; then its mark is known for what it is."""
    if unit.mark is None or last.mark is None or abs(unit.indent - last.indent) > 1:
        return False
    for reading in unit.mark.readings():
        if reading.follows(last.mark):
            unit.mark = reading
            return True
    return False


def _begins_within(last: _Unit, unit: _Unit) -> bool:
    """Whether an item begins a list in another, though it stands no farther in: (a) under 1."""
    if unit.mark is None or last.mark is None or last.mark.number is None:
        return False
    for reading in unit.mark.readings():
        if (
            reading.number == 1
            and reading.sign != last.mark.sign
            and _INNER.get(reading.sign.split()[0], 0) > _INNER.get(last.mark.sign.split()[0], 0)
        ):
            unit.mark = reading
            return True
    return False


_INNER: Final = {"letter": 1, "numeral": 2}
"""Letters stand within figures, and small numerals within letters."""


def _list_block(first: _Unit, mark: Mark, items: Sequence[tuple[int, list[Block]]]) -> ListBlock:
    return ListBlock(
        ordered=mark.number is not None,
        items=tuple(Item(tuple(blocks), line) for line, blocks in items),
        line=first.line,
        start=1 if mark.number is None else mark.number,
        numbers=mark.kind,
        tight=all(_is_tight(blocks) for _, blocks in items),
    )


def _is_tight(blocks: Sequence[Block]) -> bool:
    """Whether an item has no second paragraph of its own."""
    return sum(isinstance(block, Paragraph) for block in blocks) == 1
