"""Profiles of languages that have a file, of their children, and of any other."""

from __future__ import annotations

import pytest
from babel import localedata

from publish.errors import ContentError
from publish.language.phrase import Phrase
from publish.language.profile import Quotes
from publish.language.profiles import profile, words_of


@pytest.mark.parametrize(
    ("tag", "direction", "script", "numerals", "hyphenation", "justified"),
    [
        ("en", "ltr", "Latn", "latn", "en_GB", True),
        ("en-US", "ltr", "Latn", "latn", "en_US", True),
        ("ru", "ltr", "Cyrl", "latn", "ru", True),
        ("ar", "rtl", "Arab", "latn", None, True),
        ("ar-EG", "rtl", "Arab", "arab", None, True),
        ("fa", "rtl", "Arab", "arabext", None, True),
        ("he", "rtl", "Hebr", "latn", None, True),
        ("tr", "ltr", "Latn", "latn", None, False),
        ("pt-PT", "ltr", "Latn", "latn", "pt_PT", True),
        ("uk", "ltr", "Cyrl", "latn", "uk", True),
        ("ur", "rtl", "Aran", "latn", None, True),
        ("ur-PK", "rtl", "Aran", "latn", None, True),
        ("ur-Arab", "rtl", "Arab", "latn", None, True),
        ("ckb", "rtl", "Arab", "arab", None, True),
        ("ps", "rtl", "Arab", "arabext", None, True),
        ("ug", "rtl", "Arab", "latn", None, True),
        ("yi", "rtl", "Hebr", "latn", None, True),
        ("sr", "ltr", "Cyrl", "latn", "sr", True),
        ("kk", "ltr", "Cyrl", "latn", None, False),
        ("hi", "ltr", "Deva", "latn", None, True),
        ("mr", "ltr", "Deva", "deva", None, True),  # pyphen has patterns, as for some others here
        ("bn", "ltr", "Beng", "beng", None, True),
        ("ta", "ltr", "Taml", "latn", None, False),
        ("th", "ltr", "Thai", "latn", None, False),  # pyphen has patterns; Thai has no hyphens
        ("lo", "ltr", "Laoo", "latn", None, False),
        ("km", "ltr", "Khmr", "latn", None, False),
        ("my", "ltr", "Mymr", "mymr", None, False),
        ("si", "ltr", "Sinh", "latn", None, False),
        ("te", "ltr", "Telu", "latn", None, False),
        ("ml", "ltr", "Mlym", "latn", None, False),
        ("kn", "ltr", "Knda", "latn", None, False),
        ("gu", "ltr", "Gujr", "latn", None, True),
        ("pa", "ltr", "Guru", "latn", None, True),
        ("or", "ltr", "Orya", "latn", None, True),
        ("bo", "ltr", "Tibt", "latn", None, False),
        ("dv", "rtl", "Thaa", "latn", None, False),
        ("syr", "rtl", "Syrc", "latn", None, True),
        ("nqo", "rtl", "Nkoo", "nkoo", None, True),
        ("ff-Adlm", "rtl", "Adlm", "adlm", None, False),
        ("chr", "ltr", "Cher", "latn", None, False),
        ("zgh", "ltr", "Tfng", "latn", None, False),
        ("mn", "ltr", "Cyrl", "latn", "mn", True),
        ("zh", "ltr", "Hans", "latn", None, True),
        ("zh-TW", "ltr", "Hant", "latn", None, True),
        ("ja", "ltr", "Jpan", "latn", None, True),
        ("ko", "ltr", "Kore", "latn", None, True),
        ("az-Arab", "rtl", "Arab", "arabext", None, True),
        ("tlh", "ltr", "Latn", "latn", None, False),
    ],
)
def test_what_a_page_needs_to_know(
    tag: str, direction: str, script: str, numerals: str, hyphenation: str | None, justified: bool
) -> None:
    made = profile(tag, "en")
    assert (made.direction, made.script, made.numerals) == (direction, script, numerals)
    assert (made.hyphenation, made.justified) == (hyphenation, justified)


