"""The page that the first statement came from: its import is that statement, word for word."""

from __future__ import annotations

import html
import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from support import CONTENT, ROOT, Publish

from publish.content.load import load
from publish.content.statement import Block, Statement, ThematicBreak
from publish.incoming.cleaning import Cleaner
from publish.incoming.importing import Imported, Wish, import_file
from publish.incoming.words import said, words, words_of
from publish.text.edit import edit
from publish.text.rules import ALL
from publish.text.words import words as pieces_of
from publish.tools.pandoc import PANDOC

PAGE = Path(__file__).with_name("statement-2023-izmir.txt")
"""The page as it was published, byte for byte."""
KNOWN = CONTENT / "imcwp-23-ukraine"
LANGUAGES = ("en", "ru", "es", "ar")
TOP = "Greece, Communist Party of Greece 23rd IMCWP Ar En Es Ru Europe"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    return import_file(PAGE, tmp_path_factory.mktemp("real"), Wish(slug="imcwp-23-ukraine"))


@pytest.fixture(scope="module")
def statement(imported: Imported) -> Statement:
    return load(imported.folder)


def plain(block: Block) -> Any:
    """A block with its role, without its place and its name."""
    role = None if isinstance(block, ThematicBreak) else block.role
    items = tuple(tuple(map(plain, item.blocks)) for item in getattr(block, "items", ()))
    return type(block).__name__, role, items or said(block)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paragraph_and_bullet_is_where_the_editor_put_it(
    language: str, statement: Statement
) -> None:
    """The committed text, cleaned by the same rules, is what is imported; roles too."""
    known = load(KNOWN).translations[language]
    cleaner = Cleaner(known.path, ALL)
    expected = [plain(cleaner.block(block, language)) for block in known.blocks]
    found = statement.translations[language]
    assert [plain(block) for block in found.blocks] == expected
    assert found.title == cleaner.line(known.title, language, 1)
    assert found.subtitle == (known.subtitle and cleaner.line(known.subtitle, language, 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_cleaning_the_letters_are_those_of_the_page(language: str, tmp_path: Path) -> None:
    """With every rule off the text is the committed one, damage and all."""
    kept = tuple(rule.code for rule in ALL)
    imported = import_file(PAGE, tmp_path, Wish(slug="imcwp-23-ukraine", keep=kept))
    assert imported.assembled.changes == ()
    known = load(KNOWN).translations[language]
    found = load(imported.folder).translations[language]
    assert [plain(block) for block in found.blocks] == [plain(block) for block in known.blocks]


def test_the_facts_are_those_that_the_page_tells(statement: Statement) -> None:
    """All but the day of adoption, the country, and names in a grammatical case."""
    known, found = load(KNOWN).facts, statement.facts
    assert found.signatories == known.signatories
    assert found.upcoming == known.upcoming
    for key in ("source_language", "kind", "status", "published"):
        assert getattr(found, key) == getattr(known, key)
    assert known.event is not None
    assert found.event is not None
    assert (found.event.starts, found.event.ends) == (known.event.starts, known.event.ends)
    for key in ("name", "place"):
        ours, theirs = getattr(found.event, key), getattr(known.event, key)
        assert ours.pick("en", "en") == theirs.pick("en", "en")
    assert found.adopted is None


def test_blocks_that_answer_to_each_other_have_the_same_name(statement: Statement) -> None:
    """All four texts have the same sixteen blocks; each is named in all of them."""
    named = {
        tag: [None if isinstance(b, ThematicBreak) else b.ident for b in each.blocks]
        for tag, each in statement.translations.items()
    }
    assert all(idents == named["en"] for idents in named.values())
    assert named["en"] == [f"p{number}" for number in range(1, len(named["en"]) + 1)]


def test_only_the_top_of_the_web_page_is_unplaced(imported: Imported) -> None:
    unplaced = imported.assembled.unplaced
    assert [remark.line for remark in unplaced] == [1, 4]
    assert unplaced[1].words.startswith(TOP)


def test_the_report_names_every_cleaning_with_its_line(imported: Imported) -> None:
    """Each change is listed under its rule, with the words before and after."""
    report = (imported.folder / "original" / "import-report.md").read_text("utf-8")
    changes = imported.assembled.changes
    assert Counter(change.rule for change in changes)["presentation-forms"] == 7
    for change in changes:
        assert f"line {change.place.line}: “{change.before}” became “{change.after}”" in report
    lines = PAGE.read_text("utf-8").split("\n")
    for change in changes:
        assert change.place.line
        assert not words(change.before) - words(lines[change.place.line - 1])
    assert (imported.folder / "original" / PAGE.name).read_bytes() == PAGE.read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_edition_says_exactly_the_words_of_the_page(language: str, statement: Statement) -> None:
    """All the words that the page has in a language, none more but the program's own.

    The raw words are those of tests/words, taken from the page by script.
    """
    folder = ROOT / "tests" / "words" / "imcwp-23-ukraine"
    source = words((folder / f"{language}.txt").read_text("utf-8"))
    said_here = words_of(pieces_of(edit(statement, language)))
    assert source - said_here == Counter()
    translation = statement.translations[language]
    text = words_of([translation.title, translation.subtitle or ""])
    text += words_of(said(block) for block in translation.blocks)
    # What no language owns stands in the facts, and came from the English part.
    facts = words_of(
        name.pick("en", "en").text
        for group in statement.facts.signatories
        for name in (group.heading, *(member.name for member in group.members))
        if name
    )
    own = facts + words("The statement is open for further subscriptions")
    assert text + (own if language == "en" else Counter()) == source


def test_the_pamphlets_hold_every_word_of_the_page(
    imported: Imported, publish: Publish, tmp_path: Path
) -> None:
    """Built from the imported folder, as PDFium reads the finished files."""
    import pypdfium2

    content, slug = imported.folder.parent, imported.folder.name
    done = publish("build", slug, "--content", content, "-e", "pamphlet", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    for language in LANGUAGES:
        path = tmp_path / slug / f"{slug}.{language}.pamphlet.pdf"
        with pypdfium2.PdfDocument(path) as document:
            pages = [page.get_textpage().get_text_range() for page in document]
        text = "\n".join(pages).replace("\ufffe\r\n", "").replace("\ufffe", "")
        folder = ROOT / "tests" / "words" / "imcwp-23-ukraine"
        source = words((folder / f"{language}.txt").read_text("utf-8"))
        assert source - words(text) == Counter()


def test_the_command_exits_1_and_tells_programs_why(publish: Publish, tmp_path: Path) -> None:
    done = publish("import", PAGE, "--slug", "x", "-o", tmp_path, "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert told["languages"] == ["en", "ar", "es", "ru"]
    assert [remark["line"] for remark in told["unplaced"]] == [1, 4]
    assert f"{PAGE}:4: " in done.stderr
    assert (tmp_path / "x" / "statement.toml").is_file()


@pytest.mark.parametrize("form", ["html", "docx", "odt"])
def test_the_same_page_in_another_form_is_the_same_statement(
    form: str, imported: Imported, tmp_path: Path
) -> None:
    """Sent as a document, or saved as a page whose bullets and numbers were typed."""
    lines = (line for line in PAGE.read_text("utf-8").split("\n") if line.strip())
    page = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines)
    path = tmp_path / f"page.{form}"
    program = PANDOC.path()
    assert program is not None
    subprocess.run([program, "-f", "html", "-o", path], input=page, text=True, check=True)
    again = import_file(path, tmp_path / "content", Wish(slug="imcwp-23-ukraine"))
    for name in ("statement.toml", *(f"{language}.md" for language in LANGUAGES)):
        assert (again.folder / name).read_bytes() == (imported.folder / name).read_bytes()


def test_any_order_of_languages_is_as_good(tmp_path: Path, statement: Statement) -> None:
    """The four texts turned round: the first is the source then, and the texts are the same."""
    lines = PAGE.read_text("utf-8").split("\n")
    cuts = [(90, 133), (136, 179), (182, 229), (5, 88)]
    page = tmp_path / "turned.txt"
    page.write_text("\n\n\n".join("\n".join(lines[a:b]) for a, b in cuts), encoding="utf-8")
    imported = import_file(page, tmp_path / "content", Wish(slug="turned"))
    assert imported.assembled.unplaced == ()
    again = load(imported.folder)
    assert again.facts.source_language == "ru"
    assert again.facts.signatories == statement.facts.signatories
    for tag, text in statement.translations.items():
        assert [plain(b) for b in again.translations[tag].blocks] == [plain(b) for b in text.blocks]
