"""Straight quotation marks become the language's own."""

from __future__ import annotations

import pytest

from publish.language.profile import BOUNDARY as B
from publish.language.profile import Quotes
from publish.language.rules.habits import Habits
from publish.language.rules.quotes import quotes

ENGLISH = Quotes("“", "”", "‘", "’")
RUSSIAN = Quotes("«", "»", "„", "“")
GERMAN = Quotes("„", "“", "‚", "‘")
HEBREW = Quotes("”", "”", "’", "’")
ARABIC = Quotes("«", "»", "‹", "›")


def _dressed(text: str, marks: Quotes) -> str:
    return quotes(Habits(quotes=marks, dash="–"))(text)


@pytest.mark.parametrize(
    ("text", "dressed"),
    [
        ('a "multipolar world"', "a “multipolar world”"),
        ('("so"), "so".', "(“so”), “so”."),
        ('"so"—"thus"', "“so”—“thus”"),
        (f'"{B}so{B}"', f"“{B}so{B}”"),
        (f'{B}"so{B}" {B}"{B}thus"', f"{B}“so{B}” {B}“{B}thus”"),
        ('¿"No"? ¡"Sí"!', "¿“No”? ¡“Sí”!"),
        ('"first"\n"second"', "“first”\n“second”"),
    ],
)
def test_pairs(text: str, dressed: str) -> None:
    assert _dressed(text, ENGLISH) == dressed


@pytest.mark.parametrize(
    ("text", "marks", "dressed"),
    [
        ('"мир "труда""', RUSSIAN, "«мир „труда“»"),
        ('""Труд" и мир"', RUSSIAN, "«„Труд“ и мир»"),
        ('"a "b "c" b" a"', RUSSIAN, "«a „b «c» b“ a»"),
        ('«мир "труда"»', RUSSIAN, "«мир „труда“»"),
        ('l’"État"', RUSSIAN, "l’«État»"),
        ('"Er "sagte" ja"', GERMAN, "„Er ‚sagte‘ ja“"),
    ],
)
def test_marks_of_other_languages_and_nested_pairs(text: str, marks: Quotes, dressed: str) -> None:
    assert _dressed(text, marks) == dressed


@pytest.mark.parametrize(
    ("text", "dressed"),
    [
        ("he said: \"'So,' I thought.\"", "he said: “‘So,’ I thought.”"),
        ('"the workers\' day"', "“the workers' day”"),
        ("so 'it' is", "so 'it' is"),
    ],
)
def test_single_marks_quote_only_inside_a_quotation(text: str, dressed: str) -> None:
    assert _dressed(text, ENGLISH) == dressed


@pytest.mark.parametrize(
    "text", ['a 12" pipe', 'so "thus', 'thus" so', '"', '""', '" "', "“so” «thus»", 'a"b']
)
def test_what_has_no_partner_or_is_typographic_stays(text: str) -> None:
    assert _dressed(text, ENGLISH) == text


@pytest.mark.parametrize(
    ("text", "dressed"),
    [
        ('צה"ל אמר "שלום"', 'צה"ל אמר ”שלום”'),
        ('"צה"ל"', '”צה"ל”'),
        ('ד"ר כהן ומנכ"לית', 'ד"ר כהן ומנכ"לית'),
        ('ה"מדינה" של ד"ר', 'ה”מדינה” של ד"ר'),
    ],
)
def test_gershayim_is_part_of_its_word(text: str, dressed: str) -> None:
    assert _dressed(text, HEBREW) == dressed


def test_a_quotation_may_follow_an_arabic_particle() -> None:
    assert _dressed('و"عالم متعدد" "الزيت"', ARABIC) == "و«عالم متعدد» «الزيت»"
