"""Language tags: syntax, spelling, parents."""

from __future__ import annotations

import pytest

from publish.content.tags import canonical, check_tag, parents
from publish.faults import Fault


@pytest.mark.parametrize(
    "tag",
    [
        "en",
        "pt-BR",
        "sr-Cyrl",
        "sr-Cyrl-RS",
        "es-419",
        "zh-Hant",
        "und-Latn",
        "tok",
        "gsw",
        "de-CH-1901",
        "sl-rozaj-biske",
        "en-u-ca-gregory",
        "ar-x-local",
        "zh-yue",
        "ca-ES-valencia",
    ],
)
def test_a_well_formed_tag_in_canonical_case_is_taken(tag: str) -> None:
    assert check_tag(tag) == tag


@pytest.mark.parametrize(
    ("tag", "better"),
    [
        ("PT-br", "pt-BR"),
        ("pt_BR", "pt-BR"),
        ("SR-cyrl", "sr-Cyrl"),
        ("EN", "en"),
        ("es_419", "es-419"),
    ],
)
def test_a_misspelt_tag_is_refused_with_its_right_spelling(tag: str, better: str) -> None:
    with pytest.raises(Fault) as caught:
        check_tag(tag)
    assert caught.value.remedy == f'Write "{better}".'


@pytest.mark.parametrize(
    "tag",
    ["", "README", "english", "foo bar", "e", "en-", "-en", "en--GB", "en\n", "ру", "٣٣", "a-DE"],
)
def test_what_is_no_tag_is_refused(tag: str) -> None:
    with pytest.raises(Fault, match="is not a language tag"):
        check_tag(tag)


def test_subtags_after_a_singleton_keep_small_letters() -> None:
    assert canonical("EN-GB-U-CA-GB") == "en-GB-u-ca-gb"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", ()),
        ("pt-BR", ("pt",)),
        ("sr-Cyrl-RS", ("sr-Cyrl", "sr")),
        ("sr-Latn", ("sr",)),
        ("pt-AO", ("pt-PT", "pt")),  # CLDR: European Portuguese, not Brazilian
        ("es-MX", ("es-419", "es")),
        ("zh-Hant-MO", ("zh-Hant-HK", "zh-Hant", "zh")),
        ("hi-Latn", ("hi",)),  # CLDR's parent is English: another language is no parent here
        ("en-u-ca-gregory", ("en-u-ca", "en")),
    ],
)
def test_parents_are_those_of_cldr_within_the_language(tag: str, expected: tuple[str, ...]) -> None:
    assert parents(tag) == expected
