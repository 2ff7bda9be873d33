"""Identifiers for blocks that answer to each other in several languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publish.content.align import align_blocks
from publish.content.statement import Block, ThematicBreak, Translation
from publish.incoming.walk import idents_in


@dataclass(frozen=True, slots=True)
class Aligned:
    """A translation that was added, and which of its blocks answer to which of the source."""

    translation: Translation
    pairs: tuple[tuple[Block | None, Block | None], ...]


def answering(source: Translation, added: Translation) -> Aligned:
    """A translation whose blocks have the identifiers of those of the source that they answer to.

    The source stays as it is.
    """
    pairs = align_blocks(source.blocks, added.blocks)
    taken = {ident for block in added.blocks for ident in idents_in(block)}
    names: dict[int, str] = {}
    for ours, theirs in pairs:
        ident = None if ours is None or isinstance(ours, ThematicBreak) else ours.ident
        if ident and ident not in taken and theirs and _may_be_named(theirs):
            names[id(theirs)] = ident
    return Aligned(replace(added, blocks=_with_names(added.blocks, names)), tuple(pairs))


def identified(translations: Sequence[Translation]) -> Iterator[Translation]:
    """The translations, with identifiers on blocks of the source that others answer to.

    Blocks that have one already, and thematic breaks, are left as they are.
    """
    source, *others = translations
    pairs = [align_blocks(source.blocks, other.blocks) for other in others]
    answered = {id(ours) for each in pairs for ours, theirs in each if ours and theirs}
    taken = {ident for each in translations for block in each.blocks for ident in idents_in(block)}
    names: dict[int, str] = {}
    for number, block in enumerate(source.blocks, 1):
        if id(block) in answered and _may_be_named(block) and f"p{number}" not in taken:
            names[id(block)] = f"p{number}"
    yield replace(source, blocks=_with_names(source.blocks, names))
    for other, each in zip(others, pairs, strict=True):
        own = {
            id(theirs): names[id(ours)]
            for ours, theirs in each
            if ours and theirs and id(ours) in names and _may_be_named(theirs)
        }
        yield replace(other, blocks=_with_names(other.blocks, own))


def _may_be_named(block: Block) -> bool:
    return not isinstance(block, ThematicBreak) and block.ident is None


def _with_names(blocks: Sequence[Block], names: dict[int, str]) -> tuple[Block, ...]:
    return tuple(
        block
        if isinstance(block, ThematicBreak) or id(block) not in names
        else replace(block, ident=names[id(block)])
        for block in blocks
    )
