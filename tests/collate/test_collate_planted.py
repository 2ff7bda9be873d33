"""What is planted in a copy of a real statement is found, at its block and nowhere else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from support import CONTENT

from publish.collate.collate import collate
from publish.collate.collation import Collation, Difference, Kind
from publish.content.load import load

SLUG = "imcwp-23-ukraine"
NOT_FACTS = frozenset(Kind) - {Kind.FACT}


def collated(folder: Path) -> Collation:
    return collate(load(folder))


def said(collation: Collation) -> set[tuple[Kind, str, str]]:
    """What is reported, without line numbers, which a planted line moves."""
    return {
        (found.kind, found.language, found.message)
        for found in collation.differences()
        if found.kind in NOT_FACTS
    }


@pytest.fixture(scope="module")
def clean() -> set[tuple[Kind, str, str]]:
    """What is reported of the statement as it stands."""
    return said(collated(CONTENT / SLUG))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT / SLUG, tmp_path / SLUG))


@dataclass(frozen=True)
class Plant:
    """A change of one file, and what is to be found at the source's line that begins so."""

    language: str
    change: Callable[[str], str]
    kinds: set[Kind]
    block: str


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def without(beginning: str) -> Callable[[str], str]:
    """Without the line that begins so."""

    def change(text: str) -> str:
        (line,) = (line for line in text.splitlines() if line.startswith(beginning))
        return text.replace(f"{line}\n", "", 1)

    return change


def exchanged(first: str, second: str) -> Callable[[str], str]:
    """With two lines in each other's places."""

    def change(text: str) -> str:
        lines = text.splitlines()
        one, two = (
            next(i for i, line in enumerate(lines) if line.startswith(beginning))
            for beginning in (first, second)
        )
        lines[one], lines[two] = lines[two], lines[one]
        return "\n".join(lines) + "\n"

    return change


def with_line(beginning: str, new: str) -> Callable[[str], str]:
    """With another line in the place of the one that begins so."""

    def change(text: str) -> str:
        (line,) = (line for line in text.splitlines() if line.startswith(beginning))
        return text.replace(line, new, 1)

    return change


def after(beginning: str, paragraph: str) -> Callable[[str], str]:
    """With a paragraph of its own after the line that begins so."""

    def change(text: str) -> str:
        (line,) = (line for line in text.splitlines() if line.startswith(beginning))
        return text.replace(line, f"{line}\n\n{paragraph}", 1)

    return change


def divided(end: str) -> Callable[[str], str]:
    """With a paragraph cut in two after these words."""
    return replaced(f"{end} ", f"{end}\n\n")


ENGLISH = (
    "It is a war utilized by the bourgeois classes to distort history and to attack the communist "
    "and labour movement and repress it, both in Ukraine and Russia, as well as in other countries."
)
FRENCH = (
    "C’est une guerre que les classes bourgeoises utilisent pour déformer l’histoire et pour "
    "réprimer le mouvement communiste et ouvrier, en Ukraine, en Russie et dans d’autres pays."
)
RUSSIAN = (
    "Эту войну буржуазия использует для фальсификации истории, для нападок на коммунистическое и "
    "рабочее движение, для его подавления как на Украине, так и в России, в других странах."
)
GREETING = "Приветствуем также всех, кто пришёл на площадь, чтобы поддержать участников встречи."

