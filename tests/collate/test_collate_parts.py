"""What a collation looks at in a passage: numbers, months, countries, languages, lengths."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from support import CONTENT

from publish.collate import lengths
from publish.collate.collate import collate
from publish.collate.collation import Kind, Part
from publish.collate.comparison import Comparison
from publish.collate.countries import countries, find
from publish.collate.figures import compare
from publish.collate.months import months
from publish.collate.names import Names
from publish.collate.numbers import numbers, ranges
from publish.collate.spelling import spelt
from publish.collate.tongues import tongues
from publish.collate.units import phrase
from publish.content.load import load
from publish.errors import Place
from publish.language.profiles import profile

HERE = Place(Path("en.md"), 1)


def comparison(source: str, other: str, language: str, source_language: str = "en") -> Comparison:
    one, two = (phrase(text, Part.TEXT, "paragraph", "1", HERE) for text in (source, other))
    return Comparison(one, two, profile(source_language, "en"), profile(language, source_language))


# --- Numbers and dates --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("the 23rd, 23-й, 23o, 23.º and ال23", ["23"] * 5),
        ("20-22, 20–22", ["20", "22", "20", "22"]),
        ("٢٠ and ۲۰ and २०", ["20"] * 3),
        (
            "12 500, 12.500.000, 12,500,000, 12’500 and ١٢٬٥٠٠",
            ["12500", "12500000", "12500000", "12500", "12500"],
        ),
        ("20.10.2023", ["20", "10", "2023"]),
        ("007", ["7"]),
        ("2023 150", ["2023", "150"]),
    ],
)
def test_numbers_are_read_in_any_writing(text: str, values: list[str]) -> None:
    found = [sorted(number.values, key=len)[-1] for number in numbers(text)]
    assert found == values


def test_a_number_that_may_be_thousands_or_decimals_is_both() -> None:
    (number,) = numbers("1.500")
    assert number.values == {"1500", "1.5"}


def test_the_end_of_a_shortened_range_is_the_whole_number_too() -> None:
    found = numbers("1931–38")
    assert found[1].values == {"38", "1938"}
    assert [(a.values, b.values) for a, b in ranges("1931–38", found)] == [
        (found[0].values, found[1].values)
    ]


@pytest.mark.parametrize(
    ("language", "text", "month", "sure"),
    [
        ("en", "on 20 October 2023", 10, True),
        ("en", "you may go", 5, False),
        ("ru", "20–22 октября", 10, True),
        ("ru", "в октябре", 10, False),
        ("es", "los días 20–22 de octubre", 10, True),
        ("ar", "20 تشرين الأول", 10, True),
        ("ar", "20 أكتوبر", 10, True),
        ("fa", "۲۰ اکتبر", 10, True),
        ("de", "am 3. März", 3, True),
        ("pl", "3 października", 10, True),
        ("el", "20 Οκτωβρίου", 10, True),
    ],
)
def test_months_are_known_in_their_cases_and_regional_names(
    language: str, text: str, month: int, sure: bool
) -> None:
    assert [(found.number, found.sure) for found in months(text, profile(language, "en"))] == [
        (month, sure)
    ]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "at least five days", "5"),
        ("ru", "не меньше пяти дней", "5"),
        ("ar", "خمسة أيام", "5"),
        ("es", "cinco días", "5"),
        ("fa", "پنج روز", "5"),
        ("en", "the XII Congress", "12"),
        ("ru", "XXIV съезд", "24"),
    ],
)
def test_small_numbers_are_known_in_words_and_roman_numerals(
    language: str, text: str, value: str
) -> None:
    assert [number.values for number in spelt(text, profile(language, "en"))] == [{value}]


AGREEING = [
    ("ru", "the 23rd Meeting, 20–22 October 2023", "23-я Встреча, 20–22 октября 2023 года"),
    ("ar", "20–22 October 2023", "20–22 تشرين الأول/أكتوبر 2023"),
    ("fa", "20–22 October 2023", "۲۰–۲۲ اکتبر ۲۰۲۳"),
    ("de", "on 20 October 2023", "am 20.10.2023"),
    ("zh", "on October 20, 2023", "2023年10月20日"),
    ("zh", "on 20 October", "十月二十日"),
    ("es", "12,500 people", "12.500 personas"),
    ("ru", "12,500 people", "12 500 человек"),
    ("ru", "the 24th Congress", "XXIV съезд"),
    ("ru", "the 5 rooms", "пять комнат"),
    ("es", "1931–38", "1931–1938"),
    ("fr", "5%", "5 pour cent"),
    ("ar", "5%", "٪٥"),
    ("tr", "5%", "%5"),
    ("es", "two evenings", "dos tardes"),
]
DIFFERING = [
    ("ru", "the 23rd Meeting", "24-я Встреча", Kind.NUMBERS),
    ("ru", "20–22 October", "20–22 ноября", Kind.DATES),
    ("ru", "20–22 October", "20–23 октября", Kind.DATES),
    ("es", "in 2023", "en 2022", Kind.DATES),
    ("ar", "150 rooms", "قاعة", Kind.NUMBERS),
    ("es", "five days", "seis días", Kind.NUMBERS),
    ("es", "the XII Congress", "el XIII Congreso", Kind.NUMBERS),
    ("ru", "pages 40–47", "страницы 47–40", Kind.NUMBERS),
    ("fr", "5% of them", "5 parmi eux", Kind.NUMBERS),
    ("es", "12,500 people", "12.400 personas", Kind.NUMBERS),
    ("de", "on 20 October 2023", "am 20.11.2023", Kind.DATES),
]


@pytest.mark.parametrize(("language", "source", "other"), AGREEING)
def test_figures_that_agree_are_not_told(language: str, source: str, other: str) -> None:
    assert list(compare(comparison(source, other, language))) == []


@pytest.mark.parametrize(("language", "source", "other", "kind"), DIFFERING)
def test_figures_that_do_not_agree_are_told(
    language: str, source: str, other: str, kind: Kind
) -> None:
    assert kind in {found.kind for found in compare(comparison(source, other, language))}


# --- Names --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "the peoples of Greece and Western Sahara", {"GR", "EH"}),
        ("ru", "народам Греции и Западной Сахары", {"GR", "EH"}),
        ("ar", "لأوكرانيا وروسيا", {"UA", "RU"}),
        ("es", "el territorio ucraniano", {"UA"}),
        ("zh", "声援古巴和巴勒斯坦人民", {"CU", "PS"}),
        ("he", "לקובה וליוון", {"CU", "GR"}),
        ("ko", "쿠바에서", {"CU"}),
        ("hi", "क्यूबा और यूनान", {"CU", "GR"}),
        ("fi", "Kreikan ja Kuuban", {"GR", "CU"}),
        ("en", "Nigeria", {"NG"}),
        ("en", "Niger", {"NE"}),
    ],
)
def test_countries_are_known_in_any_case(language: str, text: str, codes: set[str]) -> None:
    assert set(countries(text, profile(language, "en"))) == codes


def test_of_a_language_that_nobody_knows_nothing_is_claimed() -> None:
    """Neither months nor countries, whose names CLDR does not have in it."""
    pair = comparison("20 October in Cuba", "20 xu tolo", "qaa")
    assert list(compare(pair)) == []
    assert list(Names(pair.source.words, pair.other.words, ()).compare(pair, ())) == []


def test_a_country_is_certain_only_with_the_capital_of_a_name() -> None:
    found = countries("el territorio ucraniano", profile("es", "en"))["UA"]
    assert (found.exact, found.certain) == (False, False)
    assert countries("en Ucrania", profile("es", "en"))["UA"].exact


def test_a_name_of_several_words_is_found_in_its_case() -> None:
    text = "участники 23-й Международной встречи рабочих партий"
    start, end = find("Международная встреча рабочих партий", text) or (0, 0)
    assert text[start:end] == "Международной встречи рабочих партий"
    assert find("Международная встреча рабочих партий", "участники встречи") is None


# --- Languages and lengths ----------------------------------------------------------


def test_a_passage_that_is_the_sources_own_is_not_translated() -> None:
    known = tongues({"en": [], "es": []}, {"es": []})
    words = "We struggle against foreign bases in the whole world."
    (found,) = known.compare(comparison(words, words, "es"))
    assert found.kind is Kind.UNTRANSLATED


def test_words_of_the_source_within_a_passage_are_marked() -> None:
    known = tongues({"en": [], "es": []}, {"es": []})
    left = "against foreign bases in the whole world"
    text = f"Luchamos con todas nuestras fuerzas, {left}, por la paz y contra la guerra."
    (found,) = known.compare(comparison(f"We struggle {left} for peace.", text, "es"))
    assert [text[slice(*span)] for span in found.here] == [left]


def test_each_passage_of_the_content_is_in_the_language_it_says() -> None:
    """Of every statement here, each language's passages judged against all the others."""
    for folder in (CONTENT / "imcwp-23-ukraine", CONTENT / "open-shelves"):
        kinds = Counter(found.kind for found in collate(load(folder)).differences())
        assert not {Kind.LANGUAGE, Kind.UNTRANSLATED, Kind.LENGTH} & kinds.keys()


