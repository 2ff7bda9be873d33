"""TOML: the line of every key, and broken files."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from publish.content import toml
from publish.errors import ContentError, Place

PATH = Path("content/x/statement.toml")

NESTED = """\
schema = 1  # a comment
event.name.en = "dotted"
"quoted key" = { "é" = 1 }

[event.place]
en = "a table"

[[signatories]]
heading = { en = "A" }

members = [  # a comment
  { name = { en = "B", ru = "C" } },

  { name.en = "D", country = "GR" },

]

[[signatories]]
[[signatories.members]]
name = '''
several
lines'''
[signatories.members.extra]
key = 1
[[signatories.members]]
name = "E"
"""


def test_every_key_has_its_line() -> None:
    assert toml.parse(NESTED, PATH).lines == {
        ("schema",): 1,
        ("event",): 2,
        ("event", "name"): 2,
        ("event", "name", "en"): 2,
        ("quoted key",): 3,
        ("quoted key", "é"): 3,
        ("event", "place"): 5,
        ("event", "place", "en"): 6,
        ("signatories",): 8,
        ("signatories", 0): 8,
        ("signatories", 0, "heading"): 9,
        ("signatories", 0, "heading", "en"): 9,
        ("signatories", 0, "members"): 11,
        ("signatories", 0, "members", 0): 12,
        ("signatories", 0, "members", 0, "name"): 12,
        ("signatories", 0, "members", 0, "name", "en"): 12,
        ("signatories", 0, "members", 0, "name", "ru"): 12,
        ("signatories", 0, "members", 1): 14,
        ("signatories", 0, "members", 1, "name"): 14,
        ("signatories", 0, "members", 1, "name", "en"): 14,
        ("signatories", 0, "members", 1, "country"): 14,
        ("signatories", 1): 18,
        ("signatories", 1, "members"): 19,
        ("signatories", 1, "members", 0): 19,
        ("signatories", 1, "members", 0, "name"): 20,
        ("signatories", 1, "members", 0, "extra"): 23,
        ("signatories", 1, "members", 0, "extra", "key"): 24,
        ("signatories", 1, "members", 1): 25,
        ("signatories", 1, "members", 1, "name"): 26,
    }


def test_lines_count_from_where_the_toml_begins() -> None:
    document = toml.parse('title = "x"\n', PATH, first_line=2)
    assert document.line(("title",)) == 2
    assert document.line(("missing",)) == 2


def test_a_key_without_a_line_has_that_of_its_parent() -> None:
    document = toml.parse("\n[event]\nplace = { en = 'x' }\n", PATH)
    assert document.line(("event", "place", "ru", 3)) == 3
    assert document.line(("event", "country")) == 2


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a = 1\nb = 2023-02-30\n", 2, "date or time does not exist"),
        ("a = 2023-13-01\n", 1, "does not belong"),
        ("a = 2023-10-22T25:00:00\n", 1, "does not belong"),
        ("a = 1\nb = 2\na = 3\n", 3, "key is given twice"),
        ("[a]\n[a]\n", 2, "table is given twice"),
        ("a = { b = 1 }\na.c = 2\n", 2, "already complete"),
        ("a = word\n", 1, "not understood"),
        ('a = "x"y\n', 1, "does not belong"),
        ('a = 1\nb = "open\nc = 2\n', 2, "quotation mark is missing"),
        ('a = 1\nb = "open', 2, "quotation mark is missing"),
        ('a = "C:\\home"\n', 1, "backslash"),
        ("a = [1, 2\n\n", 1, "list is not closed"),
        ("a\n", 1, 'not followed by "="'),
        ("a = { b = 1\n}\n", 1, "table is not closed"),
        ("[a\n", 1, "not TOML"),
        ("= 1\n", 1, "not TOML"),
    ],
)
def test_broken_toml_is_one_problem_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(ContentError, match=message) as caught:
        toml.parse(text, PATH)
    (problem,) = caught.value.problems
    assert problem.place == Place(PATH, line)


def test_broken_front_matter_has_the_line_in_its_file() -> None:
    with pytest.raises(ContentError) as caught:
        toml.parse("title = x\n", Path("en.md"), first_line=2)
    assert caught.value.problems[0].place == Place(Path("en.md"), 2)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 2_000,
        "a = " + "{ a = " * 600,
        "\n".join(["a = [" + "[" * 500] * 50),
        "a = " + "9" * 5_000,
        "a" + ".a" * 3_000 + " = 1",
        "a" + ".a" * 200_000 + " = 1",
        "x" * 1_000_000,
    ],
    ids=["lists", "tables", "many lists", "number", "long key", "huge key", "long line"],
)
def test_hostile_toml_is_refused_at_once(text: str) -> None:
    started = time.perf_counter()
    with pytest.raises(ContentError) as caught:
        toml.parse(text, PATH)
    assert len(caught.value.problems) == 1
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    "line",
    [
        "k.a.a.a" + ".a" * 1_900 + " = 1",
        "[k" + ' . "a b"' * 16 + "]",
        "k = { x = 1, 'b'" + ".b" * 16 + " = 1 }",
        "k = " + "[" * 17 + "]" * 17,
        "k.a.a.a.a = { b.b.b.b = { c.c.c.c = { d.d.d.d.d = 1 } } }",
    ],
    ids=["key", "table", "inline", "lists", "all together"],
)
def test_what_is_nested_too_deeply_is_told_with_its_line(line: str) -> None:
    """Tomllib alone would take fourteen seconds for a file of such keys."""
    text = "a = 1\n\n" + "\n".join([line.replace("k", f"k{number}", 1) for number in range(260)])
    started = time.perf_counter()
    with pytest.raises(ContentError, match="nested too deeply") as caught:
        toml.parse(text, PATH)
    (problem,) = caught.value.problems
    assert problem.place
    assert (problem.place.line or 0) >= 3
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = 1\nb = 9223372036854775808", "the number is out of all bounds"),
        ("a = 1\nb = -0x0", "not understood|does not belong"),
        ("a = 1\nb = 0x" + "f" * 3_900, "the number is out of all bounds"),
        ("a = 1\nb = { c = [1, { d = 99999999999999999999 }] }", "the number is out of all bounds"),
        ("a = 1\n" + "b" * 201 + " = 1", "cannot be a key"),
        ('a = 1\n"\\u001b[31m" = 1', "cannot be a key"),
        ('a = 1\nb = { "\\n" = 1 }', "cannot be a key"),
    ],
)
def test_numbers_and_keys_have_bounds(text: str, message: str) -> None:
    """A longer number cannot even be said; a key that colours the terminal is nobody's key."""
    with pytest.raises(ContentError, match=message) as caught:
        toml.parse(text, PATH)
    (problem,) = caught.value.problems
    assert problem.place == Place(PATH, 2)
    assert len(str(problem)) < 400


def test_as_deep_as_may_be_is_read() -> None:
    document = toml.parse("a" + ".a" * 15 + " = 1\nb = " + "[" * 15 + "]" * 15, PATH)
    assert max(map(len, document.lines)) == toml.DEEPEST


def test_values_alone_are_read_within_the_same_bounds(tmp_path: Path) -> None:
    path = tmp_path / "statement.toml"
    path.write_text("a = { b = 1 }\n")
    assert toml.read(path, tmp_path) == {"a": {"b": 1}}
    for text in ("a = " + "[" * 100 + "]" * 100, "a =", "a = 99999999999999999999", "\0"):
        path.write_text(text)
        with pytest.raises(ContentError):
            toml.read(path, tmp_path)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(ContentError, match="not a plain file"):
        toml.read(path, tmp_path)
