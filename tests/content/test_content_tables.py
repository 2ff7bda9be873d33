"""Tables, terms, captions, verse and annexes, as they are read and written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from picture_files import png

from publish.content import markdown
from publish.content.markdown import Body
from publish.content.passages import block_text
from publish.content.statement import (
    Block,
    Break,
    DefinitionList,
    Heading,
    ListBlock,
    Paragraph,
    Role,
    Run,
    Strong,
    Table,
)
from publish.content.tables import cells
from publish.content.writing import body as written
from publish.errors import ContentError

ReadBody = Callable[[str], Body]
ReadBlock = Callable[[str], Block]

TABLE = "| Harbour | Rooms | Share |\n|:---|---:|:-:|\n| *North* | 12 | |\n| **South** | 18 | 3 |"


def test_a_table_has_a_head_rows_and_alignments(block: ReadBlock) -> None:
    table = block(TABLE)
    assert isinstance(table, Table)
    assert table.alignments == ("left", "right", "center")
    assert [len(row.cells) for row in (table.head, *table.rows)] == [3, 3, 3]
    assert table.rows[1].cells[0] == (Strong((Run("South"),)),)
    assert table.rows[0].cells[2] == ()
    assert (table.line, table.head.line, table.rows[1].line) == (1, 1, 4)


def test_cells_are_passages_like_others(body: ReadBody) -> None:
    """They call notes, and what is in them has its line."""
    text = "| a | b |\n|---|---|\n| x[^1] | y |\n\n[^1]: Note."
    assert body(text).notes[0].number == 1
    assert block_text(body(text).blocks).split() == ["a", "b", "x", "y"]
    with pytest.raises(ContentError, match=r"en\.md:4: words are struck out"):
        body("| a | b |\n|---|---|\n| x | y |\n| ~~z~~ | y |")


def test_a_bar_behind_a_backslash_is_a_sign(block: ReadBlock) -> None:
    table = block("| a \\| b | c |\n|---|---|\n| d | e |")
    assert isinstance(table, Table)
    assert table.head.cells == ((Run("a | b"),), (Run("c"),))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("| a | b |", ["a", "b"]),
        ("a|b", ["a", "b"]),
        ("|  | b c |", ["", "b c"]),
        (r"| a \| b | c", [r"a \| b", "c"]),
        ("a", ["a"]),
        ("> | a | b |", ["a", "b"]),
        (">> a | b", ["a", "b"]),
        ("- | -1 | b |", ["-1", "b"]),
    ],
)
def test_where_cells_stand(line: str, expected: list[str]) -> None:
    assert [line[start:end] for start, end in cells(line)] == expected


def test_a_caption_belongs_to_what_stands_above_it(body: ReadBody, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "p.png").write_bytes(png())
    for above in (TABLE, f"{TABLE}\n", "![x](images/p.png)", "![x](images/p.png)\n"):
        *_, caption = body(f"{above}\n{{.caption #c}}\nThe *caption*").blocks
        assert isinstance(caption, Paragraph)
        assert (caption.role, caption.ident) == (Role.CAPTION, "c")


def test_terms_and_what_they_mean(block: ReadBlock) -> None:
    terms = block("Register\n: the list of *rooms*\n\nKeeper\n: who has the key")
    assert isinstance(terms, DefinitionList)
    assert terms.tight
    assert [block_text(entry.terms) for entry in terms.entries] == ["Register", "Keeper"]
    assert [block_text(entry.blocks) for entry in terms.entries] == [
        "the list of rooms",
        "who has the key",
    ]


def test_a_tilde_is_no_colon(block: ReadBlock) -> None:
    """As in "about" before a number, at the beginning of a line."""
    assert isinstance(block("The room has\n~ 20 books"), Paragraph)
    terms = block("Term\n: the room has\n~ 20 books")
    assert isinstance(terms, DefinitionList)
    assert block_text(terms.entries[0].blocks) == "the room has ~ 20 books"


def test_lines_of_verse_are_the_authors(block: ReadBlock) -> None:
    verse = block("{.verse}\nOne\n*two\nthree*")
    assert isinstance(verse, Paragraph)
    assert verse.content[:2] == (Run("One"), Break())
    assert "\n" not in str(verse.content)


def test_an_annex_is_a_heading(block: ReadBlock) -> None:
    assert block("{.annex #a}\n## Rooms") == Heading(2, (Run("Rooms"),), 2, Role.ANNEX, "a")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", 3, "the row has 3 cells, the head of the table 2"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\nText.", 4, "has no bar, and would become a row"),
        ("| a | b |\n|---|\n| 1 | 2 |", 1, "the line of dashes of a table does not fit"),
        ("| a | b |\n| 1 | 2 |", 1, "a table has no line of dashes"),
        ("| a | b |\n|---|---|", 1, "a table has a head and no rows"),
        ("a[^1]\n\n[^1]: b\n\n    | a | b |\n    |---|---|", 5, "a table stands in a footnote"),
        (f"|{'a|' * 41}\n|{'-|' * 41}\n|{'1|' * 41}", 1, "41 columns; the limit is 40"),
        ("Text.\n\n{.caption}\nWords", 4, "a caption has no table and no picture above it"),
        ("{.caption}\n## Head", 2, "{.caption} is not for a block of this kind"),
        ("{.annex}\nWords", 2, "{.annex} is not for a block of this kind"),
        ("> {.annex}\n> ## Head", 2, "an annex begins within another block"),
        ("{.verse}\n- a", 2, "{.verse} is not for a block of this kind"),
        (f"{{.lead}}\n{TABLE}", 2, "has no role such as {.lead}"),
    ],
)
def test_what_is_wrong_is_told(text: str, line: int, said: str, body: ReadBody) -> None:
    with pytest.raises(ContentError) as caught:
        body(text)
    (problem,) = caught.value.problems
    assert said in problem.message
    assert problem.place is not None
    assert problem.place.line == line


@pytest.mark.parametrize(
    "text",
    [
        f"{TABLE}\n\n{{.caption}}\nWords\n",
        "| a \\| b | c |\n|---|---|\n| d | *e* `\\`` |\n",
        "- item\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n",
        "Term\n: words\n\nOther\n: more\n",
        "Term\n\n: words\n\n  and more\n",
        "{.verse}\nOne\n*two\nthree*\n",
        "{.annex #a}\n## Rooms\n\nSee [](#a).\n",
    ],
)
def test_they_are_written_as_they_are_read(text: str, tmp_path: Path) -> None:
    first = markdown.parse(text.replace("`\\``", ""), Path("en.md"), tmp_path)
    again = written(first.blocks, first.notes, tmp_path)
    second = markdown.parse(again, Path("en.md"), tmp_path)
    assert written(second.blocks, second.notes, tmp_path) == again
    assert [type(block) for block in second.blocks] == [type(block) for block in first.blocks]
    assert block_text(second.blocks) == block_text(first.blocks)


def test_a_list_with_a_table_is_a_list(block: ReadBlock) -> None:
    listed = block("- item\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |")
    assert isinstance(listed, ListBlock)
    assert isinstance(listed.items[0].blocks[1], Table)
