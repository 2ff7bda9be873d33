"""Numbers of lists and shapes of tables, language by language."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.collate.collate import collate
from publish.collate.collation import Difference, Kind
from publish.content.load import load

SOURCE = """\
{.operative}
5. Decides to open a room: {#open}
   1. for books;
   2. for maps;
6. Decides to close it, see [](#open).

| Harbour | Rooms |
|---|---:|
| North | 12 |
| South | 18 |
"""
FRENCH = (
    SOURCE.replace("Decides to open a room", "Décide d'ouvrir une salle")
    .replace("for books", "pour les livres")
    .replace("for maps", "pour les cartes")
    .replace("Decides to close it, see", "Décide de la fermer, voir")
    .replace("Harbour", "Port")
    .replace("Rooms", "Salles")
    .replace("North", "Nord")
    .replace("South", "Sud")
)


def differences(french: str, folder: Path) -> list[Difference]:
    folder = folder / "x"
    folder.mkdir()
    (folder / "statement.toml").write_text('schema = 1\nsource_language = "en"\n', "utf-8")
    for language, text in (("en", SOURCE), ("fr", french)):
        (folder / f"{language}.md").write_text(f'+++\ntitle = "T"\n+++\n\n{text}', "utf-8")
    return list(collate(load(folder)).differences())


def test_what_agrees_is_not_told(tmp_path: Path) -> None:
    """Neither are the numbers that references print: each language has its own."""
    assert differences(FRENCH, tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "line", "said"),
    [
        (
            "{.operative}",
            '{.operative numbers="I."}',
            *(Kind.NUMBERING, 6, "“V.” here, “5.” in the source"),
        ),
        ("   1. pour", '   {numbers="1)"}\n   1. pour', Kind.NUMBERING, 8, "(1), not (a))"),
        ("   2. pour les cartes;\n", "", Kind.ITEM_MISSING, None, "for maps"),
        ("| Sud | 18 |\n", "", Kind.TABLES, 11, "2 rows and 2 columns here, 3 rows and 2 col"),
        (
            "| Port | Salles |\n|---|---:|\n| Nord | 12 |\n| Sud | 18 |",
            "| Port | Salles | |\n|---|---:|---|\n| Nord | 12 | |\n| Sud | 18 | |",
            *(Kind.TABLES, 11, "3 rows and 3 columns here, 3 rows and 2 col"),
        ),
        ("| Sud | 18 |", "| Sud | 81 |", Kind.NUMBERS, 14, "“81” here, “18” in en"),
    ],
)
def test_what_differs_is_told_with_its_line(
    old: str, new: str, kind: Kind, line: int | None, said: str, tmp_path: Path
) -> None:
    assert old in FRENCH
    found = {each.kind: each for each in differences(FRENCH.replace(old, new), tmp_path)}
    assert kind in found, found
    assert said in found[kind].message
    if line is not None:
        assert found[kind].place.line == line
