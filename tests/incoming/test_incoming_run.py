"""An import again changes nothing, and an editor's later corrections are never lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from publish.content.load import find, load
from publish.errors import CommandError, ContentError
from publish.incoming.conserving import lost, made_up
from publish.incoming.importing import Wish, import_file
from publish.incoming.readers.files import read_page

PAGE = """\
Open doors


We who keep small rooms with many books ask for one  thing: that they are open ,and that nobody
is sent away from them.

The rooms are open to all, whoever they are and wherever they come from.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE.replace(",and", ", and").replace("body\nis", "body is"))
    return path


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_file_gives_the_same_bytes(file: Path, tmp_path: Path) -> None:
    one = import_file(file, tmp_path / "one", Wish())
    other = import_file(file, tmp_path / "other", Wish())
    assert one.is_new
    assert one.folder.name == "open-doors"
    assert snapshot(one.folder) == snapshot(other.folder)
    assert set(snapshot(one.folder)) == {
        "statement.toml",
        "en.md",
        "original/page.txt",
        "original/import-report.md",
    }


def test_importing_again_changes_nothing(file: Path, tmp_path: Path) -> None:
    first = import_file(file, tmp_path / "content", Wish())
    times = {path: path.stat().st_mtime_ns for path in first.folder.rglob("*")}
    again = import_file(file, tmp_path / "content", Wish())
    assert not again.is_new
    assert {path: path.stat().st_mtime_ns for path in first.folder.rglob("*")} == times


def test_a_correction_is_not_overwritten(file: Path, tmp_path: Path) -> None:
    """The refusal names the files; languages that were added since are no reason for it."""
    folder = import_file(file, tmp_path / "content", Wish()).folder
    (folder / "fr.md").write_text('+++\ntitle = "T"\n+++\n\nTexte.\n')
    assert not import_file(file, tmp_path / "content", Wish()).is_new
    corrected = folder / "en.md"
    corrected.write_text(corrected.read_text().replace("rooms", "halls"))
    before = snapshot(folder)
    with pytest.raises(CommandError, match=r"differs from the file in: en\.md.*--replace"):
        import_file(file, tmp_path / "content", Wish())
    assert snapshot(folder) == before


def test_what_is_replaced_is_kept_beside(file: Path, tmp_path: Path) -> None:
    folder = import_file(file, tmp_path / "content", Wish()).folder
    imported = snapshot(folder)
    for number in (1, 2):
        (folder / "en.md").write_text(f'+++\ntitle = "Mine {number}"\n+++\n\nText.\n')
        import_file(file, tmp_path / "content", Wish(replace=True))
        kept = folder / "original" / f"replaced-{number}" / "en.md"
        assert f"Mine {number}" in kept.read_text()
    assert imported.items() <= snapshot(folder).items()
    assert load(folder).languages == ("en",)
    assert find(tmp_path / "content", []) == (folder,)


def test_each_rule_can_be_switched_off(file: Path, tmp_path: Path) -> None:
    def text(*keep: str) -> str:
        imported = import_file(file, tmp_path / "-".join(("c", *keep)), Wish(keep=keep))
        assert not {change.rule for change in imported.assembled.changes} & {*keep}
        return (imported.folder / "en.md").read_text()

    assert "for one thing: that they are open, and" in text()
    assert "for one  thing: that they are open, and" in text("doubled-spaces")
    assert "for one thing: that they are open , and" in text("space-before-punctuation")
    with pytest.raises(CommandError, match='no cleaning rule "spaces"'):
        text("spaces")


def test_a_language_that_is_not_there_is_refused(file: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match='no text in "ru"; found were: en'):
        import_file(file, tmp_path, Wish(source_language="ru"))
    with pytest.raises(CommandError, match="is not a language tag"):
        import_file(file, tmp_path, Wish(languages=("english",)))
    with pytest.raises(CommandError, match="cannot be the name of a statement"):
        import_file(file, tmp_path, Wish(slug="A b"))


def test_a_text_without_a_title_gets_one_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("We who keep small rooms with many books ask for open doors. That is all.\n")
    imported = import_file(path, tmp_path / "content", Wish())
    (remark,) = [each for each in imported.assembled.doubts if "no title" in each.message]
    assert remark.words == "We who keep small rooms with many books…"
    assert load(imported.folder).translations["en"].title == remark.words
    assert imported.assembled.unplaced == ()


