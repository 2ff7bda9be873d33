"""Commas, semicolons and question marks between Arabic words."""

from __future__ import annotations

import pytest

from publish.language.profile import BOUNDARY as B
from publish.language.profiles import profile


@pytest.mark.parametrize(
    ("text", "dressed"),
    [
        ("كوبا, فلسطين", "كوبا، فلسطين"),
        ("كوبا; فلسطين", "كوبا؛ فلسطين"),
        ("هل يناضل? نعم", "هل يناضل؟ نعم"),
        ("هل يناضل?", "هل يناضل؟"),
        ("أيضًا, نعم", "أيضًا، نعم"),
        ("«كوبا», «فلسطين»", "«كوبا»، «فلسطين»"),
        (f"{B}كوبا{B}, {B}فلسطين", f"{B}كوبا{B}، {B}فلسطين"),
    ],
)
def test_between_arabic_words_they_are_arabic(text: str, dressed: str) -> None:
    assert profile("ar", "en").dress(text) == dressed
    assert profile("fa", "en").dress(text) == dressed
    assert profile("ur", "en").dress(text) == dressed


@pytest.mark.parametrize(
    "text", ["NATO, EU", "كوبا, NATO", "NATO, كوبا", "1,5 مليون", "كوبا 1,5", "كوبا, 15", "?"]
)
def test_beside_figures_and_other_scripts_they_stay(text: str) -> None:
    assert profile("ar", "en").dress(text).replace("\u00a0", " ") == text


def test_other_languages_keep_theirs() -> None:
    assert profile("ru", "ar").dress("كوبا, فلسطين") == "كوبا, فلسطين"
