"""Pages that a change does not reach are kept, and the whole is as if all were laid out anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from support import CONTENT

from publish.content.load import load
from publish.content.statement import Block, ListBlock, Paragraph, Run, Statement
from publish.design.design import default_design
from publish.editions import EDITIONS
from publish.errors import TypesetError
from publish.fonts.library import open_library
from publish.markup.pages import Markup, page_markup
from publish.text.edit import edit
from publish.typeset.areas import page_areas
from publish.typeset.engine import lay_out, use_fonts
from publish.typeset.mends.resuming import Memory, resumed

SLUG = "imcwp-23-ukraine"

Blocks = list[Block]


def longer(statement: Statement, language: str) -> Blocks:
    """Blocks for a dozen pages, each on a line of its own."""
    blocks = [*statement.translations[language].blocks] * 3
    return _numbered(blocks)


def _numbered(blocks: Blocks) -> Blocks:
    return [replace(block, line=10 + 2 * number) for number, block in enumerate(blocks)]


def written(statement: Statement, language: str, blocks: Blocks, edition: str) -> Markup:
    fonts = open_library()
    use_fonts(fonts.installed)
    translation = replace(statement.translations[language], blocks=tuple(blocks))
    translations = {**statement.translations, language: translation}
    text = edit(replace(statement, translations=translations), language).naming(fonts.draws)
    return page_markup(text, EDITIONS[edition], fonts, default_design())


def _paragraph(blocks: Blocks, place: float) -> int:
    """The number of a long paragraph, so far into the text."""
    long = [n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and len(str(b)) > 250]
    return long[int(place * (len(long) - 1))]


def _say(blocks: Blocks, place: float, words: str) -> Blocks:
    number = _paragraph(blocks, place)
    block = blocks[number]
    assert isinstance(block, Paragraph)
    said = replace(block, content=(Run(words), *block.content))
    return [*blocks[:number], said, *blocks[number + 1 :]]


def a_word_in_the_middle(blocks: Blocks) -> Blocks:
    return _say(blocks, 0.5, "23 ")


def many_words_early_on(blocks: Blocks) -> Blocks:
    return _say(blocks, 0.1, "23 2023 " * 60)


def a_word_at_the_end(blocks: Blocks) -> Blocks:
    return _say(blocks, 1.0, "20 ")


def a_paragraph_more(blocks: Blocks) -> Blocks:
    number = _paragraph(blocks, 0.7)
    return _numbered([*blocks[:number], blocks[number], *blocks[number:]])


def a_paragraph_less(blocks: Blocks) -> Blocks:
    number = _paragraph(blocks, 0.4)
    return _numbered([*blocks[:number], *blocks[number + 1 :]])


def an_item_less(blocks: Blocks) -> Blocks:
    number = next(n for n, block in reversed([*enumerate(blocks)]) if isinstance(block, ListBlock))
    block = blocks[number]
    assert isinstance(block, ListBlock)
    return [*blocks[:number], replace(block, items=block.items[1:]), *blocks[number + 1 :]]


def only_lines_moved(blocks: Blocks) -> Blocks:
    return [replace(block, line=block.line + 7) for block in blocks]


CHANGES: tuple[Callable[[Blocks], Blocks], ...] = (
    a_word_in_the_middle,
    only_lines_moved,
    many_words_early_on,
    a_word_at_the_end,
    a_paragraph_more,
    an_item_less,
    a_paragraph_less,
)


@pytest.mark.parametrize(("language", "edition"), [("en", "pamphlet"), ("ar", "largeprint")])
def test_after_any_change_the_pages_are_those_of_a_layout_from_the_start(
    language: str, edition: str
) -> None:
    """Looks, areas and lines of every page, one change after another."""
    statement = load(CONTENT / SLUG)
    blocks = longer(statement, language)
    memory = Memory()
    with resumed(memory):
        lay_out(written(statement, language, blocks, edition))
    kept = {}
    for change in CHANGES:
        blocks = change(blocks)
        markup = written(statement, language, blocks, edition)
        with resumed(memory):
            layout = lay_out(markup)
        kept[change.__name__] = layout.pages - memory.reused
        assert page_areas(layout) == page_areas(lay_out(markup)), change.__name__
    assert kept["a_word_in_the_middle"] < 6
    assert kept["a_word_at_the_end"] < 6
    assert kept["only_lines_moved"] < 4


def test_nothing_is_kept_of_a_layout_that_fails() -> None:
    memory = Memory()
    markup = written(load(CONTENT / SLUG), "en", longer(load(CONTENT / SLUG), "en")[:9], "pamphlet")
    with resumed(memory):
        lay_out(markup)
    assert memory.record
    with pytest.raises(TypesetError), resumed(memory):
        lay_out(replace(markup, rules=f"{markup.rules} p {{ colour: red }}"))
    assert memory.record is None
