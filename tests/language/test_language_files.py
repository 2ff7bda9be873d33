"""Language files: complete, consistent, and already in good typography."""

from __future__ import annotations

from string import Formatter

import pyphen
import pytest
from babel import localedata

from publish.language import tags
from publish.language.files import LanguageFile, available, language_file
from publish.language.numerals import SYSTEMS
from publish.language.rules.registry import RULES

LANGUAGES = [tag for tag in available() if not tag.startswith("und")]


def _file(tag: str) -> LanguageFile:
    file = language_file(tag)
    assert file is not None
    return file


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_languages_that_have_interface_words_are_there() -> None:
    assert set(LANGUAGES) >= {
        *("en", "ru", "es", "ar", "fr", "pt", "de", "it", "el", "tr", "fa", "he"),
        *("bg", "ckb", "hi", "ja", "ko", "ro", "sr", "uk", "ur", "vi", "zh", "zh-Hant"),
    }


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_the_same_words_in_the_same_order(tag: str) -> None:
    assert list(_file(tag).words) == list(_file("en").words)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_words_have_the_placeholders_of_the_english(tag: str) -> None:
    english = _file("en").words
    for key, text in _file(tag).words.items():
        assert _placeholders(text) == _placeholders(english[key]), key


@pytest.mark.parametrize("tag", LANGUAGES)
def test_words_are_neither_empty_nor_padded(tag: str) -> None:
    for key, text in _file(tag).words.items():
        assert text == text.strip() != "", key


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_sets_its_typography(tag: str) -> None:
    section = _file(tag).profile
    unset = {"script", "first_day", "divides_capitals", "elongation"}
    assert {name for name, value in section if value is None} <= unset


@pytest.mark.parametrize("tag", available())
def test_settings_name_things_that_exist(tag: str) -> None:
    file = _file(tag)
    assert set(file.profile.rules or ()) <= set(RULES)
    assert (file.profile.hyphenation or "en") in pyphen.LANGUAGES
    assert (file.tag.numerals or "latn") in SYSTEMS
    assert tags.is_well_formed(tag)
    if file.tag.locale:
        assert localedata.exists(file.tag.locale.replace("-", "_"))


def test_every_rule_is_used() -> None:
    used = {name for tag in available() for name in _file(tag).profile.rules or ()}
    assert used == set(RULES)


def test_files_are_found_whatever_the_case_of_the_tag() -> None:
    assert language_file("UND-arab") == _file("und-Arab")
    assert language_file("tlh") is None