def test_every_locale_of_cldr_makes_a_profile() -> None:
    for name in localedata.locale_identifiers():
        made = profile(name.replace("_", "-"), "en")
        assert made.word("signatories").text, name
        assert made.dress("...") == "…", name


def test_the_tag_stays_as_it_was_given() -> None:
    assert profile("pt-br", "en").tag == "pt-br"


def test_a_tag_that_is_none_is_an_error_with_a_remedy() -> None:
    with pytest.raises(ContentError, match="BCP 47"):
        profile("en_GB", "en")


class TestTypography:
    def test_a_child_takes_its_parents(self) -> None:
        assert profile("ru-UA", "en").quotes == Quotes("«", "»", "„", "“")
        assert profile("ru-UA", "en").dress("в мире") == "в\u00a0мире"

    def test_a_language_without_a_file_takes_its_scripts_and_not_the_sources(self) -> None:
        assert profile("ps", "fr").quotes == profile("und-Arab", "en").quotes
        assert profile("pl", "fr").dress("Naprzód!") == "Naprzód!"

    def test_a_parent_in_another_script_is_no_model(self) -> None:
        assert profile("ru-Latn", "en").dress("v mire - to") == "v mire\u00a0– to"

    def test_a_style_of_a_script_takes_what_the_script_has(self) -> None:
        """Kashmiri in Nastaliq is dressed as Arabic script is; Cantonese as Han characters."""
        assert profile("ks-Aran", "en").dress("كوبا, فلسطين") == "كوبا، فلسطين"
        assert profile("yue", "en").hyphenation is None
        assert profile("yue", "en").justified


class TestWords:
    def test_they_are_in_the_language_asked_for(self) -> None:
        assert profile("ru", "en").word("kind_resolution") == Phrase("Резолюция", "ru")

    def test_a_parents_words_are_the_childs(self) -> None:
        assert profile("es-MX", "en").word("signatories") == Phrase("Firmantes", "es-MX")

    def test_a_region_takes_those_of_its_script(self) -> None:
        assert profile("zh-TW", "en").word("contents") == Phrase("目錄", "zh-TW")
        assert profile("zh-CN", "en").word("contents") == Phrase("目录", "zh-CN")
        assert profile("ur-Arab", "en").word("contents") == Phrase("فہرست", "ur-Arab")

    def test_they_fall_back_to_the_source_language(self) -> None:
        assert profile("be", "ru").word("source") == Phrase("Источник", "ru")

    def test_and_then_to_english(self) -> None:
        assert profile("be", "pl").word("source") == Phrase("Source", "en")

    def test_they_are_dressed_by_the_language_they_are_in(self) -> None:
        assert profile("fr", "en").word("adopted").text == "Adopté\u00a0: {place}, {dates}"
        assert profile("en", "fr").word("adopted").text == "Adopted in {place}, {dates}"
        assert "и\u00a0подписавшим" in profile("ru", "en").word("rights").text

    def test_english_says_that_a_statement_is_open_as_its_authors_do(self) -> None:
        words = profile("en", "en").word("status_open").text
        assert words == "The statement is open for further subscriptions"

    def test_they_cannot_be_changed(self) -> None:
        words = profile("en", "en").words
        with pytest.raises(TypeError):
            words["page"] = Phrase("Leaf", "en")  # type: ignore[index]

    @pytest.mark.parametrize(
        ("tag", "state"),
        [("fr", "own"), ("fr-CA", "own"), ("km", "unread"), ("bn-BD", "unread"), ("be", "none")],
    )
    def test_it_is_known_whether_a_native_speaker_has_read_them(self, tag: str, state: str) -> None:
        """A child's words are its parent's; those of another script are not."""
        assert words_of(tag) == state
        assert words_of("pa-Arab") == "none"
