"""Numbers of lists: where they begin, of which kind, and what they are called elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from publish.content import markdown
from publish.content.load import load
from publish.content.markdown import Body
from publish.content.statement import Block, ListBlock, Paragraph, Reference
from publish.content.writing import body as written
from publish.errors import ContentError

ReadBody = Callable[[str], Body]

LEVELS = """\
{.operative}
1. Decides: {#register}
   1. to list
      1. names; {#names}
      2. hours;
   2. to print; {#print}
2. Decides to see [](#names), [](#print) and [](#register).
"""


def kinds(blocks: tuple[Block, ...]) -> Iterator[tuple[int, str]]:
    """Start and kind of every numbered list, in reading order."""
    for block in blocks:
        if isinstance(block, ListBlock):
            if block.ordered:
                yield block.start, block.numbers
            for item in block.items:
                yield from kinds(item.blocks)


def test_levels_of_operative_paragraphs_need_not_be_named(body: ReadBody) -> None:
    assert list(kinds(body(LEVELS).blocks)) == [(1, "1."), (1, "(a)"), (1, "(i)")]


def test_elsewhere_every_level_is_decimal(body: ReadBody) -> None:
    assert {kind for _, kind in kinds(body(LEVELS.partition("\n")[2]).blocks)} == {"1."}


@pytest.mark.parametrize("kind", ["1.", "(a)", "(i)", "I.", "1)", "A."])
def test_a_kind_is_named_above_its_list(kind: str, body: ReadBody) -> None:
    text = f'{{numbers="{kind}"}}\n5. five\n6. six'
    assert list(kinds(body(text).blocks)) == [(5, kind)]


def test_an_inner_list_may_begin_anywhere(body: ReadBody) -> None:
    """An attribute line ends the paragraph above it, so that items stay tight."""
    (block,) = body('1. one\n   {numbers="(a)"}\n   3. three\n2. two').blocks
    assert list(kinds((block,))) == [(1, "1."), (3, "(a)")]
    assert isinstance(block, ListBlock)
    assert block.tight


def test_a_list_goes_on_from_a_kind_that_is_named(body: ReadBody) -> None:
    text = '{.operative numbers="(a)"}\n1. one\n   1. inner'
    assert list(kinds(body(text).blocks)) == [(1, "(a)"), (1, "(i)")]


def test_an_item_has_its_identifier_at_the_end_of_its_first_line(body: ReadBody) -> None:
    (block,) = body("1. one {#a}\n   more\n2. two [](#a)").blocks
    assert isinstance(block, ListBlock)
    first, second = block.items
    assert (first.ident, second.ident) == ("a", None)
    assert isinstance(first.blocks[0], Paragraph)
    assert "{" not in str(first.blocks[0].content)
    assert isinstance(second.blocks[0], Paragraph)
    assert second.blocks[0].content[1] == Reference("a")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("1. one {#a}\n2. two {#a}", 2, 'the identifier "a" is taken by the block on line 1'),
        ("{#a}\nText.\n\n1. one {#a}", 4, 'the identifier "a" is taken'),
        ("1. one\n2. see [](#b)", 2, 'no block has the identifier "b"'),
        ("{#a}\nText, [see #](#a).", 2, 'the identifier "a" has no number'),
        ("{#a}\nText, see [](#a).", 2, 'the identifier "a" has no number'),
        ("- one {#a}\n- see [](#a)", 2, 'the identifier "a" has no number'),
        ("1. one {#1a}", 1, '"1a" is not an identifier'),
        ('{numbers="b"}\n1. one', 1, '"b" is no kind of numbers'),
        ('{numbers="(a)"}\n- one', 2, "kinds of numbers are for numbered lists"),
        ('{numbers="(a)"}\nText.', 2, "kinds of numbers are for numbered lists"),
        ('{numbers="(a)"}\n{numbers="1."}\n1. one', 2, "two kinds of numbers"),
        ("[](https://example.org)", 1, "a link has no words"),
    ],
)
def test_what_cannot_be_numbered_is_told(text: str, line: int, said: str, body: ReadBody) -> None:
    with pytest.raises(ContentError) as caught:
        body(text)
    (problem,) = caught.value.problems
    assert said in problem.message
    assert problem.place is not None
    assert problem.place.line == line


@pytest.mark.parametrize(
    "text",
    [
        LEVELS,
        '{numbers="(a)"}\n5. five\n   1. inner {#a}\n6. six\n',
        "{.operative}\n> 1. one\n>    1. inner\n",
        '{.operative}\n1. one\n   {numbers="1."}\n   1. inner\n      {numbers="(a)"}\n      1. x\n',
        "1. one\\ {#x}\n   two\n",
        "1. one {#x}\n2. [clause #](#x)\n",
    ],
)
def test_numbers_are_written_as_they_are_read(text: str, tmp_path: Path) -> None:
    first = markdown.parse(text, Path("en.md"), tmp_path)
    again = written(first.blocks, first.notes, tmp_path)
    second = markdown.parse(again, Path("en.md"), tmp_path)
    assert list(kinds(second.blocks)) == list(kinds(first.blocks))
    assert again == written(second.blocks, second.notes, tmp_path)


def test_numerals_are_of_a_system_that_is_known(make_folder: Callable[..., Path]) -> None:
    facts = 'schema = 1\nsource_language = "en"\nnumerals = "arabic"\n'
    with pytest.raises(ContentError, match=r'no numbering system.*"arab"'):
        load(make_folder({"statement.toml": facts}))