def test_a_title_alone_is_no_statement(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("Open doors for everybody in the country\n")
    with pytest.raises(ContentError, match="no text under the titles"):
        import_file(path, tmp_path / "content", Wish())
    assert not (tmp_path / "content").exists()


def test_a_lost_word_would_be_seen(file: Path, tmp_path: Path) -> None:
    """The count at the end notices one word less, one more, and one letter."""
    imported = import_file(file, tmp_path / "content", Wish())
    page = read_page(file.read_bytes(), file)
    written = load(imported.folder)
    assert not lost(page, imported.assembled, written)
    assert not made_up(page, imported.assembled, written)
    path = imported.folder / "en.md"
    path.write_text(path.read_text().replace("many books", "many boots"))
    changed = load(imported.folder)
    assert lost(page, imported.assembled, changed) == Counter({"books": 1})
    assert made_up(page, imported.assembled, changed) == Counter({"boots": 1})


SIGNED = """{title}


{text}

{text}


{heading}

  1. {name} {one}
  2. {name} {two}
"""


def test_signatories_in_two_languages_are_the_same_ones(tmp_path: Path) -> None:
    """Where the counts differ, nobody can tell who is who: the list stays in its text."""
    en = SIGNED.format(
        title="Open doors",
        text="We who keep small rooms with many books ask that all of them are open to everybody.",
        heading="Signatories",
        name="Union of Rooms of",
        one="Greece",
        two="Malta",
    )
    es = SIGNED.format(
        title="Puertas abiertas",
        text="Quienes cuidamos pequeñas salas con muchos libros pedimos que todas estén abiertas.",
        heading="Firmantes",
        name="Unión de Salas de",
        one="Grecia",
        two="Malta",
    )
    for more in ("", "  3. Unión de Salas de Italia\n"):
        path = tmp_path / f"page{len(more)}.txt"
        path.write_text(f"{en}\n\n{es}{more}")
        imported = import_file(path, tmp_path / "content", Wish(slug=f"s{len(more)}"))
        found = load(imported.folder)
        (group,) = found.facts.signatories
        assert [member.country for member in group.members] == ["GR", "MT"]
        assert imported.assembled.unplaced == ()
        names = group.members[0].name.root
        kinds = [type(block).__name__ for block in found.translations["es"].blocks]
        if more:
            assert names == {"en": "Union of Rooms of Greece"}
            assert kinds[-2:] == ["Heading", "ListBlock"]
        else:
            assert names == {"en": "Union of Rooms of Greece", "es": "Unión de Salas de Grecia"}
            assert kinds[-1] == "Paragraph"


SENT = """\
CALL FOR OPEN ROOMS
Appeal of the Second Meeting

Dear friends,

We who met in Tunis on 3-5 May 2024 say this: rooms with books must stay open for all who come.
Nobody should be sent away from them for want of a card, and nobody should have to pay.

DEMANDS

- open doors in the evening, for those who work by day,
- no fees.

We ask all who agree to sign.

Take one down and read!

For the meeting
Anna Borg
Tunis, 5 May 2024

Signed by:

• Library Workers of Malta
• Book Cart Collective
• Readers' Union of Tunisia
"""


def test_a_text_as_it_is_sent_by_mail(tmp_path: Path) -> None:
    """Titles on two lines, an address, a call, a signature, names under a heading."""
    path = tmp_path / "mail.txt"
    path.write_text(SENT)
    imported = import_file(path, tmp_path / "content", Wish(slug="s"))
    statement = load(imported.folder)
    found = statement.translations["en"]
    assert (found.title, found.subtitle) == ("CALL FOR OPEN ROOMS", "Appeal of the Second Meeting")
    roles = [getattr(block, "role", None) for block in found.blocks]
    assert roles == ["salutation", "lead", None, None, None, "slogan", "signature"]
    (group,) = statement.facts.signatories
    assert [member.country for member in group.members] == ["MT", None, "TN"]
    assert imported.assembled.unplaced == ()
