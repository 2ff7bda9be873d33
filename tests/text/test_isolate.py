"""What reads in another script or order is isolated, whole, and reads the same on any line."""

from __future__ import annotations

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from publish.content.passages import plain
from publish.content.statement import Emphasis, Foreign, Inline, Link, Run
from publish.language.phrase import Phrase
from publish.language.profile import Profile
from publish.language.profiles import profile
from publish.text.isolate import inlines, isolate

ENGLISH, RUSSIAN, ARABIC, HEBREW = (profile(tag, "en") for tag in ("en", "ru", "ar", "he"))


def isolated(text: str, profile: Profile) -> list[tuple[str, str | None, str | None]]:
    """The isolated phrases: text, language, direction."""
    content = isolate((Run(text),), profile)
    return [
        (plain(node.content), node.language, node.direction)
        for node in content
        if isinstance(node, Foreign)
    ]


def phrases(text: str, profile: Profile) -> list[str]:
    return [phrase for phrase, _, _ in isolated(text, profile)]


# --- Phrases ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "phrase",
    [
        "NATO",
        "US-EU-NATO",
        "CPI(M)",
        "Communist Party (Italy)",
        "Workers’ Party",
        "Workers of all lands, unite",
        "COVID-19",
        "G20",
        "3D",
        "PKP [founded 1930]",
        "LGBT+",
        "C#",
        "U.S.",
        "S. A. Smith",
        "the ‘Pravda’ paper",
        "São Tomé",
        "Cafe\u0301 Noir",
    ],
)
def test_latin_phrase_in_arabic_is_whole(phrase: str) -> None:
    """With all that belongs inside it, and nothing of the sentence around."""
    around = ("كتب عن {} ثم", "كتب «{}»، ثم", "كتب ({}) ثم", "كتب {}، 5 مرات", "{}!")
    for sentence in around:
        found = isolated(sentence.format(phrase), ARABIC)
        assert found == [(phrase, "und-Latn", "ltr")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("بين NATO، EU، US", ["NATO", "EU", "US"]),
        ("(NATO) EU", ["NATO", "EU"]),
        ("«Pravda», «Iskra»", ["Pravda", "Iskra"]),
        ("NATO (حلف) EU", ["NATO", "EU"]),
        ("CPI (بالهند", ["CPI"]),
        ("الـNATO", ["NATO"]),
        ("NATO1א", ["NATO1", "א"]),
        ("NATO и EU", ["NATO", "и", "EU"]),
    ],
)
def test_phrases_that_are_not_one(text: str, found: list[str]) -> None:
    """Punctuation of the text, brackets and quotation marks around words part them."""
    assert phrases(text, ARABIC) == found


def test_arabic_phrase_in_english() -> None:
    """Its own comma and numbers are inside, and it reads from right to left."""
    text = "the paper “العربية، 23 أكتوبر” and more"
    assert isolated(text, ENGLISH) == [("العربية، 23 أكتوبر", "und-Arab", "rtl")]


def test_hebrew_abbreviation_is_whole() -> None:
    """A straight gershayim between letters is no quotation mark."""
    assert phrases('the צה"ל here', ENGLISH) == ['צה"ל']


def test_same_direction_needs_a_language_only() -> None:
    """Cyrillic in English reads the same way: it is marked, for faces and voices, no more."""
    assert isolated("the paper Правда here", ENGLISH) == [("Правда", "und-Cyrl", None)]


def test_roman_numerals_are_in_the_language_of_the_text() -> None:
    """They are read in it; in right-to-left text they still have their own direction."""
    assert isolated("XIX съезд", RUSSIAN) == []
    assert isolated("المؤتمر XIX", ARABIC) == [("XIX", None, "ltr")]


@pytest.mark.parametrize("text", ["2023", "٢٠٢٣", "۲۰۲۳", "२०२३", "№ 5 – «…»", "50 %", "20–22"])
def test_shared_characters_are_never_foreign(text: str) -> None:
    """Digits and signs alone belong to any text."""
    assert isolated(text, ENGLISH) == []


def test_japanese_mixes_its_scripts() -> None:
    """Kanji, hiragana and katakana are at home together."""
    assert phrases("東京タワーは high です", profile("ja", "en")) == ["high"]


