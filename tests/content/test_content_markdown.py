"""Markdown: every kind of block, its attributes and its line."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from picture_files import jpeg, png

from publish.content import markdown
from publish.content.markdown import Body
from publish.content.passages import pictures
from publish.content.statement import (
    Block,
    Break,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Item,
    Link,
    ListBlock,
    Note,
    NoteRef,
    Paragraph,
    Picture,
    Quote,
    Role,
    Run,
    Strong,
    ThematicBreak,
)
from publish.errors import ContentError, Place

ReadBody = Callable[[str], Body]
ReadBlock = Callable[[str], Block]

PNG = png()
JPEG = jpeg()


def inline(block: ReadBlock, text: str) -> tuple[Inline, ...]:
    """The content of a text that is one paragraph."""
    paragraph = block(text)
    assert isinstance(paragraph, Paragraph)
    return paragraph.content


def run(text: str) -> tuple[Run, ...]:
    return (Run(text),)


# --- Blocks -------------------------------------------------------------------------


def test_blocks_have_the_line_where_they_begin(body: ReadBody) -> None:
    text = "One\ntwo.\n\n## Head\n\n\n> Quote\n\n---\n\n{.slogan}\nEnd"
    assert [block.line for block in body(text).blocks] == [1, 4, 7, 9, 12]


def test_lines_count_from_where_the_text_begins_in_its_file(tmp_path: Path) -> None:
    (block,) = markdown.parse("\nWords", Path("en.md"), tmp_path, first_line=5).blocks
    assert block.line == 6


def test_a_paragraph_keeps_soft_breaks_as_newlines(block: ReadBlock) -> None:
    assert inline(block, "one\n  two") == run("one\ntwo")


@pytest.mark.parametrize(("marks", "level"), [("##", 2), ("###", 3)])
def test_headings(block: ReadBlock, marks: str, level: int) -> None:
    assert block(f"{marks} Head") == Heading(level, run("Head"), 1)


def test_lists_nest_and_keep_their_start_and_lines(block: ReadBlock) -> None:
    inner = ListBlock(
        ordered=False, items=(Item((Paragraph(run("b"), 2),), 2),), line=2, start=1, tight=True
    )
    assert block("3. a\n   - b\n4. c") == ListBlock(
        ordered=True,
        items=(Item((Paragraph(run("a"), 1), inner), 1), Item((Paragraph(run("c"), 3),), 3)),
        line=1,
        start=3,
        tight=True,
    )


@pytest.mark.parametrize(
    ("text", "tight"),
    [("- a\n- b", True), ("- a\n\n- b", False), ("- a\n\n  b", False), ("- - a", True)],
)
def test_a_list_with_blank_lines_is_loose(block: ReadBlock, text: str, tight: bool) -> None:
    made = block(text)
    assert isinstance(made, ListBlock)
    assert made.tight is tight


def test_a_quotation_holds_blocks(block: ReadBlock) -> None:
    assert block("> a\n>\n> b") == Quote((Paragraph(run("a"), 1), Paragraph(run("b"), 3)), 1)


def test_a_thematic_break(body: ReadBody) -> None:
    assert body("a\n\n***\n\nb").blocks[1] == ThematicBreak(3)


# --- Attributes ---------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in Role if role not in ("caption", "annex")])
def test_each_role(block: ReadBlock, role: Role) -> None:
    assert block(f"{{.{role}}}\nWords") == Paragraph(run("Words"), 2, role)


def test_a_block_may_have_a_role_and_an_identifier(block: ReadBlock) -> None:
    expected = Paragraph(run("Words"), 2, Role.LEAD, "p3")
    assert block("{.lead #p3}\nWords") == expected
    assert block("{#p3}\n{.lead}\nWords") == Paragraph(run("Words"), 3, Role.LEAD, "p3")
    assert block("{ #p3  .lead }  \n\nWords") == Paragraph(run("Words"), 3, Role.LEAD, "p3")


@pytest.mark.parametrize(
    "text", ["{.lead #x}\n## Head", "{.lead #x}\n- item", "{.lead #x}\n1. item", "{.lead #x}\n> q"]
)
def test_headings_lists_and_quotations_have_attributes_too(block: ReadBlock, text: str) -> None:
    made = block(text)
    assert not isinstance(made, ThematicBreak)
    assert (made.role, made.ident, made.line) == (Role.LEAD, "x", 2)


def test_attributes_inside_lists_and_quotations(body: ReadBody) -> None:
    listing, quote = body("- {.lead}\n  a\n\n> {#q}\n> b").blocks
    assert isinstance(listing, ListBlock)
    assert listing.items[0].blocks == (Paragraph(run("a"), 2, Role.LEAD),)
    assert isinstance(quote, Quote)
    assert quote.blocks == (Paragraph(run("b"), 5, ident="q"),)


# --- Inline -------------------------------------------------------------------------


def test_emphasis_and_strong(block: ReadBlock) -> None:
    assert inline(block, "*a **b*** c") == (
        Emphasis((Run("a "), Strong(run("b")))),
        Run(" c"),
    )


def test_escapes_and_character_references_are_part_of_the_run(block: ReadBlock) -> None:
    assert inline(block, r"a\*b &amp; &#x2014; \{c\} \[^1\] \<b> [sic]") == run(
        "a*b & — {c} [^1] <b> [sic]"
    )


@pytest.mark.parametrize("text", ["one\\\ntwo", "one  \ntwo"])
def test_hard_breaks(block: ReadBlock, text: str) -> None:
    assert inline(block, text) == (Run("one"), Break(), Run("two"))


def test_links(block: ReadBlock) -> None:
    assert inline(block, '[a *b*](https://x.org/é "T") <me@x.org> <https://x.org/a__b{c}>') == (
        Link("https://x.org/%C3%A9", (Run("a "), Emphasis(run("b"))), "T"),
        Run(" "),
        Link("mailto:me@x.org", run("me@x.org")),
        Run(" "),
        Link("https://x.org/a__b%7Bc%7D", run("https://x.org/a__b{c}")),
    )


def test_links_by_definition(block: ReadBlock) -> None:
    assert inline(block, "[a][x], [x]\n\n[x]: http://x.org") == (
        Link("http://x.org", run("a")),
        Run(", "),
        Link("http://x.org", run("x")),
    )


def test_a_link_to_a_block_of_the_statement(body: ReadBody) -> None:
    first, _ = body("[there](#p2)\n\n{#p2}\nHere").blocks
    assert first == Paragraph((Link("#p2", run("there")),), 1)


def test_phrases_in_their_own_language(block: ReadBlock) -> None:
    assert inline(block, "[بيت *و*]{lang=ar} [x]{dir=ltr} [y]{lang=und-Latn dir=ltr}") == (
        Foreign((Run("بيت "), Emphasis(run("و"))), "ar", None),
        Run(" "),
        Foreign(run("x"), None, "ltr"),
        Run(" "),
        Foreign(run("y"), "und-Latn", "ltr"),
    )


def test_a_line_for_a_signature_is_no_mark_of_strong_text(block: ReadBlock) -> None:
    assert inline(block, "Name: ________ snake__case") == run("Name: ________ snake__case")


# --- Footnotes ----------------------------------------------------------------------


def test_footnotes_are_numbered_by_first_reference(body: ReadBody) -> None:
    text = "a[^z] b[^y] c[^z]\n\n[^y]: Second.\n\n[^z]: First.\n\n    - list\n"
    read = body(text)
    (paragraph,) = read.blocks
    assert isinstance(paragraph, Paragraph)
    assert [p.number for p in paragraph.content if isinstance(p, NoteRef)] == [1, 2, 1]
    item = Item((Paragraph(run("list"), 7),), 7)
    assert read.notes == (
        Note(1, (Paragraph(run("First."), 5), ListBlock(False, (item,), 7)), 5),
        Note(2, (Paragraph(run("Second."), 3),), 3),
    )


# --- Pictures -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "src"),
    [
        ("a.png", PNG, "images/a.png"),
        ("b.JPG", JPEG, "images/b.JPG"),
        ("c d.jpeg", JPEG, "<images/c d.jpeg>"),
        ("снимок.png", PNG, "./images/../images/снимок.png"),
    ],
)
def test_a_picture_of_the_folder(tmp_path: Path, name: str, data: bytes, src: str) -> None:
    file = tmp_path / "images" / name
    file.parent.mkdir()
    file.write_bytes(data)
    read = markdown.parse(f"![What *it*\nshows]({src})", Path("en.md"), tmp_path)
    assert read.blocks == (Paragraph((Picture(file.resolve(), "What it shows"),), 1),)
    assert read.pictures == {file.resolve()}


@pytest.mark.parametrize(
    ("written", "width_mm"), [("", None), ("{width=60mm}", 60), ('{width="7.5mm"}', 7.5)]
)
def test_a_picture_may_have_a_width(tmp_path: Path, written: str, width_mm: float | None) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    read = markdown.parse(f"a ![b](a.png){written}, c", Path("en.md"), tmp_path)
    picture = Picture((tmp_path / "a.png").resolve(), "b", width_mm)
    assert read.blocks == (Paragraph((Run("a "), picture, Run(", c")), 1),)


def test_a_picture_has_the_line_where_it_stands(tmp_path: Path) -> None:
    """Of its paragraph, its place in the file counts; also after one whose words take two lines."""
    (tmp_path / "a.png").write_bytes(PNG)
    text = "One\n*two ![a](a.png)*\nthree ![b\nc](a.png)\n![d](a.png) `x`\n\n- e\n  ![f](a.png)"
    with pytest.raises(ContentError, match=r"en\.md:5: code"):
        markdown.parse(text, Path("en.md"), tmp_path)
    read = markdown.parse(text.replace(" `x`", ""), Path("en.md"), tmp_path, first_line=11)
    assert [picture.line for picture in pictures(read.blocks)] == [12, 13, 15, 18]


def test_a_fault_of_a_picture_has_its_line(tmp_path: Path) -> None:
    """Several in one paragraph are several problems, each where it stands."""
    text = "One\ntwo\nthree ![b\nc](none.png)\n![d](neither.png)\n\n![a](x.png) `y`"
    with pytest.raises(ContentError) as caught:
        markdown.parse(text, Path("en.md"), tmp_path)
    lines = [problem.place.line for problem in caught.value.problems if problem.place]
    assert lines == [3, 5, 7, 7]


# --- Faults -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a\n\n# Head", 3, "the title, which is in the front matter"),
        ("Head\n===", 1, "the title, which is in the front matter"),
        ("#### Head", 1, "no headings of level 4"),
        ("##", 1, "heading is empty"),
        ("a\n\n```\ncode\n```", 3, "code has no place"),
        ("a\n\n    code", 3, "four spaces"),
        ("a\nb `c` d", 2, "code has no place"),
        ("a\n\n<div>\nb\n</div>", 3, "raw HTML"),
        ("a\nb <b>c</b>", 2, "raw HTML"),
        ("<!-- c -->", 1, "raw HTML"),
        ("a <script>alert(1)</script>", 1, "raw HTML"),
        ("a\n\n{.slogen}\nb", 3, 'unknown role "slogen". Did you mean "slogan"?'),
        ("{.lead .slogan}\nb", 1, "two roles"),
        ("{.lead}\n{.slogan}\nb", 2, "two roles"),
        ("{#a #b}\nb", 1, "two identifiers"),
        ("{#a.b}\nb", 1, "a brace belongs to no"),
        ("{#1a}\nb", 1, "not an identifier"),
        ("{#ж}\nb", 1, "not an identifier"),
        ("{lang=ar}\nb", 1, 'unknown attribute "lang=ar"'),
        ("{.lead} words {.slogan}\nb", 1, "attribute line is not understood"),
        ("{% hidden %}\nb", 1, "tag of a template"),
        ("{}\nb", 1, "attribute line is not understood"),
        ("{lead}\nb", 1, "a brace belongs to no"),
        ("a\n{.lead}\nb", 2, "a brace belongs to no"),
        ("a\n\n{.lead}", 3, "no block after it"),
        ("- a\n\n  {.lead}\n\nb", 3, "no block after it"),
        ("{.lead}\n---\n\na", 2, "can have no attributes"),
        ("{.lead}\n[^1]: n\n\na[^1]", 2, "can have no attributes"),
        ("{#a}\na\n\n{#a}\nb", 5, 'identifier "a" is taken by the block on line 2'),
        ("-\n- b", 1, "list item is empty"),
        (">\n\na", 1, "quotation is empty"),
        ("1. a\n2. b\n4. c", 1, "do not follow on: 1, 2, 4"),
        ("9. a\n   1. b\n10. c\n   1. d\n11. e", 4, 'item "1." is meant to stand within item "10.'),
        ("> 100. a\n>   1. b\n> 101. c", 2, 'item "100.", and lacks 3 spaces before it'),
        ("a\nb[^1]", 2, 'no footnote "1"'),
        ("a\n\n[^1]: b", 3, 'nothing refers to the footnote "1"'),
        ("a[^1]\n\n[^1]: b\n\n[^1]: c", 5, 'footnote "1" is defined twice'),
        ("a[^1]\n\n[^1]:", 3, "footnote is empty"),
        ("a[^1] b[^2]\n\n[^1]: b[^2]\n\n[^2]: c", 3, "refers to a footnote"),
        ("a [^my note]", 1, "footnote mark is not understood"),
        ("a\n[b](javascript:c)", 2, "a link cannot lead to"),
        ("[b](other.md)", 1, "a link cannot lead to"),
        ("[b](//x.org)", 1, "a link cannot lead to"),
        ("[b](https:///x)", 1, "a link cannot lead to"),
        ("[b](data:text/html,x)", 1, "a link cannot lead to"),
        ("[b](file:///etc/passwd)", 1, "a link cannot lead to"),
        ("[b](http://[x)", 1, "a link cannot lead to"),
        ("[b](<http://x y>)", 1, "a link cannot lead to"),
        ("[b](http://[::zz]/)", 1, "not an address"),
        ("<ftp://x.org>", 1, "a link cannot lead to"),
        ("[b]()", 1, "a link cannot lead to"),
        ("[](https://x.org)", 1, "a link has no words"),
        ("[b](https://x.org/a b)", 1, "a link is not understood"),
        ("a\n[b *c*[^1]](https://x.org)\n\n[^1]: d", 2, "called within the words of a link"),
        ("a[^1] [b](https://x.org/a b)\n\n[^1]: d", 1, "a link is not understood"),
        ("[b][c]", 1, "definition that is not there"),
        ("a\n\n[Note]: this", 3, 'no link uses the definition "Note"'),
        ("[b]\n\n[b]: http://x.org\n[b]: http://y.org", 4, "defined twice"),
        ("a [b](#c)", 1, 'no block has the identifier "c"'),
        ("a **b **c", 1, "marks of strong text"),
        ("[b]{lang=arabic}", 1, "not a language tag"),
        ("[b]{lang=AR}", 1, 'Write "ar"'),
        ("[b]{dir=lt}", 1, 'unknown direction "lt". Did you mean "ltr"?'),
        ("[b]{lagn=ar}", 1, 'unknown attribute "lagn" of a phrase. Did you mean "lang"?'),
        ("[b]{.lead}", 1, 'unknown attribute "class"'),
        ("[b]{width=60mm}", 1, 'unknown attribute "width" of a phrase'),
        ("[b]{onclick=x lang=ar}", 1, 'unknown attribute "onclick"'),
        ("[b]{}", 1, "lacks its words or its language"),
        ("[]{lang=ar}", 1, "lacks its words or its language"),
        ("[b]{lang=ar", 1, "a brace belongs to no"),
        ("b{lang=ar}", 1, "a brace belongs to no"),
        ("[b](http://x.org){lang=ar}", 1, "a brace belongs to no"),
        ("a\nb &#xE000;", 2, "U+E000 is a private-use character"),
        ("a &#0;", 1, "U+FFFD is the mark of a character lost"),
        ('[b](http://x.org "&#xE000;")', 1, "U+E000"),
    ],
)  # fmt: skip
def test_what_has_no_place_is_one_problem_with_its_line(
    body: ReadBody, text: str, line: int, message: str
) -> None:
    with pytest.raises(ContentError) as caught:
        body(text)
    (problem,) = caught.value.problems
    assert message in str(problem)
    assert problem.place == Place(Path("en.md"), line)


def test_all_problems_come_at_once_in_the_order_of_the_file(body: ReadBody) -> None:
    with pytest.raises(ContentError) as caught:
        body("a[^1] <b>\n\n# Head\n\n{.led}\nb")
    places = [problem.place for problem in caught.value.problems]
    assert places == [Place(Path("en.md"), line) for line in (1, 1, 3, 5)]


@pytest.mark.parametrize(
    "passage", ["[^n] [d] " + "[" * 200, "[^n] [d] " + "a" * 30_000, "[^n] [d] " + "*a* " * 2_000]
)
def test_a_passage_that_is_not_read_is_one_problem(body: ReadBody, passage: str) -> None:
    """Nobody knows what it refers to: its notes and links are not said to be superfluous."""
    with pytest.raises(ContentError, match="the paragraph has") as caught:
        body(f"{passage}\n\n[^n]: A note.\n\n[d]: https://example.org")
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize("there", ["e\u0301.png", "\xe9.PNG", "\xc9.png"])
def test_a_picture_that_is_called_nearly_so_is_named(tmp_path: Path, there: str) -> None:
    """As files are that come from a Mac (NFD), or from where capitals do not count."""
    (tmp_path / there).write_bytes(PNG)
    with pytest.raises(ContentError, match="no picture") as caught:
        markdown.parse("a\n![a](\xe9.png)", Path("en.md"), tmp_path)
    (problem,) = caught.value.problems
    assert problem.remedy
    assert f'The file is called "{there}"' in problem.remedy


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("![a](https://x.org/a.png)", "is not in the statement's folder"),
        ("![a](//x.org/a.png)", "is not in the statement's folder"),
        ("![a](data:image/png;base64,xx)", "is not in the statement's folder"),
        ("![a](file:///etc/a.png)", "is not in the statement's folder"),
        ("![a](../secret.png)", "is outside the statement's folder"),
        ("![a](/etc/a.png)", "is outside the statement's folder"),
        ("![a](images/../../secret.png)", "is outside the statement's folder"),
        ("![a](%2e%2e/secret.png)", "is outside the statement's folder"),
        ("![a](images/link.png)", "is outside the statement's folder"),
        ("![a](images/none.png)", "there is no picture"),
        ("![a](images)", "not a plain file"),
        ("![a]()", "there is no picture"),
        ("![a](images/loop.png)", "outside the statement's folder|cannot be read"),
        ("![a](%00.png)", "there is no picture"),
        (f"![a]({'x' * 5_000}.png)", "there is no picture"),
        (f"![a]({'x' * 500}.png)", "there is no picture"),
        ("![a](images/pipe.png)", "not a plain file"),
        ("![a](images/empty.png)", "the file is empty"),
        ("![a](images/a.svg)", "neither PNG nor JPEG"),
        ("![a](images/a.webp)", "neither PNG nor JPEG"),
        ("![a](images/fake.png)", "not the kind of picture"),
        ("![](images/a.png)", "no text that says what it shows"),
        ('![a](images/a.png "t")', "a picture has no title"),
        ("![a[^1]](images/a.png)", "must be plain"),
        ("![a](images/a.png){.lead}", 'unknown attribute "class" of a picture. Known are: width.'),
        ("![a](images/a.png){widht=60mm}", 'of a picture. Did you mean "width"?'),
        ("![a](images/a.png){lang=en}", 'unknown attribute "lang" of a picture'),
        ("![a](images/a.png){width=60}", '"60" is not a width of a picture. Write it in milli'),
        ("![a](images/a.png){width=0mm}", "is not a width"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_one_problem(
    tmp_path: Path, text: str, message: str
) -> None:
    folder = tmp_path / "folder"
    images = folder / "images"
    images.mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(PNG)
    for name, data in {
        "a.png": PNG,
        "a.svg": b"<svg/>",
        "a.webp": b"RIFF",
        "fake.png": JPEG,
        "empty.png": b"",
    }.items():
        (images / name).write_bytes(data)
    (images / "link.png").symlink_to(tmp_path / "secret.png")
    os.mkfifo(images / "pipe.png")
    (images / "loop.png").symlink_to(images / "loop.png")
    with pytest.raises(ContentError, match=message) as caught:
        markdown.parse(f"a\n{text}", Path("en.md"), folder)
    (problem,) = caught.value.problems
    assert problem.place == Place(Path("en.md"), 2)
