"""Facts of documents of bodies: symbol, organ, subjects, corrections."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.content.facts import Facts, Status
from publish.content.load import load
from publish.content.writing_facts import facts_file
from publish.errors import ContentError

MakeFolder = Callable[..., Path]

FACTS = """\
schema = 1
source_language = "en"
status = "superseded"
superseded_by = "other"
revised = 2024-06-01T10:00:00
symbol = "A/RES/79/201"
subjects = ["peace", "libraries"]
issued_by = { en = "General Assembly", ar = "الجمعية العامة" }

[[revisions]]
on = 2024-06-01
note = { en = "A name." }
languages = ["en", "ar"]

[[revisions]]
on = 2024-06-02
note = "Another."
"""


def test_they_are_read_and_written(make_folder: MakeFolder) -> None:
    facts = load(make_folder({"statement.toml": FACTS})).facts
    assert facts.status is Status.SUPERSEDED
    assert facts.subjects == ("peace", "libraries")
    assert facts.revisions[0].languages == ("en", "ar")
    assert Facts.model_validate(tomllib.loads(facts_file(facts))) == facts


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('symbols = "A/1"', 'unknown key "symbols"'),
        ('superseded_by = "No Slug"\nstatus = "superseded"', "superseded_by"),
        ('subjects = "peace"', "subjects must be a list"),
        ('[[revisions]]\nnote = "A name."', 'the key "on" is missing'),
        ('[[revisions]]\non = 2024-06-01\nnote = "A."\nlanguages = ["English!"]', "languages"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(line: str, said: str, make_folder: MakeFolder) -> None:
    facts = f'schema = 1\nsource_language = "en"\n{line}\n'
    with pytest.raises(ContentError) as caught:
        load(make_folder({"statement.toml": facts}))
    assert said in str(caught.value)
    assert "statement.toml" in str(caught.value)
