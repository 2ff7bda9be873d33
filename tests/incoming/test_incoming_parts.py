"""Which language a part of a page is in, and what the days and countries in it are."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from support import ROOT

from publish.incoming.announcements import announced
from publish.incoming.countries import country_in
from publish.incoming.dates import moment, spans
from publish.incoming.naming import language_named
from publish.incoming.parts import Parts, parts_of
from publish.incoming.readers.html import read_html
from publish.incoming.readers.plain import read_plain
from publish.language.detecting import guesses
from publish.language.files import language_file

SAMPLES = sorted((ROOT / "tests/scripts/human-rights").glob("*.md"))
TAGS = {"zh-Hans": "zh", "el-polyton": "el", "ur-Arab": "ur", "yi": "he"}
"""Where a detector can only tell the language, not how it is written; it knows no Yiddish."""

EN = "All human beings are born free and equal in dignity and rights, whoever they are."
FR = "Tous les êtres humains naissent libres et égaux en dignité et en droits."
EU = "Gizon-emakume guztiak aske jaiotzen dira, duintasun eta eskubide berberak dituztela."


def parts(text: str, *languages: str) -> Parts:
    return parts_of(read_plain(text, Path("page")).pieces, languages)


def lines(text: str, *languages: str) -> dict[str, list[int]]:
    """The lines of each language."""
    return {
        part.language: [piece.block.line for piece in part.pieces]
        for part in parts(text, *languages).parts
    }


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_languages_of_thirty_scripts_and_more(path: Path) -> None:
    text = path.read_text("utf-8").split("+++")[2].replace("(United Nations, 1948)", "")
    expected = TAGS.get(path.stem, path.stem)
    assert guesses(text)[0].tag == expected


def test_a_language_without_interface_words_is_found(tmp_path: Path) -> None:
    """Basque is spoken by nothing here, and its part of a page is its own."""
    from publish.content.load import load
    from publish.incoming.importing import Wish, import_file

    assert language_file("eu") is None
    page = tmp_path / "page.txt"
    page.write_text(f"Open doors\n\n\n{EN}\n\n{EN}\n\n\nAte irekiak denontzat\n\n\n{EU}\n\n{EU}\n")
    imported = import_file(page, tmp_path / "content", Wish())
    found = load(imported.folder).translations
    assert set(found) == {"en", "eu"}
    assert found["eu"].title == "Ate irekiak denontzat"


def test_a_quoted_phrase_does_not_part_a_text() -> None:
    text = f"{EN}\n\n{EN}\n\n« {FR} »\n\n{EN}\n\nمع شعب كوبا\n\n{EN}"
    assert lines(text) == {"en": [1, 3, 5, 7, 9, 11]}
    assert [remark.line for remark in parts(text).doubts] == [9]


def test_two_texts_in_one_script_are_parted_at_the_title() -> None:
    text = f"On freedom\n\n{EN}\n\n{EN}\n\n\nDe la liberté\n\n{FR}\n\n{FR}"
    assert lines(text) == {"en": [1, 3, 5], "fr": [8, 10, 12]}


def test_paragraphs_in_turn_are_two_texts() -> None:
    ru = "Все люди рождаются свободными и равными в своем достоинстве и правах."
    text = "\n\n".join([EN, ru] * 3)
    assert lines(text) == {"en": [1, 5, 9], "ru": [3, 7, 11]}


def test_headings_that_name_a_language_are_believed() -> None:
    """Also of a language that the detector was never taught."""
    found = parts(f"English:\n\n{EN}\n\nייִדיש\n\nיעדער מענטש ווערט געבוירן פֿרײַ\n\nFrançais\n\n{FR}")
    assert [part.language for part in found.parts] == ["en", "yi", "fr"]
    assert [remark.line for remark in found.headings] == [1, 5, 9]


def test_a_page_that_is_marked_as_a_whole_is_still_read() -> None:
    """Markup helps where the words leave it open, and does not outdo them."""
    page = f'<div lang="en"><p>{EN}</p><p>{FR}</p><p>{FR}</p></div><p lang="it">Porte aperte</p>'
    found = parts_of(read_html(page, Path("page.html")).pieces)
    assert [part.language for part in found.parts] == ["en", "fr", "it"]


def test_only_the_languages_that_were_named_are_looked_for() -> None:
    text = f"{EN}\n\n{EN}\n\n{FR}\n\n{FR}"
    assert lines(text) == {"en": [1, 3], "fr": [5, 7]}
    assert lines(text, "en") == {"en": [1, 3, 5, 7]}


@pytest.mark.parametrize(
    ("line", "tag"),
    [("Русский", "ru"), ("— Español —", "es"), ("[AR]", "ar"), ("فارسی", "fa"), ("ARABIC", "ar")],
)
def test_names_of_languages(line: str, tag: str) -> None:
    assert language_named(line) == tag


@pytest.mark.parametrize("line", ["English doors", "AR", "Open", "It", "A text in English"])
def test_what_names_no_language(line: str) -> None:
    assert language_named(line) is None


# --- Days ---------------------------------------------------------------------------

SPAN = (date(2023, 10, 20), date(2023, 10, 22))


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("held on 20-22 October 2023, and", "en"),
        ("held from October 20–22, 2023.", "en"),
        ("20 October 2023 – 22 October 2023", "en"),
        ("состоявшейся 20-22 октября 2023 года", "ru"),
        ("los días 20-22 de octubre de 2023", "es"),
        ("du 20 - 22 octobre 2023", "fr"),
        ("vom 20.-22. Oktober 2023", "de"),
        ("20-22 Ekim 2023", "tr"),
        ("20-22 تشرين الأول\\أكتوبر2023، عبر", "ar"),
        ("٢٠-٢٢ أكتوبر ٢٠٢٣", "ar"),
        ("2023年10月20日-2023年10月22日", "ja"),
        ("2023-10-20 – 2023-10-22", "en"),
    ],
)
def test_spans_of_days(text: str, tag: str) -> None:
    (found,) = spans(text, [tag])
    assert (found.first, found.last) == SPAN


@pytest.mark.parametrize(
    "text", ["in 1941-1945", "31 February 2023", "22 October 2023 – 20 October 2023", "May I, 2023"]
)
def test_what_is_no_day(text: str) -> None:
    assert not list(spans(text, ["en"]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10/31/23, 11:00 AM", datetime(2023, 10, 31, 11)),
        ("12/31/2023, 12:05 am", datetime(2023, 12, 31, 0, 5)),
        ("31.10.2023 14:05", datetime(2023, 10, 31, 14, 5)),
        ("31 October 2023", datetime(2023, 10, 31)),
        ("2023-10-31T11:00", datetime(2023, 10, 31, 11)),
        ("5/6/2023", None),  # May or June
        ("31/31/2023", None),
        ("31 October 2023 was a Tuesday", None),
    ],
)
def test_moments(text: str, found: datetime | None) -> None:
    assert moment(text, ["en"]) == found


@pytest.mark.parametrize(
    ("line", "place", "name"),
    [
        ("2-6 April 2025 - Madurai, India 24th Congress", "Madurai, India", "24th Congress"),
        ("April 2, 2025: Tunis: Second Meeting", "Tunis", "Second Meeting"),
        ("2 April 2025 – Second Meeting", None, "Second Meeting"),
    ],
)
def test_announcements(line: str, place: str | None, name: str) -> None:
    found = announced(line, "en", 7)
    assert found is not None
    assert (found.place, found.name, found.first, found.line) == (place, name, date(2025, 4, 2), 7)


# --- Countries ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "tag", "code"),
    [
        ("Communist Party of Greece", "en", "GR"),
        ("Brazilian Party", "en", "BR"),
        ("Nigerian Union", "en", "NG"),
        ("Union of Niger", "en", "NE"),
        ("Party of South Sudan", "en", "SS"),
        ("Front (Italy)", "en", "IT"),
        ("French Front (Italy)", "en", "IT"),
        ("Коммунистическая партия Греции", "ru", "GR"),
        ("Partido de los Trabajadores de México", "es", "MX"),
        ("الحزب الشيوعي اليوناني", "ar", "GR"),
        ("Harbour Street Reading Room", "en", None),
        ("Union of Greece and Turkey", "en", None),
        ("Dominican Party", "en", None),
    ],
)
def test_countries_of_names(name: str, tag: str, code: str | None) -> None:
    assert country_in(name, tag) == code
