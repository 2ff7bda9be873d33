"""A text as the passages that are compared with each other, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from publish.collate.collation import Number, Part, Unit
from publish.content.statement import (
    Block,
    Break,
    DefinitionList,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Role,
    Run,
    Strong,
    Table,
    ThematicBreak,
)
from publish.errors import Place
from publish.text.dressed import Text
from publish.text.prepare import NO_LANGUAGE

_BETWEEN = " | "
"""What stands between the cells of a row."""

_UNDETERMINED = "und"
"""The language of what is only known by its script (BCP 47, 4.1)."""


def title(text: Text) -> Unit:
    """The title, on its own."""
    return _unit(text.title, Part.TITLE, "title", "title", text.sources["title"])


def subtitle(text: Text) -> Unit | None:
    """The second line of the title, where there is one."""
    if not text.subtitle:
        return None
    return _unit(text.subtitle, Part.SUBTITLE, "subtitle", "subtitle", text.sources["subtitle"])


def body(text: Text) -> tuple[Unit, ...]:
    """The paragraphs, headings, items and breaks of the text itself."""
    return tuple(_of_blocks(text.blocks, text, Part.TEXT, ""))


def notes(text: Text) -> tuple[Unit, ...]:
    """The paragraphs and items of the footnotes."""
    return tuple(
        unit
        for note in text.notes
        for unit in _of_blocks(note.blocks, text, Part.NOTE, f"note {note.number}.")
    )


def phrase(text: str, part: Part, form: str, name: str, place: Place) -> Unit:
    """A passage without markup, such as a signatory's name."""
    return _unit((Run(text),), part, form, name, place)


def _of_blocks(blocks: Sequence[Block], text: Text, part: Part, prefix: str) -> Iterator[Unit]:
    for number, block in enumerate(blocks, 1):
        yield from _of_block(block, text, part, f"{prefix}{number}")


def _of_block(block: Block, text: Text, part: Part, name: str) -> Iterator[Unit]:
    match block:
        case Paragraph() | Heading():
            form = "heading" if isinstance(block, Heading) else "paragraph"
            if isinstance(block, Heading) and block.level > 2:
                form = "small heading"
            unit = _unit(block.content, part, form, name, Place(text.path, block.line))
            yield replace(unit, role=block.role, ident=block.ident)
        case ThematicBreak():
            yield _unit((), part, "break", name, Place(text.path, block.line))
        case Table():
            yield from _of_table(block, text, part, name)
        case DefinitionList():
            for number, entry in enumerate(block.entries, 1):
                inside = (*entry.terms, *entry.blocks)
                for unit in _of_blocks(inside, text, part, f"{name}.{number}."):
                    yield _named(unit, block.role, block.ident)
        case Quote():
            for unit in _of_blocks(block.blocks, text, part, f"{name}."):
                form = "quotation" if unit.form == "paragraph" else unit.form
                yield replace(_named(unit, block.role, block.ident), form=form)
        case ListBlock():
            yield from _of_list(block, text, part, name)


def _of_table(block: Table, text: Text, part: Part, name: str) -> Iterator[Unit]:
    """The rows of a table, of which the first has its shape."""
    shape = (len(block.rows) + 1, len(block.head.cells))
    for number, row in enumerate((block.head, *block.rows), 1):
        content = tuple(node for cell in row.cells for node in (*cell, Run(_BETWEEN)))[:-1]
        place = Place(text.path, row.line)
        unit = _unit(content, part, "table row", f"{name}.{number}", place)
        yield replace(unit, ident=block.ident, shape=shape if number == 1 else None)


def _of_list(block: ListBlock, text: Text, part: Part, name: str) -> Iterator[Unit]:
    """The passages of a list; the first paragraph of an item stands for the item."""
    for number, item in enumerate(block.items, 1):
        units = tuple(_of_blocks(item.blocks, text, part, f"{name}.{number}."))
        value = block.start + number - 1
        numbered = Number(block.numbers, value, item.mark, number - 1) if block.ordered else None
        for index, unit in enumerate(units):
            named = _named(unit, block.role, (item.ident if index == 0 else None) or block.ident)
            if index == 0 and unit.form == "paragraph":
                named = replace(
                    named,
                    form="list item",
                    name=f"{name}.{number}",
                    is_item=True,
                    number=numbered,
                )
            yield named


def _named(unit: Unit, role: Role | None, ident: str | None) -> Unit:
    """A passage with the role and identifier of what it stands in, unless it has its own."""
    return replace(unit, role=unit.role or role, ident=unit.ident or ident)


def _unit(content: tuple[Inline, ...], part: Part, form: str, name: str, place: Place) -> Unit:
    return Unit(
        part=part,
        form=form,
        name=name,
        text=_written(content, lambda phrase: False),
        figures=_written(content, _is_address),
        words=_written(content, _is_foreign),
        content=content,
        place=place,
    )


def _is_address(phrase: Foreign | Link) -> bool:
    """Whether a phrase is an address, or a number that the program has written."""
    if isinstance(phrase, Link):
        return phrase.numbered
    return phrase.language == NO_LANGUAGE


def _is_foreign(phrase: Foreign | Link) -> bool:
    """Whether a phrase says itself that it is in another language, or is one of those."""
    if isinstance(phrase, Link):
        return phrase.numbered
    tag = phrase.language
    return tag is not None and tag.partition("-")[0] != _UNDETERMINED


def _written(content: Iterable[Inline], hidden: Callable[[Foreign | Link], bool]) -> str:
    """Inline content on one line, with spaces for what is hidden, so that places stay the same."""
    return "".join(_pieces(content, hidden))


def _pieces(content: Iterable[Inline], hidden: Callable[[Foreign | Link], bool]) -> Iterator[str]:
    for node in content:
        match node:
            case Run(text):
                yield text.replace("\n", " ")
            case Break():
                yield " "
            case Foreign() | Link() if hidden(node):
                yield " " * len(_written(node.content, hidden))
            case Emphasis() | Strong() | Link() | Foreign():
                yield from _pieces(node.content, hidden)
