"""Every character of a passage is found where it is written, whatever markup stands around it."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from picture_files import png
from support import CONTENT

from publish.content.load import load
from publish.content.passages import passages as contents
from publish.language.profile import BOUNDARY
from publish.proof.passage import Kind, Passage
from publish.proof.reading import passages
from publish.text.cleaning import OBJECT
from publish.text.flatten import flatten
from publish.text.prepare import prepare

FRONT = "+++\ntitle = 'T'\n+++\n\n"


def body(folder: Path, text: str) -> list[Passage]:
    """The passages of a text below its title."""
    (folder / "images").mkdir(exist_ok=True)
    (folder / "images" / "p.png").write_bytes(png())
    (folder / "statement.toml").write_text('schema = 1\nsource_language = "en"\n')
    (folder / "en.md").write_text(FRONT + text, "utf-8")
    return list(passages(load(folder)))[1:]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "sample"
    made.mkdir()
    return made


CASES = [
    ("a *b **c** d* e", ["a |b |c| d| e"]),
    ('a [b *c*](https://example.org/x_(y) "z") d', ["a |b |c|| d"]),
    ("a [b]( <https://example.org/x y> ) d", ["a |b| d"]),
    ("a [b][r] [r] [r][] d\n\n[r]: https://example.org/", ["a |b| |r| |r| d"]),
    ("a [example.org](https://example.org) b", ["a ||@|| b"]),
    ("a <https://example.org/*x*> b", ["a |@| b"]),
    ("a https://example.org/x, b@example.org c", ["a |@|, |@| c"]),
    ("a[^n] b\n\n[^n]: c *d*", ["a|@| b", "c |d|"]),
    ("a \\* b &amp; c \\q", ["a * b & c \\q"]),
    ("a\nb  \nc\\\nd", ["a b|\n|c|\n|d"]),
    ("a [б]{lang=ru} [c]{dir=rtl} d", ["a |@| |c| d", "б"]),
    ("![a *b*](images/p.png) c", ["|@| c", "a |b|"]),
    ("> a\n> b\n>\n> - c\n>   d", ["a b", "c d"]),
    ("1. a\n\n   b\n2. c", ["a", "b", "c"]),
    ("## a *b* ##", ["a |b|"]),
    ("和\n平 a\nb", ["和平 a b"]),
]


@pytest.mark.parametrize(("text", "flats"), CASES)
def test_a_passage_is_what_rules_see(folder: Path, text: str, flats: list[str]) -> None:
    found = [passage for passage in body(folder, text) if passage.kind is not Kind.ADDRESS]
    assert [p.flat.replace(BOUNDARY, "|").replace(OBJECT, "@") for p in found] == flats
    for passage in found:
        for index, char in enumerate(passage.flat):
            if index not in passage.fixed:
                written = passage.source.text[passage.offsets[index] : passage.ends[index]]
                assert char in (written, unescape(written).removeprefix("\\"))


EVERYTHING = """\
A <https://a.example/x>, b@c.example. And [words](https://d.example/(y) "z").[^n]

## A heading, www.e.example/ü and ["code"]{lang=zxx}

- [f.example](https://f.example) [мир https://g.example]{lang=ru} [r]
- ![Words on a picture](images/p.png) <mailto:h@i.example>

> Quoted [j](<https://j.example/k l>)

[r]: https://m.example/n
[^n]: A note, https://o.example.
"""


def test_all_that_a_reader_sees_is_a_passage_of_its_kind(folder: Path) -> None:
    """Whoever looks at passages is shown everything, and leaves out by saying so."""
    body(folder, EVERYTHING)
    (folder / "statement.toml").write_text(
        'schema = 1\nsource_language = "en"\nsource = "https://p.example"\n'
        '[event]\nname = """\nA meeting"""\nplace = { en = "Town, www.q.example" }\n'
    )
    head = "+++\ntitle = 'T'\nsubtitle = 'S s@s.example'\ntranslator = 'Ann B'\n+++\n\n"
    (folder / "en.md").write_text(head + EVERYTHING, "utf-8")
    found: dict[Kind, list[str]] = {}
    for passage in passages(load(folder)):
        shown = passage.flat.replace(BOUNDARY, "").replace(OBJECT, "@")
        found.setdefault(passage.kind, []).append(shown)
        for index, char in enumerate(passage.flat):
            if index not in passage.fixed:
                assert char == passage.source.text[passage.offsets[index]]
    assert found == {
        Kind.FACT: ["A meeting", "Town, @"],
        Kind.TITLE: ["T", "S @"],
        Kind.PERSON: ["Ann B"],
        Kind.TEXT: ["A @, @. And words.@", "@ @ r", "мир @", "@ @", "Quoted j"],
        Kind.HEADING: ["A heading, @ and @"],
        Kind.PICTURE: ["Words on a picture"],
        Kind.UNSPOKEN: ['"code"'],
        Kind.NOTE: ["A note, @."],
        Kind.ADDRESS: [
            "https://p.example",
            "www.q.example",
            "s@s.example",
            "https://a.example/x",
            "b@c.example",
            "https://d.example/(y)",
            "www.e.example/ü",
            "f.example",
            "https://f.example",
            "https://g.example",
            "mailto:h@i.example",
            "https://j.example/k l",
            "https://m.example/n",
            "https://o.example",
        ],
    }


@pytest.mark.parametrize("slug", ["open-shelves", "imcwp-23-ukraine"])
def test_passages_are_those_that_building_cleans(slug: str) -> None:
    """What the parser's tokens say, character by character, is what the model says."""
    statement = load(CONTENT / slug)
    written = list(passages(statement))
    for language in statement.languages:
        translation = statement.translations[language]
        notes = [block for note in translation.notes for block in note.blocks]
        wanted = [
            flatten(prepare(content, "ltr")).replace(BOUNDARY, "")
            for content in contents((*translation.blocks, *notes))
        ]
        found = [
            passage.flat.replace(BOUNDARY, "")
            for passage in written
            if passage.source.path == translation.path and passage.language == language
        ]
        assert found[-len(wanted) :] == wanted
