"""Several files as one page: each in a language of its own, and each with its places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from publish.content.statement import (
    Block,
    DefinitionList,
    Heading,
    Inline,
    ListBlock,
    Note,
    NoteRef,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
)
from publish.content.tags import canonical, is_well_formed
from publish.errors import CommandError, Problem
from publish.faults import quoted
from publish.incoming.page import Page, Remark
from publish.incoming.parts import parts_of
from publish.incoming.walk import with_calls
from publish.incoming.words import said
from publish.language import tags
from publish.language.detecting import letters, writes

STEP: Final = 10_000_000
"""Places of the second file begin so many after those of the first: no file has as many."""

_LAST: Final = re.compile(r"(?:^|[._ -])([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)$")


@dataclass(frozen=True, slots=True)
class Joined:
    """Files as one page; ``fronts`` are the titles that they give apart, by language."""

    page: Page
    languages: tuple[str, ...]
    fronts: Mapping[str, Mapping[str, str]]


def joined_pages(pages: Sequence[tuple[Path, Page]], languages: Sequence[str] = ()) -> Joined:
    """The pages of several files as one. ``languages`` are theirs, in order, if they are known.

    Else the name of a file tells (``fr.md``, ``letter.fr.docx``), or what it says of itself, or
    its words. Raises CommandError where that leaves it open, or two are in the same language.
    """
    told = [
        _language(path, page, languages[number] if len(languages) == len(pages) else None,
                  languages)
        for number, (path, page) in enumerate(pages)
    ]  # fmt: skip
    for number, tag in enumerate(told):
        if tag in told[:number]:
            names = ", ".join(
                path.name for (path, _), own in zip(pages, told, strict=True) if own == tag
            )
            message = f"several files are in {quoted(tag)}: {names}."
            raise CommandError(
                Problem(message, remedy="Name the language of each with -l, in order.")
            )
    moved = [
        _moved(page, number * STEP, sum(len(each.notes) for _, each in pages[:number]), tag)
        for number, ((_, page), tag) in enumerate(zip(pages, told, strict=True))
    ]
    page = Page(
        pieces=tuple(piece for page in moved for piece in page.pieces),
        notes=tuple(note for page in moved for note in page.notes),
        unit=moved[0].unit,
        doubts=tuple(doubt for page in moved for doubt in page.doubts),
        unplaced=tuple(remark for page in moved for remark in page.unplaced),
    )
    fronts = {tag: page.front for (_, page), tag in zip(pages, told, strict=True)}
    return Joined(page, tuple(told), fronts)


def _language(path: Path, page: Page, known: str | None, among: Sequence[str]) -> str:
    """The language of a file that is in one."""
    if known:
        return known
    named = _named(path, page)
    if named and (not among or named in among):
        return named
    found = parts_of(page.pieces, among, page.language).parts
    sizes = {
        part.language: sum(sum(letters(said(piece.block)).values()) for piece in part.pieces)
        for part in found
    }
    return max(sizes, key=lambda tag: sizes[tag]) if sizes else "und"


def _named(path: Path, page: Page) -> str | None:
    """The language that the name of a file ends in, if its text may be in that."""
    match = _LAST.search(path.stem)
    tag = match[1].replace("_", "-") if match else ""
    if not is_well_formed(tag) or tags.locale(tag) is None:
        return None
    scripts = letters(" ".join(said(piece.block) for piece in page.pieces))
    most = max(scripts, key=lambda script: scripts[script], default=None)
    return canonical(tag) if most and writes(tag, most) else None


# --- Places and notes ---------------------------------------------------------------


def _moved(page: Page, by: int, notes: int, language: str) -> Page:
    """A page with its places and notes moved, and each piece in one language."""
    return replace(
        page,
        pieces=tuple(
            replace(piece, block=_block(piece.block, by, notes), language=language, is_certain=True)
            for piece in page.pieces
        ),
        notes=tuple(
            Note(note.number + notes, tuple(_block(b, by, notes) for b in note.blocks),
                 note.line + by)
            for note in page.notes
        ),
        doubts=tuple(_remark(remark, by) for remark in page.doubts),
        unplaced=tuple(_remark(remark, by) for remark in page.unplaced),
    )  # fmt: skip


def _remark(remark: Remark, by: int) -> Remark:
    # What has no place has at least a file.
    return replace(remark, line=(remark.line or 0) + by) if by or remark.line else remark


def _block(block: Block, by: int, notes: int) -> Block:
    def call(number: int) -> Inline:
        return NoteRef(number + notes)

    return _placed(with_calls(block, call) if notes else block, by)


def _placed(block: Block, by: int) -> Block:
    """A block whose places are moved."""
    if not by:
        return block
    line = block.line + by
    match block:
        case Paragraph() | Heading() | ThematicBreak():
            return replace(block, line=line)
        case ListBlock():
            items = tuple(
                replace(item, line=item.line + by, blocks=tuple(_all(item.blocks, by)))
                for item in block.items
            )
            return replace(block, line=line, items=items)
        case Quote():
            return replace(block, line=line, blocks=tuple(_all(block.blocks, by)))
        case Table():
            head, *rows = (replace(row, line=row.line + by) for row in (block.head, *block.rows))
            return replace(block, line=line, head=head, rows=tuple(rows))
        case DefinitionList():
            entries = tuple(
                replace(
                    entry,
                    line=entry.line + by,
                    terms=tuple(replace(term, line=term.line + by) for term in entry.terms),
                    blocks=tuple(_all(entry.blocks, by)),
                )
                for entry in block.entries
            )
            return replace(block, line=line, entries=entries)
    return block


def _all(blocks: Sequence[Block], by: int) -> Iterator[Block]:
    return (_placed(block, by) for block in blocks)


@dataclass(frozen=True, slots=True)
class Places:
    """What the places of a joined page are called: lines or paragraphs, of which file."""

    paths: tuple[Path, ...]
    units: tuple[str, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files."""
        return tuple(path.name for path in self.paths)

    def of(self, place: int | None) -> str:
        """A place in words; empty where it is none."""
        if place is None:
            return ""
        file, line = divmod(place, STEP)
        told = [self.files[file]] if len(self.files) > 1 else []
        told += [f"{self.units[file]} {line}"] if line else []
        return ", ".join(told)

    def in_file(self, place: int | None) -> str:
        """A place as messages name it: ``page.txt:3``, ``page.docx, paragraph 3``."""
        file, line = divmod(place or 0, STEP)
        between = ":" if self.units[file] == "line" else f", {self.units[file]} "
        return f"{self.paths[file]}{between}{line}" if line else str(self.paths[file])
