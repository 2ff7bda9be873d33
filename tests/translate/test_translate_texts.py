"""Legal texts out to translators and back: numbers, references, cells, terms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publish.content.load import load
from publish.content.statement import DefinitionList, ListBlock, Table
from publish.translate.files import FORMS
from publish.translate.incoming import incoming
from publish.translate.sheet import sheet

TEXT = """\
{.operative}
5. Decides: {#open}
   1. to open;
   2. to close, see [](#open);

| Harbour | *Rooms* | |
|---|---:|---|
| North | 12 | |

{.caption}
Rooms by harbour

Register
: the list of rooms

{.annex}
## Rooms

{.verse}
One
two
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "x"
    folder.mkdir(parents=True)
    (folder / "statement.toml").write_text('schema = 1\nsource_language = "en"\n', "utf-8")
    (folder / "en.md").write_text(f'+++\ntitle = "T"\n+++\n\n{TEXT}', "utf-8")
    return tmp_path / "content"


@pytest.mark.parametrize("form", sorted(FORMS))
def test_all_of_it_comes_back(form: str, content: Path) -> None:
    """Every passage translated into itself makes the same text again, numbers and all."""
    statement = load(content / "x")
    out = sheet(statement, "fr")
    told = replace(out, entries=tuple(replace(e, target=e.source) for e in out.entries))
    written = FORMS[form].write(told, statement.folder)
    back = FORMS[form].read(written, Path("x"), content)
    found = incoming(statement, back, Path("x"))
    assert not found.refused
    assert not found.remarks
    text = found.files[content / "x" / "fr.md"]
    assert text.partition("+++\n\n")[2].replace("|  |", "| |") == TEXT


def test_cells_are_passages_by_row_and_column(content: Path) -> None:
    idents = [entry.ident for entry in sheet(load(content / "x"), "fr").entries]
    assert {"2.1.1", "2.1.2", "2.2.1", "2.2.2"} <= set(idents)
    assert "2.1.3" not in idents  # nothing is in it


@pytest.mark.parametrize(("form", "mark"), [("xliff", ">5.<"), ("po", "#. 5.")])
def test_translators_see_the_numbers(form: str, mark: str, content: Path) -> None:
    statement = load(content / "x")
    written = FORMS[form].write(sheet(statement, "fr"), statement.folder).decode()
    assert mark in written
    assert mark.replace("5.", "(b)") in written


def test_what_is_not_told_keeps_its_place(content: Path) -> None:
    statement = load(content / "x")
    out = sheet(statement, "fr")
    entries = tuple(e for e in out.entries if e.ident in ("title", "2.2.1"))
    told = replace(out, entries=tuple(replace(e, target=e.source) for e in entries))
    text = incoming(statement, told, Path("x")).files[content / "x" / "fr.md"]
    (content / "x" / "fr.md").write_text(text, "utf-8")
    blocks = load(content / "x").translations["fr"].blocks
    listed, table, _, terms, *_ = blocks
    assert isinstance(listed, ListBlock)
    assert isinstance(table, Table)
    assert isinstance(terms, DefinitionList)
    assert listed.start == 5
    assert "[Harbour]{lang=en}" in text
    assert "| North | [12]{lang=en} |" in text