# --- Figures ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("20–22", "rtl"),
        ("1990–1995", "rtl"),
        ("10:30–11:00", "rtl"),
        ("٢٠–٢٢", "rtl"),
        ("50%", "ltr"),
        ("7,5\u00a0%", "ltr"),
        ("-5", "ltr"),
        ("$20", "ltr"),
        ("2023-10-22", "ltr"),
        ("+30 210 2592111", "ltr"),
    ],
)
@pytest.mark.parametrize("language", [ARABIC, HEBREW])
def test_figures_in_right_to_left_text(text: str, direction: str, language: Profile) -> None:
    """A range reads as the text does; a number with its signs from left to right."""
    assert isolated(f"({text})،", language) == [(text, None, direction)]


@pytest.mark.parametrize("text", ["2023", "1.5", "20/10/2023", "11:00", "ميغ-29", "ال23"])
def test_plain_numbers_need_no_isolation(text: str) -> None:
    """Their order is the same anywhere."""
    assert isolated(f"في {text}، ثم", ARABIC) == []


def test_figures_stay_as_they_are_in_left_to_right_text() -> None:
    """There the algorithm has nothing to turn round."""
    assert isolated("on 20–22 October, 50%, -5", ENGLISH) == []


# --- Elements -----------------------------------------------------------------------


def test_isolation_is_inside_elements() -> None:
    """A link or an emphasis stays one, around what is foreign in it."""
    content = (Emphasis((Run("NATO"),)), Link("#a", (Run("قبل EU"),)))
    latin = [Foreign((Run(name),), "und-Latn", "ltr") for name in ("NATO", "EU")]
    expected = (Emphasis((latin[0],)), Link("#a", (Run("قبل "), latin[1])))
    assert isolate(content, ARABIC) == expected


def test_declared_phrases_stay() -> None:
    """An editor who declared a phrase knows better."""
    declared = (Foreign((Run("NATO"),), "en", "ltr"),)
    assert isolate(declared, ARABIC) == declared


def test_phrase_in_the_language_of_the_text() -> None:
    """It is text like any other."""
    assert inlines(Phrase("إزمير 20–22", "ar"), ARABIC) == (
        Run("إزمير "),
        Foreign((Run("20–22"),), None, "rtl"),
    )


def test_phrase_in_another_language_is_isolated_whole() -> None:
    """With its language and direction, also where that is the direction of the text."""
    assert inlines(Phrase("Izmir, (TR)", "en"), ARABIC) == (
        Foreign((Run("Izmir, (TR)"),), "en", "ltr"),
    )
    assert inlines(Phrase("Izmir", "tr"), ENGLISH) == (Foreign((Run("Izmir"),), "tr", "ltr"),)


# --- Laws ---------------------------------------------------------------------------

mixed = st.text("abМи العبא 0123٢۳ \u0301-–+%()[]«»‘’“”\"'.,،:;!/&", max_size=40)


@given(mixed | st.text(max_size=20), st.sampled_from((ENGLISH, RUSSIAN, ARABIC, HEBREW)))
def test_isolation_changes_no_character(text: str, language: Profile) -> None:
    """Elements are all that it adds."""
    assert plain(isolate((Run(text),), language)) == text


START = {"ltr": "\u2066", "rtl": "\u2067"}
END = "\u2069"


def with_controls(content: tuple[Inline, ...]) -> str:
    """The text of runs and phrases as a layout engine sees it: isolates as characters."""
    return "".join(
        START[node.direction or "ltr"] + with_controls(node.content) + END
        if isinstance(node, Foreign)
        else plain((node,))
        for node in content
    )


@pytest.mark.parametrize("group", ["20–22", "50%", "-5", "2023-10-22", "CPI(M)", "NATO 20–22 EU"])
def test_order_does_not_depend_on_the_line_break(group: str) -> None:
    """By UAX #9 a group looks the same first on a line, after a word, and after a number."""
    lines = (f"{group} في", f"في {group} في", f"5 {group} في")
    isolated_lines = [with_controls(isolate((Run(line),), ARABIC)) for line in lines]
    shown = [get_display(line, base_dir="R") for line in isolated_lines]
    visible = ["".join(char for char in line if char not in "\u2066\u2067\u2069") for line in shown]
    first_line = visible[0].removeprefix("يف ")
    assert all(f"يف {first_line}" in line for line in visible)


def test_the_order_would_depend_on_the_line_break_without() -> None:
    """What isolation is for: the oracle tells the two apart."""
    assert "50%" in get_display("50% في", base_dir="R")
    assert "%50" in get_display("في 50%", base_dir="R")
