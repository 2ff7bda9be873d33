"""Telephone numbers are found however they are written, and what only looks like one is not."""

from __future__ import annotations

import time

import pytest

from publish.content.statement import Foreign, Run
from publish.language.profiles import profile
from publish.text.isolate import isolate
from publish.text.telephones import find_telephones

ARABIC, HEBREW = profile("ar", "en"), profile("he", "en")

NUMBERS = """
021 555 1234
021-555-1234
021–555–1234
021 555 1234-5
(03) 555-1234
(021) 5551234
01 23 45 67 89
01 05 23 45 67
0912 345 6789
0800 123456
00 44 20 7946 0958
0044 20 7946 0958
00961 1 123456
00 1 212 555 0100
+44 20 7946 0958
+98 21 555 1234
+98-21-555-1234
+98 (21) 555-1234
(+98 21) 555 1234
(+98) 21 555 1234
+49 (0)30 1234567
+20 2 2345 6789
+982188554433
212 555 0100
(212) 555-0100
1 800 555 1234
٠٢١ ٥٥٥ ١٢٣٤
٠٢١-٥٥٥-١٢٣٤
۰۲۱ ۵۵۵ ۱۲۳۴
+۹۸ ۲۱ ۵۵۵ ۱۲۳۴
""".strip().splitlines()

OTHERS = """
3+4=7
1917
50%
+5
1990–1995
0800–1700
1917 1945 1991
1917 1918 1919 1920 1921
1905-1907 1917-1921
2023-10-22
2023 10 22
20 10 2023
01 05 1920
05 10 23
01-05-1920
01-05-20 02-06-21
01/05/1920
05.10.2023
0.5 1234567
3,14 1592654
1 500 000
0 1 2 3 4 5 6 7
100 200 300
10:30 11:30
ISBN 978-3-16-148410-0
""".strip().splitlines()


@pytest.mark.parametrize("number", NUMBERS)
def test_a_telephone_number_is_isolated_whole(number: str) -> None:
    """It reads from left to right, in the numerals of any language, and nothing around it does."""
    for language, word in ((ARABIC, "هاتف"), (HEBREW, "טלפון")):
        for sentence in ("{1} {0} {1}", "({0})", "{0}، 1917", "1917، {0}.", "{1}: {0}"):
            text = sentence.format(number, word)
            content = isolate((Run(text),), language)
            assert Foreign((Run(number),), None, "ltr") in content, text


@pytest.mark.parametrize("text", OTHERS)
def test_dates_years_and_sums_are_none(text: str) -> None:
    assert list(find_telephones(f"في {text} سلام")) == []


def test_the_next_number_is_found_as_well() -> None:
    text = "021 555 1234، 021 555 1235 / +44 20 7946 0958"
    assert [text[start:end] for start, end in find_telephones(text)] == [
        "021 555 1234",
        "021 555 1235",
        "+44 20 7946 0958",
    ]


@pytest.mark.parametrize("piece", ["0", "012 ", "01 01 01 ", "(0", "+(1", "(+1 ", "1-", "(01)"])
def test_a_long_row_of_digits_takes_no_time(piece: str) -> None:
    began = time.perf_counter()
    list(find_telephones(piece * 4000))
    assert time.perf_counter() - began < 2
