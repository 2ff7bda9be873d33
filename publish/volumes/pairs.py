"""Which row of one text answers to which of the other: names only, no layout.

Rows have the names by which ``parallel.html.j2`` marks them: ``b3`` is the fourth block of a
text, ``b3.1`` the second item of it, if it is a list, or paragraph, if it is a quotation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.content.align import align, align_blocks, align_items
from publish.content.statement import Block, ListBlock, Paragraph, Quote, Role
from publish.text.dressed import Text

Pair = tuple[str | None, str | None]
"""The names of two rows that stand beside each other; None where one has no counterpart."""

_NEVER = float("-inf")


def pairs(left: Text, right: Text) -> tuple[Pair, ...]:
    """The rows of two texts of one statement in order, each with its counterpart.

    Blocks and items answer to each other as ``publish.content.align`` finds; the rest, which is
    the same facts in both languages, by name. A row without a counterpart stands alone.
    """
    return (
        ("title", "title"),
        *_blocks(left.blocks, right.blocks),
        *_by_name(list(_closing(left)), list(_closing(right))),
    )


def divides(block: Block) -> bool:
    """Whether a block consists of rows: the items of a list, the paragraphs of a quotation."""
    match block:
        case ListBlock():
            return bool(block.items)
        case Quote():
            return all(isinstance(inner, Paragraph) for inner in block.blocks)
    return False


def _closing(text: Text) -> Iterator[str]:
    if text.groups:
        yield "signatories"
    for number, group in enumerate(text.groups):
        if group.heading:
            yield f"g{number}"
        yield from (f"g{number}.{member}" for member in range(len(group.members)))
    if text.status:
        yield "status"
    if text.upcoming:
        yield "upcoming"
        yield from (f"u{number}" for number in range(len(text.upcoming)))
    if text.notes:
        yield "notes"
        yield from (f"n{note.number}" for note in text.notes)
    yield "colophon"


def _by_name(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    return align(left, right, lambda one, other: 1.0 if one == other else _NEVER)


def _blocks(left: Sequence[Block], right: Sequence[Block]) -> Iterator[Pair]:
    names = {id(block): f"b{number}" for side in (left, right) for number, block in enumerate(side)}
    for ours, theirs in align_blocks(left, right):
        yield from _rows(ours, theirs, names)


def _rows(ours: Block | None, theirs: Block | None, names: dict[int, str]) -> Iterator[Pair]:
    """The rows of two blocks that answer to each other, or of one that stands alone."""
    one, other = _parts(ours, names), _parts(theirs, names)
    if isinstance(ours, ListBlock) and isinstance(theirs, ListBlock) and one and other:
        named = dict(zip(map(id, (*ours.items, *theirs.items)), (*one, *other), strict=True))
        for item, counterpart in align_items(ours.items, theirs.items):
            yield named.get(id(item)), named.get(id(counterpart))
        return
    for number in range(max(len(one), len(other))):
        yield (
            one[number] if number < len(one) else None,
            (other[number] if number < len(other) else None),
        )


def _parts(block: Block | None, names: dict[int, str]) -> list[str]:
    """The names of the rows that a block consists of."""
    if block is None or getattr(block, "role", None) is Role.CAPTION:  # in the row above it
        return []
    name = names[id(block)]
    if not divides(block):
        return [name]
    inner = block.items if isinstance(block, ListBlock) else getattr(block, "blocks", ())
    return [f"{name}.{number}" for number in range(len(inner))]
