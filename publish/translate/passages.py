"""What there is to translate in a statement, passage by passage, and putting it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from publish.content.align import align_blocks, align_items
from publish.content.statement import (
    Block,
    Definition,
    DefinitionList,
    Foreign,
    Heading,
    Inline,
    Item,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Run,
    Table,
    Translation,
)
from publish.language.counters import mark

Content = tuple[Inline, ...]

FRONT: Final = ("title", "subtitle", "short_title")
"""The keys of the front matter that are translated."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or title of the source and what stands for it in a translation.

    ``ident`` is its name in files for translators: a key of the front matter, the identifier of
    its block, or the numbers of its blocks and items from the outside in, such as ``4.2``.
    ``target`` is None where there is none yet. ``line`` is the source's. ``number`` is what stands
    before it in the source, if it begins an item of a numbered list.
    """

    ident: str
    source: Content
    target: Content | None
    line: int
    number: str = ""


def passages(source: Translation, target: Translation | None) -> Iterator[Passage]:
    """Every passage of a source, with what answers to it in a translation, if there is one."""
    for key in FRONT:
        if (text := getattr(source, key)) is not None:
            told = getattr(target, key) if target else None
            line = source.subtitle_line if key == "subtitle" else source.title_line
            yield Passage(key, (Run(text),), (Run(told),) if told else None, line)
    yield from _of_blocks(source.blocks, target.blocks if target else (), "", source.language)
    notes = {note.number: note.blocks for note in target.notes} if target else {}
    for note in source.notes:
        prefix = f"note{note.number}."
        yield from _of_blocks(note.blocks, notes.get(note.number, ()), prefix, source.language)


def translated(
    source: Translation, target: Translation | None, told: Mapping[str, Content]
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """The blocks and footnotes of a translation, with the passages that were ``told`` by ident.

    What is not told stays as it is in ``target``; where that has nothing, the source's own
    words stand there, marked as being in the source's language. What only the translation has
    is kept.
    """
    teller = _Teller(told, source.language)
    blocks = teller.blocks(source.blocks, target.blocks if target else (), "")
    theirs = {note.number: note for note in target.notes} if target else {}
    notes = []
    for note in source.notes:
        other = theirs.pop(note.number, None)
        told_blocks = teller.blocks(
            note.blocks, other.blocks if other else (), f"note{note.number}."
        )
        notes.append(replace(note, blocks=told_blocks))
    return blocks, (*notes, *theirs.values())


def waiting(content: Content, source_language: str) -> bool:
    """Whether this content only holds the place of a translation: it is the source's, marked."""
    return (
        len(content) == 1
        and isinstance(content[0], Foreign)
        and content[0].language == source_language
    )


# --- Reading ------------------------------------------------------------------------


def _of_blocks(
    ours: Sequence[Block], theirs: Sequence[Block], prefix: str, language: str
) -> Iterator[Passage]:
    names = _names(ours, prefix)
    for one, other in align_blocks(ours, theirs):
        if one is None:
            continue
        name = names[id(one)]
        if isinstance(one, Paragraph | Heading):
            found = other.content if isinstance(other, Paragraph | Heading) else None
            target = None if found is None or waiting(found, language) else found
            yield Passage(name, one.content, target, one.line)
        elif isinstance(one, ListBlock):
            items = other.items if isinstance(other, ListBlock) else ()
            numbers = _item_names(one.items, name)
            marks = _marks(one, language)
            for item, answer in align_items(one.items, items):
                if item:
                    inside = answer.blocks if answer else ()
                    first, *rest = _of_blocks(item.blocks, inside, numbers[id(item)], language)
                    yield replace(first, number=marks[id(item)])
                    yield from rest
        elif isinstance(one, Table):
            cells = _cells(other, name) if isinstance(other, Table) else {}
            for place, (cell, line) in _cells(one, name).items():
                if cell:
                    yield Passage(place, cell, _target(cells.get(place), language), line)
        elif isinstance(one, DefinitionList):
            entries = other.entries if isinstance(other, DefinitionList) else ()
            for number, (entry, other_entry) in enumerate(zip_longest(one.entries, entries), 1):
                if entry:
                    inside = _parts(other_entry) if other_entry else ()
                    yield from _of_blocks(_parts(entry), inside, f"{name}.{number}.", language)
        elif isinstance(one, Quote):
            inside = other.blocks if isinstance(other, Quote) else ()
            yield from _of_blocks(one.blocks, inside, f"{name}.", language)