PLANTED = {
    "a dropped bullet": Plant(
        "es", without("- con el pueblo del Sáhara"), {Kind.ITEM_MISSING}, "- With the people of We"
    ),
    "a dropped paragraph": Plant(
        "ru", without("Эта империалистическая"), {Kind.MISSING}, "It is an imperialist war"
    ),
    "an added paragraph": Plant(
        "ru", after("Мы призываем", GREETING), {Kind.EXTRA}, "We call for an escalation"
    ),
    "exchanged paragraphs": Plant(
        "ru",
        exchanged("Мы боремся против", "Мы призываем"),
        {Kind.MOVED},
        "We struggle against foreign",
    ),
    "an item moved to the end": Plant(
        "ar",
        exchanged("- مع شعب كوبا", "- مع شعب الصحراء"),
        {Kind.MOVED},
        "- With the people of Cuba",
    ),
    "a divided paragraph": Plant(
        "es",
        divided("Rusia-China."),
        {Kind.DIVIDED},
        "The real question today",
    ),
    "merged paragraphs": Plant(
        "es",
        replaced("geopolíticos, etc.\n\n", "geopolíticos, etc. "),
        {Kind.MERGED},
        "It is a war waged by bourgeois",
    ),
    "a changed ordinal": Plant("ru", replaced("23-й", "24-й"), {Kind.NUMBERS}, "With this"),
    "a changed day": Plant("es", replaced("20-22 de", "20-23 de"), {Kind.DATES}, "With this"),
    "a changed month": Plant("ru", replaced("октября", "ноября"), {Kind.DATES}, "With this"),
    "a changed year": Plant("ar", replaced("أكتوبر2023", "أكتوبر2022"), {Kind.DATES}, "With this"),
    "a missing place": Plant("ru", replaced("в Измире ", ""), {Kind.NAMES}, "With this"),
    "a missing country": Plant(
        "ar",
        replaced("تركيا واليونان و بلدان", "تركيا و بلدان"),
        {Kind.NAMES},
        "- With the peoples of Turkey",
    ),
    "a country too many": Plant(
        "es",
        replaced("con el pueblo de Cuba", "con el pueblo de Cuba y Palestina"),
        {Kind.NAMES},
        "- With the people of Cuba",
    ),
    "a passage left in English": Plant(
        "es",
        with_line("Es una guerra que se utiliza", ENGLISH),
        {Kind.UNTRANSLATED},
        "It is a war utilized",
    ),
    "a passage of another translation": Plant(
        "es",
        with_line("Es una guerra que se utiliza", RUSSIAN),
        {Kind.LANGUAGE},
        "It is a war utilized",
    ),
    "a passage of a language that is none of the statement's": Plant(
        "es",
        with_line("Es una guerra que se utiliza", FRENCH),
        {Kind.LANGUAGE},
        "It is a war utilized",
    ),
    "a link": Plant(
        "ar",
        replaced("يا عمال العالم", "[يا عمال العالم](https://example.org/)"),
        {Kind.LINKS},
        "Workers of all lands",
    ),
    "emphasis": Plant(
        "ru",
        replaced("Пролетарии всех стран", "*Пролетарии* всех стран"),
        {Kind.EMPHASIS},
        "Workers of all lands",
    ),
    "half a paragraph": Plant(
        "ru",
        replaced(
            ", прежде всего США, заполонивших весь мир, а также против отправки войск и "
            "оружия на Украину и участия наших стран в империалистическом конфликте",
            "",
        ),
        {Kind.LENGTH},
        "We struggle against foreign",
    ),
    "a lost role": Plant("es", replaced("{.slogan}\n", ""), {Kind.FORM}, "Workers of all lands"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_what_is_planted_is_found_at_its_block_and_nothing_else(
    folder: Path, clean: set[tuple[Kind, str, str]], name: str
) -> None:
    plant = PLANTED[name]
    file = folder / f"{plant.language}.md"
    file.write_text(plant.change(file.read_text("utf-8")), "utf-8")
    collation = collated(folder)
    new = [
        found
        for found in collation.differences()
        if found.kind in NOT_FACTS and (found.kind, found.language, found.message) not in clean
    ]
    assert {found.kind for found in new} == plant.kinds
    assert {found.language for found in new} == {plant.language}
    assert {found.place.path.name for found in new} == {file.name}
    lines = (folder / "en.md").read_text("utf-8").splitlines()
    (line,) = (i for i, text in enumerate(lines, 1) if text.startswith(plant.block))
    assert line in {found.beside.line for found in new if found.beside}


def test_the_clean_statement_has_its_true_differences_and_no_others(
    clean: set[tuple[Kind, str, str]],
) -> None:
    """Sections and title lines that the source alone has, and a name that only Russian has."""
    for language in ("ar", "es", "ru"):
        kinds = {kind for kind, tag, _ in clean if tag == language}
        assert {Kind.SIGNATORIES, Kind.SUBSCRIPTION} <= kinds
    assert {tag for kind, tag, _ in clean if kind is Kind.TITLES} == {"ar"}
    assert [(tag, "Украину" in said) for kind, tag, said in clean if kind is Kind.NAMES] == [
        ("ru", True)
    ]
    assert len(clean) == 8


def test_where_all_translations_agree_the_source_is_suspected(folder: Path) -> None:
    file = folder / "en.md"
    file.write_text(file.read_text("utf-8").replace("23rd", "24th", 1), "utf-8")
    found = [one for one in collated(folder).differences() if one.kind is Kind.NUMBERS]
    assert [one.language for one in found] == ["ar", "es", "ru"]
    assert all("source is wrong" in (one.remedy or "") for one in found)


def test_a_clean_statement_in_many_languages_has_no_difference() -> None:
    """Six languages of three scripts, two ways of writing digits, notes, lists in lists."""
    assert said(collated(CONTENT / "open-shelves")) == set()


def test_every_difference_of_the_table_is_one_of_its_rows(folder: Path) -> None:
    collation = collated(folder)
    rows = [difference for row in collation.rows for difference in row.differences]
    assert sorted(rows, key=_key) == sorted(collation.differences(), key=_key)


def _key(difference: Difference) -> tuple[str, ...]:
    return difference.kind, difference.language, difference.message
