"""Names of countries and of languages."""

from __future__ import annotations

import pytest

from publish.language.autonyms import AUTONYMS
from publish.language.names import autonym, in_english, territory
from publish.language.profiles import profile
from publish.language.scripts import COMMON, family_of, runs, script_of_tag


@pytest.mark.parametrize(
    ("tag", "code", "name"),
    [
        ("ru", "GR", "Греция"),
        ("ar", "GR", "اليونان"),
        ("es", "TR", "Turquía"),
        ("en", "gr", "Greece"),
    ],
)
def test_countries_have_the_names_of_cldr(tag: str, code: str, name: str) -> None:
    assert territory(code, profile(tag, "en")) == name


def test_a_language_file_may_name_a_country_otherwise() -> None:
    assert territory("PS", profile("ru", "en")) == "Палестина"
    assert territory("PS", profile("es-MX", "en")) == "Palestina"


def test_a_country_without_a_name_is_its_code() -> None:
    assert territory("GR", profile("tlh", "en")) == "GR"
    assert territory("zz", profile("tlh", "en")) == "ZZ"


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("ru", "Русский"),
        ("es", "Español"),
        ("ar", "العربية"),
        ("tr", "Türkçe"),
        ("pt-BR", "Português (Brasil)"),
        ("sr-Cyrl", "Српски (ћирилица)"),
        ("zu", "isiZulu"),
        ("ka", "ქართული"),
        ("ckb-Latn", "Kurdîy nawendî"),
        ("crh-Latn-UA", "Qırımtatarca"),
    ],
)
def test_languages_name_themselves(tag: str, name: str) -> None:
    assert autonym(tag) == name


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("ar", "Arabic (ar)"),
        ("sr-Latn", "Serbian, Latin (sr-Latn)"),
        ("pt-BR", "Portuguese, Brazil (pt-BR)"),
        ("zxx", "No linguistic content (zxx)"),
        ("qzz", "“qzz”"),
        ("no tag\x1b", "“no tag\x1b”"),
    ],
)
def test_languages_are_named_in_english_for_announcements(tag: str, name: str) -> None:
    """What others have written for a language is shown as it is."""
    assert in_english(tag) == name


@pytest.mark.parametrize(
    ("tag", "name"), [("tlh", "Klingon"), ("got-Latn", "Gothic (Latin)"), ("und-Cyrl", "und-Cyrl")]
)
def test_a_language_whose_own_name_is_not_known_is_named_in_english(tag: str, name: str) -> None:
    """A tag such as ``got-Latn`` is no name for readers."""
    assert autonym(tag) == name


@pytest.mark.parametrize(("tag", "name"), AUTONYMS.items())
def test_names_of_the_table_are_in_the_script_of_their_language(tag: str, name: str) -> None:
    letters = {script for script, _ in runs(name)} - {COMMON}

    assert letters <= set(family_of(script_of_tag(tag)))
