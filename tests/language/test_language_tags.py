"""Language tags: their form, parts, parents and nearest locale."""

from __future__ import annotations

import pytest

from publish.errors import ContentError
from publish.language import tags
from publish.language.tags import Subtags


@pytest.mark.parametrize(
    "tag",
    [
        *("en", "pt-BR", "sr-Cyrl", "zh-Hant-TW", "es-419", "ca-valencia", "de-1996", "tlh"),
        *("ar-u-nu-arab", "x-house", "en-x-house", "i-klingon", "en-GB-oed", "sgn-BE-FR", "EN-gb"),
    ],
)
def test_what_rfc_5646_allows_is_well_formed(tag: str) -> None:
    assert tags.is_well_formed(tag)


@pytest.mark.parametrize(
    "tag",
    ["", "e", "en_GB", "en-", "-en", "english language", "en-GB-US", "en-u", "x", "ру", "../en"],
)
def test_what_rfc_5646_forbids_is_refused(tag: str) -> None:
    assert not tags.is_well_formed(tag)
    with pytest.raises(ContentError, match="is not a language tag"):
        tags.subtags(tag)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("pt-br", Subtags("pt", None, "BR")),
        ("SR-cyrl-rs", Subtags("sr", "Cyrl", "RS")),
        ("iw", Subtags("he")),  # an outdated code
        ("sh", Subtags("sr", "Latn")),  # an outdated code that implied a script
        ("und-Arab", Subtags("und", "Arab")),
    ],
)
def test_subtags_are_canonical(tag: str, expected: Subtags) -> None:
    assert tags.subtags(tag) == expected


@pytest.mark.parametrize(
    ("tag", "script"),
    [
        ("ru", "Cyrl"),
        ("sr", "Cyrl"),
        ("sr-Latn", "Latn"),
        ("az-IR", "Arab"),
        ("pa-PK", "Arab"),
        ("zh-TW", "Hant"),
        ("und-Hebr", "Hebr"),
        ("tlh", "Latn"),
        ("tlh-Cyrl", "Cyrl"),
        ("x-house", "Latn"),
    ],
)
def test_every_tag_has_a_script(tag: str, script: str) -> None:
    assert tags.likely(tag).script == script


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", ("en",)),
        ("pt-BR", ("pt-BR", "pt")),
        ("sr-Cyrl-RS", ("sr-Cyrl-RS", "sr-Cyrl", "sr")),
        ("sr-Latn-RS", ("sr-Latn-RS", "sr-Latn")),  # sr is written in another script
        ("zh-TW", ("zh-TW", "zh-Hant")),  # and zh in simplified characters
        ("ur-Aran", ("ur-Aran", "ur")),  # a style of the same script
        ("ar-EG-u-nu-latn", ("ar-EG-u-nu-latn", "ar-EG-u-nu", "ar-EG", "ar")),
        ("en-x-house", ("en-x-house", "en")),
        ("x-house", ("x-house",)),
    ],
)
def test_parents_are_shorter_and_of_the_same_script(tag: str, expected: tuple[str, ...]) -> None:
    assert tags.chain(tag) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en-GB", "en_GB"), ("zh-TW", "zh_Hant_TW"), ("iw", "he"), ("sr-Latn", "sr_Latn")],
)
def test_a_locale_is_found_under_the_name_cldr_files_it_by(tag: str, expected: str) -> None:
    assert str(tags.locale(tag)) == expected


def test_a_language_unknown_to_cldr_has_no_locale() -> None:
    assert tags.locale("tlh") is None
    assert tags.root().text_direction == "ltr"
