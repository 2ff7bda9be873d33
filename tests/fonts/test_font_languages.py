"""The table of languages: what each is set in, what would install it, and whose words it has."""

from __future__ import annotations

import pytest

from publish.fonts.catalogue import Catalogue
from publish.fonts.languages import Spoken, languages
from publish.fonts.library import Library
from publish.language.files import available, language_file
from publish.language.tags import is_well_formed


@pytest.fixture(scope="module")
def bare(written: Catalogue, catalogue: Catalogue) -> dict[str, Spoken]:
    """The table where no optional family is installed, by tag."""
    return {each.tag: each for each in languages(written, catalogue)}


def test_every_language_with_words_is_in_it_and_says_whether_they_were_read(
    bare: dict[str, Spoken],
) -> None:
    for tag in available():
        file = language_file(tag)
        if file and file.words:
            assert bare[tag].words == ("unread" if file.tag.unread else "own")
    assert bare["syr"].words == "English"


def test_every_script_of_the_catalogue_has_a_language(
    bare: dict[str, Spoken], written: Catalogue
) -> None:
    faces = {each.face for each in bare.values()}
    assert {family.name for family in written.families if family.role == "text"} <= faces


@pytest.mark.parametrize(
    ("tag", "name", "script", "face", "source"),
    [
        ("ru", "Russian", "Cyrl", "Source Serif 4", None),
        ("mn", "Mongolian", "Cyrl", "Source Serif 4", None),
        ("km", "Khmer", "Khmr", "Noto Serif Khmer", "noto-serif-khmer"),
        ("ur", "Urdu", "Aran", "Noto Nastaliq Urdu", "noto-nastaliq-urdu"),
        ("ff-Adlm", "Fula (Adlam)", "Adlm", "Noto Sans Adlam", "noto-sans-adlam"),
        ("el-polyton", "Greek (polyton)", "Grek", "Literata", "literata"),
        ("zh-Hant", "Chinese (Traditional)", "Hant", "Noto Serif TC", "noto-serif-tc"),
        ("ii", "Sichuan Yi", "Yiii", None, None),
    ],
)
def test_a_row_says_what_a_language_is_set_in(
    bare: dict[str, Spoken], tag: str, name: str, script: str, face: str | None, source: str | None
) -> None:
    row = bare[tag]
    assert (row.name, row.script, row.face) == (name, script, face)
    assert (row.install or "").startswith(f"make FONTS={source} " if source else "")
    assert (row.install is None) == (source is None)


def test_nothing_is_to_be_installed_where_all_is(written: Catalogue) -> None:
    assert {each.install for each in languages(written, written)} == {None}


def test_tags_are_tags_once_each_and_sorted(written: Catalogue) -> None:
    tags = [each.tag for each in languages(written, written)]
    assert tags == sorted({*tags})
    assert all(map(is_well_formed, tags))


def test_every_interface_word_has_its_glyphs(everything: Library) -> None:
    """Or a text could not be built in a language for what the program adds to it."""
    for tag in available():
        file = language_file(tag)
        words = file.words if file else {}
        assert [key for key, word in words.items() if not everything.draws(word)] == [], tag
