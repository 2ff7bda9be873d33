"""TOML: the line of every key, and broken files."""

from __future__ import annotations

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


def test_the_deepest_keys_of_a_valid_file_do_not_exhaust_memory() -> None:
    document = toml.parse("\n".join(f"k{i}{'.a' * 1_900} = 1" for i in range(4)), PATH)
    assert max(map(len, document.lines)) == toml.DEEPEST
