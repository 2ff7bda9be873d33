"""Ellipses, dashes, ranges of numbers and apostrophes."""

from __future__ import annotations

import pytest

from publish.language.profile import BOUNDARY as B
from publish.language.profile import Quotes
from publish.language.rules import common
from publish.language.rules.habits import Habits

HABITS = Habits(quotes=Quotes("“", "”", "‘", "’"), dash="—")


@pytest.mark.parametrize(
    ("text", "dressed"),
    [
        ("etc...", "etc…"),
        ("... so", "… so"),
        ("a..", "a.."),
        ("a....", "a...."),
        (f".{B}..", f"…{B}"),
    ],
)
def test_ellipsis(text: str, dressed: str) -> None:
    assert common.ellipsis(HABITS)(text) == dressed


@pytest.mark.parametrize(
    ("text", "dressed"),
    [
        ("so - thus", "so\u00a0— thus"),
        ("so -- thus", "so\u00a0— thus"),
        ("so\n- thus", "so\u00a0— thus"),
        (f"so {B}-{B} thus", f"so\u00a0{B}—{B} thus"),
        ("so – thus", "so\u00a0– thus"),  # the author's own dash stays
        ("fascism —that rises—, so", "fascism —that rises—, so"),
        ("US-EU-NATO", "US-EU-NATO"),
        ("- item", "- item"),
        ("socialist- communist", "socialist- communist"),
    ],
)
def test_dash(text: str, dressed: str) -> None:
    assert common.dash(HABITS)(text) == dressed


@pytest.mark.parametrize(
    "text",
    [
        *("on 20-22 October", "(20-22)", "20-22.", "9-11", "98-102", "1939-1945", "1939-45"),
        *("٢٠-٢٢ تشرين", "۲۰-۲۲ اکتبر", "10-12%", "1914-1918, 1939-1945", f"20{B}-22"),
    ],
)
def test_a_range_gets_an_en_dash(text: str) -> None:
    assert common.number_range(HABITS)(text) == text.replace("-", "–")


@pytest.mark.parametrize(
    "text",
    [
        *("2023-10-22", "2023-10", "2009-10", "555-1234", "+44 20-22", "8 495 123-45-67"),
        *("23-й", "COVID-19", "F-16", "A4-5", "3-2", "05-06", "1.5-2.5", "10:30-11", "1-2-3"),
        *("1/2-3", "12345-12346", "1234-5678", "http://a.b/1-2"),
    ],
)
def test_what_is_no_range_keeps_its_hyphen(text: str) -> None:
    assert common.number_range(HABITS)(text) == text


@pytest.mark.parametrize(
    ("text", "dressed"),
    [
        ("don't", "don’t"),
        ("l'État", "l’État"),
        (f"l'{B}État{B}", f"l’{B}État{B}"),
        ("Türkiye'nin", "Türkiye’nin"),
        ("об'єднання", "об’єднання"),
        ("the Workers' Party", "the Workers’ Party"),
        ("cafe\u0301's", "cafe\u0301’s"),
        ("a 'quoted' word", "a 'quoted' word"),
        ("'don't'", "'don’t'"),
        ("5' 6", "5' 6"),
        ("http://a.b/c'd", "http://a.b/c'd"),
    ],
)
def test_apostrophe(text: str, dressed: str) -> None:
    assert common.apostrophe(HABITS)(text) == dressed
