"""Blocks find their partners in a translation, whatever is missing there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import CONTENT

from publish.content.align import align, align_blocks, align_items
from publish.content.load import load
from publish.content.statement import Block, Heading, ListBlock, Paragraph, Run

STATEMENT = load(CONTENT / "imcwp-23-ukraine")
SOURCE = STATEMENT.translations["en"]
OTHERS = ["ar", "es", "ru"]


def partners(ours: Sequence[Block], theirs: Sequence[Block]) -> dict[int, int | None]:
    """By number in ours, the line of the partner."""
    pairs = align_blocks(ours, theirs)
    return {
        ours.index(one): other.line if other else None for one, other in pairs if one is not None
    }


@pytest.mark.parametrize("language", OTHERS)
def test_a_whole_translation_is_paired_block_by_block(language: str) -> None:
    blocks = STATEMENT.translations[language].blocks
    found = partners(SOURCE.blocks, blocks)
    assert found == {number: block.line for number, block in enumerate(blocks)}


@pytest.mark.parametrize("missing", range(len(SOURCE.blocks)))
@pytest.mark.parametrize("language", OTHERS)
def test_one_missing_block_leaves_one_alone_there_or_near(language: str, missing: int) -> None:
    """Without identifiers, paragraphs that are as long may change places with it."""
    blocks = STATEMENT.translations[language].blocks
    found = partners(SOURCE.blocks, (*blocks[:missing], *blocks[missing + 1 :]))
    (alone,) = (number for number, line in found.items() if line is None)
    assert abs(alone - missing) <= (0 if language == "es" else 2)


@pytest.mark.parametrize("language", OTHERS)
def test_one_missing_item_of_a_list_is_found(language: str) -> None:
    (source,) = (block for block in SOURCE.blocks if isinstance(block, ListBlock))
    blocks = STATEMENT.translations[language].blocks
    (items,) = (block.items for block in blocks if isinstance(block, ListBlock))
    for missing in range(len(items)):
        pairs = align_items(source.items, (*items[:missing], *items[missing + 1 :]))
        alone = [source.items.index(one) for one, other in pairs if one and not other]
        assert alone == [missing]


def test_an_identifier_outweighs_every_likeness() -> None:
    here = [Paragraph((Run("A" * 300),), 1, ident="a"), Paragraph((Run("B"),), 2, ident="b")]
    there = [Paragraph((Run("B" * 400),), 1, ident="b")]
    assert align_blocks(here, there) == [(here[0], None), (here[1], there[0])]


def test_blocks_of_different_kinds_are_never_partners() -> None:
    paragraph, heading = Paragraph((Run("words"),), 1), Heading(2, (Run("words"),), 1)
    pairs = align_blocks([paragraph], [heading])
    assert sorted(pairs, key=str) == sorted([(paragraph, None), (None, heading)], key=str)


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_everything_is_in_one_pair_and_in_order(ours: list[int], theirs: list[int]) -> None:
    pairs = align(ours, theirs, lambda one, other: 1.0 if one == other else -1.5)
    assert [one for one, _ in pairs if one is not None] == ours
    assert [other for _, other in pairs if other is not None] == theirs
    assert all(one == other for one, other in pairs if None not in (one, other))