def _cells(table: Table, name: str) -> dict[str, tuple[Content, int]]:
    """The cells of a table by row and column, the head's first, each with its line."""
    return {
        f"{name}.{number}.{column}": (cell, row.line)
        for number, row in enumerate((table.head, *table.rows), 1)
        for column, cell in enumerate(row.cells, 1)
    }


def _target(found: tuple[Content, int] | None, language: str) -> Content | None:
    """What stands in a cell, if it is a translation."""
    content = found[0] if found else ()
    return content if content and not waiting(content, language) else None


def _parts(entry: Definition) -> tuple[Block, ...]:
    return (*entry.terms, *entry.blocks)


def _names(blocks: Sequence[Block], prefix: str) -> dict[int, str]:
    """How each block is called: by its identifier, or by where it stands.

    The only block of an item is called as the item is.
    """
    whole = prefix[:-1]
    is_item = len(blocks) == 1 and "." in whole
    return {
        id(block): getattr(block, "ident", None) or (whole if is_item else f"{prefix}{number}")
        for number, block in enumerate(blocks, 1)
    }


def _item_names(items: Sequence[Item], name: str) -> dict[int, str]:
    return {id(item): f"{name}.{number}." for number, item in enumerate(items, 1)}


def _marks(block: ListBlock, language: str) -> dict[int, str]:
    """What stands before each item of a list, in European digits."""
    return {
        id(item): mark(block.numbers, number, language, "latn") if block.ordered else ""
        for number, item in enumerate(block.items, block.start)
    }


# --- Putting back -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts passages in their places: ``told`` by ident, the source's language for the rest."""

    told: Mapping[str, Content]
    language: str

    def blocks(
        self, ours: Sequence[Block], theirs: Sequence[Block], prefix: str
    ) -> tuple[Block, ...]:
        names = _names(ours, prefix)
        blocks: list[Block] = []
        for one, other in align_blocks(ours, theirs):
            if one:
                blocks.append(self._block(one, other, names[id(one)]))
            elif other:
                blocks.append(other)
        return tuple(blocks)

    def _block(self, one: Block, other: Block | None, name: str) -> Block:
        if isinstance(one, Paragraph | Heading):
            known = other.content if isinstance(other, Paragraph | Heading) else None
            return replace(one, content=self._content(one.content, known, name))
        if isinstance(one, ListBlock):
            items = other.items if isinstance(other, ListBlock) else ()
            return replace(one, items=self._items(one.items, items, name))
        if isinstance(one, Quote):
            inside = other.blocks if isinstance(other, Quote) else ()
            return replace(one, blocks=self.blocks(one.blocks, inside, f"{name}."))
        if isinstance(one, Table):
            return self._table(one, other if isinstance(other, Table) else None, name)
        if isinstance(one, DefinitionList):
            entries = other.entries if isinstance(other, DefinitionList) else ()
            told = (
                self._definition(entry, answer, f"{name}.{number}.")
                for number, (entry, answer) in enumerate(zip_longest(one.entries, entries), 1)
                if entry
            )
            return replace(one, entries=tuple(told))
        return one

    def _table(self, one: Table, other: Table | None, name: str) -> Table:
        """The source's table: its cells told, or as they were, or the source's own words."""
        known = _cells(other, name) if other else {}
        rows = []
        for number, row in enumerate((one.head, *one.rows), 1):
            names = [f"{name}.{number}.{column}" for column in range(1, len(row.cells) + 1)]
            cells = (
                self._content(cell, known[place][0] or None if place in known else None, place)
                if cell
                else ()
                for cell, place in zip(row.cells, names, strict=True)
            )
            rows.append(replace(row, cells=tuple(cells)))
        return replace(one, head=rows[0], rows=tuple(rows[1:]))

    def _definition(self, one: Definition, other: Definition | None, name: str) -> Definition:
        said = self.blocks(_parts(one), _parts(other) if other else (), name)
        terms = [block for block in said[: len(one.terms)] if isinstance(block, Paragraph)]
        return replace(one, terms=tuple(terms), blocks=said[len(one.terms) :])

    def _items(self, ours: Sequence[Item], theirs: Sequence[Item], name: str) -> tuple[Item, ...]:
        names = _item_names(ours, name)
        items = []
        for one, other in align_items(ours, theirs):
            if one:
                inside = other.blocks if other else ()
                items.append(replace(one, blocks=self.blocks(one.blocks, inside, names[id(one)])))
            elif other:
                items.append(other)
        return tuple(items)

    def _content(self, source: Content, known: Content | None, name: str) -> Content:
        if name in self.told:
            return self.told[name]
        return known if known is not None else (Foreign(source, self.language),)
