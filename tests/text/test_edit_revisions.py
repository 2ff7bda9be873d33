"""What a text says of the body that issued it, and of its corrections."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from publish.content.load import load
from publish.content.passages import plain
from publish.markup.colophon import colophon
from publish.text.dressed import Text
from publish.text.edit import edit
from publish.text.words import words

FACTS = """\
schema = 1
source_language = "en"
status = "withdrawn"
published = 2024-04-20T09:30:00
revised = 2024-06-01T10:00:00
symbol = "A/RES/79/201"
subjects = ["peace", "libraries"]
issued_by = { en = "General Assembly" }

[event]
name = { en = "First Meeting" }

[[revisions]]
on = 2024-05-01
note = { en = "A number." }

[[revisions]]
on = 2024-06-01
note = { en = "A name.", ar = "اسم." }
languages = ["ar"]
"""


@pytest.fixture
def text(tmp_path: Path) -> Text:
    folder = tmp_path / "x"
    folder.mkdir()
    (folder / "statement.toml").write_text(FACTS, "utf-8")
    for language in ("en", "ar"):
        (folder / f"{language}.md").write_text('+++\ntitle = "T"\n+++\n\nWords.\n', "utf-8")
    return edit(load(folder), "en")


def test_a_body_is_the_maker_of_what_it_issues(text: Text) -> None:
    assert text.maker is not None
    assert text.maker.text == "General Assembly"
    assert text.event is not None


def test_corrections_are_those_of_the_language(text: Text) -> None:
    assert [(each.on.text, each.note.text) for each in text.revisions] == [
        ("1\N{NO-BREAK SPACE}May 2024", "A number.")
    ]


def test_files_are_dated_by_the_last_correction(text: Text) -> None:
    assert text.modified == datetime(2024, 6, 1, 10, tzinfo=UTC)
    assert text.created == datetime(2024, 4, 20, 9, 30, tzinfo=UTC)


def test_all_of_it_is_in_the_colophon(text: Text) -> None:
    lines = {line.name: plain(line.content) for line in colophon(text, "pamphlet")}
    assert lines["revision"].endswith("2024: A number.")
    assert lines["subjects"] == "peace · libraries"
    assert "2024" in lines["revised"]
    assert text.status is not None
    assert text.status.text == "The text has been withdrawn"


def test_verification_looks_for_all_of_it(text: Text) -> None:
    pieces = list(words(text))
    assert {"A/RES/79/201", "General Assembly", "A number.", "peace · libraries"} <= set(pieces)