def test_a_length_is_judged_by_how_long_the_language_usually_is() -> None:
    source = "word " * 30
    pairs = [comparison(source, "слово " * number, "ru") for number in (35, 36, 37, 38, 39)]
    judge = lengths.usual([(pair.source, pair.other) for pair in pairs])
    assert [judge(pair) for pair in pairs] == [None] * 5
    short = judge(comparison(source, "слово " * 15, "ru"))
    assert short is not None
    assert "shorter" in short.message
    assert judge(comparison("word", "слово слово слово", "ru")) is None


@pytest.mark.parametrize(
    ("source", "other", "language", "said"),
    [
        ("It fell by 40%.", "Он упал на 40%.", "ru", []),
        ("It fell by 40%.", "Он упал на 40 процентов.", "ru", []),
        ("It fell by 40%.", "С 40 процентами.", "ru", []),
        ("It fell by 40%.", "Sie fiel um 40 PROZENT.", "de", []),
        ("It fell by 40 Percent.", "Он упал на 40 %.", "ru", []),
        ("It fell by 40%.", "Elle a baissé de 40 pour cent.", "fr", []),
        ("It fell by 40%.", "Он упал на 40.", "ru", [("en", 0)]),
        ("It fell by 40.", "Он упал на 40 %.", "ru", [("ru", 1)]),
        ("It fell by 40% and 50%.", "Er fiel um 40 und 50.", "de", [("en", 0)]),
    ],
)
def test_a_percent_sign_wants_a_sign_or_the_word(
    source: str, other: str, language: str, said: list[tuple[str, int]]
) -> None:
    """In whichever case the word stands; and it is told where the sign is."""
    found = [
        each for each in compare(comparison(source, other, language)) if each.kind is Kind.NUMBERS
    ]
    assert [each.message for each in found] == [
        f"a percent sign is only in {where}." for where, _ in said
    ]
    for difference, (_, here) in zip(found, said, strict=True):
        assert bool(difference.here) == bool(here)
        assert bool(difference.there) != bool(here)
