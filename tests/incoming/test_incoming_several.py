"""Several files are one statement, and a file can be one more language of a statement."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from publish.content.load import load
from publish.errors import CommandError
from publish.incoming.importing import Wish, import_file, import_files

EN = """\
# An open letter on shelves

We ask the city to keep its reading rooms open to everybody, whoever they are.[^1]

## Doors

- They stay open in the evening.
- Nobody is sent away from them.

[^1]: The letter was read aloud.
"""
FR = """\
# Lettre ouverte sur les étagères

Nous demandons à la ville de garder ses salles de lecture ouvertes à toutes et à tous.[^1]

## Les portes

- Elles restent ouvertes le soir.
- Personne n'en est renvoyé.

[^1]: La lettre a été lue à haute voix.
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "sent.md").write_text(EN)
    (tmp_path / "envoyé.md").write_text(FR)
    return tmp_path / "sent.md", tmp_path / "envoyé.md"


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_several_files_are_the_languages_of_one_statement(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    """The first is the source; blocks that answer to each other have the same identifier."""
    imported = import_files(files, tmp_path / "content", Wish(slug="s"))
    statement = load(imported.folder)
    assert statement.languages == ("en", "fr")
    assert statement.facts.source_language == "en"
    idents = [
        [getattr(block, "ident", None) for block in statement.translations[tag].blocks]
        for tag in ("en", "fr")
    ]
    assert idents == [["p1", "p2", "p3"]] * 2
    assert len(statement.translations["fr"].notes) == 1
    assert imported.assembled.unplaced == ()
    assert {path.name for path in (imported.folder / "original").iterdir()} == {
        "sent.md", "envoyé.md", "import-report.md",
    }  # fmt: skip


def test_places_say_which_file(files: tuple[Path, Path], tmp_path: Path) -> None:
    files[1].write_text(FR + "\n\n<div hidden>caché</div>\n")
    imported = import_files(files, tmp_path / "content", Wish(slug="s"))
    (remark,) = imported.assembled.unplaced
    assert imported.places.of(remark.line) == "envoyé.md, line 13"
    assert imported.places.in_file(remark.line) == f"{files[1]}:13"


def test_a_language_is_added_and_nothing_else_changes(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    folder = import_file(files[0], tmp_path / "content", Wish(slug="s")).folder
    before = bytes_in(folder)
    for _ in range(2):  # the second time there is nothing to do
        imported = import_files([files[1]], tmp_path / "content", Wish(into="s"))
    assert not imported.is_new
    after = bytes_in(folder)
    assert before.items() <= after.items()
    assert {Path(name).name for name in after.keys() - before.keys()} == {
        "fr.md", "envoyé.md", "import-report.fr.md",
    }  # fmt: skip
    statement = load(folder)
    assert statement.facts.source_language == "en"
    (aligned,) = imported.assembled.aligned
    assert [ours is not None and theirs is not None for ours, theirs in aligned.pairs] == [True] * 3
    report = (folder / "original" / "import-report.fr.md").read_text()
    assert "2 “Doors” = 2 “Les portes”" in report


def test_identifiers_of_the_source_are_repeated(files: tuple[Path, Path], tmp_path: Path) -> None:
    folder = import_file(files[0], tmp_path / "content", Wish(slug="s")).folder
    source = folder / "en.md"
    source.write_text(source.read_text().replace("## Doors", "{#doors}\n## Doors"))
    import_files([files[1]], tmp_path / "content", Wish(into="s"))
    assert "{#doors}\n## Les portes" in (folder / "fr.md").read_text()


def test_what_cannot_be_added_is_refused(files: tuple[Path, Path], tmp_path: Path) -> None:
    """The source is never replaced, a translation only if that was asked for."""
    content = tmp_path / "content"
    folder = import_file(files[0], content, Wish(slug="s")).folder
    before = bytes_in(folder)
    for replace in (False, True):
        with pytest.raises(CommandError, match='"en", which is the source language of s'):
            import_files([files[0]], content, Wish(into="s", replace=replace))
    with pytest.raises(CommandError, match="its name and its source language stay"):
        import_files([files[1]], content, Wish(into="s", source_language="fr"))
    assert bytes_in(folder) == before
    import_files([files[1]], content, Wish(into="s"))
    files[1].write_text(FR.replace("portes", "grilles"))
    with pytest.raises(CommandError, match='s has a text in "fr" already'):
        import_files([files[1]], content, Wish(into="s"))
    import_files([files[1]], content, Wish(into="s", replace=True))
    assert "grilles" in (folder / "fr.md").read_text()
    assert "portes" in (folder / "original" / "replaced-1" / "fr.md").read_text()


def test_two_files_in_one_language_are_refused(files: tuple[Path, Path], tmp_path: Path) -> None:
    files[1].write_text(EN)
    with pytest.raises(CommandError, match=r'files are in "en": sent\.md, envoyé\.md'):
        import_files(files, tmp_path / "content", Wish())
    named = import_files(files, tmp_path / "content", Wish(languages=("en", "en-GB")))
    assert load(named.folder).languages == ("en", "en-GB")


def test_the_name_of_a_file_tells_its_language(tmp_path: Path) -> None:
    """Where the text may be in it: also a language that no detector was taught."""
    (tmp_path / "en.md").write_text(EN)
    (tmp_path / "letter.sr-Latn.md").write_text(
        "# Otvoreno pismo\n\nMolimo grad da čitaonice ostanu otvorene za sve koji dođu.\n"
    )
    found = import_files(
        [tmp_path / "en.md", tmp_path / "letter.sr-Latn.md"], tmp_path / "c", Wish(slug="s")
    )
    assert load(found.folder).languages == ("en", "sr-Latn")


def test_the_command_shows_what_answers_to_what(files: tuple[Path, Path], tmp_path: Path) -> None:
    content = tmp_path / "content"
    import_file(files[0], content, Wish(slug="s"))
    command = [sys.executable, "-m", "publish", "import", str(files[1]), "-o", str(content)]
    done = subprocess.run([*command, "--into", "s"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert "fr: 2 “Doors” = 2 “Les portes”" in done.stderr


# --- Which language -----------------------------------------------------------------

SERBIAN = (
    "Mi, čuvari malih čitaonica u lučkim gradovima, obećavamo svima koji uđu sledeće. "
    "Otvorićemo vrata svakog jutra i niko neće biti upitan za karticu ili novac."
)


def test_a_language_that_cannot_be_told_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(f"{SERBIAN}\n")
    with pytest.raises(CommandError, match=r"might be .*sr-Latn.*Name its language with -l"):
        import_file(path, tmp_path / "content", Wish())
    imported = import_file(path, tmp_path / "content", Wish(languages=("sr-Latn",)))
    assert load(imported.folder).languages == ("sr-Latn",)


def test_markup_that_says_the_language_is_believed(tmp_path: Path) -> None:
    """Of a part, though its words look like another language; and of the whole page."""
    path = tmp_path / "page.html"
    for page in (
        f'<html lang="sr-Latn"><body><h1>Pismo</h1><p>{SERBIAN}</p></body></html>',
        f'<div lang="sr-Latn"><h1>Pismo</h1><p>{SERBIAN}</p></div>',
    ):
        path.write_text(page)
        imported = import_file(path, tmp_path / "content", Wish(slug="s", replace=True))
        assert [each.language for each in imported.assembled.translations] == ["sr-Latn"]


def test_a_part_in_a_script_of_its_own_keeps_its_titles(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        '<div lang="en"><h1>Reading Room Contract</h1><p>Version 1.1 ratified on 26 April.</p>'
        '</div><div lang="ja"><h1>Reading Room 契約</h1>'
        "<p>Version 1.1 は 4 月 26 日に承認。</p></div>"
    )
    imported = import_file(path, tmp_path / "content", Wish(slug="s"))
    titles = {each.language: each.title for each in imported.assembled.translations}
    assert titles == {"en": "Reading Room Contract", "ja": "Reading Room 契約"}


def test_a_paragraph_with_foreign_names_stays_in_its_text(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(
        "# ميثاق القراءة\n\nنتعهد بأن تبقى الرفوف مفتوحة للجميع في كل يوم من أيام السنة.\n\n"
        "كيفت هذه القواعد من [Reading Rooms Pledge](https://example.org/a), متاح في "
        "<https://www.example.org/ar/version/1/4/reading-rooms-pledge>\n"
    )
    imported = import_file(path, tmp_path / "content", Wish(slug="s"))
    assert [each.language for each in imported.assembled.translations] == ["ar"]
    assert imported.assembled.unplaced == ()
