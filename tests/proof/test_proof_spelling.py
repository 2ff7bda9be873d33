"""Spelling: unknown words with their places and suggestions, by dictionaries found by language."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import CONTENT, Publish

from publish.checks.typography.spelling import check
from publish.content.load import load
from publish.content.statement import Statement
from publish.proof.dictionaries import FOLDERS, Shelf, find, package

NEEDED = {"ar": "hunspell-ar", "en": "hunspell-en-gb", "es": "hunspell-es", "ru": "hunspell-ru"}


@pytest.fixture(scope="module")
def real() -> Shelf:
    """The system's dictionaries, read once."""
    missing = [name for tag, name in NEEDED.items() if find(tag, FOLDERS) is None]
    assert not missing, f"Install them: sudo apt-get install {' '.join(missing)}"
    return Shelf(FOLDERS)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Two small dictionaries: of English, and of Russian with endings."""
    folder = tmp_path / "dictionaries"
    folder.mkdir()
    words = "peace\nland\nand\nof\nthe\nreader\nwell\nknown\ndon't\n"
    (folder / "en_GB.aff").write_text(
        "SET UTF-8\nTRY abcdefghijklmnopqrstuvwxyz\nREP 1\nREP ee ea\n"
    )
    (folder / "en_GB.dic").write_text(f"9\n{words}")
    (folder / "ru_RU.aff").write_text("SET UTF-8\nSFX A Y 1\nSFX A 0 а .\n")
    (folder / "ru_RU.dic").write_text("2\nмир/A\nв\n")
    return Shelf((folder,))


def make(folder: Path, text: str, language: str = "en", **files: str) -> Statement:
    folder = folder / "content" / "sample"
    folder.mkdir(parents=True)
    (folder / "statement.toml").write_text(f'schema = 1\nsource_language = "{language}"\n')
    (folder / f"{language}.md").write_text(f"+++\ntitle = 'Peace'\n+++\n\n{text}\n", "utf-8")
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, "utf-8")
    return load(folder)


def unknown(statement: Statement, shelf: Shelf) -> list[str]:
    """The words that are found wrong."""
    return [f.problem.message.split("“")[1].split("”")[0] for f in check(statement, shelf)]


def test_a_word_is_shown_once_with_its_places_and_what_was_meant(
    tmp_path: Path, shelf: Shelf
) -> None:
    statement = make(tmp_path, "Peece and land.\n\nThe peece of\nthe peece.")
    first, second = check(statement, shelf)
    assert first.problem.message.startswith("“Peece” is not in the dictionary of en. ")
    assert second.problem.message == (
        "“peece” is not in the dictionary of en (also on line 8). Perhaps “peace” was meant."
    )
    assert second.problem.place
    assert second.problem.place.line == 7
    assert str(second.problem.remedy).startswith("Correct it, or put it into words.en.txt")
    assert {first.severity, second.severity} == {"warning"}


RIGHT = [
    "The well-known reader don’t.",
    "The 2023, 23rd, A4, US, NATO, etc. and the U. S. of p. and.",
    "Peace <https://example.org/wrng> and [the land](https://example.org/wrng).",
    "Peace [мира в мир]{lang=ru} and мир.",
    "**Pe**ace and l*an*d.",
    "pea\u00adce and land",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_or_no_word_is_passed_over(tmp_path: Path, shelf: Shelf, text: str) -> None:
    assert unknown(make(tmp_path, text), shelf) == []


def test_a_phrase_is_looked_up_in_its_own_language(tmp_path: Path, shelf: Shelf) -> None:
    assert unknown(make(tmp_path, "Peace [мирр]{lang=ru} and land."), shelf) == ["мирр"]


def test_lists_of_the_statement_and_of_the_house_make_words_known(
    tmp_path: Path, shelf: Shelf
) -> None:
    text = "Land of foo, Bar, Foo, bar, baz and quxes."
    statement = make(tmp_path, text, words_txt="foo\nBar # a name\n", words_ru_txt="quxes")
    (statement.folder.parent / "words.en.txt").write_text("\nbaz\n")
    assert unknown(statement, shelf) == ["bar", "quxes"]


def test_a_list_changes_neither_the_statement_nor_its_sources(tmp_path: Path) -> None:
    plain = make(tmp_path, "Peace.")
    (plain.folder / "words.txt").write_text("foo\n")
    (plain.folder / "words.en.txt").write_text("")
    with_lists = load(plain.folder)
    assert with_lists == plain
    assert not any(path.suffix == ".txt" for path in with_lists.files)


def test_names_in_the_facts_are_known_with_their_endings(tmp_path: Path, shelf: Shelf) -> None:
    facts = (
        'schema = 1\nsource_language = "ru"\n'
        '[event]\nplace = "Измир"\n'
        '[[signatories]]\nmembers = [{ name = { ru = "Партия Сатурн" } }]\n'
    )
    statement = make(tmp_path, "Мир в Измире, Измира, Сатурном; сатурном в Изм.", "ru")
    (statement.folder / "statement.toml").write_text(facts)
    assert unknown(load(statement.folder), shelf) == ["сатурном"]


def test_a_language_without_a_dictionary_is_a_note_with_its_package(
    tmp_path: Path, shelf: Shelf
) -> None:
    statement = make(tmp_path, "Vrede.", "nl")
    (finding,) = check(statement, shelf)
    assert (finding.severity, finding.code) == ("note", "spelling-unchecked")
    assert finding.problem.remedy == "Install one: sudo apt-get install hunspell-nl"


def test_a_broken_dictionary_fails_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "dictionaries"
    folder.mkdir()
    for suffix in ("aff", "dic"):
        (folder / f"en_GB.{suffix}").write_bytes(bytes(range(256)) * 40)
    findings = list(check(make(tmp_path, "Peace and land."), Shelf((folder,))))
    assert {finding.severity for finding in findings} == {"warning"}


def test_a_dictionary_in_a_statements_folder_is_never_read(tmp_path: Path) -> None:
    statement = make(tmp_path, "Peace.", en_GB_aff="SET UTF-8\n", en_GB_dic="1\npeace\n")
    (statement.folder / "en_GB.aff").write_text("SET UTF-8\n")
    (statement.folder / "en_GB.dic").write_text("1\npeace\n")
    (finding,) = check(statement, Shelf((tmp_path / "nowhere",)))
    assert finding.code == "spelling-unchecked"


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "en_GB"),
        ("en-US", "en_US"),
        ("en-NZ", "en_GB"),
        ("ar", "ar"),
        ("es-MX", "es_MX"),
        ("es", "es_ES"),
        ("pt", "pt_BR"),
        ("pt-PT", "pt_PT"),
        ("sr", "sr_RS"),
        ("sr-Latn", "sr_Latn_RS"),
        ("uz-Cyrl", None),
        ("ru-UA", "ru_RU"),
        ("ga", None),
    ],
)
def test_a_dictionary_is_found_by_its_tag(tmp_path: Path, tag: str, name: str | None) -> None:
    there = ("en_US", "en_GB", "ar", "es_ES", "es_MX", "pt_BR", "pt_PT", "sr_RS", "sr_Latn_RS")
    for known in (*there, "uz_UZ", "ru_RU"):
        for suffix in ("aff", "dic"):
            (tmp_path / f"{known}.{suffix}").touch()
    found = find(tag, (tmp_path / "nowhere", tmp_path))
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("tag", "name"),
    [("pt-PT", "hunspell-pt-pt"), ("ru-UA", "hunspell-ru"), ("en", "hunspell-en-gb"), ("fa", None)],
)
def test_a_package_is_named_by_its_tag(tag: str, name: str | None) -> None:
    assert package(tag) == name


def test_the_example_is_spelt_right(real: Shelf) -> None:
    findings = list(check(load(CONTENT / "open-shelves"), real))
    assert [f.problem.message for f in findings if f.code == "spelling"] == []


REAL = {
    ("en.md", 16, "ans", "and"),
    ("ar.md", 7, "اللاديمقراطية", ""),
    ("ar.md", 18, "يعانيان", ""),
    ("ar.md", 22, "الجيوسياسية", ""),
    ("es.md", 8, "antidemocráticas", ""),
    ("es.md", 16, "grecochipriotas", "greco-chipriotas"),
    ("es.md", 16, "turcochipriotas", "turco-chipriotas"),
    ("es.md", 17, "Sáhara", ""),
    ("ru.md", 31, "многополярный", ""),
}
"""One slip; the rest are right, and for a list: young words, and names that dictionaries lack."""


def test_the_slip_in_the_real_statement_is_found(real: Shelf) -> None:
    findings = list(check(load(CONTENT / "imcwp-23-ukraine"), real))
    found = {
        (place.path.name, place.line, message.split("“")[1].split("”")[0]): message
        for place, message in ((f.problem.place, f.problem.message) for f in findings)
        if place
    }
    assert found.keys() == {row[:3] for row in REAL}
    assert all(meant in found[(name, line, word)] for name, line, word, meant in REAL)


def test_spelling_is_asked_for_and_never_fails_the_command(
    publish: Publish, tmp_path: Path, real: Shelf
) -> None:
    folder = make(tmp_path, "An unmistakeably wrng word.").folder
    plain, asked = (publish("check", "--content", folder.parent, *o) for o in ([], ["--spelling"]))
    assert (plain.returncode, asked.returncode) == (0, 0)
    assert "[spelling]" not in plain.stdout
    assert "en.md:5: “wrng” is not in the dictionary of en. Perhaps " in asked.stdout


def test_the_same_words_give_the_same_findings(tmp_path: Path, real: Shelf) -> None:
    statement = make(tmp_path, "An unmistakeably wrng word, and antoher wrng one.")
    assert list(check(statement, real)) == list(check(statement, Shelf(FOLDERS)))
